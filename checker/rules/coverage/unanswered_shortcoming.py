"""写了不足，下一年没有安排解决。

不足部分指出某个方面的问题，下一年安排却没有一句话说到这个方面，也没有提到问题里的事物时报告；同一个方面只报告一次。

为什么：写不足是为了改，下一年的安排与不足对不上，问题明年还在。
怎么改：在下一年安排里针对这条不足写出要做的事；准备以后再解决的，说明打算。
不报：没有不足部分或者下一年安排的；安排不足三句的（见 thin-section）；归不进哪个方面、或者只说统筹协调的问题；已经在不足部分写明怎么改的。
"""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Category, Context, Finding, Label, PartKind, Role, Rule, Severity
from checker.rules.account import shown
from checker.text.pattern import pattern
from checker.text.width import HAN

_SURE = 0.6
_SURE_CATEGORY = 0.8  # a finding here rests on one label
_FEWEST_PLANS = 3
_ANSWERED = pattern(
    r"下一步|下步|今后|将[^，。；]{0,20}(?:加强|完善|加大|推进|开展|解决)|正在|已(?:经)?(?:着手|启动|列入|纳入)"
)
# words of any shortcoming and any plan: what is left of a clause names its matter
_EVERYWHERE = pattern(
    r"依法行政|法治政府|法治建设|政府建设|法治化|行政执法|工作人员|领导干部|党员干部|干部职工|主要负责人|经济社会|人民群众|相关部门|有关部门|"
    r"工作|问题|人员|单位|方面|机制|制度|能力|水平|建设|管理|发展|进一步|有待|还需|仍需|需要|存在|不足|不够|不高|不强|不到位|不平衡|不充分|加强|加大|提升|提高|增强|强化|"
    r"完善|推进|推动|落实|开展|个别|部分|少数|有的|有些|一些|一是|二是|三是|四是|五是|六是"
)
_CAUSE = pattern(r"(?:主要)?(?:原因|由于|因为|在于|是因|根源|源于|缘于|症结|归因)")
_LEAST = 8  # what stands before a cause is the problem, if it is more than “一是”
_MATTER = pattern(rf"{HAN}{{2,}}")


@dataclass(frozen=True, slots=True)
class Params:
    """A category, and words that show the plan takes it up."""

    category: Category
    terms: tuple[str, ...]


def check(ctx: Context) -> Iterator[Finding]:
    """Report the first problem of each category that neither a label nor a word of the plan takes up."""
    plan = ctx.anatomy.part(PartKind.PLAN)
    planned = [(sentence.span.of(ctx.text), label) for sentence, label in ctx.labelled(PartKind.PLAN)]
    if plan is None or len(planned) < _FEWEST_PLANS:
        return
    intended = "\n".join(words for words, _ in planned)
    pairs = _pairs(intended)
    taken_up = {category for _, label in planned for category in (label.category, *label.also)}
    told = [
        (sentence.span, label, _CAUSE.split(sentence.span.of(ctx.text), maxsplit=1)[0])
        for sentence, label in ctx.labelled(PartKind.SHORTCOMINGS)
    ]
    for demand in ctx.requirements:
        category = demand.params.category
        if category in taken_up or any(term in intended for term in demand.params.terms):
            continue
        problems = [(span, words) for span, label, words in told if _names(label, category) and len(words) >= _LEAST]
        if not problems or any(_ANSWERED.search(words) or _pairs(words) & pairs for _, words in problems):
            continue
        first, *others = [span for span, _ in problems]
        yield ctx.finding(
            first,
            f"“{shown(ctx.text, first)}”属于“{category.chinese}”方面，下一年安排里没有对应的打算",
            demand,
            related=(*others, *((plan.heading.span,) if plan.heading else ())),
        )


def _names(label: Label, category: Category) -> bool:
    return (
        label.role in (Role.PROBLEM, Role.CAUSE)
        and label.role_confidence >= _SURE
        and label.category is category
        and label.confidence >= _SURE_CATEGORY
    )


def _pairs(words: str) -> set[str]:
    """Return all two characters running of what `words` are about."""
    return {
        matter[i : i + 2] for matter in _MATTER.findall(_EVERYWHERE.sub("，", words)) for i in range(len(matter) - 1)
    }


RULE = Rule("unanswered-shortcoming", "coverage", Severity.WARNING, check, params=Params, needs=frozenset({"labels"}))
