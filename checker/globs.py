"""Patterns of file names, written as in a `.gitignore`."""

import re
import warnings
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


def compiled(patterns: Iterable[str]) -> "GitIgnoreSpec":
    """Return what matches `patterns`. Raises ValueError for what is no pattern, such as `!` or `[z-a]`."""
    from pathspec import GitIgnoreSpec  # takes as long to import as a report to lint; few runs need it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # of `[[a]`, which is a pattern like any other here
        try:
            return GitIgnoreSpec.from_lines(patterns)
        except re.error as error:
            raise ValueError(error) from error
