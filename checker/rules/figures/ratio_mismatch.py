"""比率与旁边的件数对不上。

同一句里写了件数，又写由它们算出的比率（审结率、办结率、败诉率、合格率，“其中……占”，写明上年数的增减幅度），算出来的不是所写的数时报告；只是没有四舍五入、直接舍去尾数的，作为提示。

为什么：比率可以当场验算，算错了，读的人会怀疑其他数据。
怎么改：按台账核对件数，重新计算比率；分母不是所写件数的，写明分母是什么。
不报：四舍五入以后相符的；句中另有数字相符的；分母没有写出的；写明未到期、正在办理或者有上年结转的比率；“按时办结率”“一审败诉率”这样另有范围的；约数。
"""

import itertools
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Context, Finding, Rule, Severity
from checker.rules.account import shown
from checker.text.clauses import clauses
from checker.text.figures import Figure, FigureKind
from checker.text.pattern import pattern
from checker.text.relations import Direction, Rate, Statement, divisions, rates, statements
from checker.text.span import Span

_LONGEST = 2000
_MOST = 20  # amounts; more are a table


@dataclass(frozen=True, slots=True)
class _Indicator:
    """A rate: the end of its name, what is counted above the line, and below."""

    name: str
    done: re.Pattern[str]
    whole: re.Pattern[str]


_CASES = r"受理|收到|接收|接到|承办|接办|转办|交办|立案|收案"
_TESTED = r"抽检|检验|检测|抽查|抽取|抽评|评查|参加|参考|考核"
_INDICATORS = tuple(
    _Indicator(name, pattern(done), pattern(whole))
    for name, done, whole in (
        ("审结", "审结", _CASES),
        ("办结", "办结", _CASES),
        ("结案", "结案|审结|办结", _CASES),
        ("办复", "办复", _CASES),
        ("答复", "答复", _CASES),
        ("回复", "回复", _CASES),
        ("败诉", "败诉", "审结|判决|结案|办结|裁决"),
        ("出庭", "出庭", "开庭|应当?出庭"),
        ("出庭应诉", "出庭", "开庭|应当?出庭"),
        ("纠错", "纠错", "审结|结案|办结"),
        ("维持", "维持", "审结|结案|办结"),
        ("成功", "成功", "调解|调处|受理|化解"),
        ("化解", "化解", "排查|受理|调处|摸排"),
        ("整改", "整改", "排查|发现|隐患|问题"),
        ("合格", "(?<!不)合格", _TESTED),
        ("优秀", "优秀", _TESTED),
        ("采纳", "采纳", "提出"),
        ("持证", "持证", "执法人员|工作人员|干部"),
        ("完成", "完成|实际", "计划"),
    )
)
# words that make a count one of fewer cases than the rate speaks of
_NARROW = pattern(
    r"按时|按期|按约|及时|提前|限期|一次|初次|初信|初访|首次|终局|当场|当庭|当年|当日|一审|二审|再审|重大|诉前|积案"
)
# what may stand in the name of a rate although the counts do not say it
_PLAIN_NAME = pattern(r"(?:全年|年度|总|累计|综合|案件|事项|行政|机关|负责人|问题|隐患|纠纷|调解)*\Z")
_OPEN = pattern(
    r"未到期|到期|期限内|期内|在办|正在|尚在|办理中|审理中|结转|旧存|上年|去年|往年|历年|遗留|跨年|中止|撤回|撤诉|其余|另有|目标|力争"
)
_SHARE = pattern(r"(?:约)?占(?:比|全部|总数|总量|总额|总件数)?的?(?:为|达到|达)?")
_TURNS = pattern(r"分别|年均|平均|人均")
_EPSILON = 1e-9


@dataclass(frozen=True, slots=True)
class _Claim:
    """A percentage, the two amounts that should give it, and what other amounts of the sentence would give.

    `sure` tells that the words name the two; else they only stand beside it. A `change` is what `part` has over `whole`,
    less than nothing where it fell.
    """

    figure: Figure
    part: Statement
    whole: Statement
    others: tuple[float, ...]
    sure: bool
    change: Direction | None = None

    @property
    def span(self) -> Span:
        return Span(min(self.part.clause.start, self.whole.clause.start), self.figure.span.end)

    @property
    def stated(self) -> float:
        return (self.figure.value or 0.0) * (-1 if self.change is Direction.DOWN else 1)

    @property
    def true(self) -> float:
        return 100 * self.part.value / self.whole.value - (100 if self.change else 0)

    @property
    def doubt(self) -> float:
        """How far rounding can put the stated value off, that of the two amounts (15.2万件) included."""
        rounded = sum(s.figure.step / s.value for s in (self.part, self.whole) if s.figure.step != 1)
        return (self.figure.step + 100 * self.part.value / self.whole.value * rounded) / 2 + _EPSILON


def check(ctx: Context) -> Iterator[Finding]:
    """Report rates, shares and changes that the amounts beside them do not give."""
    for sentence, words in ctx.sentences():
        if len(words) > _LONGEST or ("%" not in words and "％" not in words and "百分之" not in words):
            continue
        for claim in (*_rates(words), *_shares(words), *_changes(words)):
            fits = any(abs(value - claim.stated) <= claim.doubt for value in (claim.true, *claim.others))
            near = abs(claim.true - claim.stated) < claim.figure.step
            if fits or not (near or claim.sure):
                continue
            decimals = max(0, round(-math.log10(claim.figure.step)))
            span = claim.span.shift(sentence.span.start)
            true, stated = (f"{value:.{decimals}f}%" for value in (claim.true, claim.stated))
            message = f"“{shown(ctx.text, span)}”按旁边的数算是{true}，写的是{stated}"
            yield ctx.finding(span, message, severity=Severity.INFO if near else None)


def _rates(words: str) -> Iterator[_Claim]:
    if _OPEN.search(words):
        return
    said = [statement for statement in statements(words) if statement.amount and statement.value]
    for rate in rates(words):
        before = [statement for statement in said if statement.figure.span.end <= rate.place.start]
        if 2 <= len(before) <= _MOST:
            yield from _by_name(rate, before) or _beside(rate, before)


def _by_name(rate: Rate, before: list[Statement]) -> tuple[_Claim, ...]:
    """Return the claim that the amounts which `rate` is named after should give it."""
    indicator = next((known for known in _INDICATORS if rate.name.endswith(known.name)), None)
    if indicator is None:
        return ()
    narrow, own = _NARROW.findall(rate.name), rate.name.removesuffix(indicator.name)
    parts = [s for s in before if indicator.done.search(s.head) and _NARROW.findall(s.head) == narrow]
    if not parts:
        return ()
    part = parts[-1]
    earlier = before[: before.index(part)]
    wholes = [s for s in earlier if indicator.whole.search(s.head) and s not in parts and s.same_unit(part)]
    if not wholes or (part.value > wholes[-1].value and indicator.name != "完成"):
        return ()
    named = _PLAIN_NAME.match(own) or (len(own) > 1 and own[-2:] in wholes[-1].head + part.head)
    return (_Claim(rate.figure, part, wholes[-1], _readings(parts, before), sure=True),) if named else ()


def _beside(rate: Rate, before: list[Statement]) -> tuple[_Claim, ...]:
    """Return the claim that the last two amounts before `rate` give it, if its name shares a character with the last."""
    whole, part = before[-2:]
    alike = set(rate.name) & set(part.head) and whole.same_unit(part) and part.value <= whole.value
    return (_Claim(rate.figure, part, whole, (), sure=False),) if alike else ()


def _shares(words: str) -> Iterator[_Claim]:
    """Yield “其中A件，占60%” with the part right before it and the total."""
    shares = [
        (part, share.figure)
        for part, share in itertools.pairwise(statements(words))
        if share.figure.kind is FigureKind.PERCENT and share.figure.exact and _SHARE.fullmatch(share.head)
    ]
    for division in divisions(words) if shares else ():
        total, others = division.total, division.others
        for part, stated in shares if len(others) <= _MOST and total.value else ():
            if part in division.parts:
                yield _Claim(stated, part, total, _readings([part], [*others, total]), sure=True)


def _changes(words: str) -> Iterator[_Claim]:
    """Yield “60件，较上年的45件增长33%” and “由45件增至60件，增长33%” where these are the last two amounts before it."""
    if _TURNS.search(words):
        return
    before: list[Statement] = []
    for statement in statements(words):
        figure = statement.figure
        if statement.change and figure.kind is FigureKind.PERCENT and figure.exact and len(before) in range(2, _MOST):
            past, now = sorted(before[-2:], key=lambda amount: not amount.past)
            if (
                past.past
                and not now.past
                and past.value
                and past.same_unit(now)
                and _near(words, before[-1], statement)
            ):
                others = tuple(100 * other.value / past.value - 100 for other in before)
                yield _Claim(figure, now, past, others, sure=True, change=statement.change)
        elif figure.kind in (FigureKind.COUNT, FigureKind.MONEY) and figure.exact and not statement.change:
            before.append(statement)


def _near(words: str, amount: Statement, change: Statement) -> bool:
    """Tell whether `change` stands in the clause of `amount` or the next."""
    return len(tuple(clauses(words[amount.figure.span.end : change.figure.span.start]))) <= 2


def _readings(parts: list[Statement], amounts: list[Statement]) -> tuple[float, ...]:
    """Return the rates that the parts and their sum make of each other amount, and of each two together."""
    wholes = [amount.value for amount in amounts if amount.value and amount not in parts]
    wholes += [one + other for one, other in itertools.combinations(wholes, 2)]
    shares = [part.value for part in parts]
    return tuple(100 * share / whole for share in (*shares, sum(shares)) for whole in wholes)


RULE = Rule("ratio-mismatch", "figures", Severity.ERROR, check, local=True)
