"""What stays of a finding when the draft around it changes: a name by which two runs know it as the same."""

import hashlib
from collections import Counter

from checker.model.finding import Finding
from checker.model.report import Report
from checker.text.headings import number_at
from checker.text.pattern import pattern
from checker.text.width import fold

_NUMBER = pattern(r"\d+")


def fingerprints(report: Report) -> tuple[str, ...]:
    """Return the fingerprint of each finding of `report`, in order: 32 hexadecimal digits, no two the same.

    It is made of the rule, the words (of an absence: the message without its numbers), the kind and heading of the
    section, and how many findings with all these the same come before. So it does not depend on other paragraphs, on
    line numbers, or on how the sections are numbered. Secret words are starred out before, so it gives nothing away.
    Two files may hold the same fingerprint.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for finding in report.findings:
        key = (finding.rule, _words(finding, report.text), *_section(finding, report))
        seen[key] += 1
        found.append(hashlib.sha256("\0".join((*key, str(seen[key]))).encode("utf-8", "replace")).hexdigest()[:32])
    return tuple(found)


def _words(finding: Finding, text: str) -> str:
    if finding.span is None:
        return _NUMBER.sub("", finding.message)
    return "".join(fold(finding.span.of(text)).split())


def _section(finding: Finding, report: Report) -> tuple[str, str]:
    """Return kind and heading of the section where the finding begins, both empty where it stands in none."""
    if finding.span is None:
        return "", ""
    for section in report.sections:
        if section.span.start <= finding.span.start < section.span.end:
            number = number_at(section.heading, 0)
            return section.kind, section.heading[number.end if number else 0 :]
    return "", ""
