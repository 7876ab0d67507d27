"""A paragraph of a Word file taken apart: its text with the marks on it, what is removed from it, and what points elsewhere."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from checker.model import ResidueKind
from checker.readers.fields import Fields
from checker.readers.styles import Styles
from checker.readers.wordxml import W, content, runs, switch, transparent, value, written

INSERTED = (f"{W}ins", f"{W}moveTo")
DELETED = (f"{W}del", f"{W}moveFrom")
_COMMENT = {f"{W}commentRangeStart": "start", f"{W}commentRangeEnd": "end", f"{W}commentReference": "reference"}
_NOTE = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_UNMARKED = ("none", "white")


class Stretch(NamedTuple):
    """Text from one run, `offset` characters of the run before it. `inserted`: who inserted it, None: it is no insertion.

    `contents`: it belongs to a table of contents.
    """

    text: str
    run: int
    offset: int
    inserted: str | None
    highlighted: bool
    contents: bool


class Removed(NamedTuple):
    """Words that stand in the file but are no text: deleted or hidden."""

    kind: ResidueKind
    text: str
    author: str = ""


class CommentMark(NamedTuple):
    """Where a comment starts, ends or is referred to (`what`)."""

    comment: str
    what: str


class NoteMark(NamedTuple):
    """A reference to a note of “footnotes” or “endnotes”."""

    kind: str
    note: str


Inline = Stretch | Removed | CommentMark | NoteMark


class _Around(NamedTuple):
    """What the elements around a run say of it: the authors of an insertion and a deletion, and hidden by its paragraph."""

    inserted: str | None
    deleted: str | None
    hidden: bool


class Inlines(NamedTuple):
    """Takes the paragraphs of one part apart."""

    styles: Styles
    fields: Fields

    def of(self, paragraph: etree.ElementBase, style: str) -> Iterator[Inline]:
        """Yield what stands in `paragraph`, whose paragraph style is `style`, in order."""
        order = {run: index for index, run in enumerate(runs(paragraph))}
        yield from self._inside(paragraph, order, _Around(None, None, hidden=self.styles.hidden(style) is True))

    def _inside(
        self, element: etree.ElementBase, order: dict[etree.ElementBase, int], around: _Around
    ) -> Iterator[Inline]:
        for child in element:
            if child in order:
                yield from self._run(child, order, around)
            elif child.tag in INSERTED:
                yield from self._inside(child, order, around._replace(inserted=author(child)))
            elif child.tag in DELETED:
                yield from self._inside(child, order, around._replace(deleted=author(child)))
            elif (mark := comment_mark(child)) is not None:
                yield mark
            elif (holder := transparent(child)) is not None:
                yield from self._inside(holder, order, around)

    def _run(self, run: etree.ElementBase, order: dict[etree.ElementBase, int], around: _Around) -> Iterator[Inline]:
        properties = run.find(f"{W}rPr")
        hidden, highlighted = self._hidden(properties, around), _highlighted(properties)
        last: Stretch | None = None
        removed, offset = "", 0
        for element in content(run):
            text = written(element)
            if text is None:
                if element in order:
                    yield from self._run(element, order, around)
                elif around.deleted is None:
                    yield from _marks(element)
            elif around.deleted is not None or (hidden and element not in self.fields.instructions):
                removed += text
            elif text and element.tag != f"{W}delText" and element not in self.fields.instructions:
                contents = element in self.fields.contents
                if last is not None and (last.offset + len(last.text), last.contents) == (offset, contents):
                    last = last._replace(text=last.text + text)
                else:
                    if last is not None:
                        yield last
                    last = Stretch(text, order[run], offset, around.inserted, highlighted, contents)
            offset += len(text or "")
        if last is not None:
            yield last
        if removed and around.deleted is not None:
            yield Removed(ResidueKind.DELETION, removed, around.deleted)
        elif removed:
            yield Removed(ResidueKind.HIDDEN, removed)

    def _hidden(self, properties: etree.ElementBase | None, around: _Around) -> bool:
        own = switch(properties, "vanish")
        if own is None and (style := value(properties, "rStyle")) is not None:
            own = self.styles.hidden(style)
        return around.hidden if own is None else own


def author(change: etree.ElementBase) -> str:
    """Return who made a tracked change or wrote a comment, empty where that is not said."""
    name: str = change.get(f"{W}author", "")
    return name.strip()


def comment_mark(element: etree.ElementBase) -> CommentMark | None:
    """Return the mark of a comment that `element` is, or None."""
    what = _COMMENT.get(element.tag)
    return None if what is None else CommentMark(element.get(f"{W}id", ""), what)


def _marks(element: etree.ElementBase) -> Iterator[Inline]:
    if (mark := comment_mark(element)) is not None:
        yield mark
    elif element.tag in _NOTE:
        yield NoteMark(_NOTE[element.tag], element.get(f"{W}id", ""))


def _highlighted(properties: etree.ElementBase | None) -> bool:
    """Tell whether the run is marked: by a highlighter, or by a yellow ground."""
    if properties is None:
        return False
    colour = value(properties, "highlight")
    if colour is not None:
        return colour not in _UNMARKED
    shading = properties.find(f"{W}shd")
    return shading is not None and _is_yellow(shading.get(f"{W}fill", ""))


def _is_yellow(fill: str) -> bool:
    """Tell whether `fill` (“FFFF00”) is a yellow as one marks words with: much red and green, little blue."""
    try:
        red, green, blue = bytes.fromhex(fill)
    except ValueError:
        return False  # “auto”, or damaged
    return red >= 0xD0 and green >= 0xC0 and blue <= 0x99
