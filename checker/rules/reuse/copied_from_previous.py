"""照抄上一年的报告。

一句话与上一年报告里的某一句相同或者几乎相同（相似度九成五以上），至多改了年份和数字时报告；同一段里连着几句的，合并为一处报告。
需要用 --previous 给出上一年的报告。

为什么：照搬上年的话，看不出这一年做了什么；年份、数字没有改全的，还会把上年的情况写成今年的。
怎么改：写这一年实际做的事和新的进展；每年都做的工作，写清今年的数字和与上年的不同。
不报：导语、标题、表格；去掉数字、文件名称和固定提法以后不足二十五个字的句子；写的是不同文件、不同项目的。
"""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.decode import key
from checker.model import Context, Finding, PartKind, Rule, Sentence, Severity
from checker.rules.account import shown
from checker.rules.likeness import Line, Lines, line, without_set_phrases
from checker.text.pattern import pattern
from checker.text.span import Span

_SHORTEST = 25
_FILLER = pattern(r"[\s，、；：。“”（）()\d]")
_EXCERPT = 12


@dataclass(frozen=True, slots=True)
class Options:
    """How alike two sentences of the two reports are to be reported."""

    similarity: float = key(0.95, "与上年报告的相似度达到多少才报告", least=0.5, most=1)


@dataclass(frozen=True, slots=True)
class _Copy:
    """A sentence of this year, the line it was taken from, and how alike the two are."""

    ordinal: int
    sentence: Sentence
    line: Line
    origin: Line
    likeness: float


def check(ctx: Context) -> Iterator[Finding]:
    """Report each sentence, or run of sentences of a paragraph, that last year's report has too."""
    before = ctx.last_year()
    if before is None:
        return
    earlier = Lines(ctx.options.similarity)
    for _, _, old in _lines(before):
        earlier.add(old)
    copies = [
        _Copy(ordinal, sentence, new, earlier[found[0]], found[1])
        for ordinal, sentence, new in _lines(ctx)
        if (found := earlier.find(new))
    ]
    for run in _runs(copies):
        span = Span(run[0].line.span.start, run[-1].line.span.end)
        many = f"连着{len(run)}句" if len(run) > 1 else ""
        opening = shown(ctx.text, Span(span.start, min(span.end, span.start + _EXCERPT)))
        yield ctx.finding(span, f"“{opening}……”{many}与上年报告{_how_alike(run)}", occurrences=len(run))


def _lines(ctx: Context) -> Iterator[tuple[int, Sentence, Line]]:
    """Yield the sentences that say something of their own, with their ordinals."""
    for ordinal, (sentence, words) in enumerate(ctx.sentences()):
        if sentence.part is PartKind.PREAMBLE or ctx.in_table(sentence):
            continue
        if len(_FILLER.sub("", without_set_phrases(words))) >= _SHORTEST:
            yield ordinal, sentence, line(sentence.span, words)


def _runs(copies: list[_Copy]) -> Iterator[list[_Copy]]:
    run: list[_Copy] = []
    for copy in copies:
        if run and (copy.ordinal, copy.sentence.paragraph) != (run[-1].ordinal + 1, run[-1].sentence.paragraph):
            yield run
            run = []
        run.append(copy)
    if run:
        yield run


def _how_alike(run: list[_Copy]) -> str:
    least = min(copy.likeness for copy in run)
    if least < 1:
        return f"的相似度为{int(least * 100)}%"
    if all(copy.line.figures == copy.origin.figures for copy in run):
        return "一字不差"
    return "只差年份或者数字"


RULE = Rule("copied-from-previous", "reuse", Severity.WARNING, check, needs=frozenset({"previous"}), options=Options)
