"""Lines as a terminal shows them: a Chinese character takes two columns, and no line begins with a comma."""

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterable

from checker.text.pattern import pattern

_ELLIPSIS = "……"
# a Latin word or one character, with the marks that must not part from it
_UNIT = pattern(r"[“‘《（【〔]*(?:[!-~]+|.)[，。、；：！？”’》）】〕…]*", re.DOTALL)
# where a text may be cut short without tearing a phrase: after one of these marks
_JOINTS = frozenset("，、；：。,;: ")
_REACH = 12  # characters that a cut may move to meet a joint


def columns(text: str) -> int:
    """Return how many columns of a terminal `text` takes: Chinese characters and emoji two, combining marks none."""
    return sum(map(_columns, text))


@functools.lru_cache(maxsize=1 << 14)
def _columns(char: str) -> int:
    if char < "\u0300":
        return 1
    if unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def breaks(text: str, width: int) -> list[int]:
    """Return the offsets at which `text` goes on to a new line of at most `width` columns."""
    found: list[int] = []
    used = 0
    for start, unit in _units(text, width):
        if used and used + columns(unit.rstrip()) > width:
            found.append(start)
            used = 0
        used += columns(unit)
    return found


def _units(text: str, width: int) -> Iterable[tuple[int, str]]:
    for unit in _UNIT.finditer(text):
        if columns(unit[0]) <= width:
            yield unit.start(), unit[0]
        else:
            yield from enumerate(unit[0], unit.start())


def wrapped(text: str, width: int) -> list[str]:
    """Return `text` in lines of at most `width` columns."""
    ends = [0, *breaks(text, width), len(text)]
    return [text[start:end].strip() for start, end in itertools.pairwise(ends)]


def padded(text: str, width: int) -> str:
    """Return `text` with spaces up to `width` columns."""
    return text + " " * (width - columns(text))


def plain(text: str) -> str:
    """Return `text` on one line, without the control characters that might move the cursor."""
    spaced = text.replace("\n", " ").replace("\t", " ")
    return "".join(char for char in spaced if unicodedata.category(char) != "Cc")


def shown_path(path: str) -> str:
    """Return a path as people are shown it."""
    return "标准输入" if path == "-" else plain(path)


def head(text: str, room: int) -> str:
    """Return `text`, its end left out where it is wider than `room` columns."""
    if columns(text) <= room:
        return text
    end = _count(text, room - columns(_ELLIPSIS))
    joint = next((at for at in range(end, max(0, end - _REACH), -1) if text[at - 1] in _JOINTS), end)
    return text[:joint] + _ELLIPSIS


def tail(text: str, room: int) -> str:
    """Return `text`, its beginning left out where it is wider than `room` columns."""
    if columns(text) <= room:
        return text
    start = len(text) - _count(text[::-1], room - columns(_ELLIPSIS))
    joint = next((at for at in range(start, min(len(text), start + _REACH)) if text[at - 1 : at] in _JOINTS), start)
    return _ELLIPSIS + text[joint:]


def middle(text: str, room: int) -> str:
    """Return `text`, its middle left out where it is wider than `room` columns."""
    if columns(text) <= room:
        return text
    half = (room - columns(_ELLIPSIS)) // 2
    return text[: _count(text, half)] + _ELLIPSIS + text[len(text) - _count(text[::-1], half) :]


def _count(text: str, room: int) -> int:
    """Return how many characters from the start of `text` fit into `room` columns."""
    used = 0
    for index, char in enumerate(text):
        used += _columns(char)
        if used > room:
            return index
    return len(text)
