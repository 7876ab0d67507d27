"""约数词重叠。

一个数前后用了两个表示约数的词，例如“近100余件”“约20左右”“超过30多场”，报告这个数。

为什么：“近”是不到，“余”是超过，叠在一起互相矛盾；“约”和“左右”意思相同，叠在一起重复。
怎么改：只留一个约数词；能写准确数的，写准确数。
不报：只有一个约数词的；“近三年”这样表示“最近”的；书名号和引号里的。
"""

from collections.abc import Iterator

from checker.model import Context, Edit, Finding, Fix, Rule, Severity
from checker.rules.account import shown
from checker.text.clauses import unquoted
from checker.text.figures import figures
from checker.text.span import Span


def check(ctx: Context) -> Iterator[Finding]:
    """Report each figure with two or more approximating words; the fix keeps the first."""
    for sentence, words in ctx.sentences():
        for figure in figures(unquoted(words)):
            if len(figure.gaps) < 2:
                continue
            span = figure.span.shift(sentence.span.start)
            edits = tuple(Edit(gap.shift(sentence.span.start), "") for gap in figure.gaps[1:])
            fix = Fix("只留第一个约数词", safe=False, edits=edits)
            yield ctx.finding(
                span, f"“{shown(ctx.text, span)}”叠用了约数词{_named(ctx, figure.gaps, sentence.span.start)}", fix=fix
            )


def _named(ctx: Context, gaps: tuple[Span, ...], offset: int) -> str:
    return "".join(f"“{gap.shift(offset).of(ctx.text)}”" for gap in gaps)


RULE = Rule("stacked-approximation", "quantity", Severity.WARNING, check, fixable=True, local=True)
