"""`--watch`: lint again whenever a draft is saved, until the user has had enough."""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from checker import walk
from checker.batch import Draft
from checker.cli import inputs, streams
from checker.errors import CheckerError, UsageError
from checker.model import Report
from checker.readers import SUFFIXES
from checker.reporters.layout import shown_path

_CONFIGURATION = frozenset({"checker.toml", "pyproject.toml", walk.IGNORE_FILE})
_CLEAR = "\x1b[2J\x1b[H"
_LOOK_UP = 200  # milliseconds after which an interrupt is noticed at the latest
_NAMED = 3  # changed files that are named
_SAVING = 1.0  # seconds that an editor is given to finish a file

Items = Sequence[Draft | Report]


def repeat(
    options: argparse.Namespace,
    lint: Callable[[], tuple[Items, list[Report]]],
    show: Callable[[Items, list[Report]], object],
) -> int:
    """Lint and show, then again after every change, until the user interrupts; that is no failure: the code is 0.

    A file that cannot be read is given a moment: an editor may be about to write it. Raises UsageError where there is
    nothing to watch or the package that watches is not installed, and what the first run raises; later an error is
    told, since a configuration may just be being written.
    """
    try:
        for changed in _changes(options):
            _begin(options, changed)
            try:
                items, reports = lint()
                if changed and any(report.failures for report in reports):
                    time.sleep(_SAVING)
                    items, reports = lint()
                show(items, reports)
            except CheckerError as error:
                if not changed:
                    raise
                streams.note(f"checker：{error}")
            if not options.quiet:
                streams.note("等待稿件改动，按 Ctrl-C 结束")
    except KeyboardInterrupt:
        pass
    return 0


def _begin(options: argparse.Namespace, changed: Sequence[str]) -> None:
    if sys.stdout.isatty() and streams.colour(sys.stdout, options.color):
        streams.write(_CLEAR)
    elif changed and not options.quiet:
        names = "、".join(shown_path(Path(path).name) for path in changed[:_NAMED])
        more = f"等{len(changed)}个文件" if len(changed) > _NAMED else ""
        streams.note(f"──── 有改动：{names}{more}")


def _changes(options: argparse.Namespace) -> Iterator[list[str]]:
    """Yield nothing changed, once, then the real paths of what was changed, as often as that happens."""
    try:
        import watchfiles
    except ImportError:
        raise UsageError("--watch 要另装 watchfiles：pip install watchfiles") from None
    if inputs.STDIN in options.paths:
        raise UsageError("--watch 不能用于标准输入")
    roots = [Path(os.path.realpath(walk.split(Path(name))[0])) for name in options.paths]
    folders = [root for root in roots if root.is_dir()]
    single = [root for root in roots if root not in folders]
    single += [Path(os.path.realpath(file)) for file in (options.previous, options.config) if file]
    outputs = {os.path.realpath(file) for file in options.output_file}
    # an editor may save by putting a new file in the place of the old one: only the folder tells
    places = {*folders, *(file.parent for file in single)}
    missing = next((place for place in places if not place.is_dir()), None)
    if missing:
        raise UsageError(f"--watch：没有文件夹“{missing}”")

    def concerns(_: object, name: str) -> bool:
        path = Path(os.path.realpath(name))
        if path in single:
            return True
        if path.name in _CONFIGURATION:
            return True
        if path.suffix.lower() not in SUFFIXES or path.name.startswith((".", "~$")) or str(path) in outputs:
            return False
        return any(path.is_relative_to(folder) for folder in folders)

    first = True
    for found in watchfiles.watch(
        *places, watch_filter=concerns, rust_timeout=_LOOK_UP, yield_on_timeout=True, recursive=bool(folders)
    ):
        if first:  # from here on no change is missed, not even one made during the first run
            yield []
            first = False
        if found:
            yield sorted({os.path.realpath(name) for _, name in found})
