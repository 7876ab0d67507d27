"""没有标题，或者标题不全。

标题应当说清谁、哪一年、什么报告。全文没有标题，或者标题缺少其中一项时报告。

为什么：公文标题由发文机关、事由和文种组成；网站上成百上千份报告，标题不全就分不清是哪一家、哪一年的。
怎么改：写成“××县人民政府关于2024年度法治政府建设情况的报告”，或者“××县2024年法治政府建设年度报告”。
不报：标题分成几行写的；标题上面有份号、密级、紧急程度、发文字号的；年份用汉字写的；用“依法行政”“法治建设”说明事由的。
"""

from collections.abc import Iterator

from checker.model import Context, Finding, PartKind, Rule, Severity
from checker.text import dates
from checker.text.pattern import pattern
from checker.text.width import HAN

_SUBJECT = pattern(r"法治|依法行政|依法治")
_BODY = pattern(
    rf"^(?:20\d\d年度?)?(?:中共)?(?!推进|落实|贯彻)(?:{HAN}|[（）()·]){{2,}}?"
    r"(?:关于|(?=20\d\d|二[〇零○]|(?:推进|全面)?(?:法治(?:政府|建设)|依法行政)))"
)


def check(ctx: Context) -> Iterator[Finding]:
    """Report a missing title, or one finding that names what the title lacks."""
    part = ctx.anatomy.part(PartKind.TITLE)
    if part is None:
        yield ctx.finding(None, "没有标题")
        return
    words = "".join(part.span.of(ctx.text).split())
    lacking = [
        name
        for name, there in (
            ("发文机关", _BODY.search(words)),
            ("年度", next(dates.years(words), None)),
            ("事由（法治政府建设）", _SUBJECT.search(words)),
        )
        if not there
    ]
    if lacking:
        yield ctx.finding(part.span, f"标题没有写明{'、'.join(lacking)}")


RULE = Rule("missing-title", "structure", Severity.WARNING, check)
