"""Folding and features: what looks alike to a reader looks alike to the model."""

import pytest

from checker.classifier.features import character_features, normalise, word_features


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("办结案件63件。", "办结案件1,063件。"),
        ("办结案件６３件；", "办结案件63件;"),
        ("2021年,印发要点", "2024年，印发要点"),
        ("合格率98.5％", "合格率100%"),
        ("落实“三项制度”", '落实"三项制度"'),
        ("共 2 178 人", "共3人"),
    ],
)
def test_alike(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


def test_a_comma_between_clauses_stays() -> None:
    assert normalise("办结63,同比下降5%。") == "办结0,同比下降0%"


def test_an_endless_line_is_cut() -> None:
    assert len(normalise("法" * 5_000_000)) == 2000


def test_character_features_mark_both_ends() -> None:
    assert character_features("将办", 2) == ["^", "将", "办", "$", "^将", "将办", "办$"]


def test_word_features_leave_marks_out() -> None:
    assert word_features("办案,结案", lambda _: ["办案", ",", "结案"], 2) == ["办案", "结案", "办案 结案"]
