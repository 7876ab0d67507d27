"""What a report says in words of its own, so that two reports can be compared: who copies exchanges names and figures."""

import re
from dataclasses import dataclass

from checker.audit.offices import own_name, seat_of
from checker.audit.record import Record
from checker.audit.region import same_name
from checker.model import PartKind
from checker.rules.likeness import Line, line, without_set_phrases
from checker.text.pattern import pattern
from checker.text.span import Span

_LEAST_OWN = 25  # characters: what is shorter may stand in any report
_PARTS = frozenset(
    (PartKind.ACHIEVEMENTS, PartKind.SHORTCOMINGS, PartKind.RESPONSIBILITY, PartKind.PLAN, PartKind.OTHER)
)
_NAME = "某"  # stands for whatever a report calls its own body and places
_SELF = r"[我本全](?:省|市|州|盟|县|区|旗|镇|乡|街道|局|委|厅|办|院|系统)"
_KIND = pattern(r"(?:自治[区州县旗]|地区|街道(?:办事处)?|[省市州盟县区旗镇乡])\Z")
_SHORTEST_NAME = 2
_CLAUSE_END = pattern(r"[，,：:；;]")


@dataclass(frozen=True, slots=True)
class Leaf:
    """The prose of a report: its ordinal, the names of its body and places, its sentences with their ordinals."""

    number: int
    names: tuple[str, ...]
    sentences: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence: its ordinal, its line, what is left of it without set phrases and names, the words of that."""

    ordinal: int
    line: Line
    own: str
    words: str

    @property
    def counts(self) -> bool:
        """Whether it says so much of its own that two bodies do not write it by chance."""
        return len(self.words) >= _LEAST_OWN

    def clauses(self) -> list[str]:
        """Return its own words clause by clause."""
        return [line(self.line.span, clause).words for clause in _CLAUSE_END.split(self.own)]

    def may_equal(self, other: "Said") -> bool:
        """Tell whether nothing but the wording can tell the two apart: short ones must be equal, names the same."""
        if self.counts and other.counts:
            return self.line.names == other.line.names
        return self.line.key == other.line.key


def leaf(number: int, record: Record) -> Leaf:
    """Return the prose of the record: no title, addressee, preamble, signature, no tables and notes."""
    rows = enumerate(record.sentences)
    kept = tuple((ordinal, row.text) for ordinal, row in rows if row.section in _PARTS and row.block.flows)
    return Leaf(number, _names(record), kept)


def said(prose: Leaf) -> list[Said]:
    """Return the sentences with one word in place of the names of the report's own body and places."""
    names = "|".join((*map(re.escape, prose.names), _SELF))
    own = re.compile(rf"(?:{names})+")
    return [_said(ordinal, own.sub(_NAME, text)) for ordinal, text in prose.sentences]


def _said(ordinal: int, text: str) -> Said:
    place = Span(0, len(text))
    own = without_set_phrases(text)
    return Said(ordinal, line(place, text), own, line(place, own).words)


def _names(record: Record) -> tuple[str, ...]:
    full = {record.body, same_name(record.body), own_name(record), *seat_of(record)}
    short = {_KIND.sub("", name) for name in full}
    return tuple(sorted((n for n in full | short if len(n) >= _SHORTEST_NAME), key=lambda name: (-len(name), name)))
