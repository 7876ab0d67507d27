"""How text may look where it goes: columns, colour, and the signs its encoding has."""

import dataclasses
from dataclasses import dataclass

from checker.model import Severity


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of a report for people."""

    error: str
    warning: str
    info: str
    present: str
    absent: str
    bar: str
    line: str

    def mark(self, severity: Severity) -> str:
        """Return the sign of `severity`."""
        return {Severity.ERROR: self.error, Severity.WARNING: self.warning, Severity.INFO: self.info}[severity]


# best first: Unicode, the Chinese code page of Windows, anything
_SIGNS = (
    Signs("✖", "▲", "●", "✔", "✖", "█", "─"),
    Signs("×", "▲", "●", "√", "×", "█", "─"),
    Signs("x", "!", "-", "+", "x", "#", "-"),
)


@dataclass(frozen=True, slots=True)
class Look:
    """`width` in columns; `colour`: may write escape sequences; `encoding` of the stream."""

    width: int = 80
    colour: bool = False
    encoding: str = "utf-8"

    @property
    def signs(self) -> Signs:
        """The best signs that the encoding has."""
        return next((signs for signs in _SIGNS if self._holds(signs)), _SIGNS[-1])

    def _holds(self, signs: Signs) -> bool:
        try:
            "".join(dataclasses.astuple(signs)).encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return True
