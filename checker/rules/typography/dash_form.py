"""破折号、连接号的形式不对。

段首列举只用了一个“—”，或者正文里年份的起止用了半字线“-”时报告。

为什么：破折号占两个字；起止年份用一字线“—”或者浪纹线“～”，半字线是编号里用的。
怎么改：段首列举改成“——”；起止年份改成“2021—2025年”。
不报：书名号里的（以文件自己的写法为准）；日期“2023-05-01”、电话、编号里的“-”；地名之间的“—”。
"""

from collections.abc import Iterator

from checker.model import Context, Finding, Rule, Severity
from checker.text.clauses import unquoted
from checker.text.pattern import pattern
from checker.text.span import Span

_FORM = pattern(r"\A\s*(?P<dash>[—–-])(?![—–-])(?=\s?[^\d\s—–-])|(?<![\d-])20\d\d年?(?P<hyphen>-{1,2})20\d\d年")


def check(ctx: Context) -> Iterator[Finding]:
    """Report each single dash that opens a paragraph, and each hyphen between two years."""
    for block in ctx.blocks():
        words = block.span.of(ctx.text)
        if not any(mark in words for mark in "—–-"):
            continue
        for match in _FORM.finditer(unquoted(words)):
            name = "dash" if match["dash"] else "hyphen"
            told = f"段首的破折号只有一个“{match[name]}”" if match["dash"] else f"起止年份用了半字线“{match[name]}”"
            yield ctx.finding(Span(*match.span(name)).shift(block.span.start), told)


RULE = Rule("dash-form", "typography", Severity.WARNING, check, local=True)
