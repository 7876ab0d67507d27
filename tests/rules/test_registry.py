"""List of rules, folders, pages and case files agree."""

import re
import sys
from pathlib import Path

import pytest

from checker import engine, law
from checker.api import lint_text
from checker.config import Settings
from checker.model import Evidence, Rule, Severity
from checker.rules import GROUPS, RULES

RULE_FOLDER = Path(engine.__file__).parent / "rules"
CASES = Path(__file__).parent
NAME = re.compile(r"[a-z]+(?:-[a-z]+)*")


def page(rule: Rule) -> str:
    return sys.modules[rule.check.__module__].__doc__ or ""


def test_list_and_folders_agree() -> None:
    listed = {f"{rule.group}/{rule.name.replace('-', '_')}" for rule in RULES}
    found = {
        path.relative_to(RULE_FOLDER).with_suffix("").as_posix()
        for path in RULE_FOLDER.glob("*/*.py")
        if path.stem != "__init__"
    }
    assert listed == found
    assert len(RULES) == len(listed)


def test_list_and_case_files_agree() -> None:
    assert {f"{rule.group}/{rule.name}" for rule in RULES} == {
        p.relative_to(CASES).with_suffix("").as_posix() for p in CASES.glob("*/*.md")
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_is_whole(rule: Rule) -> None:
    assert NAME.fullmatch(rule.name)
    assert rule.group in GROUPS
    assert rule.needs <= {"labels", "suppressions", "previous", "layout", "lexicon"}
    assert rule.check.__module__ == f"checker.rules.{rule.group}.{rule.name.replace('-', '_')}"
    title, *rest = page(rule).split("\n", 1)
    assert title.endswith("。")
    for heading in ("为什么：", "怎么改：", "不报："):
        assert re.search(rf"^{heading}\S", rest[0], re.MULTILINE), heading


def names(**settings: tuple[str, ...]) -> set[str]:
    return {rule.name for rule in engine.selected(Settings(**settings))}


def test_rules_that_are_off_run_when_they_are_named() -> None:
    off = {rule.name for rule in RULES if not rule.default}
    assert off == {rule.name for rule in RULES if rule.group == "layout"}
    assert names() == {rule.name for rule in RULES} - off
    assert names(select=("layout",)) == off == names(select=("body-font",), extend_select=("layout",))
    assert names(extend_select=("layout",)) == {rule.name for rule in RULES}
    assert names(extend_select=("body-font",)) - names() == {"body-font"}
    assert names(extend_select=("layout",), ignore=("body-font",)) & off == off - {"body-font"}


def test_the_layout_is_read_only_where_a_rule_asks() -> None:
    assert not engine.reads_layout(Settings())
    assert engine.reads_layout(Settings(extend_select=("page-size",)))


def test_rules_on_layout_pass_over_what_has_none() -> None:
    report = lint_text("一、主要举措和成效\n2024年，办理案件82件。\n", settings=Settings(select=("layout",)))
    assert (report.findings, report.failures) == ((), ())


def test_every_requirement_has_its_rule() -> None:
    assert engine.plan(Settings(select=("structure",))).demands


def test_nothing_recalled_carries_an_article() -> None:
    for requirement in law.load().requirements:
        for basis in requirement.basis:
            assert not (basis.evidence is Evidence.RECALLED and basis.article)


def test_an_error_has_a_norm_or_cannot_be_right() -> None:
    """A rule without a norm is at most a warning, save where the text contradicts itself."""
    cited = {requirement.rule for requirement in law.load().requirements if requirement.basis}
    assert {rule.name for rule in RULES if rule.severity is Severity.ERROR} <= cited
