"""The zip package of a Word file, opened without trusting it: what it is, how large it is, what its parts hold."""

import copy
import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from checker.errors import ReadError

MOST_BYTES = 200 * 1024 * 1024  # all parts unpacked
MOST_RATIO = 200  # unpacked to packed, of a large part
_LARGE_PART = 10 * 1024 * 1024  # small parts of plain XML may well shrink two-hundredfold
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    ValueError,
    IndexError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    OSError,
    struct.error,
)
_BROKEN = "Word 文件已损坏或不完整，请重新保存后再检查"
_ENCRYPTED = "文件已加密（设有打开密码），请去掉密码后再检查"


class Package:
    """The parts of one file by name. Nothing is unpacked before its size has been checked."""

    def __init__(self, data: bytes) -> None:
        """Open the package. Raises ReadError when `data` is none, encrypted, damaged or beyond the limits."""
        if not data.startswith(b"PK"):
            raise ReadError(_what_else(data))
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise ReadError(_BROKEN) from error
        self._parts = {info.filename: info for info in self._archive.infolist()}
        _check_sizes(self._archive.infolist())

    def read(self, name: str) -> bytes | None:
        """Return the bytes of part `name`, or None when there is no such part. Raises ReadError when it is damaged."""
        info = self._parts.get(name)
        if info is None:
            return None
        if info.flag_bits & 1:
            raise ReadError(_ENCRYPTED)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ReadError(_BROKEN)
        try:
            with self._archive.open(info) as part:
                content = part.read(info.file_size + 1)  # never more than was declared and checked
        except _DAMAGE as error:
            raise ReadError(_BROKEN) from error
        if len(content) != info.file_size:
            raise ReadError(_BROKEN)
        return content

    def replaced(self, parts: Mapping[str, bytes]) -> bytes:
        """Return the bytes of the file with `parts`, by name, in the place of its own or behind them.

        Every other part keeps its bytes, its place and its time. Raises ReadError when one is damaged.
        """
        raw = io.BytesIO()
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, info in self._parts.items():
                content = self.read(name) if name not in parts else parts[name]
                archive.writestr(copy.copy(info), content or b"")
            for name in sorted(parts.keys() - self._parts.keys()):
                archive.writestr(zipfile.ZipInfo(name), parts[name], zipfile.ZIP_DEFLATED)
        return raw.getvalue()


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    total = sum(part.file_size for part in parts)
    if total > MOST_BYTES:
        raise ReadError(f"Word 文件解压后超过 {MOST_BYTES // 1024 // 1024} MB，不予读取")
    if any(part.file_size > _LARGE_PART and part.file_size > MOST_RATIO * part.compress_size for part in parts):
        raise ReadError("Word 文件的压缩比异常，疑似压缩炸弹，不予读取")


def _what_else(data: bytes) -> str:
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return _ENCRYPTED
        if "WordDocument".encode("utf-16-le") in data:
            return "这是旧版 Word 文件（.doc 格式），请另存为 .docx 后再检查"
        return "不是 Word 文档（.docx），请用 Word 另存为 .docx 后再检查"
    if data.startswith(b"{\\rtf"):
        return "这是 RTF 文件，请另存为 .docx 后再检查"
    return "不是 Word 文档（.docx），请用 Word 另存为 .docx 后再检查"
