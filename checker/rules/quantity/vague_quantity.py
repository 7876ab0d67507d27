"""用含糊的词代替数量。

“多次召开会议”“开展一系列宣传活动”“查处一批典型案件”“化解若干件纠纷”，该写数量的地方只写了“多次”“若干”“一批”“大量”“众多”“一系列”，
后面又没有数字时报告。

为什么：次数、件数是可以数清的，用“多次”“一批”代替，上级和群众看不出做了多少。
怎么改：把含糊的词换成数字，例如“先后6次召开会议”；不便写数的，列出具体的会议、文件名称。
不报：不足和计划；承接上文的（“上述一系列措施”“……等一系列举措”）；文件名称（“若干措施”）；“多元”“多部门”“多种形式”；
“大量工作”这样不能计数的；上级的重要讲话和部署；同一句里已写明数量的。
"""

import re
from collections.abc import Iterator

from checker.model import Context, Finding, Rule, Severity
from checker.rules.account import shown, told
from checker.text.clauses import bare, clauses
from checker.text.figures import FigureKind, figures
from checker.text.pattern import pattern
from checker.text.span import Span
from checker.text.width import HAN

_THINGS = (
    "案件|纠纷|矛盾|争议|案例|典型|资料|材料|手册|折页|宣传品|文件|制度|规定|办法|方案|机制|措施|举措|线索|问题|隐患|投诉|诉求|信访件|积案|活动|培训"
    "|讲座|会议|宣讲|行动|检查|走访|普法|宣传|群众|企业|市场主体|经营主体|商户|单位|部门|人员|人才|律师|项目|场次|阵地|示范村|示范点|示范户|明白人"
    "|事项|成果|荣誉|奖项|改革|课程|作品|工作规则"
)
_NOT_REPORTED_ACTS = (
    r"违法|违规|违反|败诉|投诉|信访|上访|重复|举报|反映|申请|缠|被|未|拒|逾期|犯|吸毒|催|往返|跑|提交|"
    r"补正|修改后|不|利用|发生|出现"
)
_VAGUE = pattern(
    rf"(?<![众许更最很太几数余十百千万\d一二三])多(?:批次|轮次|场次|次|场(?![景合所域地面])|批|轮|"
    rf"期)(?!{_NOT_REPORTED_ACTS}|[的性元])(?P<sort>)"
    rf"|(?<=[办理查处化解调制定印发取获得结破侦获审出台修了展])多(?:起|件|份|篇|"
    rf"宗)(?:[^，。；、□]{{0,6}}(?:{_THINGS}|案))"
    rf"|若干(?=[名件个起份次场批户宗](?!问题|意见)|家|项(?!措施|规定|意见)){HAN}[^，。；、□]{{0,8}}"
    rf"|若干(?=制度|案件|项目|典型|企业|单位|文件|纠纷)[^，。；、□]{{0,6}}"
    rf"|(?<![第同每另上下前首这该那一])一大?批(?!次|[又接一复批])[^，。；、□\d]{{0,14}}(?:{_THINGS})"
    rf"|(?<![扩最极])大量(?!减少|增加|的?工作|时间|精力|人力|资金|数据|信息)[^，。；、□\d]{{0,8}}(?:{_THINGS})"
    rf"|(?:众多|诸多)(?!问题|困难|因素)[^，。；、□\d]{{0,8}}(?:{_THINGS})"
    rf"|(?<![等此述这])一系列(?!重要|重大|新|决策|部署|讲话|论述|指示|战略|方针|政策|法律|法规|党内|"
    rf"问题|因素|变化)[^，。；、□\d]{{0,12}}(?:{_THINGS})"
)
_COUNTERS = {"次": "次场", "场": "场次", "批": "批次件", "轮": "轮次", "期": "期次"}
_BACKWARD = pattern(
    r"(?:上述|这些?|以上|前述|该|等|通过|按照|根据|面对|针对|围绕|落实|贯彻|执行|学习|党中央|国务院|"
    r"总书记|上级)[^，；]{0,6}\Z|[对因]\Z"
)
_AIM = pattern(r"力争|争取|计划|努力|推动|确保|致力|着力|将|旨在|为了|力求|打造")
_UNSEEN = pattern(r"(?:不|未|没有|避免|防止|减少|导致|造成|涉及|消耗|需要)[^，；]{0,4}\Z")


def check(ctx: Context) -> Iterator[Finding]:
    """Report vague words for a quantity that can be counted, where the sentence gives no such count."""
    for sentence, words in told(ctx):
        plain = bare(words)
        if not _VAGUE.search(plain):
            continue
        parts = tuple(clauses(plain))
        for index, clause in enumerate(parts):
            match = _VAGUE.search(plain, clause.start, clause.end)
            if match is None:
                continue
            before = plain[clause.start : match.start()]
            rest = Span(match.start(), parts[index + 1].end if _continues(plain, parts, index) else clause.end)
            if (
                _BACKWARD.search(before)
                or _AIM.search(before)
                or _UNSEEN.search(before)
                or _counted(words, match[0], rest)
            ):
                continue
            span = Span(match.start(), _object_end(match, clause)).shift(sentence.span.start)
            yield ctx.finding(span, f"“{shown(ctx.text, span)}”没有写数量")


def _continues(words: str, parts: tuple[Span, ...], index: int) -> bool:
    """Tell whether the next clause goes on to give the count (“…，共12件”)."""
    return index + 1 < len(parts) and bool(
        re.match(r"共|累计|合计|总计|其中|包括|涉及|\d", words[parts[index + 1].start :])
    )


def _object_end(match: re.Match[str], clause: Span) -> int:
    """Return where the reported words end: with the noun, or with the clause after 多次, whose verb follows."""
    return clause.end if match["sort"] is not None else match.end()


def _counted(words: str, vague: str, rest: Span) -> bool:
    if any(figure.kind is FigureKind.COUNT for figure in figures(words, *rest)):
        return True
    counters = next((counters for key, counters in _COUNTERS.items() if vague.startswith("多") and key in vague), "")
    return any(
        figure.kind is FigureKind.COUNT and any(unit in counters for unit in figure.unit) for figure in figures(words)
    )


RULE = Rule("vague-quantity", "quantity", Severity.WARNING, check, local=True)
