"""Choices shown, not asserted: what features, models and amounts of data give on the held-out authors.

Every row is trained on `train/` and scored on `dev/`, each sentence by itself, by category alone.
"""

import functools
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import ComplementNB
from sklearn.pipeline import FeatureUnion, make_pipeline
from sklearn.svm import LinearSVC

from checker.classifier.features import character_features, normalise
from checker.classifier.segment import Segmenter
from checker.model.label import CATEGORIES, ROLES
from checker.training.data import Example
from checker.training.fit import DEFAULTS, dictionary, fit_base

_FEWEST = 3  # sentences that a feature must stand in
_CURVE = (8, 4, 2, 1)  # every eighth sentence … every sentence
Predict = Callable[[Sequence[str]], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """One choice: which table it belongs to, what it is, strict share on each dev author (0…1), features or sentences."""

    table: str
    name: str
    scores: Mapping[str, float]
    size: int | None
    shipped: bool = False


def ablation(
    train: Sequence[Example], dev: Sequence[Example], lexicon: Mapping[str, int], signals: Mapping[str, Sequence[str]]
) -> Iterator[Row]:
    """Yield the rows of three tables: features, models, amount of data. `signals`: words that tell a category."""
    texts = [example.text for example in train]
    labels = [str(example.category) for example in train]
    cut = Segmenter(dictionary(map(normalise, texts), lexicon)).cut
    sequences = functools.partial(_vectorizer, lambda text: character_features(normalise(text), DEFAULTS.longest))
    words = functools.partial(_vectorizer, functools.partial(_words, cut))
    shipped = _shipped(train)
    score = functools.partial(_score, dev)
    yield Row("特征", "只用词", *_fitted(score, words(), _machine(), texts, labels))
    yield Row("特征", "只用字符（一至三元）", score(shipped), _size(train), shipped=True)
    both = FeatureUnion([("words", words()), ("sequences", sequences())])
    yield Row("特征", "词和字符", *_fitted(score, both, _machine(), texts, labels))
    yield Row("模型", "线性支持向量机，逐类一个，兼写的不算", score(shipped), None, shipped=True)
    for name, model in (
        ("线性支持向量机，通行做法", _machine()),
        ("逻辑回归", LogisticRegression(C=10, max_iter=500)),
        ("补集朴素贝叶斯", ComplementNB(alpha=0.1)),
    ):
        yield Row("模型", name, _fitted(score, sequences(), model, texts, labels)[0], None)
    yield Row("模型", "关键词表", score(functools.partial(_by_words, signals)), None)
    fast = _fasttext(train, cut)
    if fast is not None:
        yield Row("模型", "fastText（词一、二元）", score(fast), None)
    for step in _CURVE:
        some = train[::step]
        if {e.category for e in some} == {*CATEGORIES} and {e.role for e in some} == {*ROLES}:
            yield Row("数据量", f"{len(some)}句", score(_shipped(some)), len(some), shipped=step == 1)


def _score(dev: Sequence[Example], predict: Predict) -> dict[str, float]:
    said = predict([example.text for example in dev])
    found = {}
    for author in sorted({example.author for example in dev}):
        rows = [row for row, example in enumerate(dev) if example.author == author]
        found[author] = sum(said[row] == dev[row].category for row in rows) / len(rows)
    return found


def _fitted(
    score: Callable[[Predict], dict[str, float]],
    vectorizer: Any,  # noqa: ANN401 - scikit-learn carries no types
    model: Any,  # noqa: ANN401
    texts: Sequence[str],
    labels: Sequence[str],
) -> tuple[dict[str, float], int]:
    pipeline = make_pipeline(vectorizer, model).fit(texts, labels)
    return score(lambda given: [str(name) for name in pipeline.predict(given)]), len(vectorizer.get_feature_names_out())


def _vectorizer(analyzer: Callable[[str], list[str]]) -> TfidfVectorizer:
    return TfidfVectorizer(analyzer=analyzer, min_df=_FEWEST, sublinear_tf=True)


def _words(cut: Callable[[str], Sequence[str]], text: str) -> list[str]:
    return [word for word in cut(normalise(text)) if any(char.isalnum() for char in word)]


def _machine() -> LinearSVC:
    return LinearSVC(random_state=0, max_iter=5000)


def _shipped(examples: Sequence[Example]) -> Predict:
    category = fit_base(examples).category
    return lambda given: [str(name) for name in category.predict(given)]


def _size(examples: Sequence[Example]) -> int:
    return len(fit_base(examples).category.named_steps["features"].get_feature_names_out())


def _by_words(signals: Mapping[str, Sequence[str]], given: Sequence[str]) -> list[str]:
    """Return the category with the most of its signal words in each text, `general` where there is none."""
    order = [name for name in CATEGORIES if name in signals]
    return [
        str(max(order, key=lambda name: sum(text.count(word) for word in signals[name])))
        if any(word in text for name in order for word in signals[name])
        else str(CATEGORIES[-1])
        for text in given
    ]


def _fasttext(train: Sequence[Example], cut: Callable[[str], Sequence[str]]) -> Predict | None:
    """Return fastText trained on words, None where it is not installed (extra `ablation`)."""
    try:
        import fasttext
    except ImportError:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "train.txt"
        lines = (f"__label__{example.category} {' '.join(_words(cut, example.text))}" for example in train)
        path.write_text("\n".join(lines), encoding="utf-8")
        model = fasttext.train_supervised(
            str(path), epoch=40, lr=0.5, wordNgrams=2, minCount=2, dim=64, thread=1, seed=0, verbose=0
        )
    return lambda given: [model.predict(" ".join(_words(cut, text)))[0][0].removeprefix("__label__") for text in given]
