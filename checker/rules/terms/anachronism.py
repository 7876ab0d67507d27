"""写到了报告年度还没有的事。

报告年度的工作里写到了那一年还没有召开的会议、还没有出台的法律、还没有的机构或者说法时报告。

为什么：不可能发生的事写进了当年的工作，多半是改稿时混进来的。
怎么改：核对时间；是次年的事，删去或者移到下一年安排。
不报：下一年安排里的；不足里的；在报告年度内出现的；草案、征求意见稿；不知道报告年度的。
"""

import datetime
from collections.abc import Iterator

from checker.model import Basis, Context, Demand, Event, Finding, Rule, Severity
from checker.rules.hits import around, hits, reported
from checker.text.pattern import pattern
from checker.text.span import Span

# “二十届一中、二中全会”: each member is a plenum of its own
_PLENUMS = pattern(
    r"(?P<congress>(?:十[八九]|二十)届)(?P<members>[一二三四五六七]中(?:(?:全会)?[、和及与][一二三四五六七]中)+)全会"
)
_MEMBER = pattern(r"[一二三四五六七]中")
_DRAFT_AFTER = pattern(r"[（(]?(?:草案|征求意见|送审稿|立法)")
_DRAFT_BEFORE = pattern(r"(?:征求|起草|提请审议|学习讨论|草案)[^，。；]{0,8}\Z")
_REACH = 14


def check(ctx: Context) -> Iterator[Finding]:
    """Report each event of the table that had not happened when the report year ended."""
    if ctx.year is None:
        return
    ends = datetime.date(ctx.year, 12, 31)
    later = {name: event for event in ctx.lexicon.events if event.since > ends for name in event.names}
    places = [(span, later[span.of(ctx.text)]) for span in hits(ctx.text, [name for name in later if name in ctx.text])]
    for match in _PLENUMS.finditer(ctx.text):
        for member in _MEMBER.finditer(match["members"]):
            event = later.get(f"{match['congress']}{member[0]}全会")
            if event is not None:
                places.append((Span(*match.span()), event))
                break
    for span, event in sorted(places, key=lambda place: place[0]):
        if reported(ctx, span.start) and not _is_draft(ctx.text, span):
            yield _finding(ctx, span, event)


def _is_draft(text: str, span: Span) -> bool:
    before, after = around(text, span, _REACH)
    return bool(_DRAFT_AFTER.match(after) or _DRAFT_BEFORE.search(before))


def _finding(ctx: Context, span: Span, event: Event) -> Finding:
    since = f"{event.since.year}年{event.since.month}月"
    demand = Demand("", (Basis(event.source, "", event.evidence),), None)
    shown = span.of(ctx.text).translate({ord("“"): None, ord("”"): None})
    return ctx.finding(span, f"“{shown}”{since}才有，不会出现在{ctx.year}年的工作里", demand)


RULE = Rule("anachronism", "terms", Severity.ERROR, check, needs=frozenset({"lexicon"}), local=True)
