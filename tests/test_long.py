"""Long and hostile texts: every rule comes to an end and none fails. How long they take is measured in benchmarks/rules.py."""

import importlib.util
from pathlib import Path

import pytest

from checker import engine
from checker.config import Settings
from checker.readers import read

ROOT = Path(__file__).parents[1]


def adversarial() -> tuple[str, ...]:
    spec = importlib.util.spec_from_file_location("rules_benchmark", ROOT / "benchmarks" / "rules.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    texts: tuple[str, ...] = module.ADVERSARIAL
    return texts


@pytest.mark.parametrize("text", adversarial(), ids=range(len(adversarial())))
def test_hostile_text(text: str) -> None:
    report = engine.lint(read("\n".join([text] * 12).encode(), "a.txt"), engine.plan(Settings(year=2023)))
    assert report.failures == ()


def test_a_report_many_times_over() -> None:
    text = (ROOT / "examples" / "faulty.md").read_text(encoding="utf-8")
    report = engine.lint(read((text * 100).encode(), "a.md"), engine.plan(Settings()))
    assert report.failures == ()
    assert report.findings
