"""Many files: which ones, each under a guard of its own, in order, on one process or several."""

import dataclasses
import errno
import functools
import os
import stat
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from pathlib import Path

from checker import engine
from checker.config import Settings
from checker.engine import Plan
from checker.errors import ReadError, UsageError
from checker.model import Report, unread
from checker.readers import OTHER_DRAFTS, SUFFIXES, read

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
    `only_labels`: label them and run no rule. `previous`: last year's report (None: nothing is compared).
    """

    settings: Settings
    model: Path | None = None
    labels: bool = False
    only_labels: bool = False
    previous: Path | None = None

    def plan(self) -> Plan:
        """Return the plan, made once a process. Raises as `engine.plan`, UsageError for a previous report that is unreadable."""
        return _plan(self)


@dataclass(frozen=True, slots=True)
class Draft:
    """A file to lint: its path as reports show it, how, and its bytes where they came from standard input."""

    path: str
    way: Way
    data: bytes | None = None


@functools.lru_cache(maxsize=8)
def _plan(way: Way) -> Plan:
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


def drafts(path: Path) -> list[Path]:
    """Return the drafts in `path`: itself when it is no folder, else every supported file below it, by name.

    Hidden folders and the lock files of Word (`~$…`) are passed over. Raises ReadError when a folder holds none.
    """
    try:
        if not path.is_dir():
            return [path]
        next(path.iterdir(), None)  # a folder that may not be read is no empty one
    except OSError as error:
        raise ReadError(reason(error)) from error
    found = []
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(folder, name) for name in sorted(names) if _is_draft(name)]
    if not found:
        raise ReadError(f"文件夹里没有可以检查的稿件（支持 {' '.join(SUFFIXES)}）")
    return found


def passed_over(path: Path) -> list[Path]:
    """Return the files in the folder `path` that may be reports but cannot be read, such as .doc or .pdf, by name."""
    try:
        if not path.is_dir():
            return []
    except OSError:
        return []  # `drafts` says so
    return sorted(file for file in path.rglob("*") if file.suffix.lower() in OTHER_DRAFTS and file.name[:2] != "~$")


def _is_draft(name: str) -> bool:
    return Path(name).suffix.lower() in SUFFIXES and not name.startswith((".", "~$"))


def lint_draft(draft: Draft) -> Report:
    """Lint one file; whatever goes wrong becomes a failure of its report, and the other files go on."""
    try:
        data = read_bytes(Path(draft.path)) if draft.data is None else draft.data
        return engine.lint(read(data, draft.path), draft.way.plan(), draft.path)
    except ReadError as error:
        return unread(draft.path, str(error))
    except OSError as error:
        return unread(draft.path, reason(error))
    except Exception as error:  # noqa: BLE001 - the guard around one file: its failure must not cost the others
        return unread(draft.path, f"处理时出错（{type(error).__name__}：{error}）", traceback.format_exc())


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


def run(todo: Sequence[Draft], jobs: int = 1) -> Iterator[Report]:
    """Yield the report of each draft of `todo`, in order, on `jobs` processes (1: this one)."""
    if min(jobs, len(todo)) <= 1:
        yield from map(lint_draft, todo)
        return
    from joblib import Parallel, delayed

    tasks = (delayed(lint_draft)(draft) for draft in todo)
    try:
        yield from Parallel(n_jobs=jobs, return_as="generator")(tasks)
    except (BrokenExecutor, OSError) as error:
        raise UsageError("检查进程意外退出，没有查完；请改用 --jobs 1") from error
