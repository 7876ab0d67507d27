"""只写增减幅度，没有写基数。

写了“同比下降12%”“较上年增长三成”这样的幅度，同一段里却找不到本年或上年的数，提示这处变化。

为什么：只有幅度，看不出数量有多大，也无法核对；从3件降到2件同样是下降三成多。
怎么改：补上本年或者上年的数，例如“受理投诉120件，同比下降12%”。
不报：句中或者同一段里写了这项的数的；比率的变化（见 ambiguous-percentage）；
经济数据指标（“地区生产总值增长6%”）。
"""

from collections.abc import Iterator

from checker.model import Context, Finding, Rule, Severity
from checker.rules.account import paragraph, shown, told
from checker.rules.quantity.ambiguous_percentage import share_changes
from checker.text.clauses import bare, clauses
from checker.text.figures import FigureKind, figures
from checker.text.pattern import pattern
from checker.text.span import Span

_COMPARED = (
    r"同比|环比|(?:较|比|与)(?:上年|去年|前年|上一年|20\d\d年|往年)(?:度|同期|全年|相比|末|"
    r"底)*(?:分别|又|再|略|大幅|明显|显著|均|有所|约|总体)*"
)
_CHANGE = pattern(
    rf"(?:{_COMPARED})[^，,；。\d]{{0,8}}?(?:上升|下降|提高|提升|增长|降低|减少|增加|增幅|降幅|上涨|"
    rf"回落|多|少)[了达为约近超过]{{0,3}}(?=[\d百])"
)
_ECONOMY = pattern(r"生产总值|GDP|财政收入|增加值|固定资产|税收|进出口|可支配收入|零售总额")
_AMOUNTS = frozenset({FigureKind.COUNT, FigureKind.MONEY, FigureKind.MEASURE, FigureKind.NUMBER})
_GENERIC = pattern(
    r"全[省市区县镇局年]|同比|环比|较|比|上年|去年|分别|行政|案件|法治|数量|总量|工作|"
    r"我[省市区县镇局]|20\d\d年|累计|共|[上下]半年|[的和与及了、]"
)
_NEXT_VALUE = pattern(r"(?:[至到达为降升增减]|共|总数|总量|其中)")


def check(ctx: Context) -> Iterator[Finding]:
    """Report a change in per cent where neither value stands in the paragraph."""
    for sentence, words in told(ctx):
        plain = bare(words)
        if not _CHANGE.search(plain):
            continue
        rates = share_changes(words)
        parts = tuple(clauses(plain))
        for index, clause in enumerate(parts):
            match = _CHANGE.search(plain, clause.start, clause.end)
            end = _percents_end(plain, match.end(), clause.end) if match else None
            if match is None or end is None or any(rate.overlaps(Span(*match.span())) for rate in rates):
                continue
            first = index if _keys(plain[clause.start : match.start()]) else index - 1
            if first < 0:
                continue  # “同比下降12%” by itself: what it speaks of stands in another sentence
            subject = plain[parts[first].start : match.start()]
            given = _ECONOMY.search(subject) or _has_base(words, parts, first, index)
            if not given and not _elsewhere(paragraph(ctx, sentence), subject):
                span = Span(parts[first].start, end).shift(sentence.span.start)
                yield ctx.finding(span, f"“{shown(ctx.text, span)}”没有写本年或者上年的数")


def _percents_end(words: str, start: int, end: int) -> int | None:
    """Return the end of the last percentage of `words[start:end]`, or None when there is none."""
    return max((f.span.end for f in figures(words, start, end) if f.kind is FigureKind.PERCENT), default=None)


def _amount(words: str, span: Span) -> bool:
    return any(figure.kind in _AMOUNTS for figure in figures(words, *span))


def _has_base(words: str, parts: tuple[Span, ...], first: int, index: int) -> bool:
    """Tell whether the sentence gives a value: in the clauses `first`…`index`, or in the one right after.

    Where the change has no subject of its own (`first` < `index`), an amount in any clause before is its base.
    """
    near = parts[0 if first < index else first : index + 1]
    follows = parts[index + 1 : index + 2]
    return any(_amount(words, part) for part in near) or any(
        _NEXT_VALUE.match(words, part.start) and _amount(words, part) for part in follows
    )


def _elsewhere(text: str, subject: str) -> bool:
    """Tell whether some clause of the paragraph gives an amount of what `subject` names."""
    keys = _keys(subject)
    return any(_amount(text, clause) and any(key in clause.of(text) for key in keys) for clause in clauses(bare(text)))


def _keys(subject: str) -> frozenset[str]:
    """Return the character pairs of the words in `subject` that say what it is about."""
    return frozenset(
        word[index : index + 2] for word in _GENERIC.sub(" ", subject).split() for index in range(len(word) - 1)
    )


RULE = Rule("change-without-base", "quantity", Severity.INFO, check, local=True)
