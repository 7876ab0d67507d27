"""A sentence as features, after folding: its character sequences, and the cues that tell what it does.

Training and inference call the same functions, so that what was learnt is what is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checker.text.pattern import pattern
from checker.text.width import fold

# the marks of sentence start and end inside character sequences; no sentence holds the separator
_START, _END, _SEPARATOR = "^", "$", "\n"
# a “sentence” longer than this is a table or a broken file; the head of it decides
_LONGEST = 2000
_QUOTES = str.maketrans(dict.fromkeys("“”‘’「」『』'", '"'))
_SEPARATOR_IN_NUMBER = pattern(r"(?<=\d)[.,](?=\d)")
_NUMBER = pattern(r"\d+")
_BEYOND = pattern("[\U00010000-\U0010ffff]")  # rare characters and emoji, which no sequence can hold
_CLOSING = '.。;!?:"'
_CLAUSE = pattern(r"[,;:]")
_AIM = pattern(
    r"(?:促进|提升|提高|增强|确保|推动|助力|实现|营造|切实|有效|不断|为|保障|维护|打造|形成|进一步|全面提升|持续提升|着力|夯实)"
)
_COUNT = pattern(
    r"0[余多]?[万亿]?[余多]?(?:人次|[场批件户]次|[件份次场起项部宗条期家户人个批例名所处篇卷本台辆公元亩支门轮天吨])"
)
_SHARE = pattern(r"0%|百分之")
_YEAR = pattern(r"0年")
_STATE = pattern(r"全覆盖|全部|实现|获评|获得|荣获|被评|未发生|零|均已|已完成|顺利|圆满")
_MOST_COUNTS, _LONG_STEP, _MOST_STEPS, _MOST_CLAUSES = 3, 20, 6, 6

CUES = (
    "count",
    "count outside the aim",
    "several counts",
    "share",
    "year",
    "no number",
    "state",
    *(f"length {step}" for step in range(_MOST_STEPS + 1)),
    *(f"clauses {number}" for number in range(1, _MOST_CLAUSES + 1)),
)


@dataclass(frozen=True, slots=True)
class Grams:
    """The character sequences of several sentences, every occurrence: which sequence, where, of which sentence.

    `keys`: a sequence of up to 4 characters as one number, 16 bits a character. `starts`: offset of its first character
    in its sentence, the mark of the start counted. `lengths`: how many characters. `sentences`: ordinal of the sentence.
    """

    keys: NDArray[np.uint64]
    starts: NDArray[np.intp]
    lengths: NDArray[np.intp]
    sentences: NDArray[np.intp]


def normalise(sentence: str) -> str:
    """Return `sentence` without white space, marks half-width, every number as “0”, no closing mark."""
    text = fold("".join(sentence[:_LONGEST].split())).translate(_QUOTES)
    text = _NUMBER.sub("0", _SEPARATOR_IN_NUMBER.sub("", text)).rstrip(_CLOSING)
    return text if text.isascii() else _BEYOND.sub("\uffff", text)


def character_features(normalised: str, longest: int) -> list[str]:
    """Return the character sequences of 1 to `longest` characters, the sentence's two ends marked."""
    text = f"{_START}{normalised}{_END}"
    return [text[start : start + size] for size in range(1, longest + 1) for start in range(len(text) - size + 1)]


def key(sequence: str) -> int:
    """Return a sequence of up to 4 characters as the number that `grams` gives it."""
    number = 0
    for char in sequence:
        number = number << 16 | ord(char)
    return number


def grams(normalised: Sequence[str], longest: int) -> Grams:
    """Return the sequences of `character_features` for several normalised sentences at once, as numbers."""
    joined = "".join(f"{_START}{text}{_END}{_SEPARATOR}" for text in normalised)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    ends = codes == ord(_SEPARATOR)
    sentences = np.cumsum(ends) - ends
    begins = np.concatenate([[0], np.flatnonzero(ends)[:-1] + 1]) if len(normalised) else np.zeros(0, dtype=np.intp)
    offsets = np.arange(len(codes)) - begins[sentences]
    keys, starts, lengths, owners = [], [], [], []
    for size in range(1, longest + 1):
        count = max(0, len(codes) - size + 1)
        number = np.zeros(count, dtype=np.uint64)
        whole = np.ones(count, dtype=np.bool_)
        for place in range(size):
            number = number << np.uint64(16) | codes[place : place + count]
            whole &= ~ends[place : place + count]
        keys.append(number[whole])
        starts.append(offsets[:count][whole])
        lengths.append(np.full(int(whole.sum()), size, dtype=np.intp))
        owners.append(sentences[:count][whole])
    return Grams(*(np.concatenate(parts) for parts in (keys, starts, lengths, owners)))


def core(normalised: str) -> str:
    """Return a normalised sentence without the aim clauses at its end (“…，提升公信力”); one clause always remains."""
    clauses = [clause for clause in _CLAUSE.split(normalised) if clause]
    while len(clauses) > 1 and _AIM.match(clauses[-1]):
        clauses.pop()
    return ",".join(clauses)


def cues(normalised: str) -> NDArray[np.float32]:
    """Return 1 or 0 for each of `CUES`: what tells a result from a measure however long the sentence is."""
    counts = len(_COUNT.findall(normalised))
    found = {
        "count": counts > 0,
        "count outside the aim": bool(_COUNT.search(core(normalised))),
        "several counts": counts >= _MOST_COUNTS,
        "share": bool(_SHARE.search(normalised)),
        "year": bool(_YEAR.search(normalised)),
        "no number": "0" not in normalised,
        "state": bool(_STATE.search(normalised)),
        f"length {min(_MOST_STEPS, len(normalised) // _LONG_STEP)}": True,
        f"clauses {min(_MOST_CLAUSES, normalised.count(',') + 1)}": True,
    }
    return np.array([found.get(name, False) for name in CUES], dtype=np.float32)
