"""Reads the tables of names and phrases, `lexicon/*.tsv`; every mistake in them is an exact error.

They are tables with tabs, not TOML: there are hundreds of rows, and reading them as TOML would take a fifth of a short run.
The first line names the columns, which are the fields of the type; several values in one cell are parted by “|”.
"""

import dataclasses
import datetime
import functools
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from checker.decode import suggest
from checker.errors import UsageError, unreadable
from checker.model import (
    Abbreviation,
    Confusion,
    Event,
    Evidence,
    Formula,
    Lexicon,
    Outdated,
    Plan,
    Severity,
    Statute,
    Typeface,
    Word,
)
from checker.resources import package_dir, stamp

T = typing.TypeVar("T", bound=tuple[object, ...])
_SEPARATOR = "|"
_COLUMN = "\t"
_HOUSE = ("wrong", "right", "reason")
_READERS: dict[object, Callable[[str], object]] = {
    str: str,
    int: int,
    datetime.date: datetime.date.fromisoformat,
    tuple[str, ...]: lambda cell: tuple(cell.split(_SEPARATOR)) if cell else (),
    Evidence: Evidence,
    Severity: Severity,
}


@functools.cache
def load_lexicon(folder: Path | None = None) -> Lexicon:
    """Read the tables of `folder` (default: the package's own). Raises UsageError naming file, line and column."""
    root = folder or package_dir("law", "lexicon")
    return Lexicon(
        statutes=_table(root / "statutes.tsv", Statute),
        plans=_table(root / "plans.tsv", Plan),
        events=_table(root / "events.tsv", Event),
        outdated=_table(root / "outdated.tsv", Outdated),
        words=_table(root / "words.tsv", Word),
        confusions=_table(root / "confusions.tsv", Confusion),
        formulas=_table(root / "formulas.tsv", Formula),
        abbreviations=_table(root / "abbreviations.tsv", Abbreviation),
        typefaces=_table(root / "typefaces.tsv", Typeface),
        sounds=functools.cache(functools.partial(_sounds, root / "sounds.tsv")),
    )


def with_house_terms(lexicon: Lexicon, paths: tuple[Path, ...]) -> Lexicon:
    """Return `lexicon` with the terms of the user's own tables; what they call right is no longer outdated.

    Their columns are `wrong`, `right` and, where wanted, `reason`; they are read again when they change. Raises UsageError
    naming file, line and column.
    """
    return _with_house_terms(lexicon, paths, tuple(map(stamp, paths)))


@functools.lru_cache(maxsize=8)
def _with_house_terms(lexicon: Lexicon, paths: tuple[Path, ...], _: tuple[int, ...]) -> Lexicon:
    house = tuple(term for path in paths for term in _house_terms(path))
    right, wrong = {term.right for term in house}, {term.wrong for term in house}
    outdated = tuple(term for term in lexicon.outdated if term.wrong not in right | wrong)
    return dataclasses.replace(lexicon, outdated=outdated, house=house)


def _house_terms(path: Path) -> Iterator[Outdated]:
    try:
        first, *lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise UsageError(f"{path.name}：{unreadable(error)}") from error
    except ValueError:
        raise UsageError(f"{path.name}：应为 UTF-8 编码、用制表符分列的表，不能是空的") from None
    if first.split(_COLUMN) not in (list(_HOUSE), list(_HOUSE[:2])):
        raise UsageError(f"{path.name} 第1行：各列应为 wrong、right、reason，用制表符分开")
    for number, line in enumerate(lines, 2):
        cells = [cell.strip() for cell in line.split(_COLUMN)]
        if not any(cells):
            continue
        wrong, right, reason = [*cells, "", ""][:3]
        if len(cells) > len(_HOUSE) or not wrong or not right or wrong == right:
            raise UsageError(f"{path.name} 第{number}行：应写两个不同的词和理由，用制表符分开")
        unless = (right,) if wrong in right else ()
        yield Outdated(wrong, right, None, Severity.WARNING, unless, reason, path.name, Evidence.SEEN)


def _sounds(path: Path) -> Mapping[str, str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()[1:]
        return dict(line.split(_COLUMN, 1) for line in lines)
    except (OSError, ValueError) as error:
        raise UsageError(f"{path.name}：无法读取（{error}）") from error


def _table(path: Path, cls: type[T]) -> tuple[T, ...]:
    try:
        first, *lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise UsageError(f"{path.name}：无法读取（{error}）") from error
    names = list(typing.get_type_hints(cls))
    for name in first.split(_COLUMN):
        if name not in names:
            raise UsageError(f"{path.name} 第1行：不认识的列“{name}”{suggest(name, names)}")
    if first.split(_COLUMN) != names:
        raise UsageError(f"{path.name} 第1行：各列应为 {'、'.join(names)}")
    hints = typing.get_type_hints(cls)
    columns = [(name, *_reader(hints[name])) for name in names]
    return tuple(_row(cls, columns, line, f"{path.name} 第{number}行") for number, line in enumerate(lines, 2) if line)


def _reader(kind: typing.Any) -> tuple[Callable[[str], object], bool]:  # noqa: ANN401 - types at run time
    """Return what reads a cell of `kind`, and whether the cell may be empty."""
    if isinstance(kind, types.UnionType):
        return _READERS[typing.get_args(kind)[0]], True
    return _READERS[kind], False


def _row(cls: type[T], columns: list[tuple[str, Callable[[str], object], bool]], line: str, where: str) -> T:
    cells = line.split(_COLUMN)
    if len(cells) != len(columns):
        raise UsageError(f"{where}：应有{len(columns)}列，实有{len(cells)}列")
    values = []
    for cell, (name, read, optional) in zip(cells, columns, strict=True):
        try:
            values.append(None if optional and not cell else read(cell))
        except ValueError:
            raise UsageError(f"{where}：“{name}”列的“{cell}”不对") from None
    return typing.cast(T, cls._make(values))  # type: ignore[attr-defined]  # every row type is a named tuple
