"""一个方面缺少通常都写的数据。

成效部分写到行政复议、行政诉讼、规范性文件、行政执法、信息公开，却没有写其中通常都写的数据时提示，每个方面一条。

为什么：收案、审结、纠错、败诉、备案、处罚这些数据有固定的统计口径，是上级和公众最先找的，不写就看不出工作量和质量。
怎么改：查台账补上；没有发生的写“0件”或者“没有”。
不报：一句都没有写到的方面（见 missing-category）；写明没有发生的；写“全部”“均”或者比率的；前一句说的是这个方面、这一句接着写数的。
"""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Category, Context, Finding, PartKind, Rule, Severity
from checker.rules.account import counted, nothing
from checker.text.clauses import clauses
from checker.text.pattern import pattern

_ELSEWHERE = (PartKind.SHORTCOMINGS, PartKind.PLAN)
# “均由负责人出庭”, “全部备案”, “县长出庭应诉” tell as well as a figure does
_TOLD = pattern(
    r"全部|均|全覆盖|逐[案件]|每[案件]|双百|百分百|[一二两三四五六七八九十][件起宗次]|(?:长|主任|书记|负责人|领导)(?:本人|带头|亲自|代表)?[^，。；,;]{0,8}(?:出庭应诉|出庭|到庭|应诉)(?!应诉|率|制度|工作|情况|规定|责任)"
)


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure that is expected: what to call it, words one of which stands with it, and words that need no figure."""

    title: str
    terms: tuple[str, ...]
    enough: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Params:
    """An area: what to call it, the labels and the words that together show it is spoken of, its indicators."""

    title: str
    categories: tuple[Category, ...]
    terms: tuple[str, ...]
    indicators: tuple[Indicator, ...]


def check(ctx: Context) -> Iterator[Finding]:
    """Report for each area that is spoken of the indicators that no sentence of the account gives."""
    account = [
        (sentence, label, sentence.words(ctx.text))
        for sentence, label in ctx.labelled()
        if sentence.part not in _ELSEWHERE
    ]
    for demand in ctx.requirements:
        params = demand.params
        first = next(
            (
                sentence
                for sentence, label, words in account
                if label.sure and label.category in params.categories and _any(params.terms, words)
            ),
            None,
        )
        if first is None:
            continue
        # a sentence is on the area by its own words or by those of the sentence before it
        before = ["", *(words for _, _, words in account)]
        on_area = [
            words for (_, _, words), last in zip(account, before, strict=False) if _any(params.terms, last + words)
        ]
        split = [[clause.of(words) for clause in clauses(words)] for words in on_area]
        if any(nothing(clause) and _any(params.terms, clause) for found in split for clause in found):
            continue
        telling = [words for words in on_area if _TOLD.search(words)]
        telling += [clause for found in split for clause in _with_figures(found)]
        missing = [
            indicator.title
            for indicator in params.indicators
            if not any(_any(indicator.terms, words) for words in telling)
            and not any(_any(indicator.enough, words) for words in on_area)
        ]
        if missing:
            listed = "”“".join(missing)
            yield ctx.finding(first.span, f"“{params.title}”方面没有写“{listed}”的数据", demand)


def _with_figures(found: list[str]) -> list[str]:
    """Return the clauses with a figure in them or in the next clause."""
    figured = [*map(counted, found), False]
    return [clause for clause, own, following in zip(found, figured, figured[1:], strict=False) if own or following]


def _any(terms: tuple[str, ...], words: str) -> bool:
    return any(term in words for term in terms)


RULE = Rule("missing-indicator", "coverage", Severity.INFO, check, params=Params, needs=frozenset({"labels"}))
