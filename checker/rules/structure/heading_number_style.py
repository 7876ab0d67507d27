"""序号后面的标点用错。

“（一）、”多了顿号，“1、”应当写作“1.”，全文合并为一处报告。

为什么：公文的结构层次依次用“一、”“（一）”“1.”“（1）”，带括号的序号后面不加标点，阿拉伯数字后面用下脚点。
怎么改：按上面的写法统一。
不报：“一是”“第一，”这类词；表格里的编号；没有作标题或者分条的数字。
"""

from collections.abc import Iterator

from checker.model import Context, Edit, Finding, Fix, Rule, Severity
from checker.text.headings import HeadingNumber
from checker.text.span import Span


def check(ctx: Context) -> Iterator[Finding]:
    """Report all numbers of wrong form as one finding at the first of them."""
    edits = tuple(Edit(Span(n.start, n.end), right) for n in ctx.anatomy.numbering if (right := _right(n)) != n.text)
    if edits:
        first = edits[0]
        message = f"序号“{first.span.of(ctx.text)}”应写作“{first.replacement}”" + (
            f"，全文共{len(edits)}处" if len(edits) > 1 else ""
        )
        related = tuple(edit.span for edit in edits[1:])
        yield ctx.finding(
            first.span, message, fix=Fix("改正序号的标点", True, edits), related=related, occurrences=len(edits)
        )


def _right(number: HeadingNumber) -> str:
    if number.level in (2, 4):
        return number.text.rstrip("、")
    if number.level == 3:
        return number.text.replace("、", ".").replace("．", ".")
    return number.text


RULE = Rule("heading-number-style", "structure", Severity.WARNING, check, fixable=True)
