"""数字简称没有解释。

引号里的数字简称（“1+6+31+N”“两高一低”）全文没有解释，又不是通用的说法时提示。

为什么：本地的简称外面的人看不懂，公开的报告要让群众看明白。
怎么改：第一次出现时写出全称，或者在后面用括号、“即”说明。
不报：前后有括号、“即”“包括”或者逐项列举说明的；通用的（“一岗双责”“三会一课”“两学一做”等）；“一企一策”这样不是简称的；书名号里的。
"""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.decode import key
from checker.model import Context, Finding, Rule, Severity
from checker.text.pattern import pattern
from checker.text.span import Span
from checker.text.width import HAN

_NUMERAL = "一二三四五六七八九十两双"
_QUOTED = pattern(
    rf"“(?P<words>[\dNnXxⅩ{_NUMERAL}]{{1,3}}(?:\+[\dNnXxⅩ{_NUMERAL}]{{1,3}}){{1,6}}"
    rf"|[{_NUMERAL}](?!是){HAN}{{1,3}}?[{_NUMERAL}]{HAN}{{1,3}}(?:[{_NUMERAL}]{HAN}{{1,3}}){{0,3}})”"
)
_EXPLAINED = pattern(r"[^，。；]{0,12}?(?:[（(]|，?即|，?包括|，?也就是|：|，?分别是|，?指)")
_REACH = 60
_EACH = pattern(rf"(?:一{HAN}{{1,3}}){{2,4}}\Z")  # one for each: no abbreviation


@dataclass(frozen=True, slots=True)
class Options:
    """Short forms that the readers of these reports know."""

    known: tuple[str, ...] = key((), "本地人人都懂、不用解释的简称，照引号里的写法")


def check(ctx: Context) -> Iterator[Finding]:
    """Report each such abbreviation where it stands first, when no place of the text explains it."""
    general = {entry.words for entry in ctx.lexicon.abbreviations}
    places: dict[str, list[Span]] = {}
    for match in _QUOTED.finditer(ctx.text):
        words = match["words"].replace("Ⅹ", "X")
        if words not in general and match["words"] not in ctx.options.known and not _EACH.fullmatch(words):
            places.setdefault(words, []).append(Span(*match.span()))
    for words, spans in places.items():
        if not any(_explained(ctx.text, span) for span in spans):
            yield ctx.finding(spans[0], f"简称“{words}”没有解释", related=tuple(spans[1:]), occurrences=len(spans))


def _explained(text: str, span: Span) -> bool:
    return bool(_EXPLAINED.match(text, span.end, span.end + _REACH))


RULE = Rule("undefined-abbreviation", "terms", Severity.INFO, check, needs=frozenset({"lexicon"}), options=Options)
