"""Sketches of sentences: which of a million are alike is found without comparing each with each.

The sketch of a sentence holds, for each of 64 permutations of all shingles, the low byte of its smallest one: two sketches
agree in as many bytes as the sets of shingles share (Jaccard), and in 1/256 of the others (A. Broder, On the resemblance and
containment of documents, 1997; P. Li, A. C. König, b-Bit minwise hashing, 2010). Four bytes are a band; sentences
that share a band are compared. Likeness 0.65 is found with probability 1 - (1 - 0.65⁴)¹⁶ = 0.96, 0.75 with 0.998.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SIZE = 64  # bytes of a sketch
_ROWS = 4  # bytes of a band, so that a band is one number
_SHINGLE = 5
_SEED = 1
_LEAST = 0.5  # share of equal bytes: more than two standard errors (0.06) below a likeness of 0.65
# how many with the same band a sentence is compared with: keeps the work linear where many share one by chance, and shows
# for each of many that are alike that they are many
_WINDOW = 20
_SLICE = 1 << 14  # pairs that are compared at a time

_Numbers = NDArray[np.integer]


def sketch(sentences: Sequence[str]) -> NDArray[np.uint8]:
    """Return the sketches of `sentences` of 5 characters and more, one a row."""
    from datasketch import MinHash

    minhash = MinHash(num_perm=SIZE, seed=_SEED, hashfunc=zlib.crc32)
    rows = np.empty((len(sentences), SIZE), dtype=np.uint8)
    for row, sentence in zip(rows, sentences, strict=True):
        minhash.clear()
        minhash.update_batch(_shingles(sentence))
        row[:] = minhash.hashvalues.astype(np.uint8)  # the low bytes
    return rows


def _shingles(sentence: str) -> list[bytes]:
    starts = range(len(sentence) - _SHINGLE + 1)
    return [sentence[at : at + _SHINGLE].encode("utf-8", "surrogatepass") for at in starts]


@dataclass(frozen=True, slots=True)
class Likes:
    """Pairs of sentences, each with the likeness (0…1) of the two; numbers of rows, the lower one in `lower`."""

    lower: NDArray[np.int32]
    higher: NDArray[np.int32]
    likeness: NDArray[np.float32]


def alike(sketches: NDArray[np.uint8]) -> Likes:
    """Return the pairs of rows that are alike, in order, each once."""
    count = len(sketches)
    found = np.empty(0, dtype=np.int64)  # lower and higher row as one number
    for band in np.ascontiguousarray(sketches).view(f"u{_ROWS}").T:
        order = np.argsort(band, kind="stable")
        keys = band[order]
        more = [found]
        for step in range(1, min(_WINDOW, count - 1) + 1):
            places = np.flatnonzero(keys[step:] == keys[:-step])
            if not len(places):
                break
            one, other = order[places], order[places + step]
            enough = _likeness(sketches, one, other) >= _LEAST
            one, other = one[enough], other[enough]
            more.append(np.minimum(one, other) * count + np.maximum(one, other))
        merged = np.sort(np.concatenate(more))
        found = merged[np.diff(merged, prepend=-1) > 0]  # np.unique hashes, which takes ten times as long here
    lower, higher = (rows.astype(np.int32) for rows in np.divmod(found, max(count, 1)))
    return Likes(lower, higher, _likeness(sketches, lower, higher))


def _likeness(sketches: NDArray[np.uint8], one: _Numbers, other: _Numbers) -> NDArray[np.float32]:
    """Return for each row in `one` the share of bytes that the row beside it in `other` has in common with it."""
    slices = [slice(start, start + _SLICE) for start in range(0, len(one), _SLICE)]
    equal = [np.count_nonzero(sketches[one[part]] == sketches[other[part]], axis=1) for part in slices]
    return np.concatenate([np.empty(0), *equal], dtype=np.float32) / np.float32(SIZE)
