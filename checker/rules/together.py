"""Findings of one slip that runs through a report: told once, at its first place, with all its places and one fix."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

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


def joined(findings: Sequence[Finding]) -> Finding:
    """Return one finding for those of a rule that is `joined`, each of one place: at the first, with the edits of all."""
    first, *others = sorted(findings, key=lambda finding: finding.span or Span(0, 0))
    if not others:
        return first
    edits = tuple(edit for finding in (first, *others) if finding.fix for edit in finding.fix.edits)
    return replace(
        first,
        message=f"{first.message}，全文共{len(findings)}处",
        fix=first.fix and replace(first.fix, edits=edits),
        related=tuple(finding.span for finding in others if finding.span),
        occurrences=len(findings),
    )


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
    """Yield a finding for each of `edits`, which is its fix; `{}` in `message` stands for the words there."""
    for edit in edits:
        yield ctx.finding(edit.span, message.format(edit.span.of(ctx.text)), fix=Fix(title, safe, (edit,)))
