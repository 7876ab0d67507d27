"""Points for a report: a sheet in TOML says what is looked at, what costs points, and what must be there to win them."""

import datetime
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.audit.record import FindingRow, Record, Status
from checker.config import check_names
from checker.decode import REQUIRED, decode, key, suggest
from checker.errors import UsageError, unreadable
from checker.model import PartKind, Role, Severity
from checker.resources import package_dir
from checker.rules import GROUPS, RULES, by_name
from checker.rules.page import page

WHOLE = 100.0
_MEMBERS = {group: [rule.name for rule in RULES if rule.group == group] for group in GROUPS}


@dataclass(frozen=True, slots=True)
class Material:
    """What a report must hold for an item to be judged: sentences of these roles and sections (all where none is named)."""

    what: str = key(REQUIRED, "数的是什么，给人看")
    enough: int = key(REQUIRED, "满多少句（处）才能得满分；不满的，最多得相应比例的分", least=1)
    roles: tuple[Role, ...] = key((), "只数这些作用的句子；不写为全部")
    sections: tuple[PartKind, ...] = key((), "只数这些部分里的句子；不写为全部")
    figures: bool = key(False, "数这些句子里的数字，不数句子")

    def count(self, record: Record) -> int:
        """Return how many such sentences, or figures in them, `record` has."""
        held = [
            number
            for number, sentence in enumerate(record.sentences)
            if (not self.roles or sentence.role in self.roles)
            and (not self.sections or sentence.section in self.sections)
        ]
        if not self.figures:
            return len(held)
        inside = frozenset(held)
        return sum(figure.sentence in inside for figure in record.figures)

    @property
    def unit(self) -> str:
        """The measure word of what is counted."""
        return "处" if self.figures else "句"

    @property
    def chinese(self) -> str:
        """What is asked for, in words shown to users."""
        return f"{self.what}满{self.enough}{self.unit}才能得满分，不满的按比例"

    def lacking(self, count: int) -> str:
        """Return what is told of a report that has only `count`."""
        return f"{self.what}只有{count}{self.unit}，不满{self.enough}{self.unit}"


@dataclass(frozen=True, slots=True)
class Deduction:
    """What takes points away: findings of `rules` (names of rules or groups), `each` for one, `most` for all of them."""

    rules: tuple[str, ...] = key(REQUIRED, "规则或者规则组的名称")
    each: float = key(REQUIRED, "每处扣多少分", least=0)
    most: float = key(REQUIRED, "最多扣多少分", least=0)
    only: tuple[Severity, ...] = key((), "只算这些级别的；不写为全部")
    late: bool = key(False, "报送日期和期限都知道的，以是否逾期为准，不看规则的结果")

    @property
    def names(self) -> tuple[str, ...]:
        """The rules that it looks at, groups resolved."""
        return tuple(name for given in self.rules for name in _MEMBERS.get(given, [given]))

    @property
    def severities(self) -> tuple[Severity, ...]:
        """The severities that count."""
        return self.only or tuple(Severity)

    @property
    def chinese(self) -> str:
        """What costs how much, in words shown to users."""
        known = by_name()
        titles = "；".join(
            page(known[name]).title if name in known else f"{GROUPS[name]}类的问题" for name in self.rules
        )
        which = f"（{'、'.join(severity.chinese for severity in self.only)}）" if self.only else ""
        first = "（清单上有收到日期的，看收到日期）" if self.late else ""
        cost = f"每处扣{self.each:g}分，最多扣{self.most:g}分" if self.most > self.each else f"扣{self.most:g}分"
        return f"{titles}{which}{first}：{cost}"


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the sheet, of at most `points` points; `group`: the group of rules under whose name it is shown."""

    id: str = key(REQUIRED, "编号，不能重复")
    group: str = key(REQUIRED, "归在哪一组规则下面")
    title: str = key(REQUIRED, "名称，给人看")
    points: float = key(REQUIRED, "分值；各项加起来是100", least=0)
    deduct: tuple[Deduction, ...] = key((), "扣分，可以有几条")
    material: Material | None = key(None, "有多少内容才能得满分；不写为不看")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is judged; the items' points add up to 100."""

    title: str = key(REQUIRED, "打分表的名称")
    item: tuple[Item, ...] = key(REQUIRED, "各项")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why points were lost, in a sentence that names them; `points` is 0 where it tells of something that cost none."""

    text: str
    points: float


@dataclass(frozen=True, slots=True)
class ItemScore:
    """The points won of an item; they and the points of `reasons` add up to `item.points`."""

    item: Item
    won: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """The points of a report, 0…100, and what they are made of."""

    total: float
    items: tuple[ItemScore, ...]


def load(path: Path | None = None) -> Sheet:
    """Return the sheet in `path`, the package's own without one.

    Raises UsageError naming file and key where it cannot be read, names a rule that there is not, counts a finding twice or does not
    add up to 100 points.
    """
    path = path or package_dir("audit") / "score.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))  # an editor on Windows puts a mark in front
    except OSError as error:
        raise UsageError(f"打分表“{path}”：{unreadable(error)}") from error
    except (ValueError, RecursionError) as error:  # bad TOML or no UTF-8, brackets without end
        raise UsageError(f"{path.name}：不是有效的 TOML（{str(error)[:100]}）") from error
    sheet = decode(Sheet, table, path.name)
    _check(sheet, path.name)
    return sheet


def _check(sheet: Sheet, where: str) -> None:
    ids: set[str] = set()
    counted: dict[tuple[str, Severity], str] = {}
    for index, item in enumerate(sheet.item):
        place = f"{where}.item[{index}]"
        if item.id in ids:
            raise UsageError(f"{place}.id：“{item.id}”重复")
        ids.add(item.id)
        _check_places(place, points=item.points)
        if item.group not in GROUPS:
            raise UsageError(f"{place}.group：不认识的规则组“{item.group}”{suggest(item.group, GROUPS)}")
        for number, deduction in enumerate(item.deduct):
            spot = f"{place}.deduct[{number}]"
            check_names(deduction.rules, [*by_name(), *GROUPS], f"{spot}.rules：")
            _check_places(spot, each=deduction.each, most=deduction.most)
            if deduction.most > item.points:
                raise UsageError(f"{spot}.most：{deduction.most:g}分，多于本项的{item.points:g}分")
            for one in ((name, severity) for name in deduction.names for severity in deduction.severities):
                if one in counted:
                    raise UsageError(f"{spot}.rules：“{one[0]}”已经在{counted[one]}扣分，不能扣两次")
                counted[one] = spot.removeprefix(f"{where}.")
    total = sum(item.points for item in sheet.item)
    if not abs(total - WHOLE) < 1e-6:  # adding decimal fractions is a little off
        raise UsageError(f"{where}：各项合计{total:g}分，应为{WHOLE:g}分")


def _check_places(where: str, **points: float) -> None:
    """Refuse points with more decimal places than are shown, since what is shown must add up."""
    for name, value in points.items():
        if value != _rounded(value):
            raise UsageError(f"{where}.{name}：最多写两位小数")


def score(record: Record, sheet: Sheet) -> Score | None:
    """Return the points of `record`, None for a file that was not read."""
    if record.status is not Status.READ:
        return None
    found: dict[tuple[str, Severity], list[FindingRow]] = defaultdict(list)
    for finding in record.findings:
        found[finding.rule, finding.severity].append(finding)
    failed = frozenset(failure.rule for failure in record.failures if failure.rule)
    items = tuple(_judge(item, record, found, failed) for item in sheet.item)
    return Score(_rounded(sum(item.won for item in items)), items)


def _judge(
    item: Item,
    record: Record,
    found: Mapping[tuple[str, Severity], Sequence[FindingRow]],
    failed: frozenset[str],
) -> ItemScore:
    left = item.points
    reasons: list[Reason] = []
    if item.material:
        there = item.material.count(record)
        lost = _rounded(left * max(0, 1 - there / item.material.enough))
        if lost:
            reasons.append(_reason(item.material.lacking(there), lost))
            left = _rounded(left - lost)
    for deduction in item.deduct:
        spare = deduction.most
        beyond: list[str] = []
        for told in _told(deduction, record, found):
            lost = min(deduction.each, spare, left)
            if lost:
                reasons.append(_reason(told, lost))
                spare, left = _rounded(spare - lost), _rounded(left - lost)
            else:
                beyond.append(told)
        if beyond:
            others = f"等{len(beyond)}处" if beyond[1:] else ""
            reasons.append(Reason(f"{beyond[0]}{others}，已经扣满，不再扣分", 0))
    looked_at = dict.fromkeys(name for deduction in item.deduct for name in deduction.names)
    reasons += [Reason(f"规则 {name} 没有运行成，不扣分", 0) for name in looked_at if name in failed]
    return ItemScore(item, left, tuple(reasons))


def _told(
    deduction: Deduction, record: Record, found: Mapping[tuple[str, Severity], Sequence[FindingRow]]
) -> Iterator[str]:
    """Yield what is told of each thing that `deduction` takes points for."""
    if deduction.late and record.late is not None:
        if record.late:
            which = "收到" if record.received else "报告"
            yield f"{which}的日期是{_day(record.arrived)}，应当在{_day(record.due)}之前报送"
        return
    for name in deduction.names:
        for severity in deduction.severities:
            for finding in found.get((name, severity), ()):
                yield f"{finding.message}（{finding.place.label}）" if finding.place else finding.message


def _day(day: datetime.date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _reason(told: str, points: float) -> Reason:
    return Reason(f"{told}，扣 {points:g} 分", points)


def _rounded(points: float) -> float:
    """Return `points` to the hundredth, so that what is shown adds up."""
    return round(points, 2)
