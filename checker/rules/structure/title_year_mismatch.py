"""年度前后不一致。

标题、正文开头、各部分标题说的年度对不上，或者“下一年安排”写的不是报告年度的后一年，报告不一致的那一处。
标题是2024年的，正文以“2025年，……”“现将2025年……”开头，或者第一部分的标题是“2025年……成效”，别处也没有一处说的是2024年的，报告标题；
落款就在2025年的，报告正文。

为什么：多半是沿用上一年的稿子没有改干净，公开后很难看，也会让人怀疑数据是不是当年的。
怎么改：把年度改成一致；如果标题写错了，改标题。
不报：文件名称里的年份、起止年份（2021—2025年）、“……年以来”；正文里作比较的上年数据。
"""

from collections.abc import Iterator

from checker.model import Context, Fact, Finding, PartKind, Rule, Severity
from checker.text import dates
from checker.text.pattern import pattern
from checker.text.span import Span, strip

_REPORTED = (PartKind.ACHIEVEMENTS, PartKind.SHORTCOMINGS, PartKind.RESPONSIBILITY)
_OUTRIGHT = "现将"  # “现将2023年……报告如下” says outright what year is reported
_OPENING = pattern(r"度?(?:[，,](?!是)|[我本全])")  # “2025年是……之年” may look forward
_ACCOUNT = pattern(r"成效|成绩|总结|回顾|(?:开展|推进|完成|落实|工作|建设)情况")


def check(ctx: Context) -> Iterator[Finding]:
    """Report the title, the preamble and each heading whose year contradicts the report year."""
    fact, signed = ctx.anatomy.facts.year, ctx.anatomy.facts.dated
    if fact is None:
        return
    told = _told(ctx, fact)
    if told is not None and (signed is None or signed.value.year > told.value):
        fact = told  # the title is that of the year before
    elif told is not None and told.evidence is not None:
        yield from _contradiction(ctx, told.evidence, {fact.value}, fact.evidence, "正文")
    for span, later, where in _places(ctx):
        yield from _contradiction(ctx, span, {fact.value + years for years in later}, fact.evidence, where)


def _places(ctx: Context) -> Iterator[tuple[Span, tuple[int, ...], str]]:
    """Yield where years stand, how many years after the report year they may be, the usual first, and what it is called."""
    for part in ctx.anatomy.parts:
        if part.kind is PartKind.TITLE:
            yield part.span, (0,), "标题"
        elif part.kind is PartKind.PREAMBLE:
            yield part.span, (0, 1), "正文开头"
        elif part.heading is not None and part.kind in _REPORTED and part.heading.level == 1:
            yield part.heading.span, (0, 1), "部分标题"
        elif part.heading is not None and part.kind is PartKind.PLAN:
            yield part.heading.span, (1,), "下一年安排的标题"


def _told(ctx: Context, fact: Fact[int]) -> Fact[int] | None:
    """Return the year after that of the title if the body says outright that it reports on it and no place gainsays it."""
    title = ctx.anatomy.part(PartKind.TITLE)
    if title is None or fact.evidence is None or not title.span.contains(fact.evidence):
        return None
    told = [
        (year - later[0], place)
        for span, later, _ in _places(ctx)
        if span != title.span
        for year, place in dates.whole_years(ctx.text, *span)
    ]
    if any(year != fact.value + 1 for year, _ in told):
        return None
    return next((Fact(year, place) for year, place in told if _is_outright(ctx, place)), None)


def _is_outright(ctx: Context, place: Span) -> bool:
    """Tell whether the year at `place` opens the text, or stands in the first heading and that announces an account."""
    preamble = ctx.anatomy.part(PartKind.PREAMBLE)
    if preamble is not None and preamble.span.contains(place):
        first = strip(ctx.text, preamble.span).start == place.start
        return (first and _OPENING.match(ctx.text, place.end) is not None) or _is_presented(ctx, place)
    heading = next(part.heading for part in ctx.anatomy.parts if part.heading is not None)
    return heading.span.contains(place) and _ACCOUNT.search(ctx.text, *heading.span) is not None


def _is_presented(ctx: Context, place: Span) -> bool:
    return ctx.text.endswith(_OUTRIGHT, 0, place.start)


def _contradiction(ctx: Context, span: Span, allowed: set[int], evidence: Span | None, where: str) -> Iterator[Finding]:
    """Report the first year within `span` when none of its years is allowed."""
    found = list(dates.whole_years(ctx.text, *span))
    found = [(year, place) for year, place in found if _is_presented(ctx, place)] or found
    if found and not any(year in allowed for year, _ in found):
        wanted = min(allowed)
        told = f"应为“{wanted}年”" if where.startswith("下一年") else f"与报告年度“{wanted}年”不一致"
        yield ctx.finding(
            found[0][1], f"{where}写的是“{found[0][0]}年”，{told}", related=(evidence,) if evidence else ()
        )


RULE = Rule("title-year-mismatch", "structure", Severity.ERROR, check)
