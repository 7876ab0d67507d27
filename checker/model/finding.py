"""What a rule reports."""

from dataclasses import dataclass
from enum import StrEnum

from checker.text.span import Span


class Severity(StrEnum):
    """How much a finding weighs; ordered by `rank`."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for error, 1 for warning, 2 for info."""
        return ("error", "warning", "info").index(self.value)

    @property
    def chinese(self) -> str:
        """The Chinese name shown to users."""
        return {"error": "错误", "warning": "警告", "info": "提示"}[self.value]


class Evidence(StrEnum):
    """How sure the project is of a norm: read in a source, read quoted by a third party, or recalled."""

    SEEN = "seen"
    SECONDHAND = "secondhand"
    RECALLED = "recalled"


@dataclass(frozen=True, slots=True)
class Basis:
    """The norm behind a finding. `article` is empty where only recalled: an unverified number is never shown."""

    instrument: str
    article: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text of `span` by `replacement`."""

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A way to mend a finding; `safe` fixes keep the meaning and may be applied without asking."""

    title: str
    safe: bool
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; `span` is None where something is absent. `related` are further places of the same cause.

    `secret`: the words of `span` must not be shown.
    """

    rule: str
    message: str
    span: Span | None
    severity: Severity
    basis: tuple[Basis, ...] = ()
    fix: Fix | None = None
    related: tuple[Span, ...] = ()
    occurrences: int = 1
    confidence: float = 1.0
    secret: bool = False

    @property
    def others(self) -> tuple[Span, ...]:
        """The spans it names besides its own: related ones, and those its fix edits."""
        return (*self.related, *(edit.span for edit in self.fix.edits)) if self.fix else self.related
