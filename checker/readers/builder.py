"""The only way to make a Document: text is added piece by piece, each with its origin."""

from collections.abc import Sequence

from checker.errors import ReadError
from checker.model import Block, BlockKind, Cell, Document, Origin, Piece, Residue
from checker.readers.tables import headed
from checker.text.span import Span

# ten times the longest reports there are; what is longer is none, and would take minutes
MOST_CHARACTERS = 1_000_000
MOST_PIECES = 400_000


class DocumentBuilder:
    """Collects pieces and blocks. A block is opened, filled and closed; text outside a block belongs to none."""

    def __init__(self, file_format: str, digest: str) -> None:
        """Start an empty document of `file_format` whose bytes have the SHA-256 `digest`."""
        self._format = file_format
        self._digest = digest
        self._text: list[str] = []
        self._length = 0
        self._pieces: list[Piece] = []
        self._blocks: list[Block] = []
        self._residues: list[Residue] = []
        self._tables: list[tuple[Sequence[Cell], int]] = []
        self._grids: dict[object, dict[tuple[int, int], Cell]] = {}

    @property
    def length(self) -> int:
        """How much text there is so far: where the next piece will start."""
        return self._length

    @property
    def begun(self) -> bool:
        """Whether there is a block."""
        return bool(self._blocks)

    def add(self, text: str, origin: Origin) -> Span:
        """Append `text`, which came from `origin`, and return its span. Raises ReadError when it becomes too long."""
        span = Span(self._length, self._length + len(text))
        if text:
            self._text.append(text)
            self._length = span.end
            self._pieces.append(Piece(span, origin))
            if span.end > MOST_CHARACTERS or len(self._pieces) > MOST_PIECES:
                raise ReadError(f"文字太多（超过 {MOST_CHARACTERS // 10_000} 万字），不像一份报告，不予检查")
        return span

    def block(
        self,
        kind: BlockKind,
        pieces: list[tuple[str, Origin]],
        level: int = 0,
        cell: tuple[object, int, int] | None = None,
    ) -> None:
        """Append one block made of `pieces`; a block without visible text is kept as text but not as a block.

        `cell`: the table, row and column whose text it is, in a format without merged cells (see `grids`).
        """
        start = self._length
        for text, origin in pieces:
            self.add(text, origin)
        if any(text.strip() for text, _ in pieces):
            self._blocks.append(Block(kind, Span(start, self._length), level))
        if cell:
            table, row, column = cell
            cells = self._grids.setdefault(table, {})
            first = cells[row, column].span.start if (row, column) in cells else start
            cells[row, column] = Cell(row, column, Span(first, self._length))

    def residue(self, residue: Residue) -> None:
        """Note a trace of drafting that was found beside the text."""
        self._residues.append(residue)

    def table(self, cells: Sequence[Cell], head_rows: int) -> None:
        """Note that blocks are the `cells` of a table, row by row, their heads not yet told.

        `head_rows`: how many rows from the top the format calls heads, 0 where it does not say.
        """
        if cells:
            self._tables.append((cells, head_rows))

    def grids(self, head_rows: int = 0) -> None:
        """Note the tables that `block` was told the cells of; `head_rows` as in `table`."""
        for cells in self._grids.values():
            self.table(tuple(cells.values()), head_rows)

    def build(self) -> Document:
        """Return the finished document."""
        text = "".join(self._text)
        tables = self._tables[::-1]  # one inside a cell was noted before the one around it, and belongs behind it
        tables.sort(key=_start)
        return Document(
            text,
            tuple(self._blocks),
            tuple(self._pieces),
            self._format,
            self._digest,
            tuple(self._residues),
            tuple(headed(text, cells, head_rows) for cells, head_rows in tables),
        )


def _start(table: tuple[Sequence[Cell], int]) -> int:
    return table[0][0].span.start
