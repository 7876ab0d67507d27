"""`junit`: JUnit XML, which nearly every CI shows: a suite is a file, a failed case a finding."""

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath
from xml.etree import ElementTree as ET

from checker.model import Finding, Place, Report
from checker.reporters.citation import cited
from checker.reporters.position import below, has_lines
from checker.text.pattern import pattern

_NO_XML = pattern(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(reports: Sequence[Report], root: PurePath) -> str:
    """Return the run as XML; paths are relative to `root` where they lie below it.

    A file without findings is one passed case; what could not be done is an error. Names of cases are made of the
    message, not of line numbers, and no two of a file are the same: GitLab and Jenkins know a case by its name.
    Characters that XML does not allow are left out.
    """
    run = ET.Element("testsuites", name="fazhi-checker")
    for report in reports:
        _suite(run, report, below(report.path, root).as_posix())
    _count(run)
    ET.indent(run)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(run, encoding="unicode")}\n'


def _suite(run: ET.Element, report: Report, path: str) -> None:
    suite = _element(run, "testsuite", {"name": path})
    seen: Counter[str] = Counter()
    for finding, place in zip(report.findings, report.places, strict=True):
        name = f"{finding.message}（{finding.rule}）"
        seen[name] += 1
        case = _case(suite, path, name if seen[name] == 1 else f"{name} {seen[name]}")
        if place and has_lines(report):
            case.set("line", str(place.line))
        result = _element(case, "failure", {"type": finding.severity, "message": finding.message})
        result.text = _allowed(_details(report, finding, place, path))
    for failure in report.failures:
        case = _case(suite, path, failure.rule or "读取文件")
        _element(case, "error", {"type": "failure", "message": failure.message})
    if not len(suite):
        _case(suite, path, "未发现问题")
    _count(suite)


def _case(suite: ET.Element, path: str, name: str) -> ET.Element:
    return _element(suite, "testcase", {"name": name, "classname": path, "file": path})


def _details(report: Report, finding: Finding, place: Place | None, path: str) -> str:
    where = f"{path}:{place.line}:{place.column}" if place and has_lines(report) else path
    lines = [
        where if place is None or has_lines(report) else f"{where} {place.label}",
        finding.message,
        *([f"原文：{finding.span.of(report.text)}"] if finding.span else []),
        *([f"依据：{'；'.join(map(cited, finding.basis))}"] if finding.basis else []),
    ]
    return "\n".join(lines)


def _count(element: ET.Element) -> None:
    """Write how many cases, failed cases and errors stand below `element`."""
    for name, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
        element.set(name, str(sum(1 for _ in element.iter(tag))))


def _element(parent: ET.Element, tag: str, attributes: dict[str, str]) -> ET.Element:
    return ET.SubElement(parent, tag, {name: _allowed(value) for name, value in attributes.items()})


def _allowed(text: str) -> str:
    return _NO_XML.sub("", text)
