"""发文字号的年份没有用六角括号。

发文字号的年份用了方括号、圆括号或者方头括号（“某政发[2023]5号”）时报告。

为什么：发文字号的年份应当用六角括号“〔 〕”括起来，这是公文格式的固定写法。
怎么改：改成“〔2023〕”。
不报：法院案号（“（2023）某01行初5号”）；已经用了六角括号的。
"""

from collections.abc import Iterator

from checker.model import Context, Finding, Rule, Severity
from checker.rules.together import mended, replaced
from checker.text.pattern import pattern
from checker.text.width import HAN

_NUMBER = pattern(rf"(?<={HAN})\s?[\[（(【［]\s?(?P<year>20\d\d)\s?[\]）)】］](?=\s?第?\s?\d{{1,4}}\s?号)")


def check(ctx: Context) -> Iterator[Finding]:
    """Report each document number with other brackets."""
    edits = replaced(ctx, _NUMBER, lambda match: f"〔{match['year']}〕")
    yield from mended(ctx, edits, "发文字号的年份“{}”没有用六角括号", "改用六角括号“〔〕”")


RULE = Rule("document-number-brackets", "typography", Severity.WARNING, check, fixable=True, local=True, joined=True)
