"""PDF files made in code, set as official documents are: A4, 28 characters a line, 22 lines a page, page numbers."""

import io
import re
from collections.abc import Iterator, Sequence

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
PAGE = (595.0, 842.0)
EM = 16
LEFT, RIGHT, TOP, BOTTOM = 79, 79 + 28 * EM, 720, 100
LEADING = 28
UNIT = re.compile(r"[“《（]*(?:[A-Za-z0-9.,%]+|.)[，。、；：？！”》）]*")
pdfmetrics.registerFont(UnicodeCIDFont(FONT))


class Sheets:
    """Pages that fill from the top; every page has its number at the foot, and `header` at its head."""

    def __init__(self, header: str = "", numbers: str = "— {} —", **options: str) -> None:
        self._raw = io.BytesIO()
        self.canvas = Canvas(self._raw, pagesize=PAGE, invariant=1, **options)
        self._header, self._numbers = header, numbers
        self._page, self.y = 1, TOP

    def line(self, text: str, x: float = LEFT, size: float = EM) -> None:
        """Set one line and go to the next."""
        if self.y < BOTTOM:
            self.turn()
        self.write(text, x, self.y, size)
        self.y -= LEADING

    def write(self, text: str, x: float, y: float, size: float = EM) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, y, text)

    def paragraph(self, text: str, indent: float = 2 * EM, size: float = EM, width: float = RIGHT - LEFT) -> None:
        """Set a paragraph with an indented first line, broken where the next word does not fit."""
        for index, words in enumerate(wrapped(text, width, indent, size)):
            self.line(words, LEFT + (0 if index else indent), size)

    def centred(self, lines: Sequence[str], size: float = EM) -> None:
        for words in lines:
            self.line(words, (LEFT + RIGHT - pdfmetrics.stringWidth(words, FONT, size)) / 2, size)

    def right(self, text: str) -> None:
        self.line(text, RIGHT - pdfmetrics.stringWidth(text, FONT, EM) - 2 * EM)

    def table(self, rows: Sequence[Sequence[str]], widths: Sequence[float], *, ruled: bool = True) -> None:
        """Set a table whose cells wrap; `ruled`: with a line around each cell."""
        edges = [LEFT + sum(widths[:index]) for index in range(len(widths) + 1)]
        heights = [self.y + EM + 4]
        for row in rows:
            cells = [list(wrapped(words, width - 12)) for words, width in zip(row, widths, strict=True)]
            for index, lines in enumerate(cells):
                for number, words in enumerate(lines):
                    self.write(words, edges[index] + 6, self.y - number * LEADING)
            self.y -= LEADING * max(map(len, cells))
            heights.append(self.y + EM + 4)
        if ruled:
            self.canvas.grid(edges, heights)

    def turn(self) -> None:
        """Finish the page."""
        if self._header:
            self.write(self._header, LEFT, 790, 10)
        self.write(self._numbers.format(self._page), 275, 60, 14)
        self.canvas.showPage()
        self._page, self.y = self._page + 1, TOP

    def finish(self) -> bytes:
        self.turn()
        self.canvas.save()
        return self._raw.getvalue()


def wrapped(text: str, width: float, indent: float = 0, size: float = EM) -> Iterator[str]:
    line, room = "", width - indent
    for unit in UNIT.findall(text):
        if line and pdfmetrics.stringWidth(line + unit, FONT, size) > room + 0.01:
            yield line
            line, room = "", width
        line += unit
    yield line
