"""标题末尾用了标点。

独占一行的标题末尾用了句号、逗号、分号、冒号或者顿号时报告，全文合并为一处。

为什么：标题末尾一般不用标点；有的有、有的没有，更显得没有统稿。
怎么改：删去末尾的标点。
不报：写在段落里、后面接着正文的小标题；问号、叹号；“一是……”这样的句子；文件主送机关后面的冒号。
"""

from collections.abc import Iterator

from checker.model import Context, Edit, Finding, Rule, Severity
from checker.rules.together import mended
from checker.text.span import Span

_MARKS = "。，；：、,;:"


def check(ctx: Context) -> Iterator[Finding]:
    """Report each heading with a line of its own that ends with a mark."""
    edits = tuple(
        Edit(Span(heading.span.end - 1, heading.span.end), "")
        for heading in ctx.anatomy.outline
        if not heading.run_in
        and heading.number
        and heading.span.of(ctx.text)[-1:] in _MARKS
        and _ends_line(ctx, heading.span.end)
    )
    yield from mended(ctx, edits, "标题末尾用了标点“{}”", "删去标题末尾的标点")


def _ends_line(ctx: Context, end: int) -> bool:
    return not ctx.text[end : end + 1].strip()


RULE = Rule("heading-end-mark", "typography", Severity.WARNING, check, fixable=True, local=True, joined=True)
