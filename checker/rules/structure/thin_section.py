"""规定的部分太短。

规定的部分虽然有，但字数或者句数少于通常写法时报告。

为什么：只有一两句话，看不出做了什么、差在哪里、要做什么，等于没有写。字数没有统一规定，这里的下限来自实际写法，只是提醒。
怎么改：补充具体的事项、数据、原因或者时间安排。
不报：缺少的部分（见 missing-section）；达到下限的部分，哪怕写得空泛。
"""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.decode import key
from checker.model import Context, Finding, Part, PartKind, Rule, Sentence, Severity
from checker.rules.parts import buried
from checker.text.span import Span


@dataclass(frozen=True, slots=True)
class Params:
    """The part, and the characters (without its heading and white space) and sentences that it has at least.

    `buried`: whether a part without a heading of its own is measured too.
    """

    part: PartKind
    characters: int
    sentences: int
    buried: bool = True


@dataclass(frozen=True, slots=True)
class Options:
    """The characters that a part has at least, by the value of its kind; None: as the requirement says."""

    achievements: int | None = key(None, "举措和成效部分至少多少字（不写为400）", least=0, example=800)
    shortcomings: int | None = key(None, "不足和原因部分至少多少字（不写为140）", least=0, example=300)
    responsibility: int | None = key(None, "第一责任人部分至少多少字（不写为100）", least=0, example=200)
    plan: int | None = key(None, "下一年安排部分至少多少字（不写为100）", least=0, example=200)


def check(ctx: Context) -> Iterator[Finding]:
    """Report each part, headed or buried, whose sentences stay under a floor."""
    for demand in ctx.requirements:
        params = demand.params
        asked = getattr(ctx.options, params.part, None)
        least = params.characters if asked is None else asked
        parts = [part for part in ctx.anatomy.parts if part.kind is params.part]
        sentences = _inside(ctx, parts) if parts else buried(ctx, params.part) if params.buried else ()
        if not parts and not sentences:
            continue
        stretches = [_body(part) for part in parts] or [sentence.span for sentence in sentences]
        length = sum(len("".join(stretch.of(ctx.text).split())) for stretch in stretches)
        if length < least:
            told = f"只有{length}字，{'通常' if asked is None else '要求'}不少于{least}字"
        elif len(sentences) < params.sentences:
            told = f"只有{len(sentences)}句话，通常不少于{params.sentences}句"
        else:
            continue
        yield ctx.finding(_place(parts, sentences), f"“{params.part.chinese}”部分{told}", demand)


def _body(part: Part) -> Span:
    """Return the part without its own heading; the headings inside count as text."""
    return Span(part.heading.span.end, part.span.end) if part.heading else part.span


def _inside(ctx: Context, parts: list[Part]) -> tuple[Sentence, ...]:
    return tuple(s for part in parts for s in ctx.anatomy.sentences[ctx.anatomy.inside(part.span)])


def _place(parts: list[Part], sentences: tuple[Sentence, ...]) -> Span | None:
    heading = next((part.heading for part in parts if part.heading), None)
    if heading is not None:
        return heading.span
    return sentences[0].span if sentences else None


RULE = Rule(
    "thin-section", "structure", Severity.WARNING, check, params=Params, needs=frozenset({"labels"}), options=Options
)
