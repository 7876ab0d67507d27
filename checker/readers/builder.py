"""The only way to make a Document: text is added piece by piece, each with its origin."""

from checker.errors import ReadError
from checker.model import Block, BlockKind, Document, Origin, Piece, Residue
from checker.text.span import Span

# ten times the longest reports there are; what is longer is none, and would take minutes
MOST_CHARACTERS = 1_000_000
MOST_PIECES = 400_000


class DocumentBuilder:
    """Collects pieces and blocks. A block is opened, filled and closed; text outside a block belongs to none."""

    def __init__(self, file_format: str, digest: str) -> None:
        """Start an empty document of `file_format` whose bytes have the SHA-256 `digest`."""
        self._format = file_format
        self._digest = digest
        self._text: list[str] = []
        self._length = 0
        self._pieces: list[Piece] = []
        self._blocks: list[Block] = []
        self._residues: list[Residue] = []

    def add(self, text: str, origin: Origin) -> Span:
        """Append `text`, which came from `origin`, and return its span. Raises ReadError when it becomes too long."""
        span = Span(self._length, self._length + len(text))
        if text:
            self._text.append(text)
            self._length = span.end
            self._pieces.append(Piece(span, origin))
            if span.end > MOST_CHARACTERS or len(self._pieces) > MOST_PIECES:
                raise ReadError(f"文字太多（超过 {MOST_CHARACTERS // 10_000} 万字），不像一份报告，不予检查")
        return span

    def block(self, kind: BlockKind, pieces: list[tuple[str, Origin]], level: int = 0) -> None:
        """Append one block made of `pieces`; a block without visible text is kept as text but not as a block."""
        start = self._length
        for text, origin in pieces:
            self.add(text, origin)
        if any(text.strip() for text, _ in pieces):
            self._blocks.append(Block(kind, Span(start, self._length), level))

    def residue(self, residue: Residue) -> None:
        """Note a trace of drafting that was found beside the text."""
        self._residues.append(residue)

    def build(self) -> Document:
        """Return the finished document."""
        return Document(
            "".join(self._text),
            tuple(self._blocks),
            tuple(self._pieces),
            self._format,
            self._digest,
            tuple(self._residues),
        )
