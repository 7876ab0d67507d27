"""Reads the tables of names and phrases, `lexicon/*.tsv`; every mistake in them is an exact error.

They are tables with tabs, not TOML: there are hundreds of rows, and reading them as TOML would take a fifth of a short run.
The first line names the columns, which are the fields of the type; several values in one cell are parted by “|”.
"""

import datetime
import functools
import types
import typing
from collections.abc import Callable, Mapping
from pathlib import Path

from checker.decode import suggest
from checker.errors import UsageError
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
from checker.resources import package_dir

T = typing.TypeVar("T", bound=tuple[object, ...])
_SEPARATOR = "|"
_COLUMN = "\t"
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
