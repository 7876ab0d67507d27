"""Order of findings: by place, those without a place first; one finding a rule and place, and not too many of one rule."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from checker.model import Finding

MOST = 200  # findings of one rule in one file


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings sorted by place, severity and rule, exact repeats left out."""
    unique = {(finding.rule, finding.span, finding.message): finding for finding in findings}
    return sorted(
        unique.values(),
        key=lambda f: ((f.span.start, f.span.end) if f.span else (-1, -1), f.severity.rank, f.rule, f.message),
    )


def bounded(findings: Sequence[Finding]) -> list[Finding]:
    """Return `findings` (in order) with at most `MOST` of one rule; the last that is kept counts those left out.

    A broken file can hold a slip in every line; nobody reads ten thousand findings, and a report of them fills a disk.
    """
    total = Counter(finding.rule for finding in findings)
    seen: Counter[str] = Counter()
    kept = []
    for finding in findings:
        seen[finding.rule] += 1
        if seen[finding.rule] < MOST or total[finding.rule] <= MOST:
            kept.append(finding)
        elif seen[finding.rule] == MOST:
            kept.append(replace(finding, occurrences=finding.occurrences + total[finding.rule] - MOST))
    return kept
