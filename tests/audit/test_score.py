"""The sheet of points: what it takes away and why, and what is wrong with a sheet."""

import dataclasses
import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import PARTS, body, finding, record

from checker.audit import score as scoring
from checker.audit.record import FailureRow, FigureRow, Record, SentenceRow, Status
from checker.audit.score import Deduction, Item, Sheet, load, score
from checker.errors import UsageError
from checker.model import Role, Severity
from checker.rules import RULES

SHEET = load()
DEDUCTIONS = [(item, deduction) for item in SHEET.item for deduction in item.deduct]


def ample() -> Record:
    """Return a report with more than enough of everything, in which nothing was found."""
    parts = body(41)
    told, counted = parts["sentences"], parts["figures"]
    assert isinstance(told, tuple)
    assert isinstance(counted, tuple)
    many: tuple[SentenceRow, ...] = told * 5
    figures: tuple[FigureRow, ...] = counted * 10
    return record("全.docx", "东河县人民政府", "云岭省松原市东河县", **{**parts, "sentences": many, "figures": figures})


FULL = ample()


def points(of: Record, sheet: Sheet = SHEET) -> float:
    found = score(of, sheet)
    assert found is not None
    return found.total


def reasons(of: Record, item: str, sheet: Sheet = SHEET) -> list[str]:
    found = score(of, sheet)
    assert found is not None
    (held,) = [one for one in found.items if one.item.id == item]
    assert held.won + sum(reason.points for reason in held.reasons) == pytest.approx(held.item.points)
    return [reason.text for reason in held.reasons]


def test_a_report_without_a_flaw_gets_all_points() -> None:
    assert points(FULL) == 100


def test_a_file_that_was_not_read_gets_no_score() -> None:
    assert score(Record("甲.docx", "", Status.FAILED), SHEET) is None


@pytest.mark.parametrize(
    ("item", "deduction", "name", "severity"),
    [
        pytest.param(item, deduction, name, severity, id=f"{item.id}-{name}-{severity}")
        for item, deduction in DEDUCTIONS
        for name in deduction.names
        for severity in deduction.severities
    ],
)
def test_every_deduction_takes_its_points_and_says_so(
    item: Item, deduction: Deduction, name: str, severity: Severity
) -> None:
    planted = finding(name, "编造的问题", line=7, severity=severity)
    once = dataclasses.replace(FULL, due=None, findings=(planted,))
    assert points(once) == pytest.approx(100 - deduction.each)
    assert reasons(once, item.id) == [f"编造的问题（第7行），扣 {deduction.each:g} 分"]
    often = dataclasses.replace(once, findings=(planted,) * 40)
    assert points(often) == pytest.approx(100 - deduction.most)
    *paid, last = reasons(often, item.id)
    assert last == f"编造的问题（第7行）等{40 - len(paid)}处，已经扣满，不再扣分"


def test_every_rule_that_runs_by_default_is_in_the_sheet() -> None:
    looked_at = {name for _, deduction in DEDUCTIONS for name in deduction.names}
    assert {rule.name for rule in RULES if rule.default} - looked_at == {"unused-suppression"}


def test_a_missing_part_is_told_in_words() -> None:
    lacking = dataclasses.replace(FULL, findings=(finding("missing-section", "缺少“不足和原因”部分"),))
    assert reasons(lacking, "parts") == ["缺少“不足和原因”部分，扣 8 分"]


def test_what_cannot_be_judged_wins_its_share_only() -> None:
    few = dataclasses.replace(FULL, sentences=FULL.sentences[:5], figures=FULL.figures[:2])
    assert sum(sentence.role in (Role.MEASURE, Role.RESULT) for sentence in few.sentences) == 5
    assert reasons(few, "measured") == ["举措和成效的句子只有5句，不满20句，扣 9 分"]
    assert reasons(few, "checkable") == ["下一年安排部分的句子只有0句，不满3句，扣 4 分"]
    assert reasons(few, "consistent") == ["举措和成效中的数字只有2处，不满10处，扣 8 分"]


def test_figures_count_only_in_the_sentences_asked_for() -> None:
    problem = next(n for n, sentence in enumerate(FULL.sentences) if sentence.role is Role.PROBLEM)
    moved = tuple(dataclasses.replace(figure, sentence=problem) for figure in FULL.figures)
    elsewhere = dataclasses.replace(FULL, figures=moved)
    assert reasons(elsewhere, "consistent") == ["举措和成效中的数字只有0处，不满10处，扣 10 分"]


def test_an_empty_report_scores_low() -> None:
    blank = dataclasses.replace(FULL, sentences=(), figures=(), sections=())
    assert points(blank) < 15


def test_the_manifest_decides_whether_a_report_is_late() -> None:
    late, told = datetime.date(2026, 3, 18), finding("late-report", "报告的日期晚了", line=20)
    by_manifest = dataclasses.replace(FULL, received=late)
    assert reasons(by_manifest, "punctual") == ["收到的日期是2026年3月18日，应当在2026年3月1日之前报送，扣 5 分"]
    by_its_date = dataclasses.replace(FULL, dated=late)
    assert reasons(by_its_date, "punctual") == ["报告的日期是2026年3月18日，应当在2026年3月1日之前报送，扣 5 分"]
    both = dataclasses.replace(by_manifest, findings=(told,))
    assert points(both) == points(by_manifest) == 95
    in_time = dataclasses.replace(both, received=datetime.date(2026, 2, 27))
    assert reasons(in_time, "punctual") == []
    unknown = dataclasses.replace(both, due=None)
    assert reasons(unknown, "punctual") == ["报告的日期晚了（第20行），扣 5 分"]


def test_a_rule_that_failed_is_told_and_costs_nothing() -> None:
    failed = dataclasses.replace(FULL, failures=(FailureRow("sum-mismatch", "规则出错"), FailureRow(None, "文件有误")))
    assert points(failed) == 100
    assert reasons(failed, "consistent") == ["规则 sum-mismatch 没有运行成，不扣分"]


FINDINGS = st.builds(
    lambda rule, severity: finding(rule, "问题", severity=severity),
    st.sampled_from([rule.name for rule in RULES]),
    st.sampled_from(Severity),
)


@given(st.lists(FINDINGS, max_size=60), FINDINGS, st.integers(0, len(FULL.sentences)))
def test_one_more_finding_never_raises_the_score(findings: list[object], more: object, sentences: int) -> None:
    before = dataclasses.replace(FULL, findings=tuple(findings), sentences=FULL.sentences[:sentences], due=None)
    after = dataclasses.replace(before, findings=(*before.findings, more))
    found = score(before, SHEET)
    assert found is not None
    assert 0 <= points(after) <= found.total <= 100
    for held in found.items:
        assert 0 <= held.won <= held.item.points
        assert held.won + sum(reason.points for reason in held.reasons) == pytest.approx(held.item.points)


OWN = """
title = "本市的表"

[[item]]
id = "parts"
group = "structure"
title = "部分"
points = 60

[[item.deduct]]
rules = ["structure"]
each = 20
most = 60

[[item]]
id = "rest"
group = "coverage"
title = "其他"
points = 40

[item.material]
what = "计划"
enough = 4
sections = ["plan"]
"""


def own(folder: Path, text: str) -> Sheet:
    path = folder / "打分.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_an_own_sheet(tmp_path: Path) -> None:
    sheet = own(tmp_path, OWN)
    flawed = dataclasses.replace(
        FULL,
        sentences=tuple(s for s in FULL.sentences if s.section is not PARTS[3]),
        findings=(finding("missing-title", "没有标题"), finding("personal-data", "手机号")),
    )
    assert points(flawed, sheet) == 40
    assert [one.total for one in [score(FULL, sheet)] if one] == [100]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("points = 40", "points = 41", "打分.toml：各项合计101分，应为100分"),
        ("points = 40", "pionts = 40", "打分.toml.item[1]：不认识的键“pionts”；是否想写“points”？"),
        ("points = 40", "points = -1", "打分.toml.item[1].points：应不小于0"),
        ("points = 40", "points = 40.001", "打分.toml.item[1].points：最多写两位小数"),
        ("points = 40", 'points = "40"', "打分.toml.item[1].points：应为数字"),
        ('"structure"]', '"missing-tittle"]', "打分.toml.item[0].deduct[0].rules：不认识的规则或规则组“missing-tittle”；是否想写“missing-title”？"),
        ('"structure"]', '"structure", "missing-title"]', "打分.toml.item[0].deduct[0].rules：“missing-title”已经在item[0].deduct[0]扣分，不能扣两次"),
        ('"coverage"', '"converage"', "打分.toml.item[1].group：不认识的规则组“converage”；是否想写“coverage”？"),
        ('id = "rest"', 'id = "parts"', "打分.toml.item[1].id：“parts”重复"),
        ("most = 60", "most = 61", "打分.toml.item[0].deduct[0].most：61分，多于本项的60分"),
        ("each = 20", "each = 0.125", "打分.toml.item[0].deduct[0].each：最多写两位小数"),
        ("each = 20", "each = nan", "打分.toml.item[0].deduct[0].each：应不小于0"),
        ("enough = 4", "enough = 0", "打分.toml.item[1].material.enough：应不小于1"),
        ('sections = ["plan"]', 'sections = ["plans"]', "打分.toml.item[1].material.sections[0]：“plans”不在可用的值之内"),
        ("[[item.deduct]]", "[[item.deduct]", "打分.toml：不是有效的 TOML"),
    ],
)  # fmt: skip
def test_mistakes_in_a_sheet_are_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in OWN
    with pytest.raises(UsageError) as raised:
        own(tmp_path, OWN.replace(old, new))
    assert str(raised.value).startswith(message)


def test_a_sheet_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有这个文件"):
        load(tmp_path / "没有.toml")


def test_the_sheet_tells_what_it_does() -> None:
    told = [deduction.chinese for _, deduction in DEDUCTIONS]
    assert "缺少规定的部分：每处扣8分，最多扣22分" in told
    assert "标点类的问题：每处扣0.2分，最多扣1.4分" in told
    assert "报告的日期晚于规定的期限（清单上有收到日期的，看收到日期）：扣5分" in told
    assert sum(item.points for item in SHEET.item) == scoring.WHOLE
