"""PDF: the text of the pages in reading order, visual lines joined to the paragraphs they were broken from.

The file is taken apart by `checker.readers.pdf_pages` in a process of its own, whose memory and time are bounded: a hostile
file can fell pdfium, or make it ask for gigabytes. `Origin.page`, `Origin.line` (visual line on the page, from the top,
headers counted), `Origin.column` (characters of that line) and `Origin.run` (index of the character on the page, as pdfium
counts) lead back to every character.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from checker.errors import ReadError
from checker.model import BlockKind, Document, Origin
from checker.readers.builder import DocumentBuilder

_HEAD = 1024  # readers look for the mark of a PDF among so many bytes
_LARGEST = 100 << 20
_LONGEST = 120  # seconds; a report of 300 pages takes some five
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # of Windows


class _Line(NamedTuple):
    """A stretch of a visual line; `glue` stands between it and the next of its paragraph."""

    page: int
    number: int
    column: int
    text: str
    indexes: Sequence[int]
    glue: str


class _Paragraph(NamedTuple):
    margin: bool
    cell: tuple[int, int, int] | None
    lines: list[_Line]


def read(data: bytes, digest: str) -> Document:
    """Read a PDF. Raises ReadError for files that are none, encrypted, damaged, scanned, without Unicode or too long."""
    if b"%PDF" not in data[:_HEAD]:
        raise ReadError("不是 PDF 文件")
    if len(data) > _LARGEST:
        raise ReadError(f"PDF 太大（超过 {_LARGEST >> 20} MB），不予读取")
    builder = DocumentBuilder("pdf", digest)
    for paragraph in _paragraphs(data):
        _write(builder, paragraph)
    builder.grids()
    return builder.build()


def _paragraphs(data: bytes) -> Iterator[_Paragraph]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}  # wherever this package was found
    command = [sys.executable, "-m", "checker.readers.pdf_pages"]
    try:
        done = subprocess.run(  # noqa: S603 - this interpreter, this package
            command,
            input=data,
            capture_output=True,
            timeout=_LONGEST,
            env=environment,
            check=False,
            creationflags=_NO_WINDOW,
        )
    except subprocess.TimeoutExpired:
        raise ReadError(f"PDF 过于复杂，{_LONGEST} 秒没有读完；请检查原来的 Word 文件") from None
    if done.returncode:
        raise ReadError("PDF 已损坏，或者内部过于复杂，读取时出错；请重新导出，或者检查原来的 Word 文件")
    answer = json.loads(done.stdout)
    if isinstance(answer, str):
        raise ReadError(answer)
    for margin, cell, lines in answer:
        yield _Paragraph(margin, tuple(cell) if cell else None, [_Line(*line) for line in lines])


def _write(builder: DocumentBuilder, paragraph: _Paragraph) -> None:
    kind = BlockKind.MARGIN if paragraph.margin else BlockKind.CELL if paragraph.cell else BlockKind.PARAGRAPH
    pieces: list[tuple[str, Origin]] = []
    for line in paragraph.lines:
        pieces += _pieces(line, paragraph.cell)
        end = Origin(line.number, line.column + len(line.text), cell=paragraph.cell, page=line.page)
        pieces.append((line.glue, end))
    cell = None
    if paragraph.cell:
        table, row, column = paragraph.cell
        cell = (end.page, table), row, column
    builder.block(kind, pieces, cell=cell)
    builder.add("\n", end)


def _pieces(line: _Line, cell: tuple[int, int, int] | None) -> Iterator[tuple[str, Origin]]:
    """Yield the stretches of `line` whose characters follow one another on the page."""
    start = 0
    for end in range(1, len(line.text) + 1):
        if end == len(line.text) or line.indexes[end] != line.indexes[end - 1] + 1:
            yield (
                line.text[start:end],
                Origin(line.number, line.column + start, run=line.indexes[start], cell=cell, page=line.page),
            )
            start = end
