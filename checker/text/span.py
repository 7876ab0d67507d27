"""A stretch of text."""

from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range of Unicode code points `[start, end)` of a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the stretch of `text` that this span covers."""
        return text[self.start : self.end]

    def shift(self, offset: int) -> "Span":
        """Return the span moved by `offset` code points."""
        return Span(self.start + offset, self.end + offset)

    def contains(self, other: "Span") -> bool:
        """Tell whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


def strip(text: str, span: Span) -> Span:
    """Return `span` without white space at either end (possibly empty)."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
