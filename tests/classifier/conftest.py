"""A model small enough to make by hand: two words and two characters, each pulling towards one category."""

from pathlib import Path

import numpy as np
import pytest

from checker.classifier.features import FeatureSettings
from checker.classifier.store import Training, Weights, save
from checker.model.label import CATEGORIES, ROLES, Category, Role


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    weights = np.zeros((5, len(CATEGORIES) + len(ROLES)), dtype=np.float16)
    weights[0, CATEGORIES.index(Category.EMERGENCY)] = 9  # 演练
    weights[1, CATEGORIES.index(Category.ENFORCEMENT)] = 9  # 执法
    weights[2, len(CATEGORIES) + ROLES.index(Role.PLAN)] = 9  # the character 将
    target = tmp_path / "model"
    save(
        target,
        Weights(
            settings=FeatureSettings(words=1, characters=1, core=1),
            also_from=3.0,
            frequencies={"演练": 5, "执法": 5},
            vocabularies={"words": ["演练", "执法"], "characters": ["将", "无"], "core": ["□"]},
            idf=np.ones(5, dtype=np.float32),
            weights=weights,
            bias=np.zeros(len(CATEGORIES) + len(ROLES), dtype=np.float32),
        ),
        Training(2, "0" * 64),
    )
    return target
