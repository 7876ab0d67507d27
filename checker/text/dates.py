"""Dates and years as reports write them: 2023年3月29日, 二〇二三年三月二十九日, 2023-03-29."""

import bisect
import datetime
from collections.abc import Iterator

from checker.text.numerals import parse_chinese
from checker.text.pattern import pattern
from checker.text.span import Span

_YEAR = r"(?:20\d\d|二[〇零○O][一二三四五六七八九〇零○]{2})"
_YEAR_MARK = pattern(rf"({_YEAR})\s?年")
_DATE = pattern(
    rf"({_YEAR})\s?(?:年\s?(\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s?月(?:\s?(\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s?日)?"
    r"|[-./](\d{1,2})[-./](\d{1,2})(?!\d))"
)


def _number(text: str) -> int:
    return int(text) if text.isascii() else parse_chinese(text) or 0


def years(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, Span]]:
    """Yield each “2023年” or “二〇二三年” of `text[start:end]` with its span."""
    for match in _YEAR_MARK.finditer(text, start, len(text) if end is None else end):
        yield _number(match[1]), Span(*match.span())


def dates(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[datetime.date, Span]]:
    """Yield each date of `text[start:end]`; a date without a day counts as the first of the month. Impossible dates are left out."""
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        year, month, day, month2, day2 = match.groups()
        try:
            yield (
                datetime.date(_number(year), _number(month or month2), _number(day or day2 or "1")),
                Span(*match.span()),
            )
        except ValueError:
            continue


_DAY = pattern(
    rf"(?:({_YEAR})\s?年\s?)?(?<![\d一二三四五六七八九十])(\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s?月"
    r"\s?(\d{1,2}|[一二三四五六七八九十]{1,3})\s?日"
)
_LUNAR = pattern(r"[农阴旧夏]历\s?\Z")
_LEAP_YEAR = 2024  # where no year is given, the 29th of February may be right


def impossible_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the places in `text[start:end]` where a day is named that no calendar has: 2月30日, 2023年2月29日, 13月1日.

    Chinese numerals count only after a year, since 二月三十日 may be a day of the lunar calendar.
    """
    for match in _DAY.finditer(text, start, len(text) if end is None else end):
        year, month, day = match.groups()
        if _LUNAR.search(text, max(start, match.start() - 3), match.start()) or not (year or (month + day).isascii()):
            continue
        try:
            datetime.date(_number(year) if year else _LEAP_YEAR, _number(month), _number(day))
        except ValueError:
            yield Span(*match.span())


_QUOTED = pattern(r"《[^》\n]{0,200}》|〔[^〕\n]{0,20}〕|\[[^\]\n]{0,20}\]|“[^”\n]{0,200}”")
_BESIDE_RANGE = pattern(r"[-—－~～至到]\s?\Z")
_NOT_WHOLE = pattern(r"\s?(?:以来|[-—－~～至到]|\d{1,2}\s?月|[一二三四五六七八九十]{1,2}月|底|末|初)")


def _inside(quoted: list[Span], place: Span) -> bool:
    index = bisect.bisect_left(quoted, place.end, key=lambda quote: quote.start) - 1
    return index >= 0 and quoted[index].end > place.start


def whole_years(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, Span]]:
    """Yield the years that stand for a year of work: not in a title or document number, a range, a date, “以来”, “底”."""
    stop = len(text) if end is None else end
    quoted = [Span(*match.span()) for match in _QUOTED.finditer(text, start, stop)]  # in order, none inside another
    for year, place in years(text, start, stop):
        if (
            not _inside(quoted, place)
            and not _BESIDE_RANGE.search(text[max(start, place.start - 2) : place.start])
            and not _NOT_WHOLE.match(text, place.end)
        ):
            yield year, place
