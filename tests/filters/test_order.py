"""Order of findings."""

from checker.filters.order import MOST, bounded, ordered
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


def test_of_one_rule_not_too_many_are_kept_and_none_is_lost() -> None:
    many = [Finding("a-rule", "同样的毛病", Span(at, at + 1), Severity.ERROR) for at in range(MOST + 50)]
    other = Finding("b-rule", "别的", Span(0, 1), Severity.INFO)
    kept = bounded([*many, other])
    assert kept[: MOST - 1] == many[: MOST - 1]
    assert kept[MOST - 1].occurrences == 51
    assert kept[MOST:] == [other]
    assert bounded(many[:MOST]) == many[:MOST]
