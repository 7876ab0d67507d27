"""Fits a head: how much a sentence's own margins and those of the texts around it count, and what is usual in a part."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from checker.classifier.context import PARTS, TEXTS_AROUND, Around, Head
from checker.classifier.linear import Floats, single

_FIRST_SCALE = 3.0
_FEW = 1e-12


def fit_head(own: Floats, labels: NDArray[np.intp], around: Around | None, steady: float) -> Head:
    """Return the head that makes `labels` (indices of columns of `own`) likeliest.

    `own`: margins, sentences × labels, of sentences that the model did not see. `steady`: half the weight of the squared
    numbers for what is around, so that they stay near zero where little speaks for more. Conditional logit with the same
    weights for all labels (McFadden 1974).
    """
    count, columns = own.shape
    if around is None:
        around = Around(
            np.zeros((count, TEXTS_AROUND, columns), dtype=np.float32), np.zeros((count, len(PARTS)), dtype=np.float32)
        )
    mine, near, parts = (array.astype(np.float64) for array in (own, around.margins, around.parts))
    right = np.eye(columns)[labels]

    def loss(numbers: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scale, weights, usual = numbers[0], numbers[1 : 1 + TEXTS_AROUND], numbers[1 + TEXTS_AROUND :]
        total = scale * mine + np.tensordot(near, weights, axes=(1, 0)) + parts @ usual.reshape(len(PARTS), columns)
        powers = np.exp(total - total.max(axis=1, keepdims=True))
        shares = powers / powers.sum(axis=1, keepdims=True)
        value = -np.log((shares * right).sum(axis=1) + _FEW).sum() + steady / 2 * (numbers[1:] ** 2).sum()
        off = shares - right
        slope = np.concatenate([[(off * mine).sum()], np.einsum("nk,njk->j", off, near), (parts.T @ off).ravel()])
        slope[1:] += steady * numbers[1:]
        return float(value), slope

    start = np.zeros(1 + TEXTS_AROUND + len(PARTS) * columns)
    start[0] = _FIRST_SCALE
    best = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return Head(
        float(np.float32(best[0])),
        single(best[1 : 1 + TEXTS_AROUND]),
        single(best[1 + TEXTS_AROUND :].reshape(len(PARTS), columns)),
    )
