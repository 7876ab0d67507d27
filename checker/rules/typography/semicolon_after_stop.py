"""分项里有句号，项末却用分号。

一段里用“一是……二是……”分项，有的项中间已经用了句号，项末又用分号时报告。

为什么：句号表示一句说完，比分号大；项里用了句号，项末再用分号，层次就反了。
怎么改：各项末尾都改用句号；或者把项里的句号改成逗号。
不报：各项里都没有句号的；各项都用句号结尾的；不在同一段的；引号、括号里的句号。
"""

import itertools
from collections.abc import Iterator

from checker.model import Context, Finding, Rule, Severity
from checker.text.clauses import bare
from checker.text.pattern import pattern
from checker.text.span import Span

_ORDINALS = "一二三四五六七八九"
_ITEM = pattern(rf"(?<![^，。；：:;,])[{_ORDINALS}]是(?=[^，。；]{{2}})")


def check(ctx: Context) -> Iterator[Finding]:
    """Report the first semicolon that ends an item of such a list, once a list."""
    for block in ctx.blocks():
        words = bare(block.span.of(ctx.text))
        for items in _lists(words):
            ended = [item for item in items if item.of(words).rstrip().endswith(("；", ";"))]
            if ended and any("。" in item.of(words).rstrip()[:-1] for item in items):
                last = ended[0].start + len(ended[0].of(words).rstrip())
                yield ctx.finding(Span(last - 1, last).shift(block.span.start), "分项里用了句号，项末却用了分号“；”")


def _lists(words: str) -> Iterator[list[Span]]:
    """Yield the items of each list but its last, whose end cannot be told."""
    found: list[Span] = []
    starts = [match.start() for match in _ITEM.finditer(words)]
    for start, following in itertools.pairwise([*starts, len(words)]):
        ordinal = _ORDINALS.index(words[start])
        if ordinal == 0:
            yield found
            found = []
        if following < len(words) and _ORDINALS.index(words[following]) == ordinal + 1:
            found.append(Span(start, following))
    yield found


RULE = Rule("semicolon-after-stop", "typography", Severity.WARNING, check, local=True)
