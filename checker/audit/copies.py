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

from checker.audit.pair import Pair
from checker.audit.passages import Reading, compare
from checker.audit.prose import Leaf, leaf, said
from checker.audit.record import Record, Status
from checker.audit.region import RANKS, places, same_name
from checker.audit.sketches import alike, sketch
from checker.model import Level
from checker.text.pattern import pattern

_MOST = (
    20  # reports: what more have written is common wording; a report that all counties of a city copy is still found
)
_SAME = 0.7  # likeness of sentences that are the same wording
_FEWEST = 4  # sentences
_LEAST_CHARACTERS = 150
_LEAST_SHARE = 0.12
_CHUNK = 100  # reports that are sketched at a time
_KEPT = 256  # reports kept in memory while they are compared

_OFFICE = pattern(r"(?:局|厅|委|委员会|办|办公室)\Z")
_GOVERNMENTS = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWNSHIP)
_HIGHEST = -1  # rank of what all may quote
_LOWEST = 2 * len(_GOVERNMENTS)

_Numbers = NDArray[np.int64]
_Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Sheaf:
    """The sentences that count, a row each: ordinal of the report, ordinal in it, digest of the words, sketch."""

    reports: NDArray[np.int32]
    ordinals: NDArray[np.int32]
    digests: NDArray[np.uint64]
    sketches: NDArray[np.uint8]

    def rows(self, chosen: _Truths | _Numbers) -> "Sheaf":
        """Return the chosen rows."""
        return Sheaf(*(getattr(self, field.name)[chosen] for field in fields(self)))


class Each(Protocol):
    """`map`, or what does the same on several processes."""

    def __call__(self, work: Callable[[Sequence[Leaf]], Sheaf], todo: Iterable[Sequence[Leaf]], /) -> Iterable[Sheaf]:
        """Return what `work` makes of each of `todo`."""


@dataclass(frozen=True, slots=True)
class _Offices:
    """Who has reported, a row each: year, rank (the highest first), and numbers for its places and its field; 0 is unknown or all."""

    years: _Numbers
    ranks: _Numbers
    lines: _Numbers

    def apart(self, one: _Numbers, other: _Numbers) -> _Truths:
        """Tell of each two whether they are known to belong to different places, or to different fields as departments."""
        here, there = self.lines[one], self.lines[other]
        found: _Truths = ((here != there) & (here != 0) & (there != 0)).any(axis=1)
        return found

    def quotes(self, one: _Numbers, other: _Numbers) -> _Truths:
        """Tell of each two whether the other may be a superior of the one."""
        return (self.ranks[other] < self.ranks[one]) & ~self.apart(one, other)


def find(records: Sequence[Record], common: Iterable[Iterable[str]] = (), each: Each = map) -> list[Pair]:
    """Return the pairs of reports of different bodies for one year that share much of their own text, in order.

    A sentence counts that says something of its own, unless more than `_MOST` reports have it or it is quoted: from one of
    the texts in `common`, given by their sentences, or from a report of the same year by what may be a superior.
    A department ranks below the government of its place and above the one below that; a body of unknown place, lowest.
    Reports of unknown year are left out, and two that may be of the same body.
    """
    rows: list[tuple[int, ...]] = []
    numbers = {"": 0}

    def leaves() -> Iterator[Leaf]:
        for number, record in enumerate(records):
            named = [numbers.setdefault(name, len(numbers)) for name in (*_seat(record), _field(record))]
            rows.append((record.year or 0, _rank(record), *named))
            if record.status is Status.READ and record.year:
                yield leaf(number, record)
        for sentences in common:
            yield Leaf(len(rows), (), tuple(enumerate(sentences)))
            rows.append((0, _HIGHEST, *(0 for _ in RANKS), 0))

    sheaf = _joined(each(bind, _chunks(leaves())))
    table = np.array(rows, dtype=np.int64).reshape(-1, 3 + len(RANKS))
    offices = _Offices(table[:, 0], table[:, 1], table[:, 2:])
    general = offices.ranks[sheaf.reports] == _HIGHEST
    years = offices.years[sheaf.reports]
    found = (
        _pairs(records, sheaf.rows(general | (years == year)), offices) for year in np.unique(years[~general]).tolist()
    )
    return sorted(itertools.chain.from_iterable(found), key=lambda pair: (pair.first, pair.second))


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
    parts = [bind(()), *sheaves]
    whole = Sheaf(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Sheaf)))
    return whole.rows(np.lexsort((whole.ordinals, whole.reports)))


def _rank(record: Record) -> int:
    if record.level in _GOVERNMENTS:
        return 2 * _GOVERNMENTS.index(record.level)
    found = places(record.region) if record.level is Level.DEPARTMENT else {}
    return max((2 * RANKS.index(rank) + 1 for rank in found), default=_LOWEST)


def _seat(record: Record) -> list[str]:
    found = places(record.region)
    return [found.get(rank, "") for rank in RANKS]


def _field(record: Record) -> str:
    """Return what a department is for: 司法 of 石桥县司法局."""
    if record.level is not Level.DEPARTMENT:
        return ""
    return _OFFICE.sub("", record.body[len("".join(places(record.body).values())) :])


def _pairs(records: Sequence[Record], sheaf: Sheaf, offices: _Offices) -> Iterator[Pair]:
    """Yield the copied reports of one year, whose sentences `sheaf` holds."""
    own, candidates = _candidates(sheaf, offices)

    @functools.lru_cache(maxsize=_KEPT)
    def reading(number: int) -> Reading:
        start, end = np.searchsorted(sheaf.reports, (number, number + 1))
        return Reading.of(number, records[number], frozenset(sheaf.ordinals[start:end][own[start:end]].tolist()))

    for first, second in candidates:
        pair = compare(reading(first), reading(second))
        if _copied(pair) and not _may_be_one(reading(first).record, reading(second).record):
            yield pair


def _copied(pair: Pair) -> bool:
    return (
        pair.sentences >= _FEWEST
        and pair.characters >= _LEAST_CHARACTERS
        and max(pair.first_share, pair.second_share) >= _LEAST_SHARE
    )


def _may_be_one(one: Record, other: Record) -> bool:
    """Tell whether two reports may be of the same body: its name may be given without its place, or not at all."""
    here, there = places(one.region), places(other.region)
    if any(here[rank] != there[rank] for rank in here.keys() & there.keys()):
        return False
    name, other_name = same_name(one.body), same_name(other.body)
    return name.endswith(other_name) or other_name.endswith(name)


def _candidates(sheaf: Sheaf, offices: _Offices) -> tuple[_Truths, list[tuple[int, int]]]:
    """Return which sentences are a report's own, and the reports that share several of these, in order."""
    _, examples, groups, counts = np.unique(sheaf.digests, return_index=True, return_inverse=True, return_counts=True)
    likes = alike(sheaf.sketches[examples])
    one, other = likes.lower, likes.higher
    same = likes.likeness >= _SAME
    usual = (
        counts + _sums(one[same], counts[other[same]], len(counts)) + _sums(other[same], counts[one[same]], len(counts))
        > _MOST
    )
    few = ~usual[one] & ~usual[other]
    several = np.flatnonzero((counts > 1) & ~usual)
    one, other = _members(groups, counts, np.concatenate((one[few], several)), np.concatenate((other[few], several)))
    apart = sheaf.reports[one] != sheaf.reports[other]
    one, other = one[apart], other[apart]
    first, second = sheaf.reports[one], sheaf.reports[other]
    own = ~usual[groups] & (offices.ranks[sheaf.reports] != _HIGHEST)
    own[one[offices.quotes(first, second)]] = False
    own[other[offices.quotes(second, first)]] = False
    shared = own[one] & own[other]
    total = len(offices.ranks)
    reports = np.minimum(first, second)[shared].astype(np.int64) * total + np.maximum(first, second)[shared]
    found, times = np.unique(reports, return_counts=True)
    return own, [divmod(pair, total) for pair in found[times >= _FEWEST].tolist()]


def _sums(places: _Numbers, numbers: _Numbers, size: int) -> _Numbers:
    """Return for each place below `size` the sum of the numbers that belong to it."""
    return np.bincount(places, weights=numbers, minlength=size).astype(np.int64)


def _members(groups: _Numbers, counts: _Numbers, one: _Numbers, other: _Numbers) -> tuple[_Numbers, _Numbers]:
    """Return each member of each group in `one` with each of the group beside it in `other`; with a group itself, once."""
    order = np.argsort(groups, kind="stable")
    starts = np.cumsum(counts) - counts
    sizes = counts[one] * counts[other]
    pair = np.repeat(np.arange(len(one)), sizes)
    within = np.arange(len(pair)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    row, column = np.divmod(within, counts[other][pair])
    once = (one != other)[pair] | (row < column)
    pair, row, column = pair[once], row[once], column[once]
    return order[starts[one[pair]] + row], order[starts[other[pair]] + column]
