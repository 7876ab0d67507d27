"""Who reports, and whom that body may quote: its superiors by rank, place and field."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checker.audit.record import Record
from checker.audit.region import places, same_name
from checker.model import Level
from checker.text.pattern import pattern

_GOVERNMENTS = (Level.PROVINCE, Level.CITY, Level.COUNTY, Level.TOWNSHIP)
_OFFICE = pattern(r"(?:局|厅|委|委员会|办|办公室)\Z")

_Numbers = NDArray[np.int64]
_Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Office:
    """A body in a year: its rank (the highest first), name, and province, city, county and field; empty for unknown or all."""

    year: int
    rank: int
    body: str
    line: tuple[str, ...]


ABOVE_ALL = Office(0, -1, "", ("", "", "", ""))  # whom everybody may quote


def office(record: Record) -> Office:
    """Return who has sent the record.

    A department ranks below the government of its place and above that of the next lower one; a body of unknown place lowest.
    """
    seat = seat_of(record)
    field, rank = "", 2 * len(_GOVERNMENTS)
    if record.level in _GOVERNMENTS:
        rank = 2 * _GOVERNMENTS.index(record.level)
    elif record.level is Level.DEPARTMENT:
        rank = max((2 * place + 1 for place, name in enumerate(seat) if name), default=rank)
        field = _OFFICE.sub("", own_name(record))
    return Office(record.year or 0, rank, same_name(record.body), (*seat, field))


def seat_of(record: Record) -> tuple[str, str, str]:
    """Return province, city and county that the body belongs to, empty where unknown."""
    seat = places(record.region)
    return seat if any(seat) else places(same_name(record.body))


def own_name(record: Record) -> str:
    """Return the name of the body without the places before it: 司法局 of 石桥县司法局, empty for 石桥县."""
    body = same_name(record.body)
    return body[len("".join(places(body))) :]


def may_be_one(one: Office, other: Office) -> bool:
    """Tell whether two may be the same body, whose name may be given with its place, without or not at all."""
    if any(here != there and here and there for here, there in zip(one.line[:-1], other.line[:-1], strict=True)):
        return False
    return one.body.endswith(other.body) or other.body.endswith(one.body)


@dataclass(frozen=True, slots=True)
class Offices:
    """Many offices, a row each; in `lines` numbers stand for names, 0 for an empty one."""

    years: _Numbers
    ranks: _Numbers
    lines: _Numbers

    @classmethod
    def of(cls, offices: Sequence[Office]) -> "Offices":
        """Return `offices` as numbers."""
        known = {"": 0}
        lines = [[known.setdefault(name, len(known)) for name in one.line] for one in offices]
        return cls(
            np.array([one.year for one in offices], dtype=np.int64),
            np.array([one.rank for one in offices], dtype=np.int64),
            np.array(lines, dtype=np.int64).reshape(len(offices), len(ABOVE_ALL.line)),
        )

    def above(self, one: _Numbers, other: _Numbers) -> _Truths:
        """Tell of each row in `one` whether the row beside it in `other` may be its superior: higher, and of no other place or field."""
        here, there = self.lines[one], self.lines[other]
        apart = ((here != there) & (here != 0) & (there != 0)).any(axis=1)
        found: _Truths = (self.ranks[other] < self.ranks[one]) & ~apart
        return found
