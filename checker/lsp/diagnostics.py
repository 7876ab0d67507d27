"""Findings as diagnostics, and the counts of a report."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from lsprotocol.types import (
    CodeDescription,
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    DiagnosticTag,
    Location,
)

from checker.errors import UsageError
from checker.lsp.desk import Sheet
from checker.model import Edit, Finding, Place, Severity
from checker.reporters.citation import cited
from checker.reporters.position import told
from checker.resources import data_dir

SOURCE = "checker"
_SEVERITIES = {
    Severity.ERROR: DiagnosticSeverity.Error,
    Severity.WARNING: DiagnosticSeverity.Warning,
    Severity.INFO: DiagnosticSeverity.Information,
}
_WHOLE = "（整篇）"
_MISSING = "missing-section"
_MOST_RELATED = 20  # an editor lists them one below the other
_EXCERPT = 20


@dataclass(frozen=True, slots=True)
class Status:
    """What `checker/status` tells after each lint: how much was found, which parts are missing, and what the report is.

    What could not be done counts as an error, as it is shown.
    """

    uri: str
    error: int
    warning: int
    info: int
    missing: list[str]
    title: str
    year: int | None

    @property
    def words(self) -> str:
        """The counts and the missing parts in words."""
        counts = ((self.error, Severity.ERROR), (self.warning, Severity.WARNING), (self.info, Severity.INFO))
        found = "，".join(f"{severity.chinese} {count}" for count, severity in counts if count) or "没有发现问题"
        return f"{found}；缺少：{'、'.join(self.missing)}" if self.missing else found


def status(sheet: Sheet) -> Status:
    """Return the counts of a draft."""
    report = sheet.report
    return Status(
        uri=sheet.uri,
        error=report.count(Severity.ERROR) + len(sheet.failures),
        warning=report.count(Severity.WARNING),
        info=report.count(Severity.INFO),
        missing=[_quoted(finding.message) for finding in report.findings if finding.rule == _MISSING],
        title=report.title,
        year=report.year,
    )


def diagnostics(sheet: Sheet, *, related: bool) -> list[Diagnostic]:
    """Return a diagnostic for each finding and failure; `related`: the client shows related places."""
    findings = zip(sheet.report.findings, sheet.report.places, strict=True)
    failures = [
        Diagnostic(sheet.range(None), _WHOLE + failure.message, severity=DiagnosticSeverity.Error, source=SOURCE)
        for failure in sheet.failures
    ]
    return failures + [_diagnostic(sheet, *found, related=related) for found in findings]


@functools.cache
def page_uri(rule: str) -> str | None:
    """Return the address of the page of `rule`, which lies beside the program; None where it does not."""
    try:
        page = data_dir("pages") / f"{rule}.md"
    except UsageError:
        return None
    return page.as_uri() if page.is_file() else None


def _diagnostic(sheet: Sheet, finding: Finding, place: Place | None, *, related: bool) -> Diagnostic:
    page = page_uri(finding.rule)
    return Diagnostic(
        sheet.range(place),
        told(sheet.report, finding, place) if place else _WHOLE + finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        code_description=CodeDescription(page) if page else None,
        source=SOURCE,
        tags=[DiagnosticTag.Unnecessary] if _superfluous(finding) else None,
        related_information=list(_related(sheet, finding)) if related and finding.related and sheet.has_lines else None,
        data={
            "basis": [cited(basis) for basis in finding.basis],
            "confidence": finding.confidence,
            "occurrences": finding.occurrences,
        },
    )


def _superfluous(finding: Finding) -> bool:
    """Tell whether all that is to be done is to take the words away, so that an editor may fade them."""
    return bool(finding.fix and finding.span and finding.fix.edits == (Edit(finding.span, ""),))


def _related(sheet: Sheet, finding: Finding) -> Iterator[DiagnosticRelatedInformation]:
    for span in finding.related[:_MOST_RELATED]:
        words = span.of(sheet.report.text)
        shown = f"“{words[:_EXCERPT]}{'……' if len(words) > _EXCERPT else ''}”"
        yield DiagnosticRelatedInformation(Location(sheet.uri, sheet.range(sheet.report.located[span])), shown)


def _quoted(message: str) -> str:
    """Return what `message` says is missing: messages put it between “ and ”."""
    return message.partition("“")[2].partition("”")[0]
