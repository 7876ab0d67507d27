"""上一年计划的事项没有下文。

上一年报告的“下一年安排”里写明要做的一件事，今年的举措和成效里没有一句写到时提示。需要用 --previous 给出上一年的报告。

为什么：年度报告一年接一年，上年公开说要做的事今年没有交代，读的人会问做了没有。
怎么改：写明完成情况；没有做或者改变了安排的，在不足部分说明原因。
不报：今年的报告（包括不足和下一年安排）里写到同一件事的，哪怕换了说法；“加强”“完善”“推进”一类没有具体事项的计划；拿不准的。
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from checker.model import Category, Context, Finding, PartKind, Role, Rule, Severity
from checker.rules.account import shown
from checker.text.headings import number_at
from checker.text.pattern import pattern
from checker.text.span import Span
from checker.text.width import HAN

# a deed that can be seen to have been done or not
_DEED = pattern(
    r"制定|出台|印发|修订|编制|建成|建立|组建|成立|设立|启动|开通|上线|举办|召开|新建|搭建|打造|试点|清理|评估|完成|开展|推行|公布|发布"
)
# words that any plan and any account uses: they do not tell one item from another
_COMMON = pattern(
    r"20\d\d年|下一步|进一步|持续|继续|不断|深入|全面|切实|着力|大力|积极|加快|加强|强化|完善|健全|推进|推动|深化|优化|提升|提高|落实|做好|抓好|坚持|围绕|聚焦"
    r"|制定|出台|印发|修订|编制|建成|建立|组建|成立|设立|启动|开通|上线|举办|召开|新建|搭建|打造|开展|推行|完成|公布|发布|组织|实施|落地"
    r"|法治政府|法治建设|法治|依法行政|依法|行政执法|执法|行政|工作|建设|制度|机制|体系|能力|水平|质量|力度|作用|管理|服务|监督|责任|重点|领域|相关|有关|各项|各级|各类|方面"
    r"|部门|单位|人员|干部|领导|全[省市县区镇乡局]|我[省市县区镇乡局]|[县市区省镇乡]委|[县市区省镇乡]政府|政府|群众|社会|企业|规范|有效|进行|力争|确保|争取|计划|年底前|不少于|以上|的|和|与|及|对|在|为|等|并|将|把|向|由"
)
_RUN = pattern(rf"(?:{HAN}){{2,}}")
_FEWEST_KEYS = 6
_TAKEN_UP = 0.25  # share of the keys in one sentence, or
_MENTIONED = 0.5  # in all of them together
_EVERYWHERE = 30  # sentences: a word of so many tells nothing
_SURE = 0.6


def check(ctx: Context) -> Iterator[Finding]:
    """Report the items of last year's plan that this year's report does not come back to."""
    before = ctx.last_year()
    if before is None or (ctx.year and before.year and before.year != ctx.year - 1):
        return
    if not any(sentence.part is PartKind.ACHIEVEMENTS for sentence in ctx.anatomy.sentences):
        return
    places = defaultdict[str, list[int]](list)
    told = (*(words for _, words in ctx.sentences()), *(heading.title for heading in ctx.anatomy.outline))
    for number, words in enumerate(told):
        for key in _keys(words):
            places[key].append(number)
    for sentence, label in before.labelled(PartKind.PLAN):
        words = sentence.span.of(before.text)
        if label.category is Category.GENERAL or (label.role is not Role.PLAN and label.role_confidence >= _SURE):
            continue
        keys = [key for key in _keys(words) if len(places.get(key, ())) <= _EVERYWHERE]
        if len(keys) < _FEWEST_KEYS or not _DEED.search(words):
            continue
        shared = Counter(number for key in keys for number in places.get(key, ()))
        mentioned = sum(key in places for key in keys)
        if max(shared.values(), default=0) < _TAKEN_UP * len(keys) and mentioned < _MENTIONED * len(keys):
            lead = number_at(before.text, sentence.span.start)
            item = Span(lead.end if lead else sentence.span.start, sentence.span.end)
            yield ctx.finding(None, f"上年计划的“{shown(before.text, item).rstrip('。；;')}”今年没有写到")


def _keys(words: str) -> frozenset[str]:
    """Return the character pairs of the words in `words` that tell what it is about."""
    return frozenset(
        run[index : index + 2] for run in _RUN.findall(_COMMON.sub(" ", words)) for index in range(len(run) - 1)
    )


RULE = Rule("unfulfilled-plan", "reuse", Severity.INFO, check, needs=frozenset({"labels", "previous"}))
