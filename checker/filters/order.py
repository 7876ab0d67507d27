"""Order of findings: by place, those without a place first; and one finding a rule and place."""

from collections.abc import Iterable

from checker.model import Finding


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings sorted by place, severity and rule, exact repeats left out."""
    unique = {(finding.rule, finding.span, finding.message): finding for finding in findings}
    return sorted(
        unique.values(),
        key=lambda f: ((f.span.start, f.span.end) if f.span else (-1, -1), f.severity.rank, f.rule, f.message),
    )
