"""How often each rule fired, most often first."""

from collections import Counter
from collections.abc import Sequence

from checker.model import Report


def render(reports: Sequence[Report]) -> str:
    """Return one line a rule: count, name, severity; a finding counts as often as it occurs in the text."""
    counts: Counter[tuple[str, str]] = Counter()
    for report in reports:
        for finding in report.findings:
            counts[finding.rule, finding.severity] += finding.occurrences
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return "".join(f"{count:>6}  {rule:<28}{severity}\n" for (rule, severity), count in rows)
