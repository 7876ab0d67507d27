"""规划、行动已经到期还当作正在实施。

五年规划、三年行动等已经到期，或者还没有开始，却写成正在深入实施时报告。

为什么：多半是沿用以前的稿子；规划期以外的工作，上级核对时会认为没有更新。
怎么改：改成现行的规划；确实是总结、验收、收官或者谋划、编制的，写明白。
不报：写总结、验收、收官、评估、回顾、“以来”的；写启动、谋划、编制、准备的；书名号里的；不知道报告年度的。
"""

from collections.abc import Iterator

from checker.model import Basis, Context, Demand, Finding, Plan, Rule, Severity
from checker.rules.hits import around, hits
from checker.text.pattern import pattern
from checker.text.span import Span

_OVER = pattern(
    r"总结|验收|收官|收尾|评估|回顾|以来|圆满|期间|完成|末期|终期|结束|检查验收|中期|十年|先进|表彰|荣获|获评|建成|任务|巩固|期满|时期|成果|成效|至|到|延续|验评|迎检"
)
_AHEAD = pattern(
    r"启动|前期|调研|预研|谋划|编制|准备|规划|起草|研究|筹备|开局|制定|衔接|承上启下|接续|新一轮|印发|出台|部署"
)
_MARK = pattern(r"[。；！？]")
_REACH = 24


def check(ctx: Context) -> Iterator[Finding]:
    """Report each plan of the table that is spoken of as current outside its term."""
    if ctx.year is None:
        return
    plans = {name: plan for plan in ctx.lexicon.plans for name in plan.names if name in ctx.text}
    for span in hits(ctx.text, plans):
        plan = plans[span.of(ctx.text)]
        trouble = _trouble(ctx, span, plan)
        if trouble:
            demand = Demand("", (Basis(plan.title, "", plan.evidence),), None)
            yield ctx.finding(span, f"“{_shown(plan)}”{trouble}", demand)


def _trouble(ctx: Context, span: Span, plan: Plan) -> str:
    year = ctx.year or 0
    before, after = around(ctx.text, span, _REACH)
    near = _MARK.split(before)[-1] + _MARK.split(after)[0]
    if year > plan.last_year and not _OVER.search(near):
        return f"的期限是{plan.first_year}—{plan.last_year}年，{year}年已经到期，还写成正在实施"
    if year < plan.first_year - 1 and not _AHEAD.search(near):
        return f"从{plan.first_year}年开始，{year}年还没有"
    return ""


def _shown(plan: Plan) -> str:
    return plan.names[0].replace("“", "").replace("”", "")


RULE = Rule("stale-plan", "terms", Severity.WARNING, check, needs=frozenset({"lexicon"}), local=True)
