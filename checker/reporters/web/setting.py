"""The text of a draft cut into pieces of one look, row by row, with the notes that belong beside each row."""

import bisect
import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from checker.model import BlockKind, PartKind, Passage, Report
from checker.reporters.web.note import Note
from checker.text.span import Span, strip

_PARTS = {PartKind.TITLE: "title", PartKind.ADDRESSEE: "addressee", PartKind.SIGNATURE: "signature"}
_BLOCKS = {
    BlockKind.NOTE: "small",
    BlockKind.BOX: "small",
    BlockKind.MARGIN: "outside",
    BlockKind.COMMENT: "outside",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of one look.

    `looks`: its classes; `keys`: of the notes that mark it; `also`: of those to which it is a further place; `anchor`: its
    id, where something leads to it; `label`: the subject of the sentence that begins here, where it is not that of the
    sentence before; `ending`: the notes whose words end here.
    """

    text: str
    looks: tuple[str, ...]
    keys: tuple[str, ...]
    also: tuple[str, ...]
    anchor: str
    label: str
    ending: tuple[Note, ...]


@dataclass(slots=True)
class Row:
    """A line of the text, or a whole table: its kind, its heading level (0: none), its pieces or cells, and its notes."""

    kind: str
    level: int = 0
    pieces: list[Piece] = field(default_factory=list)
    cells: dict[int, dict[int, list[list[Piece]]]] = field(default_factory=dict)  # row → column → lines
    notes: list[Note] = field(default_factory=list)

    @property
    def table(self) -> list[list[list[list[Piece]]]]:
        """The lines of the cells, row by row; a cell without text has none."""
        last = max((column for row in self.cells.values() for column in row), default=0)
        return [[row.get(column, []) for column in range(1, last + 1)] for row in self.cells.values()]


class _Mark(NamedTuple):
    """Words that a note marks; `further`: they are a further place of it only."""

    span: Span
    note: Note
    further: bool


def rows(report: Report, notes: Sequence[Note], targets: Mapping[int, str]) -> list[Row]:
    """Set the text of `report`; `notes` are those with a span, `targets` the ids of places that something leads to, by offset."""
    return _Setting(report, notes, targets).rows()


class _Setting:
    def __init__(self, report: Report, notes: Sequence[Note], targets: Mapping[int, str]) -> None:
        self._report = report
        self._targets = targets
        self._lines = list(_lines(report.text))
        self._starts = [line.start for line in self._lines]
        self._beside: dict[int, list[Note]] = defaultdict(list)  # by ordinal of the line
        self._ending: dict[int, list[Note]] = defaultdict(list)  # by offset
        self._marks: list[_Mark] = []
        for note in notes:
            span = note.finding.span
            if span is None or not self._lines:
                continue
            ordinal = self._line_at(span.start)
            line = self._lines[ordinal]
            self._beside[ordinal].append(note)
            self._ending[min(max(span.end, line.start + 1), line.end)].append(note)
            self._marks.append(_Mark(span, note, further=False))
            self._marks += [_Mark(related, note, further=True) for related in note.finding.related]
        self._leads = [heading.span for heading in report.headings if heading.run_in]
        self._passages = [passage.span.start for passage in report.passages]
        self._sections = [section.span.start for section in report.sections]

    def rows(self) -> list[Row]:
        pieces = self._pieces()
        found: list[Row] = []
        table = 0
        for ordinal, line in enumerate(self._lines):
            passage = self._passage(line)
            cell = passage.cell if passage else None
            if cell is None:
                kind, level = self._kind(line, passage)
                found.append(Row(kind, level, pieces[ordinal]))
            else:
                if cell[0] != table or found[-1].kind != "table":
                    found.append(Row("table"))
                found[-1].cells.setdefault(cell[1], {}).setdefault(cell[2], []).append(pieces[ordinal])
                table = cell[0]
            found[-1].notes += self._beside[ordinal]
        return found

    def _line_at(self, offset: int) -> int:
        return max(0, bisect.bisect_right(self._starts, offset) - 1)

    def _passage(self, line: Span) -> Passage | None:
        at = bisect.bisect_right(self._passages, line.start) - 1
        return self._report.passages[at] if at >= 0 and self._report.passages[at].span.overlaps(line) else None

    def _kind(self, line: Span, passage: Passage | None) -> tuple[str, int]:
        if passage and passage.kind in _BLOCKS:
            return _BLOCKS[passage.kind], 0
        at = bisect.bisect_right(self._sections, line.start) - 1
        part = self._report.sections[at].kind if at >= 0 else PartKind.OTHER
        if part in _PARTS:
            return _PARTS[part], 0
        level = next((h.level for h in self._report.headings if not h.run_in and h.span.overlaps(line)), 0)
        return ("heading" if level else "paragraph"), level

    def _pieces(self) -> list[list[Piece]]:
        """Return the pieces of each line."""
        sentences = {sentence.span.start: sentence for sentence in self._report.sentences}
        opening: dict[int, list[_Mark]] = defaultdict(list)
        for mark in self._marks:
            opening[mark.span.start].append(mark)
        spans = [
            *self._lines,
            *self._leads,
            *(s.span for s in sentences.values()),
            *(mark.span for mark in self._marks),
        ]
        cuts = sorted({cut for span in spans for cut in span} | self._ending.keys() | self._targets.keys())
        pieces: list[list[Piece]] = [[] for _ in self._lines]
        leads = {span.start: span.end for span in self._leads}
        active: list[_Mark] = []
        sentence = None
        lead_end, shown = 0, (-1, "")
        for start, end in itertools.pairwise(cuts):
            active = [mark for mark in active + opening[start] if mark.span.end > start]
            sentence = sentences.get(start, sentence)
            lead_end = leads.get(start, lead_end)
            ordinal = self._line_at(start)
            if not self._lines or not self._lines[ordinal].start <= start < self._lines[ordinal].end:
                continue
            looks, label = list(_weight(active)), ""
            if start < lead_end:
                looks.append("lead")
            if sentence and start < sentence.span.end:
                looks += ["s", sentence.label.category.value]
                name = sentence.label.category.chinese + ("" if sentence.label.sure else "？")
                if start == sentence.span.start and (ordinal, name) != shown:
                    label = name
                    shown = (ordinal, name)
            pieces[ordinal].append(
                Piece(
                    text=self._report.text[start:end],
                    looks=tuple(looks),
                    keys=tuple(mark.note.key for mark in active if not mark.further),
                    also=tuple(dict.fromkeys(mark.note.key for mark in active if mark.further)),
                    anchor=self._targets.get(start, ""),
                    label=label,
                    ending=tuple(self._ending.get(end, ())),
                )
            )
        return pieces


def _lines(text: str) -> Iterator[Span]:
    """Yield the lines of `text` that hold anything, without the white space around them."""
    start = 0
    for words in text.split("\n"):
        line = strip(text, Span(start, start + len(words)))
        if line.end > line.start:
            yield line
        start += len(words) + 1


def _weight(marks: Sequence[_Mark]) -> Iterator[str]:
    """Yield the class of the weightiest of `marks`; a further place weighs less than any finding."""
    severities = [mark.note.finding.severity for mark in marks if not mark.further]
    if severities:
        yield min(severities, key=lambda severity: severity.rank).value
    elif marks:
        yield "related"
