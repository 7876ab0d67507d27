"""`--watch`: lint again whenever a draft is saved, until the user has had enough."""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from checker import walk
from checker.batch import Draft
from checker.cli import inputs, streams
from checker.errors import CheckerError, UsageError
from checker.model import Report
from checker.readers import suffixes
from checker.reporters.layout import shown_path
from checker.resources import stamp

_CONFIGURATION = frozenset({"checker.toml", "pyproject.toml", walk.IGNORE_FILE})
_CLEAR = "\x1b[2J\x1b[H"
_LOOK_UP = 200  # milliseconds after which an interrupt, and a change of other files, is noticed at the latest
_NAMED = 3  # changed files that are named
_SAVING = 1.0  # seconds that an editor is given to finish a file

Items = Sequence[Draft | Report]


def repeat(
    options: argparse.Namespace,
    gather: Callable[[], Items],
    lint: Callable[[Items], list[Report]],
    show: Callable[[Items, list[Report]], object],
) -> int:
    """Gather, lint and show, then again after every change, until the user interrupts; that is no failure: the code is 0.

    What counts is a change of a draft, of a configuration, and of a file that settings name. A file that cannot be read
    is given a moment: an editor may be about to write it. Raises UsageError where there is nothing to watch or the package
    that watches is not installed, and what the first run raises; later an error is told, since a configuration may just
    be being written.
    """
    stamps: dict[Path, int] = {}
    try:
        for changed in _changes(options, stamps):
            _begin(options, changed)
            try:
                stamps |= {path: stamp(path) for path in stamps}  # known now, even where nothing can be gathered
                configurations = {path: stamp(path) for path in _configurations(options)}
                items = gather()
                stamps.clear()
                stamps |= configurations | _sources(items)
                reports = lint(items)
                if changed and any(report.failures for report in reports):
                    time.sleep(_SAVING)
                    items = gather()
                    reports = lint(items)
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


def _configurations(options: argparse.Namespace) -> set[Path]:
    """Return the configuration files of what the user named; those in the folders below are watched with these."""
    found = {inputs.configuration(options, inputs.folder(walk.split(Path(name))[0])) for name in options.paths}
    return {path for path in found if path}


def _sources(items: Items) -> dict[Path, int]:
    """Return the files besides the drafts that the reports of `items` depend on, with their stamps."""
    ways = {item.way for item in items if isinstance(item, Draft)}
    return {path: old for way in ways for path, old in zip(way.sources, way.stamp, strict=True)}


def _begin(options: argparse.Namespace, changed: Sequence[str]) -> None:
    if sys.stdout.isatty() and streams.colour(sys.stdout, options.color):
        streams.write(_CLEAR)
    elif changed and not options.quiet:
        names = "、".join(shown_path(Path(path).name) for path in changed[:_NAMED])
        more = f"等{len(changed)}个文件" if len(changed) > _NAMED else ""
        streams.note(f"──── 有改动：{names}{more}")


def _changes(options: argparse.Namespace, stamps: Mapping[Path, int]) -> Iterator[list[str]]:
    """Yield nothing changed, once, then the paths of what was changed, as often as that happens.

    `stamps` are those of other files when they were last read. These may lie anywhere and change with the settings, so
    they are looked up each time.
    """
    try:
        import watchfiles
    except ImportError:
        raise UsageError("--watch 要另装 watchfiles：pip install watchfiles") from None
    if inputs.STDIN in options.paths:
        raise UsageError("--watch 不能用于标准输入")
    roots = [Path(os.path.realpath(walk.split(Path(name))[0])) for name in options.paths]
    folders = [root for root in roots if root.is_dir()]
    single = [root for root in roots if root not in folders]
    outputs = [os.path.realpath(file) for file in options.output_file]
    # an editor may save by putting a new file in the place of the old one: only the folder tells
    places = {*folders, *(file.parent for file in single)}
    missing = next((place for place in places if not place.is_dir()), None)
    if missing:
        raise UsageError(f"--watch：没有文件夹“{missing}”")
    readable = suffixes()

    def concerns(_: object, name: str) -> bool:
        path = Path(os.path.realpath(name))
        if path in {Path(os.path.realpath(other)) for other in stamps}:
            return False  # seen by its stamp, and not to be told twice
        if path in single or path.name in _CONFIGURATION:
            return True
        if path.suffix.lower() not in readable or path.name.startswith((".", "~$")):
            return False
        if any(path.is_relative_to(output) for output in outputs):
            return False
        return any(path.is_relative_to(folder) for folder in folders)

    first = True
    for found in watchfiles.watch(
        *places, watch_filter=concerns, rust_timeout=_LOOK_UP, yield_on_timeout=True, recursive=bool(folders)
    ):
        if first:  # from here on no change is missed, not even one made during the first run
            yield []
            first = False
        changed = {os.path.realpath(name) for _, name in found}
        changed |= {os.path.realpath(path) for path, old in stamps.items() if stamp(path) != old}
        if changed:
            yield sorted(changed)
