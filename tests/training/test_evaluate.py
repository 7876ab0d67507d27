"""Scores by hand, and the rows the shipped model must always get right."""

from collections.abc import Sequence

import pytest

from checker.classifier.store import load
from checker.model.label import Category, Label, Role
from checker.resources import data_dir
from checker.training.data import Example, load_quality
from checker.training.evaluate import evaluate, misses

SHIPPED = load(data_dir("models") / "reporting-category")


class Fixed:
    """A model that always says the same."""

    def label(self, texts: Sequence[str], around: object = None) -> tuple[Label, ...]:  # noqa: ARG002
        return tuple(Label(Category.DIGITAL, 0.8, (Category.ENFORCEMENT,), Role.MEASURE, 0.9) for _ in texts)


def example(number: int, category: Category, also: tuple[Category, ...] = (), role: Role = Role.MEASURE) -> Example:
    return Example(str(number), f"句{number}。", category, also, role, "hand-x", "未记")


def test_scores_by_hand() -> None:
    result = evaluate(
        Fixed(),
        [
            example(1, Category.DIGITAL, (Category.ENFORCEMENT,)),
            example(2, Category.ENFORCEMENT, (Category.DIGITAL,)),
            example(3, Category.ENFORCEMENT, role=Role.RESULT),
            example(4, Category.DIGITAL),
        ],
    )
    assert result is not None
    assert result.category.accuracy == 0.5
    assert result.lenient == 0.75
    assert result.category.macro_f1 == pytest.approx((2 * 2 / (2 + 4) + 0) / 2)
    assert result.category.confused == (("enforcement", "digital", 2),)
    assert [(c.name, c.count, c.precision, c.recall) for c in result.category.classes] == [
        ("digital", 2, 0.5, 1.0),
        ("enforcement", 2, 0.0, 0.0),
    ]
    assert result.role.accuracy == 0.75
    assert (result.also_precision, result.also_recall) == (0.25, 0.5)
    (only,) = result.bins
    assert (only.low, only.count, only.accuracy) == (0.8, 4, 0.5)
    assert only.confidence == pytest.approx(0.8)
    assert result.ece == pytest.approx(0.3)
    assert (result.sure_share, result.sure_precision) == (1.0, 0.5)


def test_only_whole_reports_are_judged_in_context() -> None:
    assert evaluate(Fixed(), [example(1, Category.DIGITAL)], in_reports=True) is None


def test_quality_rows_are_right() -> None:
    wrong = [
        (miss.row.id, miss.row.text, miss.label)
        for miss in misses(SHIPPED, load_quality(data_dir("training_data") / "quality"))
    ]
    assert wrong == []
