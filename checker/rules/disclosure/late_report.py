"""报告的日期晚于规定的期限。

落款或者题下的日期在规定的报送期限之后时报告。期限按报告主体的级别和报告年度确定。

为什么：督察工作规定对每一级的年度报告都规定了报送和公开的时间，逾期会被督促、通报。
怎么改：核对日期有没有写错；确实逾期的，尽快报送，并在下一年提前安排起草和审签。
不报：文中没有日期，或者看不出报告年度、报告主体级别的；国务院部门的报告；日期在报告年度之内的。
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Context, Finding, Rule, Severity
from checker.text.pattern import pattern

# the departments of the State Council have the later day of the provinces
_CENTRAL = pattern(r"\A(?:国家|国务院|中国|中央|最高)|\A[^省市州县区旗镇乡]{2,8}(?:部|总局|署)\Z")


@dataclass(frozen=True, slots=True)
class Params:
    """The day of the following year before which the report is due."""

    month: int
    day: int


def check(ctx: Context) -> Iterator[Finding]:
    """Report a date on or after the day before which the report was due."""
    facts = ctx.anatomy.facts
    if facts.year is None or facts.level is None or facts.dated is None:
        return
    dated = facts.dated.value
    for demand in ctx.requirements:
        before = due(facts.year.value, facts.body.value if facts.body else "", demand.params)
        if before and dated >= before:
            words = f"报告的日期是“{_shown(dated)}”，{facts.level.value.chinese}的报告应当在{_shown(before)}之前报送"
            yield ctx.finding(facts.dated.evidence, words, demand)


def due(year: int, body: str, params: Params) -> datetime.date | None:
    """Return the day before which the report of `body` on `year` was due, None for a body that `params` are not meant for."""
    return None if _CENTRAL.search(body) else datetime.date(year + 1, params.month, params.day)


def _shown(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


RULE = Rule("late-report", "disclosure", Severity.WARNING, check, params=Params)
