"""The whole anatomy of a document."""

import bisect

from checker.anatomy.facts import read_facts
from checker.anatomy.front import front
from checker.anatomy.outline import outline
from checker.anatomy.parts import parts
from checker.model import Anatomy, Document, Heading, Part, PartKind, Sentence
from checker.text.sentences import split
from checker.text.span import Span

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
    for ordinal, block in enumerate(document.blocks):
        if not block.kind.reported:
            continue
        for stretch in _between(block.span, headings):
            while pending and pending[-1].span.start < stretch.start:
                heading = pending.pop()
                above = [other for other in above if other.level < heading.level] + [heading]
            for span in split(document.text, stretch):
                index = bisect.bisect_right(starts, span.start) - 1
                kind = sections[index].kind if index >= 0 else PartKind.PREAMBLE
                if kind not in _UNLABELLED:
                    titles = tuple(heading.number + heading.title for heading in above)
                    found.append(Sentence(span, kind, titles, ordinal))
    return tuple(found)


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
