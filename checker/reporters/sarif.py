"""`sarif`: SARIF 2.1.0, which GitHub code scanning and many editors read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html

Lines and columns are given only where they are those of the file; in a Word file the paragraph is a logical location and
stands before the message, since GitHub shows nothing else. Offsets of characters are not given: line ends are
normalised before a draft is looked at.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote

from checker.model import Finding, Place, Report, Severity
from checker.model.fingerprint import fingerprints
from checker.reporters.json import Table, norms
from checker.reporters.position import below, has_lines, mapped, told
from checker.text.span import Span

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ROOT = "%SRCROOT%"
_DIGITS = 4  # of a probability


@dataclass(frozen=True, slots=True)
class Descriptor:
    """A rule as SARIF describes it: `title` in a few words, `what` it reports, `help` in headed paragraphs."""

    group: str
    severity: Severity
    title: str
    what: str
    help: tuple[tuple[str, str], ...]


def render(reports: Sequence[Report], version: str, rules: Mapping[str, Descriptor], root: PurePath) -> str:
    """Return one run of the tool's `version`; paths are relative to `root` where they lie below it.

    `rules` describes every rule by name; those that found something are listed, by name.
    """
    used = sorted({finding.rule for report in reports for finding in report.findings})
    index = {name: position for position, name in enumerate(used)}
    files = [_File(report, _artifact(report.path, root)) for report in reports]
    driver = {
        "name": "fazhi-checker",
        "version": version,
        "language": "zh-CN",
        "rules": [_rule(name, rules[name]) for name in used],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "language": "zh-CN",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "运行检查时所在的文件夹。"}}},
        "invocations": [_invocation(files)],
        "artifacts": [file.artifact() for file in files],
        "results": [result for file in files for result in file.results(index)],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _artifact(path: str, root: PurePath) -> Table:
    found = below(path, root)
    if found.is_absolute():
        return {"uri": found.as_uri()}
    return {"uri": quote(found.as_posix(), errors="surrogateescape"), "uriBaseId": _ROOT}


def _rule(name: str, rule: Descriptor) -> Table:
    return {
        "id": name,
        "name": "".join(word.capitalize() for word in name.split("-")),
        "shortDescription": {"text": f"{rule.title}。"},
        "fullDescription": {"text": rule.what},
        "help": {
            "text": "\n".join(f"{head}：{text}" for head, text in rule.help),
            "markdown": "\n\n".join(f"**{head}**：{text}" for head, text in rule.help),
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"group": rule.group, "tags": [rule.group]},
    }


def _invocation(files: Sequence["_File"]) -> Table:
    notices = [notice for file in files for notice in file.notices()]
    return {"executionSuccessful": not notices, "toolExecutionNotifications": notices}


@dataclass(frozen=True, slots=True)
class _File:
    """One report and how SARIF names its file."""

    report: Report
    location: Table

    def artifact(self) -> Table:
        digest = {"hashes": {"sha-256": self.report.digest}} if self.report.digest else {}
        return {"location": self.location, "roles": ["analysisTarget"], **digest}

    def notices(self) -> list[Table]:
        return [
            {
                "level": "error",
                "message": {"text": failure.message},
                "locations": [self._location(None)],
                **({"associatedRule": {"id": failure.rule}} if failure.rule else {}),
            }
            for failure in self.report.failures
        ]

    def results(self, index: Mapping[str, int]) -> list[Table]:
        rows = zip(self.report.findings, self.report.places, fingerprints(self.report), strict=True)
        return [self._result(finding, place, mark, index[finding.rule]) for finding, place, mark in rows]

    def _result(self, finding: Finding, place: Place | None, fingerprint: str, rule: int) -> Table:
        result: Table = {
            "ruleId": finding.rule,
            "ruleIndex": rule,
            "level": _LEVELS[finding.severity],
            "message": {"text": told(self.report, finding, place)},
            "locations": [self._location(place, finding.span)],
            # the first is all that GitHub looks at
            "partialFingerprints": {"primaryLocationLineHash": fingerprint, "fazhiChecker/v1": fingerprint},
            "occurrenceCount": finding.occurrences,
            "properties": {"confidence": round(finding.confidence, _DIGITS), "basis": norms(finding)},
        }
        if finding.related:
            result["relatedLocations"] = [
                {"id": number, **self._location(self.report.located[span], span), "message": {"text": "同一问题"}}
                for number, span in enumerate(finding.related, 1)
            ]
        edits = mapped(self.report, finding)
        if finding.fix and edits:
            replacements = [
                {"deletedRegion": _region(where), "insertedContent": {"text": edit.replacement}}
                for edit, where in edits
            ]
            change = {"artifactLocation": self.location, "replacements": replacements}
            result["fixes"] = [{"description": {"text": finding.fix.title}, "artifactChanges": [change]}]
        return result

    def _location(self, place: Place | None, span: Span | None = None) -> Table:
        physical: Table = {"artifactLocation": self.location}
        if place is None or span is None:
            return {"physicalLocation": physical}
        if not has_lines(self.report):
            return {"physicalLocation": physical, "logicalLocations": [{"name": place.label}]}
        physical["region"] = {**_region(place), "snippet": {"text": span.of(self.report.text)}}
        return {"physicalLocation": physical}


def _region(place: Place) -> Table:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
