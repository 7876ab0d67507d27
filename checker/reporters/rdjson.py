"""`rdjson`: the diagnostic format of reviewdog; columns count bytes of UTF-8 and ends are exclusive.

https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
"""

import json
from collections.abc import Sequence
from pathlib import PurePath

from checker.model import Finding, Place, Report
from checker.reporters.json import Table
from checker.reporters.position import below, has_lines, mapped, told


def render(reports: Sequence[Report], root: PurePath) -> str:
    """Return one `DiagnosticResult` for the run; paths are relative to `root` where they lie below it.

    A finding without lines of the file names the file alone. Each edit of a fix is a suggestion.
    """
    diagnostics = [row for report in reports for row in _diagnostics(report, below(report.path, root).as_posix())]
    run = {"source": {"name": "fazhi-checker"}, "diagnostics": diagnostics}
    return json.dumps(run, ensure_ascii=False, indent=1) + "\n"


def _diagnostics(report: Report, path: str) -> list[Table]:
    found = [
        _diagnostic(report, path, finding, place) for finding, place in zip(report.findings, report.places, strict=True)
    ]
    return found + [
        {
            "message": failure.message,
            "location": {"path": path},
            "severity": "ERROR",
            **({"code": {"value": failure.rule}} if failure.rule else {}),
        }
        for failure in report.failures
    ]


def _diagnostic(report: Report, path: str, finding: Finding, place: Place | None) -> Table:
    row: Table = {
        "message": told(report, finding, place),
        "location": {"path": path, **({"range": _range(place)} if place and has_lines(report) else {})},
        "severity": finding.severity.upper(),
        "code": {"value": finding.rule},
    }
    suggestions = [{"range": _range(where), "text": edit.replacement} for edit, where in mapped(report, finding)]
    return row | ({"suggestions": suggestions} if suggestions else {})


def _range(place: Place) -> Table:
    return {
        "start": {"line": place.line, "column": place.byte_column},
        "end": {"line": place.end_line, "column": place.end_byte_column},
    }
