"""Patterns that are compiled when they are first used.

Compiling is most of what a start costs, since sets of Chinese characters are slow to compile, and a run needs only part
of the patterns.
"""

import re
from typing import cast


class _Waiting:
    """Stands for a compiled pattern; each method, once asked for, is kept and then costs nothing more."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        # re keeps what it compiled, so asking twice is cheap
        value = getattr(re.compile(self._source, self._flags), name)
        self.__dict__[name] = value
        return value


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return `source` as a pattern that is compiled on first use; a fault in it shows then."""
    return cast("re.Pattern[str]", _Waiting(source, flags))
