"""成效部分漏写了一个方面。

当年所依据的纲要列出的任务方面，在成效部分一句都没有写到时报告。

为什么：各级按纲要的方面逐项报告，漏掉一个方面，上级会认为这方面没有开展工作。
怎么改：补写这个方面的举措和成效；确实没有相关职责的，可以说明，或者用豁免注释写明理由。
不报：写在别的方面的句子里、只有半句的；部门报告中与职责无关的方面；2026年以后的报告（没有查到接续的纲要）。
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.model import Category, Context, Finding, Label, PartKind, Rule, Sentence, Severity
from checker.rules.account import shown
from checker.text.span import Span

_ELSEWHERE = (PartKind.SHORTCOMINGS, PartKind.PLAN)
_FEWEST_SENTENCES = 12  # a shorter account leaves out nearly everything; that is said by other rules


@dataclass(frozen=True, slots=True)
class Params:
    """An area: what to call it, the labels that cover it, words that show it is spoken of at all, and its weight."""

    title: str
    categories: tuple[Category, ...]
    terms: tuple[str, ...]
    severity: Severity = Severity.WARNING


def check(ctx: Context) -> Iterator[Finding]:
    """Report each area that no sentence and no heading of the account touches."""
    account = [(sentence, label) for sentence, label in ctx.labelled() if sentence.part not in _ELSEWHERE]
    if len(account) < _FEWEST_SENTENCES:
        return
    covered = {label.category for _, label in account if label.sure}
    covered.update(category for _, label in account for category in label.also)
    words = "\n".join((*(s.words(ctx.text) for s, _ in account), *{title for s, _ in account for title in s.headings}))
    for demand in ctx.requirements:
        params = demand.params
        if covered.isdisjoint(params.categories) and not any(term in words for term in params.terms):
            message = f"成效部分没有写到“{params.title}”方面的工作"
            near = _nearest(account, params)
            if near is not None:
                message += f"，最接近的一句“{shown(ctx.text, near)}”也看不出是写这个方面"
            related = (near,) if near else ()
            yield ctx.finding(None, message, demand, severity=params.severity, related=related)


def _nearest(account: Sequence[tuple[Sentence, Label]], params: Params) -> Span | None:
    """Return the sentence whose unsure label is one of those looked for, the likeliest where there are several."""
    near = [(label.confidence, sentence.span) for sentence, label in account if label.category in params.categories]
    return max(near)[1] if near else None


RULE = Rule("missing-category", "coverage", Severity.WARNING, check, params=Params, needs=frozenset({"labels"}))
