"""数值范围的前一个数没有单位。

写“15～30%”“13—17万元”，前一个数没有写百分号或者“万”“亿”时报告。

为什么：“13～17万元”可以读成13元到17万元；百分数、万、亿不能省。
怎么改：两个数都写单位，例如“15%～30%”“13万元～17万元”。
不报：年份、页码、时间；两个数都有单位的；用“至”连接的；单位不会读错的（3～5件）。
"""

from collections.abc import Iterator

from checker.model import Context, Finding, Rule, Severity
from checker.rules.together import mended, replaced
from checker.text.pattern import pattern

_RANGE = pattern(
    r"(?<![\d.年月〔\[（(第-])(?P<low>\d{1,6}(?:\.\d{1,4})?)(?P<mark>[~～—–-]{1,2})(?P<high>\d{1,6}(?:\.\d{1,4})?)"
    r"(?P<unit>[%％]|[万亿](?:元)?)"
)


def check(ctx: Context) -> Iterator[Finding]:
    """Report each range whose first number lacks its unit."""
    edits = replaced(ctx, _RANGE, lambda match: "{low}{unit}{mark}{high}{unit}".format(**match.groupdict()))
    yield from mended(ctx, edits, "“{}”的前一个数没有写单位", "补上前一个数的单位", safe=False)


RULE = Rule("range-without-unit", "typography", Severity.WARNING, check, fixable=True, local=True, joined=True)
