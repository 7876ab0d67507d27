"""Linting for editors: a draft as it was linted, and the linters by the settings that lie beside the drafts."""

import functools
from dataclasses import dataclass
from pathlib import Path

from lsprotocol.types import Range

from checker import batch, config
from checker.api import Linter, Version
from checker.errors import CheckerError
from checker.lsp.convert import Text
from checker.model import Document, Edit, Failure, PartKind, Place, Report, unread
from checker.reporters.position import has_lines
from checker.text.span import Span

NOTHING = Document("", (), (), "", "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A draft as it was linted; `text` is empty, and `document` too, where the editor does not have it open.

    `number` is the client's version of the text. Where nothing could be read, `document` is empty.
    """

    uri: str
    text: Text
    report: Report
    document: Document = NOTHING
    number: int | None = None

    @property
    def has_lines(self) -> bool:
        """Whether places are lines of the text that the editor shows; in a Word file they are paragraphs."""
        return has_lines(self.report)

    @property
    def failures(self) -> tuple[Failure, ...]:
        """What could not be done; that a text in which nothing has been written yet is empty is no failure."""
        blank = self.number is not None and not self.text.source.strip()
        return () if blank else self.report.failures

    def range(self, place: Place | None) -> Range:
        """Return the range of `place`; of what has none, or none in the file, the line of the title, else the first line."""
        if place and self.has_lines:
            return self.text.range(place)
        titles = [section for section in self.report.sections if section.kind is PartKind.TITLE]
        return self.text.line(self.document.locate(titles[0].span).line if titles and self.has_lines else 1)

    def at(self, span: Span) -> Range:
        """Return the range of `span` of the document, which has lines."""
        return self.text.range(self.document.locate(span))


class Desk:
    """Lints drafts by the settings that lie beside them, on any number of threads.

    What it has read of settings it keeps; where one of their files has changed, another desk is made.
    """

    def __init__(self) -> None:
        """Load nothing yet."""
        self._config = functools.cache(config.find)
        self._linter = functools.cache(_linter)

    def linter(self, folder: Path) -> Linter:
        """Return the linter for drafts in `folder`. Raises UsageError and ModelError as `Linter`."""
        return self._linter(self._config(folder))

    def lint(self, path: Path, source: str, before: Version | None) -> Version:
        """Return the version of `source`, which follows `before`; settings that cannot be used are its failure."""
        try:
            linter = self.linter(path.parent)
        except CheckerError as error:
            return Version(source, str(path), None, unread(str(path), str(error)), None)
        if before is None:
            return linter.open(source, str(path))
        return linter.update(before, [Edit(Span(0, len(before.source)), source)])

    def lint_file(self, path: Path) -> Report:
        """Return the report of the file at `path`, read as it is saved; what goes wrong is its failure."""
        try:
            return self.linter(path.parent).lint_bytes(batch.read_bytes(path), str(path))
        except CheckerError as error:
            return unread(str(path), str(error))
        except OSError as error:
            return unread(str(path), batch.reason(error))


def _linter(file: Path | None) -> Linter:
    return Linter(config.load(file) if file else None)
