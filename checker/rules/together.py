"""Findings of one slip that runs through a report: told once, at its first place, with all its places and one fix."""

import re
from collections.abc import Callable, Iterator, Sequence

from checker.model import Context, Demand, Edit, Finding, Fix
from checker.text.span import Span


def together(
    ctx: Context, spans: Sequence[Span], message: str, fix: Fix | None = None, demand: Demand | None = None
) -> Iterator[Finding]:
    """Yield one finding for `spans` (in the order of the text), none where there are none; the message counts them."""
    if spans:
        count = f"，全文共{len(spans)}处" if len(spans) > 1 else ""
        related = tuple(spans[1:])
        yield ctx.finding(spans[0], message + count, demand, fix=fix, related=related, occurrences=len(spans))


def replaced(
    ctx: Context, pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str | None]
) -> tuple[Edit, ...]:
    """Return an edit for each match of `pattern` in a block that `replacement` does not turn down with None."""
    found = []
    for block in ctx.blocks():
        for match in pattern.finditer(ctx.text, *block.span):
            new = replacement(match)
            if new is not None and new != match[0]:
                found.append(Edit(Span(*match.span()), new))
    return tuple(found)


def mended(ctx: Context, edits: tuple[Edit, ...], message: str, title: str, *, safe: bool = True) -> Iterator[Finding]:
    """Yield one finding for all `edits`, which are its fix; `{}` in `message` stands for the first place's words."""
    if edits:
        spans = [edit.span for edit in edits]
        yield from together(ctx, spans, message.format(spans[0].of(ctx.text)), Fix(title, safe, edits))
