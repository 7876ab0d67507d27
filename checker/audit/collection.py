"""Which files a collection holds, and what its manifest says of them and of those who should have reported."""

import csv
import datetime
import functools
import io
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from checker import walk
from checker.audit.journal import OWN, PAGE
from checker.config import FIRST_YEAR, LAST_YEAR
from checker.decode import suggest
from checker.errors import ReadError, UsageError, unreadable
from checker.model import Level
from checker.readers.decoding import decode_text
from checker.text import dates
from checker.walk import Exclusion

_SEPARATORS = ",\t;，"
# what tables of an office have besides and what says nothing here
_BESIDES = frozenset({"", "序号", "编号", "备注", "说明", "联系人", "电话", "联系电话"})
# the columns of a manifest, as a program and as an office names them
_COLUMNS = {
    "path": ("path", "文件", "文件名", "路径"),
    "body": ("body", "单位", "单位名称", "报告单位"),
    "level": ("level", "层级", "级别"),
    "year": ("year", "年度", "报告年度", "年份"),
    "region": ("region", "地区", "区域"),
    "received": ("received", "收到日期", "报送日期", "收到时间"),
}
_LEVELS = {"省": "province", "省级": "province", "市": "city", "市级": "city", "县": "county", "县级": "county"} | {
    "区县": "county",
    "县区": "county",
    "乡": "township",
    "镇": "township",
    "乡镇": "township",
    "街道": "township",
    "乡级": "township",
    "部门": "department",
}


@dataclass(frozen=True, slots=True)
class Declared:
    """What a manifest says of a report: empty and None where it says nothing."""

    body: str = ""
    level: Level | None = None
    year: int | None = None
    region: str = ""
    received: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the collection; `folders`: the names of those it lies in, the outermost first, as far as the collection goes.

    `passed`: why it is listed and not linted, empty where it is linted; `archive`: because it is an archive.
    """

    path: str
    declared: Declared
    folders: tuple[str, ...] = ()
    passed: str = ""
    archive: bool = False

    @property
    def name(self) -> str:
        """Its path as results have it, the bytes of it that are no UTF-8 written out."""
        return os.fsencode(self.path).decode("utf-8", "backslashreplace")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the manifest that names no file of the collection: `path` is empty or leads nowhere."""

    path: str
    declared: Declared


@dataclass(frozen=True, slots=True)
class Manifest:
    """The lines of a manifest, by the real path of the file that they name, and those that name a body alone."""

    files: Mapping[str, tuple[str, Declared]] = field(default_factory=dict)
    bodies: tuple[Declared, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """A collection: its files in the order of their paths, and the lines of the manifest that name none of them.

    `unreadable`: folders that may not be entered.
    """

    entries: tuple[Entry, ...]
    rest: tuple[Row, ...]
    unreadable: tuple[tuple[str, OSError], ...]


def gather(
    roots: Iterable[Path],
    manifest: Manifest,
    configured: Callable[[Path], Exclusion | None] = lambda _: None,
    outputs: Collection[Path] = (),
) -> Gathered:
    """Return what the folders and files `roots` hold, each file once; `configured` and `outputs` as in `walk.files`.

    Raises UsageError for a root that is not there, ReadError when there are no reports at all, OSError for a name that cannot
    be looked up.
    """
    found: dict[str, Entry] = {}
    troubles: list[tuple[str, OSError]] = []
    holds_results = functools.cache(lambda folder: all((folder / name).exists() for name in OWN))

    for root in roots:
        if not walk.split(root)[1] and not root.exists():
            raise UsageError(f"{root}：没有这个文件夹")
        inside = root.resolve()
        above = ((inside if root.is_dir() else inside.parent).name,)

        def add(path: Path, passed: str = "", above: tuple[str, ...] = above, root: Path = root) -> None:
            if path.name == PAGE and holds_results(path.parent):
                return  # the page of an earlier audit is no report
            real = os.path.realpath(path)
            folders = (*above, *path.parent.relative_to(root).parts) if path != root else above
            declared = manifest.files.get(real, ("", Declared()))[1]
            entry = Entry(str(path), declared, folders, passed, path.suffix.lower() in walk.ARCHIVES)
            found.setdefault(real, entry)

        def trouble(error: OSError) -> None:
            troubles.append((str(error.filename), error))

        try:
            for path in walk.files(root, configured, outputs, trouble, add):
                add(path)
        except ReadError:
            if not found:
                raise
    entries = tuple(sorted(found.values(), key=lambda entry: entry.path))
    rest = [Row(path, declared) for real, (path, declared) in manifest.files.items() if real not in found]
    rest += [Row("", declared) for declared in manifest.bodies]
    return Gathered(entries, tuple(rest), tuple(troubles))


def read_manifest(path: Path) -> Manifest:
    """Return what the table `path` says, whatever separates its columns; UTF-8, UTF-16 or, as Excel saves it, GB18030.

    The first line names the columns (path, body, level, year, region, received, or 文件、单位、层级、年度、地区、收到日期); paths are
    relative to the table. Raises UsageError for what is no such table, with the line.
    """
    if path.suffix.lower() in (".xlsx", ".xls", ".et"):
        raise UsageError(f"{path}：请在表格软件里另存为 CSV，再用那个文件")
    try:
        text = decode_text(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path}：{unreadable(error)}") from error
    except ReadError as error:
        raise UsageError(f"{path}：{error}") from error
    separator = max(_SEPARATORS, key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    files: dict[str, tuple[str, Declared]] = {}
    bodies: list[Declared] = []
    columns: list[str] = []
    try:
        for cells in reader:
            where = f"{path}第{reader.line_num}行"
            if not columns:
                columns = _columns(cells, where)
            elif any(cell.strip() for cell in cells):
                named, declared = _row(dict(zip(columns, map(str.strip, cells), strict=False)), where)
                if named:
                    if not (path.parent / named).exists():
                        named = named.replace("\\", "/")  # written on Windows
                    real = os.path.realpath(path.parent / named)
                    if real in files:
                        raise UsageError(f"{where}：“{named}”前面已经有了")
                    files[real] = named, declared
                elif declared.body:
                    bodies.append(declared)
                else:
                    raise UsageError(f"{where}：没有写文件，也没有写单位")
    except csv.Error as error:
        raise UsageError(f"{path}第{reader.line_num}行：不是表格的写法，请看引号是不是成对") from error
    if not columns:
        raise UsageError(f"{path}：清单是空的")
    return Manifest(files, tuple(bodies))


def _columns(cells: Sequence[str], where: str) -> list[str]:
    known = {name: column for column, names in _COLUMNS.items() for name in names}
    found = []
    for cell in cells:
        name = cell.strip().lower()
        if name not in known and name not in _BESIDES:
            columns = "、".join(names[1] for names in _COLUMNS.values())
            raise UsageError(f"{where}：不认识的列“{cell.strip()}”，第一行应为列名，可以有：{columns}")
        found.append(known.get(name, ""))
    for column in set(found) - {""}:
        if found.count(column) > 1:
            raise UsageError(f"{where}：“{_COLUMNS[column][1]}”有两列")
    if not {"path", "body"} & set(found):
        raise UsageError(f"{where}：缺少“文件”或者“单位”一列")
    return found


def _row(cells: Mapping[str, str], where: str) -> tuple[str, Declared]:
    level = cells.get("level", "")
    known = {level.value: level for level in Level} | {level.chinese: level for level in Level}
    known |= {name: Level(value) for name, value in _LEVELS.items()}
    if level and level.lower() not in known:
        raise UsageError(f"{where}：“{level}”不是层级{suggest(level, known)}")
    year = cells.get("year", "").removesuffix("年度").removesuffix("年")
    if year and not (year.isdecimal() and len(year) == len(str(LAST_YEAR)) and FIRST_YEAR <= int(year) <= LAST_YEAR):
        raise UsageError(f"{where}：“{year}”不是年度，应为{FIRST_YEAR}—{LAST_YEAR}之间的年份")
    return cells.get("path", ""), Declared(
        cells.get("body", ""),
        known[level.lower()] if level else None,
        int(year) if year else None,
        cells.get("region", ""),
        _day(cells.get("received", ""), where),
    )


def _day(words: str, where: str) -> datetime.date | None:
    """Return a day written as 2026-2-9, 2026/2/9, 2026.2.9 or 2026年2月9日, with or without the time of day."""
    if not words:
        return None
    day = words.split(maxsplit=1)[0]
    found = next((date for date, span in dates.dates(day) if span == (0, len(day))), None)
    if found is None:
        raise UsageError(f"{where}：“{words}”不是日期，应写成 2026-02-09 的样子")
    return found
