"""Numbers that open a heading, by level: 一、 → （一） → 1. → （1） (GB/T 9704-2012 7.3.3, GB/T 15834-2011 B.3)."""

import re
from dataclasses import dataclass

from checker.text.numerals import parse_chinese
from checker.text.pattern import pattern

_NUMBER = pattern(
    r"(?P<l1>[一二三四五六七八九十]{1,3}、)"
    r"|(?P<l2>[（(][一二三四五六七八九十]{1,3}[）)]、?)"
    r"|(?P<l3>\d{1,2}(?:[.．](?!\d)|、))"
    r"|(?P<l4>[（(]\d{1,2}[）)]、?|[①-⑳])"
)
_WIDEST_ORDINAL = 40


@dataclass(frozen=True, slots=True)
class HeadingNumber:
    """A heading number at `start` of its text: the text itself, its level (1…4) and its value."""

    text: str
    start: int
    level: int
    ordinal: int

    @property
    def end(self) -> int:
        """Offset after the number."""
        return self.start + len(self.text)


def _of(match: re.Match[str]) -> HeadingNumber | None:
    level = next(index for index in range(1, 5) if match[f"l{index}"])
    core = match[0].strip("（()）.．、")
    if "①" <= core[:1] <= "⑳":
        ordinal: int | None = ord(core) - ord("①") + 1
    else:
        ordinal = int(core) if core.isdigit() else parse_chinese(core)
    if not ordinal or ordinal > _WIDEST_ORDINAL:
        return None
    return HeadingNumber(match[0], match.start(), level, ordinal)


def number_at(text: str, position: int) -> HeadingNumber | None:
    """Return the heading number that begins at `position` of `text`, or None."""
    match = _NUMBER.match(text, position)
    return _of(match) if match else None


def numbers(text: str, start: int, end: int) -> list[HeadingNumber]:
    """Return every stretch of `text[start:end]` that has the form of a heading number, in order."""
    found = (_of(match) for match in _NUMBER.finditer(text, start, end))
    return [number for number in found if number is not None]
