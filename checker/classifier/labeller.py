"""The classifier as the rest of the program knows it: sentences in, labels out."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from checker.classifier.features import FeatureSettings, features
from checker.classifier.linear import Block, Floats, Linear, softmax
from checker.classifier.segment import Segmenter
from checker.model.label import CATEGORIES, ROLES, Label

# a sentence whose best category is less likely than this may ask its heading and the sentence before it
_UNDECIDED = 0.5
_HEADING_SHARE = 0.5
_PREVIOUS_SHARE = 0.25
_MOST_ALSO = 2


@dataclass(frozen=True, slots=True)
class Classifier:
    """A loaded model; immutable, safe to share between threads. Made by `checker.classifier.store.load`.

    `also_from`: the score from which a category beside the first is named in `also`.
    """

    version: str
    settings: FeatureSettings
    segmenter: Segmenter
    blocks: Mapping[str, Block]
    linear: Linear
    also_from: float

    def label(
        self,
        texts: Sequence[str],
        headings: Sequence[str] | None = None,
        previous: Sequence[str] | None = None,
    ) -> tuple[Label, ...]:
        """Return one label for each of `texts`, in order.

        `headings` and `previous` (the heading above each sentence and the sentence before it, "" where there is
        none; as many as `texts`) speak only where a sentence alone leaves the category undecided.
        """
        around = zip(
            texts,
            headings or itertools.repeat("", len(texts)),
            previous or itertools.repeat("", len(texts)),
            strict=True,
        )
        return tuple(self._label(*row) for row in around)

    def scores(self, text: str) -> Floats:
        """Return the raw scores of one sentence: the twelve categories, then the six roles."""
        vector: dict[int, float] = {}
        for name, block in self.blocks.items():
            vector |= block.vector(features(name, text, self.settings, self.segmenter.cut))
        return self.linear.scores(vector)

    def _label(self, text: str, heading: str, before: str) -> Label:
        scores = self.scores(text)
        subject, role_scores = scores[: len(CATEGORIES)], scores[len(CATEGORIES) :]
        if softmax(subject).max() < _UNDECIDED:
            subject = subject + self._context(heading, before)
        categories, roles = softmax(subject), softmax(role_scores)
        first, *others = np.argsort(-subject, kind="stable")[: 1 + _MOST_ALSO].tolist()
        role = int(roles.argmax())
        return Label(
            category=CATEGORIES[first],
            confidence=float(categories[first]),
            also=tuple(CATEGORIES[index] for index in others if subject[index] >= self.also_from),
            role=ROLES[role],
            role_confidence=float(roles[role]),
        )

    def _context(self, heading: str, before: str) -> Floats:
        total = np.zeros(len(CATEGORIES), dtype=np.float32)
        for text, share in ((heading, _HEADING_SHARE), (before, _PREVIOUS_SHARE)):
            if text.strip():
                total += share * self.scores(text)[: len(CATEGORIES)]
        return total
