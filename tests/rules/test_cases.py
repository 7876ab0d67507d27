"""Every rule against its literate case file `tests/rules/<group>/<rule>.md` (form: `checker.rules.cases`)."""

from pathlib import Path

import pytest

from checker import engine
from checker.config import Settings
from checker.model import Report, Rule
from checker.readers import read
from checker.rules import RULES
from checker.rules.cases import Case, parse

HERE = Path(__file__).parent
LEAST_FIRING, LEAST_SILENT = 3, 5


def lint(case: Case, rule: str) -> Report:
    settings = Settings(select=(rule,), year=case.year, level=case.level)
    previous = None if case.previous is None else read(case.previous.encode(), "previous.txt")
    return engine.lint(read(case.text.encode(), "case.txt"), engine.plan(settings, previous=previous))


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
def test_enough_cases(rule: Rule) -> None:
    cases = parse((HERE / rule.group / f"{rule.name}.md").read_text(encoding="utf-8"))
    assert sum(case.silent for case in cases) >= LEAST_SILENT
    assert sum(not case.silent for case in cases) >= LEAST_FIRING
