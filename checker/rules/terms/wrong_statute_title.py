"""法律、文件的名称写错了。

书名号里的名称不是已知的，却和一个已知的法律、法规、文件只差一个字，或者中间多了一两个字（《行政机关复议法》）时报告。

为什么：文件名称必须准确；写错一个字就不是那个文件。
怎么改：核对原文，改成准确的名称。
不报：地方性法规、规章和本地文件（前面多出地名、机关名的）；简称；年份、届次不同的；文件种类不同的（条例、办法、规定、意见）；和几个已知名称一样近的。
"""

from collections.abc import Iterator

from checker.model import Basis, Context, Demand, Edit, Finding, Fix, Lexicon, Rule, Severity, Statute
from checker.rules.titles import folded, known, names, titles
from checker.text.pattern import pattern
from checker.text.span import Span

_SHORTEST = 5  # of shorter titles too many are one edit from another
_LONGEST_ENDING = 2
_MOST_EXTRA = 2
# characters whose change names another document: numbers, levels, places, kinds
_TELLING = pattern(r"[\d一二三四五六七八九十百年届次省市县区镇乡州盟旗村国新旧上下东南西北前后大小中]")


def check(ctx: Context) -> Iterator[Finding]:
    """Report each unknown title that is one small edit from exactly one known title."""
    for span, title in titles(ctx.text):
        plain = folded(title)
        if len(plain) < _SHORTEST or known(ctx.lexicon, title):
            continue
        near = {name: found for name, found in names(ctx.lexicon).items() if _may_be(plain, name)}
        if not near:
            continue
        likely = [(name, found[0]) for name, found in near.items() if _is_slip(plain, name, ctx.lexicon)]
        if len({statute.title for _, statute in likely}) == 1:
            yield _finding(ctx, span, title, *likely[0])


def _finding(ctx: Context, span: Span, title: str, name: str, statute: Statute) -> Finding:
    fix = Fix(f"改成《{name}》", False, (Edit(Span(span.start + 1, span.end - 1), name),))
    basis = (Basis(statute.title, "", statute.evidence),)
    return ctx.finding(span, f"没有《{title}》，应为《{name}》", Demand("", basis, None), fix=fix)


def _may_be(plain: str, name: str) -> bool:
    """Tell cheaply whether the two may be one slip apart: alike in length, and in how they begin or end."""
    return (
        -1 <= len(plain) - len(name) <= _MOST_EXTRA
        and len(name) >= _SHORTEST
        and plain[-1] == name[-1]
        and plain[0] == name[0]
        and (plain[-_LONGEST_ENDING:] == name[-_LONGEST_ENDING:] or len(plain) == len(name))
    )


def _is_slip(plain: str, name: str, lexicon: Lexicon) -> bool:
    from rapidfuzz.distance import OSA

    if OSA.distance(plain, name, score_cutoff=1) == 1:
        changed = _changed(plain, name)
        # the last two characters tell the kind (条例, 办法): there only another character of the same sound is a slip
        same_kind = plain[-_LONGEST_ENDING:] == name[-_LONGEST_ENDING:]
        return not _TELLING.search(changed) and (same_kind or (len(changed) == 2 and lexicon.sound_alike(*changed)))
    extra = _inserted(plain, name)
    return 0 < len(extra) <= _MOST_EXTRA and not _TELLING.search(extra)


def _changed(plain: str, name: str) -> str:
    """Return the characters in which two titles one edit apart differ."""
    start = next((i for i, (a, b) in enumerate(zip(plain, name, strict=False)) if a != b), min(len(plain), len(name)))
    end = 0
    while end < min(len(plain), len(name)) - start and plain[-1 - end] == name[-1 - end]:
        end += 1
    return plain[start : len(plain) - end] + name[start : len(name) - end]


def _inserted(plain: str, name: str) -> str:
    """Return what stands in `plain` besides `name` in one stretch inside it, empty where that is not so."""
    extra = len(plain) - len(name)
    if extra <= 0:
        return ""
    start = next((i for i, (a, b) in enumerate(zip(plain, name, strict=False)) if a != b), len(name))
    return plain[start : start + extra] if plain[:start] + plain[start + extra :] == name and start else ""


RULE = Rule(
    "wrong-statute-title", "terms", Severity.ERROR, check, needs=frozenset({"lexicon"}), fixable=True, local=True
)
