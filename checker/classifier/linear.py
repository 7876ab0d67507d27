"""The linear model: tf-idf of the features, one weight a feature and label, softmax."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Block:
    """One kind of feature: where each stands in the weights, and its rarity.

    `vocabulary`: feature → row of the weights. `idf`: rarity of each row of the weights.
    """

    vocabulary: Mapping[str, int]
    idf: Sequence[float]

    def vector(self, features: Iterable[str]) -> dict[int, float]:
        """Return row → weight of one sentence: (1 + ln count) · idf, of length 1 (scikit-learn's sublinear tf-idf)."""
        vocabulary, idf = self.vocabulary, self.idf
        counts = Counter(row for row in map(vocabulary.get, features) if row is not None)
        raw = {row: (1.0 + math.log(count)) * idf[row] for row, count in counts.items()}
        length = math.sqrt(sum(value * value for value in raw.values()))
        return {row: value / length for row, value in raw.items()}


@dataclass(frozen=True, slots=True)
class Linear:
    """The weights of all labels side by side: `weights` features × labels (half precision), `bias` labels."""

    weights: NDArray[np.float16]
    bias: Floats

    def scores(self, vector: Mapping[int, float]) -> Floats:
        """Return one score a label for a sentence given as row → value."""
        rows = np.fromiter(vector.keys(), dtype=np.intp, count=len(vector))
        values = np.fromiter(vector.values(), dtype=np.float32, count=len(vector))
        total: Floats = values @ self.weights[rows].astype(np.float32) + self.bias
        return total


def softmax(scores: Floats) -> Floats:
    """Return the probabilities (sum 1) of one head's `scores`."""
    powers = np.exp(scores - scores.max())
    shares: Floats = powers / powers.sum()
    return shares


def join(heads: Sequence[NDArray[Any]]) -> Floats:
    """Return arrays of several heads or blocks as one, in single precision, one below the other."""
    joined: Floats = np.concatenate(heads).astype(np.float32)
    return joined


def halved(weights: Floats) -> NDArray[np.float16]:
    """Return `weights` in half precision, features × labels, as they are stored."""
    return np.ascontiguousarray(weights, dtype=np.float16)
