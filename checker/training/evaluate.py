"""Judging a model: against held-out authors, alone and in their reports, and against the rows that must always be right."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from checker.classifier.context import Surroundings
from checker.model.label import Category, Label, Role
from checker.training.data import Example, QualityRow
from checker.training.surroundings import plan_by_heading, surroundings

_BINS = 10


class Labels(Protocol):
    """Whatever gives labels for sentences, as `checker.classifier.labeller.Classifier` does."""

    def label(self, texts: Sequence[str], around: Sequence[Surroundings] | None = None) -> tuple[Label, ...]:
        """Return one label for each of `texts`, in order, with what stands around them where it is given."""
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
class Bin:
    """Sentences whose category was given with a probability from `low` to the next bin.

    `confidence`: mean of the probabilities. `accuracy`: share that was right.
    """

    low: float
    count: int
    confidence: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A model on labelled sentences.

    `category.accuracy` is the strict share; `lenient` also counts a category of the sentence's `also` as right.
    `also_precision`, `also_recall`: the second categories. `bins`: probabilities held against what was right; `ece`: their
    mean distance, the expected calibration error (Naeini et al. 2015). `sure_precision`, `sure_share`: of the labels that
    are not shown as uncertain.
    """

    sentences: int
    category: HeadScore
    lenient: float
    role: HeadScore
    also_precision: float
    also_recall: float
    bins: tuple[Bin, ...]
    ece: float
    sure_precision: float
    sure_share: float


@dataclass(frozen=True, slots=True)
class Miss:
    """A quality row that the model got wrong."""

    row: QualityRow
    label: Label


def evaluate(model: Labels, examples: Sequence[Example], *, in_reports: bool = False) -> Evaluation | None:
    """Return how `model` does on `examples`, each sentence by itself; `in_reports`: those of whole reports, in context.

    None where there is no such sentence.
    """
    around = surroundings(examples)
    kept = [row for row, place in enumerate(around) if not in_reports or place is not None]
    if not kept:
        return None
    chosen = [examples[row] for row in kept]
    places = [place for row in kept if (place := around[row]) is not None] if in_reports else None
    labels = model.label([example.text for example in chosen], places)
    pairs = list(zip(chosen, labels, strict=True))
    if not in_reports:
        acts = [(e.role, label.role) for e, label in pairs if not plan_by_heading(e)]
    else:
        acts = [(e.role, label.role) for e, label in pairs]
    given = sum(len(label.also) for label in labels)
    wanted = sum(len(example.also) for example in chosen)
    both = sum(len(set(label.also) & set(example.also)) for example, label in pairs)
    bins = _bins(pairs)
    sure = [e.category == label.category for e, label in pairs if label.sure]
    return Evaluation(
        sentences=len(pairs),
        category=_head([e.category for e in chosen], [label.category for label in labels]),
        lenient=sum(label.category in (e.category, *e.also) for e, label in pairs) / len(pairs),
        role=_head([role for role, _ in acts], [role for _, role in acts]),
        also_precision=_share(both, given),
        also_recall=_share(both, wanted),
        bins=bins,
        ece=sum(abs(bin_.confidence - bin_.accuracy) * bin_.count for bin_ in bins) / len(pairs),
        sure_precision=_share(sum(sure), len(sure)),
        sure_share=len(sure) / len(pairs),
    )


def _bins(pairs: Sequence[tuple[Example, Label]]) -> tuple[Bin, ...]:
    found = []
    for index in range(_BINS):
        inside = [
            (label.confidence, label.category == example.category)
            for example, label in pairs
            if min(_BINS - 1, int(label.confidence * _BINS)) == index
        ]
        if inside:
            confidence, right = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            found.append(Bin(index / _BINS, len(inside), confidence, right))
    return tuple(found)


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
