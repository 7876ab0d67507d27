"""页边距不合规定。

天头（上边距）、订口（左边距）或者版心的大小不合规定时报告，同样的页合并为一处；只查 Word 文件，天头、订口允许差1毫米。

为什么：公文的天头为37毫米，订口为28毫米，版心为156毫米×225毫米，装订和套印都按这个尺寸。
怎么改：在“页面设置—页边距”里写上3.7厘米、下3.5厘米、左2.8厘米、右2.6厘米，装订线为0。
不报：横排表格所在的横向页；附件的页；装订线加左边距合乎订口的；版心相差不到2毫米的。
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Context, Finding, PageSetup, Rule, Severity
from checker.rules.setting import pages


@dataclass(frozen=True, slots=True)
class Params:
    """Margins, how far they may be off, and the text area, in millimetres."""

    top: float
    left: float
    tolerance: float
    text_width: float
    text_height: float


def check(ctx: Context) -> Iterator[Finding]:
    """Report each page setup whose margins or text area are off."""
    found = Counter(_wrong(page, ctx.requirements[0].params) for page in pages(ctx))
    for message, count in found.items():
        if message:
            yield ctx.finding(None, message, occurrences=count)


def _wrong(page: PageSetup, asked: Params) -> str:
    wrong = [
        f"{name}为{length:.1f}毫米，应为{wanted:g}毫米"
        for name, length, wanted in (("天头（上边距）", page.top, asked.top), ("订口（左边距）", page.left, asked.left))
        if abs(length - wanted) > asked.tolerance
    ]
    # either side of the text area may be off by the tolerance
    off = max(abs(page.text_width - asked.text_width), abs(page.text_height - asked.text_height))
    if off > 2 * asked.tolerance:
        wrong.append(
            f"版心为{page.text_width:.1f}毫米×{page.text_height:.1f}毫米，"
            f"应为{asked.text_width:g}毫米×{asked.text_height:g}毫米"
        )
    return "；".join(wrong)


RULE = Rule(
    "page-margins", "layout", Severity.WARNING, check, params=Params, needs=frozenset({"layout"}), default=False
)
