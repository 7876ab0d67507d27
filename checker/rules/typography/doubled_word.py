"""字词重复。

虚词连写了两遍（“的的”“在在”），或者常用的动词连写了两遍（“开展开展”）时报告。

为什么：多半是修改、拼接时留下的。
怎么改：删去多余的一个。
不报：“的的确确”“现在在”“存在在”“信访工作工作人员”这样前后本来是两个词的；分属两句、中间有标点的。
"""

from collections.abc import Iterator

from checker.model import Context, Edit, Finding, Fix, Rule, Severity
from checker.text.pattern import pattern
from checker.text.span import Span

_DOUBLED = pattern(
    r"的的(?![确士])|(?<![现存所自内实正])在在(?![校职岗线建编册读校])|(?<![参给])与与(?!会)|(?<![普涉提顾])及及(?![时早其格])"
    r"|(?<![总饱])和和(?![谐平睦气解])|(?<![为除])了了(?![解结])|(?:通过){2}|(?:开展){2}|(?:推进){2}|(?:加强){2}|(?:落实){2}|(?:进行){2}"
    r"|(?:组织){2}(?!部)|(?:建立){2}|(?:健全){2}|(?:进一步){2}|(?:切实){2}|(?:积极){2}(?!性)|(?:认真){2}|(?:扎实){2}|(?:持续){2}|(?:不断){2}|(?:已经){2}|(?:作出){2}|(?:发现){2}"
)


def check(ctx: Context) -> Iterator[Finding]:
    """Report each word written twice in a row."""
    for block in ctx.blocks():
        for match in _DOUBLED.finditer(ctx.text, *block.span):
            span = Span(*match.span())
            half = Span(span.start, span.start + (span.end - span.start) // 2)
            fix = Fix("删去多余的一个", False, (Edit(half, ""),))
            yield ctx.finding(span, f"“{match[0]}”重复了", fix=fix)


RULE = Rule("doubled-word", "typography", Severity.WARNING, check, fixable=True, local=True)
