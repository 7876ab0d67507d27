"""Chinese words by jieba, with the model's own small dictionary.

jieba's own start reads a 5 MB dictionary, writes a cache into the shared temporary folder and logs to standard
error. None of it happens here: the frequencies are put into the tokenizer directly.
"""

import importlib
import sys
import threading
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_IMPORT = threading.Lock()


def standard_frequencies() -> dict[str, int]:
    """Return jieba's own dictionary, word → frequency; read in training only, to cut `dictionary.txt` from."""
    text = Path(_jieba().__file__).with_name("dict.txt").read_text(encoding="utf-8")
    rows = (line.split(" ") for line in text.splitlines())
    return {row[0]: int(row[1]) for row in rows}


class Segmenter:
    """Cuts text into words; safe to share between threads (it only reads after it was made)."""

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        """Make a segmenter of `frequencies`: word → how often it stands in ordinary text (1 or more)."""
        self._tokenizer = _jieba().Tokenizer()
        self._tokenizer.FREQ = _with_prefixes(frequencies)
        self._tokenizer.total = max(1, sum(frequencies.values()))
        self._tokenizer.initialized = True

    def cut(self, text: str) -> list[str]:
        """Return the words of `text` in order, marks included; joined they are `text` again."""
        return list(self._tokenizer.cut(text, HMM=False))


def _with_prefixes(frequencies: Mapping[str, int]) -> dict[str, int]:
    """Return `frequencies` with every beginning of a word as an entry (0), as jieba's search wants it."""
    table = dict(frequencies)
    for word in frequencies:
        for end in range(1, len(word)):
            table.setdefault(word[:end], 0)
    return table


def _jieba() -> Any:  # noqa: ANN401 - jieba carries no types
    """Import jieba quietly and without setuptools.

    jieba asks for `pkg_resources`, which takes longer to import than all the rest and warns on standard error;
    it goes on without when there is none, so there is none while it is imported.
    """
    with _IMPORT, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if "jieba" in sys.modules or "pkg_resources" in sys.modules:
            return importlib.import_module("jieba")
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]  # makes the import fail at once
        try:
            return importlib.import_module("jieba")
        finally:
            del sys.modules["pkg_resources"]
