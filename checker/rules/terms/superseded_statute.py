"""引用了已经废止的法律、文件。

书名号里的法律、法规、文件在报告年度开始以前就已经废止或者被代替，还当作现行的来引用时报告。

为什么：引用失效的法律、文件，行文依据就不准确。
怎么改：改引现行的；确实讲的是以前的事，写明“原《……》”或者“废止前的《……》”。
不报：报告年度内才废止的；前面写了“原”，或者说的就是废止、修改、清理它的；不知道报告年度的；不足部分讲历史的。
"""

import datetime
from collections.abc import Iterator

from checker.model import Basis, Context, Demand, Finding, Rule, Severity, Statute
from checker.rules.hits import around
from checker.rules.titles import known, titles
from checker.text.pattern import pattern

_FORMER_BEFORE = pattern(
    r"(?:原|旧|废止了?|取代了?|代替了?|替代了?|修订前的?|废止前的?|失效的?|清理了?|停止执行|不再适用|此前的?|以前的?)\s?\Z"
)
_FORMER_AFTER = pattern(
    r"[^，。；《》]{0,12}(?:废止|失效|修改为|修订为|更名|取代|停止执行|不再|过渡|衔接|变更为|替换)|等?[^，。；《》]{0,6}同时废止"
)
_REACH = 20


def check(ctx: Context) -> Iterator[Finding]:
    """Report each title that had gone out of force before the report year began."""
    if ctx.year is None:
        return
    begins = datetime.date(ctx.year, 1, 1)
    for span, title in titles(ctx.text):
        found = known(ctx.lexicon, title)
        if not found or any(_in_force(statute, begins) for statute in found):
            continue
        before, after = around(ctx.text, span, _REACH)
        if _FORMER_BEFORE.search(before) or _FORMER_AFTER.match(after):
            continue
        statute = found[0]
        until = statute.until
        when = f"{until.year}年{until.month}月{until.day}日后" if until else ""
        now = f"，现行的是《{statute.replaced_by}》" if statute.replaced_by else ""
        norm = statute.replaced_by or statute.title
        yield ctx.finding(
            span, f"《{title}》{when}不再有效{now}", Demand("", (Basis(norm, "", statute.evidence),), None)
        )


def _in_force(statute: Statute, day: datetime.date) -> bool:
    return statute.until is None or statute.until >= day


RULE = Rule("superseded-statute", "terms", Severity.WARNING, check, needs=frozenset({"lexicon"}), local=True)
