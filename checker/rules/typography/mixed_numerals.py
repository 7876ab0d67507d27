"""阿拉伯数字和汉字数字混着写。

一个数里阿拉伯数字后面跟“百”“千”“十”（“3百”“4千”），或者和“几”连用（“20几”）时报告。

为什么：一个数只能用一种写法，汉字单位里只有“万”“亿”可以和阿拉伯数字连用；带“几”的概数用汉字。
怎么改：写成“300”“4000”“二十几”。
不报：“3.5万”“2亿”；千米、千克、百分点等计量单位；“5千瓦”“10百万千瓦时”等。
"""

from collections.abc import Iterator

from checker.model import Context, Finding, Rule, Severity
from checker.text.pattern import pattern
from checker.text.span import Span

_COUNTED = r"[多余]?[个件人次户家名场份元]"
_MIXED = pattern(
    rf"(?<![\d.A-Za-z])\d{{1,3}}(?:\.\d)?[百千]{_COUNTED}"
    rf"|(?<![\d.])\d{{1,3}}几(?={_COUNTED}|年|天|万)|几\d{{1,3}}(?={_COUNTED}|年|天|万)"
)


def check(ctx: Context) -> Iterator[Finding]:
    """Report each number written half in Arabic, half in Chinese digits."""
    for block in ctx.blocks():
        for match in _MIXED.finditer(ctx.text, *block.span):
            yield ctx.finding(Span(*match.span()), f"“{match[0]}”把阿拉伯数字和汉字数字混在一起")


RULE = Rule("mixed-numerals", "typography", Severity.WARNING, check, local=True)
