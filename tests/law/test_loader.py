"""Law data: what applies to which report, and the exact message for every mistake in the files."""

import shutil
from pathlib import Path

import pytest

from checker import law
from checker.errors import UsageError
from checker.model import Level
from checker.resources import package_dir

INSTRUMENT = """
[[instrument]]
id = "norm"
title = "某规定"
issuer = "某机关"
in_force_from = 2020-01-01
source = "公报"
evidence = "seen"
checked = 2026-01-01
"""
REQUIREMENT = """
[[requirement]]
id = "R1"
rule = "missing-title"
asks = "写标题。"
basis = [{ instrument = "norm", article = "第一条", evidence = "seen" }]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "instruments").mkdir()
    (tmp_path / "requirements").mkdir()
    (tmp_path / "instruments" / "norms.toml").write_text(INSTRUMENT, encoding="utf-8")
    (tmp_path / "requirements" / "form.toml").write_text(REQUIREMENT, encoding="utf-8")
    shutil.copy(package_dir("law") / "profiles.toml", tmp_path)
    return tmp_path


def ids(level: Level | None, year: int | None) -> set[str]:
    return {requirement.id for requirement in law.load().applicable(level, year)}


@pytest.mark.parametrize(
    ("year", "areas"),
    [(2015, 0), (2016, 7), (2020, 7), (2021, 9), (2025, 9), (2026, 0), (None, 0)],
)
def test_areas_follow_the_plan_in_force(year: int | None, areas: int) -> None:
    applicable = law.load().applicable(Level.COUNTY, year)
    assert sum(requirement.rule == "missing-category" for requirement in applicable) == areas


def test_four_parts_are_asked_once_the_inspection_rules_were_in_force() -> None:
    assert not {"C1", "C2", "C3", "C4"} & ids(Level.COUNTY, 2018)
    assert {"C1", "C2", "C3", "C4"} <= ids(Level.COUNTY, 2019)
    assert {"C1", "C2", "C3", "C4"} <= ids(Level.DEPARTMENT, 2026)


def test_a_department_is_asked_less_than_a_government() -> None:
    assert "A2021-enforcement" in ids(Level.TOWNSHIP, 2023)
    assert not any(name.startswith("A2021-enforcement") for name in ids(Level.DEPARTMENT, 2023))


def test_unknown_level_selects_nothing_narrower() -> None:
    assert ids(None, 2023) < ids(Level.COUNTY, 2023)


def test_every_level_and_period_is_a_profile() -> None:
    profiles = law.load().profiles()
    assert set(profiles) == {f"{level}-{period}" for level in Level for period in ("2015-2020", "2021-2025", "2026")}


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            "instruments/norms.toml",
            'title = "某规定"',
            'titel = "某规定"',
            "norms.toml: instrument[0]：不认识的键“titel”；是否想写“title”？",
        ),
        ("instruments/norms.toml", 'issuer = "某机关"\n', "", "norms.toml: instrument[0]：缺少键“issuer”"),
        ("instruments/norms.toml", "2020-01-01", '"2020-01-01"', "norms.toml: instrument[0].in_force_from：应为日期"),
        (
            "instruments/norms.toml",
            'evidence = "seen"',
            'evidence = "sen"',
            "norms.toml: instrument[0].evidence：“sen”不在可用的值之内（seen、secondhand、recalled）；是否想写“seen”？",
        ),
        (
            "instruments/norms.toml",
            "[[instrument]]",
            "[[instruments]]",
            "norms.toml：不认识的键“instruments”；是否想写“instrument”？",
        ),
        (
            "requirements/form.toml",
            'instrument = "norm"',
            'instrument = "norms"',
            "form.toml: requirement[0].basis[0].instrument：没有编号为“norms”的文件；是否想写“norm”？",
        ),
        (
            "requirements/form.toml",
            'article = "第一条", evidence = "seen"',
            'article = "第一条", evidence = "recalled"',
            "form.toml: requirement[0].basis[0].article：凭记忆（recalled）的依据不得写条款号",
        ),
        ("requirements/form.toml", REQUIREMENT, REQUIREMENT + REQUIREMENT, "form.toml: requirement[1]：编号“R1”重复"),
        (
            "requirements/form.toml",
            'asks = "写标题。"',
            'asks = "写标题。"\nwhen = { levels = ["town"] }',
            "form.toml: requirement[0].when.levels[0]：“town”不在可用的值之内（province、city、county、township、department）；是否想写“township”？",
        ),
    ],
)
def test_mistakes_are_named_exactly(folder: Path, file: str, old: str, new: str, message: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        law.load(folder)
    assert str(caught.value) == message


def test_broken_toml_is_one_line(folder: Path) -> None:
    (folder / "requirements" / "form.toml").write_text("[[requirement]\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"^form\.toml：不是有效的 TOML（.+）$"):
        law.load(folder)
