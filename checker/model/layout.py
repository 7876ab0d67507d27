"""How a draft is set on the page, as far as the rules on layout ask: pages, paragraphs, page numbers.

Values are the effective ones, after styles and defaults. None stands for what the file leaves open or what depends on
the fonts of the machine; a rule says nothing about it.
"""

from dataclasses import dataclass
from enum import StrEnum

from checker.text.span import Span


class Alignment(StrEnum):
    """Where a line stands; `OUTSIDE` and `INSIDE` change sides from one page to the next."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFIED = "justified"
    OUTSIDE = "outside"
    INSIDE = "inside"


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A page number of a section, as it stands on its odd or its `even` pages.

    `foot`: below the text, not above. `font` is that of its digits (empty: not known), `size` is in points. `dashed`: a
    dash of any kind stands beside it.
    """

    even: bool
    foot: bool
    alignment: Alignment | None
    font: str
    size: float | None
    dashed: bool


@dataclass(frozen=True, slots=True)
class PageSetup:
    """The pages of one section, in millimetres; margins hold the gutter. `span`: from its first to its last paragraph of text."""

    span: Span
    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    numbers: tuple[PageNumber, ...]

    @property
    def text_width(self) -> float:
        """Width of the text area."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        """Height of the text area."""
        return self.height - self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Run:
    """Words set alike: the font of their Chinese characters (empty: not known) and its size in points."""

    span: Span
    font: str
    size: float | None


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """A paragraph of the running text.

    `indent`: how far its first word stands from the left margin, in characters, leading spaces counted. `pitch`: from one
    line to the next, in points.
    """

    span: Span
    alignment: Alignment
    indent: float | None
    pitch: float | None
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Pages and paragraphs of a document, both in order."""

    pages: tuple[PageSetup, ...] = ()
    paragraphs: tuple[SetParagraph, ...] = ()
