"""Names and phrases with their dates, as the rules on terms know them; read from tables by `checker.law`.

`source` says where an entry was read, `evidence` how sure that is. Dates are the first or last day, None where not known.
Rows are named tuples: a thousand are made at every start, and a dataclass takes six times as long.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from checker.model.finding import Evidence, Severity


class Statute(NamedTuple):
    """A law, regulation or document. `short`: other names for it. `kind`: law, regulation, party, rule or policy.

    In force from `since`, in its current version from `current_since`, to `until`; then `replaced_by` (a title).
    """

    title: str
    short: tuple[str, ...]
    kind: str
    since: datetime.date | None
    current_since: datetime.date | None
    until: datetime.date | None
    replaced_by: str
    source: str
    evidence: Evidence


class Plan(NamedTuple):
    """A plan, programme or campaign for the years from `first_year` to `last_year`; `names`: what reports call it."""

    title: str
    names: tuple[str, ...]
    first_year: int
    last_year: int
    public_since: datetime.date | None
    source: str
    evidence: Evidence


class Event(NamedTuple):
    """A meeting, body, law or phrase that did not exist before `since`."""

    names: tuple[str, ...]
    since: datetime.date
    what: str
    source: str
    evidence: Evidence


class Outdated(NamedTuple):
    """A term that another has replaced. `since`: outdated from this day. `unless`: words around it that make it right."""

    wrong: str
    right: str
    since: datetime.date | None
    severity: Severity
    unless: tuple[str, ...]
    reason: str
    source: str
    evidence: Evidence


class Word(NamedTuple):
    """A term of the field; `not_wrong`: real words so near to it that they are never its misspelling."""

    term: str
    not_wrong: tuple[str, ...]


class Confusion(NamedTuple):
    """`word` is wrong for `right_word` where one of `before` stands before it or one of `after` behind it, save in `unless`."""

    word: str
    right_word: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    unless: tuple[str, ...]
    reason: str


class Formula(NamedTuple):
    """A set phrase: its members in order. `must_hold`: how many of them together show that the phrase is meant.

    `joined`: how it is written. `variants`: other right ways. The phrase was used from `first_year` to `last_year`.
    """

    name: str
    members: tuple[str, ...]
    joined: str
    first_year: int | None
    last_year: int | None
    variants: tuple[str, ...]
    must_hold: int
    source: str
    evidence: Evidence


class Abbreviation(NamedTuple):
    """A short form with numbers in it that everybody in the field knows."""

    words: str


class Typeface(NamedTuple):
    """A Chinese typeface and the names of fonts that show it; makers and systems give one face many names."""

    name: str
    fonts: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)  # compared by identity, so that it can be the key of a cache
class Lexicon:
    """All tables.

    `sounds` gives each character its sounds in pinyin without tones, parted by “|”; the table is long and seldom asked
    for, so it is read when it is called. `house`: terms of the user's own, read like `outdated`.
    """

    statutes: tuple[Statute, ...] = ()
    plans: tuple[Plan, ...] = ()
    events: tuple[Event, ...] = ()
    outdated: tuple[Outdated, ...] = ()
    words: tuple[Word, ...] = ()
    confusions: tuple[Confusion, ...] = ()
    formulas: tuple[Formula, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    typefaces: tuple[Typeface, ...] = ()
    sounds: Callable[[], Mapping[str, str]] = dict
    house: tuple[Outdated, ...] = ()

    def sound_alike(self, one: str, other: str) -> bool:
        """Tell whether two characters have a sound in common; a character without known sounds has none."""
        sounds = self.sounds()
        heard = [sounds[char].split("|") for char in (one, other) if char in sounds]
        return len(heard) == 2 and not set(heard[0]).isdisjoint(heard[1])
