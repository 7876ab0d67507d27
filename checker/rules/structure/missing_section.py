"""缺少规定的部分。

年度报告应当写明四个方面：举措和成效、不足和原因、第一责任人履职情况、下一年度安排。全文找不到其中一个方面时报告。

为什么：缺一个部分，报告就不完整，报送后会被退回补写。
怎么改：补写这个部分，并给它一个标题；确实没有内容的，保留标题并如实说明。
不报：部分按意思识别，标题怎么写、排第几、是一级还是二级标题都可以；写了但没有单独标题的，见 buried-section。
"""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Context, Finding, PartKind, Rule, Severity
from checker.rules.parts import buried


@dataclass(frozen=True, slots=True)
class Params:
    """The part that must be there and what to call it."""

    part: PartKind
    title: str


def check(ctx: Context) -> Iterator[Finding]:
    """Report each required part that neither has a heading nor stands as sentences elsewhere."""
    for demand in ctx.requirements:
        if ctx.anatomy.part(demand.params.part) is None and not buried(ctx, demand.params.part):
            yield ctx.finding(None, f"缺少“{demand.params.title}”部分", demand)


RULE = Rule("missing-section", "structure", Severity.ERROR, check, params=Params, needs=frozenset({"labels"}))
