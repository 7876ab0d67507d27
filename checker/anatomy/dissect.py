"""The whole anatomy of a document."""

import bisect
import itertools
from collections.abc import Iterator

from checker.anatomy.facts import read_facts
from checker.anatomy.front import front
from checker.anatomy.outline import outline
from checker.anatomy.parts import parts
from checker.model import Anatomy, Cell, Document, Heading, Part, PartKind, Sentence
from checker.text.sentences import split
from checker.text.span import Span, strip

_UNLABELLED = (PartKind.TITLE, PartKind.ADDRESSEE, PartKind.SIGNATURE)


def dissect(document: Document) -> Anatomy:
    """Return outline, parts, sentences and facts of `document`."""
    ends = front(document)
    found, numbering = outline(document)
    headings = tuple(heading for heading in found if ends.body.contains(heading.span))
    sections = parts(document.text, ends, headings)
    return Anatomy(
        outline=headings,
        numbering=tuple(number for number in numbering if ends.body.start <= number.start < ends.body.end),
        parts=sections,
        sentences=_sentences(document, headings, sections),
        facts=read_facts(document.text, ends, sections),
    )


def _sentences(document: Document, headings: tuple[Heading, ...], sections: tuple[Part, ...]) -> tuple[Sentence, ...]:
    starts = [part.span.start for part in sections]
    found = []
    above: list[Heading] = []
    pending = list(reversed(headings))
    cells = _cells(document)
    told = frozenset(head for table in document.tables for head in table.heads)
    for ordinal, block in enumerate(document.blocks):
        if not block.kind.reported:
            continue
        cell = cells.get(ordinal)
        if cell is not None and strip(document.text, cell.span) in told:
            continue  # a head is no sentence; its words stand with those that it is the head of
        heads = () if cell is None else tuple("".join(head.of(document.text).split()) for head in cell.heads)
        for stretch in _between(block.span, headings):
            while pending and pending[-1].span.start < stretch.start:
                heading = pending.pop()
                above = [other for other in above if other.level < heading.level] + [heading]
            for span in _split(document.text, stretch, starts):
                # what stands before the title (a letterhead in a text box) goes with it
                index = max(0, bisect.bisect_right(starts, span.start) - 1)
                kind = sections[index].kind if sections else PartKind.PREAMBLE
                if kind not in _UNLABELLED:
                    titles = tuple(heading.number + heading.title for heading in above)
                    found.append(Sentence(span, kind, titles, ordinal, heads))
    return tuple(found)


def _split(text: str, stretch: Span, starts: list[int]) -> Iterator[Span]:
    """Yield the sentences of `stretch`; none goes on where a part starts (a signature may stand within a paragraph)."""
    inside = starts[bisect.bisect_right(starts, stretch.start) : bisect.bisect_left(starts, stretch.end)]
    for start, end in itertools.pairwise([stretch.start, *inside, stretch.end]):
        yield from split(text, Span(start, end))


def _cells(document: Document) -> dict[int, Cell]:
    """Return the cell of each block that stands in one, of a table inside a cell the inner one, which comes later."""
    found = {}
    starts = [block.span.start for block in document.blocks]
    for table in document.tables:
        for cell in table.cells:
            first, stop = (bisect.bisect_left(starts, place) for place in cell.span)
            found.update(dict.fromkeys(range(first, stop), cell))
    return found


def _between(span: Span, headings: tuple[Heading, ...]) -> list[Span]:
    """Return what is left of `span` when the headings in it are taken out."""
    index = bisect.bisect_left(headings, span.start, key=lambda heading: heading.span.start)
    result, start = [], span.start
    while index < len(headings) and headings[index].span.start < span.end:
        result.append(Span(start, headings[index].span.start))
        start = headings[index].span.end
        index += 1
    result.append(Span(start, span.end))
    return [piece for piece in result if piece.end > piece.start]
