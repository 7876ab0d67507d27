"""照抄上一年的报告。

一句话与上一年报告里的某一句相同或者几乎相同（相似度九成五以上），至多改了年份和数字时报告；同一段里连着几句的，合并为一处报告。
需要用 --previous 给出上一年的报告。

为什么：照搬上年的话，看不出这一年做了什么；年份、数字没有改全的，还会把上年的情况写成今年的。
怎么改：写这一年实际做的事和新的进展；每年都做的工作，写清今年的数字和与上年的不同。
不报：导语、标题、表格；去掉数字、文件名称和固定提法以后不足二十五个字的句子；写的是不同文件、不同项目的。
"""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.decode import key
from checker.model import Context, Finding, PartKind, Rule, Sentence, Severity
from checker.rules.account import shown
from checker.rules.likeness import Line, Lines, line
from checker.text.pattern import pattern
from checker.text.span import Span

_SHORTEST = 25
# what every report says every year: guiding thought, the text of the duty, how a part is opened, names of documents
_SET_PHRASE = pattern(
    r"《[^》\n]{1,100}》"
    r"|(?:坚持)?以?习近平(?:新时代中国特色社会主义思想|法治思想)(?:为指导|为指引)?"
    r"|(?:深入|认真|全面|坚决)?(?:学习|宣传|贯彻|落实|领会|践行){0,6}(?:党的)?(?:十九|二十)(?:大|届(?:历次|[一二三四五六七、]{1,9}中)全会)(?:、|和|及)?|精神"
    r"|习近平总书记[^，。；]{0,30}(?:讲话|指示|批示)(?:批示)?(?:精神)?"
    r"|[“‘]?(?:两个确立|四个意识|四个自信|两个维护)[”’]?|深刻(?:领悟|认识)|决定性意义|增强|坚定|做到"
    r"|(?:切实|认真|严格)?履行(?:推进)?法治(?:政府)?建设第一责任人(?:的)?职责"
    r"|(?:对法治(?:政府)?建设)?重要工作亲自部署[，、]?重大问题亲自过问[，、]?重点环节亲自协调[，、]?重要任务亲自督办"
    r"|同部署、?同推进、?同督促、?同考核、?同奖惩|科学立法、?严格执法、?公正司法、?全民守法|(?:尊法|学法|守法|用法){2,4}"
    r"|公众参与、?专家论证、?风险评估、?合法性审查(?:和|、)?集体讨论决定"
    r"|行政执法公示(?:制度)?、?(?:行政)?执法全过程记录(?:制度)?(?:和|、)?重大(?:行政)?执法决定法制审核(?:制度)?"
    r"|法治(?:国家|政府|社会)(?:一体)?建设|依法行政|(?:在|虽然|尽管)[^，。；]{0,12}取得了?(?:一定|明显|较好)?(?:的)?(?:成绩|成效|进展)"
    r"|(?:仍|还|也|依然)?(?:然)?存在(?:着)?(?:一些|不少|一定|诸多)?(?:不足|问题|差距|短板)(?:和|与)?(?:不足|问题|薄弱环节)?|主要(?:表现在|是|有|体现在)|以下(?:几个|[一二三四五])?(?:方面|问题)"
)
_FILLER = pattern(r"[\s，、；：。“”（）()\d]")
_EXCERPT = 12


@dataclass(frozen=True, slots=True)
class Options:
    """How alike two sentences of the two reports are to be reported."""

    similarity: float = key(0.95, "与上年报告的相似度达到多少才报告", least=0.5, most=1)


@dataclass(frozen=True, slots=True)
class _Copy:
    """A sentence of this year, the line it was taken from, and how alike the two are."""

    ordinal: int
    sentence: Sentence
    line: Line
    origin: Line
    likeness: float


def check(ctx: Context) -> Iterator[Finding]:
    """Report each sentence, or run of sentences of a paragraph, that last year's report has too."""
    before = ctx.last_year()
    if before is None:
        return
    earlier = Lines(ctx.options.similarity)
    for _, _, old in _lines(before):
        earlier.add(old)
    copies = [
        _Copy(ordinal, sentence, new, earlier[found[0]], found[1])
        for ordinal, sentence, new in _lines(ctx)
        if (found := earlier.find(new))
    ]
    for run in _runs(copies):
        span = Span(run[0].line.span.start, run[-1].line.span.end)
        many = f"连着{len(run)}句" if len(run) > 1 else ""
        opening = shown(ctx.text, Span(span.start, min(span.end, span.start + _EXCERPT)))
        yield ctx.finding(span, f"“{opening}……”{many}与上年报告{_how_alike(run)}", occurrences=len(run))


def _lines(ctx: Context) -> Iterator[tuple[int, Sentence, Line]]:
    """Yield the sentences that say something of their own, with their ordinals."""
    for ordinal, (sentence, words) in enumerate(ctx.sentences()):
        if sentence.part is PartKind.PREAMBLE or ctx.in_table(sentence):
            continue
        if len(_FILLER.sub("", _SET_PHRASE.sub("", words))) >= _SHORTEST:
            yield ordinal, sentence, line(sentence.span, words)


def _runs(copies: list[_Copy]) -> Iterator[list[_Copy]]:
    run: list[_Copy] = []
    for copy in copies:
        if run and (copy.ordinal, copy.sentence.paragraph) != (run[-1].ordinal + 1, run[-1].sentence.paragraph):
            yield run
            run = []
        run.append(copy)
    if run:
        yield run


def _how_alike(run: list[_Copy]) -> str:
    least = min(copy.likeness for copy in run)
    if least < 1:
        return f"的相似度为{int(least * 100)}%"
    if all(copy.line.figures == copy.origin.figures for copy in run):
        return "一字不差"
    return "只差年份或者数字"


RULE = Rule("copied-from-previous", "reuse", Severity.WARNING, check, needs=frozenset({"previous"}), options=Options)
