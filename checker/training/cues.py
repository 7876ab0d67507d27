"""The cues as a scikit-learn transformer, so that they can stand beside the character sequences in a pipeline."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from checker.classifier.features import cues, normalise

CUE_WEIGHT = 0.3  # a sentence's sequences have length 1 together; chosen on held-out authors


class Cues(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn carries no types
    """Sentences → sentences × cues, scaled."""

    def fit(self, texts: Sequence[str], labels: object = None) -> "Cues":  # noqa: ARG002 - nothing to learn
        """Return itself."""
        self.fitted_ = True
        return self

    def transform(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return the cues of each text."""
        return np.array([cues(normalise(text)) * CUE_WEIGHT for text in texts], dtype=np.float64)
