"""Sentence splitting as the label guide defines it.

A sentence ends at 。 ！ ？ ； or their half-width forms ! ? ; and at a line end, but not inside “…”, （…）, (…)
or 《…》. A half-width full stop ends nothing (34.01%).
"""

from checker.text.pattern import pattern
from checker.text.span import Span, strip

_STOPS = "。！？；!?;"
TERMINATORS = frozenset(_STOPS)
_CLOSERS = {"”": "“", "）": "（", ")": "(", "》": "《"}
_OPENERS = frozenset(_CLOSERS.values())
_PAIRED = pattern(r"[“”（）()《》]")
# closing marks that follow a full stop still belong to the sentence it ends
_END = pattern(rf"[{_STOPS}][{_STOPS}”’）)》]*")
# a pair wider than this is taken for two stray marks: it protects nothing, so one lost quote cannot swallow a page
_WIDEST_PAIR = 400


def protected(text: str, start: int, end: int) -> list[Span]:
    """Return the outermost bracketed or quoted stretches of `text[start:end]`, in order.

    Mixed widths pair up: “（…)” counts as one pair. Unmatched marks protect nothing.
    """
    stack: list[tuple[str, int]] = []
    pairs: list[Span] = []
    for mark in _PAIRED.finditer(text, start, end):
        char, index = mark[0], mark.start()
        if char in _OPENERS:
            stack.append(("(" if char == "（" else char, index))
        else:
            want = _CLOSERS[char]
            want = "(" if want == "（" else want
            depth = next((i for i in range(len(stack) - 1, max(-1, len(stack) - 9), -1) if stack[i][0] == want), None)
            if depth is not None:
                opened = stack[depth][1]
                del stack[depth:]
                if index - opened <= _WIDEST_PAIR:
                    while pairs and pairs[-1].start >= opened:
                        pairs.pop()
                    pairs.append(Span(opened, index + 1))
    return pairs


def split(text: str, span: Span) -> list[Span]:
    """Split `text` within `span` into sentences, white space stripped, empty ones left out."""
    sentences = []
    line_start = span.start
    while line_start < span.end:
        newline = text.find("\n", line_start, span.end)
        line_end = span.end if newline < 0 else newline
        sentences.extend(_split_line(text, line_start, line_end))
        line_start = line_end + 1
    return sentences


def _split_line(text: str, start: int, end: int) -> list[Span]:
    closed = iter(protected(text, start, end))
    shield = next(closed, None)
    found = []
    begin = index = start
    while mark := _END.search(text, index, end):
        while shield is not None and shield.end <= mark.start():
            shield = next(closed, None)
        if shield is not None and shield.start <= mark.start():
            index = shield.end
        else:
            found.append(strip(text, Span(begin, mark.end())))
            begin = index = mark.end()
    found.append(strip(text, Span(begin, end)))
    return [
        piece for piece in found if piece.end > piece.start and any(c.isalnum() for c in text[piece.start : piece.end])
    ]
