"""The text of a draft with its blocks, and the origin of every character."""

import bisect
import functools
import itertools
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from checker.model.layout import Layout
from checker.model.place import Place
from checker.text.span import Span

_STRIDE = 256  # characters


class BlockKind(StrEnum):
    """What a block is, as far as its file format tells."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"  # the format itself says so: a Word heading style or a Markdown heading
    CELL = "cell"  # a cell of a table
    NOTE = "note"  # a footnote or endnote
    BOX = "box"  # a paragraph in a text box
    MARGIN = "margin"  # header or footer of a page: read, but no text of the report
    COMMENT = "comment"  # an HTML comment: not text of the report, may hold a suppression

    @property
    def flows(self) -> bool:
        """Whether it is part of the running text, where headings, title and signature are looked for."""
        return self in (BlockKind.PARAGRAPH, BlockKind.HEADING)

    @property
    def reported(self) -> bool:
        """Whether it is text of the report, which rules and classifier look at."""
        return self not in (BlockKind.MARGIN, BlockKind.COMMENT)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a piece of text came from in the file.

    `line` and `column` (1-based): of the text in text formats; in Word and on a web page the number of the body
    paragraph and the characters in it; in a PDF the line on its `page`. `bytes_before`: in text formats the bytes of
    UTF-8 that stand before the piece on its line.

    What else leads to the very characters: in Word the `part` (“word/document.xml”), the `node` (which w:p of the part,
    from 0, in document order) and the `run` (which w:r or m:r whose nearest w:p that is, from 0; None for text that Word
    generates, such as automatic numbers); on a web page the XPath of the text node as `part`; in a PDF the index of the character on the
    page as `run`. `offset`: how many characters of that run or text node come before this piece.
    """

    line: int
    column: int = 1
    part: str = ""
    node: int | None = None
    run: int | None = None
    offset: int = 0
    cell: tuple[int, int, int] | None = None  # table, row, column, 1-based
    page: int | None = None
    bytes_before: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the document's text with one origin; pieces cover the text without a gap."""

    span: Span
    origin: Origin


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text of one kind. `level` is the heading level (1…) the format gives, else 0."""

    kind: BlockKind
    span: Span
    level: int = 0


class ResidueKind(StrEnum):
    """What a word processor keeps beside the text that is to be seen."""

    INSERTION = "insertion"  # tracked, not yet accepted; its words are text of the document
    DELETION = "deletion"  # tracked, not yet accepted; its words are not
    COMMENT = "comment"
    HIDDEN = "hidden"  # hidden words; they are not text of the document
    HIGHLIGHT = "highlight"  # words marked with a colour


@dataclass(frozen=True, slots=True)
class Residue:
    """One trace of drafting: the words it marks (`span`, empty where they are not in the text), and what it says.

    `text`: the words deleted, hidden or commented, as far as they are not those of `span`.
    """

    kind: ResidueKind
    span: Span
    text: str = ""
    author: str = ""


class Cell(NamedTuple):
    """A cell of a table: its place in the grid (1-based), how far it reaches when it is merged, and its text.

    `heads`: the cells that say what it holds, the outermost first: those above it, then those before it in its row.
    """

    row: int
    column: int
    span: Span
    rows: int = 1
    columns: int = 1
    heads: tuple[Span, ...] = ()


class Table(NamedTuple):
    """A table; its cells row by row. A table inside a cell is one of its own, behind the one it stands in."""

    cells: tuple[Cell, ...]

    @property
    def heads(self) -> frozenset[Span]:
        """The texts that are heads of other cells."""
        return frozenset(head for cell in self.cells for head in cell.heads)


_BY_LINES = ("text", "markdown", "pdf")  # formats in which a place is a line, not a paragraph


@dataclass(frozen=True)
class Document:
    """One draft: immutable; made by `checker.readers.builder` only."""

    text: str
    blocks: tuple[Block, ...]
    pieces: tuple[Piece, ...]
    format: str  # “text”, “markdown”, “docx”, “pdf”, “html”; “doc”, “wps” … for what was converted to .docx first
    digest: str  # SHA-256 of the bytes, hexadecimal
    residues: tuple[Residue, ...] = ()
    tables: tuple[Table, ...] = ()
    layout: Layout | None = None  # read only where a rule asks for it

    @functools.cached_property
    def _starts(self) -> list[int]:
        return [piece.span.start for piece in self.pieces]

    def origin(self, offset: int) -> tuple[Origin, int]:
        """Return the origin of the character at `offset` and its distance from the start of that piece."""
        index = max(0, bisect.bisect_right(self._starts, offset) - 1)
        piece = self.pieces[index]
        return piece.origin, offset - piece.span.start

    def _kind(self, offset: int) -> BlockKind | None:
        """Return the kind of the block at `offset`, or of the one before it; None before the first."""
        index = bisect.bisect_right(self.blocks, offset, key=lambda block: block.span.start) - 1
        return self.blocks[index].kind if index >= 0 else None

    def locate(self, span: Span) -> Place:
        """Return the place of `span`: the one function that computes lines and columns."""
        first, skip = self.origin(span.start)
        at = max(span.start, span.end - 1)
        last, rest = self.origin(at)
        if first.cell is not None:
            label = "表{}第{}行第{}格".format(*first.cell)
        else:
            label = f"第{first.line}{'行' if self.format in _BY_LINES else '段'}"
        kind = self._kind(span.start)
        if kind is BlockKind.MARGIN:
            label = "页眉页脚"
        elif kind in (BlockKind.NOTE, BlockKind.BOX):
            label += "注释" if kind is BlockKind.NOTE else "文本框"
        if first.page is not None:
            label = f"第{first.page}页{label}"
        return Place(
            line=first.line,
            column=first.column + skip,
            end_line=last.line,
            end_column=last.column + rest + (span.end > span.start),
            page=first.page,
            label=label,
            byte_column=self._byte_column(first, Span(span.start - skip, span.start)),
            end_byte_column=self._byte_column(last, Span(at - rest, max(span.start, span.end))),
        )

    def _byte_column(self, origin: Origin, read: Span) -> int | None:
        """Return the column, in bytes, after the stretch `read` from the start of the piece that has `origin`."""
        if origin.bytes_before is None:
            return None
        return origin.bytes_before + self._bytes_before(read.end) - self._bytes_before(read.start) + 1

    def _bytes_before(self, offset: int) -> int:
        strides, rest = divmod(offset, _STRIDE)
        return self._bytes[strides] + len(self.text[offset - rest : offset].encode())

    @functools.cached_property
    def _bytes(self) -> list[int]:
        """The bytes of UTF-8 before every `_STRIDE`th character; a draft may be one long line with faults throughout."""
        strides = (self.text[start : start + _STRIDE] for start in range(0, len(self.text), _STRIDE))
        return list(itertools.accumulate((len(stride.encode()) for stride in strides), initial=0))
