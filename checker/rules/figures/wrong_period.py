"""时间说的不是报告年度。

报告在第二年签发，文中却写“今年以来”“目前”“近日”“去年”，或者把别的年份做的事当作本年度的工作写进来时报告。

为什么：年度报告多在次年年初签发，“今年”“目前”指到了签发那一年，读的人分不清数据是哪一年的。
怎么改：写明年份和时点，例如“20××年”“截至20××年12月底”；不是报告年度的工作，删去或者写明是作比较。
不报：不足和下一年安排里的；“一年来”“上半年”“截至某年某月底”；作比较的上年数据；“2021年以来”“2021年印发的”；引号、书名号里的话；不知道报告年度的。在报告年度之内签发的，只作提示。
"""

import bisect
from collections.abc import Iterator

from checker.model import Context, Finding, PartKind, Rule, Severity
from checker.text.pattern import pattern
from checker.text.span import Span

_REPORTED = (PartKind.PREAMBLE, PartKind.ACHIEVEMENTS, PartKind.RESPONSIBILITY)
# words of time, not pieces of other words: 如今年轻干部, 项目前期, 附近日间照料, 过去年度, 担当前行
_WORD = pattern(
    r"(?<![如现当而])今年(?:以来|来(?![自源宾]))?(?![轻龄纪迈届级均])"
    r"|(?<![过失减免除])去年(?:以来)?"
    r"|(?<![项题科节栏品名曲书条账类])目前(?![期置沿端])"
    r"|(?<![附最将邻临接靠])近日(?![间照常均])"
    r"|(?<![担相承充适])当前(?=[，,]?[^，,。；;]{0,16}(?:已|共有|共计|持有))"
)
_COMPARED = pattern(r"增长|下降|上升|减少|增加|提高|同比|相比|相较|较|对比|分别|累计|以来|基础上|今年|本年|届")
_INTENDED = pattern(r"将|拟|计划|力争|预计|确保|目标")
_DONE = (
    r"废止|修订|修改|制定|出台|印发|办理|受理|审结|办结|立案|查处|开展|组织|召开|举办|完成|调解|化解|处罚|检查"
    r"|评查|抽查|培训|清理|审查|备案|参加|移送|应诉|核发|发放"
)
_COUNTED = r"\d[\d,，.]*(?:余|多)?万?(?:人次|[件份次场起项部宗条期家户人个批例])"
# “2021年废止文件3份”: a year that opens its clause, an act, a count of what was done
_PAST_WORK = pattern(
    rf"(?:\A|(?<=[，,。；;：:、一是]))(?P<year>20\d\d)年(?:度|全年|\d{{1,2}}月(?:\d{{1,2}}日)?)?[，,]?"
    rf"[^，,。；;的0-9]{{0,10}}?(?:{_DONE})[^，,。；;的0-9]{{0,20}}{_COUNTED}"
)
_TURNS_AWAY = pattern(
    r"\A(?:下一步|下步|下一阶段|下一年|今后|明年|新的一年)|(?:仍|还|也)(?:然)?存在[^。；]{0,24}(?:不足|问题|差距|短板|薄弱)"
)
_QUOTED = pattern(r"“[^”\n]{0,200}”|《[^》\n]{0,200}》")


def check(ctx: Context) -> Iterator[Finding]:
    """Report words of time that point past the report year, and work of another year told as this year's."""
    if ctx.year is None:
        return
    for span in _stretches(ctx):
        words = span.of(ctx.text)
        if _TURNS_AWAY.search(words):
            continue
        quoted = [Span(*match.span()) for match in _QUOTED.finditer(words)]
        for match in _WORD.finditer(words):
            if not _inside(Span(*match.span()), quoted):
                yield _word(ctx, ctx.year, Span(*match.span()).shift(span.start))
        for match in _PAST_WORK.finditer(words):
            year = int(match["year"])
            other = _COMPARED if year < ctx.year else _INTENDED
            if year != ctx.year and not other.search(words) and not _inside(Span(*match.span("year")), quoted):
                yield ctx.finding(
                    Span(*match.span()).shift(span.start), f"报告写的是{ctx.year}年的工作，“{year}年”不在这一年"
                )


def _stretches(ctx: Context) -> list[Span]:
    """Return headings and sentences of the parts that tell of the report year."""
    starts = [part.span.start for part in ctx.anatomy.parts]
    headings = [
        heading.span
        for heading in ctx.anatomy.outline
        if (index := bisect.bisect_right(starts, heading.span.start)) and ctx.anatomy.parts[index - 1].kind in _REPORTED
    ]
    return headings + [sentence.span for sentence, _ in ctx.sentences(*_REPORTED)]


def _inside(span: Span, quoted: list[Span]) -> bool:
    return any(quote.overlaps(span) for quote in quoted)


def _word(ctx: Context, year: int, span: Span) -> Finding:
    dated = ctx.anatomy.facts.dated
    word = span.of(ctx.text)
    if dated is not None and dated.value.year <= year:
        return ctx.finding(span, f"“{word}”没有写明是{year}年", severity=Severity.INFO)
    signed = f"报告在{dated.value.year}年签发" if dated else "年度报告在次年签发"
    meant = f"指的不是报告年度{year}年" if word[1] == "年" else f"没有写明是{year}年的什么时候"
    return ctx.finding(span, f"{signed}，“{word}”{meant}")


RULE = Rule("wrong-period", "figures", Severity.WARNING, check, local=True)
