"""每面行数不合规定。

按多数正文段落的行距算出一面排的行数，不是22行左右时报告；只查 Word 文件。

为什么：公文一般每面排22行，并撑满版心。
怎么改：在“页面设置—文档网格”里指定每页22行，段落行距用单倍并对齐网格；也可以把行距设为固定值28磅到29磅。
不报：21行、23行（标准允许特定情况下适当调整）；行距随字体高低而变、算不准的；每行的字数；段前段后的空。
"""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Context, Finding, Rule, Severity
from checker.rules.setting import body, pages

_POINTS = 72 / 25.4  # a millimetre
_ROUNDING = 0.02  # of a line: a grid of 22 lines is written in whole twentieths of a point
_ADJUSTED = 1  # lines more or less


@dataclass(frozen=True, slots=True)
class Params:
    """Lines on a page whose text area has the height, in millimetres."""

    lines: int
    text_height: float


def check(ctx: Context) -> Iterator[Finding]:
    """Report a distance of lines that fills the page with too many or too few."""
    asked: Params = ctx.requirements[0].params
    found = pages(ctx)
    pitches = Counter(paragraph.pitch for paragraph in body(ctx))
    if not found or not pitches:
        return
    pitch = pitches.most_common(1)[0][0]
    if pitch is None or pitch <= 0:
        return
    # margins that are off are told by another rule: the lines are wrong only where they are so on a right page, too
    counts = [math.floor(height * _POINTS / pitch + _ROUNDING) for height in (found[0].text_height, asked.text_height)]
    if all(abs(count - asked.lines) > _ADJUSTED for count in counts):
        yield ctx.finding(None, f"正文行距为{pitch:g}磅，每面排{counts[0]}行，应为{asked.lines}行")


RULE = Rule(
    "lines-per-page", "layout", Severity.WARNING, check, params=Params, needs=frozenset({"layout"}), default=False
)
