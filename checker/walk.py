"""Which files a name leads to: itself, what lies below a folder, or what fits a pattern such as `报告/**/*.docx`."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from checker.errors import ReadError, UsageError
from checker.readers import OTHER_DRAFTS, SUFFIXES

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

IGNORE_FILE = ".checkerignore"
_MAGIC = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Patterns written as in a `.gitignore`, relative to `folder` (absolute)."""

    folder: Path
    spec: "GitIgnoreSpec"


def exclusion(folder: Path, patterns: Iterable[str], where: str) -> Exclusion:
    """Return `patterns` relative to `folder`. Raises UsageError, which begins with `where`, for what is no pattern."""
    from pathspec import GitIgnoreSpec  # takes as long to import as a report to lint; few folders need it

    try:
        return Exclusion(Path(os.path.abspath(folder)), GitIgnoreSpec.from_lines(patterns))  # noqa: PTH100 - links stay
    except ValueError as error:
        raise UsageError(f"{where}：不是有效的写法（{error}）") from error


def files(
    name: Path,
    configured: Callable[[Path], Exclusion | None] = lambda _: None,
    unreadable: Callable[[OSError], object] = lambda _: None,
) -> Iterator[Path]:
    """Yield what `name` leads to: itself when it is no folder, else the files below that may be reports, by name.

    Hidden files and folders, the lock files of Word (`~$…`) and what the `.checkerignore` files or `configured`
    (folder → exclusion of its configuration) leave out are passed over; links to folders are not followed. A name that
    does not exist and holds `*`, `?` or `[` is a pattern. `unreadable` is told of each folder that may not be entered.

    Raises ReadError when no supported file is found, OSError for a name that cannot be looked up.
    """
    root, pattern = split(name)
    wanted = exclusion(root, [f"/{pattern}"], str(name)) if pattern else None
    if not pattern and not name.is_dir():
        yield name
        return
    left_out = entered = False
    troubles: list[OSError] = []
    for path, excluded in _below(root, wanted, configured, troubles.append):
        left_out |= excluded
        if not excluded:
            entered |= path.suffix.lower() in SUFFIXES
            yield path
    for trouble in troubles:
        unreadable(trouble)
    if entered or troubles:
        return
    if left_out:
        raise ReadError(f"稿件都被 {IGNORE_FILE} 或者配置的 exclude 排除了")
    where = "没有符合这个写法的稿件" if wanted else "文件夹里没有可以检查的稿件"
    raise ReadError(f"{where}（支持 {' '.join(SUFFIXES)}）")


def split(name: Path) -> tuple[Path, str]:
    """Return the folder in which a pattern begins, and the pattern; for any other name itself and no pattern."""
    if not _MAGIC.intersection(str(name)) or os.path.lexists(name):
        return name, ""
    fixed = next(index for index, part in enumerate(name.parts) if _MAGIC.intersection(part))
    return Path(*name.parts[:fixed]), "/".join(name.parts[fixed:])


def _below(
    root: Path,
    wanted: Exclusion | None,
    configured: Callable[[Path], Exclusion | None],
    unreadable: Callable[[OSError], object],
) -> Iterator[tuple[Path, bool]]:
    """Yield the files below `root` that may be reports and fit `wanted`, and whether they, or a folder, are left out."""
    top = Path(os.path.abspath(root))  # noqa: PTH100 - a link stays what it is
    known: dict[Path, tuple[Exclusion, ...]] = {top.parent: ()}
    for folder in reversed(top.parents):
        known[top.parent] += _ignored_by(folder)
    for at, folders, names in os.walk(root, onerror=unreadable):
        folder = top / os.path.relpath(at, root)
        rules = (*known[folder.parent], *_ignored_by(folder))
        known[folder] = rules
        settings = configured(folder)
        tests = [(settings.spec, _prefix(settings, folder))] if settings else []
        # the nearest file has the first word, the configuration the last
        tests = [(rule.spec, _prefix(rule, folder)) for rule in reversed(rules)] + tests
        inside = []
        for name in sorted(folders):
            if name.startswith("."):
                continue
            if _left_out(tests, f"{name}/"):
                yield Path(at, name), True
            else:
                inside.append(name)
        folders[:] = inside
        start = _prefix(wanted, folder) if wanted else ""
        for name in sorted(names):
            if _may_be_report(name) and (wanted is None or wanted.spec.match_file(start + name)):
                yield Path(at, name), _left_out(tests, name)


def _ignored_by(folder: Path) -> tuple[Exclusion, ...]:
    path = folder / IGNORE_FILE
    if not path.is_file():
        return ()
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}：无法读取（{error.strerror}）") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")  # an editor on Windows
    return (exclusion(folder, text.splitlines(), str(path)),)


def _prefix(rule: Exclusion, folder: Path) -> str:
    inside = folder.relative_to(rule.folder).as_posix()
    return "" if inside == "." else f"{inside}/"


def _left_out(tests: Iterable[tuple["GitIgnoreSpec", str]], name: str) -> bool:
    verdicts = (spec.check_file(prefix + name).include for spec, prefix in tests)
    return next((verdict for verdict in verdicts if verdict is not None), False)


def _may_be_report(name: str) -> bool:
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122 - a folder may hold a hundred thousand names
    return (suffix in SUFFIXES or suffix in OTHER_DRAFTS) and not name.startswith((".", "~$"))
