"""Changes in plain text and Markdown: the characters at their line and column, encoding and line ends kept."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from checker.model import Document
from checker.readers.decoding import decode_source
from checker.text.pattern import pattern

if TYPE_CHECKING:
    from checker.writers.fix import Change

_LINE_END = pattern(r"\r\n|\r|\n")


def changed(data: bytes, document: Document, changes: Sequence["Change"]) -> bytes | None:
    """Return `data`, read as `document`, with `changes` (in order); None where a character is not at its place."""
    source = decode_source(data)
    if source.mark + source.text.encode(source.encoding) != data:
        return None
    starts = [0, *(end.end() for end in _LINE_END.finditer(source.text))]
    pieces = list(source.text)
    for change in changes:
        places = []
        for offset in range(*change.held):
            origin, skip = document.origin(offset)
            places.append(starts[origin.line - 1] + origin.column - 1 + skip)
            if source.text[places[-1] : places[-1] + 1] != document.text[offset]:
                return None
        if not change.inserts:
            for place in places:
                pieces[place] = ""
        first = pieces[places[0]]
        pieces[places[0]] = first + change.words if change.after else change.words + first
    return source.mark + "".join(pieces).encode(source.encoding)
