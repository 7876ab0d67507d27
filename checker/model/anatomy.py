"""What a report is made of: headings, parts by meaning, sentences, and facts about the report itself."""

import bisect
import datetime
import operator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from checker.text.headings import HeadingNumber
from checker.text.span import Span

T = TypeVar("T")


class PartKind(StrEnum):
    """The meaning of a part; the four mandatory ones carry the requirement ids C1 to C4."""

    TITLE = "title"
    ADDRESSEE = "addressee"
    PREAMBLE = "preamble"
    ACHIEVEMENTS = "achievements"
    SHORTCOMINGS = "shortcomings"
    RESPONSIBILITY = "responsibility"
    PLAN = "plan"
    OTHER = "other"
    SIGNATURE = "signature"

    @property
    def chinese(self) -> str:
        """The Chinese name shown to users."""
        return _PART_TITLES[self]


_PART_TITLES = {
    PartKind.TITLE: "标题",
    PartKind.ADDRESSEE: "主送机关",
    PartKind.PREAMBLE: "导语",
    PartKind.ACHIEVEMENTS: "举措和成效",
    PartKind.SHORTCOMINGS: "不足和原因",
    PartKind.RESPONSIBILITY: "第一责任人",
    PartKind.PLAN: "下一年安排",
    PartKind.OTHER: "其他",
    PartKind.SIGNATURE: "落款",
}


class Level(StrEnum):
    """The level of the body that reports."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    DEPARTMENT = "department"

    @property
    def chinese(self) -> str:
        """The Chinese name shown to users."""
        return _LEVEL_TITLES[self]


_LEVEL_TITLES = {
    Level.PROVINCE: "省级政府",
    Level.CITY: "市级政府",
    Level.COUNTY: "县级政府",
    Level.TOWNSHIP: "乡镇（街道）",
    Level.DEPARTMENT: "部门",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading. `number` is what stands before the words (“一、”, “（二）”, “3.”), empty where there is none."""

    span: Span
    number: str
    title: str
    level: int  # 1: 一、  2: （一）  3: 1.  4: （1）
    ordinal: int  # value of the number, 0 without one
    run_in: bool  # stands inside a paragraph, not on a line of its own


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the report by its meaning; `span` holds heading and text up to the next part."""

    kind: PartKind
    heading: Heading | None
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that is labelled, with the kind of part it stands in and the headings above it, outermost first.

    `heads`: in a table, the words of the cells that say what its cell holds, outermost first.
    """

    span: Span
    part: PartKind
    headings: tuple[str, ...]
    paragraph: int  # ordinal of the block it stands in
    heads: tuple[str, ...] = ()

    def words(self, text: str) -> str:
        """Return its words, those of its heads before them: “受理复议申请 41件”."""
        return " ".join((*self.heads, self.span.of(text)))


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """Something read from the text, with the words that say so (None: given by the caller)."""

    value: T
    evidence: Span | None


@dataclass(frozen=True, slots=True)
class Facts:
    """Report year, level, reporting body and date of the report, each None where the text does not say."""

    year: Fact[int] | None = None
    level: Fact[Level] | None = None
    body: Fact[str] | None = None
    dated: Fact[datetime.date] | None = None


@dataclass(frozen=True, slots=True)
class Anatomy:
    """Outline, parts, sentences and facts of one document.

    `numbering` holds every number that orders the text, those of headings and those of numbered sentences.
    """

    outline: tuple[Heading, ...]
    numbering: tuple[HeadingNumber, ...]
    parts: tuple[Part, ...]
    sentences: tuple[Sentence, ...]
    facts: Facts

    def inside(self, span: Span) -> slice:
        """Return which of `sentences`, as a slice, stand in `span`; they are in the order of the text."""
        starts = operator.attrgetter("span.start")
        return slice(
            bisect.bisect_left(self.sentences, span.start, key=starts),
            bisect.bisect_left(self.sentences, span.end, key=starts),
        )

    def part(self, kind: PartKind) -> Part | None:
        """Return the first part of `kind`, or None."""
        return next((part for part in self.parts if part.kind is kind), None)
