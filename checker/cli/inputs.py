"""What the user named: files, folders, standard input; and what could not be read of it."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from checker import batch
from checker.batch import Draft, Way
from checker.cli import streams
from checker.errors import ReadError
from checker.model import Report, unread
from checker.reporters.layout import shown_path

STDIN = "-"


def todo(
    names: Sequence[str], stdin_name: str | None, way: Callable[[Path], Way], *, quiet: bool = False
) -> Iterator[Draft | Report]:
    """Yield what `names` lead to, each file once; a name that leads nowhere gives the report of its failure.

    `stdin_name` is the file name of standard input, where one was given; `way` gives how files of a folder are linted;
    `quiet`: say nothing of the files passed over.
    """
    seen = set()
    for name in names:
        try:
            if name == STDIN:
                shown = stdin_name or STDIN
                yield Draft(shown, way(folder(shown)), streams.standard_input())
                continue
            for path in () if quiet else batch.passed_over(Path(name)):
                streams.note(f"{shown_path(str(path))}：没有检查，请换成 .docx")
            for path in batch.drafts(Path(name)):
                if path not in seen:
                    seen.add(path)
                    yield Draft(str(path), way(folder(str(path))))
        except ReadError as error:
            yield unread(name, str(error))


def folder(name: str) -> Path:
    """Return the folder `name`, or the one in which it lies."""
    path = Path(name).absolute()
    return path if path.is_dir() else path.parent


def lint(items: Sequence[Draft | Report], jobs: int = 1, *, quiet: bool = False) -> list[Report]:
    """Lint the drafts of `items` and return all reports in order; a bar shows how far it is, on a terminal only.

    Raises UsageError and ModelError for wrong settings before any file is linted.
    """
    drafts = [item for item in items if isinstance(item, Draft)]
    for draft in drafts:
        draft.way.plan()
    done = batch.run(drafts, jobs)
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
