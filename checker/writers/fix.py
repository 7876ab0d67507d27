"""The fixes of findings, written into the draft.

A fix is written wholly or not at all, and only where the draft, read again, says exactly what the fix meant: whatever
has no certain place in the file (an automatic number, words torn apart by marks) stays as it is.
"""

import bisect
import difflib
import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from checker.errors import ReadError
from checker.model import Document, Edit, Finding, Fix
from checker.readers import read
from checker.text.span import Span


@dataclass(frozen=True, slots=True)
class Change:
    """Put `words` in the place of the characters of `span`, all of which are in one edit and differ from what is there.

    Where `span` is empty, `after` tells whether the words belong to the character before it or to the one behind it.
    """

    span: Span
    words: str
    after: bool

    @property
    def inserts(self) -> bool:
        """Whether nothing is taken away."""
        return self.span.start == self.span.end

    @property
    def held(self) -> Span:
        """The characters by which the place is found in the file: those replaced, or the one that the words belong to."""
        if not self.inserts:
            return self.span
        return Span(self.span.start - self.after, self.span.start + (not self.after))


@dataclass(frozen=True, slots=True)
class Fixed:
    """The draft after fixing: its bytes, what they say, and how many places were changed."""

    data: bytes
    document: Document
    count: int


FORMATS = frozenset(("text", "markdown", "docx"))  # formats of documents into which fixes can be written


def fix(
    data: bytes,
    name: str,
    document: Document,
    findings: Iterable[Finding],
    *,
    unsafe: bool = False,
    tracked: bool = False,
) -> Fixed:
    """Write the safe fixes of `findings`, or with `unsafe` all of them, into `data`, which `name` tells how to read.

    `tracked`: in a Word file as tracked changes. Of two fixes that meet the first in the text is written. Raises
    ReadError when `data` is damaged.
    """
    if document.format not in FORMATS:
        return Fixed(data, document, 0)
    write = _writer(document, tracked=tracked)

    @functools.cache
    def tried(fixes: tuple[Fix, ...]) -> Fixed | None:
        edits = sorted({edit for fix in fixes for edit in fix.edits}, key=lambda edit: edit.span)
        new = write(data, document, tuple(_changes(document.text, edits)))
        try:
            again = read(new, name) if new else None
        except ReadError:
            return None
        if new is None or again is None or again.text != applied(document.text, edits):
            return None
        return Fixed(new, again, len(edits))

    def sound(fixes: tuple[Fix, ...]) -> tuple[Fix, ...]:
        if not fixes or tried(fixes):
            return fixes
        half = len(fixes) // 2
        return sound(fixes[:half]) + sound(fixes[half:]) if half else ()

    fixes = sound(chosen(findings, unsafe=unsafe))
    return (tried(fixes) if fixes else None) or Fixed(data, document, 0)


def chosen(findings: Iterable[Finding], *, unsafe: bool) -> tuple[Fix, ...]:
    """Return the fixes to write, in the order of the text: none that meets one before it or words that are secret."""
    findings = tuple(findings)
    secret = [finding.span for finding in findings if finding.secret and finding.span]
    wanted = {f.fix for f in findings if f.fix and f.fix.edits and not f.secret and (f.fix.safe or unsafe)}
    taken: list[Edit] = []
    fixes = []
    for fix in sorted(wanted, key=lambda fix: (min(edit.span for edit in fix.edits), fix.title)):
        joined = _joined(taken, fix, secret)
        if joined is not None:
            taken = joined
            fixes.append(fix)
    return tuple(fixes)


def _joined(taken: Sequence[Edit], fix: Fix, secret: Sequence[Span]) -> list[Edit] | None:
    """Return `taken` with the edits of `fix`, in order; None where one of these meets another edit or secret words."""
    joined = list(taken)
    for edit in fix.edits:
        at = bisect.bisect_left(joined, edit.span, key=lambda other: other.span)
        if edit in joined[at : at + 1]:
            continue  # two fixes may share an edit
        beside = [other.span for other in joined[max(0, at - 1) : at + 1]]
        if any(edit.span.overlaps(span) or edit.span.start == span.start for span in beside):
            return None
        if any(edit.span.overlaps(span) for span in secret):
            return None
        joined.insert(at, edit)
    return joined


def applied(text: str, edits: Sequence[Edit]) -> str:
    """Return `text` with `edits`, which are in order and do not overlap."""
    pieces, last = [], 0
    for edit in edits:
        pieces += [text[last : edit.span.start], edit.replacement]
        last = edit.span.end
    return "".join([*pieces, text[last:]])


def _changes(text: str, edits: Iterable[Edit]) -> Iterator[Change]:
    """Yield what `edits` really change, in order."""
    for edit in edits:
        start, old = edit.span.start, edit.span.of(text)
        if not old:
            yield Change(edit.span, edit.replacement, after=text[start - 1 : start] not in ("", "\n"))
        else:
            compared = difflib.SequenceMatcher(None, old, edit.replacement, autojunk=False)
            for what, first, last, *new in compared.get_opcodes():
                if what != "equal":
                    words = edit.replacement[slice(*new)]
                    yield Change(Span(start + first, start + last), words, after=first > 0)


def _writer(document: Document, *, tracked: bool) -> Callable[[bytes, Document, Sequence[Change]], bytes | None]:
    """Return what writes changes into drafts of this format; it returns None where one has no certain place."""
    if document.format == "docx":
        from checker.writers import revise

        return functools.partial(revise.changed, tracked=tracked)
    from checker.writers import source

    return source.changed
