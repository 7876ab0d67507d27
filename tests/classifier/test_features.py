"""Folding and features: what looks alike to a reader looks alike to the model."""

import pytest

from checker.classifier.features import CUES, character_features, cues, grams, key, normalise


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


def test_sequences_as_numbers_are_the_sequences_of_each_sentence() -> None:
    texts = ["将办", "", "办案0件", "案"]
    found = grams(texts, 3)
    for ordinal, text in enumerate(texts):
        own = found.sentences == ordinal
        wanted = character_features(text, 3)
        assert sorted(found.keys[own].tolist()) == sorted(map(key, wanted))
        marked = f"^{text}$"
        for number, start, length in zip(found.keys[own], found.starts[own], found.lengths[own], strict=True):
            assert key(marked[start : start + length]) == number


def test_no_sentences_no_sequences() -> None:
    assert len(grams([], 3).keys) == 0


@pytest.mark.parametrize(
    ("sentence", "name", "told"),
    [
        ("受理案件63件，审结60件。", "count", True),
        ("2021年印发文件。", "count", False),
        ("健全机制，服务企业30家。", "count outside the aim", True),
        ("健全机制，提升30家企业的满意度。", "count outside the aim", False),
        ("办结率98.6%。", "share", True),
        ("实现村级全覆盖。", "state", True),
        ("健全工作机制。", "no number", True),
    ],
)
def test_cues(sentence: str, name: str, *, told: bool) -> None:
    assert bool(cues(normalise(sentence))[CUES.index(name)]) is told
