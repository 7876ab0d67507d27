"""A whole audit: the files that have no line yet are linted, then everything else is made of the lines."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from checker import cache
from checker.audit import work
from checker.audit.collection import Entry, Gathered
from checker.audit.journal import Journal, Lines
from checker.audit.pool import Pool
from checker.audit.record import Status
from checker.audit.region import same_name
from checker.audit.work import Task
from checker.batch import Way

if TYPE_CHECKING:
    import datetime

_DIED = "检查这个文件的进程意外退出了（文件损坏，或者内存不够）"
_ABSENT = "清单里写的文件不存在"
_SILENT = "清单里有这个单位，没有找到它的报告"

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Order:
    """What to audit and where to put it: `way` gives how a file is linted."""

    gathered: Gathered
    way: Callable[[Path], Way]
    output: Path
    resume: bool = False


class Progress(Protocol):
    """What is shown while a step runs: it passes on what it is given."""

    def __call__(self, items: Iterable[_Item], total: int, step: str) -> Iterable[_Item]:
        """Return `items`, of which there are `total`; `step` says what is being done."""


def audit(order: Order, pool: Pool, progress: Progress = lambda items, _, __: items) -> Lines:
    """Audit a collection and write the results into `order.output`.

    Raises UsageError for wrong settings, and when the folder holds what a stopped run has left and `order.resume` does not
    take it up; OSError when the results cannot be written.
    """
    order.output.mkdir(parents=True, exist_ok=True)
    journal = Journal(order.output, resume=order.resume)
    try:
        for _ in progress(_lint(order, journal, pool), len(order.gathered.entries), "检查"):
            pass
        return _put_in_order(order.gathered, journal)
    finally:
        journal.close()


def _lint(order: Order, journal: Journal, pool: Pool) -> Iterator[str]:
    """Yield the path of each file as soon as it has a line that holds."""
    product = cache.product()
    todo: list[Task] = []
    for entry in order.gathered.entries:
        if entry.passed:
            status = Status.ARCHIVE if entry.archive else Status.PASSED
            journal.add(work.not_examined(entry, status, entry.passed))
            yield entry.path
            continue
        task = Task(entry, order.way(Path(entry.path)), product)
        if len(journal) and journal.holds(entry.path, task.key_now()):
            yield entry.path
        else:
            todo.append(task)
    for task, line in pool.each(work.examine, todo):
        journal.add(line or work.not_examined(task.entry, Status.FAILED, _DIED))
        yield task.entry.path


def _put_in_order(gathered: Gathered, journal: Journal) -> Lines:
    """Put the lines in the order of their paths, after them those of the bodies that have sent nothing."""
    received: dict[str, datetime.date | None] = {entry.path: entry.declared.received for entry in gathered.entries}
    senders: dict[str, list[str]] = defaultdict(list)
    for path in received:
        senders[same_name(journal.head(path).body)].append(path)
    missing = []
    for row in gathered.rest:
        own = [] if row.path else senders[same_name(row.declared.body)]
        own = [path for path in own if row.declared.year in (None, journal.head(path).year)]
        for path in own:
            received[path] = received[path] or row.declared.received
        if not own:
            missing.append((Entry(row.path, row.declared), _ABSENT if row.path else _SILENT))
    missing.sort(key=lambda found: (found[0].path, found[0].declared.body))
    return journal.finish(received, (work.not_examined(entry, Status.MISSING, why) for entry, why in missing))
