"""The words a finding is about, in the sentence around them, short enough for a terminal."""

from dataclasses import dataclass

from checker.reporters.layout import columns, head, middle, plain, tail
from checker.text import sentences
from checker.text.span import Span

_REACH = 240  # characters


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation in three pieces, each on one line: before the words, the words, after them."""

    before: str
    words: str
    after: str


def quote(text: str, span: Span, room: int) -> Quote:
    """Return the words of `span` with as much of their sentence as fits into `room` columns."""
    around = _sentence(text, span)
    words = middle(plain(span.of(text)), room)
    left = room - columns(words)
    before, after = plain(text[around.start : span.start]), plain(text[span.end : around.end])
    before = tail(before, max(left // 2, left - columns(after)))
    return Quote(before, words, head(after, left - columns(before)))


def _sentence(text: str, span: Span) -> Span:
    """Return the sentences that `span` touches on its first line, and all of `span`."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.start)
    end = len(text) if end < 0 else end
    # far more than is shown; a draft that is all one line must not be split anew for each finding
    line = Span(max(start, span.start - _REACH), min(end, span.end + _REACH))
    touched = [piece for piece in sentences.split(text, line) if piece.overlaps(span)]
    if not touched:
        return span
    return Span(min(touched[0].start, span.start), max(touched[-1].end, span.end))
