"""用倍数说减少。

“下降”“减少”“降低”“缩短”之后直接写倍数（“下降2倍”“减少了一倍”）时报告。

为什么：减少一倍就没有了，减少的幅度不能用倍数表示，读的人不知道究竟减少到多少。
怎么改：写成百分数或者分数，例如“下降三分之二”“减少50%”；或者写明由多少降到多少。
不报：增长的倍数；“降到原来的0.5倍”“由5倍降至2倍”这样写结果的。
"""

from collections.abc import Iterator

from checker.model import Context, Finding, Rule, Severity
from checker.rules.account import shown
from checker.text.figures import FigureKind
from checker.text.relations import Direction, statements
from checker.text.span import Span

_LONGEST = 2000


def check(ctx: Context) -> Iterator[Finding]:
    """Report a fall given in multiples."""
    for sentence, words in ctx.sentences():
        if "倍" not in words or len(words) > _LONGEST:
            continue
        for statement in statements(words):
            figure = statement.figure
            if figure.kind is FigureKind.MEASURE and figure.unit == "倍" and statement.change is Direction.DOWN:
                span = Span(statement.clause.start, figure.span.end).shift(sentence.span.start)
                yield ctx.finding(span, f"“{shown(ctx.text, span)}”用倍数表示减少")


RULE = Rule("decrease-in-multiples", "figures", Severity.ERROR, check, local=True)
