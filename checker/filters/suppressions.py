"""Suppressions: comments in text and Markdown, waivers in the configuration, and what became of each."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from fnmatch import fnmatch

from checker.config import Waiver
from checker.model import BlockKind, Document, Finding, Suppression, SuppressionState
from checker.text.pattern import pattern
from checker.text.span import Span

_COMMENT = pattern(
    r"<!--\s*checker:\s*(?P<scope>[\w-]+)\s*(?P<rules>[\w-]*(?:\s*[,，、]\s*[\w-]+)*)(?P<reason>[^\n]*?)-->"
)

_SCOPES = ("allow", "allow-file")
_SEPARATOR = pattern(r"\s*[,，、]\s*")


def from_comments(document: Document) -> list[Suppression]:
    """Return the suppressions that stand as comments in `document`; `allow` reaches the next block that is no comment."""
    found = []
    for index, block in enumerate(document.blocks):
        if block.kind is not BlockKind.COMMENT:
            continue
        nothing = Span(block.span.end, block.span.end)
        following = next((b.span for b in document.blocks[index + 1 :] if b.kind.reported), nothing)
        for match in _COMMENT.finditer(document.text, *block.span):
            span, reason = Span(*match.span()), match["reason"].strip()
            if match["scope"] not in _SCOPES:
                # a slip such as “allwo” must not pass for a comment of no concern
                found.append(Suppression(match["scope"], reason, nothing, span))
                continue
            reach = None if match["scope"] == "allow-file" else following
            found.extend(Suppression(rule, reason, reach, span) for rule in _SEPARATOR.split(match["rules"]))
    return found


def from_waivers(document: Document, path: str, waivers: Iterable[Waiver]) -> list[Suppression]:
    """Return the waivers for `path` as suppressions; words that no longer stand in the text reach nothing."""
    found = []
    for waiver in waivers:
        if not (fnmatch(path, waiver.file) or path.replace("\\", "/").endswith("/" + waiver.file)):
            continue
        start = document.text.find(waiver.text)
        quoted = Span(max(start, 0), start + len(waiver.text)) if start >= 0 else Span(0, 0)
        found.append(Suppression(waiver.rule, waiver.reason, quoted if waiver.text else None, None, waiver.text))
    return found


def suppress(
    findings: Sequence[Finding], suppressions: Sequence[Suppression], known: Collection[str], run: Collection[str]
) -> tuple[list[Finding], list[Suppression]]:
    """Return the findings that remain, and the suppressions with their state.

    `known` are the names of all rules, `run` of those that were run. A suppression without a reason silences nothing.
    """
    kept = [f for f in findings if not any(s.reason and _silences(s, f) for s in suppressions)]
    return kept, [replace(s, state=_state(s, findings, known, run)) for s in suppressions]


def _state(
    suppression: Suppression, findings: Sequence[Finding], known: Collection[str], run: Collection[str]
) -> SuppressionState:
    if suppression.rule not in known:
        return SuppressionState.UNKNOWN_RULE
    if not suppression.reason:
        return SuppressionState.NO_REASON
    if suppression.rule not in run:
        return SuppressionState.NOT_RUN
    used = any(_silences(suppression, finding) for finding in findings)
    return SuppressionState.USED if used else SuppressionState.UNUSED


def _silences(suppression: Suppression, finding: Finding) -> bool:
    if suppression.rule != finding.rule:
        return False
    return suppression.reach is None or (finding.span is not None and suppression.reach.overlaps(finding.span))
