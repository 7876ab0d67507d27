"""The arithmetic of the model, on numbers small enough to check by hand."""

import math

import numpy as np
import pytest

from checker.classifier.features import CUES, key
from checker.classifier.linear import Linear, single, softmax

LINEAR = Linear(
    longest=1,
    keys=np.array(sorted([key("法"), key("治")]), dtype=np.uint64),
    idf=single([1.0, 2.0]),
    weights=single([[1, 0, 0], [0, 1, 0]]),
    cues=single(np.outer([name == "no number" for name in CUES], [0, 0, 5])),
    bias=single([0.5, 0, 0]),
)


def test_scores_are_sublinear_tfidf_of_length_one_and_cues() -> None:
    one, two = (1 + math.log(2)) * 1.0, 2.0
    if key("治") < key("法"):
        one, two = 1.0, (1 + math.log(2)) * 2.0
    length = math.hypot(one, two)
    assert LINEAR.scores(["法法治"])[0] == pytest.approx([0.5 + one / length, two / length, 5])


def test_a_sentence_of_unknown_sequences_has_the_bias_and_the_cues() -> None:
    assert LINEAR.scores(["甲0", "", "法"])[:2].tolist() == [[0.5, 0, 0], [0.5, 0, 5]]


def test_more_sentences_than_are_scored_at_once() -> None:
    scores = LINEAR.scores(["法", "治"] * 700)
    assert scores.shape == (1400, 3)
    assert (scores[::2] == scores[0]).all()
    assert LINEAR.scores([]).shape == (0, 3)


def test_softmax_sums_to_one_and_does_not_overflow() -> None:
    shares = softmax(single([[5000, 5000, -5000], [0, 0, 0]]))
    assert shares.tolist() == [[0.5, 0.5, 0.0], pytest.approx([1 / 3] * 3)]
