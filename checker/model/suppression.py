"""What an author asked not to be told."""

from dataclasses import dataclass
from enum import StrEnum

from checker.text.span import Span


class SuppressionState(StrEnum):
    """What became of a suppression in one run."""

    USED = "used"
    UNUSED = "unused"
    UNKNOWN_RULE = "unknown-rule"
    NO_REASON = "no-reason"
    NOT_RUN = "not-run"  # its rule was not selected, so nothing can be said


@dataclass(frozen=True, slots=True)
class Suppression:
    """Silences `rule` within `reach` (None: the whole file). `span` is the comment; None for a waiver of checker.toml."""

    rule: str
    reason: str
    reach: Span | None
    span: Span | None
    quoted: str = ""  # the words a waiver quotes
    state: SuppressionState = SuppressionState.UNUSED
