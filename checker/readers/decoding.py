"""Bytes to text: UTF-8 (with or without BOM), UTF-16 and GB18030; detected, never guessed silently wrong."""

import codecs

from checker.errors import ReadError

# the share of characters a Chinese draft in GB18030 must have in the common range: a wrong decoding scatters into rare ones
_LEAST_COMMON = 0.5
_CONTROLS = frozenset(map(chr, range(32))) - frozenset("\t\n\r\f\x0b")


def _looks_wrong(text: str) -> bool:
    """Tell whether `text` cannot be what the author typed: control characters, private use or no common Chinese."""
    if any(char in _CONTROLS or "\ue000" <= char <= "\uf8ff" or char == "\ufffd" for char in text):
        return True
    beyond = [char for char in text if char > "\x7f"]
    # GB2312 first-level characters and Chinese punctuation encode to the lead bytes 0xA1–0xA3 and 0xB0–0xF7
    common = sum(1 for char in beyond if _is_gb2312(char))
    return bool(beyond) and common < _LEAST_COMMON * len(beyond)


def _is_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def decode_text(data: bytes) -> str:
    """Return the text of `data` with line ends as “\\n”. Raises ReadError for binary data and unknown encodings."""
    return _decode(data).replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes) -> str:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _strictly(data, encoding) or _refuse(data)
    even_zeros, odd_zeros = data[::2].count(0), data[1::2].count(0)
    if even_zeros or odd_zeros:
        # UTF-16 without a mark: the high byte of every line end, digit and Latin letter is zero
        text = _strictly(data, "utf-16-le" if odd_zeros > even_zeros else "utf-16-be")
        return text if text and not _looks_wrong(text) else _refuse(data)
    text = _strictly(data, "utf-8")
    if text is not None:
        return text if not any(char in _CONTROLS for char in text) else _refuse(data)
    text = _strictly(data, "gb18030")
    return text if text and not _looks_wrong(text) else _refuse(data)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _refuse(data: bytes) -> str:
    if any(byte < 9 for byte in data[:4096]):
        raise ReadError("不是文本文件（内容为二进制数据）")
    raise ReadError("无法识别文字编码，请另存为 UTF-8 或 GB18030 后再检查")
