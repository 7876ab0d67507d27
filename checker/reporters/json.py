"""`json`: one object for the run; `jsonl`: one finding a line; both as the contract of the formats has them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from checker.model import Finding, Fix, Label, LabelledSentence, Place, Report, Severity
from checker.text.span import Span

SCHEMA = 1
_DIGITS = 4  # of a probability

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tool:
    """What made the reports: `model` is its version, None where no sentence was labelled; `groups`: rule → group."""

    version: str
    model: str | None
    groups: Mapping[str, str]


def render(reports: Sequence[Report], tool: Tool, *, sentences: bool = False) -> str:
    """Return the whole run as one JSON object; `sentences` puts the labelled sentences into it."""
    documents = [document(report, tool, sentences=sentences) for report in reports]
    summary: Table = {severity.value: sum(report.count(severity) for report in reports) for severity in Severity}
    summary |= {"files": len(reports), "failed": sum(bool(report.failures) for report in reports)}
    run = {
        "schema": SCHEMA,
        "tool": {"name": "fazhi-checker", "version": tool.version, "model": tool.model},
        "documents": documents,
        "summary": summary,
    }
    return json.dumps(run, ensure_ascii=False, indent=1) + "\n"


def render_lines(reports: Sequence[Report], tool: Tool) -> str:
    """Return every finding as one line: the fields of a finding, and `path` before them."""
    return "".join(
        _line({"path": report.path, **_finding(report, finding, place, tool)})
        for report in reports
        for finding, place in zip(report.findings, report.places, strict=True)
    )


def render_sentences(report: Report) -> str:
    """Return every labelled sentence of `report` as one line."""
    return "".join(_line(_sentence(report, sentence)) for sentence in report.sentences)


def _line(table: Table) -> str:
    return json.dumps(table, ensure_ascii=False) + "\n"


def document(report: Report, tool: Tool, *, sentences: bool) -> Table:
    """Return the fields of `report`; `sentences` puts its labelled sentences among them."""
    table: Table = {
        "path": report.path,
        "format": report.format,
        "sha256": report.digest,
        "title": report.title,
        "year": report.year,
        "level": report.level,
        "profile": report.profile,
        "sections": [{"kind": part.kind, "heading": part.heading, **_span(part.span)} for part in report.sections],
        "findings": [_finding(report, *pair, tool) for pair in zip(report.findings, report.places, strict=True)],
    }
    if sentences:
        table["sentences"] = [_sentence(report, sentence) for sentence in report.sentences]
    table["failures"] = [{"rule": failure.rule or None, "message": failure.message} for failure in report.failures]
    return table


def _finding(report: Report, finding: Finding, place: Place | None, tool: Tool) -> Table:
    return {
        "rule": finding.rule,
        "group": tool.groups[finding.rule],
        "severity": finding.severity,
        "message": finding.message,
        "excerpt": finding.span.of(report.text) if finding.span else "",
        "span": _span(finding.span) if finding.span else None,
        "place": _place(place) if place else None,
        "occurrences": finding.occurrences,
        "basis": norms(finding),
        "confidence": round(finding.confidence, _DIGITS),
        "fix": _fix(finding.fix) if finding.fix else None,
    }


def norms(finding: Finding) -> list[Table]:
    """Return the norms behind `finding`."""
    return [
        {"instrument": norm.instrument, "article": norm.article, "evidence": norm.evidence} for norm in finding.basis
    ]


def _fix(fix: Fix) -> Table:
    edits = [{**_span(edit.span), "replacement": edit.replacement} for edit in fix.edits]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}


def _span(span: Span) -> Table:
    return {"start": span.start, "end": span.end}


def _place(place: Place) -> Table:
    return {
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "page": place.page,
        "label": place.label,
    }


def _sentence(report: Report, sentence: LabelledSentence) -> Table:
    return {
        "text": sentence.span.of(report.text),
        **_span(sentence.span),
        "section": sentence.section,
        **label(sentence.label),
    }


def label(given: Label) -> Table:
    """Return the fields of a label."""
    return {
        "category": given.category,
        "confidence": round(given.confidence, _DIGITS),
        "also": list(given.also),
        "role": given.role,
        "role_confidence": round(given.role_confidence, _DIGITS),
    }


def label_line(identity: object, given: Label) -> str:
    """Return one answer to a line of `classify --lines`: the id that was given, and the label."""
    return _line({"id": identity, **label(given)})
