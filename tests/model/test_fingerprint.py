"""A finding is known again after edits elsewhere."""

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from checker import api
from checker.config import Settings
from checker.model import Finding, PartKind, Report, Section, Severity
from checker.model.fingerprint import fingerprints
from checker.text.span import Span

FAULTS = "甲乙丙"
faulty = st.text(alphabet=FAULTS, min_size=1, max_size=3)
harmless = st.text(alphabet="无事。 ", max_size=8)


def written(paragraphs: Iterable[str], heading: str = "一、成效") -> Report:
    """A report in which every character of FAULTS is a finding."""
    text = "\n".join([heading, *paragraphs])
    return Report(
        *("a.txt", "text", "", text, "", None, None, ""),
        sections=(Section(PartKind.ACHIEVEMENTS, heading, Span(0, len(text))),),
        findings=tuple(
            Finding("rule", f"第{offset}字", Span(offset, offset + 1), Severity.ERROR)
            for offset, char in enumerate(text)
            if char in FAULTS
        ),
    )


@given(st.lists(faulty, max_size=6), st.lists(st.tuples(st.integers(0, 6), harmless), max_size=5))
def test_other_paragraphs_change_nothing(paragraphs: list[str], others: list[tuple[int, str]]) -> None:
    longer = list(paragraphs)
    for position, paragraph in others:
        longer.insert(position, paragraph)
    assert fingerprints(written(longer)) == fingerprints(written(paragraphs))


@given(st.lists(faulty, max_size=6), st.lists(faulty, max_size=6))
def test_no_two_are_the_same_and_old_ones_stay(paragraphs: list[str], added: list[str]) -> None:
    before, after = fingerprints(written(paragraphs)), fingerprints(written(paragraphs + added))
    assert len(set(after)) == len(after)
    assert after[: len(before)] == before


def test_numbers_of_headings_and_the_width_of_marks_do_not_count() -> None:
    assert fingerprints(written(["甲"], "一、成效")) == fingerprints(written(["甲"], "二、成效"))
    assert fingerprints(written(["甲"], "一、成效")) != fingerprints(written(["甲"], "一、不足"))


def test_an_absence_is_known_by_its_message_without_numbers() -> None:
    def absent(message: str) -> tuple[str, ...]:
        return fingerprints(replace(written([]), findings=(Finding("rule", message, None, Severity.ERROR),)))

    assert absent("全文12处") == absent("全文9处")
    assert absent("缺少甲") != absent("缺少乙")


def test_secret_words_give_nothing_away() -> None:
    def of(number: str) -> tuple[str, ...]:
        return fingerprints(api.lint_text(f"联系电话{number}。", settings=Settings(select=("personal-data",))))

    assert len(of("13812345678")) == 1
    assert of("13812345678") == of("13987654321")


def test_a_real_draft_keeps_its_findings() -> None:
    text = (
        "松原县2024年法治政府建设年度报告\n一、主要举措和成效\n今年以来,调解纠纷300件.\n二、不足\n今年以来力量不足。\n"
    )
    settings = Settings(select=("wrong-period", "half-width-punctuation"))
    before = fingerprints(api.lint_text(text, settings=settings))
    moved = text.replace("\n二、", "\n检查20次。\n办结30件。\n三、").replace("\n一、", "\n\n一、")
    assert len(before) == 2
    assert fingerprints(api.lint_text(moved, settings=settings)) == before
