"""用错了字词。

在固定的上下文里用了容易混淆的另一个词（“截止目前”“会议纪录”“权利清单”等）时报告。

为什么：这些词音近、形近，意思不同；用错了意思就变了，也显得不严谨。
怎么改：按提示改。
不报：书名号、引号里的；上下文看不出用错的；“报名截止”“打破纪录”“权利义务”这样用对了的。
"""

from collections.abc import Iterator

from checker.model import Confusion, Context, Edit, Finding, Fix, Rule, Severity
from checker.rules.hits import excused, hits, plain
from checker.text.span import Span


def check(ctx: Context) -> Iterator[Finding]:
    """Report each word of the table that its neighbours show to be the wrong one."""
    text = plain(ctx.text)
    for confusion in ctx.lexicon.confusions:
        if confusion.word not in text:
            continue
        for span in hits(text, [confusion.word]):
            if _is_wrong(text, span, confusion) and not excused(text, span, confusion.unless):
                fix = Fix(f"改成“{confusion.right_word}”", False, (Edit(span, confusion.right_word),))
                yield ctx.finding(span, f"“{confusion.word}”用错了，应为“{confusion.right_word}”", fix=fix)


def _is_wrong(text: str, span: Span, confusion: Confusion) -> bool:
    if not confusion.before and not confusion.after:
        return True
    return text.endswith(confusion.before or ("\0",), 0, span.start) or text.startswith(
        confusion.after or ("\0",), span.end
    )


RULE = Rule("wrong-word", "terms", Severity.WARNING, check, needs=frozenset({"lexicon"}), fixable=True, local=True)
