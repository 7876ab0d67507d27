"""A whole audit: the files that have no line yet are linted, then everything else is made of the lines."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from filelock import FileLock, Timeout

from checker import __version__, cache
from checker.audit import copies, work
from checker.audit.collection import Entry, Gathered
from checker.audit.dashboard import write
from checker.audit.journal import PAGE, Journal, Lines
from checker.audit.pool import Pool
from checker.audit.record import Record, Status
from checker.audit.region import same_name
from checker.audit.score import Score, Sheet, score
from checker.audit.tables import Tables
from checker.audit.work import Task
from checker.batch import Way, read_bytes, reason
from checker.errors import ReadError, UsageError
from checker.readers import read
from checker.reporters.web import Explanation
from checker.text.sentences import split
from checker.text.span import Span

if TYPE_CHECKING:
    import datetime

_DIED = "检查这个文件的进程意外退出了（文件损坏，或者内存不够）"
_ABSENT = "清单里写的文件不存在"
_SILENT = "清单里有这个单位，没有找到它的报告"
_OTHER_YEAR = "清单里有这个单位，没有找到它{}年度的报告，只有{}的"
_LOCK = ".checker-audit.lock"

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Order:
    """What to audit and where to put it.

    `way` gives how a file is linted; `explanations`: rule name → what the page says of it; `name`: what to call the
    collection. `stop` tells when to begin nothing further. `sheet`: by what reports are given points, if at all.
    `references`: documents of superiors, which all may quote.
    """

    gathered: Gathered
    way: Callable[[Path], Way]
    output: Path
    explanations: Mapping[str, Explanation]
    name: str = ""
    resume: bool = False
    stop: Callable[[], bool] = lambda: False
    sheet: Sheet | None = None
    references: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """How many reports were read, and of which the reviewer should know at once; `copied`: pairs of reports."""

    read: int
    failed: int
    missing: int
    passed: int
    late: int
    empty: int
    copied: int


class Progress(Protocol):
    """What is shown while a step runs: it passes on what it is given."""

    def __call__(self, items: Iterable[_Item], total: int | None, step: str) -> Iterable[_Item]:
        """Return `items`, of which there are `total` (None: not known); `step` says what is being done."""


def audit(order: Order, pool: Pool, progress: Progress = lambda items, _, __: items) -> Summary:
    """Audit a collection and write the results into `order.output`.

    Raises UsageError for wrong settings, for a reference that cannot be read and while another audit writes there, OSError when the results cannot be
    written, KeyboardInterrupt when `order.stop` said so: what was done is kept for the next time.
    """
    common = [_sentences(path) for path in order.references]
    tasks = _tasks(order)
    order.output.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(order.output / _LOCK, timeout=0):
            return _audit(order, tasks, common, pool, progress)
    except Timeout as error:
        raise UsageError(f"另一次检查正在往“{order.output}”里写，等它做完，或者用 --output 另写一个文件夹") from error


def _audit(order: Order, tasks: Sequence[Task], common: Sequence[list[str]], pool: Pool, progress: Progress) -> Summary:
    journal = Journal(order.output, resume=order.resume)
    try:
        for _ in progress(_lint(order, tasks, journal, pool), len(order.gathered.entries), "检查"):
            pass
        _heed(order)
        records = _put_in_order(order.gathered, journal)
    finally:
        journal.close()
    pairs = copies.find(records, common, lambda bind, todo: progress(pool.in_order(bind, todo), None, "比对"))
    counts: Counter[str] = Counter()

    def counted() -> Iterator[Record]:
        for record in progress(records, len(records), "汇总"):
            _heed(order)
            counts[record.status] += 1
            counts["late"] += record.late is True
            counts["empty"] += record.empty
            yield record

    def grade(record: Record) -> Score | None:
        points = score(record, order.sheet) if order.sheet else None
        tables.add(record, points)
        return points

    with Tables(order.output) as tables:
        page = order.output / PAGE
        write(page, counted(), order.explanations, __version__, pairs=pairs, grade=grade, name=order.name)
        for pair in pairs:
            tables.add_pair(pair)
    return Summary(
        read=counts[Status.READ],
        failed=counts[Status.FAILED],
        missing=counts[Status.MISSING],
        passed=counts[Status.PASSED] + counts[Status.ARCHIVE],
        late=counts["late"],
        empty=counts["empty"],
        copied=len(pairs),
    )


def _heed(order: Order) -> None:
    if order.stop():
        raise KeyboardInterrupt


def _sentences(path: Path) -> list[str]:
    """Return the sentences of a document that all may quote. Raises UsageError where it cannot be read."""
    try:
        text = read(read_bytes(path), path.name).text
    except (OSError, ReadError) as error:
        why = reason(error) if isinstance(error, OSError) else error
        raise UsageError(f"上级文件“{path}”：{why}") from error
    return [sentence.of(text) for sentence in split(text, Span(0, len(text)))]


def _tasks(order: Order) -> list[Task]:
    """Return a task for each file that is to be linted. Raises UsageError and ModelError where its settings are wrong."""
    product = cache.product()
    entries = [entry for entry in order.gathered.entries if not entry.passed]
    ways: dict[Way, Way] = {}  # the same for thousands of files
    tasks = []
    for entry in entries:
        way = order.way(Path(entry.path))
        tasks.append(Task(entry, ways.setdefault(way, way), product))
    for way in ways:
        way.plan()
    return tasks


def _lint(order: Order, tasks: Sequence[Task], journal: Journal, pool: Pool) -> Iterator[str]:
    """Yield the name of each file as soon as it has a line that holds."""
    for entry in order.gathered.entries:
        if entry.passed:
            status = Status.ARCHIVE if entry.archive else Status.PASSED
            journal.add(work.not_examined(entry, status, entry.passed))
            yield entry.name
    todo: list[Task] = []
    for task in tasks:
        if len(journal) and journal.holds(task.entry.name, task.key_now()):
            yield task.entry.name
        else:
            todo.append(task)
    for task, line in pool.each(work.examine, itertools.takewhile(lambda _: not order.stop(), todo)):
        journal.add(line or work.not_examined(task.entry, Status.FAILED, _DIED))
        yield task.entry.name


def _put_in_order(gathered: Gathered, journal: Journal) -> Lines:
    """Put the lines in the order of their paths, after them those of the bodies that have sent nothing."""
    received: dict[str, datetime.date | None] = {entry.name: entry.declared.received for entry in gathered.entries}
    senders: dict[str, list[str]] = defaultdict(list)
    for path in received:
        senders[same_name(journal.head(path).body)].append(path)
    missing: dict[tuple[str, str, int | None], tuple[Entry, str]] = {}
    for row in gathered.rest:
        declared, name = row.declared, same_name(row.declared.body)
        sent = [] if row.path else senders[name]
        own = [path for path in sent if declared.year is None or journal.head(path).year in (None, declared.year)]
        for path in own:
            received[path] = received[path] or declared.received
        if not own:
            others = "、".join(sorted({f"{journal.head(path).year}年度" for path in sent}))
            why = _ABSENT if row.path else _OTHER_YEAR.format(declared.year, others) if sent else _SILENT
            missing.setdefault((row.path, name, declared.year), (Entry(row.path, declared), why))
    told = sorted(missing.values(), key=lambda found: (found[0].path, found[0].declared.body))
    return journal.finish(received, (work.not_examined(entry, Status.MISSING, why) for entry, why in told))
