"""The layout of PDF pages: characters and where they stand → visual lines → cells and paragraphs.

All lengths are points, x to the right and y upwards as the text runs. Lines are joined where a word would not have fitted:
a line that ends early, an indent, a wider space or another size of letters opens a paragraph. Where nothing tells
for certain, lines stay apart.
"""

import statistics
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, islice, pairwise

from checker.readers.pdf_grid import Box, Grid, Rule, grids
from checker.text.headings import number_at
from checker.text.pattern import pattern

_SAME_LINE = 0.6  # share of the height of the lower of two characters that both cover
_SAME_GLYPH = 0.7  # share of the width that bold letters drawn twice overlap
_LEAST_EM = 1.0
_GAP = 1.2  # em between stretches of a line that stand apart, such as the columns of a table without lines
_SCRIPT_GAP = 0.25  # em that word processors put between Chinese and Latin or digits
_INDENT = 0.8  # em
_DEEP = 2.5  # em; what is set further in is no beginning of a paragraph
_TOUCH = 0.02  # em by which a character that just fits may seem not to
_EDGE = 0.5  # em by which the ends of full lines differ
_SAME_SIZE = 0.12  # share by which the sizes of lines of one paragraph may differ
_WIDE_SPACING = 1.45  # of the usual distance between lines
_CELL_MARGIN = 6.0  # points between the line around a cell and its text
_LONG = 0.6  # of the width of the text
_UNSURE = 0.25  # em by which a text may end before the edge that is inferred
_MOST_BEYOND = 0.05  # of the lines that may reach further than the edge of the text
_ENOUGH = 3  # lines that show where the text ends
_ZONE = 0.115  # share of the page, at the top and the bottom, where headers and footers stand
_MOST_MARGIN_LINES = 3
_SAME_HEIGHT = 3.0  # points by which the header of one page may differ from that of another
_LATIN = pattern(r"[A-Za-z]")
_WORD = pattern(r"[A-Za-z0-9]")
_DIGITS = pattern(r"[0-9０-９]+")
# what must stay together at the start of a line: a word or number, or one character, with the marks around it
_UNIT = pattern(
    r"[“‘（《〈「『【(\[]*(?:[A-Za-z0-9.,%％/-]+|.)[，。、；：？！”’）》〉」』】…—)\],.%％]*(?:(?<=[”’])[A-Za-z0-9.,%％/-]+)?"
)
_PAGE_NUMBER = pattern(
    r"[-—–－~\s]*(?:第\s*|Page\s+)?(?:[0-9０-９]{1,4}|[ivxIVX]{1,6})(?:\s*页)?"
    r"(?:[\s,，/／]*(?:共|of|/|／)\s*[0-9]{1,4}(?:\s*页)?)?[-—–－~\s]*\Z"
)
_STOPS = "。：；:;！？"
_LIST_MARK = pattern(r"(?:[0-9]{1,2}[.．、]|[（(][0-9]{1,2}[）)]|[•●○■◆◇➢\-*·])\s*")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character, its index on the page and its edges; `base` is the line it stands on."""

    char: str
    index: int
    left: float
    right: float
    bottom: float
    top: float
    base: float


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of one visual line without a wide gap, spaces at its ends left out.

    `number`: of the visual line on its page, from 1; `column`: of the first character in it, from 1. `em`: width of a
    full character. `box`: the cell it stands in.
    """

    page: int
    number: int
    column: int
    text: str
    indexes: "array[int]"
    lefts: "array[float]"
    rights: "array[float]"
    base: float
    em: float
    spaced: bool  # white space follows its last character
    box: Box | None = None

    @property
    def left(self) -> float:
        """The left edge."""
        return self.lefts[0]

    @property
    def right(self) -> float:
        """The right edge."""
        return self.rights[-1]

    def first_unit(self) -> float:
        """Return the width of what must stay together at its start."""
        match = _UNIT.match(self.text)
        return self.rights[match.end() - 1] - self.left if match else self.em


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page: `rows` of one or more stretches from top to bottom, and text that runs another way."""

    number: int
    left: float
    right: float
    bottom: float
    top: float
    rows: list[list[Line]]
    aslant: list[Line]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together. `cell`: table in the file, row, column, from 1. `margin`: header, footer or watermark.

    `glue` stands between one line and the next: nothing or a space.
    """

    lines: tuple[Line, ...]
    glue: tuple[str, ...] = ()
    cell: tuple[int, int, int] | None = None
    margin: bool = False


@dataclass(frozen=True, slots=True)
class _Margins:
    left: float
    right: float


def make_page(
    number: int, edges: tuple[float, float, float, float], glyphs: list[Glyph], aslant: list[Glyph], rules: list[Rule]
) -> Page:
    """Return page `number` with the lines that `glyphs` make. `edges`: left, bottom, right, top of the page."""
    tables = grids(rules)
    boxes = _boxes(glyphs, tables) if tables else {}
    rows: list[list[Line]] = []
    for row in _rows(glyphs):
        if found := list(_stretches(row, number, len(rows) + 1, boxes)):
            rows.append(found)
    left, bottom, right, top = edges
    return Page(number, left, right, bottom, top, rows, list(_slanted(aslant, number, len(rows) + 1)))


def _boxes(glyphs: Sequence[Glyph], tables: Sequence[Grid]) -> dict[int, Box]:
    """Return the cell of each character that stands in a table, by index. A frame around one text is no table."""
    boxes: dict[int, Box] = {}
    for grid in tables:
        found = {}
        for glyph in glyphs:
            box = grid.box((glyph.left + glyph.right) / 2, (glyph.bottom + glyph.top) / 2)
            if box is not None:
                found[glyph.index] = box
        if len(set(found.values())) > 1:
            boxes |= found
    return boxes


def _rows(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the characters of each visual line, from top to bottom, from left to right."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.base):
        if row and not _beside(row[0], glyph):
            yield sorted(row, key=lambda glyph: glyph.left)
            row = []
        row.append(glyph)
    if row:
        yield sorted(row, key=lambda glyph: glyph.left)


def _beside(one: Glyph, other: Glyph) -> bool:
    covered = min(one.top, other.top) - max(one.bottom, other.bottom)
    return covered > _SAME_LINE * min(one.top - one.bottom, other.top - other.bottom)


def _stretches(row: Sequence[Glyph], page: int, number: int, boxes: dict[int, Box]) -> Iterator[Line]:
    em = _em(row)
    stretch: list[Glyph] = []
    column = 1
    for glyph in row:
        if stretch:
            last = stretch[-1]
            doubled = glyph.char == last.char and last.right - glyph.left > _SAME_GLYPH * (glyph.right - glyph.left)
            if doubled:
                continue
            if glyph.left - last.right > _GAP * em or boxes.get(glyph.index) != boxes.get(last.index):
                yield from _line(stretch, page, number, column, em=em, box=boxes.get(last.index))
                column += len(stretch)
                stretch = []
        stretch.append(glyph)
    yield from _line(stretch, page, number, column, em=em, box=boxes.get(stretch[-1].index))


def _em(row: Sequence[Glyph]) -> float:
    """Return the width of a full character, or the height of the letters where there is none."""
    widths = [glyph.right - glyph.left for glyph in row if glyph.char > "\u2e7f"]
    return max(_LEAST_EM, statistics.median(widths) if widths else max(glyph.top - glyph.bottom for glyph in row))


def _line(
    glyphs: Sequence[Glyph], page: int, number: int, column: int, *, em: float, box: Box | None = None
) -> Iterator[Line]:
    """Yield the line that `glyphs` make, or nothing when all are spaces."""
    text = "".join(glyph.char for glyph in glyphs)
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    kept = glyphs[start:end]
    if kept:
        yield Line(
            page,
            number,
            column + start,
            text[start:end],
            array("l", (glyph.index for glyph in kept)),
            array("f", (glyph.left for glyph in kept)),
            array("f", (glyph.right for glyph in kept)),
            statistics.median_low(glyph.base for glyph in kept),
            em,
            end < len(text),
            box,
        )


def _slanted(glyphs: Sequence[Glyph], page: int, number: int) -> Iterator[Line]:
    """Yield watermarks and other text aslant: one line for characters that follow one another in the file."""
    stretch: list[Glyph] = []
    for glyph in glyphs:
        if stretch and glyph.index != stretch[-1].index + 1:
            yield from _line(stretch, page, number, 1, em=_em(stretch))
            number += 1
            stretch = []
        stretch.append(glyph)
    if stretch:
        yield from _line(stretch, page, number, 1, em=_em(stretch))


def paragraphs(pages: Sequence[Page]) -> Iterator[Paragraph]:
    """Yield the cells and paragraphs of a file in reading order, then what stands on the margins of its pages."""
    margin = _margin_rows(pages)
    bodies = [[row for index, row in enumerate(page.rows) if (page.number, index) not in margin] for page in pages]
    setting = _Setting(pages, bodies)
    tables = 0
    body = chain.from_iterable(map(_in_order, bodies))
    for in_table, group in groupby(body, lambda one: one.line.box is not None):
        tables += in_table
        placed = list(group)
        yield from _cells([one.line for one in placed], tables) if in_table else setting.paragraphs(placed)
    for page in pages:
        aside = (row for index, row in enumerate(page.rows) if (page.number, index) in margin)
        for line in (*chain(*aside), *page.aslant):
            yield Paragraph((line,), margin=True)


def _margin_rows(pages: Sequence[Page]) -> set[tuple[int, int]]:
    """Return page and index of the rows that are page numbers or stand at the same place of several pages."""
    outer: list[tuple[int, int, bool, str, float]] = []
    for page in pages:
        zone = _ZONE * (page.top - page.bottom)
        for from_top in (True, False):
            indexes = range(len(page.rows)) if from_top else reversed(range(len(page.rows)))
            for index in islice(indexes, _MOST_MARGIN_LINES):
                row = page.rows[index]
                away = abs(row[0].base - (page.top if from_top else page.bottom))
                if away > zone or any(line.box for line in row):
                    break
                outer.append((page.number, index, from_top, " ".join(line.text for line in row), away))
    places = defaultdict(list)
    for number, _, from_top, text, away in outer:
        places[from_top, _DIGITS.sub("#", text)].append((away, number))
    found: set[tuple[int, int]] = set()
    for number, index, from_top, text, away in outer:
        same = places[from_top, _DIGITS.sub("#", text)]
        repeated = any(other != number and abs(at - away) < _SAME_HEIGHT for at, other in same)
        outermost = index in (0, len(pages[number - 1].rows) - 1) or (number, index + (-1 if from_top else 1)) in found
        if outermost and (repeated or _PAGE_NUMBER.match(text)):
            found.add((number, index))
    return found


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line in reading order; `margins` of the column it stands in, where the page has columns."""

    line: Line
    margins: _Margins | None = None
    alone: bool = False  # it stands beside others, and nothing tells what goes with it


def _in_order(rows: Sequence[list[Line]]) -> Iterator[_Placed]:
    """Yield the lines of a page as they are read: from the top; what stands side by side as the file has it."""
    for kind, group in groupby(rows, lambda row: "box" if any(line.box for line in row) else len(row) > 1):
        found = list(group)
        if kind == "box":
            yield from (_Placed(line, alone=True) for row in found for line in row if not line.box)
            yield from (_Placed(line) for row in found for line in row if line.box)
        elif kind:
            yield from _side_by_side([line for row in found for line in row])
        else:
            yield from (_Placed(row[0]) for row in found)


def _side_by_side(lines: Sequence[Line]) -> Iterator[_Placed]:
    columns: list[list[Line]] = []
    edge = float("-inf")
    for line in sorted(lines, key=lambda line: line.left):
        if line.left > edge:
            columns.append([])
        columns[-1].append(line)
        edge = max(edge, line.right)
    one_by_one = all(
        max(line.indexes[-1] for line in left) < min(line.indexes[0] for line in right)
        for left, right in pairwise(columns)
    )
    if not one_by_one or min(map(len, columns)) < _ENOUGH:
        yield from (_Placed(line, alone=True) for line in sorted(lines, key=lambda line: line.indexes[0]))
        return
    for column in columns:
        margins = _Margins(min(line.left for line in column), max(line.right for line in column))
        yield from (_Placed(line, margins) for line in sorted(column, key=lambda line: line.number))


def _cells(lines: Sequence[Line], table: int) -> Iterator[Paragraph]:
    """Yield the paragraphs in the cells of a table, row by row. A table may go on from one page to the next."""
    rows: list[dict[Box, list[Line]]] = []
    last = (0, 0.0)
    for line, box in sorted(
        ((line, line.box) for line in lines if line.box), key=lambda found: (found[0].page, -found[1].top)
    ):
        if line.page != last[0] or abs(last[1] - box.top) > _SAME_HEIGHT:
            rows.append({})
            last = line.page, box.top
        rows[-1].setdefault(box, []).append(line)
    for number, row in enumerate(rows, 1):
        for column, box in enumerate(sorted(row, key=lambda box: box.left), 1):
            room = box.right - box.left - 2 * _CELL_MARGIN
            open_: list[Line] = []
            for line in sorted(row[box], key=lambda line: (line.number, line.column)):
                if open_ and open_[-1].right - open_[-1].left + line.first_unit() <= room:
                    yield _closed(open_, (table, number, column))
                    open_ = []
                open_.append(line)
            yield _closed(open_, (table, number, column))


def _closed(lines: Sequence[Line], cell: tuple[int, int, int] | None = None) -> Paragraph:
    return Paragraph(tuple(lines), tuple(_glue(*pair) for pair in pairwise(lines)), cell)


def _glue(line: Line, following: Line) -> str:
    """Return what stands between two lines of one paragraph: a space between Latin words, else nothing."""
    before, after = line.text[-1], following.text[0]
    letters = _LATIN.match(before) and _LATIN.match(after)
    words = line.spaced and before.isascii() and after.isascii()
    return " " if letters or words else ""


class _Setting:
    """How a file is set: where its lines begin and end, how far apart they are, whether paragraphs are indented."""

    def __init__(self, pages: Sequence[Page], bodies: Sequence[list[list[Line]]]) -> None:
        self._margins: dict[int, _Margins] = {}
        sizes = [row[0].em for rows in bodies for row in rows]
        self._em = statistics.median(sizes) if sizes else _LEAST_EM
        widths = defaultdict(list)
        for page, rows in zip(pages, bodies, strict=True):
            widths[round(page.right - page.left)].append((page, [row[0] for row in rows if _plain(row)]))
        for found in widths.values():
            lines = [line for _, plain in found for line in plain]
            em = statistics.median(line.em for line in lines) if lines else _LEAST_EM
            left = _left(lines, em) if lines else 0.0
            ends = _right(lines, em)
            furthest = max((line.right for line in lines), default=0.0)
            for page, plain in found:
                right = _right(plain, em) or ends
                if right is None:
                    # nothing tells: most likely as far from the edge of the page as on the left
                    right = max(page.right - (left - page.left) - _UNSURE * em, furthest)
                self._margins[page.number] = _Margins(left, right)
        pitches = defaultdict(list)
        for line, following in pairwise(row[0] for rows in bodies for row in rows if _plain(row)):
            if line.page == following.page and self._is_full(line, following, self._margins[line.page]):
                pitches[round(line.em)].append(line.base - following.base)
        self._pitches = {em: statistics.median_low(found) for em, found in pitches.items()}
        plain_lines = (row[0] for rows in bodies for row in rows if _plain(row))
        self._indented = sum(self._indent(line) > 1 for line in plain_lines) >= _ENOUGH
        self._opening = True  # no line but those of a title has come

    def paragraphs(self, lines: Iterable[_Placed]) -> Iterator[Paragraph]:
        """Yield `lines`, which have nothing between them, as paragraphs."""
        open_: list[_Placed] = []
        for placed in lines:
            if open_ and not self._goes_on(open_, placed):
                yield _closed([earlier.line for earlier in open_])
                open_ = []
            open_.append(placed)
            self._opening = self._opening and (self._is_centred(placed.line) or self._is_large(placed.line))
        yield _closed([earlier.line for earlier in open_])

    def _goes_on(self, open_: Sequence[_Placed], placed: _Placed) -> bool:
        """Tell whether the paragraph of the lines `open_` goes on with `placed`."""
        before, line = open_[-1].line, placed.line
        if placed.alone or open_[-1].alone or open_[-1].margins != placed.margins:
            return False
        if abs(before.em - line.em) > _SAME_SIZE * before.em or line.page - before.page > 1:
            return False
        if line.page == before.page and placed.margins is None:
            usual = self._pitches.get(round(line.em), before.base - line.base)
            if before.base - line.base > _WIDE_SPACING * usual:
                return False
        margins = placed.margins or self._margins[line.page]
        full = self._is_full(before, line, open_[-1].margins or self._margins[before.page])
        if self._opening and self._is_centred(line) and line.text[0] not in "（(":
            return self._is_centred(before) or full
        if not full and not self._breaks_off(before, line, margins):
            return False
        if line.left - margins.left > _INDENT * line.em:
            return _hangs(open_[0].line, line)
        number = number_at(line.text, 0)
        return self._indented or number is None or number.level > 2 or before.text[-1] not in _STOPS

    def _breaks_off(self, before: Line, line: Line, margins: _Margins) -> bool:
        """Tell whether `before` must go on: broken after so many characters, in a file that indents its paragraphs."""
        long = before.right - margins.left > _LONG * (margins.right - margins.left)
        flush = abs(line.left - margins.left) < _EDGE * line.em and before.left - margins.left < _DEEP * line.em
        return self._indented and long and flush and before.text[-1] not in _STOPS and number_at(line.text, 0) is None

    def _indent(self, line: Line) -> float:
        return (line.left - self._margins[line.page].left) / line.em

    def _is_centred(self, line: Line) -> bool:
        margins = self._margins[line.page]
        before, after = line.left - margins.left, margins.right - line.right
        return before > line.em and abs(before - after) < line.em

    def _is_large(self, line: Line) -> bool:
        return line.em > (1 + _SAME_SIZE) * self._em

    def _is_full(self, line: Line, following: Line, margins: _Margins) -> bool:
        """Tell whether the start of `following` would not have fitted into `line`."""
        mixed = bool(_WORD.match(line.text[-1])) != bool(_WORD.match(following.text[0]))
        need = following.first_unit() + (_SCRIPT_GAP * line.em if mixed else 0)
        return line.right + need > margins.right + _TOUCH * line.em


def _plain(row: Sequence[Line]) -> bool:
    return len(row) == 1 and row[0].box is None


def _left(lines: Sequence[Line], em: float) -> float:
    """Return the left edge of the text: the least that two lines share, or one that all others are indented from."""
    lefts = sorted(line.left for line in lines)
    shared = next((left for left, following in pairwise(lefts) if following - left < _EDGE * em), lefts[0])
    return lefts[0] if abs(shared - lefts[0] - 2 * em) < _EDGE * em else shared


def _right(lines: Sequence[Line], em: float) -> float | None:
    """Return the right edge of the text: where most lines end and hardly one goes beyond, or None."""
    rights = sorted(line.right for line in lines)
    best: tuple[int, float] = (0, 0.0)
    for index, right in enumerate(rights):
        reach = bisect_right(rights, right + _EDGE * em)
        best = max(best, (reach - index, rights[reach - 1]))
    beyond = len(rights) - bisect_right(rights, best[1] + em)
    return best[1] if best[0] >= _ENOUGH and beyond <= _MOST_BEYOND * len(rights) else None


def _hangs(first: Line, line: Line) -> bool:
    """Tell whether `line` is set below the words after the list mark of `first`."""
    match = _LIST_MARK.match(first.text)
    return (
        match is not None
        and match.end() < len(first.text)
        and abs(first.lefts[match.end()] - line.left) < _EDGE * line.em
    )
