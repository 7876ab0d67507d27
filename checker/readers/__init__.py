"""Readers: the bytes of a file into a Document. The only place that knows file formats."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

from checker.errors import ReadError
from checker.model import BlockKind, Document

SUFFIXES = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".docx": "docx",
    ".docm": "docx",  # its macros are never looked at
    ".dotx": "docx",
    ".dotm": "docx",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
}
# what LibreOffice makes a .docx of first; the format of the document is the suffix without its point
OTHER_DRAFTS = frozenset({".doc", ".dot", ".wps", ".wpt", ".odt", ".rtf"})
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!DOCTYPE html|html)\b", re.IGNORECASE)
_ARCHIVES = {".mht": "html", ".mhtml": "html"}  # the reader of web pages says what to do with them


def suffixes() -> frozenset[str]:
    """Return the suffixes that can be read on this machine."""
    from checker.readers import office

    return frozenset(SUFFIXES) | (OTHER_DRAFTS if office.program() else frozenset())


def _reader(file_format: str) -> Callable[[bytes, str], Document]:
    """Return the reader of a format; imported only now, since lxml and pdfium are slow to load."""
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


def read(data: bytes, name: str, *, layout: bool = False) -> Document:
    """Read `data` as the format that the suffix of `name` tells (no suffix: plain text).

    `layout`: read also how the text is set, which of the formats only Word files tell.

    Raises ReadError, whose message is one clear line, when that cannot be done.
    """
    if not data.strip():
        raise ReadError("文件是空的")
    suffix = PurePath(name).suffix.lower()
    digest = hashlib.sha256(data).hexdigest()
    if suffix in OTHER_DRAFTS and _PAGE.match(data):
        # systems for office work write .doc files that are web pages; LibreOffice would fetch what they link to
        document = _reader("html")(data, digest)
    elif suffix in OTHER_DRAFTS:
        from checker.readers import office

        document = replace(_reader("docx")(office.to_docx(data, suffix), digest), format=suffix[1:])
    else:
        file_format = (SUFFIXES | _ARCHIVES).get(suffix, "" if suffix else "text")
        if not file_format:
            raise ReadError(f"不支持的文件格式“{suffix}”（支持 {' '.join(SUFFIXES)}）")
        document = _reader(file_format)(data, digest)
    if all(block.kind is BlockKind.MARGIN for block in document.blocks):
        raise ReadError("文件里没有文字")
    if layout and document.format == "docx":
        from checker.readers.docx_layout import read_layout

        document = replace(document, layout=read_layout(data, document))
    return document
