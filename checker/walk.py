"""Which files a name leads to: itself, what lies below a folder, or what fits a pattern such as `报告/**/*.docx`."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from checker import globs
from checker.errors import ReadError, UsageError
from checker.readers import OTHER_DRAFTS, SUFFIXES, suffixes

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

IGNORE_FILE = ".checkerignore"
_MAGIC = frozenset("*?[")
# of files that differ in their suffix only, those that come first are drafts and the others copies made of them
_COPIES = (".pdf", ".html", ".htm")
_ORDER = dict.fromkeys(SUFFIXES, 0) | dict.fromkeys(OTHER_DRAFTS, 1) | dict.fromkeys(_COPIES, 2)
ARCHIVES = frozenset({".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz"})
_SAVED_WITH_PAGE = ("_files", ".files")  # folders that browsers put beside a saved page


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Patterns written as in a `.gitignore`, relative to `folder` (absolute)."""

    folder: Path
    spec: "GitIgnoreSpec"


def exclusion(folder: Path, patterns: Iterable[str], where: str) -> Exclusion:
    """Return `patterns` relative to `folder`. Raises UsageError, which begins with `where`, for what is no pattern."""
    try:
        return Exclusion(Path(os.path.abspath(folder)), globs.compiled(patterns))  # noqa: PTH100 - links stay
    except ValueError as error:
        raise UsageError(f"{where}：不是有效的写法（{error}）") from error


def files(
    name: Path,
    configured: Callable[[Path], Exclusion | None] = lambda _: None,
    outputs: Collection[Path] = (),
    unreadable: Callable[[OSError], object] = lambda _: None,
    passed_over: Callable[[Path, str], object] = lambda *_: None,
) -> Iterator[Path]:
    """Yield what `name` leads to: itself when it is no folder, else the files below that can be read as reports, by name.

    Hidden files and folders, the lock files of Word (`~$…`), what a browser saves beside a page, `outputs` (files and
    folders that this run writes) and what the `.checkerignore` files or `configured` (folder → exclusion of its
    configuration) leave out are passed over; links to folders are not followed. A name that does not exist and holds `*`,
    `?` or `[` is a pattern.

    `unreadable` is told of each folder that may not be entered; `passed_over` of each file that may be a report but is not
    linted, and why: it cannot be read here, is an archive, or is a copy (a PDF or web page beside a draft of the same name, a
    .doc beside a .docx).

    Raises ReadError when no file that can be read is found, OSError for a name that cannot be looked up.
    """
    root, pattern = split(name)
    wanted = exclusion(root, [f"/{pattern}"], str(name)) if pattern else None
    if not pattern and not name.is_dir():
        yield name
        return
    left_out = entered = False
    troubles: list[OSError] = []
    readable, own = suffixes(), [Path(os.path.realpath(output)) for output in outputs]
    for at, names, excluded in _below(root, wanted, configured, own, troubles.append):
        left_out |= excluded
        for draft, why in _judged(names, readable):
            if why:
                passed_over(Path(at, draft), why)
            else:
                entered = True
                yield Path(at, draft)
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
    outputs: Sequence[Path],
    unreadable: Callable[[OSError], object],
) -> Iterator[tuple[str, list[str], bool]]:
    """Yield each folder at and below `root`, the names in it that may be reports and fit `wanted`, and if any were left out."""
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
        own = {output.name for output in outputs if output.parent == Path(os.path.realpath(at))}
        entered = [name for name in folders if name not in own and not name.startswith(".")]
        entered = sorted(name for name in entered if not name.endswith(_SAVED_WITH_PAGE))
        folders[:] = [name for name in entered if not _left_out(tests, f"{name}/")]
        start = _prefix(wanted, folder) if wanted else ""
        found = [name for name in sorted(names) if name not in own and _may_be_report(name)]
        found = [name for name in found if wanted is None or wanted.spec.match_file(start + name)]
        kept = [name for name in found if not _left_out(tests, name)]
        yield at, kept, len(folders) < len(entered) or len(kept) < len(found)


def _judged(names: Sequence[str], readable: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield each of the `names` in a folder with the reason why it is passed over, empty where it is linted."""
    first: dict[str, int] = {}
    split = [os.path.splitext(name) for name in names]  # noqa: PTH122
    for stem, suffix in split:
        if suffix.lower() in readable:
            first[stem] = min(_ORDER[suffix.lower()], first.get(stem, len(_ORDER)))
    for name, (stem, suffix) in zip(names, split, strict=True):
        if suffix.lower() in ARCHIVES:
            yield name, "请先把压缩包解开"
        elif _ORDER[suffix.lower()] > first.get(stem, len(_ORDER)):
            yield name, "已检查同名的稿件"
        else:
            yield name, "" if suffix.lower() in readable else "请换成 .docx"


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
    return (suffix in _ORDER or suffix in ARCHIVES) and not name.startswith((".", "~$"))
