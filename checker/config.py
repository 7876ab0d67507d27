"""Settings: `checker.toml`, or `[tool.checker]` in `pyproject.toml`, and what the command line adds."""

import functools
import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from checker import globs
from checker.decode import INTERNAL, REQUIRED, decode, key, suggest
from checker.errors import UsageError
from checker.model import Level, Severity
from checker.text.pattern import pattern

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

# the first regulation that asks for such reports is of 2004; a year before it is a slip of the finger
FIRST_YEAR, LAST_YEAR = 2004, 2099
_YEAR = pattern(r"(?<!\d)20\d\d(?!\d)")


class FailOn(StrEnum):
    """The least severity that makes a run fail."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding the author stands by: its file, its rule, words quoted from the place (empty: whole file), and the reason."""

    file: str = key(REQUIRED, "哪个文件：文件名或者路径，可以用 * 代表任意文字")
    rule: str = key(REQUIRED, "哪条规则")
    reason: str = key("", "理由；没有理由的豁免不起作用")
    text: str = key("", "稿件里的原话，只豁免这一处；不写则豁免整个文件")


@dataclass(frozen=True, slots=True)
class Override:
    """Other settings for some files; `ignore`, `extend_select` and `severity` add to the general ones."""

    files: tuple[str, ...] = key(REQUIRED, "哪些文件：写法同 .gitignore，相对配置文件所在的文件夹")
    ignore: tuple[str, ...] = key((), "另外不用的规则或规则组")
    extend_select: tuple[str, ...] = key((), "另外选用的规则或规则组")
    severity: tuple[tuple[str, Severity], ...] = key((), "另定的级别")
    profile: str = key("", "规范档案")
    level: Level | None = key(None, "报告单位的层级")
    year: int | None = key(None, "报告年度", least=FIRST_YEAR, most=LAST_YEAR)


@dataclass(frozen=True, slots=True)
class Settings:
    """What to check and how. Paths are absolute once loaded.

    `select` empty means every rule that is not off by default; names are rules or groups.

    `rules` holds the options of rules by name, each an instance of the rule's own dataclass. `folder` is where the file
    lies that gave them (None: the working directory); the patterns of `overrides` and `exclude` begin there.
    """

    select: tuple[str, ...] = key((), "只用这些规则或规则组；空着为全部")
    extend_select: tuple[str, ...] = key((), "在选定的之外再加这些规则或规则组")
    ignore: tuple[str, ...] = key((), "不用这些规则或规则组")
    exclude: tuple[str, ...] = key(
        (),
        "文件夹里不检查的稿件和文件夹：写法同 .gitignore，相对配置文件所在的文件夹",
        example=["/旧稿/", "*草稿*.docx"],
    )
    fail_on: FailOn = key(FailOn.WARNING, "有这个级别以上的问题时退出码为 1：error、warning、info、never")
    profile: str = key("", "规范档案，例如 county-2021-2025；空着由标题和年度判断")
    year: int | None = key(None, "报告年度；不写由标题判断", least=FIRST_YEAR, most=LAST_YEAR, example=2025)
    level: Level | None = key(None, "报告单位的层级；不写由标题判断", example="county")
    requirements: tuple[Path, ...] = key((), "本地另外的要求（TOML 文件），与自带的一起用")
    terms: tuple[Path, ...] = key((), "本地的用语表（TSV 文件：wrong、right、reason），由 outdated-term 报告")
    previous: Path | None = key(
        None,
        "上一年的报告；写文件夹的，取其中同名的文件，或者只是年份小一年的文件",
        example="上一年/年度报告.docx",
    )
    baseline: Path | None = key(None, "基线文件：记在里面的旧问题不再显示，只报告新的", example="checker-baseline.json")
    severity: tuple[tuple[str, Severity], ...] = key(
        (),
        "改变级别：规则或规则组 = error、warning 或 info；规则名优先于组名",
        example={"typography": "info", "half-width-punctuation": "warning"},
    )
    rules: tuple[tuple[str, object], ...] = key((), "规则的选项，见 checker explain 规则名")
    waivers: tuple[Waiver, ...] = key(
        (),
        "有意这样写的地方，不再报告",
        example=[
            {"file": "2024年度报告.docx", "rule": "approximate-count", "text": "40余条", "reason": "原始台账只有约数"}
        ],
    )
    overrides: tuple[Override, ...] = key(
        (),
        "某些文件另用的设置，写在后面的优先",
        example=[{"files": ["乡镇/**"], "level": "township", "ignore": ["missing-category"]}],
    )
    folder: Path | None = field(default=None, metadata=INTERNAL, compare=False)

    def __post_init__(self) -> None:
        """Refuse a year without such reports."""
        if self.year is not None and not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise UsageError(f"year：应为{FIRST_YEAR}—{LAST_YEAR}之间的年份")

    def for_file(self, file: str) -> "Settings":
        """Return the settings for the draft `file`: overrides that name it laid over these, `previous` the very file or None."""
        found = self
        for override in self.overrides:
            if _named(file, override.files, self.folder):
                found = replace(
                    found,
                    ignore=found.ignore + override.ignore,
                    extend_select=found.extend_select + override.extend_select,
                    severity=found.severity + override.severity,
                    profile=override.profile or found.profile,
                    level=override.level or found.level,
                    year=override.year or found.year,
                )
        return replace(found, overrides=(), folder=None, previous=_previous(self.previous, Path(file)))


def _named(file: str, patterns: tuple[str, ...], folder: Path | None) -> bool:
    try:
        relative = os.path.relpath(file, folder)
    except ValueError:  # another drive of Windows
        relative = file
    return _spec(patterns).match_file(relative)


@functools.lru_cache
def _spec(patterns: tuple[str, ...]) -> "GitIgnoreSpec":
    return globs.compiled(patterns)


def _previous(path: Path | None, file: Path) -> Path | None:
    """Return last year's report for the draft `file`: `path`, or what in the folder `path` has its name."""
    if path is None or not path.is_dir():
        return path
    names = (file.name, _YEAR.sub(lambda match: str(int(match[0]) - 1), file.name))
    found = (path / name for name in names)
    return next((one for one in found if one.is_file() and one.absolute() != file.absolute()), None)


def find(start: Path) -> Path | None:
    """Return the nearest `checker.toml`, or `pyproject.toml` with `[tool.checker]`, at or above `start`."""
    folder = start if start.is_dir() else start.parent
    for place in (folder, *folder.parents):
        if (place / "checker.toml").is_file():
            return place / "checker.toml"
        project = place / "pyproject.toml"
        if project.is_file() and "checker" in _table(_parse(project).get("tool", {}), project.name, "tool"):
            return project
    return None


def load(path: Path) -> Settings:
    """Read settings from `path`. Raises UsageError naming file and key."""
    parsed = _parse(path)
    where, table = path.name, parsed
    if path.name == "pyproject.toml":
        where = f"{path.name}: tool.checker"
        table = _table(_table(parsed.get("tool", {}), path.name, "tool").get("checker", {}), path.name, "tool.checker")
    table = _underscored(table, where)
    if isinstance(overrides := table.get("overrides"), list):
        table["overrides"] = [
            _underscored(one, f"{where}.overrides[{index}]") if isinstance(one, Mapping) else one
            for index, one in enumerate(overrides)
        ]
    options = _options(table.pop("rules", {}), f"{where}.rules")
    settings = decode(Settings, table, where)
    _check(settings, where)
    folder = path.absolute().parent
    return replace(
        settings,
        rules=options,
        requirements=tuple(folder / file for file in settings.requirements),
        terms=tuple(folder / file for file in settings.terms),
        previous=settings.previous and folder / settings.previous,
        baseline=settings.baseline and folder / settings.baseline,
        folder=folder,
    )


def _underscored(table: Mapping[str, object], where: str) -> dict[str, object]:
    """Return `table` with keys as the fields are called: people write `fail-on` as on the command line."""
    found = {name.replace("-", "_"): value for name, value in table.items()}
    if len(found) < len(table):
        raise UsageError(f"{where}：同一个键写了两次，一次用“-”，一次用“_”")
    return found


def _options(table: object, where: str) -> tuple[tuple[str, object], ...]:
    """Return the options that differ from the defaults, by rule, each in the dataclass of its rule."""
    from checker.rules import RULES

    if not isinstance(table, Mapping):
        raise UsageError(f"{where}：应为表")
    known = {rule.name: rule.options for rule in RULES}
    found = []
    for name, values in table.items():
        if name not in known:
            raise UsageError(f"{where}：不认识的规则“{name}”{suggest(name, known)}")
        cls = known[name]
        if cls is None:
            raise UsageError(f"{where}.{name}：规则“{name}”没有选项")
        options: object = decode(cls, values, f"{where}.{name}")
        if options != cls():
            found.append((name, options))
    return tuple(found)


def _check(settings: Settings, where: str) -> None:
    """Refuse names of rules, groups and profiles that there are not, and patterns that are none."""
    from checker import law
    from checker.rules import GROUPS, RULES

    known = [*(rule.name for rule in RULES), *GROUPS]
    tables: dict[str, Settings | Override] = {where: settings}
    tables |= {f"{where}.overrides[{index}]": override for index, override in enumerate(settings.overrides)}
    for place, table in tables.items():
        for name in ("select", "extend_select", "ignore"):
            check_names(getattr(table, name, ()), known, f"{place}.{name}：")
        check_names((rule for rule, _ in table.severity), known, f"{place}.severity：")
        if table.profile and table.profile not in (profiles := law.load(own=()).profiles()):
            raise UsageError(f"{place}.profile：不认识的规范档案“{table.profile}”{suggest(table.profile, profiles)}")
        name, patterns = ("files", table.files) if isinstance(table, Override) else ("exclude", table.exclude)
        try:
            _ = patterns and _spec(patterns)
        except ValueError as error:
            raise UsageError(f"{place}.{name}：“{'、'.join(patterns)}”不是有效的写法") from error


def _table(value: object, file: str, name: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise UsageError(f"{file}: {name}：应为表")
    return value


def _parse(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))  # an editor on Windows puts a mark in front
    except FileNotFoundError:
        raise UsageError(f"{path}：没有这个配置文件") from None
    except OSError as error:
        raise UsageError(f"{path}：无法读取配置文件") from error
    except UnicodeDecodeError:
        raise UsageError(f"{path}：不是 UTF-8 编码，请另存为 UTF-8") from None
    except (ValueError, RecursionError) as error:  # bad TOML, a number without end, brackets without end
        raise UsageError(f"{path}：不是有效的 TOML（{str(error)[:100]}）") from error


def check_names(names: Iterable[str], known: Iterable[str], where: str = "") -> None:
    """Raise UsageError for the first of `names` that is neither a rule nor a group; `where` is put in front."""
    choices = list(known)
    for name in names:
        if name not in choices:
            raise UsageError(f"{where}不认识的规则或规则组“{name}”{suggest(name, choices)}")
