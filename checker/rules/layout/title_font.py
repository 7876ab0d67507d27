"""标题的字体、字号不合规定。

报告的标题不是二号小标宋时报告，只查 Word 文件。

为什么：公文标题一般用2号小标宋体字。
怎么改：选中标题，字体改为方正小标宋等小标宋体，字号改为二号。
不报：没有认出标题的；加粗、行距；不认识的字体；标题下面的日期。
"""

from collections.abc import Iterator

from checker.model import Context, Finding, PartKind, Rule, Severity
from checker.rules.setting import Face, asked_for, differs, layout, look, named


def check(ctx: Context) -> Iterator[Finding]:
    """Report a title that is wrongly set."""
    asked: Face = ctx.requirements[0].params
    title = ctx.anatomy.part(PartKind.TITLE)
    if title is None:
        return
    found = look(layout(ctx).paragraphs, title.span)
    if found and differs(found, asked, ctx.lexicon):
        yield ctx.finding(title.span, f"标题用{named(found, ctx.lexicon)}，应为{asked_for(asked)}")


RULE = Rule(
    "title-font",
    "layout",
    Severity.WARNING,
    check,
    params=Face,
    needs=frozenset({"layout", "lexicon"}),
    default=False,
)
