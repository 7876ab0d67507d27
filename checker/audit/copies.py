"""Copied reports: which bodies have written the same as another one in the same year.

Sketches of all sentences tell which are alike; what is quoted or common is left out; reports that still share several sentences
are compared in full. Time and memory grow with the number of sentences.
"""

import functools
import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from checker.audit.offices import ABOVE_ALL, Office, Offices, may_be_one, office
from checker.audit.pair import Pair
from checker.audit.passages import Reading, compare
from checker.audit.prose import Leaf, leaf, said
from checker.audit.record import Record, Status
from checker.audit.sketches import Likes, alike, sketch

# what is copied: two bodies that know nothing of each other share stock sentences, three or so of thirty characters
_FEWEST = 3  # sentences
_LEAST_CHARACTERS = 150
_LEAST_SHARE = 0.12
# what more reports than these have written is common wording; a report that all counties of a city copy is still found
_MOST = 20
_SAME = 0.7  # likeness of sentences that are the same wording
_CHUNK = 100  # reports that are sketched at a time
_KEPT = 64  # reports kept in memory while they are compared

_Numbers = NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class Sheaf:
    """The sentences that count, a row each: ordinal of the report, ordinal in it, digest of the words, sketch."""

    reports: NDArray[np.int32]
    ordinals: NDArray[np.int32]
    digests: NDArray[np.uint64]
    sketches: NDArray[np.uint8]


class Each(Protocol):
    """`map`, or what does the same on several processes."""

    def __call__(self, work: Callable[[Sequence[Leaf]], Sheaf], todo: Iterable[Sequence[Leaf]], /) -> Iterable[Sheaf]:
        """Return what `work` makes of each of `todo`."""


def find(records: Sequence[Record], common: Iterable[Iterable[str]] = (), each: Each = map) -> list[Pair]:
    """Return the pairs of reports of different bodies for one year that share much of their own text, in order.

    A sentence counts that says something of its own, unless more than `_MOST` reports have it or it is quoted: from one of
    the texts in `common`, given by their sentences, or from a report of the same year by what may be a superior. `each`
    is `map` or does the same on several processes. Reports of unknown year are left out, and two that may be of one body.
    """
    offices: list[Office] = []

    def leaves() -> Iterator[Leaf]:
        for number, record in enumerate(records):
            offices.append(office(record))
            if record.status is Status.READ and record.year:
                yield leaf(number, record)
        for sentences in common:
            yield Leaf(len(offices), (), tuple(enumerate(sentences)))
            offices.append(ABOVE_ALL)

    sheaf = _joined(each(bind, _chunks(leaves())))
    years = np.array([one.year for one in offices], dtype=np.int64)[sheaf.reports]  # 0: of no year, for all
    pairs: list[Pair] = []
    for year in np.unique(years[years > 0]).tolist():
        rows = np.flatnonzero((years == year) | (years == 0))
        pairs += _pairs(records, offices, sheaf, rows)
    return sorted(pairs, key=lambda pair: (pair.first, pair.second))


def bind(leaves: Iterable[Leaf]) -> Sheaf:
    """Return the sentences of `leaves` that count."""
    found = [(prose.number, sentence) for prose in leaves for sentence in said(prose) if sentence.counts]
    return Sheaf(
        np.array([number for number, _ in found], dtype=np.int32),
        np.array([sentence.ordinal for _, sentence in found], dtype=np.int32),
        np.array([_digest(sentence.words) for _, sentence in found], dtype=np.uint64),
        sketch([sentence.words for _, sentence in found]),
    )


def _digest(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _chunks(leaves: Iterator[Leaf]) -> Iterator[list[Leaf]]:
    while chunk := list(itertools.islice(leaves, _CHUNK)):
        yield chunk


def _joined(sheaves: Iterable[Sheaf]) -> Sheaf:
    """Return the rows of all in the order of the reports, whatever order they come in."""
    parts = [bind(()), *sorted((part for part in sheaves if len(part.reports)), key=lambda part: part.reports[0])]
    return Sheaf(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Sheaf)))


def _pairs(records: Sequence[Record], offices: Sequence[Office], sheaf: Sheaf, rows: _Numbers) -> Iterator[Pair]:
    """Yield the copied reports of one year, whose sentences are the `rows` of `sheaf`."""
    own, candidates = _candidates(sheaf, rows, Offices.of(offices))
    owners = sheaf.reports[own]

    @functools.lru_cache(maxsize=_KEPT)
    def reading(number: int) -> Reading:
        start, end = np.searchsorted(owners, (number, number + 1))
        return Reading.of(number, records[number], frozenset(sheaf.ordinals[own[start:end]].tolist()))

    for first, second in candidates:
        if not may_be_one(offices[first], offices[second]):
            pair = compare(reading(first), reading(second))
            if _copied(pair):
                yield pair


def _copied(pair: Pair) -> bool:
    return (
        pair.sentences >= _FEWEST
        and pair.characters >= _LEAST_CHARACTERS
        and max(pair.first_share, pair.second_share) >= _LEAST_SHARE
    )


def _candidates(sheaf: Sheaf, rows: _Numbers, offices: Offices) -> tuple[_Numbers, list[tuple[int, int]]]:
    """Return those of `rows` that are a report's own, and the reports that share several of these, in order."""
    _, examples, groups, counts = np.unique(
        sheaf.digests[rows], return_index=True, return_inverse=True, return_counts=True
    )
    likes = alike(sheaf.sketches[rows[examples]])
    usual = _holders(counts, likes) > _MOST
    few = ~usual[likes.lower] & ~usual[likes.higher]
    several = np.flatnonzero((counts > 1) & ~usual)
    one, other = _members(
        groups,
        counts,
        np.concatenate((likes.lower[few], several)),
        np.concatenate((likes.higher[few], several)),
    )
    reports = sheaf.reports[rows]
    first, second = reports[one], reports[other]
    own = ~usual[groups] & (offices.years[reports] > 0)
    own[one[offices.above(first, second)]] = False
    own[other[offices.above(second, first)]] = False
    shared = own[one] & own[other] & (first != second)
    total = len(offices.ranks)
    lower, higher = np.minimum(first, second)[shared], np.maximum(first, second)[shared]
    found, times = np.unique(lower.astype(np.int64) * total + higher, return_counts=True)
    return rows[own], [divmod(pair, total) for pair in found[times >= _FEWEST].tolist()]


def _holders(counts: _Numbers, likes: Likes) -> _Numbers:
    """Return for each wording, which `counts` sentences have, how many have it or nearly the same."""
    same = likes.likeness >= _SAME
    lower, higher = likes.lower[same], likes.higher[same]
    places, others = np.concatenate((lower, higher)), np.concatenate((higher, lower))
    return counts + np.bincount(places, weights=counts[others], minlength=len(counts)).astype(np.int64)


def _members(groups: _Numbers, counts: _Numbers, one: _Numbers, other: _Numbers) -> tuple[_Numbers, _Numbers]:
    """Return each member of each group in `one` with each of the group beside it in `other`; with a group itself, once."""
    order = np.argsort(groups, kind="stable").astype(np.int32)
    starts = np.cumsum(counts) - counts
    sizes = counts[one] * counts[other]
    pair = np.repeat(np.arange(len(one), dtype=np.int32), sizes)
    within = np.arange(len(pair), dtype=np.int32) - np.repeat((np.cumsum(sizes) - sizes).astype(np.int32), sizes)
    row, column = np.divmod(within, counts[other].astype(np.int32)[pair])
    once = (one != other)[pair] | (row < column)
    pair, row, column = pair[once], row[once], column[once]
    return order[starts[one[pair]] + row], order[starts[other[pair]] + column]
