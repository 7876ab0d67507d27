import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text.sentences import TERMINATORS, protected, split
from checker.text.span import Span

SPLIT = {
    "甲办结3件。乙办结4件。": ["甲办结3件。", "乙办结4件。"],
    "甲；乙！丙？丁": ["甲；", "乙！", "丙？", "丁"],
    "甲;乙!丙?丁": ["甲;", "乙!", "丙?", "丁"],
    "办结率34.01%，上升2.5个百分点。": ["办结率34.01%，上升2.5个百分点。"],
    "甲\n乙\n\n丙": ["甲", "乙", "丙"],
    "  甲。 乙。\n": ["甲。", "乙。"],
    "提出“谁执法谁普法。责任到人。”的要求。": ["提出“谁执法谁普法。责任到人。”的要求。"],
    "印发文件（一是甲；二是乙）。": ["印发文件（一是甲；二是乙）。"],
    "印发文件(一是甲；二是乙）。": ["印发文件(一是甲；二是乙）。"],
    "出台《甲办法；乙办法》。": ["出台《甲办法；乙办法》。"],
    "他说：“甲。”乙。": ["他说：“甲。”乙。"],
    "甲。”乙。": ["甲。”", "乙。"],
    "一处“没有后引号。第二句。": ["一处“没有后引号。", "第二句。"],
    "甲！！！乙。": ["甲！！！", "乙。"],
    "。；": [],
    "——": [],
    "": [],
}


@pytest.mark.parametrize(("text", "sentences"), SPLIT.items())
def test_split(text: str, sentences: list[str]) -> None:
    assert [span.of(text) for span in split(text, Span(0, len(text)))] == sentences


def test_a_lost_quote_swallows_no_page() -> None:
    text = "“" + "甲乙丙丁戊。" * 100 + "”"
    assert len(split(text, Span(0, len(text)))) == 100


def test_nested_pairs_are_one() -> None:
    text = "甲“乙（丙）丁”戊（己）"
    assert [span.of(text) for span in protected(text, 0, len(text))] == ["“乙（丙）丁”", "（己）"]


TEXTS = st.text(alphabet="甲乙1。！；;!?“”（）()《》\n \u3000.", max_size=80)


@given(TEXTS)
def test_nothing_but_white_space_and_bare_marks_is_left_out(text: str) -> None:
    spans = split(text, Span(0, len(text)))
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    covered = {index for span in spans for index in range(*span)}
    assert all(index in covered for index, char in enumerate(text) if char.isalnum())
    assert all(span.of(text).strip() == span.of(text) != "" for span in spans)


@given(TEXTS)
def test_splitting_a_sentence_again_changes_nothing(text: str) -> None:
    for span in split(text, Span(0, len(text))):
        assert "\n" not in span.of(text)
        assert len(split(text, span)) == 1


@given(TEXTS)
def test_protected_stretches_are_apart_and_in_order(text: str) -> None:
    spans = protected(text, 0, len(text))
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(text[span.start] in "“（(《" and text[span.end - 1] in "”）)》" for span in spans)


def test_terminators_stand_in_both_widths() -> None:
    assert set("。！？；!?;") == TERMINATORS
