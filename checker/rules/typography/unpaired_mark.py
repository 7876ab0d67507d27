"""引号、括号、书名号不成对。

“ ” ‘ ’ （ ） 《 》 【 】 〔 〕 「 」 只有前一半或者只有后一半，或者前后写反了，报告落单的那一半。

为什么：这些标点由前后两半组成，少了一半就看不出引文、文件名称到哪里为止。
怎么改：补上另一半；多打了的，删去；前后写反的，改过来。
不报：全角、半角混着配对的括号；“1）”“一）”这样的序号；英文里的撇号；一段引文分成几段，或者一段话被断成几行，前后能接上的。
"""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Context, Finding, Rule, Severity
from checker.text.pattern import pattern
from checker.text.span import Span
from checker.text.width import is_cjk

_PAIRS = {"“": "”", "‘": "’", "（": "）", "《": "》", "【": "】", "〔": "〕", "「": "」"}
_OPENER_OF = {closer: opener for opener, closer in _PAIRS.items()}
_NAMES = {"“": "引号", "‘": "单引号", "（": "括号", "《": "书名号", "【": "方头括号", "〔": "六角括号", "「": "引号"}
_QUOTES = "“‘「"
_MARK = pattern(r"[“”‘’（）()《》【】〔〕「」]")
_FULL = {"(": "（", ")": "）"}
# what stands before the bracket of “1）” and “一）”; the slice it is searched in is one character longer than a number
_LIST_NUMBER = pattern(r"(?:\A|[\s。；：:，;、])(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z])\Z")
_LIST_REACH = 4
_STOPS = pattern(r"[，。；！？\n]")
_WIDEST_REVERSED = 20  # “甲“ further apart are two lost halves
_WIDEST_CONTINUED = 400
_EXCERPT = 8
_BREAKS = pattern(r"[“”\n]")


@dataclass(frozen=True, slots=True)
class _Stray:
    """A half mark alone: its offset, the opening mark of its kind, whether it opens.

    `reversed`: it was typed the wrong way round.
    """

    at: int
    kind: str
    opens: bool
    reversed: bool = False


def check(ctx: Context) -> Iterator[Finding]:
    """Report each half mark whose other half stands neither in its paragraph nor where that paragraph is continued."""
    text = ctx.text
    waiting: list[_Stray] = []  # opening marks of the paragraphs before
    ended = True
    for block in ctx.blocks():
        remaining = []
        for stray in _strays(text, block.span):
            partner = (
                None if stray.opens else next((other for other in reversed(waiting) if other.kind == stray.kind), None)
            )
            if partner is None:
                remaining.append(stray)
            else:
                waiting.remove(partner)
        still = [other for other in waiting if not ended and block.span.end - other.at <= _WIDEST_CONTINUED]
        lost = [other for other in waiting if other not in still and not _begins_anew(text, block.span, other.kind)]
        for stray in (*lost, *(stray for stray in remaining if not stray.opens or stray.reversed)):
            yield _finding(ctx, stray)
        waiting = still + [stray for stray in remaining if stray.opens and not stray.reversed]
        ended = block.span.of(text).rstrip().endswith(tuple("。！？；：.!?;:"))
    for stray in waiting:
        yield _finding(ctx, stray)


def _begins_anew(text: str, block: Span, kind: str) -> bool:
    """Tell whether a quotation goes on in `block`: each paragraph of it opens with the mark, the last one closes."""
    words = block.of(text).strip()
    closer = _PAIRS[kind]
    return kind in _QUOTES and words.startswith(kind) and (closer not in words or words.find(closer) == len(words) - 1)


def _strays(text: str, block: Span) -> list[_Stray]:
    """Return the half marks that stand alone in one block, in order; each kind is matched apart from the others."""
    opened: dict[str, list[int]] = {opener: [] for opener in _PAIRS}
    closers: list[_Stray] = []
    last_number = -1  # a “2）” closes nothing, unless a bracket before it would stay open
    for match in _MARK.finditer(text, *block):
        at, mark = match.start(), _FULL.get(match[0], match[0])
        if mark in _PAIRS:
            opened[mark].append(at)
        elif mark == "）" and _LIST_NUMBER.search(text[max(block.start, at - _LIST_REACH) : at]):
            last_number = at
        elif opened[_OPENER_OF[mark]]:
            opened[_OPENER_OF[mark]].pop()
        else:
            closers.append(_Stray(at, _OPENER_OF[mark], opens=False))
    openers = [
        _Stray(at, kind, opens=True)
        for kind, places in opened.items()
        for at in places
        if kind != "（" or at > last_number
    ]
    alone = sorted(
        (stray for stray in (*closers, *openers) if _is_mark(text, stray.at)), key=lambda stray: (stray.kind, stray.at)
    )
    return sorted(_merged(text, alone), key=lambda stray: stray.at)


def _is_mark(text: str, at: int) -> bool:
    """Tell whether the character is punctuation of Chinese text, not an apostrophe or a bracket in foreign text."""
    before, after = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
    if text[at] in "‘’":
        return not ((before.isascii() and before.isalnum()) or (after.isascii() and after.isalnum()))
    if text[at] in "()":
        return bool(before and after) and is_cjk(before) and is_cjk(after)
    return True


def _merged(text: str, strays: list[_Stray]) -> Iterator[_Stray]:
    """Yield the strays, two of one direction close together (“甲“) as one mark typed the wrong way round."""
    index = 0
    while index < len(strays):
        first = strays[index]
        second = strays[index + 1] if index + 1 < len(strays) else None
        if (
            second is not None
            and (first.kind, first.opens) == (second.kind, second.opens)
            and second.at - first.at <= _WIDEST_REVERSED
            and not _STOPS.search(text, first.at, second.at)
        ):
            yield _Stray(second.at if first.opens else first.at, first.kind, first.opens, reversed=True)
            index += 2
        else:
            yield first
            index += 1


def _finding(ctx: Context, stray: _Stray) -> Finding:
    text, name = ctx.text, _NAMES[stray.kind]
    span = Span(stray.at, stray.at + 1)
    wrong, right = ("前", "后") if stray.opens else ("后", "前")
    if stray.opens != stray.reversed:
        excerpt = _BREAKS.split(text[span.end : span.end + _EXCERPT])[0]
        where = f"“{excerpt}”前面的"
    else:
        excerpt = _BREAKS.split(text[max(0, stray.at - _EXCERPT) : stray.at])[-1]
        where = f"“{excerpt}”后面的"
    trouble = f"写反了，应为{right}{name}" if stray.reversed else f"没有成对的{right}{name}"
    return ctx.finding(span, f"{where if excerpt else ''}{wrong}{name}{trouble}")


RULE = Rule("unpaired-mark", "typography", Severity.ERROR, check)
