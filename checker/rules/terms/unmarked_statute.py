"""法律名称没有加书名号。

几部法律并列时没有加书名号，或者同一篇里有的地方加了、有的地方没有加时提示，全文合并为一处。

为什么：法律名称应当加书名号，一篇里写法要一致。
怎么改：加上书名号。
不报：全文都不加而且没有并列的；“民法典宣传月”“宪法宣传周”这样的活动名称；“宪法”“行政诉讼”这样的泛称；引号里的。
"""

import itertools
from collections.abc import Iterator, Mapping
from functools import lru_cache

from checker.model import Context, Edit, Finding, Fix, Lexicon, Rule, Severity
from checker.rules.hits import hits, plain
from checker.rules.titles import folded, names, titles
from checker.rules.together import together
from checker.text.pattern import pattern
from checker.text.span import Span

_KINDS = ("法典", "法", "条例")
_LAW = pattern("|".join(_KINDS))
_SHORTEST = 3
_PART_AFTER = pattern(r"[》”案修宣知普律规官人学治院庭定执制实典月周日进知大竞讲释主]|第|草案|配套|领域|规定|要求")
_NOT_NAMES = frozenset({"宪法", "刑法", "民法", "行政法", "诉讼法", "基本法"})


def check(ctx: Context) -> Iterator[Finding]:
    """Report all laws without marks as one finding, where they are listed or marked elsewhere."""
    text = plain(ctx.text)
    laws, ends = _by_ending(ctx.lexicon), [match.end() for match in _LAW.finditer(text)]
    known = {n for end in ends for n in laws.get(text[end - _SHORTEST : end], ()) if text.endswith(n, 0, end)}
    marked = {folded(title) for _, title in titles(ctx.text)}
    found = [span for span in hits(text, known) if not _PART_AFTER.match(text, span.end) and _stands_alone(text, span)]
    listed = {span for pair in itertools.pairwise(found) if 0 < pair[1].start - pair[0].end <= 1 for span in pair}
    chosen = [span for span in found if span in listed or span.of(text) in marked]
    if chosen:
        fix = Fix("加上书名号", True, tuple(Edit(span, f"《{span.of(text)}》") for span in chosen))
        yield from together(ctx, chosen, f"法律名称“{chosen[0].of(text)}”没有加书名号", fix)


@lru_cache(maxsize=2)
def _by_ending(lexicon: Lexicon) -> Mapping[str, list[str]]:
    """Return the names of laws and regulations by their last characters."""
    found: dict[str, list[str]] = {}
    for name in names(lexicon):
        if len(name) >= _SHORTEST and name.endswith(_KINDS) and name not in _NOT_NAMES:
            found.setdefault(name[-_SHORTEST:], []).append(name)
    return found


def _stands_alone(text: str, span: Span) -> bool:
    """Tell whether the name is not the end of a longer one, such as that of a local regulation."""
    before = text[span.start - 1 : span.start]
    return not before or before in "，。；：、“《和及与《》”（对按将照据把在习彻行施传守宣布" or not before.isalpha()


RULE = Rule("unmarked-statute", "terms", Severity.INFO, check, needs=frozenset({"lexicon"}), fixable=True)
