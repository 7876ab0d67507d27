"""What the user named: files, folders, standard input; and what could not be read of it."""

import argparse
import dataclasses
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from checker import batch, walk
from checker.batch import Draft, Fixing, Outcome, Way
from checker.cli import streams
from checker.errors import ReadError
from checker.model import Report, unread
from checker.reporters.layout import shown_path
from checker.walk import Exclusion

if TYPE_CHECKING:
    from checker.cache import Cache

STDIN = "-"
_Result = TypeVar("_Result")
_ADDRESSES = ("http://", "https://")


def todo(
    names: Sequence[str],
    stdin_name: str | None,
    way: Callable[[Path], Way],
    configured: Callable[[Path], Exclusion | None] = lambda _: None,
    outputs: Collection[Path] = (),
    *,
    quiet: bool = False,
) -> Iterator[Draft | Report]:
    """Yield what `names` lead to, each file once; a name that leads nowhere gives the report of its failure.

    `stdin_name` is the file name of standard input, where one was given; `way` gives how a file is linted, `configured`
    what the configuration of a folder leaves out. `outputs` are files and folders that this run writes: no drafts.
    `quiet`: say nothing of the files passed over.
    """
    seen = set()

    def pass_over(path: Path, why: str) -> None:
        if not quiet:
            streams.note(f"{shown_path(str(path))}：没有检查，{why}")

    for name in names:
        if name.lower().startswith(_ADDRESSES):
            yield unread(name, "本工具不联网，请先在浏览器里把网页另存为 .html 文件，再检查这个文件")
            continue
        unreadable: list[OSError] = []
        try:
            if name == STDIN:
                shown = stdin_name or STDIN
                yield Draft(shown, way(Path(shown)), streams.standard_input())
                continue
            for path in walk.files(Path(name), configured, outputs, unreadable.append, pass_over):
                same = os.path.realpath(path)
                if same not in seen:
                    seen.add(same)
                    yield Draft(str(path), way(path))
        except ReadError as error:
            yield unread(name, str(error))
        except OSError as error:
            yield unread(name, batch.reason(error))
        yield from (unread(str(trouble.filename), batch.reason(trouble)) for trouble in unreadable)


def folder(path: Path) -> Path:
    """Return the folder `path`, or the one in which it lies, as a path from the root."""
    path = Path(os.path.abspath(path))  # noqa: PTH100 - `..` leads up, and links stay what they are
    return path if path.is_dir() else path.parent


def configuration(options: argparse.Namespace, folder: Path) -> Path | None:
    """Return the configuration file that goes for `folder`, if any. Raises UsageError as `config.find`."""
    from checker import config

    return options.config or (None if options.isolated else config.find(folder))


def lint(
    items: Sequence[Draft | Report],
    jobs: int = 1,
    cache: "Cache | None" = None,
    *,
    quiet: bool = False,
    verbose: bool = False,
) -> list[Report]:
    """Lint the drafts of `items` and return all reports in order; a bar shows how far it is, on a terminal only.

    What `cache` holds is not linted again. Raises UsageError and ModelError for wrong settings before any file is linted.
    """
    if cache:
        items = [(isinstance(item, Draft) and batch.recall(item, cache)) or item for item in items]
    drafts = _planned(items)
    if cache and verbose:
        kept = sum(isinstance(item, Report) and not item.failures for item in items)
        streams.note(f"{kept}个文件没有改动，用上次的结果；{len(drafts)}个文件要检查")
    done = _with_bar(batch.run(drafts, jobs, cache), len(drafts), quiet=quiet)
    return [next(done) if isinstance(item, Draft) else item for item in items]


def fix(
    items: Sequence[Draft | Report], fixing: Fixing, jobs: int = 1, *, quiet: bool = False
) -> Iterator[tuple[Draft | Report, Outcome]]:
    """Yield each of `items` with what becomes of it; no file is written. Else as `lint`."""
    drafts = _planned(items)
    done = _with_bar(batch.fix(drafts, fixing, jobs), len(drafts), quiet=quiet)
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


def _with_bar(done: Iterator[_Result], total: int, *, quiet: bool) -> Iterator[_Result]:
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
