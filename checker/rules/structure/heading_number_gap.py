"""序号跳号、重号或者倒退。

“一、”之后是“三、”，同一个标题下有两个“（二）”，或者序号往回走，报告第二个序号。

为什么：序号错了，多半是删改后没有重排，或者漏掉了一段。
怎么改：按顺序重新编号；如果漏了内容，补上。
不报：换了上一级标题后重新从一开始；“1.”“（1）”在新的段落里重新编号，或者全文连续编号；直接从低一级序号开始。
"""

from collections.abc import Iterator

from checker.model import Context, Finding, Heading, Rule, Severity
from checker.text.headings import HeadingNumber
from checker.text.span import Span

_MAJOR = 2  # levels 一、 and （一）; 1. and （1） may begin anew anywhere


def check(ctx: Context) -> Iterator[Finding]:
    """Report each number that does not follow the one before it on its level."""
    last: list[int] = [0] * 5
    meant: list[int] = [0] * 5  # what the last number should have been: one slip is told once
    texts: list[str] = [""] * 5
    items: list[HeadingNumber | Heading] = [*ctx.anatomy.numbering, *_unnumbered(ctx)]
    for item in sorted(items, key=_start):
        if isinstance(item, Heading):
            last[item.level :] = [0] * (5 - item.level)
            continue
        before = last[item.level]
        corrected = meant[item.level]
        trouble = (
            ""
            if corrected and item.ordinal == corrected + 1
            else _trouble(item, before, _opens_line(ctx.text, item.start))
        )
        if trouble:
            span = Span(item.start, item.end)
            yield ctx.finding(
                span, f"序号“{item.text}”{trouble}" + (f"，前一个是“{texts[item.level]}”" if before else "")
            )
        last[item.level] = item.ordinal
        meant[item.level] = before + 1 if trouble else 0
        texts[item.level] = item.text
        for level in range(item.level + 1, _MAJOR + 1):
            last[level] = 0


def _unnumbered(ctx: Context) -> Iterator[Heading]:
    return (heading for heading in ctx.anatomy.outline if not heading.number)


def _start(item: HeadingNumber | Heading) -> int:
    return item.span.start if isinstance(item, Heading) else item.start


def _opens_line(text: str, start: int) -> bool:
    return not text[text.rfind("\n", 0, start) + 1 : start].strip()


def _trouble(number: HeadingNumber, before: int, opens_line: bool) -> str:
    if number.ordinal == before + 1 or (number.ordinal == 1 and (before == 0 or number.level > _MAJOR)):
        return ""
    if number.ordinal == before:
        return "重复"
    if not opens_line or number.ordinal == 1:
        # a skip inside a paragraph may be a number that was not recognised, and a new start may be another list
        return ""
    if number.ordinal < before:
        return "往回走"
    return "前面缺少序号" if before == 0 else "跳号"


RULE = Rule("heading-number-gap", "structure", Severity.ERROR, check)
