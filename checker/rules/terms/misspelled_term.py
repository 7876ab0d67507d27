"""专业词写错了字。

行政复议、双随机、法治督察等专业词写错了一个字（同音）、颠倒了两个字或者漏了一个字时报告。

为什么：专业词写错一个字就不成词，公开后很显眼。
怎么改：改成正确的词。
不报：书名号、引号里的；本来就是另一个词的（行政复核、行政争议）；只差一个字但读音不同、看不出是笔误的。
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from checker.model import Context, Edit, Finding, Fix, Lexicon, Rule, Severity, Word
from checker.rules.hits import around, excused, plain
from checker.text.span import Span

_REACH = 3
_ENDS = 2  # a misspelling keeps the first two characters of the term or the last two
_DROPPED = "化性的之和与及"  # often left out, and the term is still one
_LONG = 5  # of shorter terms a character left out often gives another word


def check(ctx: Context) -> Iterator[Finding]:
    """Report each stretch that is one homophone, one swap or one lost character away from a term of the table."""
    text = plain(ctx.text)
    taken: list[Span] = []
    for span, word in _near(text, ctx.lexicon):
        if any(span.overlaps(other) for other in taken):
            continue
        taken.append(span)
        fix = Fix(f"改成“{word.term}”", False, (Edit(span, word.term),))
        yield ctx.finding(span, f"“{span.of(text)}”写错了字，应为“{word.term}”", fix=fix)


def _near(text: str, lexicon: Lexicon) -> Iterator[tuple[Span, Word]]:
    begin, end = _by_ends(lexicon)
    for at in range(len(text) - _ENDS + 1):
        pair = text[at : at + _ENDS]
        for word in begin.get(pair, ()):
            yield from _slips(text, at, word, lexicon)
        for word in end.get(pair, ()):
            start = at + _ENDS - len(word.term)
            if start >= 0 and text[start : start + _ENDS] != word.term[:_ENDS]:
                yield from _slips(text, start, word, lexicon)


def _slips(text: str, start: int, word: Word, lexicon: Lexicon) -> Iterator[tuple[Span, Word]]:
    term = word.term
    same = text[start : start + len(term)]
    if same == term or len(same) < len(term) - 1:
        return
    if term[-1] not in same[-2:] and same[-2:-1] != term[-2]:
        return  # cheap to tell: of one slip, one of the last two characters is left
    for span in (Span(start, start + len(term)), Span(start, start + len(term) - 1)):
        if (
            _is_slip(span.of(text), term, lexicon)
            and not excused(text, span, word.not_wrong)
            and not _is_other(text, span, word)
        ):
            yield span, word


def _is_other(text: str, span: Span, word: Word) -> bool:
    """Tell whether one of the words that are never a misspelling, or the term itself, reaches into the stretch."""
    near = span.of(text).join(around(text, span, _REACH))
    return word.term in near or any(other in near for other in word.not_wrong)


def _is_slip(found: str, term: str, lexicon: Lexicon) -> bool:
    if len(found) == len(term):
        wrong = [index for index, (a, b) in enumerate(zip(found, term, strict=True)) if a != b]
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            return found[wrong[0]] == term[wrong[1]] and found[wrong[1]] == term[wrong[0]]
        return len(wrong) == 1 and lexicon.sound_alike(found[wrong[0]], term[wrong[0]])
    if len(term) < _LONG:
        return False
    lost = next((index for index, (a, b) in enumerate(zip(found, term, strict=False)) if a != b), len(found))
    return 0 < lost < len(term) - 1 and term[lost] not in _DROPPED and found == term[:lost] + term[lost + 1 :]


@lru_cache(maxsize=2)
def _by_ends(lexicon: Lexicon) -> tuple[Mapping[str, list[Word]], Mapping[str, list[Word]]]:
    begin: dict[str, list[Word]] = {}
    end: dict[str, list[Word]] = {}
    for word in lexicon.words:
        begin.setdefault(word.term[:_ENDS], []).append(word)
        end.setdefault(word.term[-_ENDS:], []).append(word)
    return begin, end


RULE = Rule("misspelled-term", "terms", Severity.ERROR, check, needs=frozenset({"lexicon"}), fixable=True, local=True)
