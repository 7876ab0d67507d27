"""Labels from a loaded model: first and second category, role, and where the surroundings may speak."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.classifier.store import load
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


def test_heading_and_previous_speak_only_for_an_undecided_sentence(folder: Path) -> None:
    model = load(folder)
    assert model.label(["继续抓好落实。"], headings=["（二）演练"])[0].category is Category.EMERGENCY
    assert model.label(["继续抓好落实。"], previous=["执法。"])[0].category is Category.ENFORCEMENT
    assert model.label(["执法。"], headings=["演练"], previous=["演练。"]) == model.label(["执法。"])


def test_as_many_headings_as_sentences(folder: Path) -> None:
    with pytest.raises(ValueError, match="shorter"):
        load(folder).label(["甲。", "乙。"], headings=["一"])


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
