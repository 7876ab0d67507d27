"""百分数和百分点混用。

比率（……率、占比、比重、满意度）的升降写成“上升3%”，或者件数、人数的增减写成“上升3个百分点”，报告这处变化。

为什么：比率之间的差用“百分点”，数量的增减幅度才用“%”。出庭率从80%升到96%，是上升16个百分点，写成“上升16%”就成了另一个意思。
怎么改：两个比率直接相减的，把“%”改为“个百分点”；确实是相对幅度的，把前后两个比率都写出来。
不报：句中给出两个比率、相对幅度正好是这个数的；“提高到98%”这样的结果；“效率”“发案率”这类不是百分比的词；数量的增减用“%”的。
"""

from collections.abc import Iterator

from checker.model import Context, Finding, Rule, Severity
from checker.rules.account import shown, told
from checker.text.clauses import bare, unquoted
from checker.text.figures import FigureKind, figures
from checker.text.pattern import pattern
from checker.text.span import Span
from checker.text.width import HAN

# words that end like a rate and are none, or whose rate is not a share of a hundred
_NO_SHARE = "效|频|速|心|概|汇|容积|分辨|曲|斜|发案|案发|发生|犯罪|增长|草|轻|坦|表|统"
_RATE = rf"(?:(?<!{')(?<!'.join(_NO_SHARE.split('|'))})(?<!(?<!成)功)率|占比|比重|比例|满意度|参与度)"
_PLAIN = (
    r"(?:件数|数量|总量|人数|次数|户数|收案量?|立案量?|受理量|发案量?|办件量|案件量?|投诉量?|纠纷量?|"
    r"警情|信访量|起数|(?<!指|系|分|基)数)"
)
# what may stand between the thing and its change: its value, the period compared with, adverbs
_BETWEEN = (
    r"[\d.%％,，、和与及为达到至约近高超过以上均分别同环比较上去年度期"
    r"初末底月又再稳步有所大幅显著明显持续相累计也还由从的一提升降增减]{0,40}?"
)
_CHANGE = r"(?:上升|下降|提高|提升|增长|降低|减少|增加|回落|上涨|下滑|攀升)了?"
_SHARE_CHANGE = pattern(rf"{_RATE}{_BETWEEN}{_CHANGE}(?=[\d百])")
_COUNT_CHANGE = pattern(rf"{_PLAIN}{_BETWEEN}{_CHANGE}(?=\d)")
_LONGEST_NAME = 14
# 万人成诉率: cases a ten thousand people, no share; not the “15万件，” of the clause before
_PER_HEAD = pattern(r"(?<!\d)万[^，,。；;]*\Z")
_NAME = pattern(rf"{HAN}{{0,14}}\Z")
_NAME_START = pattern(rf".*(?:[的和与及、]|其中|全年|实现|使得?|平均|全[省市区县局镇])(?={HAN})")
_JOINED = pattern(r"率[、和与及]\Z")
_NEXT = pattern(r"[和、与及,，]\s*")
_AFTER_CHANGE = pattern(rf"{_CHANGE}\Z|%[和、]\Z")
_TOLERANCE = 0.1  # of a percentage point, for rounding at the precision shown


def check(ctx: Context) -> Iterator[Finding]:
    """Report changes of a rate in per cent and changes of a count in percentage points."""
    for sentence, words in told(ctx):
        plain = bare(words)
        for form, kind in ((_SHARE_CHANGE, FigureKind.PERCENT), (_COUNT_CHANGE, FigureKind.POINTS)):
            for match in form.finditer(plain):
                change = _change(plain, match.end(), kind)
                if change is None or (kind is FigureKind.PERCENT and _relative(unquoted(words), match.end())):
                    continue
                if _PER_HEAD.search(plain, max(0, match.start() - _LONGEST_NAME), match.start()):
                    continue
                span = Span(_name_start(plain, match.start()), change).shift(sentence.span.start)
                said = "比率的变化用了“%”，不是“百分点”" if kind is FigureKind.PERCENT else "数量的增减用了“百分点”"
                yield ctx.finding(span, f"“{shown(ctx.text, span)}”里{said}")


def share_changes(words: str) -> list[Span]:
    """Return the spans in `words` where a rate is said to change by some per cent or points."""
    return [Span(*match.span()) for match in _SHARE_CHANGE.finditer(bare(words))]


def _change(words: str, position: int, kind: FigureKind) -> int | None:
    """Return the end of the figures of `kind` at `position` (“12%和8%”), or None when another kind begins there."""
    end = None
    for figure in figures(words, position, position + 60):
        start = end if end is not None else position
        gap = words[start : figure.span.start]
        if figure.kind is not kind or (gap and not (end and _NEXT.fullmatch(gap))):
            break
        end = figure.span.end
    return end


def _relative(words: str, change: int) -> bool:
    """Tell whether two rates stand in the sentence whose relative change is the figure at `change`."""
    shares = [figure for figure in figures(words) if figure.kind is FigureKind.PERCENT and figure.value]
    stated = next((figure.value for figure in shares if figure.span.start == change), None)
    values = [
        figure.value
        for figure in shares
        if figure.value and not _AFTER_CHANGE.search(words[max(0, figure.span.start - 6) : figure.span.start])
    ]
    return stated is not None and any(
        abs(abs(new - old) / old * 100 - stated) <= _TOLERANCE and abs(abs(new - old) - stated) > _TOLERANCE
        for old in values
        for new in values
        if old != new
    )


def _name_start(words: str, rate: int) -> int:
    """Return where the name of the rate that ends at `rate` begins."""
    name = _NAME.search(words, max(0, rate - _LONGEST_NAME), rate)
    start = name.start() if name else rate
    lead = _NAME_START.match(words, start, rate)
    begin = lead.end() if lead else start
    joined = _JOINED.search(words, max(0, begin - 2), begin)
    return _name_start(words, joined.start()) if joined else begin


RULE = Rule("ambiguous-percentage", "quantity", Severity.WARNING, check, local=True)
