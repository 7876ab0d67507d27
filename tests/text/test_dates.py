import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text.dates import dates, impossible_dates, whole_years, years

DATES = {
    "2024年2月28日": "2024-02-28",
    "2024年 2月 28日": "2024-02-28",
    "二〇二四年二月二十八日": "2024-02-28",
    "二○二四年十二月三十一日": "2024-12-31",
    "2024年3月": "2024-03-01",
    "2024-3-29": "2024-03-29",
    "2024.03.29": "2024-03-29",
    "2024/3/29": "2024-03-29",
}


@pytest.mark.parametrize(("text", "expected"), DATES.items())
def test_dates(text: str, expected: str) -> None:
    found = list(dates(f"于{text}印发"))
    assert [date.isoformat() for date, _ in found] == [expected]
    assert found[0][1].of(f"于{text}印发") == text


@pytest.mark.parametrize("text", ["2024年2月30日", "2024年13月1日", "2024年", "12.5", "第2024号"])
def test_no_date(text: str) -> None:
    assert list(dates(text)) == []


def test_years() -> None:
    text = "2021年、二〇二三年和1998年"
    assert [(year, span.of(text)) for year, span in years(text)] == [(2021, "2021年"), (2023, "二〇二三年")]


@pytest.mark.parametrize(
    "text",
    [
        "《法治政府建设实施纲要（2021年版）》",
        "“2023年行动”",
        "2021年至今",
        "2021年—2025年",
        "2021年以来",
        "2023年底",
        "2023年12月",
        "2023年末",
    ],
)
def test_years_that_stand_for_something_else(text: str) -> None:
    assert list(whole_years(text)) == []


def test_whole_years() -> None:
    text = "2023年，我县印发《2024年计划》。2022年度"
    assert [year for year, _ in whole_years(text)] == [2023, 2022]


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)))
def test_every_date_reads_back(date: datetime.date) -> None:
    for text in (f"{date.year}年{date.month}月{date.day}日", date.isoformat()):
        assert [found for found, _ in dates(text)] == [date]


@given(st.text(alphabet="20年月日13〇二.-/", max_size=30))
def test_spans_hold_what_was_found(text: str) -> None:
    for date, span in dates(text):
        assert date in [found for found, _ in dates(span.of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年2月29日和4月31日", ["2023年2月29日", "4月31日"]),
        ("二〇二三年二月三十日", ["二〇二三年二月三十日"]),
        ("12月32日，13月1日，0月5日", ["12月32日", "13月1日", "0月5日"]),
        ("2024年2月29日，2月29日，12月31日", []),
        ("农历2月30日，二月三十日，3个月40日", []),
    ],
)
def test_impossible_dates(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in impossible_dates(text)] == expected
