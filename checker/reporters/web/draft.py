"""One draft as the page shows it: its head, its outline, its findings as numbered notes."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from checker.model import CATEGORIES, Category, PartKind, Report, Section, Severity
from checker.reporters.layout import shown_path
from checker.reporters.web.figures import figure_rows
from checker.reporters.web.note import Explanation, Note, notes
from checker.reporters.web.setting import Row, rows
from checker.text.span import Span, strip

_MANDATORY = (PartKind.ACHIEVEMENTS, PartKind.SHORTCOMINGS, PartKind.RESPONSIBILITY, PartKind.PLAN)


@dataclass(frozen=True, slots=True)
class Entry:
    """A part in the outline; `section` is None for a part that is missing."""

    name: str
    section: Section | None
    heading: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart: `count` of what, `length` and `part` (of it, drawn lighter) in per cent of the longest."""

    name: str
    count: int
    length: float
    part: float = 0.0
    category: Category | None = None


class Draft:
    """A report with all that the page says of it; `number` is its place on the page, from 1."""

    def __init__(self, report: Report, number: int, explanations: Mapping[str, Explanation]) -> None:
        """Number the findings of `report` and set its text."""
        self.report = report
        self.number = number
        self.notes = tuple(notes(report, number, explanations))
        self.figures = tuple(figure_rows(report))

    @property
    def title(self) -> str:
        """The title as the text has it, without secret words."""
        spans = [section.span for section in self.report.sections if section.kind is PartKind.TITLE]
        return "".join(spans[0].of(self.report.text).split()) if spans else self.report.title

    @property
    def name(self) -> str:
        """What to call it: its title, or its file where it has none."""
        return self.title or self.path

    @property
    def path(self) -> str:
        """The file as people are shown it."""
        return shown_path(self.report.path)

    @property
    def counts(self) -> dict[Severity, int]:
        """How many findings there are of each severity."""
        return {severity: self.report.count(severity) for severity in Severity}

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What is known of the report, name and value."""
        report = self.report
        return [
            ("文件", self.path),
            ("年度", f"{report.year}年" if report.year else "不明（可用 --year 指定）"),
            ("层级", report.level.chinese if report.level else "不明（可用 --level 指定）"),
            *([("规范档案", report.profile)] if report.profile else []),
        ]

    @property
    def outline(self) -> list[Entry]:
        """The parts in the order of the text, then the mandatory ones that are missing."""
        sections = self.report.sections
        found = [Entry(s.kind.chinese, s, self._heading(s)) for s in sections]
        present = {section.kind for section in sections}
        return found + [Entry(kind.chinese, None, "") for kind in _MANDATORY if kind not in present]

    def _heading(self, section: Section) -> str:
        text, span = self.report.text, section.span
        inside = (heading.span for heading in self.report.headings if span.contains(heading.span))
        opening = next((found for found in inside if not text[span.start : found.start].strip()), None)
        return opening.of(text) if section.heading and opening else ""

    @property
    def whole(self) -> list[Note]:
        """The notes about the draft as a whole."""
        return [note for note in self.notes if note.finding.span is None]

    @property
    def rows(self) -> list[Row]:
        """The text, row by row, with the notes that belong beside each."""
        spans = [section.span for section in self.report.sections]
        spans += [span for note in self.notes for span in note.links]
        spans += [figure.sentence for figure in self.figures]
        targets = {strip(self.report.text, span).start: self.anchor(span) for span in spans}
        return rows(self.report, [note for note in self.notes if note.finding.span], targets)

    def anchor(self, span: Span) -> str:
        """Return the id of the place where `span` begins to be seen."""
        return f"p{self.number}-{strip(self.report.text, span).start}"

    @property
    def categories(self) -> list[Bar]:
        """The sentences by category."""
        counts = Counter(sentence.label.category for sentence in self.report.sentences)
        longest = max(counts.values(), default=1)
        return [Bar(c.chinese, counts[c], 100 * counts[c] / longest, category=c) for c in CATEGORIES]

    @property
    def figure_bars(self) -> list[Bar]:
        """The figures by part of the report; the lighter part of a bar are those that are approximate."""
        every = Counter(figure.section for figure in self.figures)
        rough = Counter(figure.section for figure in self.figures if figure.rough)
        longest = max(every.values(), default=1)
        return [Bar(name, n, 100 * n / longest, 100 * rough[name] / longest) for name, n in every.items()]
