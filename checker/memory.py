"""What a run keeps for the next one, over the same text a little changed, so that an editor waits for the change alone.

Local rules (`Rule.local`) are asked about the blocks that changed; what they found in the others still holds. Blocks are
compared as a local rule sees them, so that a heading which moves a whole part, or a label that its neighbour has changed,
counts as a change of every block that it touches.
"""

import functools
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from checker.model import Anatomy, Block, Document, Edit, Fact, Facts, Finding, Label, Part
from checker.text.span import Span


@dataclass(frozen=True)
class View:
    """A document as rules see it; `labels` runs parallel to the sentences, empty where none were asked for."""

    document: Document
    anatomy: Anatomy
    labels: tuple[Label, ...]

    @functools.cached_property
    def whole(self) -> tuple[object, ...]:
        """What a local rule may know of the document as a whole: year, level, date, and which parts there are."""
        facts = self.anatomy.facts
        told = tuple(fact and fact.value for fact in (facts.year, facts.level, facts.dated))
        return (*told, frozenset(part.kind for part in self.anatomy.parts))

    @functools.cached_property
    def blocks(self) -> list[tuple[object, ...]]:
        """What a local rule sees of each block, places counted from its start."""
        return [self._seen(block) for block in self.document.blocks]

    def from_start(self) -> Iterator[tuple[int, object]]:
        """Yield each block with how far from the start of the text it begins."""
        return zip((block.span.start for block in self.document.blocks), self.blocks, strict=True)

    def from_end(self) -> Iterator[tuple[int, object]]:
        """Yield each block, the last one first, with how far from the end of the text it begins."""
        length = len(self.document.text)
        return zip(
            (length - block.span.start for block in reversed(self.document.blocks)), reversed(self.blocks), strict=True
        )

    def since(self, before: "View") -> tuple[int, int]:
        """Return how many blocks at the start and how many at the end are those of `before`, as far as a local rule sees."""
        if before.whole != self.whole:
            return 0, 0
        most = min(len(before.blocks), len(self.blocks))
        first = _alike(before.from_start(), self.from_start(), most)
        return first, _alike(before.from_end(), self.from_end(), most - first)

    def _seen(self, block: Block) -> tuple[object, ...]:
        start = block.span.start
        sentences = self.anatomy.inside(block.span)
        return (
            block.kind,
            block.level,
            block.span.of(self.document.text),
            [
                (s.span.start - start, s.span.end - start, s.part, s.headings, s.heads)
                for s in self.anatomy.sentences[sentences]
            ],
            self.labels[sentences],
            [replace(h, span=h.span.shift(-start)) for h in self.anatomy.outline if block.span.contains(h.span)],
            [(p.kind, _clamped(p.span, block.span)) for p in self.anatomy.parts if p.span.overlaps(block.span)],
        )

    def cut(self, blocks: slice) -> "View":
        """Return the stretch of these `blocks`, one at least, as a document of its own: all that a local rule may see of it."""
        chosen = self.document.blocks[blocks]
        stretch = Span(chosen[0].span.start, chosen[-1].span.end)
        sentences, start = self.anatomy.inside(stretch), stretch.start
        facts = self.anatomy.facts
        document = Document(
            stretch.of(self.document.text),
            tuple(replace(block, span=block.span.shift(-start)) for block in chosen),
            (),
            self.document.format,
            self.document.digest,
        )
        anatomy = Anatomy(
            outline=tuple(
                replace(heading, span=heading.span.shift(-start))
                for heading in self.anatomy.outline
                if stretch.contains(heading.span)
            ),
            numbering=(),
            parts=tuple(Part(part.kind, None, _clamped(part.span, stretch)) for part in self.anatomy.parts),
            sentences=tuple(
                replace(sentence, span=sentence.span.shift(-start), paragraph=sentence.paragraph - blocks.start)
                for sentence in self.anatomy.sentences[sentences]
            ),
            facts=Facts(
                year=facts.year and Fact(facts.year.value, None),
                level=facts.level and Fact(facts.level.value, None),
                dated=facts.dated and Fact(facts.dated.value, None),
            ),
        )
        return View(document, anatomy, self.labels[sentences])


@dataclass(frozen=True, slots=True)
class Memory:
    """One run over a text: what it saw, and what its local rules found."""

    view: View
    findings: tuple[Finding, ...]

    def carried(self, now: View) -> tuple[list[Finding], slice]:
        """Return the findings of local rules that still hold in `now`, and the stretch of its blocks that must be looked at."""
        first, last = now.since(self.view)
        old, new = self.view.document, now.document
        kept = []
        if first:
            end = old.blocks[first - 1].span.end
            kept += [finding for finding in self.findings if _start(finding) < end]
        if last:
            start, moved = old.blocks[-last].span.start, len(new.text) - len(old.text)
            kept += shifted((finding for finding in self.findings if _start(finding) >= start), moved)
        return kept, slice(first, len(new.blocks) - last)


def shifted(findings: Iterable[Finding], offset: int) -> Iterator[Finding]:
    """Yield `findings` with all their places moved by `offset` code points."""
    for finding in findings:
        fix = finding.fix and replace(
            finding.fix, edits=tuple(Edit(edit.span.shift(offset), edit.replacement) for edit in finding.fix.edits)
        )
        yield replace(
            finding,
            span=finding.span and finding.span.shift(offset),
            fix=fix,
            related=tuple(span.shift(offset) for span in finding.related),
        )


def _start(finding: Finding) -> int:
    return finding.span.start if finding.span else 0


def _alike(one: Iterable[object], other: Iterable[object], most: int) -> int:
    """Return how many of the first `most` members the two have in common before they differ."""
    pairs = itertools.islice(zip(one, other, strict=False), most)
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))


def _clamped(span: Span, stretch: Span) -> Span:
    """Return what of `span` lies in `stretch`, empty at its nearer end where nothing does, counted from its start."""
    start, end = (max(stretch.start, min(place, stretch.end)) for place in span)
    return Span(start, end).shift(-stretch.start)
