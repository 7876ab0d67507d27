from hypothesis import given
from hypothesis import strategies as st

from checker.text.span import Span, strip

SPANS = st.tuples(st.integers(0, 30), st.integers(1, 30)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


def test_of_and_shift() -> None:
    assert Span(1, 3).of("甲乙丙丁") == "乙丙"
    assert Span(1, 3).shift(2) == Span(3, 5)


def test_touching_spans_do_not_overlap() -> None:
    assert not Span(0, 2).overlaps(Span(2, 4))
    assert Span(0, 3).overlaps(Span(2, 4))


def test_strip_knows_the_full_width_space() -> None:
    assert strip("\u3000甲 乙\n", Span(0, 5)) == Span(1, 4)
    assert strip("\u3000\u3000", Span(0, 2)) == Span(2, 2)


@given(SPANS, SPANS)
def test_overlap_means_a_shared_character(one: Span, other: Span) -> None:
    assert one.overlaps(other) == bool(set(range(*one)) & set(range(*other)))
    assert one.contains(other) == (one.start <= other.start and other.end <= one.end)


@given(st.text(alphabet="甲 \t\u3000\n", max_size=20))
def test_strip_is_what_str_strip_does(text: str) -> None:
    assert strip(text, Span(0, len(text))).of(text) == text.strip()
