"""同一件事前后数字不同。

同一指标、同一年度，两处写出的数不同时报告，指出后一处，并附上前一处。

为什么：导语和正文、正文和小结不一致，说明数据没有统一口径，报送后会被要求核实。
怎么改：按台账统一为一个数；口径不同的，各自写明口径。
不报：措辞不完全相同的；没有写“全年”或者报告年度的；段落里写了别的机关、乡镇、领域的；约数；一处写到万位、另一处写到个位而四舍五入相符的。
"""

from collections.abc import Iterator

from checker.model import Context, Finding, Rule, Sentence, Severity
from checker.rules.account import shown
from checker.text.clauses import bare
from checker.text.figures import kin
from checker.text.pattern import pattern
from checker.text.relations import Statement, statements
from checker.text.span import Span

_LONGEST = 2000
_LEAD = pattern(r"\A(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、．.]|[一二三四五六七八九十]是)\s?")
_YEAR = r"20\d\d年(?:度|全年)?|全年|本年度?|年内"
_PERIOD = pattern(rf"\A(?:截至20\d\d年底[，,]?)?(?:{_YEAR})[，,]?")
_YEARS = pattern(r"20\d\d")
_REACH = 600
_ADVERB = pattern(r"(?:(?:我|全|本)[省市州盟旗区县镇乡局委厅]|共计?|累计|总共|合计|依法|先后|全部)(?!同)")
# an indicator that is one for the whole report: an act and what it was done to
_INDICATOR = pattern(
    r"(?:受理|新收|审结|办结|办理|收到|承办|制定|印发|出台|审查|清理|废止|修订|报备|备案|作出|办复|调解|化解|评查|立案)"
    r"(?:各类|一般|行政)?(?:行政复议(?:案件|申请)?|行政诉讼案件|行政应诉案件|行政处罚案件|行政处罚|行政许可|行政检查|行政案件"
    r"|法律援助案件|人大代表建议|代表建议|政协(?:委员)?提案|(?:行政)?规范性文件|政府信息公开申请|依申请公开(?:申请)?"
    r"|矛盾纠纷|民间纠纷|信访(?:事项|案件|件)|重大行政决策(?:事项)?|执法案卷|建议提案|合同|重大合同)"
)
# another body, place, field or part of the year in the paragraph: the figure may be theirs
_SCOPE = pattern(
    r"局|厅|委员会|镇|乡|街道|村|社区|大队|支队|中队|中心|分局|所|院|领域|行业|系统|方面|专项|行动|期间|季度|半年|月|以来|其中|上年|去年|同期|较"
)


def check(ctx: Context) -> Iterator[Finding]:
    """Report a second value for an indicator of the report year."""
    first: dict[tuple[str, str], tuple[Statement, Span]] = {}
    for sentence, words in ctx.sentences():
        if len(words) > _LONGEST or _scoped(ctx, sentence):
            continue
        amounts = statements(words)[:1]
        name = _indicator(ctx, words, amounts[0]) if amounts and amounts[0].amount else ""
        if not name:
            continue
        (amount,) = amounts
        place = amount.figure.span.shift(sentence.span.start)
        earlier, there = first.setdefault((name, kin(amount.figure.unit)), (amount, place))
        if abs(earlier.value - amount.value) > _doubt(earlier, amount):
            span = Span(sentence.span.start, place.end)
            message = f"“{shown(ctx.text, span)}”与前面写的“{shown(ctx.text, there)}”不一致"
            yield ctx.finding(span, message, related=(there,))


def _indicator(ctx: Context, words: str, amount: Statement) -> str:
    """Return the indicator of the report year that `words` begin with, empty where they say more or less than that."""
    lead = _LEAD.sub("", bare(words)[: amount.figure.span.start])
    period = _PERIOD.match(lead)
    if period is None or any(int(year) != ctx.year for year in _YEARS.findall(period[0])):
        return ""
    name = _ADVERB.sub("", lead[period.end() :]).strip("，, ")
    return name if _INDICATOR.fullmatch(name) else ""


def _scoped(ctx: Context, sentence: Sentence) -> bool:
    """Tell whether a heading or the paragraph up to the end of `sentence` speaks of a part of the body, field or year."""
    start = max(ctx.document.blocks[sentence.paragraph].span.start, sentence.span.start - _REACH)
    before = ctx.text[start : sentence.span.end]
    return any(_SCOPE.search(_ADVERB.sub("", words)) for words in (before, *sentence.headings))


def _doubt(one: Statement, other: Statement) -> float:
    """Return how far rounding can put the two apart; whole counts are not rounded."""
    rounded = one.figure.step != 1 or other.figure.step != 1
    return max(one.figure.step, other.figure.step) / 2 if rounded else 0


RULE = Rule("conflicting-figures", "figures", Severity.ERROR, check)
