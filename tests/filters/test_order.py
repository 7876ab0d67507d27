"""Order of findings."""

from checker.filters.order import ordered
from checker.model import Finding, Severity
from checker.text.span import Span


def test_by_place_then_severity_and_without_place_first() -> None:
    late = Finding("a-rule", "后", Span(9, 12), Severity.ERROR)
    info = Finding("a-rule", "前", Span(2, 4), Severity.INFO)
    error = Finding("b-rule", "前", Span(2, 4), Severity.ERROR)
    absent = Finding("z-rule", "没有标题", None, Severity.WARNING)
    assert ordered([late, info, error, absent]) == [absent, error, info, late]


def test_exact_repeats_are_left_out() -> None:
    finding = Finding("a-rule", "重复", Span(0, 2), Severity.WARNING)
    other = Finding("a-rule", "别的话", Span(0, 2), Severity.WARNING)
    assert ordered([finding, other, finding]) == [other, finding]
