"""A rule and what it sees."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from checker.model.anatomy import Anatomy, PartKind, Sentence
from checker.model.document import Block, BlockKind, Document
from checker.model.finding import Basis, Finding, Fix, Severity
from checker.model.label import Label
from checker.model.lexicon import Lexicon
from checker.model.suppression import Suppression
from checker.text.span import Span

_NO_LEXICON = Lexicon()


@dataclass(frozen=True, slots=True)
class Demand:
    """A requirement as its rule receives it: parameters decoded into the rule's own `Params`."""

    id: str
    basis: tuple[Basis, ...]
    params: Any


@dataclass(frozen=True, slots=True)
class Previous:
    """Last year's report beside this one, for rules that compare them."""

    document: Document
    anatomy: Anatomy
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class Context:
    """All that a rule may look at.

    `labels` runs parallel to `anatomy.sentences`, `suppressions` tells what became of each, `lexicon` holds the tables
    of names and phrases; they are empty unless the rule needs them. `previous` is last year's report where one was given.
    `options` are those of the rule, in its own dataclass.
    """

    rule: str
    severity: Severity
    document: Document
    anatomy: Anatomy
    labels: tuple[Label, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    requirements: tuple[Demand, ...] = ()
    lexicon: Lexicon = _NO_LEXICON
    previous: Previous | None = None
    options: Any = None

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    @property
    def year(self) -> int | None:
        """The report year, where known."""
        return self.anatomy.facts.year.value if self.anatomy.facts.year else None

    def last_year(self) -> "Context | None":
        """Return the same view of last year's report, None where there is none."""
        if self.previous is None:
            return None
        before = self.previous
        return replace(self, document=before.document, anatomy=before.anatomy, labels=before.labels, previous=None)

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks that are text of the report."""
        return (block for block in self.document.blocks if block.kind.reported)

    def visible(self) -> Iterator[Block]:
        """Yield the blocks that stand on the page: those of the report, then headers and footers."""
        return (block for block in self.document.blocks if block.kind is not BlockKind.COMMENT)

    def in_table(self, sentence: Sentence) -> bool:
        """Tell whether `sentence` stands in a cell of a table: words and figures rather than a sentence."""
        return self.document.blocks[sentence.paragraph].kind is BlockKind.CELL

    def sentences(self, *kinds: PartKind) -> Iterator[tuple[Sentence, str]]:
        """Yield the sentences of the parts of `kinds` (all parts when none is named) with their text."""
        for sentence in self.anatomy.sentences:
            if not kinds or sentence.part in kinds:
                yield sentence, sentence.span.of(self.text)

    def labelled(self, *kinds: PartKind) -> Iterator[tuple[Sentence, Label]]:
        """Yield the sentences of the parts of `kinds` (all when none is named) with their labels."""
        for sentence, label in zip(self.anatomy.sentences, self.labels, strict=True):
            if not kinds or sentence.part in kinds:
                yield sentence, label

    def finding(
        self,
        span: Span | None,
        message: str,
        demand: Demand | None = None,
        *,
        severity: Severity | None = None,
        fix: Fix | None = None,
        related: tuple[Span, ...] = (),
        occurrences: int = 1,
        confidence: float = 1.0,
        secret: bool = False,
    ) -> Finding:
        """Make a finding of this rule; the basis is that of `demand`, else of the rule's first requirement."""
        if demand is None and self.requirements:
            demand = self.requirements[0]
        return Finding(
            rule=self.rule,
            message=message,
            span=span,
            severity=severity or self.severity,
            basis=demand.basis if demand else (),
            fix=fix,
            related=related,
            occurrences=occurrences,
            confidence=confidence,
            secret=secret,
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `params`: dataclass of what a requirement must give it; then it runs only where a requirement holds.

    `options`: dataclass of what a user may set, every field made by `checker.decode.key`.

    `needs` names what must be known first: “labels”, “suppressions”, “lexicon”, “previous”, “layout”; a rule that needs the
    previous report or the layout runs only where there is one. `default`: runs without being selected by name or group.

    `local`: what it finds in a block, and all places that it names, come of that block alone: of its text and kind, its
    sentences with part, headings above, heads and label, its headings, and of the year, level and date of the report and which
    parts it has. Only then may a run over a changed text leave the rule the changed blocks alone. `joined`: a local rule that
    finds each place of one slip that runs through the report; it is told once.
    """

    name: str
    group: str
    severity: Severity
    check: Callable[[Context], Iterator[Finding]]
    params: type | None = None
    needs: frozenset[str] = frozenset()
    fixable: bool = False
    default: bool = True
    options: type | None = None
    local: bool = False
    joined: bool = False
