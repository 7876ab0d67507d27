"""句子放错了部分。

成效部分里写了下一年的打算，或者下一年安排里写了已经做完的事，报告这样的句子。

为什么：举措成效和下一年安排分开写，混在一起就分不清哪些已经做了、哪些还没有做。
怎么改：把这句话移到它该在的部分；如果说的是本年度的事，去掉“下一步”“将”这样的字样。
不报：整个“下一年安排”都夹在成效里的（见 buried-section）；“将……纳入……”里的“将”；把握不大的。
"""

from collections.abc import Iterator

from checker.model import Context, Finding, PartKind, Role, Rule, Severity
from checker.text.pattern import pattern

_SURE = 0.6  # the words of time say it as well
_FUTURE = pattern(r"^(?:下一步|下步|下一阶段|下一年|明年|今后)")
_PAST = pattern(r"(?:一年来|今年以来|去年|截至[^，。；]{0,8}底)[^。；]{0,30}(?:共|累计|完成|办理|审结)[^。；]{0,20}\d")
_STILL_PLANNED = pattern(r"将|要|力争|计划|继续|确保|争取|目标|基础上|不少于|不低于|至少|以上")


def check(ctx: Context) -> Iterator[Finding]:
    """Report plans inside the achievements and accomplished results inside the plan, at high confidence only."""
    has_plan = ctx.anatomy.part(PartKind.PLAN) is not None
    for sentence, label in ctx.labelled(PartKind.ACHIEVEMENTS, PartKind.PLAN):
        if label.role_confidence < _SURE:
            continue
        words = sentence.span.of(ctx.text)
        if sentence.part is PartKind.ACHIEVEMENTS and has_plan and label.role is Role.PLAN and _FUTURE.search(words):
            yield ctx.finding(sentence.span, "“举措和成效”部分里写了下一步的打算", confidence=label.role_confidence)
        elif (
            sentence.part is PartKind.PLAN
            and label.role is Role.RESULT
            and _PAST.search(words)
            and not _STILL_PLANNED.search(words)
        ):
            yield ctx.finding(sentence.span, "“下一年安排”部分里写了已经完成的事", confidence=label.role_confidence)


RULE = Rule("mixed-section", "structure", Severity.WARNING, check, needs=frozenset({"labels"}))
