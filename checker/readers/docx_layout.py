"""The layout of a Word document: pages, paragraphs of the running text, page numbers.

The text has been read before; a block leads back to its paragraph by `Origin.line`, a piece to its run by `Origin.run`.
Tables, notes and text boxes are left out: a standard for running text says nothing of them.
"""

import bisect
import math
from collections.abc import Iterator, Sequence

from lxml import etree

from checker.model import Alignment, Block, Document, Layout, PageSetup, Piece, Run, SetParagraph
from checker.readers.cascade import Cascade, Distance, Setting, number
from checker.readers.docx_pages import ALIGNMENTS, Pages
from checker.readers.package import Package
from checker.readers.wordxml import MATH, W, content, main_part, parse
from checker.text.pattern import pattern
from checker.text.span import Span
from checker.text.width import HAN

_TALLEST = 1.5  # a single line is at least as high as its font is large, and at most so many times
_FULL_WIDTH_SPACE = "\u3000"
_HAN = pattern(HAN)


def read_layout(data: bytes, document: Document) -> Layout:
    """Return the layout of the Word file `data`, whose text has been read as `document`.

    Raises ReadError when a part that only the layout needs is damaged.
    """
    package = Package(data)
    main = main_part(package)
    root = parse(package, main)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        return Layout()
    cascade = Cascade(package, main)
    pages = Pages(package, main, cascade)
    starts = [piece.span.start for piece in document.pieces]
    paragraphs = [element for element in content(body) if element.tag == f"{W}p"]
    blocks: dict[int, list[Block]] = {}  # a paragraph with line breaks makes several
    for block in document.blocks:
        origin, _ = document.origin(block.span.start)
        if block.kind.flows and origin.cell is None:
            blocks.setdefault(origin.line - 1, []).append(block)
    setups: list[PageSetup] = []
    described: list[SetParagraph] = []
    for indexes, section in _sections(body, paragraphs):
        first = len(described)
        grid = _grid(section)
        for index in indexes:
            setting = cascade.paragraph(paragraphs[index])
            runs = _Runs(paragraphs[index], cascade)
            for block in blocks.get(index, ()):
                pieces = document.pieces[slice(*(bisect.bisect_left(starts, end) for end in block.span))]
                described.append(_paragraph(document.text, pieces, setting, runs, grid))
        inside = described[first:]
        span = Span(inside[0].span.start, inside[-1].span.end) if inside else Span(0, 0)
        setup = pages.setup(section, span)
        setups += [] if setup is None else [setup]
    return Layout(tuple(setups), tuple(described))


def _sections(
    body: etree.ElementBase, paragraphs: list[etree.ElementBase]
) -> Iterator[tuple[range, etree.ElementBase | None]]:
    """Yield the indexes of the paragraphs of each section and its properties."""
    start = 0
    for index, paragraph in enumerate(paragraphs):
        section = paragraph.find(f"{W}pPr/{W}sectPr")
        if section is not None:
            yield range(start, index + 1), section
            start = index + 1
    yield range(start, len(paragraphs)), body.find(f"{W}sectPr")


def _grid(section: etree.ElementBase | None) -> float | None:
    """Return the distance of the lines of the section's grid in points, None without one."""
    grid = None if section is None else section.find(f"{W}docGrid")
    if grid is None or grid.get(f"{W}type", "default") == "default":
        return None
    return (number(grid.get(f"{W}linePitch")) or 0) / 20 or None


class _Runs:
    """The looks of the runs of one paragraph."""

    def __init__(self, paragraph: etree.ElementBase, cascade: Cascade) -> None:
        self._style = cascade.style(paragraph)
        self._cascade = cascade
        self._below = list(paragraph.iter(f"{W}r", f"{MATH}r"))

    def of(self, text: str, pieces: Sequence[Piece]) -> Iterator[Run]:
        """Yield the `pieces` that hold Chinese characters; numbers that Word generates are none."""
        for piece in pieces:
            if piece.origin.run is not None and _HAN.search(text, *piece.span):
                yield Run(piece.span, *self._cascade.look(self._below[piece.origin.run], self._style))


def _paragraph(
    text: str, pieces: Sequence[Piece], setting: Setting, paragraph_runs: _Runs, grid: float | None
) -> SetParagraph:
    span = Span(pieces[0].span.start, pieces[-1].span.end)
    runs = tuple(paragraph_runs.of(text, pieces))
    size = runs[0].size if runs else None
    return SetParagraph(
        span=span,
        alignment=ALIGNMENTS.get(setting.alignment, Alignment.JUSTIFIED),
        # behind a line break no paragraph begins
        indent=_indent(setting, size, span.of(text)) if pieces[0].origin.column == 1 else None,
        pitch=_pitch(setting, size, grid),
        runs=runs,
    )


def _indent(setting: Setting, size: float | None, words: str) -> float | None:
    """Return how far the first word stands from the left margin, in characters; `size` is that of one."""
    first, left = _characters(setting.first, size), _characters(setting.left, size)
    leading = words[: len(words) - len(words.lstrip())]
    if first is None or left is None or leading.strip(_FULL_WIDTH_SPACE):
        return None  # how wide other spaces are depends on the font
    return first + left + len(leading)


def _characters(distance: Distance, size: float | None) -> float | None:
    if distance.characters or not distance.points:
        return distance.characters
    return size and distance.points / size


def _pitch(setting: Setting, size: float | None, grid: float | None) -> float | None:
    """Return the distance of the lines in points, None where it depends on how high the font is."""
    if setting.rule == "exact":
        return setting.line
    snaps = grid is not None and setting.snaps
    if size is None or setting.line <= 0:
        return None
    if setting.rule == "atLeast":
        return setting.line if not snaps and setting.line >= size * _TALLEST else None
    if not snaps or grid is None:
        return None
    fewest, most = math.ceil(size / grid), math.ceil(size * _TALLEST / grid)  # grid lines that one line takes
    if fewest != most or (fewest > 1 and setting.line != 1):
        return None
    return fewest * grid * setting.line
