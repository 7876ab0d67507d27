"""What the user named: files, folders, standard input; and what could not be read of it."""

import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker import batch, walk
from checker.batch import Draft, Way
from checker.cli import streams
from checker.errors import ReadError
from checker.model import Report
from checker.readers import OTHER_DRAFTS
from checker.reporters.layout import shown_path
from checker.walk import Exclusion

if TYPE_CHECKING:
    from checker.cache import Cache

STDIN = "-"


def todo(
    names: Sequence[str],
    stdin_name: str | None,
    way: Callable[[Path], Way],
    configured: Callable[[Path], Exclusion | None] = lambda _: None,
    outputs: Collection[Path] = (),
) -> Iterator[Draft | Report]:
    """Yield what `names` lead to, each file once; a name that leads nowhere gives the report of its failure.

    `stdin_name` is the file name of standard input, where one was given; `way` gives how files of a folder are linted,
    `configured` what its configuration leaves out. `outputs` are files that this run writes: no drafts.
    """
    seen = set(map(os.path.realpath, outputs))
    for name in names:
        unreadable: list[OSError] = []
        try:
            if name == STDIN:
                shown = stdin_name or STDIN
                yield Draft(shown, way(folder(shown)), streams.standard_input())
                continue
            for path in walk.files(Path(name), configured, unreadable.append):
                same = os.path.realpath(path)
                if same in seen:
                    continue
                seen.add(same)
                if path.suffix.lower() in OTHER_DRAFTS and str(path) != str(Path(name)):
                    streams.note(f"{shown_path(str(path))}：没有检查，请换成 .docx")
                else:
                    yield Draft(str(path), way(folder(str(path))))
        except ReadError as error:
            yield batch.unread(name, str(error))
        except OSError as error:
            yield batch.unread(name, batch.reason(error))
        yield from (batch.unread(str(trouble.filename), batch.reason(trouble)) for trouble in unreadable)


def folder(name: str) -> Path:
    """Return the folder `name`, or the one in which it lies."""
    path = Path(name).absolute()
    return path if path.is_dir() else path.parent


def lint(
    items: Sequence[Draft | Report],
    jobs: int = 1,
    cache: "Cache | None" = None,
    *,
    quiet: bool = False,
    verbose: bool = False,
) -> list[Report]:
    """Lint the drafts of `items` and return all reports in order; a bar shows how far it is, on a terminal only.

    What `cache` holds is not linted again. Raises UsageError and ModelError for wrong settings.
    """
    if cache:
        items = [(isinstance(item, Draft) and batch.recall(item, cache)) or item for item in items]
    drafts = [item for item in items if isinstance(item, Draft)]
    if cache and verbose:
        kept = sum(isinstance(item, Report) and not item.failures for item in items)
        streams.note(f"{kept}个文件没有改动，用上次的结果；{len(drafts)}个文件要检查")
    done = batch.run(drafts, jobs, cache)
    if not quiet and len(drafts) > 1 and sys.stderr.isatty():
        done = _with_bar(done, len(drafts))
    return [next(done) if isinstance(item, Draft) else item for item in items]


def _with_bar(reports: Iterator[Report], total: int) -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import track

    return iter(track(reports, "正在检查", total=total, console=Console(stderr=True), transient=True))


def note_failures(reports: Iterable[Report], *, verbose: bool) -> bool:
    """Say on standard error what could not be done, one line each, and return whether there was anything."""
    failures = [(report.path, failure) for report in reports for failure in report.failures]
    for path, failure in failures:
        streams.note(f"{shown_path(path)}：{failure.message}")
        if verbose and failure.details:
            streams.note(failure.details.rstrip(), lines=True)
    return bool(failures)
