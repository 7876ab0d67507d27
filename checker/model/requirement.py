"""What an instrument asks of a report, as read from TOML."""

from collections.abc import Mapping
from dataclasses import dataclass

from checker.model.anatomy import Level
from checker.model.finding import Basis


@dataclass(frozen=True, slots=True)
class When:
    """Reports a requirement is for: the levels, and the first and last report year (None: open)."""

    levels: tuple[Level, ...] = tuple(Level)
    first_year: int | None = None
    last_year: int | None = None

    def holds(self, level: Level | None, year: int | None) -> bool:
        """Tell whether a report of `level` and `year` is meant.

        An unknown level selects only what holds for all levels; an unknown year what holds now, without an end.
        """
        if level is None:
            if len(self.levels) < len(Level):
                return False
        elif level not in self.levels:
            return False
        if year is None:
            return self.last_year is None
        return (self.first_year or year) <= year <= (self.last_year or year)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One duty: the rule that checks it and what it asks in our own words.

    `basis` is the norm as shown, `instruments` the ids of the norms it rests on, `when` the reports it is for,
    `params` what the rule needs to check it, `where` what names it in a message.
    """

    id: str
    rule: str
    asks: str
    basis: tuple[Basis, ...]
    instruments: tuple[str, ...]
    when: When
    params: Mapping[str, object]
    where: str
