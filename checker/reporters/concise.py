"""`concise`: one line a finding, `path:line:column: severity rule message`, as editors and grep like it."""

from collections.abc import Sequence

from checker.model import Place, Report


def render(reports: Sequence[Report]) -> str:
    """Return one line a finding; one that has no place names the file alone."""
    return "".join(
        f"{report.path}:{_position(place)} {finding.severity} {finding.rule} {finding.message}\n"
        for report in reports
        for finding, place in zip(report.findings, report.places, strict=True)
    )


def _position(place: Place | None) -> str:
    return f"{place.line}:{place.column}:" if place else ""
