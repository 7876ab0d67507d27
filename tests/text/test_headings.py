import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text.headings import number_at, numbers

NUMBERS = {
    "一、甲": ("一、", 1, 1),
    "十二、甲": ("十二、", 1, 12),
    "（三）甲": ("（三）", 2, 3),
    "(三)甲": ("(三)", 2, 3),
    "（三）、甲": ("（三）、", 2, 3),
    "（二十一）甲": ("（二十一）", 2, 21),
    "1.甲": ("1.", 3, 1),
    "1．甲": ("1．", 3, 1),
    "12、甲": ("12、", 3, 12),
    "（4）甲": ("（4）", 4, 4),
    "(4)甲": ("(4)", 4, 4),
    "③甲": ("③", 4, 3),
}
NONE = [
    "一是甲",
    "第一，甲",
    "一 甲",
    "1.5万元",
    "2024年",
    "123.甲",
    "（甲）",
    "（）",
    "零、甲",
    "九十九、甲",
    "",
    "一",
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS.items())
def test_number_at(text: str, expected: tuple[str, int, int]) -> None:
    number = number_at(text, 0)
    assert number
    assert (number.text, number.level, number.ordinal) == expected
    assert number.end == len(expected[0])


@pytest.mark.parametrize("text", NONE)
def test_no_number(text: str) -> None:
    assert number_at(text, 0) is None


def test_numbers_in_order() -> None:
    text = "一、甲（一）乙1.丙（1）丁二、戊"
    assert [(number.text, number.start) for number in numbers(text, 0, len(text))] == [
        *(("一、", 0), ("（一）", 3), ("1.", 7), ("（1）", 10), ("二、", 14)),
    ]


@given(st.text(alphabet="一二十（）()、.1２①甲", max_size=40))
def test_numbers_are_what_number_at_finds_there(text: str) -> None:
    for number in numbers(text, 0, len(text)):
        assert number_at(text, number.start) == number
        assert 1 <= number.level <= 4
        assert number.ordinal >= 1
