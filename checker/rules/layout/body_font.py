"""正文的字体、字号不合规定。

正文不是三号仿宋时报告，用同一种字体、字号的段落合并为一处；只查 Word 文件，一段以其中多数的字为准。

为什么：公文正文一般用3号仿宋体字。
怎么改：选中这些段落，字体改为仿宋（仿宋_GB2312、方正仿宋等同），字号改为三号。
不报：标题、落款、图表及其题注和说明、附件；不成句的短行；居中、居右的段落；段落里少数字用了别的字体；数字、字母的字体；加粗；不认识的字体。
"""

from collections import defaultdict
from collections.abc import Iterator

from checker.model import Context, Finding, Rule, Severity
from checker.rules.setting import Face, Look, asked_for, body, differs, look, named
from checker.rules.together import together
from checker.text.span import Span, strip


def check(ctx: Context) -> Iterator[Finding]:
    """Report each font and size in which paragraphs are wrongly set."""
    asked: Face = ctx.requirements[0].params
    leads = {heading.span.start: heading.span for heading in ctx.anatomy.outline if heading.run_in}
    wrong: dict[Look, list[Span]] = defaultdict(list)
    for paragraph in body(ctx):
        span = strip(ctx.text, paragraph.span)
        lead = leads.get(span.start)
        found = look([paragraph], span if lead is None else Span(lead.end, span.end))
        if found and differs(found, asked, ctx.lexicon):
            wrong[found].append(span)
    for found, spans in wrong.items():
        yield from together(ctx, spans, f"正文用{named(found, ctx.lexicon)}，应为{asked_for(asked)}")


RULE = Rule(
    "body-font",
    "layout",
    Severity.WARNING,
    check,
    params=Face,
    needs=frozenset({"layout", "lexicon"}),
    default=False,
)
