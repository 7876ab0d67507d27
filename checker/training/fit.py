"""The training: linear support vector machines on character sequences, and heads that turn margins into probabilities.

Each category has its own machine, for its sentences and against all others. A sentence that holds the category second
(`also`) argues for neither side, so it is left out there. The role is one of six; it also sees the cues. The heads are
fitted to margins of sentences that the machines did not see (whole authors are held out in turn), so that their
probabilities can be trusted.

`train` is the whole way from `training_data/` to a model folder. Run twice on one machine it writes the same bytes,
whatever number of threads is allowed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion, Pipeline
from sklearn.svm import LinearSVC
from threadpoolctl import threadpool_limits

from checker.classifier import store
from checker.classifier.context import PARTS, TEXTS_AROUND, Around, Heads, Surroundings, measure, texts_around
from checker.classifier.features import character_features, normalise
from checker.classifier.segment import standard_frequencies
from checker.errors import UsageError
from checker.model.label import CATEGORIES, ROLES
from checker.training.cues import Cues
from checker.training.data import Example, data_files, digest, load_examples, load_lexicon
from checker.training.export import export, linear
from checker.training.heads import fit_head
from checker.training.surroundings import plan_by_heading, surroundings

# the longest word of the standard dictionary that is looked for in the training texts (characters)
_LONGEST_WORD = 16


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of the training, made on the dev sentences.

    `longest`: characters of the longest sequence. `least`: sentences a sequence must stand in to be kept. `strength`: C of
    the machines. `steady`: how strongly the heads are held back. `folds`: how often authors are held out in turn.
    `also_from`: the margin from which a second category is named.
    """

    longest: int = 3
    least: int = 5
    strength: float = 1.0
    steady: float = 5.0
    folds: int = 5
    also_from: float = -0.3


DEFAULTS = Settings()


@dataclass(frozen=True, slots=True)
class Base:
    """The two scikit-learn pipelines that give the margins of a sentence."""

    category: Pipeline
    role: Pipeline


@dataclass(frozen=True, slots=True)
class Fitted:
    """All that is trained, and the dictionary of the segmenter."""

    base: Base
    alone: Heads
    inside: Heads
    frequencies: Mapping[str, int]


def train(data: Path, output: Path, settings: Settings = DEFAULTS) -> store.Manifest:
    """Train on `data/train/*.jsonl` with `data/lexicon.txt`, write the model into `output`, return its manifest.

    Raises UsageError on data that is missing or malformed.
    """
    examples = load_examples(data / "train")
    fitted = fit(examples, load_lexicon(data / "lexicon.txt"), settings)
    source = digest([*data_files(data / "train"), data / "lexicon.txt"])
    return store.save(output, export(fitted, settings), store.Training(len(examples), source))


def fit(examples: Sequence[Example], lexicon: Mapping[str, int], settings: Settings = DEFAULTS) -> Fitted:
    """Return everything fitted to `examples`, which stand in the order of their reports.

    Raises UsageError when a category or a role has no sentence.
    """
    _require_all_labels(examples)
    with threadpool_limits(limits=1):  # sums in one order: the same bytes on any number of threads
        alone, inside = _heads(examples, settings)
        return Fitted(
            base=fit_base(examples, settings),
            alone=alone,
            inside=inside,
            frequencies=dictionary((normalise(example.text) for example in examples), lexicon),
        )


def fit_base(examples: Sequence[Example], settings: Settings = DEFAULTS) -> Base:
    """Return the pipelines for the margins of a sentence alone."""
    vectorizer = TfidfVectorizer(
        analyzer=_Sequences(settings.longest), min_df=min(settings.least, len(examples)), sublinear_tf=True
    )
    texts = [example.text for example in examples]
    matrix = vectorizer.fit_transform(texts)
    category = Categories(settings.strength)
    category.fit(matrix, [(example.category, *example.also) for example in examples])
    role = _machine(settings.strength)
    plain = [row for row, example in enumerate(examples) if not plan_by_heading(example)]
    with_cues = FeatureUnion([("sequences", vectorizer), ("cues", Cues())])
    role.fit(with_cues.transform([texts[row] for row in plain]), [str(examples[row].role) for row in plain])
    return Base(
        Pipeline([("features", vectorizer), ("head", category)]), Pipeline([("features", with_cues), ("head", role)])
    )


def dictionary(texts: Iterable[str], lexicon: Mapping[str, int]) -> dict[str, int]:
    """Return the words of jieba's dictionary that stand in the normalised `texts`, and the words of `lexicon`."""
    standard = standard_frequencies()
    found = {
        text[start:end]
        for text in texts
        for start in range(len(text))
        for end in range(start + 1, min(start + _LONGEST_WORD, len(text)) + 1)
    }
    known = {word: frequency for word, frequency in standard.items() if word in found and frequency > 0}
    return known | {normalise(word): frequency for word, frequency in lexicon.items()}


def folds(examples: Sequence[Example], number: int) -> list[list[int]]:
    """Return the rows of each of `number` parts; an author's rows stay together where there are several authors."""
    authors = sorted({example.author for example in examples})
    if len(authors) < 2:
        return [list(range(part, len(examples), number)) for part in range(number)]
    part_of = {author: index % number for index, author in enumerate(authors)}
    return [[row for row, e in enumerate(examples) if part_of[e.author] == part] for part in range(number)]


def _heads(examples: Sequence[Example], settings: Settings) -> tuple[Heads, Heads]:
    """Return the heads for sentences alone and for sentences in a report, fitted to margins of held-out sentences."""
    around = surroundings(examples)
    own = np.zeros((len(examples), len(CATEGORIES) + len(ROLES)), dtype=np.float32)
    margins = np.zeros((len(examples), TEXTS_AROUND, own.shape[1]), dtype=np.float32)
    parts = np.zeros((len(examples), len(PARTS)), dtype=np.float32)
    for part in filter(None, folds(examples, settings.folds)):
        held = set(part)
        seen = linear(fit_base([e for row, e in enumerate(examples) if row not in held], settings), settings.longest)
        own[part] = seen.scores([normalise(examples[row].text) for row in part])
        places = [around[row] or Surroundings() for row in part]
        found = measure(places, seen.margins(texts_around(places)))
        margins[part], parts[part] = found.margins, found.parts
    category = np.array([CATEGORIES.index(example.category) for example in examples])
    role = np.array([ROLES.index(example.role) for example in examples])
    plain = [row for row, example in enumerate(examples) if not plan_by_heading(example)]
    inside = [row for row, place in enumerate(around) if place is not None]
    subjects, acts = slice(0, len(CATEGORIES)), slice(len(CATEGORIES), None)
    no_parts = parts[inside] * 0  # what a sentence is about does not depend on the part
    return (
        Heads(
            fit_head(own[:, subjects], category, None, settings.steady),
            fit_head(own[plain, acts], role[plain], None, settings.steady),
        ),
        Heads(
            fit_head(
                own[inside, subjects],
                category[inside],
                Around(margins[inside][..., subjects], no_parts),
                settings.steady,
            ),
            fit_head(
                own[inside, acts], role[inside], Around(margins[inside][..., acts], parts[inside]), settings.steady
            ),
        ),
    )


def _require_all_labels(examples: Sequence[Example]) -> None:
    missing = [name.chinese for name in CATEGORIES if all(example.category != name for example in examples)]
    missing += [name.chinese for name in ROLES if all(example.role != name for example in examples)]
    if missing:
        raise UsageError(f"训练数据里没有这些标签的句子：{'、'.join(missing)}")


@dataclass(frozen=True, slots=True)
class _Sequences:
    """The analyzer of the vectorizer: a sentence → its character sequences."""

    longest: int

    def __call__(self, text: str) -> list[str]:
        return character_features(normalise(text), self.longest)


class Categories(ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn carries no types
    """One linear support vector machine a category, in the order of the label guide (`machines`)."""

    def __init__(self, strength: float = 1.0) -> None:
        """Set scikit-learn's C."""
        self.strength = strength

    def fit(self, matrix: ArrayLike, subjects: Sequence[Sequence[str]]) -> "Categories":
        """Fit to `matrix` (sentences × features); of each sentence the category, then its second categories."""
        self.classes_ = np.array([str(name) for name in CATEGORIES])
        self.machines = [self._machine(matrix, str(name), subjects) for name in CATEGORIES]
        return self

    def _machine(self, matrix: Any, name: str, subjects: Sequence[Sequence[str]]) -> LinearSVC:  # noqa: ANN401 - sparse
        rows = [row for row, (_, *also) in enumerate(subjects) if name not in also]
        return _machine(self.strength).fit(matrix[rows], [subjects[row][0] == name for row in rows])

    def decision_function(self, matrix: ArrayLike) -> NDArray[np.float64]:
        """Return the margins, sentences × categories."""
        return np.column_stack([machine.decision_function(matrix) for machine in self.machines])

    def predict(self, matrix: ArrayLike) -> NDArray[np.str_]:
        """Return the category of the widest margin for each sentence."""
        chosen: NDArray[np.str_] = self.classes_[self.decision_function(matrix).argmax(axis=1)]
        return chosen


def _machine(strength: float) -> LinearSVC:
    # liblinear runs on one thread with its own random numbers: the same weights on every run
    return LinearSVC(C=strength, random_state=0, max_iter=5000)
