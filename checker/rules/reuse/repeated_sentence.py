"""同一句话写了两遍。

全文有两句话除数字外相同或者几乎相同（相似度九成以上）时，报告后面那一句；连着几句都重复的，合并为一处报告。

为什么：多半是复制时留下的，或者同一件事在两个部分各写了一遍，占篇幅，也显得不认真。
怎么改：保留一处，另一处删去或者只写不同的内容。
不报：标题；表格；不足十五个字的短句和套话；只是句式相同，写的是不同文件、不同事项的。
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from checker.model import BlockKind, Context, Finding, Rule, Severity
from checker.text.pattern import pattern
from checker.text.span import Span
from checker.text.width import fold

_LEAST_SIMILAR = 0.9
_SHORTEST = 15
_SHORTEST_COUNTED = 25  # short sentences with other figures (“检查12次，立案3件”) tell another fact
_LONGEST = 600  # longer sentences are compared for equality only
_SHINGLE = 5
_SKETCH = 6  # checksums kept of a sentence
_BUCKET = 4  # sentences remembered for a checksum: keeps stock phrases from making every sentence a candidate
_FIGURES = pattern(r"\d+(?:[.,]\d+)*")
_ORDINAL = r"[一二三四五六七八九十]"
_LEAD = pattern(rf"\A(?:[(]?(?:{_ORDINAL}|\d){{1,3}}[)、.]|{_ORDINAL}是|[第其]{_ORDINAL},)\s*")
_NOISE = pattern(r"[\s,、;:.。“”\"]")
_NAMED = pattern(r"《[^》]{1,100}》|“[^”]{1,40}”")
_EXCERPT = 12


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence without figures, marks and leading number, and what a repeat must have in common with it.

    `fixed` holds the names of documents and projects, and in a short sentence the figures too.
    """

    span: Span
    words: str
    fixed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Repeat:
    """Sentences `first` … `last` say again what as many sentences from `origin` on have said; all are ordinals."""

    first: int
    last: int
    origin: int


def check(ctx: Context) -> Iterator[Finding]:
    """Report each sentence, or run of sentences, that repeats an earlier one."""
    blocks = ctx.document.blocks
    lines = [_line(s.span, words) for s, words in ctx.sentences() if blocks[s.paragraph].kind is not BlockKind.CELL]
    for repeat in _runs(_repeats(lines)):
        span = Span(lines[repeat.first].span.start, lines[repeat.last].span.end)
        count = repeat.last - repeat.first + 1
        origin = Span(lines[repeat.origin].span.start, lines[repeat.origin + count - 1].span.end)
        opening = origin.of(ctx.text)[:_EXCERPT]
        apart = "" if span.of(ctx.text) == origin.of(ctx.text) else "几乎"
        message = f"与前面的“{opening}……”{apart}相同" + (f"，连着{count}句" if count > 1 else "")
        yield ctx.finding(span, message, related=(origin,), occurrences=count)


def _line(span: Span, sentence: str) -> _Line:
    folded = _LEAD.sub("", fold(sentence))
    words = _NOISE.sub("", _FIGURES.sub("", folded))
    figures = _FIGURES.findall(folded) if len(words) < _SHORTEST_COUNTED else []
    return _Line(span, words, (*_NAMED.findall(folded), *figures))


def _repeats(lines: list[_Line]) -> Iterator[tuple[int, int]]:
    """Yield (sentence, earlier sentence it repeats), in order.

    Near repeats are found by sketches: sentences that share one of their smallest shingle checksums are compared
    (A. Broder, On the resemblance and containment of documents, 1997), so the work grows with the text, not its square.
    """
    equal: dict[tuple[str, tuple[str, ...]], int] = {}
    buckets: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        if len(line.words) < _SHORTEST:
            continue
        key = (line.words, line.fixed)
        sketch = _sketch(line.words) if key not in equal and len(line.words) <= _LONGEST else []
        near = sorted({other for checksum in sketch for other in buckets.get(checksum, ())})
        origin = equal[key] if key in equal else next((other for other in near if _similar(line, lines[other])), None)
        if origin is not None:
            yield index, origin
        equal.setdefault(key, index)
        for checksum in sketch:
            bucket = buckets.setdefault(checksum, [])
            if len(bucket) < _BUCKET:
                bucket.append(index)


def _sketch(words: str) -> list[int]:
    shingles = {words[start : start + _SHINGLE] for start in range(len(words) - _SHINGLE + 1)}
    return sorted(zlib.crc32(shingle.encode()) for shingle in shingles)[:_SKETCH]


def _similar(line: _Line, other: _Line) -> bool:
    if line.fixed != other.fixed:
        return False
    matcher = SequenceMatcher(None, line.words, other.words, autojunk=False)
    return (
        matcher.real_quick_ratio() >= _LEAST_SIMILAR
        and matcher.quick_ratio() >= _LEAST_SIMILAR
        and matcher.ratio() >= _LEAST_SIMILAR
    )


def _runs(repeats: Iterator[tuple[int, int]]) -> Iterator[_Repeat]:
    """Join repeats of neighbouring sentences that repeat neighbouring sentences."""
    run: _Repeat | None = None
    for index, origin in repeats:
        if run and index == run.last + 1 and origin == run.origin + index - run.first and origin < run.first:
            run = _Repeat(run.first, index, run.origin)
            continue
        if run:
            yield run
        run = _Repeat(index, index, origin)
    if run:
        yield run


RULE = Rule("repeated-sentence", "reuse", Severity.WARNING, check)
