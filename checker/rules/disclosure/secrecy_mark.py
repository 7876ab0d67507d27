"""留有密级或者内部、不公开的标记。

文中留有“秘密★1年”“机密”这样的密级标志，“内部资料，注意保存”一类字样，或者“此件不予公开”“公开属性：依申请公开”时报告；页眉、页脚和文本框里的也报告。

为什么：年度报告要向社会公开；带着密级或者不公开标记的文稿，或者不能公开，或者标记没有删去，两样都是事故。
怎么改：先核实定密情况；不涉密、可以公开的，删去标记再发布；涉密的，改用可以公开的版本。
不报：正文里说到的“国家秘密”“商业秘密”“保密审查”；“作出不予公开答复3件”这类政府信息公开数据；“此件公开发布”。
"""

from collections.abc import Iterator

from checker.model import Context, Finding, Rule, Severity
from checker.rules.account import shown
from checker.text.pattern import pattern
from checker.text.span import Span

_TERM = r"(?:长期|[\d一二三四五六七八九十]{1,3}\s?(?:年|个月))"
_GRADE = r"(?:绝\s{0,2}密|机\s{0,2}密|秘\s{0,2}密)"
_CLOSED = r"(?:不予公开|不公开|不宜公开|不得公开|依申请公开)"
_WARNED = r"(?:注意保存|妥善保管|妥善保存|注意保密|仅供参阅|仅供参考|请勿外传|不得外传|严禁外传|禁止外传|切勿外传)"
# marks that are told by their form, wherever they stand
_ANYWHERE = pattern(
    rf"{_GRADE}\s{{0,2}}[★☆]\s{{0,2}}{_TERM}?"
    rf"|密级\s?[：:]\s?(?:{_GRADE}(?:\s{{0,2}}[★☆]\s{{0,2}}{_TERM}?)?|内部)"
    rf"|内部(?:资料|文件|材料|刊物|情况|使用)[\s，,、]{{0,2}}{_WARNED}"
    rf"|此[件文](?:系内部[资文材][料件])?[\s，,]?{_CLOSED}"
    rf"|公开(?:属性|选项|方式|类型|类别|形式|范围)\s?[：:]\s?{_CLOSED}"
)
_LIKELY = pattern(r"密|内部|外传|公开")
# words that are a mark only by standing alone: on a line of their own or in brackets
_ALONE = (
    rf"(?:{_GRADE}(?:\s{{0,2}}{_TERM})?"
    rf"|内部(?:资料|文件|材料|刊物|使用|掌握|参阅|传阅)|仅?供?(?:内部|领导)(?:参阅|参考|使用|传阅)|{_WARNED}|不予公开)"
)
_LINE = pattern(rf"\s*(?P<mark>{_ALONE})[！!。]?\s*\Z")
_BRACKETED = pattern(rf"[（(【\[]\s?(?P<mark>{_ALONE})[！!。]?\s?[）)】\]]")


def check(ctx: Context) -> Iterator[Finding]:
    """Report marks of secrecy and of what is not to be made public."""
    for block in ctx.visible():
        words = block.span.of(ctx.text)
        if not _LIKELY.search(words):
            continue
        found = [Span(*match.span()) for match in _ANYWHERE.finditer(words)]
        rest = _ANYWHERE.sub(lambda match: "★" * len(match[0]), words)
        alone = (match for match in (_LINE.match(rest), *_BRACKETED.finditer(rest)) if match)
        for span in sorted({*found, *(Span(*match.span("mark")) for match in alone)}):
            place = span.shift(block.span.start)
            yield ctx.finding(place, f"留有“{shown(ctx.text, place)}”标记")


RULE = Rule("secrecy-mark", "disclosure", Severity.ERROR, check, local=True)
