"""A Word file under change: its parts as trees, the run behind each character, runs parted where a mark must go."""

import bisect
import copy
from collections import Counter
from collections.abc import Collection, Iterator

from lxml import etree

from checker.errors import ReadError
from checker.model import Document, Origin
from checker.readers.package import Package
from checker.readers.wordxml import W, characters, main_part, paragraphs, parse, runs, serialized
from checker.text.span import Span

AUTHOR = "法治报告检查"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class WordFile:
    """The parts of a Word file. Those that `root` gave out or `add` brought are written anew by `save`, no others."""

    def __init__(self, data: bytes) -> None:
        """Open the file. Raises ReadError as its reader does."""
        self.package = Package(data)
        self.main = main_part(self.package)
        self._roots: dict[str, etree.ElementBase] = {}
        self._changed: set[str] = set()
        self._paragraphs: dict[str, list[etree.ElementBase]] = {}
        self._runs: dict[etree.ElementBase, list[etree.ElementBase]] = {}

    def root(self, part: str) -> etree.ElementBase:
        """Return the root of `part`, to be changed. Raises ReadError when there is no such part or it is damaged."""
        self._changed.add(part)
        return self._opened(part)

    def _opened(self, part: str) -> etree.ElementBase:
        if part not in self._roots:
            root = parse(self.package, part, whole=True)
            if root is None:
                raise ReadError(f"Word 文件缺少“{part}”，请重新保存后再检查")
            self._roots[part] = root
        return self._roots[part]

    def add(self, part: str, root: etree.ElementBase) -> None:
        """Add a part."""
        self._roots[part] = root
        self._changed.add(part)

    def paragraph(self, origin: Origin) -> etree.ElementBase:
        """Return the w:p that `origin` names, as it stood when its part was opened."""
        if origin.part not in self._paragraphs:
            self._paragraphs[origin.part] = paragraphs(self._opened(origin.part))
        return self._paragraphs[origin.part][origin.node or 0]

    def run(self, origin: Origin) -> etree.ElementBase:
        """Return the run that `origin` names (its `run` must not be None), as it stood when its part was opened."""
        paragraph = self.paragraph(origin)
        if paragraph not in self._runs:
            self._runs[paragraph] = runs(paragraph)
        return self._runs[paragraph][origin.run or 0]

    def save(self) -> bytes:
        """Return the bytes of the changed file."""
        like = self.package.read(self.main) or b""  # what a new part is written like
        return self.package.replaced(
            {part: serialized(self._roots[part], self.package.read(part) or like) for part in self._changed}
        )


def stretches(document: Document, span: Span) -> Iterator[tuple[Origin, int, int]]:
    """Yield the origins behind the characters of `span` in order, each with the first and last+1 character of its run."""
    first = bisect.bisect_right(document.pieces, span.start, key=lambda piece: piece.span.start) - 1
    for piece in document.pieces[max(0, first) :]:
        start, end = max(piece.span.start, span.start), min(piece.span.end, span.end)
        if piece.span.start >= span.end:
            return
        if start < end:
            shift = piece.origin.offset - piece.span.start
            yield piece.origin, start + shift, end + shift


def fragments(run: etree.ElementBase, cuts: Collection[int]) -> list[tuple[int, etree.ElementBase]]:
    """Part a w:r after so many of its characters each, and return the pieces with the characters before each.

    Every piece has the properties of the run. A cut at either end, or within what cannot be parted, parts nothing there.
    """
    pieces = [(0, run)]
    for cut in sorted(cuts):
        start, last = pieces[-1]
        right = _parted(last, cut - start)
        if right is not None:
            pieces.append((cut, right))
    return pieces


def widened(run: etree.ElementBase, start: int, end: int) -> tuple[int, int]:
    """Return the characters `start` to `end` of a w:r, widened to whole elements where these cannot be parted."""
    seen = 0
    for child, count in _lengths(run):
        if child.tag != f"{W}t":
            start = seen if seen < start < seen + count else start
            end = seen + count if seen < end < seen + count else end
        seen += count
    return start, end


def _lengths(run: etree.ElementBase) -> list[tuple[etree.ElementBase, int]]:
    """Return the children of `run` but its properties, each with the number of its characters."""
    lengths: Counter[etree.ElementBase] = Counter()
    for element, text in characters(run):
        child = element
        while child.getparent() is not run:
            child = child.getparent()
        lengths[child] += len(text)
    return [(child, lengths[child]) for child in run if child.tag != f"{W}rPr"]


def _parted(run: etree.ElementBase, cut: int) -> etree.ElementBase | None:
    """Move what stands behind the first `cut` characters of `run` into a run of its own, put behind it, and return it."""
    lengths = _lengths(run)
    if not 0 < cut < sum(count for _, count in lengths):
        return None
    right = etree.Element(run.tag, run.attrib)
    run.addnext(right)
    properties = run.find(f"{W}rPr")
    if properties is not None:
        right.append(copy.deepcopy(properties))
    seen = 0
    for child, count in lengths:
        if seen >= cut:
            right.append(child)
        elif cut < seen + count and child.tag == f"{W}t":
            rest = copy.deepcopy(child)
            set_text(rest, child.text[cut - seen :])
            set_text(child, child.text[: cut - seen])
            right.append(rest)
        seen += count
    return right


def set_text(element: etree.ElementBase, text: str) -> None:
    """Set the text of a w:t or w:delText; spaces at its ends are kept by Word only where it is told so."""
    element.text = text
    if text != text.strip():
        element.set(_SPACE, "preserve")
