"""Judging a model: against the held-out author, and against the rows that must always be right."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from checker.model.label import Category, Label, Role
from checker.training.data import Example, QualityRow


class Labels(Protocol):
    """Whatever gives labels for sentences, as `checker.classifier.labeller.Classifier` does."""

    def label(self, texts: Sequence[str]) -> tuple[Label, ...]:
        """Return one label for each of `texts`, in order."""
        ...


@dataclass(frozen=True, slots=True)
class ClassScore:
    """Precision, recall and F1 (0…1) of one label; `count` sentences truly have it."""

    name: str
    count: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class HeadScore:
    """One head: share of sentences right, mean F1 over the labels that occur, each label, confusions by frequency."""

    accuracy: float
    macro_f1: float
    classes: tuple[ClassScore, ...]
    confused: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A model on labelled sentences.

    `category.accuracy` is the strict share; `lenient` also counts a category of the sentence's `also` as right.
    `also_precision`, `also_recall`: the second categories. `confidence`: mean probability of the category given, to be
    held against the strict share.
    """

    sentences: int
    category: HeadScore
    lenient: float
    role: HeadScore
    also_precision: float
    also_recall: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Miss:
    """A quality row that the model got wrong."""

    row: QualityRow
    label: Label


def evaluate(model: Labels, examples: Sequence[Example]) -> Evaluation:
    """Return how `model` does on `examples` (at least one)."""
    labels = model.label([example.text for example in examples])
    pairs = list(zip(examples, labels, strict=True))
    given = sum(len(label.also) for label in labels)
    wanted = sum(len(example.also) for example in examples)
    both = sum(len(set(label.also) & set(example.also)) for example, label in pairs)
    return Evaluation(
        sentences=len(pairs),
        category=_head([e.category for e in examples], [label.category for label in labels]),
        lenient=sum(label.category in (e.category, *e.also) for e, label in pairs) / len(pairs),
        role=_head([e.role for e in examples], [label.role for label in labels]),
        also_precision=_share(both, given),
        also_recall=_share(both, wanted),
        confidence=sum(label.confidence for label in labels) / len(pairs),
    )


def misses(model: Labels, rows: Sequence[QualityRow]) -> tuple[Miss, ...]:
    """Return the quality rows whose category, or role where one is given, `model` gets wrong."""
    labels = model.label([row.text for row in rows])
    return tuple(
        Miss(row, label)
        for row, label in zip(rows, labels, strict=True)
        if label.category != row.category or row.role not in (None, label.role)
    )


def _head(gold: Sequence[Category] | Sequence[Role], guess: Sequence[Category] | Sequence[Role]) -> HeadScore:
    pairs = Counter((str(right), str(said)) for right, said in zip(gold, guess, strict=True))
    names = sorted({right for right, _ in pairs})
    classes = tuple(_class(name, pairs) for name in names)
    wrong = [(right, said, count) for (right, said), count in pairs.items() if right != said]
    return HeadScore(
        accuracy=sum(count for (right, said), count in pairs.items() if right == said) / pairs.total(),
        macro_f1=sum(score.f1 for score in classes) / len(classes),
        classes=classes,
        confused=tuple(sorted(wrong, key=lambda row: (-row[2], row[:2]))),
    )


def _class(name: str, pairs: Counter[tuple[str, str]]) -> ClassScore:
    hit = pairs[name, name]
    count = sum(number for (right, _), number in pairs.items() if right == name)
    said = sum(number for (_, guess), number in pairs.items() if guess == name)
    return ClassScore(name, count, _share(hit, said), _share(hit, count), _share(2 * hit, count + said))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
