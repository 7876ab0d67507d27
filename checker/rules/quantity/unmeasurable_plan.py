"""计划里没有可以核对的事项。

下一年安排中的一句话，只有“加强”“提升”“深化”“持续推进”加上抽象的词，没有一件能做、能看、能查的事，没有时间，也没有数量时提示。

为什么：这样的打算一年以后无法核对是否完成，下一年的报告也无从交代。
怎么改：写明要做的事，例如制定什么文件、办什么活动、建什么机制、由谁在什么时候完成、达到多少。
不报：安排部分的第一句；写了文件、机制、清单、平台、培训、检查、会议的；写了时间、数量、责任单位的；后面接着写了具体事项的小标题句。
"""

from collections.abc import Iterator, Sequence

from checker.model import Context, Finding, Label, PartKind, Role, Rule, Sentence, Severity
from checker.rules.account import shown
from checker.text.clauses import unquoted
from checker.text.pattern import pattern
from checker.text.span import Span

_SURE = 0.6
_OTHER_ROLES = (
    Role.RESULT,
    Role.PROBLEM,
    Role.CAUSE,
)  # a bare verb phrase reads as a measure; the part says that it is planned
_LEAST = 18  # a shorter sentence is a lead
_ABSTRACT = pattern(
    r"加强|提升|提高|深化|强化|增强|推进|推动|促进|加大|持续|不断|进一步|坚持|夯实|巩固|营造|优化|上新的?台阶"
)
# whatever can be seen, asked for or counted a year later
_CHECKABLE = pattern(
    r"\d|□|[一二三四五六七八九十]+(?:个|项|次|场|件|批|部|家|支|所)|年底|季度|月底|上半年|下半年|每[年季月周]|之前|"
    r"制定|制订|出台|印发|编制|编印|修订|起草|清理|备案|公示|公布|公告|发布|听证|论证|征求|建立|健全|"
    r"完善|建成|建设[^，。；]{0,10}(?:中心|站|点|平台|系统|阵地|基地|队伍|示范)|设立|组建|配[备齐强]|"
    r"招录|"
    r"选派|聘|引进|培训|轮训|考试|测试|旁听|演练|讲座|宣讲|讲堂|课|竞赛|会议|联席|例会|座谈|调研|走访|"
    r"检查|抽查|督察|督查|考核|评估|评查|评议|测评|述法|述职|出庭|应诉|复议|调解|仲裁|裁决|信访|"
    r"审查|审核|清单|目录|台账|名录|名单|档案|预案|方案|办法|细则|指引|标准|规程|流程|制度|机制|体系|"
    r"(?:建|搭|升级|推广|应用|依托|监管|服务)[^，。；]{0,8}(?:平台|系统)|热线|窗口|网格|"
    r"(?<!网)站(?!位)|(?<!为)中心|试点|示范|创建|整治|专项|行动|活动|宣传周|宣传月|宣传日|"
    r"开展(?!工作)|组织|举办|召开|实行|推行|试行|实施|落地|上线|接入|开通|归集|共享|移送|通报|约谈|"
    r"问责|公证|援助|顾问|律师|执法证|案卷|裁量|双随机|证照|审批|许可|信用|承诺|免罚|赋权|下放|"
    r"司法局|司法所|街道|乡镇|法院|检察院|复核|回访|普查|排查|监测|投入|经费|装备|记录仪|文书|条例|"
    r"规章|规范性文件|决策|合同|政务公开|信息公开|改革|网上|线上|移动|网办|通办|联办"
)
_ITEM = pattern(
    r"^(?:[一二三四五六七八九十]{1,3}是|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.．、]|"
    r"第[一二三四五六七八九十]，)"
)
_RUNS_IN = pattern(r"[：:](?=一是)")
_OPENING = pattern(
    r"以下|如下|重点(?:做好|抓好)|几[个方]|[：:]$|总体|篇章|新征程|新的一年|法治根基|新的?更大贡献|坚强的?法治保障"
)


def check(ctx: Context) -> Iterator[Finding]:
    """Report plan items that name nothing checkable; a lead is judged with the sentences of its item."""
    planned = [(s, label) for s, label in ctx.labelled(PartKind.PLAN) if not ctx.in_table(s)]
    for item in _items(ctx.text, planned)[1:]:
        words = [unquoted(span.of(ctx.text)) for span, _ in item]
        if (
            any(label.role in _OTHER_ROLES and label.role_confidence >= _SURE for _, label in item)
            or any(_checkable(text) or _OPENING.search(text) for text in words)
            or not _ABSTRACT.search(words[0])
            or sum(map(len, words)) < _LEAST
        ):
            continue
        span = Span(item[0][0].start, item[-1][0].end)
        yield ctx.finding(span, f"“{shown(ctx.text, span)}”没有可以核对的事项、时限或者数量")


def _checkable(words: str) -> bool:
    return bool(_CHECKABLE.search(_ITEM.sub("", words)))


def _items(text: str, planned: Sequence[tuple[Sentence, Label]]) -> list[list[tuple[Span, Label]]]:
    """Group the sentences of a paragraph: a number (一是, （二）) opens an item, else each sentence is one.

    An opening that runs into the first item (“重点抓好以下工作：一是……”) is parted from it.
    """
    items: list[list[tuple[Span, Label]]] = []
    open_item: tuple[int, tuple[str, ...]] | None = None
    for sentence, label in planned:
        place, span = (sentence.paragraph, sentence.headings), sentence.span
        runs_in = _RUNS_IN.search(span.of(text))
        if runs_in:
            items.append([(Span(span.start, span.start + runs_in.start()), label)])
            span = Span(span.start + runs_in.end(), span.end)
        if _ITEM.match(span.of(text)):
            open_item = place
        elif place == open_item:
            items[-1].append((span, label))
            continue
        else:
            open_item = None
        items.append([(span, label)])
    return items


RULE = Rule("unmeasurable-plan", "quantity", Severity.INFO, check, needs=frozenset({"labels"}))
