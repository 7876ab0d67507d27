"""`checker explain`: every rule has a page a person can read."""

import pytest
from transcript import Run

from checker.rules import RULES


@pytest.mark.parametrize("name", [rule.name for rule in RULES])
def test_page(run: Run, name: str) -> None:
    done = run("explain", name)
    assert done.code == 0
    assert done.out.startswith(f"{name}  ")
    for title in ("级别：", "组：", "自动改法：", "\n为什么\n  ", "\n怎么改\n  ", "\n不报\n  ", "\n依据\n  "):
        assert title in done.out


def test_basis_says_how_well_it_is_known_and_what_it_asks(run: Run) -> None:
    out = run("explain", "missing-section").out
    assert "〔转引〕" in out
    assert "要求：" in out


def test_a_rule_that_is_off_says_how_to_turn_it_on(run: Run) -> None:
    assert (
        "默认不用，用 --extend-select layout 或者 --extend-select body-font 打开。" in run("explain", "body-font").out
    )
    assert "默认不用" not in run("explain", "missing-section").out
    assert "版式（layout，默认不用，用 --extend-select layout 打开）" in run("explain", "--all").out


def test_layout_is_shown_with_the_example(run: Run) -> None:
    assert "【2024年，办理行政复议案件82件。】〔宋体 12〕" in run("explain", "body-font").out
    assert "页面：上25.4 下25.4 左31.8 右31.8\n" in run("explain", "page-margins").out


def test_all_lists_every_rule(run: Run) -> None:
    out = run("explain", "--all").out
    assert all(f"  {rule.name} " in out for rule in RULES)
