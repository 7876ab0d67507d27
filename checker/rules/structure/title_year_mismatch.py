"""年度前后不一致。

标题、正文开头、各部分标题说的年度对不上，或者“下一年安排”写的不是报告年度的后一年，报告不一致的那一处。

为什么：多半是沿用上一年的稿子没有改干净，公开后很难看，也会让人怀疑数据是不是当年的。
怎么改：把年度改成一致；如果标题写错了，改标题。
不报：文件名称里的年份、起止年份（2021—2025年）、“……年以来”；正文里作比较的上年数据。
"""

from collections.abc import Iterator

from checker.model import Context, Finding, PartKind, Rule, Severity
from checker.text import dates
from checker.text.span import Span

_REPORTED = (PartKind.ACHIEVEMENTS, PartKind.SHORTCOMINGS, PartKind.RESPONSIBILITY)


def check(ctx: Context) -> Iterator[Finding]:
    """Report the preamble and each heading whose year contradicts the report year."""
    fact = ctx.anatomy.facts.year
    if fact is None:
        return
    for part in ctx.anatomy.parts:
        if part.kind is PartKind.TITLE:
            yield from _contradiction(ctx, part.span, {fact.value}, fact.evidence, "标题")
        elif part.kind is PartKind.PREAMBLE:
            yield from _contradiction(ctx, part.span, {fact.value, fact.value + 1}, fact.evidence, "正文开头")
        elif part.heading is not None and part.kind in _REPORTED and part.heading.level == 1:
            yield from _contradiction(ctx, part.heading.span, {fact.value, fact.value + 1}, fact.evidence, "部分标题")
        elif part.heading is not None and part.kind is PartKind.PLAN:
            yield from _contradiction(ctx, part.heading.span, {fact.value + 1}, fact.evidence, "下一年安排的标题")


def _contradiction(ctx: Context, span: Span, allowed: set[int], evidence: Span | None, where: str) -> Iterator[Finding]:
    """Report the first year within `span` when none of its years is allowed."""
    found = list(dates.whole_years(ctx.text, *span))
    # “现将2023年……报告如下” says outright what year is reported
    found = [(year, place) for year, place in found if ctx.text[: place.start].endswith("现将")] or found
    if found and not any(year in allowed for year, _ in found):
        wanted = min(allowed)
        told = f"应为“{wanted}年”" if where.startswith("下一年") else f"与报告年度“{wanted}年”不一致"
        yield ctx.finding(
            found[0][1], f"{where}写的是“{found[0][0]}年”，{told}", related=(evidence,) if evidence else ()
        )


RULE = Rule("title-year-mismatch", "structure", Severity.ERROR, check)
