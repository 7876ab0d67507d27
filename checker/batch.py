"""Many files: which ones, each under a guard of its own, in order, on one process or several."""

import dataclasses
import errno
import functools
import os
import stat
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from checker import engine
from checker.config import Settings
from checker.engine import Plan
from checker.errors import ReadError, UsageError
from checker.model import Document, Report, unread
from checker.readers import OTHER_DRAFTS, SUFFIXES, read, suffixes

if TYPE_CHECKING:
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
# of files that differ in their suffix only, those that come first are drafts and the others copies made of them
_COPIES = (".pdf", ".html", ".htm")
_ORDER = dict.fromkeys(SUFFIXES, 0) | dict.fromkeys(OTHER_DRAFTS, 1) | dict.fromkeys(_COPIES, 2)
_SAVED_WITH_PAGE = ("_files", ".files")  # folders that browsers put beside a saved page
_MOST_PASSES = 10  # a fix may lay bare another slip; two that undo each other must not go on for ever


@dataclass(frozen=True, slots=True)
class Way:
    """How a file is linted; small and picklable, so that a worker can make its own `Plan` of it.

    `model`: folder of the model (None: the one shipped). `labels`: label the sentences though no rule asks for it.
    `only_labels`: label them and run no rule. `previous`: last year's report (None: nothing is compared). `all_known`: every
    finding counts as known, in order to write a baseline.
    """

    settings: Settings
    model: Path | None = None
    labels: bool = False
    only_labels: bool = False
    previous: Path | None = None
    all_known: bool = False

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


def drafts(path: Path) -> list[Path]:
    """Return the drafts in `path`: itself when it is no folder, else every file below it that can be read, by name.

    Hidden folders, the lock files of Word (`~$…`) and what a browser saves beside a page are passed over, and so is a
    copy: a PDF or web page beside a draft of the same name, a .doc beside a .docx. Raises ReadError when a folder holds
    none.
    """
    try:
        if not path.is_dir():
            return [path]
        next(path.iterdir(), None)  # a folder that may not be read is no empty one
    except OSError as error:
        raise ReadError(reason(error)) from error
    found = _chosen(path)
    if not found:
        raise ReadError(f"文件夹里没有可以检查的稿件（支持 {' '.join(SUFFIXES)}）")
    return found


def passed_over(path: Path) -> list[tuple[Path, str]]:
    """Return the files in the folder `path` that may be reports but are not linted, by name, and why not."""
    try:
        if not path.is_dir():
            return []
    except OSError:
        return []  # `drafts` says so
    chosen, readable = set(_chosen(path)), suffixes()
    return [
        (file, "已检查同名的稿件" if file.suffix.lower() in readable else "请换成 .docx")
        for file in _files(path)
        if file not in chosen
    ]


def _files(path: Path) -> Iterator[Path]:
    """Yield every file below `path` that may be a report, by name."""
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not name.endswith(_SAVED_WITH_PAGE)
        )
        for name in sorted(names):
            file = Path(folder, name)
            if file.suffix.lower() in _ORDER and not name.startswith((".", "~$")):
                yield file


def _chosen(path: Path) -> list[Path]:
    """Return the files below `path` that are linted: those that can be read, without copies."""
    readable = suffixes()
    files = [file for file in _files(path) if file.suffix.lower() in readable]
    first: dict[Path, int] = {}
    for file in files:
        first[file.with_suffix("")] = min(_ORDER[file.suffix.lower()], first.get(file.with_suffix(""), len(_ORDER)))
    return [file for file in files if _ORDER[file.suffix.lower()] == first[file.with_suffix("")]]


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


def lint_draft(draft: Draft) -> Report:
    """Lint one file; whatever goes wrong becomes a failure of its report, and the other files go on."""
    return fix_draft(draft, None).report


def fix_draft(draft: Draft, fixing: Fixing | None) -> Outcome:
    """Lint one file and fix it, in memory, until nothing is left to fix; failures as `lint_draft`. None: fix nothing."""
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


def run(todo: Sequence[Draft], jobs: int = 1) -> Iterator[Report]:
    """Yield the report of each draft of `todo`, in order, on `jobs` processes (1: this one)."""
    return _each(lint_draft, todo, jobs)


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
        yield from Parallel(n_jobs=jobs, return_as="generator")(tasks)
    except (BrokenExecutor, OSError) as error:
        raise UsageError("检查进程意外退出，没有查完；请改用 --jobs 1") from error
