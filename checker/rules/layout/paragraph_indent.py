"""段首没有空二字。

正文段落的第一行不是左空二字时报告，全文合并为一处；只查 Word 文件，首行缩进和段首的全角空格都算。

为什么：公文正文每个自然段左空二字。
怎么改：在“段落”里设首行缩进2字符，左侧缩进0。
不报：标题、主送机关、落款；居中、居右的段落；不成句的短行、题注和说明；用制表符、半角空格空开而算不准的；手动换行后的文字；相差不到三分之一字的。
"""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Context, Finding, Rule, Severity
from checker.rules.setting import body
from checker.rules.together import together
from checker.text.span import strip

_SLACK = 1 / 3  # of a character: lengths are rounded, and some programs count with another size of it


@dataclass(frozen=True, slots=True)
class Params:
    """How far the first line is to be indented, in characters."""

    characters: float


def check(ctx: Context) -> Iterator[Finding]:
    """Report all paragraphs that are wrongly indented as one finding."""
    asked: Params = ctx.requirements[0].params
    wrong = [
        (paragraph.indent, strip(ctx.text, paragraph.span))
        for paragraph in body(ctx)
        if paragraph.indent is not None and abs(paragraph.indent - asked.characters) > _SLACK
    ]
    if wrong:
        message = f"段首空{wrong[0][0]:.1f}".removesuffix(".0") + f"字，应为{asked.characters:g}字"
        yield from together(ctx, [span for _, span in wrong], message)


RULE = Rule(
    "paragraph-indent", "layout", Severity.WARNING, check, params=Params, needs=frozenset({"layout"}), default=False
)
