"""法律名称没有加书名号。

几部法律并列时没有加书名号，或者同一篇里有的地方加了、有的地方没有加时提示，全文合并为一处。

为什么：法律名称应当加书名号，一篇里写法要一致。
怎么改：加上书名号。
不报：全文都不加而且没有并列的；“民法典宣传月”“宪法宣传周”这样的活动名称；“宪法”“行政诉讼”这样的泛称；引号里的。
"""

import itertools
from collections.abc import Iterator
from functools import lru_cache

from checker.model import Context, Edit, Finding, Fix, Lexicon, Rule, Severity
from checker.rules.hits import hits, plain
from checker.rules.titles import folded, names, titles
from checker.rules.together import together
from checker.text.pattern import pattern
from checker.text.span import Span

_LAW = pattern(r"法典|法|条例")
_SHORTEST = 3
_PART_AFTER = pattern(r"[》”案修宣知普律规官人学治院庭定执制实典月周日进知大竞讲释主]|第|草案|配套|领域|规定|要求")
_NOT_NAMES = frozenset({"宪法", "刑法", "民法", "行政法", "诉讼法", "基本法"})


def check(ctx: Context) -> Iterator[Finding]:
    """Report all laws without marks as one finding, where they are listed or marked elsewhere."""
    text = plain(ctx.text)
    laws, lengths = _laws(ctx.lexicon)
    ends = [match.end() for match in _LAW.finditer(text)]
    known = laws & {text[max(0, end - length) : end] for end in ends for length in lengths}
    marked = {folded(title) for _, title in titles(ctx.text)}
    found = [span for span in hits(text, known) if not _PART_AFTER.match(text, span.end) and _stands_alone(text, span)]
    listed = {span for pair in itertools.pairwise(found) if 0 < pair[1].start - pair[0].end <= 1 for span in pair}
    chosen = [span for span in found if span in listed or span.of(text) in marked]
    if chosen:
        fix = Fix("加上书名号", True, tuple(Edit(span, f"《{span.of(text)}》") for span in chosen))
        yield from together(ctx, chosen, f"法律名称“{chosen[0].of(text)}”没有加书名号", fix)


@lru_cache(maxsize=2)
def _laws(lexicon: Lexicon) -> tuple[frozenset[str], frozenset[int]]:
    """Return the names of laws and regulations that may be told by their end, and how long they are."""
    found = frozenset(
        n for n in names(lexicon) if len(n) >= _SHORTEST and n.endswith(("法", "法典", "条例")) and n not in _NOT_NAMES
    )
    return found, frozenset(map(len, found))


def _stands_alone(text: str, span: Span) -> bool:
    """Tell whether the name is not the end of a longer one, such as that of a local regulation."""
    before = text[span.start - 1 : span.start]
    return not before or before in "，。；：、“《和及与《》”（对按将照据把在习彻行施传守宣布" or not before.isalpha()


RULE = Rule("unmarked-statute", "terms", Severity.INFO, check, needs=frozenset({"lexicon"}), fixable=True)
