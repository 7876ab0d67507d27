"""句子中间有空格。

正文的一句话里，汉字和汉字、汉字和标点之间多了空格时报告，全文合并为一处。

为什么：汉字之间不空格；空格多半是从网页或者 PDF 粘贴来的，排版时会断开。
怎么改：删去空格。
不报：标题、落款、表格里为对齐留的空格；书名号、引号里的；英文单词、数字两边的；两句话之间的；两个字的姓名中间的。
"""

from collections.abc import Iterator

from checker.model import Context, Edit, Finding, Rule, Severity
from checker.rules.together import mended
from checker.text.clauses import unquoted
from checker.text.pattern import pattern
from checker.text.span import Span
from checker.text.width import HAN

_SPACE = pattern(rf"(?<=(?:{HAN}|[，、：”》）])) {{1,4}}(?=(?:{HAN}|[，。；：、“《（”》）]))")
_NUMBER = pattern(r"\A[（(]?[一二三四五六七八九十]{1,3}[）)、是]?\s+")
_ENDS = "。！？；”）"


def check(ctx: Context) -> Iterator[Finding]:
    """Report each space between Chinese characters of a whole sentence."""
    edits = []
    for sentence, words in ctx.sentences():
        # what ends without a mark is a line set out with spaces: a signature, a row of a table
        if " " in words and words[-1] in _ENDS:
            start = number.end() if (number := _NUMBER.match(words)) else 0
            edits += [
                Edit(Span(*match.span()).shift(sentence.span.start), "")
                for match in _SPACE.finditer(unquoted(words), start)
            ]
    yield from mended(ctx, tuple(edits), "句子中间有空格", "删去空格")


RULE = Rule("space-in-text", "typography", Severity.WARNING, check, fixable=True, local=True, joined=True)
