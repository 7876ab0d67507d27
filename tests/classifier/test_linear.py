"""The arithmetic of the model, on numbers small enough to check by hand."""

import math

import numpy as np
import pytest

from checker.classifier.linear import Block, Linear, softmax


def test_vector_is_sublinear_tfidf_of_length_one() -> None:
    block = Block({"法": 0, "治": 1}, [1.0, 2.0])
    raw = [(1 + math.log(2)) * 1.0, 2.0]
    length = math.hypot(*raw)
    vector = block.vector(["法", "法", "治", "无"])
    assert [vector[0], vector[1]] == pytest.approx([raw[0] / length, raw[1] / length])


def test_a_sentence_of_unknown_features_has_no_vector() -> None:
    assert Block({"法": 0}, [1.0]).vector(["甲", "乙"]) == {}


def test_no_features_leave_the_bias() -> None:
    linear = Linear(np.ones((2, 3), dtype=np.float16), np.array([1, 2, 3], dtype=np.float32))
    assert linear.scores({}).tolist() == [1, 2, 3]
    assert linear.scores({0: 0.5, 1: 0.25}).tolist() == [1.75, 2.75, 3.75]


def test_softmax_sums_to_one_and_does_not_overflow() -> None:
    shares = softmax(np.array([5000, 5000, -5000], dtype=np.float32))
    assert shares.tolist() == [0.5, 0.5, 0.0]
