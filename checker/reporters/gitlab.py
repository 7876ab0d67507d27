"""`gitlab`: a Code Quality report, which GitLab shows in merge requests.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format

The format wants a line for everything: what has none in its file is given line 1, and a Word file's place stands in the
description.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import PurePath

from checker.model import Report, Severity
from checker.model.fingerprint import fingerprints
from checker.reporters.json import Table
from checker.reporters.position import below, has_lines, told

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(reports: Sequence[Report], root: PurePath) -> str:
    """Return one array for the run; paths are relative to `root` where they lie below it, failures are blockers."""
    issues = [issue for report in reports for issue in _issues(report, below(report.path, root).as_posix())]
    return json.dumps(issues, ensure_ascii=False, indent=1) + "\n"


def _issues(report: Report, path: str) -> list[Table]:
    rows = zip(report.findings, report.places, fingerprints(report), strict=True)
    found = [
        _issue(
            path,
            finding.rule,
            told(report, finding, place),
            _SEVERITIES[finding.severity],
            same=fingerprint,
            line=place.line if place and has_lines(report) else 1,
        )
        for finding, place, fingerprint in rows
    ]
    return found + [
        _issue(path, failure.rule or "fazhi-checker", failure.message, "blocker", same=failure.message)
        for failure in report.failures
    ]


def _issue(path: str, rule: str, description: str, severity: str, *, same: str, line: int = 1) -> Table:
    """Return one issue; `same` tells it from the others of its file."""
    return {
        "description": description,
        "check_name": rule,
        "fingerprint": hashlib.sha256(f"{path}\0{same}".encode("utf-8", "replace")).hexdigest()[:32],
        "severity": severity,
        "location": {"path": path, "lines": {"begin": line}},
    }
