"""What an editor shows beside the text: pages on hovering, hints, the outline, folds, and a line above the first."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lsprotocol.types import (
    CodeLens,
    Command,
    DocumentSymbol,
    FoldingRange,
    FoldingRangeKind,
    InlayHint,
    Position,
    Range,
    SymbolKind,
)

from checker.lsp.desk import Sheet
from checker.lsp.diagnostics import page_uri, status
from checker.model import Finding, Label, Place
from checker.reporters.citation import cited
from checker.rules import by_name
from checker.rules.page import page
from checker.text.span import Span, strip


def hover(sheet: Sheet, position: Position) -> tuple[str, Range] | None:
    """Return in Markdown what is known of the words at `position`, with their range.

    The pages of the rules that report them, the narrowest place first, else the label of their sentence; None where there is neither.
    """
    if not sheet.has_lines:
        return None
    where = sheet.text.where(position)
    findings = [
        (finding.span, place, finding)
        for finding, place in zip(sheet.report.findings, sheet.report.places, strict=True)
        if finding.span and place and _holds(place, where)
    ]
    findings.sort(key=lambda found: found[0].end - found[0].start)
    if findings:
        return "\n\n---\n\n".join(_page(finding) for _, _, finding in findings), sheet.text.range(findings[0][1])
    for sentence in sheet.report.sentences:
        place = sheet.document.locate(sentence.span)
        if _holds(place, where):
            return _label(sentence.label), sheet.text.range(place)
    return None


def _holds(place: Place, where: tuple[int, int]) -> bool:
    return (place.line, place.column) <= where <= (place.end_line, place.end_column)


def _page(finding: Finding) -> str:
    found = page(by_name()[finding.rule])
    address = page_uri(finding.rule)
    name = f"[{finding.rule}]({address})" if address else f"`{finding.rule}`"
    lines = [f"**{finding.severity.chinese}：{found.title}** {name}", finding.message]
    lines += [f"**{title}**　{text}" for title, text in (("为什么", found.why), ("怎么改", found.advice)) if text]
    if finding.basis:
        lines.append(f"**依据**　{'；'.join(map(cited, finding.basis))}")
    return "\n\n".join(lines)


def _label(label: Label) -> str:
    sure = "" if label.sure else "（把握不大）"
    also = f"，也涉及{'、'.join(category.chinese for category in label.also)}" if label.also else ""
    return (
        f"**{label.category.chinese}**{also}　{label.confidence:.0%}{sure}\n\n"
        f"作用：{label.role.chinese}　{label.role_confidence:.0%}"
    )


def hints(sheet: Sheet, within: Range) -> list[InlayHint]:
    """Return category and role of each sentence that begins in `within`, to be shown before it."""
    if not sheet.has_lines:
        return []
    places = ((sentence.label, sheet.document.locate(sentence.span)) for sentence in sheet.report.sentences)
    return [
        InlayHint(
            sheet.text.range(place).start,
            f"{label.category.chinese}·{label.role.chinese}{'' if label.sure else '？'}",
            padding_right=True,
        )
        for label, place in places
        if within.start.line < place.line <= within.end.line + 1
    ]


def lens(sheet: Sheet) -> list[CodeLens]:
    """Return one line above the first: counts and missing parts. Its command does nothing."""
    if not sheet.has_lines:
        return []
    return [CodeLens(sheet.text.line(1), Command(status(sheet).words, ""))]


@dataclass(slots=True)
class _Entry:
    """An entry of the outline; `span` reaches up to the next entry of its level or above."""

    name: str
    detail: str
    level: int
    title: Span
    span: Span
    children: "list[_Entry]" = field(default_factory=list)


def _outline(sheet: Sheet) -> list[_Entry]:
    """Return the parts without a heading and the headings, nested by level."""
    report = sheet.report
    kinds = {section.span.start: section.kind.chinese for section in report.sections}
    entries = [
        _Entry(
            heading.span.of(report.text), kinds.get(heading.span.start, ""), heading.level, heading.span, heading.span
        )
        for heading in report.headings
    ]
    begun = {heading.span.start for heading in report.headings}
    for section in report.sections:
        if not section.heading and section.span.start not in begun:
            span = strip(report.text, section.span)
            entries.append(_Entry(section.kind.chinese, "", 1, span, span))
    top: list[_Entry] = []
    open_: list[_Entry] = []
    for entry in sorted(entries, key=lambda entry: entry.title):
        while open_ and open_[-1].level >= entry.level:
            _close(open_.pop(), entry.title.start, report.text)
        (open_[-1].children if open_ else top).append(entry)
        open_.append(entry)
    for entry in open_:
        _close(entry, len(report.text), report.text)
    return top


def _close(entry: _Entry, end: int, text: str) -> None:
    entry.span = strip(text, Span(entry.span.start, end))


def symbols(sheet: Sheet) -> list[DocumentSymbol]:
    """Return the outline."""

    def symbol(entry: _Entry) -> DocumentSymbol:
        return DocumentSymbol(
            entry.name,
            SymbolKind.String,
            sheet.at(entry.span),
            sheet.at(entry.title),
            detail=entry.detail,
            children=[symbol(child) for child in entry.children],
        )

    return [symbol(entry) for entry in _outline(sheet)] if sheet.has_lines else []


def folds(sheet: Sheet) -> list[FoldingRange]:
    """Return a fold for each entry of the outline that has more than one line."""

    def below(entries: list[_Entry]) -> Iterator[FoldingRange]:
        for entry in entries:
            at = sheet.at(entry.span)
            if at.end.line > at.start.line:
                yield FoldingRange(at.start.line, at.end.line, kind=FoldingRangeKind.Region)
            yield from below(entry.children)

    return list(below(_outline(sheet))) if sheet.has_lines else []
