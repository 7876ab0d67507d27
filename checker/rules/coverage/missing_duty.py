"""第一责任人部分漏写了职责。

第一责任人部分没有写到规定列出的职责时，用一条发现列出全部漏写的职责；部门和乡镇（街道）按较短的清单看，漏写两项以内的不报。

为什么：这一部分要说明主要负责人怎样履行推进法治建设第一责任人职责，只写高度重视、带头学习，看不出其他职责履行得怎样。
怎么改：对照清单，逐项写主要负责人做了什么；确实没有发生的，例如没有行政诉讼案件，写明没有。
不报：没有这一部分的（见 missing-section）和夹在别处的（见 buried-section）；用别的话写到的。
"""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Context, Finding, PartKind, Rule, Severity

_FEWEST = 3  # one or two may be told in words that the list does not know


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty: what to call it, and words any of which shows that it is told."""

    title: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Params:
    """Duties of the office holders that the requirement is for."""

    duties: tuple[Duty, ...]


def check(ctx: Context) -> Iterator[Finding]:
    """Report, at the heading of the part, the duties that no word of the part tells."""
    parts = [part for part in ctx.anatomy.parts if part.kind is PartKind.RESPONSIBILITY]
    if not parts:
        return
    words = "\n".join(part.span.of(ctx.text) for part in parts)
    place = parts[0].heading.span if parts[0].heading else parts[0].span
    duties = [duty for demand in ctx.requirements for duty in demand.params.duties]
    missing = [duty.title for duty in duties if not any(term in words for term in duty.terms)]
    if len(missing) >= _FEWEST:
        basis = next((demand for demand in ctx.requirements if demand.basis), None)
        listed = "”“".join(missing)
        yield ctx.finding(place, f"“第一责任人”部分没有写到{len(missing)}项职责：“{listed}”", basis)


RULE = Rule("missing-duty", "coverage", Severity.WARNING, check, params=Params)
