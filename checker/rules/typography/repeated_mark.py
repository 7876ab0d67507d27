"""标点重复。

同一个标点连着打了两次（“。。”“，，”），或者停顿号后面又跟了句号（“，。”）时报告，全文合并为一处。

为什么：多半是修改时留下的，读起来像没有改完的稿子。
怎么改：只留一个；“，。”这样的只留句号。
不报：“——”“……”；叹号、问号连用；标点之间有别的字的。
"""

from collections.abc import Iterator

from checker.model import Context, Finding, Rule, Severity
from checker.rules.together import mended, replaced
from checker.text.pattern import pattern

_REPEATED = pattern(r"([，。；：、])\1+|[，、；：]+。")


def check(ctx: Context) -> Iterator[Finding]:
    """Report each repeated mark."""
    edits = replaced(ctx, _REPEATED, lambda match: match[0][-1])
    yield from mended(ctx, edits, "标点“{}”重复", "只留一个标点")


RULE = Rule("repeated-mark", "typography", Severity.WARNING, check, fixable=True, local=True, joined=True)
