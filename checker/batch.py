"""Many files, each under a guard of its own, in order, on one process or several; what did not change is remembered."""

import contextlib
import dataclasses
import errno
import functools
import signal
import stat
import threading
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from checker.config import Settings
from checker.errors import ReadError, UsageError
from checker.model import Failure, Report
from checker.readers import read

if TYPE_CHECKING:  # rules, law and model are loaded only for what is not in the cache
    from checker.cache import Cache
    from checker.engine import Plan

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


@dataclass(frozen=True, slots=True)
class Way:
    """How a file is linted; small and picklable, so that a worker can make its own `Plan` of it.

    `model`: folder of the model (None: the one shipped). `labels`: label the sentences though no rule asks for it.
    `only_labels`: label them and run no rule. `previous`: last year's report (None: nothing is compared), `stamp`: what
    changes when that file does, since a plan is made once for each way.
    """

    settings: Settings
    model: Path | None = None
    labels: bool = False
    only_labels: bool = False
    previous: Path | None = None
    stamp: int = 0

    def plan(self) -> "Plan":
        """Return the plan, made once a process. Raises as `engine.plan`, UsageError for a previous report that is unreadable."""
        return _plan(self)


@dataclass(frozen=True, slots=True)
class Draft:
    """A file to lint: its path as reports show it, how, and its bytes where they came from standard input."""

    path: str
    way: Way
    data: bytes | None = None

    @property
    def telling_name(self) -> str:
        """What its report depends on of its path: a waiver is for files of one name, else the format is all."""
        return self.path if self.way.settings.waivers else PurePath(self.path).suffix.lower()


@functools.lru_cache(maxsize=8)
def _plan(way: Way) -> "Plan":
    from checker import engine

    previous = None
    if way.previous:
        try:
            previous = read(read_bytes(way.previous), way.previous.name)
        except OSError as error:
            raise UsageError(f"--previous {way.previous}：{reason(error)}") from error
        except ReadError as error:
            raise UsageError(f"--previous {way.previous}：{error}") from error
    plan = engine.plan(way.settings, model=way.model, labels=way.labels or way.only_labels, previous=previous)
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


def lint_draft(draft: Draft, cache: "Cache | None" = None) -> Report:
    """Lint one file; whatever goes wrong with it becomes a failure of its report, and the other files go on.

    `cache`: where the report is kept for the next time, if anywhere. Raises UsageError and ModelError as `Way.plan`.
    """
    from checker import engine

    plan = draft.way.plan()
    try:
        data = read_bytes(Path(draft.path)) if draft.data is None else draft.data
        report = engine.lint(read(data, draft.path), plan, draft.path)
    except ReadError as error:
        return unread(draft.path, str(error))
    except OSError as error:
        return unread(draft.path, reason(error))
    except Exception as error:  # noqa: BLE001 - the guard around one file: its failure must not cost the others
        return unread(draft.path, f"处理时出错（{type(error).__name__}：{error}）", traceback.format_exc())
    if cache and draft.data is None and not report.failures:
        cache.put(data, draft.telling_name, draft.way, report)
    return report


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


def unread(path: str, message: str, details: str = "") -> Report:
    """Return the report of a file that could not be linted."""
    return Report(path, "", "", "", "", None, None, "", failures=(Failure("", message, details),))


def run(todo: Sequence[Draft], jobs: int = 1, cache: "Cache | None" = None) -> Iterator[Report]:
    """Yield the report of each draft of `todo`, in order, on `jobs` processes (1: this one).

    `cache` as in `lint_draft`. Raises UsageError and ModelError for wrong settings, UsageError when a process dies.
    """
    if min(jobs, len(todo)) <= 1:
        yield from (lint_draft(draft, cache) for draft in todo)
        return
    from joblib import Parallel, delayed

    tasks = (delayed(lint_draft)(draft, cache) for draft in todo)
    try:
        with _workers_uninterrupted():
            reports = Parallel(n_jobs=jobs, return_as="generator")(tasks)
        yield from reports
    except (BrokenExecutor, OSError) as error:
        raise UsageError("检查进程意外退出，没有查完；请改用 --jobs 1") from error


@contextlib.contextmanager
def _workers_uninterrupted() -> Iterator[None]:
    """Processes started meanwhile hear no Ctrl-C: this process ends them, and they need not complain as well."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # a process inherits what is ignored
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
