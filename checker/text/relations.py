"""What the figures of a sentence say of each other: what is counted, changes, totals with their parts, rates with their counts.

Built on the grammar of `figures`; a sentence is read once, however many rules ask.
"""

import bisect
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from checker.text.clauses import BLANK, bare, clauses, unquoted
from checker.text.figures import Figure, FigureKind, figures, kin
from checker.text.pattern import pattern
from checker.text.span import Span
from checker.text.width import HAN


class Direction(StrEnum):
    """Which way a figure changed."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure and what it is said of: `head` holds the words before it, `tail` those after, up to the next figure or mark.

    `change` tells that the figure is the change of an amount and no amount (增加3件, 下降12%); `past`, that it belongs
    to an earlier period or is where a change set out (上年的45件, 由60%).
    """

    figure: Figure
    head: str
    tail: str
    clause: Span
    change: Direction | None
    past: bool

    @property
    def amount(self) -> bool:
        """Tell whether the figure is an exact amount of things, persons or money in the period spoken of."""
        return self.figure.kind in _AMOUNTS and self.figure.exact and not (self.change or self.past)

    @property
    def value(self) -> float:
        """The value of the figure, 0 where it gives none."""
        return self.figure.value or 0.0

    def same_unit(self, other: "Statement") -> bool:
        """Tell whether both count the same kind of thing (件 and 起, 人 and 名)."""
        return kin(self.figure.unit) == kin(other.figure.unit)

    def shift(self, offset: int) -> "Statement":
        """Return the statement moved by `offset` code points."""
        return replace(self, figure=self.figure.shift(offset), clause=self.clause.shift(offset))


@dataclass(frozen=True, slots=True)
class Division:
    """A total and the parts that the text gives of it: 共20件，其中A12件、B8件, or 86人（专职16人、兼职70人）.

    `others` are further amounts in the same unit that stand before the parts.
    """

    total: Statement
    parts: tuple[Statement, ...]
    others: tuple[Statement, ...]

    @property
    def span(self) -> Span:
        """From the clause of the total to the last part."""
        return Span(self.total.clause.start, self.parts[-1].figure.span.end)


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate in per cent: its name without “率” (审结, 按时办结), the place of the name, and the figure."""

    name: str
    place: Span
    figure: Figure

    @property
    def span(self) -> Span:
        """From the name to the figure."""
        return Span(self.place.start, self.figure.span.end)


_AMOUNTS = frozenset({FigureKind.COUNT, FigureKind.MONEY, FigureKind.MEASURE})
_SPOKEN = _AMOUNTS | {FigureKind.NUMBER, FigureKind.PERCENT, FigureKind.POINTS, FigureKind.FRACTION}
_BY = r"(?:了|幅|约|近|超过|超|逾|达){0,3}\Z"
_AS_MUCH_AS = r"(?:幅|幅度)(?:为|是|约|近|超过|超|逾|达到|达){0,2}\Z"
_DOWN = "下降|减少|降低|下滑|回落|缩短|缩减|压缩|压减|缩小"
_UP = "上升|增加|增长|提高|提升|上涨|攀升|净增"
_THAN = r"[比较][^，,；。]{0,12}"
_DOWN_BY = pattern(rf"(?:{_DOWN}){_BY}|(?:降|{_DOWN}){_AS_MUCH_AS}|{_THAN}(?<!至)[少减降]{_BY}")
_UP_BY = pattern(rf"(?:{_UP}){_BY}|(?:增|升|{_UP}){_AS_MUCH_AS}|{_THAN}[多增升]{_BY}")
_PAST = pattern(
    r"(?:上年|去年|前年|上一年|往年|同期|原来|此前)度?的?[^，,；。\d]{0,6}\Z|[由从]\Z|[由从][^，,；。\d]{1,12}的\Z"
)
_WINDOW = 24
_JOINTS = f"、和及与 {BLANK}"


@lru_cache(maxsize=2048)
def statements(words: str) -> tuple[Statement, ...]:
    """Return the figures of `words` with what they are said of; those in titles, quotations and brackets are left out."""
    plain = bare(words)
    spoken = [figure for figure in figures(plain) if figure.kind in _SPOKEN]
    starts = [figure.span.start for figure in spoken]
    return tuple(
        statement
        for clause in clauses(plain)
        for statement in _of_clause(
            plain, clause, spoken[bisect.bisect_left(starts, clause.start) : bisect.bisect_left(starts, clause.end)]
        )
    )


def _of_clause(plain: str, clause: Span, spoken: list[Figure]) -> Iterator[Statement]:
    start = clause.start
    for index, figure in enumerate(spoken):
        end = spoken[index + 1].span.start if index + 1 < len(spoken) else clause.end
        before = plain[max(clause.start, figure.span.start - _WINDOW) : figure.span.start + len(figure.before)]
        yield Statement(
            figure=figure,
            head=plain[start : figure.span.start].strip(_JOINTS).removeprefix("其中"),
            tail=plain[figure.span.end : end].partition("、")[0].strip(_JOINTS),
            clause=clause,
            change=Direction.DOWN if _DOWN_BY.search(before) else Direction.UP if _UP_BY.search(before) else None,
            past=bool(_PAST.search(before)),
        )
        start = figure.span.end


_OF_WHICH = pattern(r"(?<![在从于尤自向对将把给])其中(?!之)[，,：:]?")
_LISTED = pattern(r"[（(]([^（）()\n]{4,200})[）)]")
_FURTHER = 2  # statements in other units may stand between the total and its parts: 罚款3万元, 增长12%


@lru_cache(maxsize=2048)
def divisions(words: str) -> tuple[Division, ...]:
    """Return the totals of `words` with their parts, as far as each list of parts is plain.

    A list is plain when its clauses hold exact amounts in one unit and shares at most, when the clause with the total
    holds no other amount in that unit, and when no amount in it follows in the sentence after the list.
    """
    return tuple(_of_which(words)) + tuple(_in_brackets(words))


def _of_which(words: str) -> Iterator[Division]:
    plain = bare(words)
    marks = tuple(_OF_WHICH.finditer(plain))
    grouped = _by_clause(plain, statements(words)) if marks else ()
    for match in marks:
        before = tuple(s for _, group in grouped for s in group if s.figure.span.end <= match.start())
        division = _division(before[-_FURTHER - 1 :], before, _parts(grouped, match.end()))
        if division:
            yield division


def _in_brackets(words: str) -> Iterator[Division]:
    said = statements(words)
    for match in _LISTED.finditer(unquoted(words)):
        before = tuple(statement for statement in said if statement.figure.span.end <= match.start())
        if before and before[-1].figure.span.end == match.start():  # else the bracket explains a word, not the figure
            parts = _parts(_by_clause(match[1], statements(match[1])), 0)
            division = _division(before[-1:], before, tuple(part.shift(match.start(1)) for part in parts))
            if division:
                yield division


def _by_clause(plain: str, said: tuple[Statement, ...]) -> tuple[tuple[Span, list[Statement]], ...]:
    """Return the clauses of `plain`, each with its statements."""
    grouped: dict[Span, list[Statement]] = {clause: [] for clause in clauses(plain)}
    for statement in said:
        grouped[statement.clause].append(statement)
    return tuple(grouped.items())


def _division(
    near: tuple[Statement, ...], before: tuple[Statement, ...], parts: tuple[Statement, ...]
) -> Division | None:
    """Put `parts` to the last amount of `near` in their unit, if that one is exact and alone in its clause."""
    if not parts:
        return None
    alike = [s for s in before if s.same_unit(parts[0]) and not (s.change or s.past)]
    if not alike or alike[-1] not in near or not alike[-1].amount:
        return None
    *others, total = alike
    if any(other.clause == total.clause for other in others):
        return None
    return Division(total, parts, tuple(others))


def _parts(grouped: tuple[tuple[Span, list[Statement]], ...], start: int) -> tuple[Statement, ...]:
    """Return the parts of the list that begins at `start`; empty when the list is not plain."""
    parts: list[Statement] = []
    ended = False
    for clause, group in grouped:
        if clause.end <= start:
            continue
        here = [s for s in group if s.figure.span.start >= start]
        counted = [s for s in here if s.figure.kind in _AMOUNTS and not s.change]
        first = parts[0] if parts else counted[0] if counted else None
        alike = first is not None and bool(counted) and all(s.same_unit(first) for s in counted)
        if ended and parts and any(s.same_unit(parts[0]) for s in counted):
            return ()
        if not ended and alike and all(s.amount for s in counted):
            parts += counted
        elif counted or (parts and not here):
            ended = True
    return tuple(parts)


_VALUE = pattern(
    rf"(?:[、和与及]{HAN}{{1,12}}率){{0,5}}(?:均|都|也|已|仍|继续|保持|稳定|高达|达到|达|实现|为|是|在){{0,4}}"
)
_NAME = pattern(rf"{HAN}{{1,16}}\Z")
_LONGEST_NAME = 16


@lru_cache(maxsize=2048)
def rates(words: str) -> tuple[Rate, ...]:
    """Return the rates of `words` that are given as one exact percentage: 审结率96.5%, 办结率、满意率均为100%."""
    plain = bare(words)
    by_start = {
        figure.span.start: figure
        for figure in figures(plain)
        if figure.kind is FigureKind.PERCENT and figure.unit != "‰"
    }
    found: list[Rate] = []
    place = plain.find("率") if by_start else -1
    while place >= 0:
        value = _VALUE.match(plain, place + 1)
        figure = by_start.get(value.end()) if value else None
        name = _NAME.search(plain, max(0, place - _LONGEST_NAME), place)
        if name and figure and figure.exact:
            found.append(Rate(name[0], Span(name.start(), place + 1), figure))
        place = plain.find("率", place + 1)
    return tuple(found)
