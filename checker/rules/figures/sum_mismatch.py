"""各部分相加不等于总数。

写了总数，又写“其中”的各部分或者在括号里逐项列出，各部分互不交叉而相加多于总数（三项以上的件数略多于总数的也算），或者已经列全而相加与总数不等时报告；“其中”的一项就多于总数的也报告。

为什么：同一句里的数字对不上，读的人不知道哪个是准的，整份报告的数据都会受到怀疑。
怎么改：对照台账重新核对总数和各部分；各部分没有列全的，补上“其他……件”。
不报：没有列全而相加少于总数的；各部分按不同标准列举、可以交叉的（党员、本科以上、持证人员）；有“等”“主要”“包括”“以上”的；约数；按显示的位数四舍五入造成的尾差；单位不同的。
"""

import itertools
from collections.abc import Iterator

from checker.model import Context, Finding, Rule, Severity
from checker.rules.account import shown
from checker.text.clauses import clauses
from checker.text.figures import FigureKind, kin
from checker.text.pattern import pattern
from checker.text.relations import Division, Statement, divisions
from checker.text.span import Span

_LONGEST = 2000
_MOST = 20  # amounts; more are a table
_NEXT = 3  # clauses of “件，其中：A” between a total and the first part
# words for members of one classification, which exclude each other
_KINDS = tuple(
    pattern(words)
    for words in (
        r"类(?:案件|事项|信息|纠纷|诉求|问题|投诉|文件|建议)?\Z",
        r"^(?:国家|省|市|区|县|乡|镇|村|部|厅)(?:直|本)?级|^(?:正高|副高|高|中|初)级",
        r"主办|协办|会办|分办|独办",
        r"简易程序|普通程序|一般程序|快速办理",
        r"维持|撤销|确认违法|变更|责令(?:限期)?履行|驳回|终止|不予受理",
        r"一审|二审|再审",
        r"^男|^女",
        r"专职|兼职",
        r"初次|初信|初访|重复",
        r"来信|来访|来电|网上",
        r"线上|线下",
        r"(?<!不)合格|不合格",
        r"已(?:经)?(?:办|审)结|未(?:办|审)结|在办|正在",
    )
)
# pairs that leave nothing over
_WHOLE = tuple(
    (pattern(one), pattern(other))
    for one, other in (
        ("主办|独办", "协办|会办|分办"),
        ("简易程序", "普通程序|一般程序"),
        ("^男", "^女"),
        ("专职", "兼职"),
        ("初次|初信|初访", "重复"),
        ("线上", "线下"),
        ("(?<!不)合格", "不合格"),
    )
)
_REST = pattern(r"^其[他它余]")
_NOT_PLAIN = pattern(r"等|包括|主要|以上|含|另|均|各|每|同时|并")
# how far a matter has come: members of this kind overlap with all others
_STAGE = pattern(r"办结|审结|完成|整改|满意|成功|采纳|达成|移送|重大|突出|典型|优秀|调解|答复")
_FILED = frozenset(
    {"件", "份", "条", "笔", "场"}
)  # each has one place in a register; persons and bodies have many qualities
_LIST = 3  # parts that make a list
_CLOSE = 0.05  # of the total
_EACH = pattern(r"每|人均|日均|月均|平均")


def check(ctx: Context) -> Iterator[Finding]:
    """Report totals whose parts do not add up, and a part that is larger than its total."""
    for span, words in _stretches(ctx):
        for division in divisions(words):
            if wrong := _wrong(words, division):
                total = division.total.figure.span.shift(span.start)
                message = f"{wrong}，与总数“{shown(ctx.text, total)}”不符"
                yield ctx.finding(division.span.shift(span.start), message)


def _stretches(ctx: Context) -> Iterator[tuple[Span, str]]:
    """Yield the sentences that may hold a total, one that begins with “其中” together with the one before it."""
    before = None
    for sentence, words in ctx.sentences():
        start = sentence.span.start
        if before and before.paragraph == sentence.paragraph and words.startswith("其中"):
            start = before.span.start
        span = Span(start, sentence.span.end)
        if len(span.of(ctx.text)) <= _LONGEST and any(mark in words for mark in ("其中", "（", "(")):
            yield span, span.of(ctx.text)
        before = sentence


def _wrong(words: str, division: Division) -> str:
    """Say what is wrong with `division`, or nothing."""
    total, first = division.total, division.parts[0]
    names = tuple(part.head or part.tail for part in division.parts)
    if (
        len(names) + len(division.others) > _MOST
        or _EACH.search(total.head)
        or any(_NOT_PLAIN.search(name) for name in names)
    ):
        return ""
    doubt = _doubt((total, *division.parts))
    if _chance(division, doubt):
        return ""
    if first.value > total.value and first.figure.unit == total.figure.unit:
        between = words[total.figure.span.end : first.figure.span.start]
        near = "其中" in between and len(tuple(clauses(between))) <= _NEXT
        another = any(other.value >= first.value for other in division.others)
        return f"“{first.figure.span.of(words)}”只是其中的一项" if near and not another else ""
    parts, whole = _classified(division.parts, names)
    if not parts and _adds_up_nearly(division, names):
        parts = division.parts
    added = sum(part.value for part in parts)
    if not parts or abs(added - total.value) <= doubt or (added < total.value and not whole):
        return ""
    return f"各部分相加是{added:.12g}{total.figure.unit}"


def _classified(parts: tuple[Statement, ...], names: tuple[str, ...]) -> tuple[tuple[Statement, ...], bool]:
    """Return the parts that exclude each other, and whether they leave nothing over; none where that is not plain."""
    rest = next((index for index, name in enumerate(names) if _REST.search(name)), 0)
    if rest:
        return parts[: rest + 1], True
    for kind in _KINDS:
        count = len(tuple(itertools.takewhile(kind.search, names)))
        if count >= 2 and (count == len(parts) or parts[count].clause != parts[count - 1].clause):
            listed = names[:count]
            whole = any(any(map(one.search, listed)) and any(map(other.search, listed)) for one, other in _WHOLE)
            return parts[:count], whole
    return (), False


def _adds_up_nearly(division: Division, names: tuple[str, ...]) -> bool:
    """Tell whether parts of no known classification come so close to the total that they were meant to add up."""
    if len(names) < _LIST or kin(division.total.figure.unit) not in _FILED or any(map(_STAGE.search, names)):
        return False
    return sum(part.value for part in division.parts) <= division.total.value * (1 + _CLOSE)


def _doubt(statements: tuple[Statement, ...]) -> float:
    """Return how far rounding can put a sum of `statements` off; whole counts are not rounded."""
    if all(s.figure.kind is FigureKind.COUNT and s.figure.step == 1 for s in statements):
        return 0
    return sum(s.figure.step for s in statements) / 2


def _chance(division: Division, doubt: float) -> bool:
    """Tell whether the parts, or some in a row, add up to another amount before them, or to the total itself."""
    values = [part.value for part in division.parts]
    before = [*(other.value for other in division.others), division.total.value]
    totals = _runs(before)
    return any(abs(value - total) <= doubt for value in _runs(values) for total in totals)


def _runs(values: list[float]) -> list[float]:
    """Return the sums of all stretches of `values`."""
    return [sum(values[start:end]) for start in range(len(values)) for end in range(start + 1, len(values) + 1)]


RULE = Rule("sum-mismatch", "figures", Severity.ERROR, check, local=True)
