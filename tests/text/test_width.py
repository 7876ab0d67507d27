import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text.width import FULL_WIDTH, fold, is_cjk


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("，；：！？（）", ",;:!?()"),
        ("１２３％", "123%"),
        ("甲　乙", "甲 乙"),
        ("３．５", "3.5"),
        ("abc甲", "abc甲"),
        ("。、", "。、"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_every_full_width_mark_folds_to_its_half() -> None:
    assert all(fold(full) == half for half, full in FULL_WIDTH.items())


@given(st.text(max_size=60))
def test_folding_keeps_the_length_and_is_done_once(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_is_cjk() -> None:
    assert [is_cjk(char) for char in "甲㐀。，a1〇"] == [True, True, False, False, False, False, False]
