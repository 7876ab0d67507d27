"""Columns, wrapping and shortening."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.reporters.layout import breaks, columns, head, middle, tail, wrapped
from checker.reporters.quote import quote
from checker.text.span import Span


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("abc", 3), ("法治", 4), ("🙂", 2), ("，", 2), ("e\u0301", 1), ("“", 1)]
)
def test_columns(text: str, width: int) -> None:
    assert columns(text) == width


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("行政执法案卷", 8, ["行政执法", "案卷"]),
        ("行政执法，案卷", 8, ["行政执", "法，案卷"]),  # a comma never begins a line
        ("依法见《纲要》", 8, ["依法见", "《纲要》"]),  # nor does an opening mark end one
        ("用 checker explain 规则名", 12, ["用 checker", "explain 规则", "名"]),
        ("aaaaaaaaaaaa", 5, ["aaaaa", "aaaaa", "aa"]),
        ("", 5, [""]),
    ],
)
def test_wrapped(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines


@given(st.text(max_size=200), st.integers(4, 60))
def test_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    ends = [0, *breaks(text, width), len(text)]
    lines = [text[start:end] for start, end in itertools.pairwise(ends)]
    assert "".join(lines) == text
    assert all(columns(line.rstrip()) <= width for line in lines)


@given(st.text(max_size=200), st.integers(10, 60))
def test_shortened_fits(text: str, room: int) -> None:
    for shorten in (head, middle, tail):
        assert columns(shorten(text, room)) <= room


def test_shortened_at_a_mark() -> None:
    assert head("检查企业86家，整改隐患12处，办结投诉7件。", 24) == "检查企业86家，……"
    assert tail("检查企业86家，整改隐患12处，办结投诉7件。", 30) == "……整改隐患12处，办结投诉7件。"


def test_quote_is_the_sentence_of_the_words() -> None:
    text = "前一句。全年调解纠纷300件，群众满意度显著提升。后一句。\n下一行"
    start = text.index("显著")
    found = quote(text, Span(start, start + 4), 100)
    assert (found.before, found.words, found.after) == ("全年调解纠纷300件，群众满意度", "显著提升", "。")


@given(st.text(alphabet="法治，。；\n“”《》ab 🙂\t\x1b", min_size=1, max_size=300), st.data(), st.integers(20, 150))
def test_quote_fits_on_its_lines(text: str, data: st.DataObject, room: int) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, len(text)))
    found = quote(text, Span(start, end), room)
    whole = found.before + found.words + found.after
    # either ellipsis may stand where next to nothing fits
    assert columns(whole) <= room + 8
    assert "\n" not in whole
    assert "\x1b" not in whole
