import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text.numerals import chinese_ordinal, parse_chinese

VALUES = {
    "一": 1,
    "十": 10,
    "十三": 13,
    "二十": 20,
    "九十九": 99,
    "一百零五": 105,
    "一百二十": 120,
    "两千": 2000,
    "一万二千": 12_000,
    "三亿": 300_000_000,
    "一亿二千万": 120_000_000,
    "二〇二三": 2023,
    "二○二三": 2023,
    "零": 0,
}


@pytest.mark.parametrize(("numeral", "value"), VALUES.items())
def test_parse(numeral: str, value: int) -> None:
    assert parse_chinese(numeral) == value


@pytest.mark.parametrize("numeral", ["", "甲", "一甲", "12", "第一"])
def test_no_numeral(numeral: str) -> None:
    assert parse_chinese(numeral) is None


@given(st.integers(1, 99))
def test_ordinals_read_back(value: int) -> None:
    assert parse_chinese(chinese_ordinal(value)) == value


@given(st.text(alphabet="〇一二三十百千万亿两", min_size=1, max_size=12))
def test_any_row_of_numerals_has_a_value(numeral: str) -> None:
    value = parse_chinese(numeral)
    assert value is not None
    assert value >= 0
