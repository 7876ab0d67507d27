"""Parts by meaning: which stretch of the body is achievements, shortcomings, responsibility, plan or something else."""

from collections.abc import Sequence

from checker.anatomy.front import Front
from checker.anatomy.wording import PLAN_OPENER, SHORTCOMINGS_OPENER, part_kinds
from checker.model import Heading, Part, PartKind
from checker.text.headings import number_at
from checker.text.sentences import split
from checker.text.span import Span

_MANDATORY = (PartKind.ACHIEVEMENTS, PartKind.SHORTCOMINGS, PartKind.RESPONSIBILITY, PartKind.PLAN)
_DEEPEST = 2  # a level-2 heading is a heading; deeper ones only order the text


def parts(text: str, front: Front, outline: tuple[Heading, ...]) -> tuple[Part, ...]:
    """Return the parts in the order of the text; they cover it without overlap."""
    found: list[Part] = []
    if front.title:
        found.append(Part(PartKind.TITLE, None, front.title))
    if front.addressee:
        found.append(Part(PartKind.ADDRESSEE, None, front.addressee))
    found.extend(_body(text, front.body, [h for h in outline if front.body.contains(h.span)]))
    if front.signature:
        found.append(Part(PartKind.SIGNATURE, None, front.signature))
    return tuple(found)


def part_under(headings: Sequence[str]) -> PartKind:
    """Return the part that stands under `headings` (outermost first, numbers kept), as far as they alone tell."""
    if not headings:
        return PartKind.PREAMBLE
    titles = [heading[len(number.text) if (number := number_at(heading, 0)) else 0 :] for heading in headings]
    outer = part_kinds(titles[0]) or (PartKind.ACHIEVEMENTS,)
    inner = tuple(kind for title in titles[1:_DEEPEST] for kind in part_kinds(title) if kind in _MANDATORY)
    return inner[0] if _is_part_of_its_own(inner, outer) else outer[0]


def _body(text: str, body: Span, headings: list[Heading]) -> list[Part]:
    top = min((h.level for h in headings), default=1)
    first = headings[0].span.start if headings else body.end
    found = []
    preamble = Span(body.start, first)
    if preamble.of(text).strip():
        # a report without any heading is all achievements: its parts can only be found by the role of sentences
        found.append(Part(PartKind.PREAMBLE if headings else PartKind.ACHIEVEMENTS, None, preamble))
    outer: tuple[PartKind, ...] = ()
    outer_heading: Heading | None = None
    kinds_seen: set[PartKind] = set()
    stretches: list[tuple[tuple[PartKind, ...], Heading, int]] = []
    for heading in headings:
        if heading.level == top or outer_heading is None:  # a draft may open with （一） and come to 一、 later
            outer = part_kinds(heading.title) or _default(kinds_seen)
            outer_heading = heading
            stretches.append((outer, heading, heading.span.start))
            kinds_seen.update(outer)
        elif heading.level <= top + _DEEPEST - 1:
            inner = tuple(kind for kind in part_kinds(heading.title) if kind in _MANDATORY)
            current = stretches[-1][0]
            if _is_part_of_its_own(inner, outer):
                stretches.append((inner, heading, heading.span.start))
                kinds_seen.update(inner)
            elif current != outer:
                stretches.append((outer, outer_heading, heading.span.start))
    for index, (kinds, heading, start) in enumerate(stretches):
        end = stretches[index + 1][2] if index + 1 < len(stretches) else body.end
        found.extend(_divide(text, kinds, heading, Span(start, end)))
    return found


def _is_part_of_its_own(inner: tuple[PartKind, ...], outer: tuple[PartKind, ...]) -> bool:
    """Tell whether a level-2 heading opens another part than the one it stands in."""
    if not inner or inner in (outer, (PartKind.ACHIEVEMENTS,)):
        return False
    # inside a plan, “…第一责任人职责” is something to be done, not the account of what was done
    return PartKind.PLAN not in outer or len(outer) > 1 or inner[0] is PartKind.SHORTCOMINGS


def _default(seen: set[PartKind]) -> tuple[PartKind, ...]:
    """A heading that names no part is one subject of the achievements, unless the plan is already over."""
    return (PartKind.OTHER,) if PartKind.PLAN in seen else (PartKind.ACHIEVEMENTS,)


def _divide(text: str, kinds: tuple[PartKind, ...], heading: Heading, span: Span) -> list[Part]:
    """Split one stretch whose heading announces several parts where the text turns to the next one."""
    result = []
    start = span.start
    for index, kind in enumerate(kinds):
        if index + 1 < len(kinds):
            turn = _turn(text, Span(max(start, heading.span.end), span.end), kinds[index + 1])
            result.append(Part(kind, heading, Span(start, turn)))
            start = turn
        else:
            result.append(Part(kind, heading, Span(start, span.end)))
    return result


def _turn(text: str, span: Span, kind: PartKind) -> int:
    opener = {PartKind.PLAN: PLAN_OPENER, PartKind.SHORTCOMINGS: SHORTCOMINGS_OPENER}.get(kind)
    if opener is not None:
        for sentence in split(text, span):
            if opener.search(sentence.of(text)):
                return sentence.start
    return span.end
