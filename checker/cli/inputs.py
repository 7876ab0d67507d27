"""What the user named: files, folders, standard input; and what could not be read of it."""

import dataclasses
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from checker import batch
from checker.batch import Draft, Fixing, Outcome, Way
from checker.cli import streams
from checker.errors import ReadError
from checker.model import Report, unread
from checker.reporters.layout import shown_path

STDIN = "-"
_Result = TypeVar("_Result")
_ADDRESSES = ("http://", "https://")


def todo(
    names: Sequence[str], stdin_name: str | None, way: Callable[[Path], Way], *, quiet: bool = False
) -> Iterator[Draft | Report]:
    """Yield what `names` lead to, each file once; a name that leads nowhere gives the report of its failure.

    `stdin_name` is the file name of standard input, where one was given; `way` gives how a file is linted;
    `quiet`: say nothing of the files passed over.
    """
    seen = set()
    for name in names:
        if name.lower().startswith(_ADDRESSES):
            yield unread(name, "本工具不联网，请先在浏览器里把网页另存为 .html 文件，再检查这个文件")
            continue
        try:
            if name == STDIN:
                shown = stdin_name or STDIN
                yield Draft(shown, way(Path(shown)), streams.standard_input())
                continue
            for path, why in () if quiet else batch.passed_over(Path(name)):
                streams.note(f"{shown_path(str(path))}：没有检查，{why}")
            for path in batch.drafts(Path(name)):
                if path not in seen:
                    seen.add(path)
                    yield Draft(str(path), way(path))
        except ReadError as error:
            yield unread(name, str(error))


def lint(items: Sequence[Draft | Report], jobs: int = 1, *, quiet: bool = False) -> list[Report]:
    """Lint the drafts of `items` and return all reports in order; a bar shows how far it is, on a terminal only.

    Raises UsageError and ModelError for wrong settings before any file is linted.
    """
    drafts = _planned(items)
    done = _watched(batch.run(drafts, jobs), len(drafts), quiet=quiet)
    return [next(done) if isinstance(item, Draft) else item for item in items]


def fix(
    items: Sequence[Draft | Report], fixing: Fixing, jobs: int = 1, *, quiet: bool = False
) -> Iterator[tuple[Draft | Report, Outcome]]:
    """Yield each of `items` with what becomes of it; no file is written. Else as `lint`."""
    drafts = _planned(items)
    done = _watched(batch.fix(drafts, fixing, jobs), len(drafts), quiet=quiet)
    for item in items:
        yield item, next(done) if isinstance(item, Draft) else Outcome(item, item)


def _planned(items: Sequence[Draft | Report]) -> list[Draft]:
    drafts = [item for item in items if isinstance(item, Draft)]
    ways: dict[Way, set[Way]] = {}
    for draft in drafts:
        ways.setdefault(dataclasses.replace(draft.way, previous=None), set()).add(draft.way)
    for general, particular in ways.items():
        # where files have reports of last year of their own, each is read with its file and can fail alone
        (particular.pop() if len(particular) == 1 else general).plan()
    return drafts


def _watched(done: Iterator[_Result], total: int, *, quiet: bool) -> Iterator[_Result]:
    if quiet or total <= 1 or not sys.stderr.isatty():
        return done
    from rich.console import Console
    from rich.progress import track

    return iter(track(done, "正在检查", total=total, console=Console(stderr=True), transient=True))


def note_failures(reports: Iterable[Report], *, verbose: bool) -> bool:
    """Say on standard error what could not be done, one line each, and return whether there was anything."""
    failures = [(report.path, failure) for report in reports for failure in report.failures]
    for path, failure in failures:
        streams.note(f"{shown_path(path)}：{failure.message}")
        if verbose and failure.details:
            streams.note(failure.details.rstrip(), lines=True)
    return bool(failures)
