"""Every rule against its literate case file `tests/rules/<group>/<rule>.md` (form: `checker.rules.cases`).

A report is read as plain text, a ```layout case as the Word file that `word_draft` makes of it.
"""

from dataclasses import replace
from pathlib import Path

import pytest
from word_draft import build

from checker import engine
from checker.config import Settings
from checker.model import Report, Rule
from checker.readers import read
from checker.rules import RULES
from checker.rules.cases import Case, parse
from checker.writers.fix import fix

HERE = Path(__file__).parent
LEAST_FIRING, LEAST_SILENT = 3, 5


def lint(case: Case, rule: str) -> Report:
    settings = Settings(select=(rule,), year=case.year, level=case.level)
    previous = None if case.previous is None else read(case.previous.encode(), "previous.txt")
    data, name = (case.text.encode(), "case.txt") if case.setting is None else (build(case), "case.docx")
    return engine.lint(read(data, name, layout=engine.reads_layout(settings)), engine.plan(settings, previous=previous))


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


def mended(case: Case, report: Report) -> str:
    data = case.text.encode()
    return fix(data, "case.txt", read(data, "case.txt"), report.findings, unsafe=True).document.text


@pytest.mark.parametrize(("rule", "case"), [param for param in CASES if not param.values[1].silent])
def test_fixed_text_is_clean_and_fixing_again_changes_nothing(rule: str, case: Case) -> None:
    report = lint(case, rule)
    if not any(finding.fix for finding in report.findings):
        return
    once = mended(case, report)
    second = replace(case, text=once)
    again = lint(second, rule)
    assert [f.message for f in again.findings if f.fix] == []
    assert mended(second, again) == once


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_that_says_it_fixes_does(rule: Rule) -> None:
    cases = parse((HERE / rule.group / f"{rule.name}.md").read_text(encoding="utf-8"))
    fixes = any(finding.fix for case in cases for finding in lint(case, rule.name).findings)
    assert fixes == rule.fixable
