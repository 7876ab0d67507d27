"""Bytes to text: UTF-8, UTF-16 (each with or without a mark) and GB18030; detected, never guessed silently wrong."""

import codecs
import functools
from collections import Counter

from checker.errors import ReadError

# The share of common Chinese among the characters beyond ASCII. What a wrong encoding makes of Chinese scatters
# over rare characters: Big5 and Shift-JIS read as GB18030 stay below a half, a real draft is above nine tenths.
_LEAST_COMMON = 0.75
_MOST_CONTROLS = 0.01
_CONTROLS = frozenset(map(chr, range(32))) - frozenset("\t\n\r\f\x0b")
_THREE_BYTES = "\u0800"  # the first character of three bytes in UTF-8; GB18030 hardly ever looks like one
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_UNMARKED = ("gb18030", "utf-16-le", "utf-16-be")


def decode_text(data: bytes) -> str:
    """Return the text of `data` with plain line feeds. Raises ReadError for binary data and unknown encodings."""
    return _decode(data).replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _strictly(data, encoding)
            return _refuse(data) if text is None or _is_binary(text) else text
    unicode = _strictly(data, "utf-8")
    if unicode is not None and _is_binary(unicode):
        unicode = None  # UTF-16 of ASCII is also valid UTF-8, full of NULs
    if unicode is not None and (unicode.isascii() or max(unicode) >= _THREE_BYTES):
        return unicode
    readings = [text for text in (_strictly(data, encoding) for encoding in _UNMARKED) if text and not _is_binary(text)]
    best = max(readings, key=commonness, default="")
    if best and commonness(best) >= _LEAST_COMMON:
        # the same bytes as letters of two bytes in UTF-8 and as common Chinese: not for us to choose
        return best if unicode is None else _refuse(data)
    return _refuse(data) if unicode is None else unicode


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


def _refuse(data: bytes) -> str:
    if any(byte < 9 for byte in data[:4096]):
        raise ReadError("不是文本文件（内容为二进制数据）")
    raise ReadError("无法识别文字编码，请另存为 UTF-8 或 GB18030 后再检查")
