"""The tables of an audit, as Parquet files: what columns they have, and a writer that takes one record after the other."""

import contextlib
import functools
import os
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

import pyarrow as pa
import pyarrow.parquet as pq

from checker.audit.pair import Pair, Passage
from checker.audit.record import FindingRow, Record, Status
from checker.audit.region import places
from checker.audit.score import Score
from checker.model import CATEGORIES, Category, Level, PartKind, Role, Severity
from checker.rules import by_name
from checker.rules.page import page

ENUM = pa.dictionary(pa.int16(), pa.string())  # words out of a small number, stored as numbers
_TEXT, _WHOLE, _DAY, _TRUTH = pa.string(), pa.int32(), pa.date32(), pa.bool_()
_SHARE, _EXACT = pa.float32(), pa.float64()
_PASSAGE = pa.struct(
    [
        ("first_text", _TEXT),
        ("second_text", _TEXT),
        ("first_start", _WHOLE),
        ("first_stop", _WHOLE),
        ("second_start", _WHOLE),
        ("second_stop", _WHOLE),
        ("characters", _WHOLE),
    ]
)
_ROWS = 1 << 15  # of a row group: what is held in memory of a table, some ten megabytes at most


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, type, meaning (Chinese), how it is told from a row, and whether it may be empty."""

    name: str
    kind: pa.DataType
    what: str
    of: Callable[[Any], object]
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table, which is the file `name`.parquet; `what` says of what its rows are (Chinese)."""

    name: str
    what: str
    columns: tuple[Column, ...]

    @property
    def schema(self) -> pa.Schema:
        """The schema of the file; each field carries the meaning of its column as `description`."""
        fields = [
            pa.field(column.name, column.kind, column.nullable, {"description": column.what}) for column in self.columns
        ]
        return pa.schema(fields, {"description": self.what})


class _Filed(NamedTuple):
    """A row of `reports`."""

    report: int
    record: Record
    score: Score | None


class _Row(NamedTuple):
    """A row of a table of things that a report has several of: its ordinal, theirs, and the thing."""

    report: int
    number: int
    value: Any


class _Share(NamedTuple):
    """How many of the `total` sentences of a report are of `category`."""

    category: Category
    sentences: int
    total: int


def _column(name: str, kind: pa.DataType, what: str, *, nullable: bool = False) -> Column:
    """Return the column that holds the field of the same name."""
    return Column(name, kind, what, attrgetter(f"value.{name}"), nullable)


def _scalar(name: str, kind: pa.DataType, what: str, *, nullable: bool = False) -> Column:
    """Return the column of `reports` that holds the field of the same name of the record."""
    return Column(name, kind, what, attrgetter(f"record.{name}"), nullable)


def _place(rank: int, name: str, what: str) -> Column:
    told = f"地区里的{what}；看不出的为空文字"
    return Column(name, _TEXT, told, lambda row: places(row.record.region)[rank])


def _told(words: Iterable[Status | Level | Severity | PartKind | Role]) -> str:
    return "、".join(f"{word.value} {word.chinese}" for word in words)


def _severity(name: str, severity: Severity) -> Column:
    what = f"其中{severity.chinese}多少处"
    return Column(name, _WHOLE, what, lambda row: sum(one.severity is severity for one in row.record.findings))


def _part(kind: PartKind) -> Column:
    what = f"有没有“{kind.chinese}”部分；没有检查的为空"
    return Column(f"has_{kind.value}", _TRUTH, what, functools.partial(_has, kind), nullable=True)


def _has(kind: PartKind, row: _Filed) -> bool | None:
    if row.record.status is not Status.READ:
        return None
    return any(section.kind is kind for section in row.record.sections)


@functools.cache
def _title(rule: str) -> str:
    known = by_name()
    return page(known[rule]).title if rule in known else rule


def _passage(passage: Passage) -> dict[str, object]:
    return {
        "first_text": passage.first_text,
        "second_text": passage.second_text,
        "first_start": passage.first_sentences[0],
        "first_stop": passage.first_sentences[1],
        "second_start": passage.second_sentences[0],
        "second_stop": passage.second_sentences[1],
        "characters": passage.characters,
    }


_REPORT = Column("report", _WHOLE, "哪份报告：reports 表里的序号", attrgetter("report"))
_NUMBER = Column("number", _WHOLE, "在这份报告里的序号，从0起", attrgetter("number"))
REPORTS = Table(
    "reports",
    "每行一份报告、一个没有检查的文件，或者清单里一个没有报送的单位",
    (
        Column(
            "report", _WHOLE, "序号，从0起，按路径的先后，没有报送的在最后；其他各表用它指这一行", attrgetter("report")
        ),
        _scalar("path", _TEXT, "文件路径；没有报送的为空，或者是清单里写的路径"),
        _scalar(
            "status",
            ENUM,
            f"结果：{_told(Status)}",
        ),
        _scalar("body", _TEXT, "单位"),
        _scalar(
            "level",
            ENUM,
            f"层级：{_told(Level)}；看不出的为空",
            nullable=True,
        ),
        _scalar("year", _WHOLE, "报告年度；看不出的为空", nullable=True),
        _scalar("region", _TEXT, "地区：省、市、县的名称连写；看不出的为空文字"),
        _place(0, "province", "省"),
        _place(1, "city", "市"),
        _place(2, "county", "县"),
        _scalar("title", _TEXT, "标题"),
        _scalar("format", ENUM, "文件格式：docx、pdf……"),
        _scalar("profile", ENUM, "按哪一个规范档案检查"),
        _scalar("dated", _DAY, "报告上的日期；没有写的为空", nullable=True),
        _scalar("received", _DAY, "清单上的收到日期；没有的为空", nullable=True),
        _scalar("due", _DAY, "期限，应当在这一天之前报送；定不了的为空", nullable=True),
        _scalar("late", _TRUTH, "是否逾期：有收到日期的看收到日期，否则看报告上的日期；判断不了的为空", nullable=True),
        _scalar("days_late", _WHOLE, "逾期多少天，按期的为0；判断不了的为空", nullable=True),
        _scalar("empty", _TRUTH, "能读，但是写举措和成效的最多两句"),
        _scalar("characters", _WHOLE, "字数，不算空白"),
        Column("sentences", _WHOLE, "多少句", lambda row: len(row.record.sentences)),
        Column("figures", _WHOLE, "多少个数字", lambda row: len(row.record.figures)),
        Column("findings", _WHOLE, "检查出多少处问题", lambda row: len(row.record.findings)),
        _severity("errors", Severity.ERROR),
        _severity("warnings", Severity.WARNING),
        _severity("infos", Severity.INFO),
        _part(PartKind.ACHIEVEMENTS),
        _part(PartKind.SHORTCOMINGS),
        _part(PartKind.RESPONSIBILITY),
        _part(PartKind.PLAN),
        Column(
            "score",
            _EXACT,
            "得分，0到100；没有打分、没有检查的为空",
            lambda row: row.score.total if row.score else None,
            nullable=True,
        ),
        Column(
            "failure",
            _TEXT,
            "没有检查或者没有检查完的原因；没有的为空",
            lambda row: "；".join(failure.message for failure in row.record.failures) or None,
            nullable=True,
        ),
        _scalar("sha256", _TEXT, "文件内容的摘要：相同的是同一个文件"),
    ),
)
FINDINGS = Table(
    "findings",
    "每行一处问题",
    (
        _REPORT,
        _NUMBER,
        _column("rule", ENUM, "规则"),
        Column("title", ENUM, "规则的名称", lambda row: _title(row.value.rule)),
        Column("rule_group", ENUM, "规则组", attrgetter("value.group")),
        _column("severity", ENUM, f"级别：{_told(Severity)}"),
        _column("message", _TEXT, "什么问题"),
        _column("excerpt", _TEXT, "原文；缺少某项内容的为空文字"),
        Column("place", _TEXT, "在哪里：第3段、第12行……；没有位置的为空", lambda row: _label(row.value), nullable=True),
        _column("occurrences", _WHOLE, "同一毛病在全文有多少处"),
        _column("confidence", _SHARE, "把握，0到1"),
    ),
)


def _label(finding: FindingRow) -> str | None:
    return finding.place.label if finding.place else None


SENTENCES = Table(
    "sentences",
    "每行一句",
    (
        _REPORT,
        _NUMBER,
        _column("text", _TEXT, "文字；个人信息已经用星号盖住"),
        _column("start", _WHOLE, "在全文的起点，以字计，从0起"),
        Column("stop", _WHOLE, "在全文的终点，不含这个字", attrgetter("value.end")),
        _column("section", ENUM, f"所在部分：{_told(PartKind)}"),
        _column("category", ENUM, "内容类别，名称见 categories 表"),
        _column("confidence", _SHARE, "类别的把握，0到1；低于0.6的不宜采信"),
        _column("also", pa.list_(_TEXT), "还涉及的类别"),
        _column(
            "role",
            ENUM,
            f"作用：{_told(Role)}",
        ),
        _column("role_confidence", _SHARE, "作用的把握，0到1"),
        _column("paragraph", _WHOLE, "所在段落的序号，从0起"),
        _column("block", ENUM, "段落的种类：paragraph 段落、heading 标题、cell 表格、note 脚注、box 文本框"),
    ),
)
SHARES = Table(
    "categories",
    "每份检查过的报告12行，一个内容类别一行，没有写到的也有",
    (
        _REPORT,
        _column("category", ENUM, "内容类别"),
        Column("title", ENUM, "类别的名称", attrgetter("value.category.chinese")),
        _column("sentences", _WHOLE, "多少句"),
        Column(
            "share",
            _SHARE,
            "占全文句数的比例，0到1；没有句子的为空",
            lambda row: row.value.sentences / row.value.total if row.value.total else None,
            nullable=True,
        ),
    ),
)
FIGURES = Table(
    "figures",
    "每行一个数字；年份、序数、文号不算",
    (
        _REPORT,
        _NUMBER,
        _column("sentence", _WHOLE, "在哪一句：sentences 表里的 number"),
        _column("text", _TEXT, "文字"),
        _column("start", _WHOLE, "在全文的起点，以字计，从0起"),
        Column("stop", _WHOLE, "在全文的终点，不含这个字", attrgetter("value.end")),
        _column(
            "kind",
            ENUM,
            "种类：count 件数人数、percent 百分数、fraction 分数、points 百分点、money 金额、measure 度量、number 其他",
        ),
        _column("value", _EXACT, "数值，“万”“亿”已经换算；不是一个数的（数百、3至5名）为空", nullable=True),
        _column("unit", ENUM, "单位；没有的为空文字"),
        _column("exact", _TRUTH, "是不是准确数"),
        _column("about", _TEXT, "说的是什么，原文前后的词"),
        _column("change", ENUM, "增减：up 增、down 减；不是增减的为空", nullable=True),
        _column("past", _TRUTH, "说的是往年"),
    ),
)
COPIES = Table(
    "copies",
    "每行两份有相同文字的报告",
    (
        _column("first", _WHOLE, "一份：reports 表里的序号"),
        _column("second", _WHOLE, "另一份，序号较大"),
        _column("first_share", _SHARE, "相同的文字占前一份的比例，0到1"),
        _column("second_share", _SHARE, "占后一份的比例"),
        _column("sentences", _WHOLE, "相同的有多少句"),
        _column("characters", _WHOLE, "相同的有多少字"),
        Column(
            "passages",
            pa.list_(_PASSAGE),
            "相同的各段，长的在前：first_text、second_text 两份里的文字，first_start、first_stop、second_start、second_stop"
            " 是哪些句（sentences 表里的 number，不含 stop 这一句），characters 字数",
            lambda row: list(map(_passage, row.value.passages)),
        ),
    ),
)
SCORES = Table(
    "scores",
    "每行一份报告在打分表一项上的得分；没有用 --score 的没有行",
    (
        _REPORT,
        _NUMBER,
        Column("item", ENUM, "打分表里这一项的编号", attrgetter("value.item.id")),
        Column("title", ENUM, "名称", attrgetter("value.item.title")),
        Column("item_group", ENUM, "归在哪一组", attrgetter("value.item.group")),
        Column("points", _EXACT, "满分多少", attrgetter("value.item.points")),
        _column("won", _EXACT, "得了多少"),
        Column("reasons", pa.list_(_TEXT), "为什么扣分", lambda row: [reason.text for reason in row.value.reasons]),
    ),
)
TABLES = (REPORTS, FINDINGS, SENTENCES, SHARES, FIGURES, COPIES, SCORES)


class _File:
    """One table being written: rows are gathered, column by column, into row groups."""

    def __init__(self, table: Table, folder: Path) -> None:
        self._table = table
        self._path = folder / f"{table.name}.parquet"
        self._new = folder / f".checker-{table.name}.tmp"  # what a killed run has left is written over
        self._held: list[list[object]] = [[] for _ in table.columns]
        self._file = self._new.open("wb")
        self._writer = pq.ParquetWriter(
            self._file,
            table.schema,
            compression="zstd",
            use_dictionary=[column.name for column in table.columns if column.kind == ENUM],
        )

    def add(self, rows: Iterable[object]) -> None:
        """Add rows of whatever the columns are told from."""
        rows = list(rows)
        for held, column in zip(self._held, self._table.columns, strict=True):
            held.extend(map(column.of, rows))
        if len(self._held[0]) >= _ROWS:
            self._flush()

    def _flush(self) -> None:
        schema = self._table.schema
        arrays = [pa.array(held, field.type) for held, field in zip(self._held, schema, strict=True)]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=schema), row_group_size=_ROWS)
        for held in self._held:
            held.clear()

    def finish(self) -> None:
        """Write what is left."""
        if self._held[0]:
            self._flush()
        self._writer.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def show(self) -> None:
        """Put the finished file in its place."""
        self._new.replace(self._path)

    def drop(self) -> None:
        """Leave nothing behind."""
        if not self._file.closed:
            with contextlib.suppress(OSError), self._file:  # a writer that is not closed does it when it is forgotten
                self._writer.close()
        self._new.unlink(missing_ok=True)


class Tables:
    """Writes the tables into `folder`; they take the place of older ones when the `with` block has ended well.

    Equal records give equal files. Raises OSError where the folder cannot be written to.
    """

    def __init__(self, folder: Path) -> None:
        """Open the files under names of their own."""
        self._files = {table.name: _File(table, folder) for table in TABLES}
        self._reports = 0

    def __enter__(self) -> Self:
        """Return the tables."""
        return self

    def add(self, record: Record, score: Score | None = None) -> None:
        """Add the next record in the order of the paths, and its points where there are any."""
        report = self._reports
        self._reports += 1
        several: tuple[tuple[Table, Iterable[object]], ...] = (
            (FINDINGS, record.findings),
            (SENTENCES, record.sentences),
            (SHARES, _shares(record)),
            (FIGURES, record.figures),
            (SCORES, score.items if score else ()),
        )
        self._files[REPORTS.name].add([_Filed(report, record, score)])
        for table, values in several:
            self._files[table.name].add(_Row(report, number, value) for number, value in enumerate(values))

    def add_pair(self, pair: Pair) -> None:
        """Add two reports that share text; the ordinals are those in which the records were added."""
        self._files[COPIES.name].add([_Row(pair.first, 0, pair)])

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Finish the files and put them all in their places, or leave nothing after an error."""
        files = self._files.values()
        try:
            if kind is None:
                for file in files:
                    file.finish()
                for file in files:
                    file.show()
        finally:
            for file in files:
                file.drop()


def _shares(record: Record) -> list[_Share]:
    if record.status is not Status.READ:
        return []
    found = Counter(sentence.category for sentence in record.sentences)
    return [_Share(category, found[category], len(record.sentences)) for category in CATEGORIES]
