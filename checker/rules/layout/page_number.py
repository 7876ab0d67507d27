"""页码不合规定。

没有页码，页码不在页脚，或者字体、字号、一字线、位置不合规定时报告，全文合并为一处；只查 Word 文件。

为什么：公文的页码用4号半角宋体阿拉伯数字，左右各放一条一字线，单页码居右、双页码居左。
怎么改：在页脚插入页码，写成“— 1 —”，设为四号宋体；在“页面设置—版式”里勾选“奇偶页不同”，奇数页居右、偶数页居左。
不报：页码前后空几个字；横线的写法；横排表格和附件的页；放在表格里、制表符后面而看不出位置的；数字用西文字体的。
"""

from collections.abc import Iterator

from checker.model import Alignment, Context, Finding, PageNumber, Rule, Severity
from checker.rules.setting import Face, Look, asked_for, differs, named, pages

_WRONG_SIDES = {  # of odd and of even pages
    False: {
        Alignment.LEFT: "单页居左",
        Alignment.JUSTIFIED: "单页居左",
        Alignment.CENTRE: "居中",
        Alignment.INSIDE: "在内侧",
    },
    True: {Alignment.RIGHT: "双页居右", Alignment.CENTRE: "居中", Alignment.INSIDE: "在内侧"},
}


def check(ctx: Context) -> Iterator[Finding]:
    """Report as one finding what is wrong with the page numbers."""
    asked: Face = ctx.requirements[0].params
    found = pages(ctx)
    if not found:
        return
    if not any(page.numbers for page in found):
        yield ctx.finding(None, "没有页码")
        return
    numbers = [number for page in found for number in page.numbers]
    wrong = list(dict.fromkeys(fault for number in numbers for fault in _faults(number, asked, ctx)))
    if wrong:
        yield ctx.finding(
            None,
            f"页码{'、'.join(wrong)}，应在页脚用{asked_for(asked)}，左右各一条一字线，单页居右、双页居左",
        )


def _faults(number: PageNumber, asked: Face, ctx: Context) -> Iterator[str]:
    if not number.foot:
        yield "在页眉"
    look = Look(number.font, number.size)
    if differs(look, asked, ctx.lexicon):
        yield f"用{named(look, ctx.lexicon)}"
    if not number.dashed:
        yield "没有一字线"
    if number.alignment in _WRONG_SIDES[number.even]:
        yield _WRONG_SIDES[number.even][number.alignment]


RULE = Rule(
    "page-number",
    "layout",
    Severity.WARNING,
    check,
    params=Face,
    needs=frozenset({"layout", "lexicon"}),
    default=False,
)
