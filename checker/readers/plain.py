"""Plain text: every line is a block; the document's text is the file's text, character by character."""

from checker.model import BlockKind, Document, Origin
from checker.readers.builder import DocumentBuilder
from checker.readers.decoding import decode_text
from checker.text.pattern import pattern

_COMMENT = pattern(r"\s*<!--[^\n]*?-->\s*\Z")


def read(data: bytes, digest: str) -> Document:
    """Read plain text. Raises ReadError for binary data and unknown encodings."""
    builder = DocumentBuilder("text", digest)
    lines = decode_text(data).split("\n")
    for number, line in enumerate(lines, 1):
        kind = BlockKind.COMMENT if _COMMENT.match(line) else BlockKind.PARAGRAPH
        builder.block(kind, [(line, Origin(number, bytes_before=0))])
        if number < len(lines):
            builder.add("\n", Origin(number, len(line) + 1, bytes_before=len(line.encode())))
    return builder.build()
