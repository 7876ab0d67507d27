"""Changes in a Word file, in the runs they concern and with their formatting; plainly or as tracked changes."""

import copy
import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from lxml import etree

from checker.model import Document
from checker.readers.wordxml import MC, W, characters, integer
from checker.text.span import Span
from checker.writers.word import AUTHOR, WordFile, fragments, set_text, stretches

if TYPE_CHECKING:
    from checker.writers.fix import Change

# a run, its first and its last+1 character
Range = tuple[etree.ElementBase, int, int]
_INSERTED = (f"{W}ins", f"{W}moveTo")
_DELETABLE = frozenset(f"{W}{name}" for name in ("rPr", "t", "lastRenderedPageBreak"))


def changed(data: bytes, document: Document, changes: Sequence["Change"], *, tracked: bool) -> bytes | None:
    """Return `data`, read as `document`, with `changes` (in order); None where one is not in the plain text of runs."""
    word = WordFile(data)
    parts = {document.origin(change.held.start)[0].part for change in changes}
    marks = (mark.get(f"{W}id") for part in parts if part for mark in word.root(part).iter(etree.Element))
    numbers = itertools.count(1 + max((integer(number) or 0 for number in marks), default=0))
    for change in reversed(changes):  # what stands before a place stays where it is
        ranges = _ranges(word, document, change.held)
        if not ranges or not (_track(ranges, change, numbers) if tracked else _write(ranges, change)):
            return None
    return word.save()


def _ranges(word: WordFile, document: Document, span: Span) -> list[Range]:
    """Return the runs that hold the characters of `span`; none when one of these is no plain text of a run."""
    found = []
    for origin, first, last in stretches(document, span):
        if origin.run is None:
            return []
        run = word.run(origin)
        for element in {element for element, _ in _letters(run)[first:last]}:
            # of two versions of the same thing the reader knows one: the other would keep the old words
            twice = any(above.tag == f"{MC}AlternateContent" for above in element.iterancestors())
            if element.tag != f"{W}t" or twice:
                return []
        found.append((run, first, last))
    return found


def _letters(run: etree.ElementBase) -> list[tuple[etree.ElementBase, int]]:
    """Return for each character of `run` the element that holds it and its index there."""
    return [(element, index) for element, text in characters(run) for index in range(len(text))]


def _write(ranges: Sequence[Range], change: "Change") -> bool:
    letters = [letter for run, first, last in ranges for letter in _letters(run)[first:last]]
    element, at = letters[0]
    if change.inserts:
        at += change.after
    else:
        for taken, index in reversed(letters):
            set_text(taken, taken.text[:index] + taken.text[index + 1 :])
    set_text(element, element.text[:at] + change.words + element.text[at:])
    return True


def _track(ranges: Sequence[Range], change: "Change", numbers: Iterator[int]) -> bool:
    """Write `change` as a tracked one, its marks numbered by `numbers`; false where more than text would be deleted."""
    run, first, last = ranges[0]
    if change.inserts:
        at = last if change.after else first
        before = [piece for start, piece in fragments(run, {at}) if start < at]
        _insert(_mark("ins", numbers), run, change.words, before[-1] if before else None)
        return True
    pieces = [dict(fragments(own, {start, end}))[start] for own, start, end in ranges]
    if any(child.tag not in _DELETABLE for piece in pieces for child in piece):
        return False
    for piece in pieces:
        deletion = _mark("del", numbers)
        piece.addprevious(deletion)
        deletion.append(piece)
        for text in piece.iterchildren(f"{W}t"):
            text.tag = f"{W}delText"
    if change.words:
        _insert(_mark("ins", numbers), run, change.words, pieces[0].getparent())
    return True


def _insert(
    insertion: etree.ElementBase, like: etree.ElementBase, words: str, behind: etree.ElementBase | None
) -> None:
    """Insert a run of `words`, formatted like the run `like`, behind an element of the paragraph, None: before `like`."""
    (like.addprevious if behind is None else behind.addnext)(insertion)
    run = etree.SubElement(insertion, f"{W}r")
    properties = like.find(f"{W}rPr")
    if properties is not None:
        run.append(copy.deepcopy(properties))
    set_text(etree.SubElement(run, f"{W}t"), words)
    while insertion.getparent().tag in _INSERTED:  # someone else's insertion is parted around it
        outer = insertion.getparent()
        rest = etree.Element(outer.tag, outer.attrib)
        outer.addnext(rest)
        rest.extend(insertion.itersiblings())
        outer.addnext(insertion)
        for half in (outer, rest):
            if not len(half):
                half.getparent().remove(half)


def _mark(name: str, numbers: Iterator[int]) -> etree.ElementBase:
    return etree.Element(f"{W}{name}", {f"{W}id": str(next(numbers)), f"{W}author": AUTHOR})
