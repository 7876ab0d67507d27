"""What the page holds: columns with a value a report, and packs of details."""

import base64
import datetime
import functools
import statistics
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from checker.audit.pair import Pair, Passage
from checker.audit.record import FindingRow, Record, Status
from checker.audit.score import ItemScore, Score
from checker.law import load
from checker.model import CATEGORIES, Level, PartKind, Severity
from checker.reporters.web import Explanation
from checker.reporters.web.standalone import data, visible

_PACK = 100  # reports, or pairs, that are packed and unpacked together
_EXCERPT = 80  # characters of a finding's words
_SENTENCE = 300  # characters of what is said of a report
_PASSAGES = 6  # of a pair
_PASSAGE = 400  # characters of one
_MANDATORY = (PartKind.ACHIEVEMENTS, PartKind.SHORTCOMINGS, PartKind.RESPONSIBILITY, PartKind.PLAN)
_EPOCH = datetime.date(1970, 1, 1)
_FOUND, _BURIED, _ABSENT, _UNASKED, _UNREAD = "f", "b", "a", "u", " "


@dataclass(slots=True)
class Columns:
    """A value a report. `folder`, `region`, `level` and `status` are ordinals in the lists of names, days are counted from 1970.

    `folder` and `file`: the path; `late`: days after the last that was in time; `parts`: a letter for each mandatory part (`_FOUND` …); `categories`: a column each,
    of sentences. None where something is not known.
    """

    name: list[str] = field(default_factory=list)
    folder: list[int] = field(default_factory=list)
    file: list[str] = field(default_factory=list)
    region: list[int] = field(default_factory=list)
    level: list[int | None] = field(default_factory=list)
    year: list[int | None] = field(default_factory=list)
    status: list[int] = field(default_factory=list)
    characters: list[int] = field(default_factory=list)
    findings: list[int] = field(default_factory=list)
    failures: list[int] = field(default_factory=list)
    score: list[float | None] = field(default_factory=list)
    arrived: list[int | None] = field(default_factory=list)
    due: list[int | None] = field(default_factory=list)
    late: list[int | None] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    categories: tuple[list[int], ...] = field(default_factory=lambda: tuple([] for _ in CATEGORIES))


@dataclass(frozen=True, slots=True)
class Tally:
    """A rule, its findings counted, and the reports concerned: the first's ordinal, then the steps to the next."""

    rule: str
    title: str
    group: str
    why: str
    advice: str
    findings: int
    steps: tuple[int, ...]


@dataclass(slots=True)
class PairColumns:
    """A value a pair; `first` and `second` are ordinals of reports, shares 0…1."""

    first: list[int]
    second: list[int]
    first_share: list[float]
    second_share: list[float]
    characters: list[int]
    sentences: list[int]


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the page needs before somebody looks at a single report or pair."""

    pack: int
    levels: tuple[str, ...]
    statuses: tuple[tuple[Status, str], ...]
    categories: tuple[tuple[str, str], ...]
    parts: tuple[str, ...]
    severities: tuple[tuple[Severity, str], ...]
    scored: bool
    folders: tuple[str, ...]
    regions: tuple[str, ...]
    reports: Columns
    rules: tuple[Tally, ...]
    pairs: PairColumns


class Point(msgspec.Struct, frozen=True, array_like=True):
    """A finding as the page of a report tells it, an array to be small; `excerpt` is empty where the message quotes it."""

    rule: str
    severity: Severity
    message: str
    excerpt: str
    place: str
    occurrences: int


class Item(msgspec.Struct, frozen=True, array_like=True):
    """An item of the score, an array to be small: points won and possible, and why not more.

    A reason is the ordinal of a finding, None where it tells of none, and what is said after the message of that finding.
    """

    title: str
    won: float
    points: float
    reasons: tuple[tuple[int | None, str], ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """What only the page of a report shows."""

    title: str
    format: str
    profile: str
    dated: str
    received: str
    sections: tuple[tuple[str, str], ...]
    findings: tuple[Point, ...]
    failures: tuple[str, ...]
    score: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Copied:
    """The words that a pair shares: those of the first report and of the second, and how many passages are left out."""

    passages: tuple[tuple[str, str], ...]
    more: int


class Content:
    """The content of a page, made while it is written: `packs` first, which lets the records pass by, then the rest."""

    def __init__(
        self,
        records: Iterable[Record],
        explanations: Mapping[str, Explanation],
        pairs: Sequence[Pair],
        grade: Callable[[Record], Score | None] | None,
    ) -> None:
        """Take what the page is about; nothing is asked of `records` yet."""
        self._records = records
        self._explanations = explanations
        self._pairs = sorted(
            pairs, key=lambda pair: (-max(pair.first_share, pair.second_share), pair.first, pair.second)
        )
        self._grade = grade
        self._columns = Columns()
        self._folders: dict[str, int] = {}
        self._regions: dict[str, int] = {}
        self._concerned: dict[str, list[int]] = {}
        self._found: dict[str, int] = {}

    def packs(self) -> Iterator[tuple[str, str]]:
        """Yield the packs of details, deflated, each with the id it is known by."""
        yield from _packs("reports", map(self._add, self._records))
        yield from _packs("pairs", map(_copied, self._pairs))

    def _add(self, record: Record) -> Detail:
        """Put `record` into the columns and return the rest of it."""
        columns, score = self._columns, self._grade(record) if self._grade else None
        ordinal = len(columns.name)
        columns.name.append(visible(record.body or record.title or record.path))
        folder, slash, file = visible(record.path).rpartition("/")
        columns.folder.append(self._folders.setdefault(folder + slash, len(self._folders)))
        columns.file.append(file)
        columns.region.append(self._regions.setdefault(visible(record.region), len(self._regions)))
        columns.level.append(list(Level).index(record.level) if record.level else None)
        columns.year.append(record.year)
        columns.status.append(list(Status).index(record.status))
        columns.characters.append(record.characters)
        columns.findings.append(len(record.findings))
        columns.failures.append(len(record.failures))
        columns.score.append(round(score.total, 1) if score else None)
        columns.arrived.append((record.arrived - _EPOCH).days if record.arrived else None)
        columns.due.append((record.due - _EPOCH).days if record.due else None)
        columns.late.append(record.days_late)
        columns.empty.append(int(record.empty))
        columns.parts.append(_parts(record))
        said = [sentence.category for sentence in record.sentences]
        for category, column in zip(CATEGORIES, columns.categories, strict=True):
            column.append(said.count(category))
        for finding in record.findings:
            self._found[finding.rule] = self._found.get(finding.rule, 0) + 1
        for rule in {finding.rule for finding in record.findings}:
            self._concerned.setdefault(rule, []).append(ordinal)
        return _detail(record, score)

    @property
    def overview(self) -> str:
        """The overview as JSON. Complete when the packs are."""
        whole = Overview(
            pack=_PACK,
            levels=tuple(level.chinese for level in Level),
            statuses=tuple((status, status.chinese) for status in Status),
            categories=tuple((category.value, category.chinese) for category in CATEGORIES),
            parts=tuple(kind.chinese for kind in _MANDATORY),
            severities=tuple((severity, severity.chinese) for severity in Severity),
            scored=any(score is not None for score in self._columns.score),
            folders=tuple(self._folders),
            regions=tuple(self._regions),
            reports=self._columns,
            rules=tuple(self._tally(rule) for rule in sorted(self._concerned)),
            pairs=PairColumns(
                first=[pair.first for pair in self._pairs],
                second=[pair.second for pair in self._pairs],
                first_share=[round(pair.first_share, 3) for pair in self._pairs],
                second_share=[round(pair.second_share, 3) for pair in self._pairs],
                characters=[pair.characters for pair in self._pairs],
                sentences=[pair.sentences for pair in self._pairs],
            ),
        )
        return data(msgspec.json.encode(whole).decode())

    def _tally(self, rule: str) -> Tally:
        name = visible(rule)
        told = self._explanations.get(rule, Explanation(name, "", "", ""))
        reports = self._concerned[rule]
        steps = (last - first for first, last in zip([0, *reports], reports, strict=False))
        return Tally(name, told.title, told.group, told.why, told.advice, self._found[rule], tuple(steps))

    @property
    def numbers(self) -> list[tuple[str, str, str]]:
        """The numbers at the top: the filter each leads to (empty: none), what it counts, the number. Complete when the packs are."""
        columns = self._columns
        of = {status: columns.status.count(number) for number, status in enumerate(Status)}
        scores = [score for score in columns.score if score is not None]
        return [
            ("", "文件", f"{len(columns.status) - of[Status.MISSING]:,}"),
            ("", "已检查", f"{of[Status.READ]:,}"),
            ("late", "逾期", f"{sum(1 for late in columns.late if late):,}"),
            ("empty", "空白", f"{sum(columns.empty):,}"),
            ("copied", "雷同（对）", f"{len(self._pairs):,}"),
            ("missing", "没有报送", f"{of[Status.MISSING]:,}"),
            ("failed", "读不了", f"{of[Status.FAILED]:,}"),
            ("passed", "压缩包、略过", f"{of[Status.ARCHIVE] + of[Status.PASSED]:,}"),
            *([("", "得分中位数", f"{statistics.median(scores):.1f}")] if scores else []),
        ]


def _packs(name: str, values: Iterable[Detail] | Iterable[Copied]) -> Iterator[tuple[str, str]]:
    """Yield `values` in packs of `_PACK`, in the zlib format, which browsers have been able to inflate for the longest time."""
    pack: list[Detail | Copied] = []
    number = 0
    for value in values:
        pack.append(value)
        if len(pack) == _PACK:
            yield f"{name}-{number}", _packed(pack)
            pack, number = [], number + 1
    if pack:
        yield f"{name}-{number}", _packed(pack)


def _packed(values: Sequence[Detail | Copied]) -> str:
    return base64.b64encode(zlib.compress(msgspec.json.encode(values), 9)).decode()


def _parts(record: Record) -> str:
    """Return a letter for each mandatory part. One that is not there counts as absent where a finding says so only."""
    if record.status is not Status.READ:
        return _UNREAD * len(_MANDATORY)
    found = {section.kind for section in record.sections}
    told = {
        rule: [_named(finding.message) for finding in record.findings if finding.rule == rule]
        for rule in ("missing-section", "buried-section")
    }
    buried = {kind for kinds in told["buried-section"] for kind in kinds} - found
    gone = [kind for kind in _MANDATORY if kind not in found | buried]
    absent = {kind for kinds in told["missing-section"] for kind in kinds}
    if len(told["missing-section"]) == len(gone):  # whatever a house's own requirements call them
        absent.update(gone)
    states = {kind: _ABSENT if kind in absent else _UNASKED for kind in gone}
    states |= dict.fromkeys(buried, _BURIED) | dict.fromkeys(found, _FOUND)
    return "".join(states[kind] for kind in _MANDATORY)


@functools.lru_cache
def _named(message: str) -> tuple[PartKind, ...]:
    """Return the parts that `message` names in quotation marks as the requirements do."""
    return tuple(kind for title, kind in _titles().items() if f"“{title}”" in message)


@functools.cache
def _titles() -> Mapping[str, PartKind]:
    """Return what the requirements call the parts."""
    asked = (one.params for one in load().requirements if one.rule in ("missing-section", "buried-section"))
    return {str(params["title"]): PartKind(str(params["part"])) for params in asked}


def _detail(record: Record, score: Score | None) -> Detail:
    return Detail(
        title=_shown(record.title),
        format=visible(record.format),
        profile=visible(record.profile),
        dated=record.dated.isoformat() if record.dated else "",
        received=record.received.isoformat() if record.received else "",
        sections=tuple((section.kind.chinese, _shown(section.heading)) for section in record.sections),
        findings=tuple(_point(finding) for finding in record.findings),
        failures=tuple(_shown(failure.message) for failure in record.failures),
        score=tuple(_item(item, record.findings) for item in score.items) if score else (),
    )


def _point(finding: FindingRow) -> Point:
    return Point(
        rule=visible(finding.rule),
        severity=finding.severity,
        message=_shown(finding.message),
        excerpt="" if finding.excerpt in finding.message else _shown(finding.excerpt, _EXCERPT),
        place=visible(finding.place.label) if finding.place else "",
        occurrences=finding.occurrences,
    )


def _item(score: ItemScore, findings: Sequence[FindingRow]) -> Item:
    reasons = tuple(_reason(reason.text, findings) for reason in score.reasons)
    return Item(_shown(score.item.title), score.won, score.item.points, reasons)


def _reason(text: str, findings: Sequence[FindingRow]) -> tuple[int | None, str]:
    """Return `text` without the message it begins with, which the page has already."""
    for ordinal, finding in enumerate(findings):
        if len(finding.message) <= _SENTENCE and text.startswith(finding.message):
            return ordinal, _shown(text.removeprefix(finding.message))
    return None, _shown(text)


def _copied(pair: Pair) -> Copied:
    return Copied(tuple(_words(passage) for passage in pair.passages[:_PASSAGES]), len(pair.passages[_PASSAGES:]))


def _words(passage: Passage) -> tuple[str, str]:
    return _shown(passage.first_text, _PASSAGE), _shown(passage.second_text, _PASSAGE)


def _shown(text: str, most: int = _SENTENCE) -> str:
    """Return at most the first `most` characters of `text`, without any that would act instead of being seen."""
    return visible(text if len(text) <= most else f"{text[:most]}……")
