"""What an audit keeps of one file: a line of `results.jsonl`, which holds the document of the `json` format and more.

Everything after the linting (tables, scores, copies, dashboard) is made of these lines alone.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from checker.model import BlockKind, Category, Level, PartKind, Role, Severity


class Status(StrEnum):
    """What became of a file, or of a body that should have sent one."""

    READ = "read"
    FAILED = "failed"  # it could not be read, or killed the process that read it
    ARCHIVE = "archive"  # listed, not unpacked
    PASSED = "passed"  # a copy of another file, or of a format that cannot be read here
    MISSING = "missing"  # the manifest names a body without a report

    @property
    def chinese(self) -> str:
        """The Chinese name shown to users."""
        return _STATUS_TITLES[self]


_STATUS_TITLES = {
    Status.READ: "已检查",
    Status.FAILED: "读不了",
    Status.ARCHIVE: "压缩包",
    Status.PASSED: "略过",
    Status.MISSING: "没有报送",
}


_NEXT_TO_NOTHING = 2  # sentences; the shortest of real reports have thirty


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A part of a report; `start` and `end` are code points of its text."""

    kind: PartKind
    heading: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """Where a finding stands, in words: “第3段”."""

    label: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding; `excerpt` holds the words it is about, personal data starred out; `place` None where it has none."""

    rule: str
    group: str
    severity: Severity
    message: str
    excerpt: str
    place: PlaceRow | None
    occurrences: int
    confidence: float


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """A labelled sentence; confidences are probabilities (0…1). `paragraph`: ordinal of the block it stands in."""

    text: str
    start: int
    end: int
    section: PartKind
    category: Category
    confidence: float
    also: tuple[Category, ...]
    role: Role
    role_confidence: float
    paragraph: int
    block: BlockKind


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure: its words, kind (`FigureKind`), value in `unit` (None: the text gives no single one), and what it counts.

    `sentence`: ordinal of its sentence. `change`: “up” or “down” where it is the change of an amount. `past`: it belongs to
    an earlier period. `start` and `end`: code points of the report's text.
    """

    text: str
    start: int
    end: int
    kind: str
    value: float | None
    unit: str
    exact: bool
    about: str
    change: str | None
    past: bool
    sentence: int


@dataclass(frozen=True, slots=True)
class FailureRow:
    """Something that could not be done: the file not read (`rule` None) or a rule that failed."""

    rule: str | None
    message: str


@dataclass(frozen=True, slots=True)
class Record:
    """One file of the collection. `key`: digest of all that the line depends on, so that a later run knows whether it still holds.

    `path`: as the collection names it. `body`, `level`, `year`, `region`: of the manifest, else of the text, the file name
    or the folders. `dated`: the date in the text; `received`: the one in the manifest; `due`: the day before which the
    report was due. `characters`: of the text, without white space.
    """

    path: str
    key: str
    status: Status
    format: str = ""
    sha256: str = ""
    title: str = ""
    body: str = ""
    level: Level | None = None
    year: int | None = None
    region: str = ""
    profile: str = ""
    dated: datetime.date | None = None
    received: datetime.date | None = None
    due: datetime.date | None = None
    characters: int = 0
    sections: tuple[SectionRow, ...] = ()
    findings: tuple[FindingRow, ...] = ()
    sentences: tuple[SentenceRow, ...] = ()
    figures: tuple[FigureRow, ...] = ()
    failures: tuple[FailureRow, ...] = ()

    @property
    def arrived(self) -> datetime.date | None:
        """The day it came in, or the one it bears."""
        return self.received or self.dated

    @property
    def late(self) -> bool | None:
        """Whether it came in on or after the day before which it was due; None where that cannot be told."""
        return None if self.days_late is None else self.days_late > 0

    @property
    def days_late(self) -> int | None:
        """How many days after the last that was in time it came in, 0 where it was in time; None where that cannot be told."""
        return max(0, (self.arrived - self.due).days + 1) if self.arrived and self.due else None

    @property
    def empty(self) -> bool:
        """Whether a report that could be read tells of next to nothing that was done: of measures and results, two sentences at most."""
        told = sum(sentence.role in (Role.MEASURE, Role.RESULT) for sentence in self.sentences)
        return self.status is Status.READ and told <= _NEXT_TO_NOTHING


_DECODER = msgspec.json.Decoder(Record)


def decode(line: bytes) -> Record:
    """Return the record in a line. Raises msgspec.DecodeError for what is none."""
    return _DECODER.decode(line)


def with_arrival(line: bytes, received: datetime.date | None) -> bytes:
    """Return `line` with the day on which the report came in."""
    table = msgspec.json.decode(line)
    return msgspec.json.encode(table | {"received": received})
