"""纸张不是A4。

正文所在的页不是 A4 纸（210毫米×297毫米）时报告，只查 Word 文件，允许差1毫米。

为什么：公文用 A4 型纸。
怎么改：在“页面设置—纸张”里选 A4。
不报：横排表格所在的横向页；附件的页；没有写明纸张大小的文件。
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Context, Finding, Rule, Severity
from checker.rules.setting import pages


@dataclass(frozen=True, slots=True)
class Params:
    """The paper, in millimetres."""

    width: float
    height: float
    tolerance: float


def check(ctx: Context) -> Iterator[Finding]:
    """Report each size of paper that is not the one asked for."""
    asked: Params = ctx.requirements[0].params
    found = Counter(
        (page.width, page.height)
        for page in pages(ctx)
        if max(abs(page.width - asked.width), abs(page.height - asked.height)) > asked.tolerance
    )
    for (width, height), count in found.items():
        yield ctx.finding(
            None,
            f"纸张为{width:.0f}毫米×{height:.0f}毫米，应为A4（{asked.width:g}毫米×{asked.height:g}毫米）",
            occurrences=count,
        )


RULE = Rule("page-size", "layout", Severity.WARNING, check, params=Params, needs=frozenset({"layout"}), default=False)
