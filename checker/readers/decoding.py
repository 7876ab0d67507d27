"""Bytes to text: UTF-8, UTF-16 (each with or without a mark) and GB18030; detected, never guessed silently wrong."""

import codecs
import functools
from collections import Counter
from dataclasses import dataclass

from checker.errors import ReadError

# The share of common Chinese among the characters beyond ASCII. What a wrong encoding makes of Chinese scatters
# over rare characters: Big5 and Shift-JIS read as GB18030 stay below a half, a real draft is above nine tenths.
_LEAST_COMMON = 0.75
_MOST_CONTROLS = 0.01
_CONTROLS = frozenset(map(chr, range(32))) - frozenset("\t\n\r\f\x0b")
_THREE_BYTES = "\u0800"  # the first character of three bytes in UTF-8; GB18030 hardly ever looks like one
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UNMARKED = ("gb18030", "utf-16-le", "utf-16-be")


@dataclass(frozen=True, slots=True)
class Source:
    """A text as it stands in its file, with the line ends it has there; `mark` are the bytes in front of it."""

    text: str
    encoding: str
    mark: bytes = b""


def decode_text(data: bytes) -> str:
    """Return the text of `data` with plain line feeds. Raises ReadError for binary data and unknown encodings."""
    return decode_source(data).text.replace("\r\n", "\n").replace("\r", "\n")


def decode_source(data: bytes) -> Source:
    """Return the text of `data` and how it is encoded. Raises ReadError for binary data and unknown encodings."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], encoding)
            if text is None or _is_binary(text):
                raise _refusal(data)
            return Source(text, encoding, mark)
    unicode = _strictly(data, "utf-8")
    if unicode is not None and _is_binary(unicode):
        unicode = None  # UTF-16 of ASCII is also valid UTF-8, full of NULs
    if unicode is not None and (unicode.isascii() or max(unicode) >= _THREE_BYTES):
        return Source(unicode, "utf-8")
    decoded = ((_strictly(data, encoding), encoding) for encoding in _UNMARKED)
    readings = [Source(text, encoding) for text, encoding in decoded if text and not _is_binary(text)]
    best = max(readings, key=lambda reading: commonness(reading.text), default=None)
    likely = best is not None and commonness(best.text) >= _LEAST_COMMON
    if best and likely and unicode is None:
        return best
    if likely or unicode is None:  # the same bytes as letters of two bytes in UTF-8 and as common Chinese, or neither
        raise _refusal(data)
    return Source(unicode, "utf-8")


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_binary(text: str) -> bool:
    """Tell whether `text` holds a NUL, a replacement character or more control characters than a stray one."""
    controls = sum(text.count(char) for char in _CONTROLS)
    return "\0" in text or "\ufffd" in text or controls > max(1, _MOST_CONTROLS * len(text))


def commonness(text: str | Counter[str]) -> float:
    """Return the share, 0…1, of common Chinese characters and marks among those beyond ASCII; 1 for pure ASCII."""
    counts = Counter(text)
    beyond = {char: count for char, count in counts.items() if char > "\x7f" and not char.isspace()}
    total = sum(beyond.values())
    return sum(count for char, count in beyond.items() if _is_common(char)) / total if total else 1.0


@functools.cache
def _is_common(char: str) -> bool:
    """Tell whether `char` is in the first level of GB/T 2312 (3755 characters in common use) or one of its marks."""
    try:
        lead = char.encode("gb2312")[0]
    except UnicodeEncodeError:
        return False
    return 0xA1 <= lead <= 0xA3 or 0xB0 <= lead <= 0xD7


def _refusal(data: bytes) -> ReadError:
    if any(byte < 9 for byte in data[:4096]):
        return ReadError("不是文本文件（内容为二进制数据）")
    return ReadError("无法识别文字编码，请另存为 UTF-8 或 GB18030 后再检查")
