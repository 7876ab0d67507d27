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
    paragraph and the characters in it; in a PDF the line on its `page`.

    What else leads to the very characters: in Word the `part` (“word/document.xml”), the `node` (which w:p of the part,
    from 0, in document order) and the `run` (which w:r or m:r below it, from 0; None for text that Word generates, such
    as automatic numbers); on a web page the XPath of the text node as `part`; in a PDF the index of the character on the
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
            label = f"第{first.line}{'行' if self.format in _BY_LINES else '段'}"
        if first.page is not None:
            label = f"第{first.page}页{label}"
        return Place(
            line=first.line,
            column=first.column + skip,
            end_line=last.line,
            end_column=last.column + rest + (span.end > span.start),
            page=first.page,
            label=label,
        )
