"""固定表述缺项、重复或者次序不对。

有固定写法的表述（“尊法学法守法用法”“严格规范公正文明执法”等）少了一项、多了一遍或者次序颠倒时报告；七项、六项目标和报告年度不符的也报告。

为什么：这些表述出自文件，少一项、换了次序，就不是原来的意思。
怎么改：按固定写法补齐、调整。
不报：作为并列的几件事分别写的；有意只引其中一部分、前后有别的话隔开的；写法不同但文件里也有的；标题、书名号里的。
"""

import itertools
from collections.abc import Iterator

from checker.model import Context, Finding, Formula, Rule, Severity
from checker.rules.hits import plain
from checker.text.pattern import pattern
from checker.text.span import Span

_BETWEEN = "、，和与及 "
_FEWEST = 3  # a formula of two members has nothing to leave out
_JOINING = pattern(r"[、，和与及 ]")


def check(ctx: Context) -> Iterator[Finding]:
    """Report each run of a formula's members that is not the whole formula in its order."""
    text = plain(ctx.text)
    silent = {_bare(form) for formula in ctx.lexicon.formulas for form in (formula.joined, *formula.variants)}
    found: dict[Span, str] = {}
    for formula in ctx.lexicon.formulas:
        if len(formula.members) < _FEWEST or not _in_use(ctx, formula):
            continue
        for run in _runs(text, formula):
            span = Span(run[0].start, run[-1].end)
            members = [piece.of(text) for piece in run]
            if (
                members != list(formula.members)
                and _bare(span.of(text)) not in silent
                and len(set(members)) >= formula.must_hold
                and not any(span.overlaps(other) for other in found)
                and not _is_plain_list(text, run, formula)
                and not any(span.overlaps(heading.span) for heading in ctx.anatomy.outline)
            ):
                found[span] = f"“{span.of(text)}”和固定表述“{formula.joined}”不一致，{_trouble(members, formula)}"
    for span, message in sorted(found.items()):
        yield ctx.finding(span, message)


def _is_plain_list(text: str, run: list[Span], formula: Formula) -> bool:
    """Tell whether some of the members are listed with marks between, as things of their own."""
    marked = any(one.end < other.start for one, other in itertools.pairwise(run))
    return marked and len({piece.of(text) for piece in run}) < len(formula.members)


def _in_use(ctx: Context, formula: Formula) -> bool:
    year = ctx.year
    if year is None:
        return formula.first_year is None and formula.last_year is None
    return (formula.first_year or year) <= year <= (formula.last_year or year)


def _runs(text: str, formula: Formula) -> Iterator[list[Span]]:
    """Yield the stretches where members follow one another directly or with a joining mark between."""
    if sum(member in text for member in formula.members) < formula.must_hold:
        return
    places = sorted(_places(text, formula.members))
    run: list[Span] = []
    for place in places:
        if run and not (place.start >= run[-1].end and not text[run[-1].end : place.start].strip(_BETWEEN)):
            if place.start < run[-1].end:
                continue  # a member inside a longer one
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _places(text: str, members: tuple[str, ...]) -> Iterator[Span]:
    for member in members:
        at = text.find(member)
        while at >= 0:
            yield Span(at, at + len(member))
            at = text.find(member, at + len(member))


def _trouble(members: list[str], formula: Formula) -> str:
    missing = [member for member in formula.members if member not in members]
    if missing:
        return "缺“" + "”“".join(missing) + "”"
    return "有重复" if len(members) > len(formula.members) else "次序不对"


def _bare(form: str) -> str:
    return _JOINING.sub("", form)


RULE = Rule("incomplete-formula", "terms", Severity.WARNING, check, needs=frozenset({"lexicon"}), local=True)
