"""The linear model: tf-idf of character sequences and cues, one weight for each and label."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from checker.classifier.features import Grams, cues, grams, normalise

Floats = NDArray[np.float32]
_AT_ONCE = 512  # sentences, so that memory stays small however long the text is


@dataclass(frozen=True, slots=True)
class Margins:
    """The margins of several texts: `values` is texts × labels, `rows` tells the row of each text."""

    rows: Mapping[str, int]
    values: Floats

    def of(self, texts: Iterable[str]) -> Floats:
        """Return the margins of `texts`, texts × labels."""
        return self.values[[self.rows[text] for text in texts]]


@dataclass(frozen=True, slots=True)
class Linear:
    """The trained weights. `longest`: characters of the longest sequence.

    `keys`: the known sequences as numbers, ascending. `idf`: rarity of each. `weights`: sequences × labels.
    `cues`: weights of the cues, cues × labels. `bias`: one number a label.
    """

    longest: int
    keys: NDArray[np.uint64]
    idf: Floats
    weights: Floats
    cues: Floats
    bias: Floats

    def margins(self, texts: Iterable[str], known: Margins | None = None) -> Margins:
        """Return the margins of `texts`, each measured once; those that are `known` are taken over as they are."""
        distinct = dict.fromkeys(texts)
        old = [text for text in distinct if text in known.rows] if known else []
        new = [text for text in distinct if known is None or text not in known.rows]
        measured = self.scores([normalise(text) for text in new])
        values = np.concatenate([known.of(old), measured]) if known and old else measured
        return Margins({text: row for row, text in enumerate([*old, *new])}, values)

    def scores(self, normalised: Sequence[str]) -> Floats:
        """Return the margins, sentences × labels.

        Values are (1 + ln count) · idf, each sentence of length 1: scikit-learn's sublinear tf-idf. What comes of a
        sentence is the same to the last bit whichever others are measured with it.
        """
        blocks = [self._scores(normalised[at : at + _AT_ONCE]) for at in range(0, len(normalised), _AT_ONCE)]
        return np.concatenate(blocks) if blocks else np.zeros((0, len(self.bias)), dtype=np.float32)

    def known(self, found: Grams) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """Return for each sequence its row of the weights, and whether it has one."""
        rows = np.searchsorted(self.keys, found.keys)
        rows[rows == len(self.keys)] = 0
        return rows, self.keys[rows] == found.keys if len(self.keys) else np.zeros(len(rows), dtype=np.bool_)

    def _scores(self, normalised: Sequence[str]) -> Floats:
        found = grams(normalised, self.longest)
        rows, known = self.known(found)
        pairs, counts = np.unique(found.sentences[known] * len(self.keys) + rows[known], return_counts=True)
        sentences, rows = np.divmod(pairs, max(1, len(self.keys)))
        values = (1 + np.log(counts)) * self.idf[rows]
        lengths = np.sqrt(np.bincount(sentences, values**2, minlength=len(normalised)))
        values = (values / lengths[sentences]).astype(np.float32)
        total = np.stack([cues(text) @ self.cues for text in normalised]) + self.bias
        if len(pairs):
            owners, starts = np.unique(sentences, return_index=True)
            total[owners] += np.add.reduceat(self.weights[rows] * values[:, None], starts, axis=0)
        return total


def softmax(scores: Floats) -> Floats:
    """Return the probabilities (sum 1) of each row of `scores`."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def single(values: Any) -> Floats:  # noqa: ANN401 - whatever scikit-learn gives
    """Return `values` in single precision, as the program computes."""
    return np.ascontiguousarray(values, dtype=np.float32)
