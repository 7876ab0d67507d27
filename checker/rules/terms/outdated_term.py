"""用了已经不用的说法。

文中用了现行法律、文件已经改掉的说法（“法制宣传”“行政首长出庭应诉”等）时报告；各地写法不一的只作提示。
配置里写了本地用语表（terms）的，也按表报告。

为什么：旧说法多半是沿用以前的稿子，与现行法律、文件不一致。
怎么改：改成现在的说法；讲以前的机构、文件的，写明“原……”或者用书名号标出原名。
不报：书名号、引号里的；机构名称里的（“法制办”“法制审核”）；报告年度还在用的；表里写明例外的；同一句里说到规范性文件，审查的却是决策、合同、乡镇事项的。
"""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Context, Demand, Edit, Finding, Fix, Outdated, Rule, Severity
from checker.rules.hits import excused, hits, plain
from checker.text.span import Span


@dataclass(frozen=True, slots=True)
class Params:
    """A review that has another name for what is reviewed: in a sentence that names `subject` first and none of `others`."""

    subject: str = ""  # empty: the table alone is asked for
    others: tuple[str, ...] = ()
    wrong: str = ""
    right: str = ""
    severity: Severity = Severity.WARNING


def check(ctx: Context) -> Iterator[Finding]:
    """Report each outdated term of the table that was outdated in the report year, and each review with the wrong name."""
    text = plain(ctx.text)
    terms = {term.wrong: term for term in (*ctx.lexicon.outdated, *ctx.lexicon.house) if term.wrong in text}
    places: dict[str, list[Span]] = {}
    for span in hits(text, terms):
        term = terms[span.of(text)]
        known = ctx.year is None or term.since is None or term.since.year <= ctx.year
        if known and not excused(text, span, term.unless):
            places.setdefault(term.wrong, []).append(span)
    for wrong, spans in places.items():
        yield from _outdated(ctx, terms[wrong], spans)
    found = [span for spans in places.values() for span in spans]
    for demand in ctx.requirements:
        yield from _reviews(ctx, text, demand, found)


def _outdated(ctx: Context, term: Outdated, spans: list[Span]) -> Iterator[Finding]:
    if term in ctx.lexicon.house:
        message = f"“{term.wrong}”在本地写作“{term.right}”" + (f"（{term.reason}）" if term.reason else "")
    else:
        message = f"“{term.wrong}”是旧的说法，现在用“{term.right}”"
    # what is only advised is said once for all its places
    groups = [spans] if term.severity is Severity.INFO else [[span] for span in spans]
    for group in groups:
        fix = Fix(f"改成“{term.right}”", False, tuple(Edit(span, term.right) for span in group))
        yield ctx.finding(
            group[0],
            message,
            _NO_BASIS,
            severity=term.severity,
            fix=fix,
            related=tuple(group[1:]),
            occurrences=len(group),
        )


def _reviews(ctx: Context, text: str, demand: Demand, found: list[Span]) -> Iterator[Finding]:
    params = demand.params
    if not params.subject or params.wrong not in text:
        return
    for sentence in ctx.anatomy.sentences:
        words = sentence.span.of(text)
        before, wrong, after = words.partition(params.wrong)
        named = params.subject in before or after.startswith(params.subject)  # further on, it is something else
        if wrong and named and not any(other in words for other in params.others):
            start = sentence.span.start + len(before)
            span = Span(start, start + len(wrong))
            if not any(span.overlaps(other) for other in found):
                message = f"“{params.subject}”用的是“{params.right}”，不是“{params.wrong}”"
                fix = Fix(f"改成“{params.right}”", False, (Edit(span, params.right),))
                yield ctx.finding(span, message, demand, severity=params.severity, fix=fix)


_NO_BASIS = Demand("", (), None)

RULE = Rule(
    "outdated-term",
    "terms",
    Severity.WARNING,
    check,
    params=Params,
    needs=frozenset({"lexicon"}),
    fixable=True,
)
