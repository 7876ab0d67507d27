"""A model small enough to make by hand: a few character sequences, each pulling towards one label."""

from pathlib import Path

import numpy as np
import pytest

from checker.classifier.context import PARTS, TEXTS_AROUND, Head, Heads
from checker.classifier.features import CUES, key
from checker.classifier.linear import Linear, single
from checker.classifier.store import Training, Weights, save
from checker.model.anatomy import PartKind
from checker.model.label import CATEGORIES, ROLES, Category, Role

LABELS = (*CATEGORIES, *ROLES)
PULLS = {"演练": Category.EMERGENCY, "执法": Category.ENFORCEMENT, "将": Role.PLAN}


def head(labels: int, **around: float) -> Head:
    """Return a head whose weight for the innermost heading and the sentence before is that of `around`."""
    weights = np.zeros(TEXTS_AROUND)
    weights[0], weights[-2] = around.get("heading", 0), around.get("previous", 0)
    return Head(1.0, single(weights), single(np.zeros((len(PARTS), labels))))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    sequences = sorted(PULLS, key=key)
    weights = np.zeros((len(sequences), len(LABELS)))
    for row, sequence in enumerate(sequences):
        weights[row, LABELS.index(PULLS[sequence])] = 9
    role = head(len(ROLES))
    role.parts[PARTS.index(PartKind.PLAN), ROLES.index(Role.PLAN)] = 9
    target = tmp_path / "model"
    save(
        target,
        Weights(
            linear=Linear(
                longest=2,
                keys=np.array([key(sequence) for sequence in sequences], dtype=np.uint64),
                idf=single(np.ones(len(sequences))),
                weights=single(weights),
                cues=single(np.zeros((len(CUES), len(LABELS)))),
                bias=single(np.zeros(len(LABELS))),
            ),
            alone=Heads(head(len(CATEGORIES)), head(len(ROLES))),
            inside=Heads(head(len(CATEGORIES), heading=0.5, previous=0.25), role),
            also_from=1.0,
            frequencies={"演练": 5, "执法": 5, "组织": 5},
        ),
        Training(2, "0" * 64),
    )
    return target
