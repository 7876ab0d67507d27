"""月、日前面多了“0”。

日期写成“2023年03月05日”时报告，全文合并为一处。

为什么：公文日期的月、日不编虚位，不写前面的“0”。
怎么改：写成“2023年3月5日”。
不报：数字编号、时刻（08:30）；“2010-03-02”这样的全数字日期。
"""

from collections.abc import Iterator

from checker.model import Context, Finding, Rule, Severity
from checker.rules.together import mended, replaced
from checker.text.pattern import pattern

_ZERO = pattern(
    r"(?<=年)0[1-9]月(?:0?[1-9]日|[12]\d日|3[01]日)?|(?<=[年至到、—～-])0[1-9]月0?\d{1,2}日|(?<=\d月)0[1-9]日"
)


def check(ctx: Context) -> Iterator[Finding]:
    """Report each date with a zero in front of month or day."""
    edits = replaced(ctx, _ZERO, lambda match: match[0].lstrip("0").replace("月0", "月"))
    yield from mended(ctx, edits, "日期“{}”的月、日前面多了“0”", "删去前面的“0”")


RULE = Rule("leading-zero-date", "typography", Severity.WARNING, check, fixable=True, local=True, joined=True)
