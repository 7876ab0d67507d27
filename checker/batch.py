"""Many files, each under a guard of its own, in order, on one process or several; what did not change is remembered."""

import contextlib
import dataclasses
import errno
import functools
import signal
import stat
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, TypeVar

from checker.config import Settings
from checker.errors import ReadError, UsageError
from checker.model import Document, Report, unread
from checker.readers import read
from checker.resources import stamp

if TYPE_CHECKING:  # rules, law and model are loaded only for what is not in the cache
    from checker.cache import Cache
    from checker.engine import Plan
    from checker.writers.fix import Fixed

_Result = TypeVar("_Result")
_OS_ERRORS = (
    (FileNotFoundError, "找不到文件"),
    (PermissionError, "没有权限读取"),
    (IsADirectoryError, "这是文件夹，不是文件"),
)
_OS_NUMBERS = {
    errno.ENAMETOOLONG: "名称太长",
    errno.ENOSPC: "磁盘满了",
    errno.ELOOP: "链接绕成了圈",
    errno.EMFILE: "打开的文件太多",
}
_LARGEST = 200 << 20
_MOST_PASSES = 10  # a fix may lay bare another slip; two that undo each other must not go on for ever


@dataclass(frozen=True, slots=True)
class Way:
    """How a file is linted; small and picklable, so that a worker can make its own `Plan` of it.

    `model`: folder of the model (None: the one shipped). `labels`: label the sentences though no rule asks for it.
    `only_labels`: label them and run no rule. `previous`: last year's report (None: nothing is compared). `all_known`: every
    finding counts as known, in order to write a baseline. `stamp`: that of each of `sources` (`with_stamp`); a plan is made
    once for each way, so that it must be another way when one of them changes.
    """

    settings: Settings
    model: Path | None = None
    labels: bool = False
    only_labels: bool = False
    previous: Path | None = None
    all_known: bool = False
    stamp: tuple[int, ...] = ()

    @property
    def sources(self) -> tuple[Path, ...]:
        """The files besides the draft and the model that its report depends on."""
        named = (self.previous, self.settings.baseline, *self.settings.requirements, *self.settings.terms)
        return tuple(path for path in named if path)

    def with_stamp(self) -> "Way":
        """Return this way as it is now that its sources are what they are."""
        return dataclasses.replace(self, stamp=tuple(map(stamp, self.sources)))

    def plan(self) -> "Plan":
        """Return the plan, made once a process. Raises as `engine.plan`, UsageError for a previous report that is unreadable."""
        if self.settings.level is None and self.settings.year is None:
            return _plan(self)
        # a collection holds reports of every level, and a plan knows level and year by its settings alone
        general = dataclasses.replace(self.settings, level=None, year=None)
        return dataclasses.replace(_plan(dataclasses.replace(self, settings=general)), settings=self.settings)


@dataclass(frozen=True, slots=True)
class Draft:
    """A file to lint: its path as reports show it, how, and its bytes where they came from standard input."""

    path: str
    way: Way
    data: bytes | None = None

    @property
    def telling_name(self) -> str:
        """What its report depends on of its path: the format, and what waivers and baseline know it by."""
        waivers, baseline = self.way.settings.waivers, self.way.settings.baseline
        name = self.path if waivers else PurePath(self.path).suffix.lower()
        return f"{name}\n{Path(self.path).absolute()}\n{baseline.absolute()}" if baseline else name


@functools.lru_cache(maxsize=8)
def _plan(way: Way) -> "Plan":
    from checker import engine

    previous = None
    if way.previous:
        try:
            previous = read(read_bytes(way.previous), way.previous.name)
        except OSError as error:
            raise UsageError(f"上一年的报告“{way.previous}”：{reason(error)}") from error
        except ReadError as error:
            raise UsageError(f"上一年的报告“{way.previous}”：{error}") from error
    plan = engine.plan(
        way.settings,
        model=way.model,
        labels=way.labels or way.only_labels,
        previous=previous,
        all_known=way.all_known,
    )
    return dataclasses.replace(plan, rules=()) if way.only_labels else plan


def recall(draft: Draft, cache: "Cache") -> Report | None:
    """Return the report of a draft that did not change since it was last linted the same way, None where there is none."""
    if draft.data is not None:
        return None  # standard input
    try:
        report = cache.get(read_bytes(Path(draft.path)), draft.telling_name, draft.way)
    except (OSError, ReadError):
        return None  # linting it will say so
    return report and dataclasses.replace(report, path=draft.path)


@dataclass(frozen=True, slots=True)
class Fixing:
    """How drafts are fixed: with `unsafe` fixes too; in Word files as `tracked` changes."""

    unsafe: bool = False
    tracked: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a draft gave: the report of what is wrong with it, after it was fixed where that was asked for.

    `data`: its bytes after fixing, None where it was not read. `count`: how many places were changed. `before`: the
    report of what it was like, and `old` its bytes.
    """

    report: Report
    before: Report
    data: bytes | None = None
    old: bytes | None = None
    count: int = 0


def lint_draft(draft: Draft, cache: "Cache | None" = None) -> Report:
    """Lint one file; whatever goes wrong becomes a failure of its report, and the other files go on.

    `cache`: where the report is kept for the next time, if anywhere.
    """
    outcome = fix_draft(draft, None)
    if cache and draft.data is None and outcome.data is not None and not outcome.report.failures:
        cache.put(outcome.data, draft.telling_name, draft.way, outcome.report)
    return outcome.report


def fix_draft(draft: Draft, fixing: Fixing | None) -> Outcome:
    """Lint one file and fix it, in memory, until nothing is left to fix; failures as `lint_draft`. None: fix nothing."""
    from checker import engine

    try:
        data = old = read_bytes(Path(draft.path)) if draft.data is None else draft.data
        document = read(data, draft.path, layout=engine.reads_layout(draft.way.settings))
        plan = draft.way.plan()
        report = before = engine.lint(document, plan, draft.path)
        count = 0
        for _ in range(_MOST_PASSES):
            if fixing is None:
                break
            fixed = _fixed(draft, data, document, report, fixing)
            if not fixed.count:
                break
            data, document, count = fixed.data, fixed.document, count + fixed.count
            report = engine.lint(document, plan, draft.path)
    except (ReadError, UsageError) as error:  # the latter of last year's report, where every file has its own
        failed = unread(draft.path, str(error))
    except OSError as error:
        failed = unread(draft.path, reason(error))
    except Exception as error:  # noqa: BLE001 - the guard around one file: its failure must not cost the others
        failed = unread(draft.path, f"处理时出错（{type(error).__name__}：{error}）", traceback.format_exc())
    else:
        return Outcome(report, before, data, old, count)
    return Outcome(failed, failed)


def _fixed(draft: Draft, data: bytes, document: Document, report: Report, fixing: Fixing) -> "Fixed":
    from checker.writers import fix  # a plain lint does without

    return fix.fix(data, draft.path, document, report.findings, unsafe=fixing.unsafe, tracked=fixing.tracked)


def read_bytes(path: Path) -> bytes:
    """Return the contents of a draft. Raises ReadError for what is no ordinary file or too large for one, OSError."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise ReadError("这是文件夹，不是文件" if stat.S_ISDIR(found.st_mode) else "不是普通文件")
    if found.st_size > _LARGEST:
        raise ReadError(f"文件太大（超过 {_LARGEST >> 20} MB）")
    return path.read_bytes()


def reason(error: OSError) -> str:
    """Return in Chinese why a file cannot be read."""
    known = next((words for kind, words in _OS_ERRORS if isinstance(error, kind)), "")
    return known or _OS_NUMBERS.get(error.errno or 0, f"无法读取（{error.strerror}）")


def run(todo: Sequence[Draft], jobs: int = 1, cache: "Cache | None" = None) -> Iterator[Report]:
    """Yield the report of each draft of `todo`, in order, on `jobs` processes (1: this one); `cache` as in `lint_draft`.

    Raises UsageError when a process dies.
    """
    return _each(functools.partial(lint_draft, cache=cache), todo, jobs)


def fix(todo: Sequence[Draft], fixing: Fixing, jobs: int = 1) -> Iterator[Outcome]:
    """Yield what becomes of each draft of `todo` as `run` does; no file is written."""
    return _each(functools.partial(fix_draft, fixing=fixing), todo, jobs)


def _each(work: Callable[[Draft], _Result], todo: Sequence[Draft], jobs: int) -> Iterator[_Result]:
    if min(jobs, len(todo)) <= 1:
        yield from map(work, todo)
        return
    from joblib import Parallel, delayed

    tasks = (delayed(work)(draft) for draft in todo)
    try:
        with workers_uninterrupted():
            done = Parallel(n_jobs=jobs, return_as="generator")(tasks)
        yield from done
    except (BrokenExecutor, OSError) as error:
        raise UsageError("检查进程意外退出，没有查完；请改用 --jobs 1") from error


@contextlib.contextmanager
def workers_uninterrupted() -> Iterator[None]:
    """Processes started meanwhile hear no Ctrl-C: this process ends them, and they need not complain as well."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # a process inherits what is ignored
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
