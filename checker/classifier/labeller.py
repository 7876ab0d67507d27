"""The classifier as the rest of the program knows it: sentences in, labels out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from checker.classifier.context import Around, Heads, Surroundings, measure, texts_around
from checker.classifier.features import grams, normalise
from checker.classifier.linear import Floats, Linear, Margins
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

    def margins(
        self, texts: Sequence[str], around: Sequence[Surroundings] | None = None, known: Margins | None = None
    ) -> Margins:
        """Return the margins of `texts` and of the texts around them, taken over from `known` where they stand there."""
        return self.linear.margins([*texts, *texts_around(around or ())], known)

    def label(
        self, texts: Sequence[str], around: Sequence[Surroundings] | None = None, margins: Margins | None = None
    ) -> tuple[Label, ...]:
        """Return one label for each of `texts`, in order; `around`, where given, holds as many surroundings.

        `margins`: what the method of that name returns for the same texts and surroundings, where the caller has it.
        """
        if around is not None and len(around) != len(texts):
            raise ValueError("as many surroundings as sentences are needed")
        if margins is None:
            margins = self.margins(texts, around)
        if around is None:
            return self._labels(margins.of(texts), self.alone, None)
        return self._labels(margins.of(texts), self.inside, measure(around, margins))

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
        categories = heads.category.probabilities(subjects, of_subjects)
        acts = heads.role.probabilities(roles, of_roles)
        rows = zip(
            categories.argmax(axis=1).tolist(),
            categories.max(axis=1).tolist(),
            np.argsort(-subjects, axis=1, kind="stable").tolist(),
            (subjects >= self.also_from).tolist(),
            acts.argmax(axis=1).tolist(),
            acts.max(axis=1).tolist(),
            strict=True,
        )
        return tuple(
            Label(CATEGORIES[first], confidence, _also(first, likely, possible), ROLES[role], role_confidence)
            for first, confidence, likely, possible, role, role_confidence in rows
        )


def _also(first: int, likely: list[int], possible: list[bool]) -> tuple[Category, ...]:
    """Return the next likeliest categories after `first` whose margin suffices."""
    others = [index for index in likely if index != first][:_MOST_ALSO]
    return tuple(CATEGORIES[index] for index in others if possible[index])
