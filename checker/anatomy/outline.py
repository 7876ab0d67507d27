"""Headings: numbered ones on their own line, those a format marks, and those run into the paragraph.

Text taken from web pages loses its line ends: “…服务保障发展大局（一）疫情防控强保障。强化…”. There a number counts
as a heading only where a sentence has just ended (or another heading is still open) and its ordinal continues the
outline.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.anatomy.wording import KNOWN_HEADING, SENTENCE_OPENER, part_kinds
from checker.model import Block, BlockKind, Document, Heading
from checker.text.headings import HeadingNumber, number_at, numbers
from checker.text.pattern import pattern
from checker.text.span import Span, strip

LONGEST_OWN_LINE = 80  # a longer line is a paragraph even without a full stop
LONGEST_RUN_IN = 60
_LONGEST_LEAD = 40  # “（二）完善机制。” as the first sentence of a paragraph; longer ones are sentences
_STOPS = "。！？；!?;"
_BEFORE_RUN_IN = "。！？”’）)》"
_SUB_OPEN = pattern(r"[。！？；!?;：:]")
_WIDEST_GAP = 8  # spaces before a number that is run in
_FIGURE = pattern(r"\d")
_QUOTED = pattern(r"“[^”]*”|《[^》]*》|20\d\d年")
_LONGEST_MINOR_LEAD = 28  # the same for 1. and （1）
_ACT_TAIL = pattern(r"[，,](?:将|把|对|为)")


@dataclass
class _State:
    """The last ordinal seen at each level, index 1…4; a new number resets the levels below it."""

    last: list[int]
    numbering: list[HeadingNumber]

    def push(self, number: HeadingNumber) -> None:
        self.numbering.append(number)
        self.last[number.level] = number.ordinal
        for level in range(number.level + 1, 5):
            self.last[level] = 0

    def continues(self, number: HeadingNumber) -> bool:
        return number.ordinal == self.last[number.level] + 1

    def may_follow(self, number: HeadingNumber) -> bool:
        """Tell whether a number of the right level is plausible though it skips or repeats one."""
        return number.level == 2 and self.last[2] > 0 and abs(number.ordinal - self.last[2] - 1) <= 1


def outline(document: Document) -> tuple[tuple[Heading, ...], tuple[HeadingNumber, ...]]:
    """Return the headings of `document` and all numbers that order its text, both in order."""
    found: list[Heading] = []
    state = _State([0] * 5, [])
    base = min((block.level for block in document.blocks if block.kind is BlockKind.HEADING), default=1)
    blocks = [block for block in document.blocks if block.kind.flows]
    items = _items(document.text, blocks)
    for block in blocks:
        if block.span in items:
            found.extend(_run_in(document.text, strip(document.text, block.span), state))
        else:
            found.extend(_headings(document.text, block, base, state))
    return tuple(found), tuple(state.numbering)


def _items(text: str, blocks: Sequence[Block]) -> set[Span]:
    """Return the blocks that are numbered sentences in a row (“1.建立台账。” “2.完善机制。”): a list, not headings."""
    found: set[Span] = set()
    for block, following in itertools.pairwise(blocks):
        this, then = (number_at(text, strip(text, b.span).start) for b in (block, following))
        in_a_row = (
            this is not None and then is not None and (then.level, then.ordinal) == (this.level, this.ordinal + 1)
        )
        if in_a_row and all(b.kind is not BlockKind.HEADING and _ends(text, b) for b in (block, following)):
            found |= {block.span, following.span}
    return found


def _ends(text: str, block: Block) -> bool:
    return block.span.of(text).rstrip().endswith("。")


def _headings(text: str, block: Block, base: int, state: _State) -> Iterator[Heading]:
    span = strip(text, block.span)
    first = number_at(text, span.start)
    if (block.kind is BlockKind.HEADING and _is_title(text, span, first)) or _is_own_line(text, span, first):
        if first is not None:
            inner = _open_numbers(text, first, span.end)
            if not inner:
                state.push(first)
                yield _heading(text, first, span.end, run_in=False)
                return
        else:
            level = max(1, block.level - base + 1) if block.kind is BlockKind.HEADING else 1
            yield Heading(span, "", span.of(text).strip(), level, 0, run_in=False)
            return
    yield from _run_in(text, span, state)


def _is_title(text: str, span: Span, first: HeadingNumber | None) -> bool:
    """Tell whether a line in heading style may be a heading; some drafts set whole paragraphs in that style."""
    words = text[first.end if first else span.start : span.end].rstrip("。：:；; 　")
    return len(words) <= LONGEST_OWN_LINE and not any(stop in words for stop in _STOPS)


def _is_own_line(text: str, span: Span, first: HeadingNumber | None) -> bool:
    line = span.of(text)
    if first is None:
        # an unnumbered line is a heading only when it announces a part and says nothing else
        return (
            len(line) <= 24
            and not _SUB_OPEN.search(line)
            and "，" not in line
            and bool(part_kinds(line))
            and not _FIGURE.match(line[-1])
        )
    rest = line[len(first.text) :]
    if not rest.strip() or len(rest) > LONGEST_OWN_LINE:
        return False
    body = rest.rstrip("。：:；; 　")
    ended = rest.rstrip().endswith(tuple("。；;"))
    return not any(stop in body for stop in _STOPS) and not (
        ended and (len(rest) > _LONGEST_LEAD or not _is_lead(body, first.level))
    )


def _open_numbers(text: str, first: HeadingNumber, end: int) -> list[HeadingNumber]:
    """Numbers that open a deeper level inside an own line: “一、加强领导（一）完善机制”."""
    return [
        n
        for n in numbers(text, first.end, end)
        if n.level > first.level and n.ordinal == 1 and text[n.start - 1] not in "第“《"
    ]


def _run_in(text: str, span: Span, state: _State) -> Iterator[Heading]:
    candidates = numbers(text, span.start, span.end)
    open_heading: HeadingNumber | None = None  # accepted, and no sentence has begun since
    pending: tuple[HeadingNumber, int] | None = None  # the last heading and its end, which the next one may cut short
    for index, number in enumerate(candidates):
        before = text[max(span.start, number.start - _WIDEST_GAP) : number.start].rstrip()[-1:]
        spaced = number.start > span.start and text[number.start - 1].isspace()
        at_start = number.start == span.start
        ended = (
            at_start
            or before in _BEFORE_RUN_IN
            or (spaced and before not in "，、：,:")
            or (before in "：:" and number.level == 1 and number.ordinal == 1)
        )
        still_open = (
            open_heading is not None
            and number.level > open_heading.level
            and number.ordinal == 1
            and number.start - open_heading.end <= LONGEST_RUN_IN
            and not any(stop in text[open_heading.end : number.start] for stop in _STOPS)
            and text[number.start - 1] not in "第“《"
        )
        if not (ended or still_open):
            continue
        if (
            not at_start
            and not still_open
            and not (state.continues(number) or number.ordinal == 1 or state.may_follow(number))
        ):
            continue
        if before and before in "”’）)》" and not still_open and not state.continues(number):
            continue
        following = candidates[index + 1] if index + 1 < len(candidates) else None
        end = _run_in_end(text, number, following, span.end)
        if end is None:
            # the numbered thing is a sentence: it keeps the count but is no heading
            if at_start or state.continues(number):
                state.push(number)
            open_heading = None
            continue
        state.push(number)
        if pending is not None:
            yield _heading(text, pending[0], min(pending[1], number.start), run_in=True)
        open_heading, pending = number, (number, end)
    if pending is not None:
        yield _heading(text, *pending, run_in=True)


def _run_in_end(text: str, number: HeadingNumber, following: HeadingNumber | None, limit: int) -> int | None:
    """Return where a run-in heading ends, or None when what follows the number is a sentence of its own."""
    reach = min(limit, number.end + LONGEST_RUN_IN)
    known = KNOWN_HEADING.match(text, number.end, reach)
    if known:
        end = known.end()
        return end + 1 if text[end : end + 1] == "。" else end
    stop = next((i for i in range(number.end, reach) if text[i] in _STOPS), None)
    deeper = (
        following is not None
        and following.level > number.level
        and following.ordinal == 1
        and following.start <= (stop or reach)
    )
    if deeper and following is not None:
        return following.start
    opener = SENTENCE_OPENER.search(text, number.end + 4, reach)
    if opener and (stop is None or opener.start() < stop):
        return opener.start()
    if stop is None:
        return limit if limit - number.end <= LONGEST_RUN_IN else None
    if text[stop] == "。" and _is_lead(text[number.end : stop], number.level):
        after = text[stop + 1 : following.start if following else limit].strip()
        if after or (following is not None and following.level > number.level):
            return stop + 1
    return None


def _is_lead(words: str, level: int) -> bool:
    """Tell whether a numbered first sentence names a subject rather than telling what was done."""
    longest = _LONGEST_LEAD if level <= 2 else _LONGEST_MINOR_LEAD
    return len(words) <= longest and not _FIGURE.search(_QUOTED.sub("", words)) and not _ACT_TAIL.search(words)


def _heading(text: str, number: HeadingNumber, end: int, *, run_in: bool) -> Heading:
    span = strip(text, Span(number.start, end))
    title = text[number.end : span.end].strip().rstrip("。")
    return Heading(span, number.text, title, number.level, number.ordinal, run_in)
