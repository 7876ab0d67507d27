"""The sentences that give account of work done; shared by the rules on quantity."""

import re
from collections.abc import Iterator

from checker.model import Context, PartKind, Sentence
from checker.text.figures import FigureKind, figures
from checker.text.pattern import pattern
from checker.text.span import Span

_NOT_TOLD = pattern(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,2}(?:[、）)．.]|是))?(?:下一步|下步|下一阶段|下一年|明年|今后|新的一年)"
    r"|有待|亟待|亟需|尚需|还需|仍需|仍有|不足|不够|(?<![补齐找对决])短板|差距|薄弱(?!环节|村|学校)|欠缺|缺乏|不平衡|不充分|不到位"
)
_LONGEST_QUOTE = 40
_LONGEST = 2000  # a longer “sentence” is a table or a list run together
_NEIGHBOURHOOD = 3000
_NOTHING = pattern(
    r"没有|尚无|暂无|未(?:被|曾|发生|出现|收到|接到|产生|制定|出台|发现|新)|无(?:行政|新|一|被|因)|零|(?<![\d.])0[件起宗例]"
    r"|不(?:直接)?(?:承担|具有|涉及)"
)
_COUNTS_NOTHING = (FigureKind.CALENDAR, FigureKind.ORDINAL, FigureKind.DOCUMENT)


def told(ctx: Context, *kinds: PartKind) -> Iterator[tuple[Sentence, str]]:
    """Yield the sentences of the account that speak neither of plans nor of problems, tables left out.

    The account is `kinds`, else achievements and responsibility. A text without headings is all achievements,
    so the part alone does not tell.
    """
    for sentence, words in ctx.sentences(*(kinds or (PartKind.ACHIEVEMENTS, PartKind.RESPONSIBILITY))):
        if len(words) <= _LONGEST and not ctx.in_table(sentence) and not _NOT_TOLD.search(words):
            yield sentence, words


def counted(words: str) -> bool:
    """Tell whether a figure of `words` counts or measures something; dates, ordinals and document numbers do not."""
    return any(figure.kind not in _COUNTS_NOTHING for figure in figures(words))


def nothing(words: str) -> bool:
    """Tell whether `words` say that something did not happen or is not the body's business: “没有行政复议案件”."""
    return bool(_NOTHING.search(words))


def paragraph(ctx: Context, sentence: Sentence) -> str:
    """Return the text of the paragraph that `sentence` stands in, of a very long one what stands near."""
    block, place = ctx.document.blocks[sentence.paragraph].span, sentence.span
    return ctx.text[max(block.start, place.start - _NEIGHBOURHOOD) : min(block.end, place.end + _NEIGHBOURHOOD)]


def shown(text: str, span: Span) -> str:
    """Return the words of `span` for a message: inner quotation marks made single, a long stretch cut short."""
    words = re.sub(r"\s+", "", span.of(text)).translate({ord("“"): "‘", ord("”"): "’"})
    return words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 2] + "……"
