"""同一句话写了两遍。

全文有两句话除数字外相同或者几乎相同（相似度九成以上）时，报告后面那一句；连着几句都重复的，合并为一处报告。

为什么：多半是复制时留下的，或者同一件事在两个部分各写了一遍，占篇幅，也显得不认真。
怎么改：保留一处，另一处删去或者只写不同的内容。
不报：标题；表格；不足十五个字的短句和套话；只是句式相同，写的是不同文件、不同事项的。
"""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.decode import key
from checker.model import Context, Finding, Rule, Severity
from checker.rules.likeness import Line, Lines, line
from checker.text.span import Span

_EXCERPT = 12


@dataclass(frozen=True, slots=True)
class Options:
    """How alike two sentences are to be reported, and the words that they have at least."""

    similarity: float = key(0.9, "两句话的相似度达到多少才报告", least=0.5, most=1)
    shortest: int = key(15, "去掉数字和标点以后不足多少字的句子不报", least=1)


@dataclass(frozen=True, slots=True)
class _Repeat:
    """Sentences `first` … `last` say again what as many sentences from `origin` on have said; all are ordinals."""

    first: int
    last: int
    origin: int


def check(ctx: Context) -> Iterator[Finding]:
    """Report each sentence, or run of sentences, that repeats an earlier one."""
    blocks = ctx.document.blocks
    lines = [line(s.span, words) for s, words in ctx.sentences() if blocks[s.paragraph].kind.flows]
    for repeat in _runs(_repeats(lines, ctx.options)):
        span = Span(lines[repeat.first].span.start, lines[repeat.last].span.end)
        count = repeat.last - repeat.first + 1
        origin = Span(lines[repeat.origin].span.start, lines[repeat.origin + count - 1].span.end)
        opening = origin.of(ctx.text)[:_EXCERPT]
        apart = "" if span.of(ctx.text) == origin.of(ctx.text) else "几乎"
        message = f"与前面的“{opening}……”{apart}相同" + (f"，连着{count}句" if count > 1 else "")
        yield ctx.finding(span, message, related=(origin,), occurrences=count)


def _repeats(lines: list[Line], options: Options) -> Iterator[tuple[int, int]]:
    """Yield (sentence, earlier sentence it repeats), in order."""
    earlier = Lines(options.similarity)
    ordinals: list[int] = []
    for index, current in enumerate(lines):
        if len(current.words) < options.shortest:
            continue
        if found := earlier.find(current):
            yield index, ordinals[found[0]]
        earlier.add(current)
        ordinals.append(index)


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


RULE = Rule("repeated-sentence", "reuse", Severity.WARNING, check, options=Options)
