"""PDF: the text of the pages in reading order, visual lines joined to the paragraphs they were broken from.

pdfium says what each character is and where it stands; `checker.readers.pdf_layout` makes lines, tables and paragraphs of that.
`Origin.page`, `Origin.line` (visual line on the page, from the top, headers counted), `Origin.column` (characters of
that line) and `Origin.run` (index of the character on the page, as pdfium counts) lead back to every character.
"""

import contextlib
import ctypes
import math
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import pypdfium2 as pdfium
import pypdfium2.raw as api

from checker.errors import ReadError
from checker.model import BlockKind, Document, Origin
from checker.readers.builder import DocumentBuilder
from checker.readers.decoding import commonness
from checker.readers.pdf_grid import Rule
from checker.readers.pdf_layout import Glyph, Line, Page, Paragraph, make_page, paragraphs

_MOST_PAGES = 1000
_MOST_CHARACTERS = 1_000_000
_MOST_SEGMENTS = 2000  # of the paths of one page; what has more is a drawing, not a table
_HEAD = 1024  # readers look for the mark of a PDF among so many bytes
_MOST_UNMAPPED = 0.05  # of the characters; a few are bullets of a symbol font
_LEAST_COMMON = 0.6  # share of common Chinese; what a wrong map makes of a report stays far below
_FEWEST = 10  # characters a page; scanners print a line of their own on an image
_THIN = 3.0  # points; what is thinner is drawn as a line
_QUARTER = math.pi / 2
_UPRIGHT = 0.05  # radians that a straight line of text may be off
_LINE_END_HYPHEN = 2  # what pdfium calls a hyphen at the end of a line
_UNWRITTEN = ("Co", "Cn")  # private and unassigned characters
_SPACE = ord(" ")
_BLANKS = frozenset(map(ord, " \r\n\t"))
_SURROGATES = range(0xD800, 0xE000)
# radicals that fonts give for the characters they look like; those of 2F00–2FD5 have compatibility mappings
_RADICALS = str.maketrans(
    "⺅⺊⺌⺕⺟⺠⺻⺼⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰",
    "亻卜小彐母民聿月虎西见角贝车长长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙",
) | {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_lock = threading.Lock()  # pdfium may be called from one thread at a time only


def read(data: bytes, digest: str) -> Document:
    """Read a PDF. Raises ReadError for files that are none, encrypted, damaged, scanned, without Unicode or too long."""
    if b"%PDF" not in data[:_HEAD]:
        raise ReadError("不是 PDF 文件")
    try:
        with _lock, contextlib.closing(pdfium.PdfDocument(data)) as document:
            pages = list(_pages(document))
    except pdfium.PdfiumError as error:
        if error.err_code in (api.FPDF_ERR_PASSWORD, api.FPDF_ERR_SECURITY):
            raise ReadError("PDF 已加密（设有打开密码），请去掉密码后再检查") from error
        raise ReadError("PDF 文件已损坏或不完整，请重新导出后再检查") from error
    builder = DocumentBuilder("pdf", digest)
    for paragraph in paragraphs(pages):
        _write(builder, paragraph)
    builder.grids()
    return builder.build()


def _write(builder: DocumentBuilder, paragraph: Paragraph) -> None:
    kind = BlockKind.MARGIN if paragraph.margin else BlockKind.CELL if paragraph.cell else BlockKind.PARAGRAPH
    pieces: list[tuple[str, Origin]] = []
    for line, glue in zip(paragraph.lines, (*paragraph.glue, ""), strict=True):
        pieces += _pieces(line, paragraph.cell)
        end = Origin(line.number, line.column + len(line.text), cell=paragraph.cell, page=line.page)
        pieces.append((glue, end))
    cell = None
    if paragraph.cell:
        table, row, column = paragraph.cell
        cell = (end.page, table), row, column
    builder.block(kind, pieces, cell=cell)
    builder.add("\n", end)


def _pieces(line: Line, cell: tuple[int, int, int] | None) -> Iterator[tuple[str, Origin]]:
    """Yield the stretches of `line` whose characters follow one another on the page."""
    start = 0
    for end in range(1, len(line.text) + 1):
        if end == len(line.text) or line.indexes[end] != line.indexes[end - 1] + 1:
            yield (
                line.text[start:end],
                Origin(line.number, line.column + start, run=line.indexes[start], cell=cell, page=line.page),
            )
            start = end


def _pages(document: pdfium.PdfDocument) -> Iterator[Page]:
    """Yield what stands on each page. Raises ReadError for what is too long, has no text or no Unicode."""
    if len(document) > _MOST_PAGES:
        raise ReadError(f"PDF 超过 {_MOST_PAGES} 页，不予读取；请只留下报告本身")
    text: Counter[str] = Counter()
    unmapped = total = pictures = 0
    before = contextlib.ExitStack()
    for number in range(len(document)):
        # pdfium forgets a font with the last page that uses it: each page stays open until the next is
        page = document[number]
        before.close()
        before.callback(page.close)
        with contextlib.closing(page.get_textpage()) as textpage:
            total += api.FPDFText_CountChars(textpage)
            if total > _MOST_CHARACTERS:
                raise ReadError(f"PDF 超过 {_MOST_CHARACTERS // 10000} 万字，不予读取；请只留下报告本身")
            glyphs = list(_glyphs(textpage))
            text.update(glyph.char for glyph, _ in glyphs)
            unmapped += sum(api.FPDFText_HasUnicodeMapError(textpage, glyph.index) == 1 for glyph, _ in glyphs)
            pictures += any(True for _ in page.get_objects([api.FPDF_PAGEOBJ_IMAGE], max_depth=2))
            yield _upright(number + 1, page, glyphs)
    unmapped += sum(count for char, count in text.items() if unicodedata.category(char) in _UNWRITTEN)
    visible = sum(count for char, count in text.items() if not char.isspace())
    if not visible or (pictures and visible < _FEWEST * len(document)):
        raise ReadError("PDF 里没有文字，可能是扫描件；请检查原来的 Word 文件，或者用文字识别（OCR）软件转换后再检查")
    if unmapped > _MOST_UNMAPPED * visible or commonness(text) < _LEAST_COMMON:
        raise ReadError("PDF 的字体没有文字编码，读出来是乱码；请检查原来的 Word 文件，或者重新导出 PDF 后再检查")


def _glyphs(textpage: pdfium.PdfTextPage) -> Iterator[tuple[Glyph, float]]:
    """Yield the characters of a page in the order of its content, each with its angle in radians, clockwise."""
    box, matrix, x, y = api.FS_RECTF(), api.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    high = 0
    guess: int | None = None
    last: Glyph | None = None
    handle = textpage.raw
    for index in range(api.FPDFText_CountChars(handle)):
        code = api.FPDFText_GetUnicode(handle, index)
        if code in _BLANKS and api.FPDFText_IsGenerated(handle, index):
            # pdfium's guess at line ends and spaces; only between Latin words do they say more than the places do
            guess = index if code == _SPACE else None
            continue
        if code in _SURROGATES:
            if code < 0xDC00:
                high = code
                continue
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
            high = 0
        char = "-" if code == _LINE_END_HYPHEN else chr(code).translate(_RADICALS)
        if not api.FPDFText_GetLooseCharBox(handle, index, box):
            continue
        api.FPDFText_GetCharOrigin(handle, index, x, y)
        # pdfium's own angle of a character takes slanted letters for turned ones
        api.FPDFText_GetMatrix(handle, index, matrix)
        angle = math.atan2(-matrix.b, matrix.a)
        left = box.left if angle else min(x.value, box.right)  # of the space a character takes, not of its ink
        glyph = Glyph(char, index, left, box.right, box.bottom, box.top, y.value)
        if guess is not None and last and not angle and _is_word(last.char) and _is_word(char):
            yield Glyph(" ", guess, last.right, last.right, last.bottom, last.top, last.base), angle
        yield glyph, angle
        last, guess = glyph, None


def _is_word(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _upright(number: int, page: pdfium.PdfPage, glyphs: list[tuple[Glyph, float]]) -> Page:
    """Return page `number`, turned so that most of its text runs to the right."""
    quarters = [_quarter(angle) for _, angle in glyphs]
    counts = Counter(quarter for quarter in quarters if quarter is not None)
    turn = _Turn(counts.most_common(1)[0][0] if counts else 0)
    text = [turn.glyph(glyph) for (glyph, _), quarter in zip(glyphs, quarters, strict=True) if quarter == turn.quarter]
    aslant = [glyph for (glyph, _), quarter in zip(glyphs, quarters, strict=True) if quarter != turn.quarter]
    return make_page(number, turn.box(*page.get_bbox()), text, aslant, list(_rules(page, turn)))


def _quarter(angle: float) -> int | None:
    """Return by how many quarters of a circle a character is turned, clockwise, or None when it stands aslant."""
    quarter = round(angle / _QUARTER)
    return quarter % 4 if abs(angle - quarter * _QUARTER) < _UPRIGHT else None


@dataclass(frozen=True, slots=True)
class _Turn:
    """The turn of a page by which text that is turned by `quarter` quarters clockwise comes to stand upright."""

    quarter: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        return ((x, y), (-y, x), (-x, -y), (y, -x))[self.quarter]

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        (x, y), (other_x, other_y) = self.point(left, bottom), self.point(right, top)
        return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)

    def glyph(self, glyph: Glyph) -> Glyph:
        if not self.quarter:
            return glyph
        left, bottom, right, top = self.box(glyph.left, glyph.bottom, glyph.right, glyph.top)
        return Glyph(glyph.char, glyph.index, left, right, bottom, top, bottom)


def _rules(page: pdfium.PdfPage, turn: _Turn) -> Iterator[Rule]:
    """Yield the lines along x or y that are drawn on a page, as thin shapes or as strokes; none of a drawing."""
    segments = 0
    for path in page.get_objects([api.FPDF_PAGEOBJ_PATH], max_depth=1):
        segments += max(1, api.FPDFPath_CountSegments(path))
        if segments > _MOST_SEGMENTS:
            return
        left, bottom, right, top = path.get_bounds()
        if min(right - left, top - bottom) < _THIN:
            yield from _rule(turn.box(left, bottom, right, top))
        else:
            yield from chain.from_iterable(_rule(turn.box(*ends)) for ends in _strokes(path))


def _rule(box: tuple[float, float, float, float]) -> Iterator[Rule]:
    left, bottom, right, top = box
    if top - bottom < _THIN < right - left:
        yield Rule(True, (bottom + top) / 2, left, right)
    elif right - left < _THIN < top - bottom:
        yield Rule(False, (left + right) / 2, bottom, top)


def _strokes(path: pdfium.PdfObject) -> Iterator[tuple[float, float, float, float]]:
    """Yield start and end of each straight stroke of `path`."""
    matrix = path.get_matrix()
    x, y, stroked, fill = ctypes.c_float(), ctypes.c_float(), ctypes.c_int(), ctypes.c_int()
    api.FPDFPath_GetDrawMode(path, fill, stroked)
    if not stroked.value:
        return
    first = last = (0.0, 0.0)
    for index in range(api.FPDFPath_CountSegments(path)):
        segment = api.FPDFPath_GetPathSegment(path, index)
        api.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = api.FPDFPathSegment_GetType(segment)
        if kind == api.FPDF_SEGMENT_LINETO:
            yield (*last, *point)
        elif kind == api.FPDF_SEGMENT_MOVETO:
            first = point
        if api.FPDFPathSegment_GetClose(segment):
            yield (*point, *first)
        last = point
