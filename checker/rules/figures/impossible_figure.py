"""不可能有的数字。

占比和办结率、满意率一类的比率超过100%，下降的幅度超过100%，审结的件数多于受理的件数，“2月30日”这样没有的日期，出现时报告。

为什么：这样的数字不可能成立，一定是算错、写错或者漏写了条件。
怎么改：按台账核对；审结数里有上年结转案件的，写明结转多少件。
不报：完成率、增长率和任务、预算、计划的完成比例；利润的下降；“下降到”；写明有上年结转、旧存、积案的；农历日期；没有写年份的2月29日。
"""

import itertools
from collections.abc import Iterator

from checker.model import Context, Finding, Rule, Severity
from checker.rules.account import shown
from checker.text.dates import impossible_dates
from checker.text.figures import FigureKind
from checker.text.pattern import pattern
from checker.text.relations import Direction, Statement, rates, statements
from checker.text.span import Span

_LONGEST = 2000
_ALL = 100
# rates whose part lies inside its whole; others (完成率, 增长率, 执行率, 参保率) may pass a hundred
_WITHIN = pattern(
    r"(?:审结|办结|结案|办复|答复|回复|反馈|面商|见面|沟通|满意|出庭|出庭应诉|败诉|胜诉|纠错|维持|合格|优秀|优良|整改|化解|成功|采纳"
    r"|公开|报备|备案|及时|规范|参考|参学|参训|知晓|公示|审核|审查|持证|响应|受理|准确|签收|覆盖|上网|网办|可办|通过)\Z"
)
_SHARE = pattern(r"占(?:比|全部|总数|总量|总额)?(?:约|达|达到|为)?\Z")
_TARGET = pattern(r"任务|计划|预算|目标|指标|拨备|较|(?<!占)比(?!例|重)|同期|年初|去年|上年|增")
_PROFIT = pattern(r"利润|盈利|收益|净|亏")
# what comes first and what can only be as many afterwards
_STAGES = (
    (pattern(r"(?<!不予)受理"), pattern(r"(?:已|均|共|现|全部|依法|按期|按时|及时){0,4}(?:审结|办结|结案)")),
    (pattern(r"(?:收到|接收)[^，,；;。]{0,40}申请"), pattern(r"(?:已|均|共|依法|决定){0,4}受理")),
)
_CARRIED = pattern(r"结转|旧存|上年|上一年|去年|往年|历年|以前|此前|积案|遗留|跨年|存量|留存|原有|补正")


def check(ctx: Context) -> Iterator[Finding]:
    """Report shares and falls over a hundred per cent, more cases settled than taken, and dates that do not exist."""
    for sentence, words in ctx.sentences():
        if len(words) <= _LONGEST:
            for span, message in (*_shares(words), *_falls(words), *_settled(words)):
                yield ctx.finding(span.shift(sentence.span.start), message)
    for block in ctx.blocks():
        for span in impossible_dates(ctx.text, *block.span):
            yield ctx.finding(span, f"日历上没有“{shown(ctx.text, span)}”")


def _shares(words: str) -> Iterator[tuple[Span, str]]:
    for rate in rates(words):
        if (rate.figure.value or 0) > _ALL and _WITHIN.search(rate.name) and not _TARGET.search(rate.name):
            yield rate.span, f"“{shown(words, rate.span)}”超过了100%"
    for statement in _percents(words):
        clause = statement.clause.of(words)
        if not statement.change and _SHARE.search(statement.head) and not _TARGET.search(clause):
            span = Span(statement.clause.start, statement.figure.span.end)
            yield span, f"“{shown(words, span)}”超过了100%"


def _falls(words: str) -> Iterator[tuple[Span, str]]:
    for statement in _percents(words):
        if statement.change is Direction.DOWN and not _PROFIT.search(words):
            span = Span(statement.clause.start, statement.figure.span.end)
            yield span, f"“{shown(words, span)}”的降幅超过了100%"


def _percents(words: str) -> list[Statement]:
    """Return the percentages over a hundred."""
    return [
        s for s in statements(words) if s.figure.kind is FigureKind.PERCENT and s.figure.unit != "‰" and s.value > _ALL
    ]


def _settled(words: str) -> Iterator[tuple[Span, str]]:
    """Yield where more was settled than taken, or more taken than applied for, in two clauses side by side."""
    if "受理" not in words or _CARRIED.search(words):
        return
    amounts = [statement for statement in statements(words) if statement.amount]
    for index, (fewer, more) in enumerate(itertools.pairwise(amounts)):
        for first, then in _STAGES:
            if more.value <= fewer.value or not (first.search(fewer.head) and then.fullmatch(more.head)):
                continue
            earlier = [s for s in amounts[:index] if s.same_unit(more)]
            alone = fewer.same_unit(more) and fewer.clause not in {more.clause, *(s.clause for s in earlier)}
            if alone and sum(s.value for s in earlier if first.search(s.head)) + fewer.value < more.value:
                span = Span(fewer.clause.start, more.figure.span.end)
                yield span, f"“{shown(words, span)}”后一个数多于前一个数"


RULE = Rule("impossible-figure", "figures", Severity.ERROR, check, local=True)
