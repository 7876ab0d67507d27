"""Reads `instruments/*.toml`, `requirements/*.toml` and `profiles.toml`; every mistake in them is an exact error."""

import datetime
import functools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from checker.decode import decode, suggest
from checker.errors import UsageError, unreadable
from checker.model import Basis, Evidence, Level, Requirement, When
from checker.resources import package_dir, stamp

# a report on year Y goes up by 1 March Y+1: what is in force on that day is what it is held to
_DUE_MONTH, _DUE_DAY = 3, 1
_NORMS = ("instrument", "requirement")  # a file of the user may hold both


@dataclass(frozen=True, slots=True)
class Instrument:
    """A norm: `in_force_to` is the last day, absent while in force; `source` says where it was read or that it is recalled."""

    id: str
    title: str
    issuer: str
    in_force_from: datetime.date
    source: str
    evidence: Evidence
    checked: datetime.date
    number: str = ""
    in_force_to: datetime.date | None = None
    replaced_by: str = ""

    def in_force(self, day: datetime.date) -> bool:
        """Tell whether the instrument was in force on `day`."""
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)


@dataclass(frozen=True, slots=True)
class Period:
    """Report years that are held to one plan; with a level it names a profile: “county-2021-2025”."""

    id: str
    title: str
    first_year: int
    last_year: int | None = None

    def holds(self, year: int) -> bool:
        """Tell whether reports on `year` belong to the period."""
        return self.first_year <= year <= (self.last_year or year)


@dataclass(frozen=True, slots=True)
class _Citation:
    instrument: str
    evidence: Evidence
    article: str = ""


@dataclass(frozen=True, slots=True)
class _Duty:
    id: str
    rule: str
    asks: str
    basis: tuple[_Citation, ...]


@dataclass(frozen=True, slots=True)
class Law:
    """All instruments by id, all requirements, and the periods, oldest first."""

    instruments: Mapping[str, Instrument]
    requirements: tuple[Requirement, ...]
    periods: tuple[Period, ...]

    def period(self, year: int | None) -> Period | None:
        """Return the period of a report year, None when the year is unknown or before all periods."""
        return next((period for period in self.periods if year is not None and period.holds(year)), None)

    def profiles(self) -> dict[str, tuple[Level, Period]]:
        """Return every profile by name."""
        return {f"{level}-{period.id}": (level, period) for level in Level for period in self.periods}

    def applicable(self, level: Level | None, year: int | None) -> tuple[Requirement, ...]:
        """Return the requirements on a report of `level` on `year`: those meant for it whose norms were in force when it was due."""
        due = datetime.date(year + 1, _DUE_MONTH, _DUE_DAY) if year is not None else None
        return tuple(
            requirement
            for requirement in self.requirements
            if requirement.when.holds(level, year)
            and (due is None or all(self.instruments[name].in_force(due) for name in requirement.instruments))
        )


def load(folder: Path | None = None, own: tuple[Path, ...] = ()) -> Law:
    """Return the law data of `folder` (default: the package's own), and the user's `own` files of instruments and requirements.

    They are read once, and again when one of `own` changes. Raises UsageError naming file and key on anything that is not
    as it should be.
    """
    return _load(folder, own, tuple(map(stamp, own)))


@functools.lru_cache(maxsize=8)
def _load(folder: Path | None, own: tuple[Path, ...], _: tuple[int, ...]) -> Law:
    root = folder or package_dir("law")
    instruments: dict[str, Instrument] = {}
    for where, table in _tables([*sorted(root.glob("instruments/*.toml")), *own], "instrument"):
        instrument = decode(Instrument, table, where)
        if instrument.id in instruments:
            raise UsageError(f"{where}：编号“{instrument.id}”重复")
        instruments[instrument.id] = instrument
    for instrument in instruments.values():
        if instrument.replaced_by and instrument.replaced_by not in instruments:
            raise UsageError(f"instruments：“{instrument.id}”的 replaced_by 指向不存在的“{instrument.replaced_by}”")
    requirements: dict[str, Requirement] = {}
    for where, table in _tables([*sorted(root.glob("requirements/*.toml")), *own], "requirement"):
        requirement = _requirement(where, dict(table), instruments)
        if requirement.id in requirements:
            raise UsageError(f"{where}：编号“{requirement.id}”重复")
        requirements[requirement.id] = requirement
    periods = tuple(decode(Period, table, where) for where, table in _tables([root / "profiles.toml"], "period"))
    return Law(instruments, tuple(requirements.values()), periods)


def _tables(paths: Iterable[Path], key: str) -> Iterable[tuple[str, Mapping[str, object]]]:
    """Yield each `[[key]]` table of the files with the words that name it in a message."""
    for path in paths:
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        except OSError as error:
            raise UsageError(f"{path.name}：{unreadable(error)}") from error
        except (ValueError, RecursionError) as error:  # bad TOML or no UTF-8, brackets without end
            raise UsageError(f"{path.name}：不是有效的 TOML（{str(error)[:100]}）") from error
        known = _NORMS if key in _NORMS else (key,)
        for name, tables in content.items():
            if name not in known:
                raise UsageError(f"{path.name}：不认识的键“{name}”{suggest(name, known)}")
            if not isinstance(tables, list) or not all(isinstance(table, Mapping) for table in tables):
                raise UsageError(f"{path.name}: {name}：应写成 [[{name}]]")
        for index, table in enumerate(content.get(key, [])):
            yield f"{path.name}: {key}[{index}]", table


def _requirement(where: str, table: dict[str, object], instruments: Mapping[str, Instrument]) -> Requirement:
    params = table.pop("params", {})
    when = decode(When, table.pop("when", {}), f"{where}.when")
    duty = decode(_Duty, table, where)
    if not isinstance(params, dict):
        raise UsageError(f"{where}.params：应为表")
    basis = []
    for index, citation in enumerate(duty.basis):
        at = f"{where}.basis[{index}]"
        if citation.instrument not in instruments:
            raise UsageError(
                f"{at}.instrument：没有编号为“{citation.instrument}”的文件{suggest(citation.instrument, instruments)}"
            )
        if citation.evidence is Evidence.RECALLED and citation.article:
            raise UsageError(f"{at}.article：凭记忆（recalled）的依据不得写条款号")
        basis.append(Basis(instruments[citation.instrument].title, citation.article, citation.evidence))
    names = tuple(citation.instrument for citation in duty.basis)
    return Requirement(duty.id, duty.rule, duty.asks, tuple(basis), names, when, params, where)
