"""年份写成两位。

年份只写了后两位（“22年12月”“21年度”）时报告。

为什么：年份简写容易读成时间长短（“20年底”），公文里应写四位。
怎么改：写成四位，例如“2022年12月”。
不报：表示时间长短的“20年”“近10年”；四位年份；“十四五”等规划名称；引号里的话。
"""

from collections.abc import Iterator

from checker.model import Context, Finding, Rule, Severity
from checker.rules.together import mended, replaced
from checker.text.pattern import pattern

_SHORT = pattern(
    r"(?<![\d.“〇一二三四五六七八九十近约前后每满逾超达共为了])(?P<year>1[0-9]|2[0-9])(?P<rest>年(?:\d{1,2}月|度(?!过)))"
)


def check(ctx: Context) -> Iterator[Finding]:
    """Report each year of two digits before a month or 度."""
    edits = replaced(ctx, _SHORT, lambda match: f"20{match['year']}{match['rest']}")
    yield from mended(ctx, edits, "年份“{}”只写了两位", "补足四位年份")


RULE = Rule("year-shortened", "typography", Severity.WARNING, check, fixable=True, local=True, joined=True)
