"""月日简称的间隔号用错了。

“12.4”国家宪法日、“4.15”全民国家安全教育日这类月日简称，中间用了小数点时报告。

为什么：月日简称是节日、事件的名称，中间应当用间隔号“·”，用小数点会读成数。
怎么改：改成“12·4”“4·15”。
不报：小数、版本号、章节号；没有引号、后面也不是节日名称的；已经用了间隔号的。
"""

from collections.abc import Iterator

from checker.model import Context, Finding, Rule, Severity
from checker.rules.together import mended, replaced
from checker.text.pattern import pattern
from checker.text.width import HAN

_DATE = r"(?:1[0-2]|[1-9])[.．•](?:3[01]|[12]\d|[1-9])"
_UNIT = r"[%％个倍米万亿元级版公里小时度分次期年月日号千百天吨亩版]|工作日"
# alone in quotes; or, in quotes or not, right before the name of a day
_NAMED = pattern(rf"(?<=“){_DATE}(?=”)|(?<![\d.．]){_DATE}(?!{_UNIT}|\d)(?={HAN}{{2,14}}?(?:日|节|周)(?!期))")
_DOT = pattern(r"[.．•]")


def check(ctx: Context) -> Iterator[Finding]:
    """Report each such name with a dot."""
    edits = replaced(ctx, _NAMED, lambda match: _DOT.sub("·", match[0]))
    yield from mended(ctx, edits, "月日简称“{}”的间隔号用成了小数点", "改用间隔号“·”")


RULE = Rule("date-name-dot", "typography", Severity.WARNING, check, fixable=True, local=True, joined=True)
