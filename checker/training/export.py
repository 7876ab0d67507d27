"""From fitted scikit-learn objects to the plain arrays that the program ships."""

from typing import TYPE_CHECKING

import numpy as np

from checker.classifier.features import CUES, key
from checker.classifier.linear import Linear, single
from checker.classifier.store import Weights
from checker.model.label import CATEGORIES, ROLES
from checker.training.cues import CUE_WEIGHT

if TYPE_CHECKING:
    from checker.training.fit import Base, Fitted, Settings


def export(fitted: "Fitted", settings: "Settings") -> Weights:
    """Return `fitted` as plain values, labels in the order of the label guide."""
    return Weights(
        linear=linear(fitted.base, settings.longest),
        alone=fitted.alone,
        inside=fitted.inside,
        also_from=settings.also_from,
        frequencies=fitted.frequencies,
    )


def linear(base: "Base", longest: int) -> Linear:
    """Return the pipelines as one linear model, the character sequences in the order of their numbers."""
    vectorizer = base.category.named_steps["features"]
    machines = base.category.named_steps["head"].machines  # one a category, in the order of the label guide
    role = base.role.named_steps["head"]
    order_of_roles = [list(role.classes_).index(name) for name in ROLES]
    of_roles = role.coef_[order_of_roles]
    keys = np.array([key(sequence) for sequence in vectorizer.get_feature_names_out()], dtype=np.uint64)
    order = np.argsort(keys)
    # the role also sees the cues, scaled; they come behind the sequences
    sequences, of_cues = of_roles[:, : len(keys)], of_roles[:, len(keys) :] * CUE_WEIGHT
    weights = np.vstack([*(machine.coef_ for machine in machines), sequences]).T[order]
    bias = np.concatenate([*(machine.intercept_ for machine in machines), role.intercept_[order_of_roles]])
    cues = np.hstack([np.zeros((len(CUES), len(CATEGORIES))), of_cues.T])
    return Linear(longest, keys[order], *map(single, (vectorizer.idf_[order], weights, cues, bias)))
