"""A sentence as lists of features, after folding: its words, its characters, and the characters of its core.

The core is the sentence without the aim clauses at its end (“…，提升公信力”), which the label guide does not count.

Training and inference call the same functions, so that what was learnt is what is read.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from checker.text.width import fold

BLOCKS = ("words", "characters", "core")
Cut = Callable[[str], Sequence[str]]

# the marks of sentence start and end inside character n-grams
_START, _END = "^", "$"
# a “sentence” longer than this is a table or a broken file; the head of it decides
_LONGEST = 2000
_QUOTES = str.maketrans(dict.fromkeys("“”‘’「」『』'", '"'))
_SEPARATOR_IN_NUMBER = re.compile(r"(?<=\d)[.,](?=\d)")
_NUMBER = re.compile(r"\d+")
_CLAUSE = re.compile(r"[,;:]")
_AIM = re.compile(
    r"(?:促进|提升|提高|增强|确保|推动|助力|实现|营造|切实|有效|不断|为|保障|维护|打造|形成|进一步|全面提升|持续提升|着力|夯实)"
)
_CLOSING = '.。;!?:"'


@dataclass(frozen=True, slots=True)
class FeatureSettings:
    """How many words or characters the longest feature of a block holds (kept in the manifest)."""

    words: int = 1
    characters: int = 3
    core: int = 3


def normalise(sentence: str) -> str:
    """Return `sentence` without white space, marks half-width, every number as “0”, no closing mark."""
    text = fold("".join(sentence[:_LONGEST].split())).translate(_QUOTES)
    return _NUMBER.sub("0", _SEPARATOR_IN_NUMBER.sub("", text)).rstrip(_CLOSING)


def core(normalised: str) -> str:
    """Return a normalised sentence without the aim clauses at its end; one clause always remains."""
    clauses = [clause for clause in _CLAUSE.split(normalised) if clause]
    while len(clauses) > 1 and _AIM.match(clauses[-1]):
        clauses.pop()
    return ",".join(clauses)


def features(block: str, sentence: str, settings: FeatureSettings, cut: Cut) -> list[str]:
    """Return the features of `sentence` in one of `BLOCKS`; `cut` segments into words."""
    normalised = normalise(sentence)
    if block == "words":
        return word_features(normalised, cut, settings.words)
    if block == "characters":
        return character_features(normalised, settings.characters)
    return character_features(core(normalised), settings.core)


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
