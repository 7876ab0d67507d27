"""Settings: `checker.toml`, or `[tool.checker]` in `pyproject.toml`, and what the command line adds."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from checker.decode import decode, suggest
from checker.errors import UsageError
from checker.model import Level, Severity

# the first regulation that asks for such reports is of 2004; a year before it is a slip of the finger
FIRST_YEAR, LAST_YEAR = 2004, 2099
FAIL_ON = (*(severity.value for severity in Severity), "never")


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding the author stands by: its file, its rule, words quoted from the place (empty: whole file), and the reason."""

    file: str
    rule: str
    reason: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What to check and how. `select` empty means every rule; names are rules or groups.

    `exclude`: what a folder is walked without, as in a `.gitignore`, relative to the folder of the configuration.
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "warning"
    profile: str = ""
    year: int | None = None
    level: Level | None = None
    exclude: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a `fail_on` that names no severity and a year without such reports."""
        if self.fail_on not in FAIL_ON:
            raise UsageError(
                f"fail_on：“{self.fail_on}”不在可用的值之内（{'、'.join(FAIL_ON)}）{suggest(self.fail_on, FAIL_ON)}"
            )
        if self.year is not None and not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise UsageError(f"year：应为{FIRST_YEAR}—{LAST_YEAR}之间的年份")


def find(start: Path) -> Path | None:
    """Return the nearest `checker.toml`, or `pyproject.toml` with `[tool.checker]`, at or above `start`."""
    folder = start if start.is_dir() else start.parent
    for place in (folder, *folder.parents):
        if (place / "checker.toml").is_file():
            return place / "checker.toml"
        project = place / "pyproject.toml"
        if project.is_file() and "checker" in _table(_parse(project).get("tool", {}), project, "tool"):
            return project
    return None


def load(path: Path) -> Settings:
    """Read settings from `path`. Raises UsageError naming file and key."""
    parsed = _parse(path)
    table: Mapping[str, object] = parsed
    if path.name == "pyproject.toml":
        tool = _table(parsed.get("tool", {}), path, "tool")
        table = _table(tool.get("checker", {}), path, "tool.checker")
    return decode(Settings, {key.replace("-", "_"): value for key, value in table.items()}, path.name)


def _table(value: object, path: Path, name: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise UsageError(f"{path.name}: {name}：应为表")
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


def check_names(names: Iterable[str], known: Iterable[str]) -> None:
    """Raise UsageError for the first of `names` that is neither a rule nor a group."""
    choices = list(known)
    for name in names:
        if name not in choices:
            raise UsageError(f"不认识的规则或规则组“{name}”{suggest(name, choices)}")
