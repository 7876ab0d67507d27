"""写了不足，没有写原因。

不足部分列了问题，却没有一句说明为什么会这样时报告；问题很多而只有个别写了原因时作为提示。

为什么：规定要求写“不足和原因”，只列现象不写原因，就看不出下一步该改什么。
怎么改：在每条不足后面用一句话说明原因，例如“主要原因是……”“由于……”。
不报：用“由于”“因”“受……影响”“根源在于”等说明了原因的；没有不足部分的（见 missing-section）。
"""

from collections.abc import Iterator

from checker.model import Context, Finding, PartKind, Role, Rule, Severity
from checker.text.pattern import pattern

_SURE = 0.5
_CAUSE = pattern(
    r"原因|由于|缘于|源于|根源|主要在于|主要是因|归因|症结|所致|导致|造成|使得|致使|(?<![原基])因(?!此|而|地制宜|素|子|人而异|材|应|势)|受[^，。；]{1,40}(?:影响|制约|限制|局限)|[，,]主要是(?!体现|表现|有|存在)|根子|病根"
)
_PROBLEM = pattern(
    r"不足|不够|有待|还需|仍需|薄弱|短板|差距|欠缺|缺乏|不强|不高|不到位|不平衡|不充分|滞后|存在|亟待|偏[低少弱]|不[^，。；]{1,4}(?=[，。；]|$)"
)
# “但仍存在一些不足，主要表现在：” only opens the list
_OPENING = pattern(
    r"[：:]\Z|(?:存在|有|面临)(?:着)?(?:一些|不少|一定|许多|不小)[^，。；]{0,12}(?:不足|问题|差距|短板|困难)[^，；]{0,14}[。：:]?\Z"
)
# one sentence that gives the cause of all that was named before
_OF_ALL = pattern(
    r"(?:上述|以上|这些|产生|出现|存在)[^，。；]{0,12}问题[^。；]{0,12}(?:原因|主要是|源于|在于)|究其(?:原因|根源)|分析原因|主要原因(?:有|是)[：:一]"
)
_MANY = 5  # problems for one cause


def check(ctx: Context) -> Iterator[Finding]:
    """Report a shortcomings part without any cause; as info one where hardly any problem has a cause."""
    part = ctx.anatomy.part(PartKind.SHORTCOMINGS)
    if part is None:
        return
    told = [(sentence.span.of(ctx.text), label) for sentence, label in ctx.labelled(PartKind.SHORTCOMINGS)]
    inside = [(words, label) for words, label in told if not _OPENING.search(words)]
    causes = sum(
        bool(_CAUSE.search(words)) or (label.role is Role.CAUSE and label.role_confidence >= _SURE)
        for words, label in inside
    )
    problems = sum(bool(_PROBLEM.search(words)) or label.role is Role.PROBLEM for words, label in inside)
    if not problems:
        return
    span = part.heading.span if part.heading else next(iter(ctx.sentences(PartKind.SHORTCOMINGS)))[0].span
    if not causes:
        yield ctx.finding(span, "不足部分只写了问题，没有写原因")
    elif causes * _MANY < problems and not any(_OF_ALL.search(words) for words, _ in inside):
        yield ctx.finding(span, f"不足部分写了{problems}句问题，只有{causes}句写到原因", severity=Severity.INFO)


RULE = Rule("missing-cause", "coverage", Severity.WARNING, check, needs=frozenset({"labels"}))
