"""The sentences that give account of work done; shared by the rules on quantity."""

import re
from collections.abc import Iterator

from checker.model import Context, PartKind, Sentence
from checker.text.pattern import pattern
from checker.text.span import Span

_NOT_TOLD = pattern(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,2}(?:[、）)．.]|是))?(?:下一步|下步|下一阶段|下一年|明年|今后|新的一年)"
    r"|有待|亟待|亟需|尚需|还需|仍需|仍有|不足|不够|(?<![补齐找对决])短板|差距|薄弱(?!环节|村|学校)|欠缺|缺乏|不平衡|不充分|不到位"
)
_LONGEST_QUOTE = 40
_LONGEST = 2000  # a longer “sentence” is a table or a list run together
_NEIGHBOURHOOD = 3000


def told(ctx: Context, *kinds: PartKind) -> Iterator[tuple[Sentence, str]]:
    """Yield the sentences of the account that speak neither of plans nor of problems.

    The account is `kinds`, else achievements and responsibility. A text without headings is all achievements,
    so the part alone does not tell.
    """
    for sentence, words in ctx.sentences(*(kinds or (PartKind.ACHIEVEMENTS, PartKind.RESPONSIBILITY))):
        if len(words) <= _LONGEST and not _NOT_TOLD.search(words):
            yield sentence, words


def paragraph(ctx: Context, sentence: Sentence) -> str:
    """Return the text of the paragraph that `sentence` stands in, of a very long one what stands near."""
    block, place = ctx.document.blocks[sentence.paragraph].span, sentence.span
    return ctx.text[max(block.start, place.start - _NEIGHBOURHOOD) : min(block.end, place.end + _NEIGHBOURHOOD)]


def shown(text: str, span: Span) -> str:
    """Return the words of `span` for a message: inner quotation marks made single, a long stretch cut short."""
    words = re.sub(r"\s+", "", span.of(text)).translate({ord("“"): "‘", ord("”"): "’"})
    return words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 2] + "……"
