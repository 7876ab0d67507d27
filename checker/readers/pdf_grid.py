"""Tables of a page: the lines that are drawn, joined to grids, and the cell in which a point lies."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

_NEAR = 3.0  # points between lines that were meant to touch
_MOST_RULES = 400  # what has more is a drawing, not a table


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: along x at height `at` when `flat`, else along y at `at`; from `start` to `end`, in points."""

    flat: bool
    at: float
    start: float
    end: float

    def spans(self, point: float) -> bool:
        """Tell whether the line passes `point` of its own direction."""
        return self.start - _NEAR <= point <= self.end + _NEAR

    def crosses(self, other: "Rule") -> bool:
        """Tell whether a line of the other direction is crossed or touched."""
        return self.spans(other.at) and other.spans(self.at)


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its edges in points."""

    left: float
    right: float
    bottom: float
    top: float


@dataclass(frozen=True, slots=True)
class Grid:
    """Lines that touch one another: a table, or the frame around something."""

    rules: tuple[Rule, ...]

    def box(self, x: float, y: float) -> Box | None:
        """Return the cell around a point, or None when it is not closed on all sides."""
        upright = [rule.at for rule in self.rules if not rule.flat and rule.spans(y)]
        flat = [rule.at for rule in self.rules if rule.flat and rule.spans(x)]
        left = max((at for at in upright if at <= x), default=None)
        right = min((at for at in upright if at > x), default=None)
        bottom = max((at for at in flat if at <= y), default=None)
        top = min((at for at in flat if at > y), default=None)
        if left is None or right is None or bottom is None or top is None:
            return None
        return Box(left, right, bottom, top)


def grids(rules: Iterable[Rule]) -> list[Grid]:
    """Return the grids that `rules` form, in any order; at least two lines in each direction."""
    merged = _merged(rules)
    if len(merged) > _MOST_RULES:
        return []
    flat = [index for index, rule in enumerate(merged) if rule.flat]
    upright = [index for index, rule in enumerate(merged) if not rule.flat]
    group = list(range(len(merged)))
    for one, other in product(flat, upright):
        if group[one] != group[other] and merged[one].crosses(merged[other]):
            old, new = group[one], group[other]
            group = [new if number == old else number for number in group]
    members = defaultdict(list)
    for index, number in enumerate(group):
        members[number].append(merged[index])
    return [Grid(tuple(found)) for found in members.values() if _is_grid(found)]


def _is_grid(rules: Sequence[Rule]) -> bool:
    flat = sum(rule.flat for rule in rules)
    return flat >= 2 and len(rules) - flat >= 2


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Return `rules` with those that continue or repeat one another made one."""
    done: list[Rule] = []
    last: dict[tuple[bool, int], int] = {}  # where in `done` the line at such a height is
    for rule in sorted(rules, key=lambda rule: (rule.start, rule.end)):
        near = (last.get((rule.flat, round(rule.at) + step)) for step in (0, -1, 1))
        index = next((i for i in near if i is not None and done[i].end + _NEAR >= rule.start), None)
        if index is None:
            last[rule.flat, round(rule.at)] = len(done)
            done.append(rule)
        else:
            before = done[index]
            done[index] = Rule(rule.flat, before.at, before.start, max(before.end, rule.end))
    return done
