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


def test_all_lists_every_rule(run: Run) -> None:
    out = run("explain", "--all").out
    assert all(f"  {rule.name} " in out for rule in RULES)
