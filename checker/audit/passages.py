"""What two reports share, sentence by sentence: which say the same, and the passages that these form."""

import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist

from checker.audit.pair import Pair, Passage
from checker.audit.prose import Said, leaf, said
from checker.audit.record import Record, SentenceRow

_LIKENESS = 85  # per cent
_SHOWN = 3  # passages

_Match = tuple[int, int]  # a sentence of the first and one of the second report, by ordinal


@dataclass(frozen=True, slots=True)
class Reading:
    """A report as it is compared: its ordinal, sentences, prose, and the characters of each sentence that counts.

    `turned`: the words of the sentences with their clauses sorted, for those who change the order.
    """

    number: int
    rows: tuple[SentenceRow, ...]
    prose: tuple[Said, ...]
    turned: tuple[str, ...]
    sizes: Mapping[int, int]

    @classmethod
    def of(cls, number: int, record: Record, own: Collection[int]) -> "Reading":
        """Return the reading of `record`; `own` are the ordinals of the sentences that count."""
        prose = tuple(said(leaf(number, record)))
        turned = tuple("".join(sorted(sentence.clauses())) for sentence in prose)
        return cls(
            number, record.sentences, prose, turned, {s.ordinal: len(s.words) for s in prose if s.ordinal in own}
        )

    def share(self, ordinals: Iterable[int]) -> float:
        """Return the share (0…1) that the sentences at `ordinals` have in all that count."""
        whole = sum(self.sizes.values())
        return sum(self.sizes[ordinal] for ordinal in ordinals) / whole if whole else 0.0

    def text(self, first: int, last: int) -> str:
        """Return the sentences `first` … `last`, each paragraph on a line of its own."""
        paragraphs = itertools.groupby(self.rows[first : last + 1], key=lambda row: row.paragraph)
        return "\n".join("".join(row.text for row in group) for _, group in paragraphs)


def compare(first: Reading, second: Reading) -> Pair:
    """Return what two reports share.

    Sentences are alike whose words agree by `_LIKENESS`; each is paired with one, those of long runs before others.
    """
    runs = _runs(_alike(first, second))
    partners: dict[int, int] = {}
    taken: set[int] = set()
    for run in sorted(runs, key=lambda run: _order(run, first, second)):
        for one, other in run:
            if one not in partners and other not in taken:
                partners[one] = other
                taken.add(other)
    counted = [(one, other) for one, other in partners.items() if _size(one, other, first, second)]
    passages = [_trimmed(run, set(counted)) for run in _runs(partners.items())]
    passages = sorted(filter(None, passages), key=lambda run: _order(run, first, second))
    return Pair(
        first.number,
        second.number,
        first.share(one for one, _ in counted),
        second.share(other for _, other in counted),
        len(counted),
        sum(_size(one, other, first, second) for one, other in counted),
        tuple(_passage(run, first, second) for run in passages[:_SHOWN]),
    )


def _alike(first: Reading, second: Reading) -> list[_Match]:
    straight = _ratios([sentence.words for sentence in first.prose], [sentence.words for sentence in second.prose])
    found = np.argwhere(np.maximum(straight, _ratios(first.turned, second.turned)))
    pairs = ((first.prose[row], second.prose[column]) for row, column in found.tolist())
    return [(one.ordinal, other.ordinal) for one, other in pairs if one.may_equal(other)]


def _ratios(one: Sequence[str], other: Sequence[str]) -> NDArray[np.uint8]:
    """Return how alike each two are in per cent, 0 for less than `_LIKENESS`."""
    return cdist(one, other, scorer=ratio, score_cutoff=_LIKENESS, dtype=np.uint8)


def _size(one: int, other: int, first: Reading, second: Reading) -> int:
    """Return the characters that two sentences share: none where either does not count."""
    return min(first.sizes.get(one, 0), second.sizes.get(other, 0))


def _runs(matches: Iterable[_Match]) -> list[list[_Match]]:
    """Return the matches as runs of sentences that follow each other in both reports."""
    runs: dict[_Match, list[_Match]] = {}  # by what would go on with them
    for one, other in sorted(matches):
        run = runs.pop((one, other), [])
        run.append((one, other))
        runs[one + 1, other + 1] = run
    return list(runs.values())


def _order(run: list[_Match], first: Reading, second: Reading) -> tuple[int, ...]:
    """Return what runs are sorted by: the longest, then the one that stands first, whichever report is the first."""
    one, other = run[0]
    return -sum(_size(*match, first, second) for match in run), one + other, abs(one - other), one


def _trimmed(run: list[_Match], counted: Collection[_Match]) -> list[_Match]:
    """Return `run` from the first to the last sentence that counts."""
    places = [place for place, match in enumerate(run) if match in counted]
    return run[places[0] : places[-1] + 1] if places else []


def _passage(run: list[_Match], first: Reading, second: Reading) -> Passage:
    (start, other_start), (last, other_last) = run[0], run[-1]
    text, other = first.text(start, last), second.text(other_start, other_last)
    return Passage(text, other, (start, last + 1), (other_start, other_last + 1), min(len(text), len(other)))
