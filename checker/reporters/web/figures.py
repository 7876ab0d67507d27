"""The figures of a draft as a table: value, unit, and what is said to be so many."""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.model import Report
from checker.reporters.layout import head
from checker.text.clauses import BLANK
from checker.text.pattern import pattern
from checker.text.relations import Direction, Statement, statements
from checker.text.sentences import split
from checker.text.span import Span

_BLANKS = pattern(f"{BLANK}+")
_COLUMNS = 36  # of what a figure is said of
_DIGITS = 4  # after the point
_CHANGES = {Direction.UP: "增加", Direction.DOWN: "减少"}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure: its words, its value (empty where the text gives no single one), and the sentence it stands in."""

    words: str
    value: str
    unit: str
    about: str
    remarks: str
    rough: bool
    section: str
    sentence: Span


def figure_rows(report: Report) -> Iterator[FigureRow]:
    """Yield the figures of `report` in order; years, ordinals and numbers of documents count nothing and are left out."""
    for sentence in split(report.text, Span(0, len(report.text))):
        for said in statements(sentence.of(report.text)):
            figure = said.figure
            yield FigureRow(
                words=figure.shift(sentence.start).span.of(report.text),
                value="" if figure.value is None else _number(figure.value),
                unit=figure.unit,
                about=head(_BLANKS.sub("……", said.head or said.tail), _COLUMNS),
                remarks="、".join(_remarks(said)),
                rough=not figure.exact,
                section=_section(report, sentence),
                sentence=sentence,
            )


def _number(value: float) -> str:
    return f"{value:,.{_DIGITS}f}".rstrip("0").rstrip(".")


def _remarks(said: Statement) -> Iterator[str]:
    if said.change:
        yield _CHANGES[said.change]
    elif said.past:
        yield "以前的数"
    if not said.figure.exact:
        yield "约数" if said.figure.before or said.figure.after or said.figure.behind else "不是一个数"


def _section(report: Report, sentence: Span) -> str:
    kinds = (section.kind for section in report.sections if section.span.overlaps(sentence))
    kind = next(kinds, None)
    return kind.chinese if kind else "正文"
