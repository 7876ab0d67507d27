"""The classifier as the rest of the program knows it: sentences in, labels out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from checker.classifier.context import Around, Heads, Surroundings, measure
from checker.classifier.features import grams, normalise
from checker.classifier.linear import Floats, Linear
from checker.model.label import CATEGORIES, ROLES, Category, Label

_MOST_ALSO = 2
_SUBJECTS = len(CATEGORIES)  # margins come as categories, then roles


@dataclass(frozen=True, slots=True)
class Classifier:
    """A loaded model; immutable, safe to share between threads. Made by `checker.classifier.store.load`.

    `alone` serves sentences without surroundings, `inside` those in a report. `also_from`: the margin from which a
    category beside the first is named in `also`: only one can be the likeliest, but two machines can say yes.
    """

    version: str
    linear: Linear
    alone: Heads
    inside: Heads
    also_from: float

    def label(self, texts: Sequence[str], around: Sequence[Surroundings] | None = None) -> tuple[Label, ...]:
        """Return one label for each of `texts`, in order; `around`, where given, holds as many surroundings."""
        if around is not None and len(around) != len(texts):
            raise ValueError("as many surroundings as sentences are needed")
        margins = self.linear.scores([normalise(text) for text in texts])
        if around is None:
            return self._labels(margins, self.alone, None)
        return self._labels(margins, self.inside, measure(around, self.linear))

    def explain(self, text: str, category: Category, cut: Callable[[str], Sequence[str]]) -> list[tuple[str, float]]:
        """Return the words of `text` with what each adds to the margin of `category`, in the order of the text.

        `cut` segments into words. The weight of a character sequence is shared evenly among its characters, a word is the sum of its own.
        Numbers stand as “0”, as the model sees them.
        """
        normalised = normalise(text)
        found = grams([normalised], self.linear.longest)
        rows, known = self.linear.known(found)
        used, inverse, counts = np.unique(rows[known], return_inverse=True, return_counts=True)
        values = (1 + np.log(counts)) * self.linear.idf[used]
        values = values / max(float(np.sqrt((values**2).sum())), 1e-9)
        shares = (values * self.linear.weights[used, CATEGORIES.index(category)] / counts)[inverse]
        characters = np.zeros(len(normalised) + 2)
        for start, length, share in zip(found.starts[known], found.lengths[known], shares, strict=True):
            characters[start : start + length] += share / length
        told, at = [], 1
        for word in cut(normalised):
            told.append((word, float(characters[at : at + len(word)].sum())))
            at += len(word)
        return told

    def _labels(self, margins: Floats, heads: Heads, around: Around | None) -> tuple[Label, ...]:
        subjects, roles = margins[:, :_SUBJECTS], margins[:, _SUBJECTS:]
        of_subjects = around and Around(around.margins[..., :_SUBJECTS], around.parts)
        of_roles = around and Around(around.margins[..., _SUBJECTS:], around.parts)
        return tuple(
            map(
                self._label,
                subjects,
                heads.category.probabilities(subjects, of_subjects),
                heads.role.probabilities(roles, of_roles),
            )
        )

    def _label(self, margins: Floats, categories: Floats, roles: Floats) -> Label:
        first = int(categories.argmax())
        others = [index for index in np.argsort(-margins, kind="stable").tolist() if index != first][:_MOST_ALSO]
        role = int(roles.argmax())
        return Label(
            category=CATEGORIES[first],
            confidence=float(categories[first]),
            also=tuple(CATEGORIES[index] for index in others if margins[index] >= self.also_from),
            role=ROLES[role],
            role_confidence=float(roles[role]),
        )
