"""层次标题的字体、字号不合规定。

“一、”不是三号黑体，“（一）”不是三号楷体，“1.”“（1）”不是三号仿宋时报告，同一层次用错同一种的合并为一处；只查 Word 文件。

为什么：公文结构层次的第一层用黑体字、第二层用楷体字、第三层和第四层用仿宋体字标注，读者凭字体分清层次。
怎么改：选中这些标题，改字体和字号；连在段落开头的标题只改标题那几个字。
不报：没有序号的标题；加粗；Word 自动编号那几个字；不认识的字体；附件里的标题。
"""

import bisect
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Context, Demand, Finding, Rule, Severity
from checker.rules.setting import Face, Look, asked_for, differs, look, named, text_end
from checker.rules.setting import layout as layout_of
from checker.rules.together import together
from checker.text.span import Span

_NUMBERS = ("", "一、", "（一）", "1.", "（1）")


@dataclass(frozen=True, slots=True)
class Params:
    """What headings of a level are to be set in."""

    level: int
    typeface: str
    size: float  # points


def check(ctx: Context) -> Iterator[Finding]:
    """Report, level by level, each font and size in which headings are wrongly set."""
    paragraphs = layout_of(ctx).paragraphs
    starts = [paragraph.span.start for paragraph in paragraphs]
    end = text_end(ctx)
    headings = [heading for heading in ctx.anatomy.outline if heading.number and heading.span.start < end]
    wrong: dict[tuple[int, Look], list[Span]] = defaultdict(list)
    for heading in headings:
        index = bisect.bisect_right(starts, heading.span.start) - 1
        if index >= 0 and (found := look([paragraphs[index]], heading.span)):
            wrong[heading.level, found].append(heading.span)
    for demand in ctx.requirements:
        for (level, found), spans in wrong.items():
            if level == demand.params.level:
                yield from _wrong(ctx, demand, found, spans)


def _wrong(ctx: Context, demand: Demand, found: Look, spans: list[Span]) -> Iterator[Finding]:
    asked = Face(demand.params.typeface, demand.params.size)
    if differs(found, asked, ctx.lexicon):
        number = _NUMBERS[demand.params.level]
        message = f"“{number}”一层的标题用{named(found, ctx.lexicon)}，应为{asked_for(asked)}"
        yield from together(ctx, spans, message, demand=demand)


RULE = Rule(
    "heading-font",
    "layout",
    Severity.WARNING,
    check,
    params=Params,
    needs=frozenset({"layout", "lexicon"}),
    default=False,
)
