"""The text of a draft with its blocks, and the origin of every character."""

import bisect
import functools
from dataclasses import dataclass
from enum import StrEnum

from checker.model.place import Place
from checker.text.span import Span


class BlockKind(StrEnum):
    """What a block is, as far as its file format tells."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"  # the format itself says so: a Word heading style or a Markdown heading
    CELL = "cell"  # a cell of a table
    COMMENT = "comment"  # an HTML comment: not text of the report, may hold a suppression


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a piece of text came from in the file.

    `line` and `column` (1-based) for text formats; for Word the number of the body paragraph as `line`, the index
    of the `run` (None for text that Word generates, such as automatic numbers) and the `cell` of a table.
    """

    line: int
    column: int = 1
    part: str = ""
    run: int | None = None
    cell: tuple[int, int, int] | None = None  # table, row, column, 1-based
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the document's text with one origin; pieces cover the text without a gap."""

    span: Span
    origin: Origin


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, cell or comment. `level` is the heading level (1…) the format gives, else 0."""

    kind: BlockKind
    span: Span
    level: int = 0


@dataclass(frozen=True)
class Document:
    """One draft: immutable; made by `checker.readers.builder` only."""

    text: str
    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...]
    format: str  # “text”, “markdown”, “docx”
    digest: str  # SHA-256 of the bytes, hexadecimal

    @functools.cached_property
    def _starts(self) -> list[int]:
        return [piece.span.start for piece in self.pieces]

    def origin(self, offset: int) -> tuple[Origin, int]:
        """Return the origin of the character at `offset` and its distance from the start of that piece."""
        index = max(0, bisect.bisect_right(self._starts, offset) - 1)
        piece = self.pieces[index]
        return piece.origin, offset - piece.span.start

    def locate(self, span: Span) -> Place:
        """Return the place of `span`: the one function that computes lines and columns."""
        first, skip = self.origin(span.start)
        last, rest = self.origin(max(span.start, span.end - 1))
        if first.cell is not None:
            label = "表{}第{}行第{}格".format(*first.cell)
        else:
            label = f"第{first.line}{'段' if self.format == 'docx' else '行'}"
        return Place(
            line=first.line,
            column=first.column + skip,
            end_line=last.line,
            end_column=last.column + rest + (span.end > span.start),
            page=first.page,
            label=label,
        )
