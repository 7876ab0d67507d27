"""一个方面只有一句话，没有数据。

成效部分写到一个方面，却只有一句话，而且没有一个数时提示；“一是……”这样领起的短句不另算一句。

为什么：一句没有数据的话看不出做了多少，上级会认为这方面的工作只是提了一下。
怎么改：补写做了哪些事、各有多少，例如文件几件、会议几次、案件几件。
不报：一句都没有写的（见 missing-category）；有数据、写明次数或者写明没有的；别处用半句话写到而有数据的；内容太少、方方面面都只有一句的报告。
"""

from collections.abc import Iterator

from checker.model import CATEGORIES, Category, Context, Finding, PartKind, Role, Rule, Severity
from checker.rules.account import counted, nothing
from checker.text.pattern import pattern

_ELSEWHERE = (PartKind.SHORTCOMINGS, PartKind.PLAN)
_FEWEST_SENTENCES = 12  # a shorter account is thin everywhere
_LEAD = pattern(
    r"(?:[一二三四五六七八九十]{1,3}是|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.．、])[^。；;]{1,22}[。；;]?\Z"
)
_OFTEN = pattern(r"每[年月季周]|[一两][次期场件]")  # how often tells as much as a figure


def check(ctx: Context) -> Iterator[Finding]:
    """Report each category that only one sure sentence speaks of, where no sentence on it, sure or not, has a figure."""
    account = [
        (sentence, label)
        for sentence, label in ctx.labelled()
        if sentence.part not in _ELSEWHERE and not _leads(sentence.words(ctx.text))
    ]
    if len(account) < _FEWEST_SENTENCES:
        return
    for category in CATEGORIES:
        if category is Category.GENERAL:
            continue
        speaking = [(s, label) for s, label in account if category in (label.category, *label.also)]
        sure = [
            sentence
            for sentence, label in speaking
            if label.category is category and label.sure and label.role is not Role.BACKGROUND
        ]
        if (
            len(sure) == 1
            and sure[0].part is PartKind.ACHIEVEMENTS
            and not ctx.in_table(sure[0])
            and not any(_tells(sentence.words(ctx.text)) for sentence, _ in speaking)
        ):
            yield ctx.finding(sure[0].span, f"“{category.chinese}”方面只有这一句，没有数据")


def _leads(words: str) -> bool:
    return bool(_LEAD.match(words)) and not _tells(words)


def _tells(words: str) -> bool:
    return counted(words) or nothing(words) or bool(_OFTEN.search(words))


RULE = Rule("thin-category", "coverage", Severity.INFO, check, needs=frozenset({"labels"}))
