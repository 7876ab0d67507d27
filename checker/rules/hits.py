"""Words of a table in the sentences and headings of a report; shared by the rules on terms."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from checker.model import Context, PartKind
from checker.text.clauses import unquoted
from checker.text.span import Span

_REPORTED = (PartKind.TITLE, PartKind.PREAMBLE, PartKind.ACHIEVEMENTS, PartKind.RESPONSIBILITY)


def hits(text: str, words: Iterable[str]) -> Iterator[Span]:
    """Yield each place of `text` where one of `words` stands, of overlapping ones the longest."""
    taken = bytearray(len(text))
    found = []
    for word in sorted(words, key=len, reverse=True):
        at = text.find(word)
        while at >= 0:
            span = Span(at, at + len(word))
            if not any(taken[span.start : span.end]):
                taken[span.start : span.end] = b"\1" * len(word)
                found.append(span)
            at = text.find(word, at + 1)
    yield from sorted(found)


def excused(text: str, span: Span, unless: Iterable[str]) -> bool:
    """Tell whether one of `unless`, which hold the words of `span`, stands around it in `text`."""
    word = span.of(text)
    for words in unless:
        at = words.find(word)
        while at >= 0:
            if text.startswith(words, span.start - at) and span.start >= at:
                return True
            at = words.find(word, at + 1)
    return False


def around(text: str, span: Span, reach: int) -> tuple[str, str]:
    """Return up to `reach` characters before and after `span` on its line of `text`; what is beyond is another paragraph."""
    before = text[max(0, span.start - reach) : span.start].rpartition("\n")[2]
    return before, text[span.end : span.end + reach].partition("\n")[0]


@lru_cache(maxsize=4)
def plain(text: str) -> str:
    """Return the whole text with titles and quotations blanked out; the same for all rules on terms."""
    return unquoted(text)


def reported(ctx: Context, at: int) -> bool:
    """Tell whether the place stands where the work of the year is reported, not among problems or plans."""
    return any(part.span.start <= at < part.span.end for part in ctx.anatomy.parts if part.kind in _REPORTED)
