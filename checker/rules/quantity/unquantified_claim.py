"""成效断语没有数据。

写“显著提升”“明显好转”“切实增强”“不断提高”“成效明显”“提高了……的能力”，同一句里没有数字说明这个变化时报告。

为什么：成效要靠数据说话；只有断语，看不出变化有多大，年年都可以这样写。
怎么改：补上能衡量这个变化的数据，例如满意率、办结率、合格率、同比升降；没有数据的，只写做了什么，不下断语。
不报：用“进一步加强”“不断完善”“持续规范”“切实维护”写举措的；“通过……，提升……”这样不带程度词的目的语；由“推动”“引导”“促进”“力争”“为了”
引出的；“取得一定成效”“取得新成效”；同句已有能衡量它的比率、升降幅度或者结果数的；导语、计划、不足、引号和书名号里的。
开展了几次、培训了多少人，说的是做了多少，不能衡量能力、意识和水平。
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.model import Context, Finding, Label, PartKind, Role, Rule, Sentence, Severity
from checker.rules.account import shown, told
from checker.text.clauses import bare, clauses, unquoted
from checker.text.figures import Figure, FigureKind, figures
from checker.text.pattern import pattern
from checker.text.span import Span
from checker.text.width import HAN

_SURE = 0.8
_WINDOW = 20
_LONGEST_CLAUSE = 200
_DEGREE = r"(?:显著|明显|大幅度?|大大|极大|更加|切实|有效|不断|持续|进一步|日益|日趋|较大幅度)地?"
# of a subject they assert a change (“水平稳步提升”); before an object they only say how a thing was done
_MANNER = r"(?:稳步|全面|逐步|逐年|普遍|整体|全方位|同步)"
_VERB = r"提升|提高|增强|改善|优化|扩大|下降|减少|降低|增进|提振|强化|充实"
_BESIDE = r"(?:(?:强化|加强|巩固|规范|改进|锻炼|保障)[和与及、])?"
_CHANGE = pattern(
    rf"(?P<degree>{_DEGREE}(?:{_DEGREE})?)(?:得到了?|得以|"
    rf"有了?)?{_BESIDE}(?P<verb>{_VERB})(?:[和与](?:{_VERB}|规范|完善))?了?"
)
_SUBJECT_CHANGE = pattern(
    rf"(?:(?:{_DEGREE}|{_MANNER})(?:得到了?|得以|有了?)?|得到了?(?:较大|很大|极大|明显|显著)?)(?P<verb>提升|提高|增强|改善|优化|"
    rf"扩大|下降|减少|降低|增进|提振|强化|充实|好转|(?:稳定|稳中)?向好|改观|扭转)了?(?=[、和与及]|\Z)"
)
_GOOD = (
    "规范|健全|完善|公正|公平|透明|高效|便捷|便利|浓厚|牢固|坚实|顺畅|有力|科学|和谐|稳定|有序|自觉|精准|完备|深厚|到位"
    "|文明|凸显|彰显|成熟|良好"
)
_SUBJECT_STATE = pattern(rf"(?:更加|更为|日益|日趋|愈加|愈发|越来越)(?:{_GOOD}){{1,2}}(?=[、和与及]|\Z)")
_DONE = pattern(r"(?P<verb>提升|提高|增强|改善|增进|提振)了")
_ATTAINED = pattern(
    r"(?:成效|成果|效果|成绩|作用|效应)(?:十分|较为|更加|非常|日益|日趋|愈发|尤为)?(?:显著|明显|突出|凸显|斐然|显现)"
    r"|(?:取得|收到|获得)了?(?:较为|十分|非常)?(?:明显|显著|突出|重大|丰硕|良好|较好|积极|扎实|"
    rf"实实在在)的?{HAN}{{0,4}}?(?:成效|效果|成果|成绩|反响)"
    r"|结出了?(?:累累|丰)?硕果|硕果累累"
)
_ARRIVED = pattern(r"(?:迈上|再上|跃上|登上|迈向)了?(?:一个|新的?|更高的?|一?个新的?){0,3}台阶|走深走实(?=\Z)")

_STATES = (
    "能力|本领|意识|观念|理念|思维|素质|素养|素能|水平|自觉|积极性|主动性|责任感|使命感|认同感|荣誉感|责任心|热情|信心|作风|形象|战斗力|凝聚力|公信力|执行力|影响力"
    "|约束力|震慑力|威慑力|判断力|领悟力|知晓|知识|认知|敏锐性|坚定性|感染力|吸引力|针对性|实效性|有效性|权威性|科学性|规范性|严肃性|精准性|精准度|专业性"
)
_EFFECTS = pattern(
    rf"{_STATES}|效能|效果|实效|成效|质效|质量|效率|满意|获得感|幸福感|安全感|体验|透明度|覆盖面|"
    rf"规范化|精细化|专业化|法治化|标准化|便利度|便利化|便捷度|竞争力|合力|活力|环境|氛围|力量|程度|"
    rf"治理效|参与度"
)
_CAPACITY = pattern(
    rf"更加|更为|日益|日趋|{_STATES}|质量|满意|获得感|幸福感|安全感|氛围|规范化|精细化|专业化|法治化|标准化"
)
_FALLING = pattern(r"纠纷|争议|案件|发案|信访|事故|投诉|风险|成本|矛盾|违法|败诉|上访|诉讼|负担|警情|隐患|率")
_OBJECTS = {
    "强化": pattern(r"意识|思维|观念|能力|自觉|素养|素质|水平|理念|本领"),
    "优化": pattern(r"环境|生态"),
    "扩大": pattern(r"覆盖面|影响|知晓|知名度"),
    "充实": pattern(r"力量|队伍"),
    "减少": _FALLING,
    "降低": _FALLING,
    "下降": _FALLING,
}
_FORMULA = pattern(r"四个意识|四个自信|两个维护|政治(?:判断|领悟|执行)力")
# the lists, procedures and rules that an office may improve by itself: “流程不断优化” tells an act
_OWN_MEANS = pattern(r"(?:流程|程序|机制|体系|制度|清单|事项|措施|方式|举措|环节|布局|功能|模式)\Z")
_ATTRIBUTE = pattern(r"的(?!能|水|意|自|素|热|积|公|满|获|质|效|法)|(?:空间|需求|要求|需要|目标|方向|任务)\Z")
_ADVERBIAL = pattern(
    r"(?:过程中|同时|基础上|上下功夫|为目标|为导向|为抓手|为重点|为核心|为目的|为主线|为契机|中|"
    rf"为着力点|作为{HAN}{{0,10}})\Z"
)

_AIM = pattern(
    r"力争|争取|努力|旨在|为了|确保|致力|期望|希望|如何|能够|着眼|立足|围绕|聚焦|瞄准|对标|要求|计划|目标|着力|以期"
    r"|\A随着|(?:\A|[、□])(?:并|从而)?[为以](?!□)|(?:通过|[以为将须需应把可来]|(?<![效职功技动性智潜产才官])能|(?<!社)会|"
    r"(?<![主重首必紧需])要|在)(?:全力|大力)?\Z"
)
_DRIVEN = pattern(
    r"推动|推进|(?<![礼谦忍退转出割])让|促进|引导|助力|助推|助|督促|鼓励|号召|动员|激励|带动|帮助|指导|教育|敦促|使?其|有利于|有助于|便于|保障"
)
_STRONGLY_DRIVEN = pattern(r"(?:切实|有效|有力)推动")
_IMPOSED = pattern(
    r"(?:要求|强调|指出|提出|明确|号召|倡议|勉励)(?:全|各|有关|所|下|相关|广大)|(?:强调|指出|会议要求|"
    r"会议提出)[，,：:]|[^，。；]{0,12}要(?:切实|不断|进一步|持续)"
)
_NOT_A_SUBJECT = pattern(
    r"\A(?:虽然|虽|尽管|总体(?:上|来看)?|并|且|也|均|都|从而|进而|同时|由此|使得?|让|实现|"
    r"[一二三四五六七八九十]{1,2}是|[\s　])*"
)
# a preamble of a report without headings, which counts as part of the account
_PREAMBLE = pattern(r"^(?:20\d\d年|一年来|今年以来|近年来)[^。；]{0,200}(?:为指导|为统领|为遵循|为引领|领导下)")
_FUTURE = pattern(r"将|继续|下一步|今后|力争|年底前|(?<![主重首必紧需])要(?![求素点领闻件害])")
_LEAD = pattern(r"^[（(]?(?:[一二三四五六七八九十]{1,2}是|[一二三四五六七八九十]{1,2}[、）)]|其[一二三四五六七])")
_PROBLEM_LEAD = pattern(r"但|不过|然而|仍|还")

_AMOUNTS = frozenset({FigureKind.COUNT, FigureKind.MONEY, FigureKind.MEASURE, FigureKind.PERCENT, FigureKind.POINTS})
_SHARES = frozenset({FigureKind.PERCENT, FigureKind.POINTS})
_ATTENDANCE = pattern(
    r"(?:参训|参学|参考|参加|参与|出勤|到会|到课|覆盖|持证|完成|上线|公开|备案|审查|审核|"
    r"聘请|配备|出庭|应诉)率?[^，。；%]{0,8}\Z"
)
# “同比上升5%” has its subject in the clause before
_COMPARED = pattern(r"[,，](?:同比|环比|较上年|比上年|较去年|比去年)[^，,。；%]{0,6}\Z")
# how people behave; that they came to the hearing or the course does not say
_PHENOMENON = pattern(r"现象|乱象|风气|作风|习惯")
_OUTCOME = pattern(
    r"立案|查处|查办|侦破|破获|抓获|打掉|化解|调解|追缴|追回|挽回|清欠|兑付|拆除|整改|取缔|关停|办结|"
    r"审结|结案|处罚|罚没|查扣|收缴|撤案|取保|打击|查获|捣毁|整治|处置|减免|新增|新设|新登记|招录|"
    r"引进|选调|压减|缩短|节约|节省"
)
_NOT_OF_CASES = pattern(r"事故|安全|普法|学法|宣传|教育|培训|法治政府|依法行政|法治建设")
_RESULT_GOES_ON = pattern(r"[由从较比达为降升增减共]|同比|累计|平均|其中")


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim within its sentence: its place, its words, and whether it has a subject of its own."""

    span: Span
    words: str
    of_subject: bool


def check(ctx: Context) -> Iterator[Finding]:
    """Report claims of change, degree or effect that no figure of the sentence (for a lead: of its item) measures."""
    labels = {sentence.span: label for sentence, label in ctx.labelled()}
    account = list(told(ctx))
    planned = ctx.anatomy.part(PartKind.PLAN) is not None
    for index, (sentence, words) in enumerate(account):
        if _is_other(labels[sentence.span], words, planned=planned) or _PREAMBLE.search(words):
            continue
        yield from _findings(ctx, sentence, words, _scope(account, index))
    for sentence, words in ctx.sentences(PartKind.SHORTCOMINGS):
        concession = _PROBLEM_LEAD.search(words)
        if concession:  # “全镇普法收到显著成效，但……”: the claim stands before the turn
            yield from _findings(ctx, sentence, words[: concession.start()], words, attained_only=True)


def _is_other(label: Label, words: str, *, planned: bool) -> bool:
    """Tell whether the sentence is a problem or a plan; a report with a plan part plans here only in so many words."""
    if label.role_confidence < _SURE:
        return False
    if label.role is Role.PLAN:
        return not planned or bool(_FUTURE.search(words))
    return label.role in (Role.PROBLEM, Role.CAUSE)


def _scope(account: Sequence[tuple[Sentence, str]], index: int) -> str:
    """Return the text whose figures may measure: the sentence, for a lead with the rest of its item."""
    sentence, words = account[index]
    if not _LEAD.match(words):
        return words
    item = [words]
    for other, more in account[index + 1 :]:
        if other.paragraph != sentence.paragraph or _LEAD.match(more):
            break
        item.append(more)
    return "".join(item)


def _findings(
    ctx: Context, sentence: Sentence, words: str, scope: str, *, attained_only: bool = False
) -> Iterator[Finding]:
    plain = bare(words)
    for claim in _merged(plain, _claims(plain, attained_only=attained_only)):
        if not _measured(claim, unquoted(words), unquoted(scope)):
            span = claim.span.shift(sentence.span.start)
            yield ctx.finding(span, f"“{shown(ctx.text, span)}”没有数据衡量")


def _claims(plain: str, *, attained_only: bool) -> list[_Claim]:
    parts = list(clauses(plain))
    imposed = _IMPOSED.search(plain)
    found = []
    for index, part in enumerate(parts):
        if _purpose(plain, parts, index) or (imposed and imposed.end() <= part.end):
            continue
        words = part.of(plain)
        claim = _attained(words) or (None if attained_only else (_of_subject(words) or _of_object(words)))
        if claim is not None:
            found.append(_Claim(claim.span.shift(part.start), claim.words, claim.of_subject))
    return found


def _purpose(plain: str, parts: Sequence[Span], index: int) -> bool:
    """Tell whether the clause belongs to a purpose that opens the sentence (“为……，进一步提高……，我局……”)."""
    opening = plain[parts[0].start : parts[0].start + 2]
    return index <= 1 and index + 1 < len(parts) and opening[:1] == "为" and opening != "为期"


def _subject(words: str, end: int) -> tuple[int, bool]:
    """Return where the subject before `end` begins, and whether there is one."""
    lead = _NOT_A_SUBJECT.match(words, 0, end)
    start = lead.end() if lead else 0
    return start, end - start >= 2


def _attained(words: str) -> _Claim | None:
    attained = _ATTAINED.search(words)
    match = attained or _ARRIVED.search(words)
    if match is None or _AIM.search(words[: match.start()]) or words[match.end() :].startswith(("的", "上下功夫")):
        return None
    start, named = _subject(words, match.start())
    if attained is None and (not named or _DRIVEN.search(words[: match.start()])):
        return None
    return _Claim(Span(start, len(words)), words[start:], of_subject=True)


def _of_subject(words: str) -> _Claim | None:
    """Return a claim whose subject is said to have changed: “决策质量显著提高”."""
    change = _SUBJECT_CHANGE.search(words)
    match = change or _SUBJECT_STATE.search(words)
    if match is None:
        return None
    before = words[: match.start()]
    start, named = _subject(words, match.start())
    strongly = change is None and _STRONGLY_DRIVEN.search(before)
    if not named or _AIM.search(before) or (_DRIVEN.search(before) and not strongly) or _OWN_MEANS.search(before):
        return None
    return _Claim(Span(start, len(words)), words[start:], of_subject=True)


def _of_object(words: str) -> _Claim | None:
    """Return a claim that something was changed: “切实增强保密意识”, “提高了全体干部的能力”."""
    for match in (*_CHANGE.finditer(words), *_DONE.finditer(words)):
        before, rest = words[: match.start()], _FORMULA.sub("", words[match.end() :])
        fits = _OBJECTS.get(match["verb"], _EFFECTS)
        if (
            rest[:1] in ("", "的", "、")
            or not fits.search(rest)
            or _AIM.search(before)
            or _DRIVEN.search(before)
            or _ADVERBIAL.search(rest)
        ):
            continue
        return _Claim(Span(match.start(), len(words)), words[match.start() :], of_subject=False)
    return None


def _merged(plain: str, claims: Sequence[_Claim]) -> list[_Claim]:
    """Join claims without a subject that follow each other: one string of results is one claim."""
    joined: list[_Claim] = []
    for claim in claims:
        last = joined[-1] if joined else None
        if last and not last.of_subject and not claim.of_subject and claim.span.start - last.span.end <= 1:
            span = Span(last.span.start, claim.span.end)
            joined[-1] = _Claim(span, span.of(plain), of_subject=False)
        else:
            joined.append(claim)
    return joined


def _measured(claim: _Claim, words: str, scope: str) -> bool:
    """Tell whether a figure of `scope` measures `claim`; `words` is the sentence, which `claim.span` refers to."""
    own = [figure for figure in figures(words, *claim.span) if figure.kind in _AMOUNTS]
    if own or _goes_on(words, claim.span.end):
        return True
    capacity = bool(_CAPACITY.search(claim.words))
    needs_outcome = capacity or bool(_PHENOMENON.search(claim.words))
    all_figures = figures(scope)
    if any(
        figure.kind in _SHARES and not (needs_outcome and _of_attendance(scope, figure.span.start))
        for figure in all_figures
    ):
        return True
    if capacity or _NOT_OF_CASES.search(claim.words):
        return False
    return any(
        figure.kind in (FigureKind.COUNT, FigureKind.MONEY) and _is_outcome(scope, figure) for figure in all_figures
    )


def _of_attendance(words: str, figure: int) -> bool:
    """Tell whether the share at `figure` counts who took part, directly or as the change of such a rate."""
    compared = _COMPARED.search(words, max(0, figure - _WINDOW), figure)
    end = compared.start() if compared else figure
    window = words[max(0, end - _WINDOW) : end]
    return bool(_ATTENDANCE.search(window.rstrip("0123456789.%％") if compared else window))


def _goes_on(words: str, end: int) -> bool:
    """Tell whether the clause after the claim gives its figure: “明显缩短，由20天降至5天”."""
    rest = words[end : end + _LONGEST_CLAUSE].lstrip("，,、：:")
    clause = next(clauses(rest), None)
    return (
        clause is not None
        and bool(_RESULT_GOES_ON.match(rest))
        and any(f.kind in _AMOUNTS for f in figures(rest, *clause))
    )


def _is_outcome(words: str, figure: Figure) -> bool:
    start = (
        max(words.rfind(mark, max(0, figure.span.start - _LONGEST_CLAUSE), figure.span.start) for mark in "，,；。：")
        + 1
    )
    return bool(_OUTCOME.search(words, start, figure.span.end + 6))


RULE = Rule("unquantified-claim", "quantity", Severity.WARNING, check, needs=frozenset({"labels"}), local=True)
