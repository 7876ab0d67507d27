"""规定的部分没有单独的标题。

内容写了，但夹在别的部分里，没有自己的标题时报告。

为什么：规定的四个方面应当各自成为一个部分；夹在别处，审核的人找不到，容易被认为没有写。
怎么改：把这些内容移出来，加上自己的标题，例如“三、主要负责人履行第一责任人职责情况”“四、下一年度工作安排”。
不报：有二级标题的；整个部分都没有写的，见 missing-section。
"""

from collections.abc import Iterator

from checker.model import Context, Finding, Rule, Severity
from checker.rules.parts import buried
from checker.rules.structure.missing_section import Params


def check(ctx: Context) -> Iterator[Finding]:
    """Report each required part that stands as sentences only, at the first of them."""
    for demand in ctx.requirements:
        sentences = buried(ctx, demand.params.part)
        if sentences:
            above = sentences[0].headings
            where = f"只在“{above[-1]}”里写到" if above else "只夹在正文里"
            related = tuple(sentence.span for sentence in sentences[1:])
            yield ctx.finding(
                sentences[0].span, f"“{demand.params.title}”没有单独的标题，{where}", demand, related=related
            )


RULE = Rule("buried-section", "structure", Severity.WARNING, check, params=Params, needs=frozenset({"labels"}))
