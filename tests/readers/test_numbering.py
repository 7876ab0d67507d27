import pytest

from checker.readers.numbering import Counters, Level, List, written
from checker.text.numerals import parse_chinese

WRITTEN = {
    "chineseCounting": {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 105: "一百零五"},
    "chineseCountingThousand": {12: "十二", 1005: "一千零五", 9999: "九千九百九十九"},
    "japaneseCounting": {3: "三", 14: "十四"},
    "ideographDigital": {1: "一", 10: "一〇", 21: "二一"},
    "decimal": {7: "7"},
    "decimalZero": {7: "07", 12: "12", 100: "100"},
    "decimalFullWidth": {12: "１２"},
    "lowerLetter": {1: "a", 26: "z", 27: "aa", 53: "aaa"},
    "upperLetter": {2: "B"},
    "lowerRoman": {4: "iv", 14: "xiv"},
    "upperRoman": {9: "IX", 40: "XL", 1999: "MCMXCIX", 4000: "4000"},
    "decimalEnclosedCircle": {1: "①", 20: "⑳", 21: "21"},
    "decimalEnclosedCircleChinese": {3: "③"},
    "decimalEnclosedParen": {2: "⑵"},
    "ideographTraditional": {1: "甲", 10: "癸", 11: "11"},
    "bullet": {1: ""},
    "none": {1: ""},
    "something new": {3: "3"},
}


@pytest.mark.parametrize(
    ("form", "value", "text"),
    [(form, value, text) for form, values in WRITTEN.items() for value, text in values.items()],
)
def test_written(form: str, value: int, text: str) -> None:
    assert written(value, form) == text


@pytest.mark.parametrize("form", WRITTEN)
def test_nought_and_large_values_are_written_somehow(form: str) -> None:
    assert written(0, form) in ("0", "")
    assert form in ("bullet", "none") or written(123_456, form)


def test_counted_numbers_read_back() -> None:
    assert all(parse_chinese(written(value, "chineseCounting")) == value for value in range(1, 10_000))


def test_a_lower_level_first_shows_the_start_of_the_upper_one() -> None:
    lists = {"1": List("0", {0: Level(text="%1."), 1: Level(text="%1.%2", spaced=False)})}
    counters = Counters(lists)
    assert [counters.number("1", 1), counters.number("1", 0), counters.number("1", 1)] == ["1.1", "1. ", "1.1"]


def test_families_count_apart() -> None:
    level = {0: Level(text="%1.", spaced=False)}
    counters = Counters({"1": List("a", level), "2": List("b", level)})
    assert [counters.number(number, 0) for number in ("1", "2", "1")] == ["1.", "1.", "2."]
