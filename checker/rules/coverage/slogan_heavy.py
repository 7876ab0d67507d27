"""一个部分大多是口号。

成效的一个部分，四句以上，大多是总的提法，没有做了什么、哪个单位做的、多少、什么时候，整个部分也没有一个数时提示。

为什么：口号放在哪个单位、哪一年的报告里都成立，看不出本单位做了什么。
怎么改：删去总的提法，写具体的会议、文件、活动，写明次数和时间。
不报：短的部分；写了数据的部分；写了会议、文件、机构、活动的句子；导语、不足和下一年安排。
"""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.decode import key
from checker.model import Category, Context, Finding, Label, PartKind, Role, Rule, Severity
from checker.rules.account import counted
from checker.text.clauses import unquoted
from checker.text.pattern import pattern

_FEWEST = 4
# an act that one can point to: a meeting, a document, a body, an event, a day
_ACT = pattern(
    r"制定|制订|出台|印发|编制|修订|发布|召开|举办|举行|主持|邀请|成立|设立|组建|建成|建立|搭建|上线|开通|签订|聘请|选派|"
    r"走访|培训|讲座|竞赛|考试|演练|检查|抽查|督察|督查|会议|专题会|读书班|宣讲|审查|审核|备案|公示|办理|受理|调解|处罚|立案|"
    r"\d{1,2}月|\d{1,2}日|[上下]半年|季度|每[年月周]"
)


@dataclass(frozen=True, slots=True)
class Options:
    """How much of a part consists of slogans for the part to be reported."""

    share: float = key(0.6, "口号占一个部分的句子多少才报告", least=0.1, most=1)


def check(ctx: Context) -> Iterator[Finding]:
    """Report each headed part of the achievements on the first level that consists of slogans for the most part."""
    labelled = list(ctx.labelled())
    for part in ctx.anatomy.parts:
        if part.kind is not PartKind.ACHIEVEMENTS or part.heading is None or part.heading.level != 1:
            continue
        inside = [(unquoted(s.span.of(ctx.text)), label) for s, label in labelled[ctx.anatomy.inside(part.span)]]
        if len(inside) < _FEWEST or any(counted(words) for words, _ in inside):
            continue
        slogans = sum(_slogan(words, label) for words, label in inside)
        if slogans >= len(inside) * ctx.options.share:
            yield ctx.finding(
                part.heading.span,
                f"这个部分{len(inside)}句话里有{slogans}句是总的提法，没有写具体做了什么、多少、什么时候",
            )


def _slogan(words: str, label: Label) -> bool:
    vague = (label.category is Category.GENERAL and label.sure) or label.role is Role.BACKGROUND
    return vague and not _ACT.search(words)


RULE = Rule("slogan-heavy", "coverage", Severity.INFO, check, needs=frozenset({"labels"}), options=Options)
