"""Labels from a loaded model: first and second category, role, and where the surroundings may speak."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.classifier.context import Surroundings
from checker.classifier.features import normalise
from checker.classifier.store import load, segmenter
from checker.model.anatomy import PartKind
from checker.model.label import Category, Role
from checker.resources import data_dir

SHIPPED = load(data_dir("models") / "reporting-category")


def test_category_role_and_confidence(folder: Path) -> None:
    (label,) = load(folder).label(["将演练。"])
    assert (label.category, label.role, label.also) == (Category.EMERGENCY, Role.PLAN, ())
    assert label.confidence > 0.9
    assert label.role_confidence > 0.9


def test_a_second_subject_is_named(folder: Path) -> None:
    (label,) = load(folder).label(["演练，演练，执法。"])
    assert (label.category, label.also) == (Category.EMERGENCY, (Category.ENFORCEMENT,))


def test_no_sentences_no_labels(folder: Path) -> None:
    assert load(folder).label([]) == ()
    assert load(folder).label([], []) == ()


def test_heading_and_previous_speak_for_a_sentence_that_says_nothing(folder: Path) -> None:
    model = load(folder)
    empty = ["继续抓好落实。"]
    assert model.label(empty, [Surroundings(("一、做法", "（二）演练"))])[0].category is Category.EMERGENCY
    assert model.label(empty, [Surroundings(previous="执法。")])[0].category is Category.ENFORCEMENT
    own, heading = model.label(["执法。"], [Surroundings(("演练",))]), model.label(["执法。"], [Surroundings()])
    assert own[0].category is heading[0].category is Category.ENFORCEMENT
    assert own[0].confidence < heading[0].confidence


def test_the_part_speaks_for_the_role(folder: Path) -> None:
    (label,) = load(folder).label(["执法。"], [Surroundings(part=PartKind.PLAN)])
    assert (label.category, label.role) == (Category.ENFORCEMENT, Role.PLAN)


def test_as_many_surroundings_as_sentences(folder: Path) -> None:
    with pytest.raises(ValueError, match="as many"):
        load(folder).label(["甲。", "乙。"], [Surroundings()])


def test_the_words_that_carried_a_label(folder: Path) -> None:
    told = load(folder).explain("组织2次演练。", Category.EMERGENCY, segmenter(folder).cut)
    assert [word for word, _ in told] == ["组织", "0", "次", "演练"]
    shares = dict(told)
    assert shares["演练"] > 5
    assert shares["组织"] == shares["次"] == 0
    assert sum(shares.values()) == pytest.approx(
        load(folder).linear.scores([normalise("组织2次演练。")])[0].max(), rel=1e-3
    )


@given(st.text(max_size=60))
def test_any_text_is_explained(text: str) -> None:
    told = SHIPPED.explain(text, Category.GENERAL, list)
    assert "".join(word for word, _ in told) == normalise(text)


@given(st.lists(st.text(max_size=60), min_size=1, max_size=8))
def test_sentences_do_not_touch_one_another(texts: list[str]) -> None:
    together = SHIPPED.linear.scores([normalise(text) for text in texts])
    for text, row in zip(texts, together, strict=True):
        assert SHIPPED.linear.scores([normalise(text)])[0] == pytest.approx(row, abs=1e-4)


def test_threads_share_a_model() -> None:
    texts = [f"全年开展行政执法检查{number}次。" for number in range(40)] + ["组织应急演练。", "开展普法宣传。"] * 20
    with ThreadPoolExecutor(4) as pool:
        runs = list(pool.map(lambda _: SHIPPED.label(texts), range(8)))
    assert all(run == runs[0] for run in runs)


@given(st.text(max_size=300))
def test_any_text_gets_a_label(text: str) -> None:
    (label,) = SHIPPED.label([text])
    assert 0 < label.confidence <= 1
    assert 0 < label.role_confidence <= 1
    assert len(label.also) <= 2
    assert label.category not in label.also
