"""A sentence as a list of features: jieba words and character n-grams, after folding.

Training and inference call the same functions, so that what was learnt is what is read.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from checker.text.width import fold

Cut = Callable[[str], Sequence[str]]

# the marks of sentence start and end inside character n-grams
_START, _END = "^", "$"
# a “sentence” longer than this is a table or a broken file; the head of it decides
_LONGEST = 2000
_QUOTES = str.maketrans(dict.fromkeys("“”‘’「」『』'", '"'))
_SEPARATOR_IN_NUMBER = re.compile(r"(?<=\d)[.,](?=\d)")
_NUMBER = re.compile(r"\d+")
_CLOSING = '.。;!?:"'


@dataclass(frozen=True, slots=True)
class FeatureSettings:
    """How many words and characters a feature may hold (kept in the manifest)."""

    word_max: int = 1  # words in the longest word feature
    character_max: int = 2  # characters in the longest character feature


def normalise(sentence: str) -> str:
    """Return `sentence` without white space, marks half-width, every number as “0”, no closing mark."""
    text = fold("".join(sentence[:_LONGEST].split())).translate(_QUOTES)
    return _NUMBER.sub("0", _SEPARATOR_IN_NUMBER.sub("", text)).rstrip(_CLOSING)


def word_features(normalised: str, cut: Cut, longest: int) -> list[str]:
    """Return the words of a normalised sentence and their sequences up to `longest` words, joined by spaces."""
    words = [word for word in cut(normalised) if any(char.isalnum() for char in word)]
    return [
        " ".join(words[start : start + size])
        for size in range(1, longest + 1)
        for start in range(len(words) - size + 1)
    ]


def character_features(normalised: str, longest: int) -> list[str]:
    """Return the character sequences of 1 to `longest` characters, the sentence's two ends marked."""
    text = f"{_START}{normalised}{_END}"
    return [text[start : start + size] for size in range(1, longest + 1) for start in range(len(text) - size + 1)]
