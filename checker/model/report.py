"""The outcome of linting one file: all that a reporter needs, picklable."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from checker.model.anatomy import Heading, Level, PartKind
from checker.model.document import BlockKind
from checker.model.finding import Finding, Severity
from checker.model.label import Label
from checker.model.place import Place
from checker.text.span import Span


@dataclass(frozen=True, slots=True)
class Section:
    """A part as reporters show it; `heading` is empty where it has none."""

    kind: PartKind
    heading: str
    span: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of the draft, for reporters that set its text; `cell`: table, row and column (from 1) of a table's cell."""

    kind: BlockKind
    span: Span
    cell: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A sentence of the report with its label."""

    span: Span
    section: PartKind
    label: Label


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be done: a file not read (`rule` empty) or a rule that failed."""

    rule: str
    message: str
    details: str = ""  # traceback, shown with -v only


@dataclass(frozen=True, slots=True)
class Known:
    """A finding as a baseline holds it: `section` is the heading it stands under, `text` its words or, without any, its message."""

    rule: str
    section: str
    text: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Report:
    """One linted file. `places[i]` belongs to `findings[i]` and is None where the finding has no span.

    `located` gives the places of all other spans that the findings name: related ones, and those of edits.

    In `text` the words of secret findings are starred out. `known` are the findings that a baseline silenced, `gone` those it
    holds that were not found again. `model`: version of the classifier that labelled the sentences, empty where none did. `body`
    and `dated`: the body that reports and the date of the report, as far as the text says.
    """

    path: str
    format: str
    digest: str
    text: str
    title: str
    year: int | None
    level: Level | None
    profile: str
    sections: tuple[Section, ...] = ()
    passages: tuple[Passage, ...] = ()
    headings: tuple[Heading, ...] = ()
    sentences: tuple[LabelledSentence, ...] = ()
    findings: tuple[Finding, ...] = ()
    places: tuple[Place | None, ...] = ()
    failures: tuple[Failure, ...] = ()
    located: Mapping[Span, Place] = field(default_factory=dict)
    known: tuple[Known, ...] = ()
    gone: tuple[Known, ...] = ()
    model: str = ""
    body: str = ""
    dated: datetime.date | None = None

    def count(self, severity: Severity) -> int:
        """Return how many findings have `severity`."""
        return sum(finding.severity is severity for finding in self.findings)


def unread(path: str, message: str, details: str = "") -> Report:
    """Return the report of a file that could not be linted."""
    return Report(path, "", "", "", "", None, None, "", failures=(Failure("", message, details),))
