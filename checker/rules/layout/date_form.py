"""成文日期的写法不合规定。

落款的日期没有用阿拉伯数字把年、月、日写全，或者月、日前面多了“0”时报告；只查 Word 文件。

为什么：公文的成文日期用阿拉伯数字将年、月、日标全，年份标全称，月、日不编虚位。
怎么改：写成“2025年3月1日”。
不报：正文里的日期；标题下面的日期；数字和“年”“月”“日”之间的空格；空着等填的日；没有落款的。
"""

from collections.abc import Iterator

from checker.model import Context, Finding, PartKind, Rule, Severity
from checker.text.pattern import pattern

_BLANK = pattern(r"\s*[\d一二三四五六七八九十]*\s*日")  # left open, or too far off to be read as part of the date
_RIGHT = pattern(r"[0-9]{4}\s?年\s?[1-9][0-9]?\s?月\s?[1-9][0-9]?\s?日")


def check(ctx: Context) -> Iterator[Finding]:
    """Report a date of signature that is not written in full with Arabic digits."""
    signature, dated = ctx.anatomy.part(PartKind.SIGNATURE), ctx.anatomy.facts.dated
    if signature is None or dated is None or dated.evidence is None or not signature.span.contains(dated.evidence):
        return
    words, day = dated.evidence.of(ctx.text), dated.value
    if words.endswith("月"):
        if not _BLANK.match(ctx.text, dated.evidence.end):
            yield ctx.finding(dated.evidence, f"成文日期“{words}”没有写日，应将年、月、日标全")
    elif not _RIGHT.fullmatch(words):
        yield ctx.finding(dated.evidence, f"成文日期写作“{words}”，应为“{day.year}年{day.month}月{day.day}日”")


RULE = Rule("date-form", "layout", Severity.WARNING, check, needs=frozenset({"layout"}), default=False)
