"""The grammar of figures: what is a count, what is none, and which words approximate it."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text.figures import FigureKind, figures


def read(text: str) -> list[tuple[str, FigureKind]]:
    return [(figure.span.of(text), figure.kind) for figure in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("办理案件63件", [("63件", FigureKind.COUNT)]),
        ("处罚1,063起，宣传3.2万人次", [("1,063起", FigureKind.COUNT), ("3.2万人次", FigureKind.COUNT)]),
        ("同比下降12.4%和8.06％", [("12.4%", FigureKind.PERCENT), ("8.06％", FigureKind.PERCENT)]),
        ("下降百分之九十八点五", [("百分之九十八点五", FigureKind.PERCENT)]),
        ("减少四成，成效明显", [("四成", FigureKind.PERCENT)]),
        ("上升3个百分点", [("3个百分点", FigureKind.POINTS)]),
        ("罚没817万元，约1.3亿元", [("817万元", FigureKind.MONEY), ("约1.3亿元", FigureKind.MONEY)]),
        (
            "不少于30日，200亩，3个月，5千米",
            [(word, FigureKind.MEASURE) for word in ("30日", "200亩", "3个月", "5千米")],
        ),
        (
            "2023年3月5日，2021—2025年，4月",
            [(word, FigureKind.CALENDAR) for word in ("2023年3月5日", "2021—2025年", "4月")],
        ),
        ("二〇二三年", [("二〇二三年", FigureKind.CALENDAR)]),
        ("位列第12位，第一责任人", [("第12位", FigureKind.ORDINAL), ("第一责", FigureKind.ORDINAL)]),
        ("〔2022〕48号，711号令", [("〔2022〕48号", FigureKind.DOCUMENT), ("711号", FigureKind.DOCUMENT)]),
        ("12345热线", [("12345", FigureKind.NUMBER)]),
        ("三起事故，二十多个部门", [("三起", FigureKind.COUNT), ("二十多个", FigureKind.COUNT)]),
        ("一网通办，三定方案，一个窗口，一是统一", []),
    ],
)
def test_kinds(text: str, expected: list[tuple[str, FigureKind]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "value", "before", "after", "behind"),
    [
        ("70余条", 70, "", "余", ""),
        ("3万多家", 30_000, "", "多", ""),
        ("3余万家", 30_000, "", "余", ""),
        ("近350批次", 350, "近", "", ""),
        ("近百件", 100, "近", "", ""),
        ("上百场", 100, "上", "", ""),
        ("十来次", 10, "", "来", ""),
        ("数十次", None, "数", "", ""),
        ("超过600项", 600, "超过", "", ""),
        ("约20左右", 20, "约", "", "左右"),
        ("近100余件", 100, "近", "余", ""),
        ("近三年", 3, "", "", ""),
        ("1.2亿元", 120_000_000, "", "", ""),
        ("两次", 2, "", "", ""),
    ],
)
def test_approximation(text: str, value: float | None, before: str, after: str, behind: str) -> None:
    (figure,) = figures(text)
    assert (figure.value, figure.before, figure.after, figure.behind) == (value, before, after, behind)
    assert len(figure.gaps) == sum(bool(word) for word in (before, after, behind) if word != "数")


@pytest.mark.parametrize(
    ("text", "kind", "value", "step"),
    [
        ("12件", FigureKind.COUNT, 12, 1),
        ("3.25万家", FigureKind.COUNT, 32_500, 100),
        ("1,063起", FigureKind.COUNT, 1063, 1),
        ("66.7%", FigureKind.PERCENT, 66.7, 0.1),
        ("百分之九十八点五", FigureKind.PERCENT, 98.5, 0.1),
        ("三分之二", FigureKind.FRACTION, 2 / 3, 1),
        ("一倍", FigureKind.MEASURE, 1, 1),
        ("3至5名", FigureKind.COUNT, None, 1),
        ("15%～30%", FigureKind.PERCENT, None, 1),
        ("三四个", FigureKind.COUNT, None, 1),
        ("十二三家", FigureKind.COUNT, None, 1),
        ("两三百件", FigureKind.COUNT, None, 1),
    ],
)
def test_value(text: str, kind: FigureKind, value: float | None, step: float) -> None:
    (figure,) = figures(text)
    assert figure.span.of(text) == text
    assert (figure.kind, figure.value) == (kind, value)
    assert figure.step == pytest.approx(step)
    assert figure.exact is (value is not None)


@pytest.mark.parametrize("text", ["百分之九十以上", "近九成", "九成多", "三分之二左右", "98%以上", "近3—5件"])
def test_shares_may_be_approximate(text: str) -> None:
    (figure,) = figures(text)
    assert figure.span.of(text) == text
    assert not figure.exact


@given(
    st.integers(0, 999_999_999),
    st.sampled_from(["", "万", "亿"]),
    st.booleans(),
    st.sampled_from(["件", "人次", "元", "%", "倍"]),
)
def test_a_number_is_read_back(number: int, scale: str, grouped: bool, unit: str) -> None:
    text = f"办理{number:,}{scale}{unit}" if grouped else f"办理{number}{scale}{unit}"
    (figure,) = figures(text)
    assert figure.value == number * {"": 1, "万": 10_000, "亿": 100_000_000}[scale]
    assert figure.unit == unit


@pytest.mark.parametrize("text", ["节约3000元", "签约30家", "预约12人次", "附近20户", "线上百件"])
def test_words_that_only_end_like_an_approximation(text: str) -> None:
    (figure,) = figures(text)
    assert not figure.before


@given(st.text(alphabet="近约超上数几余多来一二十百千万亿0123456789.,%件元年月日号第第成左右以百分之", max_size=60))
def test_any_text_is_read(text: str) -> None:
    found = figures(text)
    assert all(0 <= figure.span.start < figure.span.end <= len(text) for figure in found)
    assert all(earlier.span.end <= later.span.start for earlier, later in itertools.pairwise(found))
    assert all(figure.span.contains(figure.number) for figure in found)
    assert all(figure.span.contains(gap) for figure in found for gap in figure.gaps)
