"""Traces of drafting in a Word file, gathered while its text is read: one for each change without a gap."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from checker.model import Residue, ResidueKind
from checker.readers.inline import CommentMark, Removed
from checker.text.span import Span


class Comment(NamedTuple):
    """A comment as its part holds it."""

    author: str
    text: str


class Residues:
    """Told of all text and marks in order; knows which continue the trace before them."""

    def __init__(self, comments: Mapping[str, Comment]) -> None:
        """Start before the first character; `comments` by id."""
        self._comments = comments
        self._marks: dict[str, dict[str, int]] = {}
        self._closed: list[Residue] = []
        self._open: dict[ResidueKind, Residue] = {}

    def text(self, words: str, at: int, inserted: str | None, *, highlighted: bool) -> None:
        """Note that `words` stand `at` that place; `inserted`: by whom, None when they are no insertion."""
        for kind in (ResidueKind.DELETION, ResidueKind.HIDDEN):
            self._close(kind)
        span = Span(at, at + len(words))
        if inserted is None:
            self._close(ResidueKind.INSERTION)
        else:
            self._add(Residue(ResidueKind.INSERTION, span, author=inserted))
        if not highlighted:
            self._close(ResidueKind.HIGHLIGHT)
        elif words.strip() or ResidueKind.HIGHLIGHT in self._open:
            self._add(Residue(ResidueKind.HIGHLIGHT, span))

    def removed(self, removed: Removed, at: int) -> None:
        """Note words that would stand `at` that place."""
        self._add(Residue(removed.kind, Span(at, at), removed.text, removed.author))

    def comment(self, mark: CommentMark, at: int) -> None:
        """Note a mark of a comment `at` that place."""
        self._marks.setdefault(mark.comment, {}).setdefault(mark.what, at)

    def found(self) -> list[Residue]:
        """Return all traces in the order of the text."""
        for kind in tuple(self._open):
            self._close(kind)
        comments = (self._commented(name, marks) for name, marks in self._marks.items() if name in self._comments)
        kept = (r for r in self._closed if r.kind is not ResidueKind.HIDDEN or r.text.strip())
        return sorted((*kept, *comments), key=lambda residue: residue.span)

    def _commented(self, name: str, marks: Mapping[str, int]) -> Residue:
        start = marks.get("start", min(marks.values()))
        end = max(start, marks.get("end", start))
        return Residue(ResidueKind.COMMENT, Span(start, end), self._comments[name].text, self._comments[name].author)

    def _add(self, residue: Residue) -> None:
        last = self._open.get(residue.kind)
        if last is not None and last.author == residue.author:
            span = Span(last.span.start, max(last.span.end, residue.span.end))
            self._open[residue.kind] = replace(last, span=span, text=last.text + residue.text)
        else:
            self._close(residue.kind)
            self._open[residue.kind] = residue

    def _close(self, kind: ResidueKind) -> None:
        if (residue := self._open.pop(kind, None)) is not None:
            self._closed.append(residue)
