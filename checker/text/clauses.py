"""Clauses of a sentence, and sentences with their names blanked out."""

import re
from collections.abc import Iterator

from checker.text.pattern import pattern
from checker.text.span import Span, strip

_BREAK = pattern(r"[，,；;：:。！？!?\n]+")
_QUOTED = pattern(r"《[^》\n]{0,200}》|“[^”\n]{0,200}”")
_BRACKETED = pattern(r"（[^（）()\n]{0,200}[）)]|\([^（）()\n]{0,200}[）)]")
BLANK = "□"  # stands for each character of a blanked stretch: no word contains it


def _blank(match: re.Match[str]) -> str:
    return BLANK * len(match[0])


def unquoted(text: str) -> str:
    """Return `text` with titles 《…》 and quotations “…” blanked out; the length never changes."""
    return _QUOTED.sub(_blank, text)


def bare(text: str) -> str:
    """Return `text` with titles, quotations and brackets blanked out; the length never changes."""
    return _BRACKETED.sub(_blank, unquoted(text))


def clauses(text: str) -> Iterator[Span]:
    """Yield the clauses of `text` (its quotations and brackets blanked out before), without the marks between them.

    A comma between two digits (1,063) parts nothing.
    """
    start = 0
    for mark in _BREAK.finditer(text):
        digits = (
            mark[0] == ","
            and text[mark.start() - 1 : mark.start()].isdigit()
            and text[mark.end() : mark.end() + 3].isdigit()
        )
        if digits:
            continue
        piece = strip(text, Span(start, mark.start()))
        if piece.end > piece.start:
            yield piece
        start = mark.end()
    piece = strip(text, Span(start, len(text)))
    if piece.end > piece.start:
        yield piece
