"""Which cells of a table are heads, and of which other cells.

Formats tell seldom which cells are heads, and drafts seldom use what they offer. So heads are told by what stands in the
cells: a figure (41件, 98.5%, —) has the words before it in its row and those at the top of its column as heads.
"""

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from checker.model import Cell, Table
from checker.text.pattern import pattern
from checker.text.span import Span, strip
from checker.text.width import HAN, fold

_LONGEST_HEAD = 30
_MOST_HEAD_ROWS = 4
_WIDEST = 64  # columns that are looked at
_STOP = pattern(r"[。!?;]")  # as they are when folded
# a figure with its unit, or a sign that there is none; “2023年” and “2.行政复议” are no figures but heads
_FIGURE = pattern(
    rf"(?:约|近|超过?)?\d+(?:[.,]\d+)*(?:\s?(?:(?!年|月|日|季|号|热线){HAN}){{1,4}}|\s?[%‰])?\s?(?=\Z|[(（,，、;；/])|[-—/无〇\\]+\Z"
)


def headed(text: str, cells: Sequence[Cell], head_rows: int) -> Table:
    """Return the table of `cells`, row by row, each with its heads; `head_rows`: as the format tells, 0 where it does not."""
    grid = _Grid.of(text, cells)
    if grid.width < 2:
        return Table(tuple(cells))
    top = grid.named(head_rows) if head_rows else grid.top()
    group: Span | None = None
    found = []
    for cell in cells:
        if grid.is_group(cell):
            group = grid.words(cell)
            found.append(cell)
        elif cell.row in top:
            found.append(cell)
        else:
            above = (grid.at(row, cell.column) for row in top if row < cell.row)
            columns = (grid.words(head) for head in above if head and grid.is_head(head) and not grid.is_group(head))
            heads = (*((group,) if group else ()), *columns, *map(grid.words, grid.before(cell)))
            found.append(cell._replace(heads=tuple(dict.fromkeys(heads)) if grid.words(cell) else ()))
    return Table(tuple(found))


class _Grid(NamedTuple):
    """The cells by row and column, a merged one under each that it reaches."""

    text: str
    places: dict[tuple[int, int], Cell]
    width: int
    height: int

    @classmethod
    def of(cls, text: str, cells: Sequence[Cell]) -> "_Grid":
        places = {
            (row, column): cell
            for cell in cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }
        height, width = (max(sizes, default=0) for sizes in zip(*places, strict=True)) if places else (0, 0)
        return cls(text, places, width, height)

    def at(self, row: int, column: int) -> Cell | None:
        return self.places.get((row, column))

    def words(self, cell: Cell) -> Span:
        return strip(self.text, cell.span)

    def is_figure(self, cell: Cell) -> bool:
        return bool(_FIGURE.match(fold(self.words(cell).of(self.text))))

    def is_head(self, cell: Cell) -> bool:
        """Tell whether the words may be a head: short, no sentence, no figure."""
        words = fold(self.words(cell).of(self.text))
        return 0 < len(words) <= _LONGEST_HEAD and not (
            _STOP.search(words) or any(map(_FIGURE.match, words.split("\n")))
        )

    def is_group(self, cell: Cell) -> bool:
        """Tell whether a head takes a whole row: it is one of all rows down to the next such."""
        return cell.columns >= self.width and cell.row < self.height and self.is_head(cell)

    def row(self, row: int, stop: int) -> list[Cell]:
        """Return the cells of a row with words, as far as they stand before column `stop`, each once."""
        columns = range(max(1, stop - _WIDEST), min(stop, self.width + 1))
        cells = (self.at(row, column) for column in columns)
        return list(dict.fromkeys(cell for cell in cells if cell is not None and self.words(cell).of(self.text)))

    def named(self, head_rows: int) -> tuple[int, ...]:
        return tuple(range(1, min(head_rows, _MOST_HEAD_ROWS) + 1))

    def top(self) -> tuple[int, ...]:
        """Return the rows that head the columns: the first one without figures, and those its merged cells part."""
        if not any(map(self.is_figure, self.places.values())):
            return ()
        found: list[int] = []
        for row in range(1, min(self.height, _MOST_HEAD_ROWS + 1)):
            cells = self.row(row, _WIDEST)
            if not all(map(self.is_head, cells)):
                break
            if any(map(self.is_group, cells)):
                continue
            above = self.row(found[-1], _WIDEST) if found else []
            if found and not any(cell.columns > 1 or cell.rows > 1 for cell in above):
                break
            found.append(row)
        return tuple(found)

    def before(self, cell: Cell) -> list[Cell]:
        """Return the heads of `cell` in its row: of a figure the words that stand nearest, else what opens the row."""
        others = [other for other in self.row(cell.row, cell.column) if other is not cell]
        if not self.is_figure(cell):
            return list(filter(self.is_head, others))[:1]
        while others and self.is_figure(others[-1]):
            others.pop()
        heads = list(itertools.takewhile(self.is_head, reversed(others)))
        return heads[::-1]
