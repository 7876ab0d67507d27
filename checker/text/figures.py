"""Figures as reports write them: 70余条, 3.2万家, 近百件, 3至5名, 百分之九十, 三分之二, 上升3个百分点, 第12位, 2023年, 48号.

One grammar for all rules: the number (Arabic, Chinese, or mixed with 万 and 亿), the approximating words around it
(GB/T 15835-2011 4.3) and the unit or counted noun after it. What figures say of each other stands in `relations`. Years, dates, document numbers and ordinals are told
apart from counts, because they count nothing.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from checker.text.numerals import parse_chinese
from checker.text.pattern import pattern
from checker.text.span import Span
from checker.text.width import HAN


class FigureKind(StrEnum):
    """What a figure says."""

    COUNT = "count"  # 12件, 3万家: things, acts or persons counted
    PERCENT = "percent"  # 98.5%, 百分之九十
    FRACTION = "fraction"  # 三分之二
    POINTS = "points"  # 3个百分点
    MONEY = "money"  # 2.9亿元
    MEASURE = "measure"  # 30日, 200亩, 2倍, 15GB: a quantity in a unit of measure
    NUMBER = "number"  # a number without a unit that is known
    CALENDAR = "calendar"  # 2023年, 3月5日, 2021—2025年
    ORDINAL = "ordinal"  # 第一, 第12位
    DOCUMENT = "document"  # 〔2022〕48号, 711号


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `span` holds approximating words, number and unit; `number` holds the digits with 万 or 亿 alone.

    `value` is None where the text gives no single one (数百, 三四个, 3至5名); `step` is what its last digit is worth
    (1 for 12件, 100 for 3.25万家, 0.1 for 66.7%). `before` (近, 约, 超过), `after` (余, 多) and `behind` (左右, 以上)
    are the approximating words, empty where there are none, and `gaps` their places in that order.
    """

    span: Span
    kind: FigureKind
    number: Span
    value: float | None
    step: float = 1.0
    unit: str = ""
    before: str = ""
    after: str = ""
    behind: str = ""
    gaps: tuple[Span, ...] = ()

    @property
    def exact(self) -> bool:
        """Tell whether the figure gives one value and does not call it approximate."""
        return self.value is not None and not (self.before or self.after or self.behind)

    def shift(self, offset: int) -> "Figure":
        """Return the figure moved by `offset` code points."""
        span, number, *gaps = (place.shift(offset) for place in (self.span, self.number, *self.gaps))
        return replace(self, span=span, number=number, gaps=tuple(gaps))


_COUNTED = (
    "人次|件次|家次|户次|场次|批次|车次|班次|艘次|例次|余次|件|起|宗|份|项|条|个|家|户|人|名|次|场|批|所|处|篇|期|部|例|台|套|本|册|张|辆"
    "|支|位|笔|间|座|块|幅|片|类|种|轮|届|村|站|艘|只|头|枚|架|组|卷|幢|栋|对|则|封|档|桩|堂|节|镇|乡|街道|社区|单位|部门|企业|案|宗|遍|道|门|队"
)
_MEASURED = (
    "平方公里|平方千米|平方米|立方米|公里|千米|海里|米|亩|公顷|吨|公斤|千克|斤|克|立方|千瓦时|千瓦|度|倍|字|分钟|秒|分|岁|周岁|小时|学时|课时"
    "|个工作日|工作日|个月|个小时|个季度|个年度|天|日|周|星期|年|个学时|个课时|[GTMK]B"
)
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
_CHINESE = r"[一二三四五六七八九两十百千][一二三四五六七八九两十百千零〇]{0,8}"
_SOME = r"(?:(?<![件人次户家量总倍指系岁场篇份个])数|几)[十百千万]{1,2}"
_BEFORE = (
    r"大约|大概|约为|(?<![节公合契违制履条预签特邀相民盟失爽誓])约|将近|接近|(?<![最附靠邻临相亲远接将])近|超过|"
    r"超出|(?<!赶)超|逾|(?<![以网线向之马])上(?=[百千万])"
)
_FIGURE = pattern(
    r"(?P<document>[〔\[［(（]20\d\d[〕\]］)）]\s?\d{1,4}\s?号|(?<![\d.])\d{1,4}号(?!楼|线|院|门))"
    r"|(?P<calendar>20\d\d\s?年?\s?[-—–~～至]{1,2}\s?20\d\d\s?年?"
    r"|(?<!\d)(?:20|19)\d\d\s?年度?(?:\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?)?|二[〇零○][一二三四五六七八九〇零○]{2}年"
    r"|(?<!\d)\d{1,2}\s?月(?:份|底|初|中旬|上旬|下旬|\s?\d{1,2}\s?日)?)"
    rf"|(?P<ordinal>第\s?(?:\d+|[一二三四五六七八九十百]+){HAN}?)"
    rf"|(?P<before>{_BEFORE})?(?:(?P<tenths>[一二三四五六七八九]成)(?![效果立为员本功熟绩就型都交])(?P<after0>多)?"
    r"|百分之(?P<chinese_percent>[一二三四五六七八九十百零〇点]{1,8}|\d+(?:\.\d+)?)"
    r"|(?P<below>[二三四五六七八九十]{1,3})分之(?P<above>[一二三四五六七八九十]{1,3})"
    rf"|(?P<number>{_SOME}|(?<![\dA-Za-z.])(?:{_DIGITS})|{_CHINESE})(?P<after1>余|多|(?<=[十百千])来)?"
    r"(?P<scale>[千百]?[万亿](?!元户)|万(?=元户))?(?P<after2>余|多)?"
    rf"(?P<unit>个?百分点|[%％‰]|元|美元|港元|{_MEASURED}|{_COUNTED})?)(?P<behind>左右|上下|以上|以下|以内|之多)?"
)
_SCALES = {
    "": 1,
    "万": 10_000,
    "亿": 100_000_000,
    "千万": 10_000_000,
    "百万": 1_000_000,
    "千亿": 100_000_000_000,
    "百亿": 10_000_000_000,
}
_MEASURE = pattern(_MEASURED)
_ADJACENT = pattern(r"十?[一二三四五六七八九两]{2}[十百千万]?")  # 三四个, 十二三家, 两三百件: about as many
_RANGE = pattern(r"[-—–－~～至]{1,2}")
_ARTICLES = frozenset("一")  # 一个, 一批, 一次: an article more often than a count; 一倍 is always a figure
_CASES = frozenset({"件", "起", "宗", "例", "案"})  # cases are counted in each of these
_PERSONS = frozenset({"人", "名", "位"})


@lru_cache(maxsize=2048)
def figures(text: str, start: int = 0, end: int | None = None) -> tuple[Figure, ...]:
    """Return the figures of `text[start:end]` in order.

    Chinese digits count only before a unit that is known (十余次, 三起; not 三定 or 一网通办). “近” before a stretch
    of time means “recent” and is no approximation (近三年). Two figures with a mark of range between them are one.
    """
    stop = len(text) if end is None else end
    found: list[Figure] = []
    for match in _FIGURE.finditer(text, start, stop):
        figure = _read(match)
        if figure is None:
            continue
        if found and _is_range(text, found[-1], figure):
            figure = _range(found.pop(), figure)
        found.append(figure)
    return tuple(found)


def kin(unit: str) -> str:
    """Return a unit that stands for all units which count the same thing as `unit` (件 and 起, 人 and 名)."""
    return "件" if unit in _CASES else "人" if unit in _PERSONS else unit


def _is_range(text: str, low: Figure, high: Figure) -> bool:
    like = low.kind in (high.kind, FigureKind.NUMBER)
    return like and bool(high.unit) and bool(_RANGE.fullmatch(text, low.span.end, high.span.start))


def _range(low: Figure, high: Figure) -> Figure:
    return replace(
        high,
        span=Span(low.span.start, high.span.end),
        number=Span(low.number.start, high.number.end),
        value=None,
        before=low.before,
        gaps=low.gaps + high.gaps,
    )


def _read(match: re.Match[str]) -> Figure | None:
    span = Span(*match.span())
    for kind in (FigureKind.DOCUMENT, FigureKind.CALENDAR, FigureKind.ORDINAL):
        if match[kind.value]:
            return Figure(span, kind, span, None)
    figure = _share(match) or _amount(match)
    if figure is None:
        return None
    before = match["before"] or figure.before
    if figure.kind is FigureKind.MEASURE and before in ("近", "接近", "将近"):
        before = ""
    names = ("before", "after0", "after1", "after2", "behind")
    return replace(
        figure,
        before=before,
        after=match["after0"] or match["after1"] or match["after2"] or "",
        behind=match["behind"] or "",
        gaps=tuple(Span(*match.span(name)) for name in names if match[name] and (before or name != "before")),
    )


def _share(match: re.Match[str]) -> Figure | None:
    span = Span(*match.span())
    if share := match["chinese_percent"]:
        return Figure(span, FigureKind.PERCENT, span, _value(share, ""), _step(share, ""), "%")
    if tenths := match["tenths"]:
        return Figure(span, FigureKind.PERCENT, span, 10.0 * (parse_chinese(tenths[0]) or 0), 10.0, "成")
    below, above = (parse_chinese(match[name] or "") for name in ("below", "above"))
    return Figure(span, FigureKind.FRACTION, span, above / below) if below and above else None


def _amount(match: re.Match[str]) -> Figure | None:
    number, scale, unit = match["number"], match["scale"] or "", match["unit"] or ""
    if not number or (not unit and not number[0].isdigit()):
        return None
    if number in _ARTICLES and not scale and unit != "倍":
        return None
    return Figure(
        span=Span(*match.span()),
        kind=_kind(unit),
        number=Span(match.start("number"), max(match.end("number"), match.end("scale"))),
        value=_value(number, scale),
        step=_step(number, scale),
        unit=unit,
        before="数" if number[0] in "数几" else "",
    )


def _kind(unit: str) -> FigureKind:
    if not unit:
        return FigureKind.NUMBER
    if unit in "%％‰":
        return FigureKind.PERCENT
    if unit.endswith("百分点"):
        return FigureKind.POINTS
    if unit.endswith("元"):
        return FigureKind.MONEY
    return FigureKind.MEASURE if _MEASURE.fullmatch(unit) else FigureKind.COUNT


def _value(number: str, scale: str) -> float | None:
    if number[0].isdigit():
        return float(Decimal(number.replace(",", "")) * _SCALES[scale])
    whole, _, fraction = number.partition("点")
    value = parse_chinese(whole)
    if value is None or _ADJACENT.fullmatch(whole):
        return None
    decimals = parse_chinese(fraction) if fraction else 0
    return float(value + (decimals or 0) / 10.0 ** len(fraction)) * _SCALES[scale]


def _step(number: str, scale: str) -> float:
    return _SCALES[scale] / 10.0 ** len(number.replace("点", ".").partition(".")[2])
