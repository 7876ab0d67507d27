"""同比与上一年报告的数字对不上。

写了“受理行政复议申请120件，同比增长20%”，而上一年的报告里同一项写的不是100件，按它算出来的增减与所写不符时报告。
需要用 --previous 给出上一年的报告。

为什么：两份报告都是公开的，两个数字放在一起就能算出不一致，读的人会怀疑其中一个是错的。
怎么改：核对上年的数字和算法；统计口径有变化的，在文中说明。
不报：上年报告里没有这一项、写法不同或者有几个数的；“约”“近”“余”等约数；相差在四舍五入之内的；半年、季度和累计的数；环比。
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Context, Finding, Rule, Sentence, Severity
from checker.rules.account import shown, told
from checker.text.clauses import bare, clauses
from checker.text.figures import Figure, FigureKind, figures
from checker.text.pattern import pattern
from checker.text.span import Span

_CHANGE = pattern(
    r"(?:同比|(?:较|比|与)(?:上年|去年|上一年|(?P<base>20\d\d)年)(?:度|同期|全年|相比)*)(?:有所|又|再|略)?"
    r"(?:(?P<up>增长|上升|增加|提高|上涨|多)|(?P<down>下降|减少|降低|回落|少))了?(?=[\d百])"
)
_AMOUNTS = (FigureKind.COUNT, FigureKind.MONEY)
_LEAD = pattern(
    r"(?:20\d\d年度?|今年|本年度?|全年|年内|一年来|总计|合计|其中|共计|共|我[局县市区省镇乡委厅]|全[县市区省局镇乡]|本[局县市区]|[年的了、和及与：:\s])+"
)
_TAIL = pattern(r"(?:总计|合计|共计|共|达到?|为|了|[：:\s]){1,4}\Z")
_OTHER_PERIOD = pattern(r"以来|上半年|下半年|季度|个月|\d月|累计|环比|截至|五期间")
_SHORTEST, _LONGEST = 4, 40  # a shorter name (“案件”) may be anything, a longer one is not written twice


@dataclass(frozen=True, slots=True)
class _Value:
    """What an indicator is said to be; the true value lies no further from `value` than `slack`."""

    name: str
    place: Span  # from the name to the end of the figure
    said: str
    unit: str
    value: float
    slack: float


def check(ctx: Context) -> Iterator[Finding]:
    """Report a change against last year that last year's own figure does not bear out."""
    before = ctx.last_year()
    if before is None or (ctx.year and before.year and before.year != ctx.year - 1):
        return
    known = _known(before)
    for sentence, words in _yearly(ctx):
        plain = bare(words)
        parts = tuple(clauses(plain))
        for index, clause in enumerate(parts):
            match = _CHANGE.search(plain, *clause)
            if match is None or (match["base"] and ctx.year and int(match["base"]) != ctx.year - 1):
                continue
            change = next(iter(figures(plain, match.end(), clause.end)), None)
            if change is None or change.gaps or change.span.start != match.end():
                continue
            nearby = [*(_values(plain, parts[index - 1]) if index else ()), *_values(plain, clause)]
            now = next((value for value in reversed(nearby) if value.place.end <= match.start()), None)
            last = known.get((now.name, now.unit)) if now else None
            if now and last and _contradicts(now, last, change, bool(match["up"])):
                place = Span(now.place.start, change.span.end).shift(sentence.span.start)
                yield ctx.finding(place, f"“{shown(ctx.text, place)}”与上年报告所写的“{last.said}”对不上")


def _yearly(ctx: Context) -> Iterator[tuple[Sentence, str]]:
    return ((sentence, words) for sentence, words in told(ctx) if not _OTHER_PERIOD.search(words))


def _known(before: Context) -> dict[tuple[str, str], _Value]:
    """Return what last year's report says of each indicator, of those it gives one value only."""
    found: dict[tuple[str, str], list[_Value]] = defaultdict(list)
    for _, words in _yearly(before):
        plain = bare(words)
        for clause in clauses(plain):
            for value in _values(plain, clause):
                found[value.name, value.unit].append(value)
    return {key: values[0] for key, values in found.items() if len({value.value for value in values}) == 1}


def _values(words: str, clause: Span) -> Iterator[_Value]:
    """Yield the exact amounts of `clause` with the words before each that name it."""
    start = clause.start
    for figure in figures(words, *clause):
        lead = _LEAD.match(words, start, figure.span.start)
        begin = lead.end() if lead else start
        if figure.kind in _AMOUNTS and figure.value and not figure.gaps and figure.span.start - begin <= _LONGEST:
            name = _TAIL.sub("", words[begin : figure.span.start])
            if len(name) >= _SHORTEST:
                place = Span(begin, figure.span.end)
                yield _Value(name, place, figure.span.of(words), figure.unit, figure.value, _slack(figure))
        start = figure.span.end


def _slack(figure: Figure) -> float:
    """Return half a unit of the last digit shown (1.2万: 500), 0 for a whole number."""
    return 0 if figure.step == 1 else figure.step / 2


def _contradicts(now: _Value, last: _Value, change: Figure, up: bool) -> bool:
    stated = (change.value or 0) * (1 if up else -1)
    if change.kind is FigureKind.PERCENT:
        least = ((now.value - now.slack) / (last.value + last.slack) - 1) * 100
        most = ((now.value + now.slack) / (last.value - last.slack) - 1) * 100
        return not least - change.step <= stated <= most + change.step  # some round, some cut off
    if change.kind in _AMOUNTS and change.unit == now.unit:
        return abs(now.value - last.value - stated) > now.slack + last.slack
    return False


RULE = Rule("contradicted-change", "reuse", Severity.WARNING, check, needs=frozenset({"previous"}))
