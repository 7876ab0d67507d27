"""Positions of the protocol and places of the house: the only module that knows code units.

The protocol counts lines and code units (of UTF-8, UTF-16 or UTF-32, as agreed at the start) from 0; a `Place` counts lines
and code points from 1.
"""

import bisect

from lsprotocol.types import (
    Position,
    PositionEncodingKind,
    Range,
    TextDocumentContentChangeEvent,
    TextDocumentContentChangePartial,
)

from checker.model import Place
from checker.text.pattern import pattern
from checker.text.span import Span

_LINE_END = pattern(r"\r\n|\r|\n")  # those of the protocol; `str.splitlines` knows more
_UNITS = {
    PositionEncodingKind.Utf8: ("utf-8", 1),
    PositionEncodingKind.Utf16: ("utf-16-le", 2),
    PositionEncodingKind.Utf32: ("utf-32-le", 4),
}
_MARK = "\ufeff"


class Text:
    """A text as the client has it, immutable, with its lines; positions in it are those agreed with the client."""

    def __init__(self, source: str, encoding: PositionEncodingKind | str) -> None:
        """Find the lines of `source`; `encoding` is the one agreed upon."""
        self.source = source
        self._encoding = encoding
        self._codec, self._size = _UNITS[PositionEncodingKind(encoding)]
        ends = [Span(*match.span()) for match in _LINE_END.finditer(source)]
        self._starts = [0, *(end.end for end in ends)]
        self._ends = [*(end.start for end in ends), len(source)]
        self._skipped = source.startswith(_MARK)  # readers drop it, so columns of the first line begin behind it
        self.line_end = ends[0].of(source) if ends else "\n"

    def _units(self, text: str) -> int:
        return len(text.encode(self._codec, "surrogatepass")) // self._size

    def _offset(self, position: Position) -> int:
        """Return the code points before `position`; what is beyond a line or the text is its end, as the protocol says."""
        if position.line >= len(self._starts):
            return len(self.source)
        start = self._starts[position.line]
        line = self.source[start : self._ends[position.line]]
        fitting = bisect.bisect_right(
            range(len(line) + 1), position.character, key=lambda length: self._units(line[:length])
        )
        return start + max(0, fitting - 1)  # inside a character: before it

    def _position(self, offset: int) -> Position:
        line = bisect.bisect_right(self._starts, offset) - 1
        return Position(line, self._units(self.source[self._starts[line] : min(offset, self._ends[line])]))

    def _at(self, line: int, column: int) -> Position:
        return self._position(self._starts[line - 1] + column - 1 + (line == 1 and self._skipped))

    def range(self, place: Place) -> Range:
        """Return the range of `place`, a place in this text."""
        return Range(self._at(place.line, place.column), self._at(place.end_line, place.end_column))

    def line(self, number: int) -> Range:
        """Return the range of the line `number` (from 1) without its end."""
        return Range(Position(number - 1, 0), self._position(self._ends[number - 1]))

    def where(self, position: Position) -> tuple[int, int]:
        """Return line and column of `position`, counted as in a `Place`."""
        offset = self._offset(position)
        line = bisect.bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1 - (line == 1 and self._skipped)

    def changed(self, change: TextDocumentContentChangeEvent) -> "Text":
        """Return the text after `change`."""
        if not isinstance(change, TextDocumentContentChangePartial):
            return Text(change.text, self._encoding)
        start, end = sorted((self._offset(change.range.start), self._offset(change.range.end)))
        return Text(self.source[:start] + change.text + self.source[end:], self._encoding)
