"""Every rule against its literate case file `tests/rules/<group>/<rule>.md`.

A case is a fenced block ```report [YEAR] [LEVEL] [absent[=N]] [docx heading…]. `⟦…⟧` surrounds what must be reported,
`⟦…→…⟧` what must be reported with the fix expected; `absent` stands for a finding that has no place (N of them).
A block without marks must stay silent.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from checker import engine
from checker.config import Settings
from checker.model import Level, Report
from checker.readers import read
from checker.rules import RULES

HERE = Path(__file__).parent
LEAST_SILENT = 3
_FENCE = re.compile(r"^```report(?P<info>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_MARK = re.compile(r"⟦(?P<text>[^⟦⟧→]*)(?:→(?P<fix>[^⟦⟧]*))?⟧")


@dataclass(frozen=True)
class Case:
    """One fenced report: its text without marks, and what must be reported."""

    text: str
    expected: tuple[tuple[int, int, str | None], ...]
    absent: int
    year: int | None
    level: Level | None

    @property
    def silent(self) -> bool:
        return not self.expected and not self.absent


def parse(markdown: str) -> list[Case]:
    cases = []
    for fence in _FENCE.finditer(markdown):
        text, expected, last = "", [], 0
        raw = fence["text"].removesuffix("\n")
        for mark in _MARK.finditer(raw):
            text += raw[last : mark.start()]
            expected.append((len(text), len(text) + len(mark["text"]), mark["fix"]))
            text += mark["text"]
            last = mark.end()
        text += raw[last:]
        absent, year, level = 0, None, None
        for word in fence["info"].split():
            if word.isdigit():
                year = int(word)
            elif word.startswith("absent"):
                absent = int(word.partition("=")[2] or 1)
            else:
                level = Level(word)
        cases.append(Case(text, tuple(expected), absent, year, level))
    return cases


def lint(case: Case, rule: str) -> Report:
    settings = Settings(select=(rule,), year=case.year, level=case.level)
    return engine.lint(read(case.text.encode(), "case.txt"), engine.plan(settings))


def fixed(report: Report, index: int, start: int, end: int) -> str | None:
    fix = report.findings[index].fix
    if fix is None:
        return None
    text = report.text[start:end]
    for edit in sorted(fix.edits, key=lambda edit: edit.span, reverse=True):
        if start <= edit.span.start and edit.span.end <= end:
            text = text[: edit.span.start - start] + edit.replacement + text[edit.span.end - start :]
    return text


CASES = [
    pytest.param(rule.name, case, id=f"{rule.name}-{number}")
    for rule in RULES
    for number, case in enumerate(parse((HERE / rule.group / f"{rule.name}.md").read_text(encoding="utf-8")), 1)
]


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_case(rule: str, case: Case) -> None:
    report = lint(case, rule)
    assert report.failures == ()
    placed = [(finding.span.start, finding.span.end) for finding in report.findings if finding.span]
    shown = [f"{f.message}｜{f.span.of(report.text) if f.span else '（无位置）'}" for f in report.findings]
    assert sorted(placed) == sorted((start, end) for start, end, _ in case.expected), shown
    assert len(report.findings) - len(placed) == case.absent, shown
    for start, end, replacement in case.expected:
        if replacement is not None:
            index = next(i for i, f in enumerate(report.findings) if f.span == (start, end))
            assert fixed(report, index, start, end) == replacement


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_enough_cases(rule: object) -> None:
    cases = parse((HERE / rule.group / f"{rule.name}.md").read_text(encoding="utf-8"))
    assert sum(case.silent for case in cases) >= LEAST_SILENT
    assert any(not case.silent for case in cases)
