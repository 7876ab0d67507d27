"""The training: one set of tf-idf features, and on it linear support vector machines for category and for role.

A sentence's second categories (`also`) are as true as its first, so each category has its own machine that learns
from both; the role is one of six.

`train` is the whole way from `training_data/` to a model folder. Run twice on one machine it writes the same bytes,
whatever number of threads is allowed.
"""

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import FeatureUnion, Pipeline
from sklearn.preprocessing import MultiLabelBinarizer
from sklearn.svm import LinearSVC

from checker.classifier import store
from checker.classifier.features import FeatureSettings, character_features, normalise, word_features
from checker.classifier.segment import Segmenter, standard_frequencies
from checker.errors import UsageError
from checker.model.label import CATEGORIES, ROLES
from checker.training.data import Example, data_files, digest, load_examples, load_lexicon
from checker.training.export import export

# the longest word of the standard dictionary that is looked for in the training texts (characters)
_LONGEST_WORD = 16


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of the training, made by leaving out one author at a time and by training on one author alone.

    `*_strength`: scikit-learn's C. `*_sharpness`: the margins are multiplied by it before the softmax, chosen where the
    probabilities of left-out authors were likeliest. `*_least`: sentences a feature must stand in to be kept.
    `also_from`: the margin from which a second category is named.
    """

    features: FeatureSettings = field(default_factory=FeatureSettings)
    word_least: int = 1
    character_least: int = 1
    category_strength: float = 1.0
    category_sharpness: float = 6.0
    role_strength: float = 3.0
    role_sharpness: float = 4.0
    also_from: float = -0.1


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
    features = _features(Segmenter(frequencies), settings)
    matrix = features.fit_transform([example.text for example in examples])
    subjects = MultiLabelBinarizer(classes=[str(name) for name in CATEGORIES])
    category = OneVsRestClassifier(_head(settings.category_strength))
    category.fit(matrix, subjects.fit_transform([_subjects(example) for example in examples]))
    role = _head(settings.role_strength)
    role.fit(matrix, [str(example.role) for example in examples])
    return Fitted(
        frequencies=frequencies,
        category=Pipeline([("features", features), ("head", category)]),
        role=Pipeline([("features", features), ("head", role)]),
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


def _subjects(example: Example) -> list[str]:
    return [str(name) for name in (example.category, *example.also)]


def _features(segmenter: Segmenter, settings: Settings) -> FeatureUnion:
    longest = settings.features
    kinds: tuple[tuple[str, int, Callable[[str], list[str]]], ...] = (
        ("words", settings.word_least, functools.partial(_words, cut=segmenter.cut, longest=longest.word_max)),
        ("characters", settings.character_least, functools.partial(_characters, longest=longest.character_max)),
    )
    return FeatureUnion(
        [(name, TfidfVectorizer(analyzer=analyzer, min_df=least, sublinear_tf=True)) for name, least, analyzer in kinds]
    )


def _words(text: str, cut: Callable[[str], Sequence[str]], longest: int) -> list[str]:
    return word_features(normalise(text), cut, longest)


def _characters(text: str, longest: int) -> list[str]:
    return character_features(normalise(text), longest)


def _head(strength: float) -> LinearSVC:
    # liblinear runs on one thread with its own random numbers: the same weights on every run
    return LinearSVC(C=strength, random_state=0, max_iter=5000)
