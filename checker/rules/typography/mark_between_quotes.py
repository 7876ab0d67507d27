"""并列的引号、书名号之间用了顿号。

前后紧挨着的引文之间（“A”、“B”）、书名之间（《A》、《B》）用了顿号时报告，全文合并为一处。

为什么：引号、书名号已经把各项分开，标准规定它们之间通常不用顿号。
怎么改：删去顿号，写成“A”“B”、《A》《B》。
不报：两项之间还有别的字或者括注的；引号和书名号相邻的；用“和”“及”连接的。
"""

from collections.abc import Iterator

from checker.model import Context, Edit, Finding, Fix, Rule, Severity
from checker.text.pattern import pattern
from checker.text.span import Span

_CHAIN = pattern(r"(?:“(?!\d)[^“”\n]{1,60}”、)+“(?!\d)[^“”\n]{1,60}”|(?:《[^《》\n]{1,60}》、)+《[^《》\n]{1,60}》")
_BETWEEN = pattern(r"(?<=[”》])、(?=[“《])")


def check(ctx: Context) -> Iterator[Finding]:
    """Report each list with such marks."""
    for block in ctx.blocks():
        for match in _CHAIN.finditer(ctx.text, *block.span):
            marks = (Span(*mark.span()) for mark in _BETWEEN.finditer(ctx.text, *match.span()))
            fix = Fix("删去顿号", True, tuple(Edit(mark, "") for mark in marks))
            yield ctx.finding(Span(*match.span()), "并列的引号或者书名号之间用了顿号“、”", fix=fix)


RULE = Rule("mark-between-quotes", "typography", Severity.WARNING, check, fixable=True, local=True, joined=True)
