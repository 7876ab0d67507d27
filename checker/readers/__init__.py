"""Readers: the bytes of a file into a Document. The only place that knows file formats."""

import hashlib
from collections.abc import Callable
from pathlib import PurePath

from checker.errors import ReadError
from checker.model import Document

SUFFIXES = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".docx": "docx",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
}
# what else reports are kept in; a word processor can save each as .docx
OTHER_DRAFTS = frozenset({".doc", ".wps", ".rtf", ".odt"})


def _reader(file_format: str) -> Callable[[bytes, str], Document]:
    """Return the reader of a format; imported only now, since python-docx is slow to load."""
    if file_format == "docx":
        from checker.readers import docx

        return docx.read
    if file_format == "html":
        from checker.readers import html

        return html.read
    if file_format == "pdf":
        from checker.readers import pdf

        return pdf.read
    if file_format == "markdown":
        from checker.readers import markdown

        return markdown.read
    from checker.readers import plain

    return plain.read


def read(data: bytes, name: str) -> Document:
    """Read `data` as the format that the suffix of `name` tells (no suffix: plain text).

    Raises ReadError, whose message is one clear line, when that cannot be done.
    """
    if not data.strip():
        raise ReadError("文件是空的")
    suffix = PurePath(name).suffix.lower()
    if suffix in OTHER_DRAFTS:
        raise ReadError(f"不支持的文件格式“{suffix}”，请换成 .docx 后再检查")
    if suffix and suffix not in SUFFIXES:
        raise ReadError(f"不支持的文件格式“{suffix}”（支持 {' '.join(SUFFIXES)}）")
    document = _reader(SUFFIXES.get(suffix, "text"))(data, hashlib.sha256(data).hexdigest())
    if not document.blocks:
        raise ReadError("文件里没有文字")
    return document
