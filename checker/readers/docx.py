"""Word documents: body, tables, notes, text boxes, headers and footers, with the numbers that Word generates written out.

The XML is read directly with lxml: python-docx knows neither automatic numbers nor insertions, and fails in many ways
on damaged files. `Origin.line` is the number of the body paragraph, empty ones counted, tables not (a note or text box has
that of the paragraph it hangs on); `Origin.column` counts the characters of that paragraph as read; `Origin.node`, `run`
and `offset` count as `wordxml` says.

The order: notes and text boxes follow the paragraph that they hang on, but boxes before the first text (letterhead, title
page) come first; headers and footers come last.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from lxml import etree

from checker.errors import ReadError
from checker.model import BlockKind, Cell, Document, Origin, ResidueKind
from checker.readers.builder import DocumentBuilder
from checker.readers.fields import read_fields
from checker.readers.inline import (
    DELETED,
    INSERTED,
    CommentMark,
    Inline,
    Inlines,
    NoteMark,
    Removed,
    Stretch,
    author,
    comment_mark,
)
from checker.readers.numbering import Counters, List, read_lists
from checker.readers.package import Package
from checker.readers.residues import Comment, Residues
from checker.readers.styles import Style, Styles, read_styles
from checker.readers.wordxml import (
    W,
    boxes,
    characters,
    content,
    integer,
    main_part,
    paragraphs,
    parse,
    related,
    runs,
    switch,
    targets,
    value,
)
from checker.text.pattern import pattern
from checker.text.span import Span

_TITLE_STYLE = pattern(r"(?:title|subtitle|标题|副标题)\Z", re.IGNORECASE)
_HEADING_STYLE = pattern(r"(?:heading|标题)\s*([1-9])\Z", re.IGNORECASE)
_CONTENTS_STYLE = pattern(r"(?:toc|目录)\s*(?:[1-9]|heading|标题)\Z", re.IGNORECASE)
_BODY_LEVEL = 9  # w:outlineLvl of body text
_WIDEST = 63  # columns of a table in Word; a larger w:gridSpan is damage
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")  # notes that hold a line, no text


def read(data: bytes, digest: str) -> Document:
    """Read a Word document. Raises ReadError for files that are none, encrypted, damaged or out of proportion."""
    package = Package(data)
    name = main_part(package)
    root = parse(package, name)
    body = None if root is None else root.find(f"{W}body")
    if root is None:
        raise ReadError(f"Word 文件缺少正文（{name}），请重新保存后再检查")
    if root.tag != f"{W}document" or body is None:
        raise ReadError("不是 Word 文档（.docx），请用 Word 另存为 .docx 后再检查")
    styles = read_styles(parse(package, related(package, name, "styles")))
    lists = read_lists(parse(package, related(package, name, "numbering")), styles)
    comments = _comments(parse(package, related(package, name, "comments")))
    walk = _Walk(DocumentBuilder("docx", digest), styles, lists, Residues(comments), _notes(package, name, styles))
    walk.body(_Part.of(name, root, styles), body)
    names = targets(package, name)
    for margin in dict.fromkeys(names[relation] for relation in _margins(body) if relation in names):
        margin_root = parse(package, margin)
        if margin_root is not None:
            walk.margin(_Part.of(margin, margin_root, styles), margin_root)
    return walk.build()


def _notes(package: Package, name: str, styles: Styles) -> dict[NoteMark, "_Note"]:
    """Return the footnotes and endnotes of the part `name` by what refers to them; of two with one id the first."""
    found: dict[NoteMark, _Note] = {}
    for kind in ("footnotes", "endnotes"):
        holder = related(package, name, kind)
        root = parse(package, holder)
        if root is not None:
            part = _Part.of(holder, root, styles)
            for note in root:
                if note.get(f"{W}type") not in _SEPARATORS:
                    found.setdefault(NoteMark(kind, note.get(f"{W}id", "")), _Note(part, note))
    return found


def _comments(root: etree.ElementBase | None) -> dict[str, Comment]:
    """Return the comments by id; of two with one id the first."""
    found: dict[str, Comment] = {}
    for comment in () if root is None else root.iter(f"{W}comment"):
        lines = (
            "".join(text for run in runs(paragraph) for _, text in characters(run)) for paragraph in paragraphs(comment)
        )
        found.setdefault(comment.get(f"{W}id", ""), Comment(author(comment), "\n".join(lines).strip()))
    return found


def _margins(body: etree.ElementBase) -> Iterator[str]:
    """Yield the relation of each header and footer of each section."""
    for section in body.iter(f"{W}sectPr"):
        for reference in section.iterchildren(f"{W}headerReference", f"{W}footerReference"):
            # its r:id; “Strict Open XML” has another name for the same space
            yield from (relation for name, relation in reference.attrib.items() if name.endswith("}id"))


class _Part(NamedTuple):
    """One part of the package: its name, which w:p of it is which, and how to take one apart."""

    name: str
    nodes: dict[etree.ElementBase, int]
    inlines: Inlines

    @classmethod
    def of(cls, name: str, root: etree.ElementBase, styles: Styles) -> "_Part":
        nodes = {paragraph: index for index, paragraph in enumerate(paragraphs(root))}
        return cls(name, nodes, Inlines(styles, read_fields(root)))


class _Note(NamedTuple):
    """A footnote or endnote and its part."""

    part: _Part
    element: etree.ElementBase


class _Story(NamedTuple):
    """Where a stretch of paragraphs stands. `kind`: what their blocks are, None where style or cell tell.

    `line`: the number of the body paragraph for all of them, None in the body, which counts its own. `cell`: table, row
    and cell in it.
    """

    part: _Part
    kind: BlockKind | None = None
    line: int | None = None
    cell: tuple[int, int, int] | None = None


class _Paragraph(NamedTuple):
    """A w:p taken apart: its properties and those of its mark, and the number of the body paragraph that its places name."""

    element: etree.ElementBase
    line: int
    properties: etree.ElementBase | None
    mark: etree.ElementBase | None
    inlines: tuple[Inline, ...]

    @property
    def joined(self) -> bool:
        """Whether its mark is deleted or hidden, so that the next paragraph goes on in it."""
        return _change(self.mark, *DELETED) is not None or switch(self.mark, "vanish") is True

    @property
    def has_text(self) -> bool:
        return any(isinstance(inline, Stretch) for inline in self.inlines)

    @property
    def is_contents(self) -> bool:
        """Whether all its text belongs to a table of contents."""
        stretches = [inline for inline in self.inlines if isinstance(inline, Stretch)]
        return bool(stretches) and all(stretch.contents for stretch in stretches)


class _Walk:
    """One pass over the text: counts paragraphs, tables and numbers as it goes."""

    def __init__(
        self,
        builder: DocumentBuilder,
        styles: Styles,
        lists: dict[str, List],
        residues: Residues,
        notes: dict[NoteMark, _Note],
    ) -> None:
        self._builder = builder
        self._styles = styles
        self._lists = lists
        self._counters = Counters(lists)
        self._residues = residues
        self._notes = notes
        self._line = 0
        self._tables = 0

    def body(self, part: _Part, body: etree.ElementBase) -> None:
        self._blocks(body, _Story(part))

    def margin(self, part: _Part, root: etree.ElementBase) -> None:
        self._blocks(root, _Story(part, BlockKind.MARGIN, max(self._line, 1)))

    def build(self) -> Document:
        for residue in self._residues.found():
            self._builder.residue(residue)
        return self._builder.build()

    def _blocks(self, container: etree.ElementBase, story: _Story) -> None:
        """Read the paragraphs and tables of `container`; a paragraph whose mark is gone waits for the next one."""
        waiting: list[_Paragraph] = []
        for element in content(container):
            if element.tag == f"{W}p":
                if story.line is None:
                    self._line += 1
                properties = element.find(f"{W}pPr")
                mark = None if properties is None else properties.find(f"{W}rPr")
                inlines = tuple(story.part.inlines.of(element, self._style(properties)))
                waiting.append(_Paragraph(element, story.line or self._line, properties, mark, inlines))
                if not waiting[-1].joined:
                    self._paragraph(waiting, story)
                    waiting = []
            elif element.tag == f"{W}tbl":
                self._paragraph(waiting, story)
                waiting = []
                self._table(element, story)
            elif (mark := comment_mark(element)) is not None:
                self._residues.comment(mark, self._builder.length)
        self._paragraph(waiting, story)

    def _table(self, table: etree.ElementBase, story: _Story) -> None:
        """Read a table; the cells of one inside a cell have the place of that cell."""
        if story.cell is None:
            self._tables += 1
        cells: list[Cell] = []
        merged: dict[int, int] = {}  # column → which of `cells` goes on below
        head_rows = 0
        rows = (element for element in content(table) if element.tag == f"{W}tr")
        for row, line in enumerate(rows, 1):
            properties = line.find(f"{W}trPr")
            head_rows += head_rows == row - 1 and switch(properties, "tblHeader") is True
            column = 1 + _columns(value(properties, "gridBefore"), 0)
            for number, cell in enumerate((element for element in content(line) if element.tag == f"{W}tc"), 1):
                start = self._builder.length
                place = story.cell or (self._tables, row, number)
                self._blocks(cell, story._replace(line=story.line or max(self._line, 1), cell=place))
                properties = cell.find(f"{W}tcPr")
                columns = _columns(value(properties, "gridSpan"), 1)
                merge = None if properties is None else properties.find(f"{W}vMerge")
                if merge is not None and merge.get(f"{W}val") != "restart" and column in merged:
                    above = cells[merged[column]]
                    cells[merged[column]] = above._replace(rows=row - above.row + 1)
                else:
                    merged.pop(column, None)
                    if merge is not None:
                        merged[column] = len(cells)
                    cells.append(Cell(row, column, Span(start, self._builder.length), columns=columns))
                column += columns
        self._builder.table(cells, head_rows)

    def _paragraph(self, joined: Sequence[_Paragraph], story: _Story) -> None:
        """Read one paragraph of the text: one w:p, or several that deleted or hidden marks make one."""
        if not joined:
            return
        first = story.line is None and not self._builder.begun
        if first:
            self._boxes(joined, story)
        last = joined[-1]  # its mark, the only one left, holds the properties of all
        lead = next((paragraph for paragraph in joined if paragraph.has_text), last)
        if last.joined and not lead.has_text:
            self._pieces(joined, story)  # all of it is deleted or hidden; it has no number either
        else:
            chain = self._styles.chain(self._style(last.properties))
            kind, level = _kind(last.properties, chain)
            if story.kind or story.cell:
                kind, level = story.kind or BlockKind.CELL, 0
            elif lead.is_contents and last.is_contents:
                kind, level = BlockKind.COMMENT, 0
            number = self._number(last.properties, chain)
            self._lines(kind, level, self._pieces(joined, story, lead, number))
        if not first:
            self._boxes(joined, story)
        for inline in (inline for paragraph in joined for inline in paragraph.inlines):
            if isinstance(inline, NoteMark) and (note := self._notes.pop(inline, None)) is not None:
                self._blocks(note.element, _Story(note.part, story.kind or BlockKind.NOTE, lead.line, story.cell))

    def _pieces(
        self, joined: Sequence[_Paragraph], story: _Story, lead: _Paragraph | None = None, number: str = ""
    ) -> list[tuple[str, Origin]]:
        """Return the text of `joined` to its line feed, `number` before that of `lead`, and note the traces of drafting."""
        pieces: list[tuple[str, Origin]] = []
        at = self._builder.length
        for paragraph in joined:
            line, column, part, node = paragraph.line, 1, story.part.name, story.part.nodes[paragraph.element]
            if paragraph is lead and number:
                pieces.append((number, Origin(line, column, part, node, cell=story.cell)))
                column, at = column + len(number), at + len(number)
            for inline in paragraph.inlines:
                if isinstance(inline, Stretch):
                    origin = Origin(line, column, part, node, inline.run, inline.offset, story.cell)
                    pieces.append((inline.text, origin))
                    self._residues.text(inline.text, at, inline.inserted, highlighted=inline.highlighted)
                    column, at = column + len(inline.text), at + len(inline.text)
                elif isinstance(inline, Removed):
                    self._residues.removed(inline, at)
                elif isinstance(inline, CommentMark):
                    self._residues.comment(inline, at)
            if (change := _change(paragraph.mark, *DELETED)) is not None:
                self._residues.removed(Removed(ResidueKind.DELETION, "\n", author(change)), at)
        if lead is not None:
            pieces.append(("\n", Origin(line, column, part, node, cell=story.cell)))
            change = _change(paragraph.mark, *INSERTED)
            self._residues.text("\n", at, None if change is None else author(change), highlighted=False)
        return pieces

    def _lines(self, kind: BlockKind, level: int, pieces: Sequence[tuple[str, Origin]]) -> None:
        """Add a block for each line of `pieces`, which end with a line feed."""
        block: list[tuple[str, Origin]] = []
        for text, origin in pieces:
            start = 0
            while (end := text.find("\n", start)) >= 0:
                block.append((text[start:end], _moved(origin, start)))
                self._builder.block(kind, block, level)
                self._builder.add("\n", _moved(origin, end))
                block, start = [], end + 1
            if start < len(text):
                block.append((text[start:], _moved(origin, start)))

    def _boxes(self, joined: Sequence[_Paragraph], story: _Story) -> None:
        for paragraph in joined:
            for box in boxes(paragraph.element):
                self._blocks(box, story._replace(kind=story.kind or BlockKind.BOX, line=paragraph.line))

    def _style(self, properties: etree.ElementBase | None) -> str:
        return value(properties, "pStyle") or self._styles.default

    def _number(self, properties: etree.ElementBase | None, chain: list[tuple[str, Style]]) -> str:
        own = None if properties is None else properties.find(f"{W}numPr")
        inherited = next((style.list_id for _, style in chain if style.list_id is not None), None)
        list_id = value(own, "numId") or inherited
        if list_id is None or list_id == "0":  # 0 takes the number of the style away
            return ""
        level = integer(value(own, "ilvl"))
        if level is None:
            names = [style_id for style_id, _ in chain]
            levels = self._lists[list_id].levels if list_id in self._lists else {}
            # the list may name the style that stands for a level; that outranks what the style itself says
            named = (index for name in names for index, definition in levels.items() if definition.style == name)
            level = next(named, next((style.level for _, style in chain if style.level is not None), 0))
        return self._counters.number(list_id, level)


def _moved(origin: Origin, by: int) -> Origin:
    """Return the origin `by` characters further on in its run."""
    return replace(origin, column=origin.column + by, offset=origin.offset + by) if by else origin


def _columns(number: str | None, default: int) -> int:
    return min(integer(number) or default, _WIDEST)


def _change(mark: etree.ElementBase | None, *tags: str) -> etree.ElementBase | None:
    """Return the tracked change with one of `tags` that the paragraph mark with properties `mark` is part of, or None."""
    return None if mark is None else next(mark.iterchildren(*tags), None)


def _kind(properties: etree.ElementBase | None, chain: list[tuple[str, Style]]) -> tuple[BlockKind, int]:
    """Return the kind of a body paragraph and its heading level. A table of contents is no text of the report."""
    if any(_CONTENTS_STYLE.match(style.name) for _, style in chain):
        return BlockKind.COMMENT, 0
    level = _heading_level(properties, chain)
    return (BlockKind.HEADING if level else BlockKind.PARAGRAPH), level


def _heading_level(properties: etree.ElementBase | None, chain: list[tuple[str, Style]]) -> int:
    """Return the heading level 1…9, or 0 for body text. A title is no heading, whatever level its style has."""
    own = integer(value(properties, "outlineLvl"))
    if own is not None:
        return own + 1 if 0 <= own < _BODY_LEVEL else 0
    for _, style in chain:
        if _TITLE_STYLE.match(style.name):
            return 0
        if match := _HEADING_STYLE.match(style.name):
            return int(match[1])
        if style.outline is not None:
            return style.outline + 1 if 0 <= style.outline < _BODY_LEVEL else 0
    return 0
