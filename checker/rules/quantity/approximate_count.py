"""该写准确数的写了约数。

办理的案件、开展的活动、参加的人数、制定的文件等本可以数清的数量，写成“70余条”“2万多家”“近350批次”时提示。

为什么：这些数量都有台账可查，写约数让人怀疑没有统计，与别处的数字也无法核对。
怎么改：查台账，写准确数；确实无法统计的，保留约数即可。
不报：金额、面积、长度、重量、时间、年龄、比例、数据量；浏览量、点击量、人口；法定界限（“3年以上”“超过5人的”）；叠用约数词的（见 stacked-approximation）；括号里已给出准确数的。
"""

from collections.abc import Iterator

from checker.model import Context, Finding, Rule, Severity
from checker.rules.account import shown, told
from checker.text.clauses import unquoted
from checker.text.figures import Figure, FigureKind, figures
from checker.text.pattern import pattern
from checker.text.width import HAN

_WINDOW = 12
_REACH = 200  # no clause is longer
_LARGEST = 1_000_000  # more than that is counted by a system, not by hand
# what nobody keeps a register of: views, inhabitants, records in a database
_UNCOUNTED = pattern(
    r"浏览|点击|阅读|播放|访问|转发|点赞|粉丝|关注|曝光|人口|均|数据|词条|字段|网民|客流|游客|观众|"
    r"历史|面积|总长|苗木|树"
)
_DATA_AFTER = pattern(r"[^，。；、\d]{0,6}(?:数据|信息数|字段|日志|轨迹|照片|图片|人口|粉丝|浏览|点击|阅读|网民)")
_LIMIT_BEFORE = pattern(r"(?:不|未|没有|凡|若|如|每\w?|须|应|不得|禁止|规模|资格|条件)\Z")
_LIMIT_AFTER = pattern(r"的|以上|以下|以内|且|时[，、]")
_EXACT = pattern(rf"{HAN}{{0,6}}[（(][^（）()]{{0,12}}\d")
_GOAL = pattern(r"力争|争取|计划|目标|预计|拟|将(?!近)|确保|要求")


def check(ctx: Context) -> Iterator[Finding]:
    """Report approximate counts of acts, cases, persons, documents and bodies."""
    for sentence, words in told(ctx):
        plain = unquoted(words)
        for figure in figures(plain):
            if _is_vague(figure) and not _excused(plain, figure):
                span = figure.span.shift(sentence.span.start)
                yield ctx.finding(span, f"“{shown(ctx.text, span)}”是约数，没有写准确数")


def _is_vague(figure: Figure) -> bool:
    return (
        figure.kind is FigureKind.COUNT
        and figure.behind not in ("以下", "以内")
        and bool(figure.before or figure.after or figure.behind in ("左右", "上下", "之多"))
        and len(figure.gaps) <= 1  # two such words are told by stacked-approximation
    )


def _excused(words: str, figure: Figure) -> bool:
    clause_start = (
        max(words.rfind(mark, max(0, figure.span.start - _REACH), figure.span.start) for mark in "，,；。、：") + 1
    )
    before = words[max(clause_start, figure.span.start - _WINDOW) : figure.span.start]
    after = words[figure.span.end : figure.span.end + _WINDOW]
    limit = bool(_LIMIT_BEFORE.search(before)) or (
        figure.before in ("超过", "超出", "超", "逾") and bool(_LIMIT_AFTER.match(after))
    )
    return (
        limit
        or (figure.value or 0) >= _LARGEST
        or bool(_UNCOUNTED.search(before))
        or bool(_DATA_AFTER.match(after))
        or bool(_EXACT.match(after))
        or bool(_GOAL.search(words[clause_start : figure.span.start]))
    )


RULE = Rule("approximate-count", "quantity", Severity.INFO, check, local=True)
