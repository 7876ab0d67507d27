"""The training: one set of tf-idf features, and on it linear support vector machines for category and for role.

Each category has its own machine, for its sentences and against all others. A sentence that holds the category second
(`also`) argues for neither side, so it is left out there. The role is one of six.

`train` is the whole way from `training_data/` to a model folder. Run twice on one machine it writes the same bytes,
whatever number of threads is allowed.
"""

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion, Pipeline
from sklearn.svm import LinearSVC

from checker.classifier import store
from checker.classifier.features import BLOCKS, FeatureSettings, features, normalise
from checker.classifier.segment import Segmenter, standard_frequencies
from checker.errors import UsageError
from checker.model.label import CATEGORIES, ROLES, Role
from checker.training.data import Example, data_files, digest, load_examples, load_lexicon
from checker.training.export import export

# the longest word of the standard dictionary that is looked for in the training texts (characters)
_LONGEST_WORD = 16
_PLAN_WORDS = re.compile(r"将|要|力争|继续|年底|下一步|下步|今后|明年|计划|拟|争取|确保")


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of the training, made on the dev sentences.

    `*_strength`: scikit-learn's C. `*_sharpness`: the margins are multiplied by it before the softmax, chosen where the
    probabilities of the dev sentences were likeliest. `*_least`: sentences a feature must stand in to be kept.
    `also_from`: the margin from which a second category is named.
    """

    features: FeatureSettings = field(default_factory=FeatureSettings)
    words_least: int = 2
    characters_least: int = 3
    core_least: int = 3
    category_strength: float = 1.0
    category_sharpness: float = 4.0
    role_strength: float = 1.0
    role_sharpness: float = 2.5
    also_from: float = -0.3


DEFAULTS = Settings()


@dataclass(frozen=True, slots=True)
class Fitted:
    """The two scikit-learn pipelines (they share their features) and the dictionary they segment by."""

    frequencies: Mapping[str, int]
    category: Pipeline
    role: Pipeline


def train(data: Path, output: Path, settings: Settings = DEFAULTS) -> store.Manifest:
    """Train on `data/train/*.jsonl` with `data/lexicon.txt`, write the model into `output`, return its manifest.

    Raises UsageError on data that is missing or malformed.
    """
    examples = load_examples(data / "train")
    fitted = fit(examples, load_lexicon(data / "lexicon.txt"), settings)
    source = digest([*data_files(data / "train"), data / "lexicon.txt"])
    return store.save(output, export(fitted, settings), store.Training(len(examples), source))


def fit(examples: Sequence[Example], lexicon: Mapping[str, int], settings: Settings = DEFAULTS) -> Fitted:
    """Return the pipelines fitted to `examples`, for sentences as they stand in a report.

    Raises UsageError when a category or a role has no sentence.
    """
    _require_all_labels(examples)
    texts = [normalise(example.text) for example in examples]
    frequencies = dictionary(texts, lexicon)
    union = _features(Segmenter(frequencies), settings)
    matrix = union.fit_transform([example.text for example in examples])
    category = Categories(settings.category_strength)
    category.fit(matrix, [(example.category, *example.also) for example in examples])
    role = _head(settings.role_strength)
    plain = [row for row, example in enumerate(examples) if not _plan_by_heading(example)]
    role.fit(matrix[plain], [str(examples[row].role) for row in plain])
    return Fitted(
        frequencies=frequencies,
        category=Pipeline([("features", union), ("head", category)]),
        role=Pipeline([("features", union), ("head", role)]),
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


def _require_all_labels(examples: Sequence[Example]) -> None:
    missing = [name.chinese for name in CATEGORIES if all(example.category != name for example in examples)]
    missing += [name.chinese for name in ROLES if all(example.role != name for example in examples)]
    if missing:
        raise UsageError(f"训练数据里没有这些标签的句子：{'、'.join(missing)}")


def _plan_by_heading(example: Example) -> bool:
    """Tell whether only the heading makes the sentence a plan: by itself the label guide calls it a measure."""
    return example.role is Role.PLAN and bool(example.heading) and not _PLAN_WORDS.search(example.text)


def _features(segmenter: Segmenter, settings: Settings) -> FeatureUnion:
    least = {"words": settings.words_least, "characters": settings.characters_least, "core": settings.core_least}
    return FeatureUnion(
        [
            (
                block,
                TfidfVectorizer(
                    analyzer=functools.partial(features, block, settings=settings.features, cut=segmenter.cut),
                    min_df=least[block],
                    sublinear_tf=True,
                ),
            )
            for block in BLOCKS
        ]
    )


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
        return _head(self.strength).fit(matrix[rows], [subjects[row][0] == name for row in rows])

    def decision_function(self, matrix: ArrayLike) -> NDArray[np.float64]:
        """Return the margins, sentences × categories."""
        return np.column_stack([machine.decision_function(matrix) for machine in self.machines])

    def predict(self, matrix: ArrayLike) -> NDArray[np.str_]:
        """Return the category of the widest margin for each sentence."""
        chosen: NDArray[np.str_] = self.classes_[self.decision_function(matrix).argmax(axis=1)]
        return chosen


def _head(strength: float) -> LinearSVC:
    # liblinear runs on one thread with its own random numbers: the same weights on every run
    return LinearSVC(C=strength, random_state=0, max_iter=5000)
