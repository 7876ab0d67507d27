"""同一样东西写法不一。

百分号有的用“%”、有的用“％”，四位以上的数有的分节、有的不分节，同一个文件的名称写得不一样，字母“X”混用罗马数字“Ⅹ”时提示。

为什么：一篇公文里同类的写法应当一致，不一致多半是拼接时没有统稿。
怎么改：统一成一种写法；文件名称以原件为准。
不报：只有一种写法的；书名号里文件名称自带的数字；名称确实不同的两个文件。
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from checker.model import Context, Finding, Rule, Severity
from checker.text.clauses import unquoted
from checker.text.pattern import pattern
from checker.text.span import Span

_PAIRS = (
    ("百分号", pattern("%"), pattern("％")),
    ("百分数", pattern(r"\d[%％]"), pattern(r"百分之(?:[一二三四五六七八九十]{1,4}|\d)")),
    (
        "多位数",
        pattern(r"(?<![\d.,，])\d{1,3}(?:,\d{3})+(?![\d.])"),
        pattern(r"(?<![\d.,〔（(])[1-9]\d{4,}(?![\d,]|\.\d|号)"),
    ),
)
_LETTER, _ROMAN = pattern(r"\+[XxNn](?![A-Za-z])"), pattern(r"\+[Ⅹ]")
_TITLE = pattern(r"《([^《》\n]{4,60})》")
_SAME = str.maketrans("－-–—～~（）　 ", "——————()  ")


def check(ctx: Context) -> Iterator[Finding]:
    """Report one place for each thing that is written in two ways: the rarer one."""
    text = unquoted(ctx.text)
    for name, one, other in (*_PAIRS, ("字母", _LETTER, _ROMAN)):
        found = [
            [Span(*match.span()) for match in form.finditer(ctx.text if name == "字母" else text)]
            for form in (one, other)
        ]
        if all(found):
            common, rare = sorted(found, key=len, reverse=True)
            yield ctx.finding(
                rare[0],
                f"{name}的写法不一：这里写“{rare[0].of(ctx.text)}”，别处写“{common[0].of(ctx.text)}”",
                related=tuple(rare[1:]),
                occurrences=len(rare),
            )
    yield from _titles(ctx)


def _titles(ctx: Context) -> Iterator[Finding]:
    forms: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for match in _TITLE.finditer(ctx.text):
        plain = match[1].translate(_SAME).replace("年", "").replace(" ", "")
        forms[plain][match[1]].append(Span(*match.span()))
    for written in forms.values():
        if len(written) > 1:
            count = Counter({title: len(spans) for title, spans in written.items()})
            (common, _), *_, (rare, _) = count.most_common()
            yield ctx.finding(written[rare][0], f"同一文件的名称写法不一：这里写“{rare}”，别处写“{common}”")


RULE = Rule("inconsistent-form", "typography", Severity.INFO, check)
