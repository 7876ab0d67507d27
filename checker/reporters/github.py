"""`github`: workflow commands, which GitHub Actions shows as annotations beside the lines of a change.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from collections.abc import Sequence
from pathlib import PurePath

from checker.model import Place, Report, Severity
from checker.reporters.position import below, has_lines, told

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = {**_IN_MESSAGE, **str.maketrans({":": "%3A", ",": "%2C"})}


def render(reports: Sequence[Report], root: PurePath) -> str:
    """Return one command a finding and a failure; paths are relative to `root` where they lie below it.

    A finding without lines of the file names the file alone.
    """
    return "".join(line for report in reports for line in _lines(report, below(report.path, root).as_posix()))


def _lines(report: Report, path: str) -> list[str]:
    found = [
        _command(
            _COMMANDS[finding.severity],
            {"file": path, **(_range(place) if place and has_lines(report) else {}), "title": finding.rule},
            told(report, finding, place),
        )
        for finding, place in zip(report.findings, report.places, strict=True)
    ]
    return found + [
        _command("error", {"file": path, "title": failure.rule or "fazhi-checker"}, failure.message)
        for failure in report.failures
    ]


def _range(place: Place) -> dict[str, int]:
    lines = {"line": place.line, "endLine": place.end_line}
    # GitHub takes columns within one line only
    return lines | ({"col": place.column, "endColumn": place.end_column} if place.line == place.end_line else {})


def _command(name: str, properties: dict[str, str | int], message: str) -> str:
    listed = ",".join(f"{key}={str(value).translate(_IN_PROPERTY)}" for key, value in properties.items())
    return f"::{name} {listed}::{message.translate(_IN_MESSAGE)}\n"
