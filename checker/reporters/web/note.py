"""A finding as a numbered note beside the text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checker.model import Basis, Finding, Place, Report
from checker.reporters.citation import cited
from checker.text.span import Span

_MOST_LINKS = 5
_LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the page says of a rule: what it reports, its group, why that matters and how to mend it."""

    title: str
    group: str
    why: str
    advice: str


@dataclass(frozen=True, slots=True)
class Change:
    """A proposed fix: the words before and after, and how many more places it mends."""

    before: str
    after: str
    more: int


@dataclass(frozen=True, slots=True)
class Note:
    """A finding with its number. `key` is unique on the page; `again`: its rule was explained in an earlier note."""

    number: int
    key: str
    finding: Finding
    place: Place | None
    explanation: Explanation | None
    again: bool
    change: Change | None

    @property
    def group(self) -> str:
        """The Chinese name of the rule's group."""
        return self.explanation.group if self.explanation else "其他"

    @property
    def bases(self) -> list[str]:
        """The norms behind it."""
        return [cited(basis) for basis in self.finding.basis]

    @property
    def links(self) -> tuple[Span, ...]:
        """The further places worth a link of their own."""
        related = self.finding.related
        return related if len(related) <= _MOST_LINKS else ()


def notes(report: Report, number: int, explanations: Mapping[str, Explanation]) -> Iterator[Note]:
    """Yield the findings of `report`, draft `number` of the page, as notes."""
    told: set[tuple[str, tuple[Basis, ...]]] = set()
    for index, (finding, place) in enumerate(zip(report.findings, report.places, strict=True), 1):
        same = (finding.rule, finding.basis)
        yield Note(
            index,
            f"{number}-{index}",
            finding,
            place,
            explanations.get(finding.rule),
            same in told,
            _change(report.text, finding),
        )
        told.add(same)


def _change(text: str, finding: Finding) -> Change | None:
    """Return what the fix does to the words of the finding; nothing is said of words that are secret."""
    if finding.fix is None or not finding.fix.edits or finding.secret:
        return None
    edits = sorted(finding.fix.edits, key=lambda edit: edit.span)
    first = edits[0].span
    around = Span(min(first.start, finding.span.start), max(first.end, finding.span.end)) if finding.span else first
    inside = [edit for edit in edits if around.contains(edit.span)]
    after, at = "", around.start
    for edit in inside:
        after += text[at : edit.span.start] + edit.replacement
        at = edit.span.end
    after += text[at : around.end]
    before = around.of(text)
    if max(len(before), len(after)) > _LONGEST_QUOTE:
        return None
    return Change(before, after, len(edits) - len(inside))
