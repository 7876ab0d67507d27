"""What figures say of each other: heads, changes, totals with parts, rates."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.text.relations import Direction, divisions, rates, statements

ANY = st.text(
    alphabet="其中共受理审结办率占比为均较上年同期增加下降从由的一二三两十百千万亿0123456789.,，、；。：:（）()《》“”%件人倍元余近约以上-—至\n",
    max_size=80,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受理案件63件，审结60件", [("受理案件", 63, True), ("审结", 60, True)]),
        ("办理8件建议、11件提案", [("办理", 8, True), ("建议", 11, True)]),
        ("受理50件，同比增加12件", [("受理", 50, True), ("同比增加", 12, False)]),
        ("较上年的45件多5件", [("较上年的", 45, False), ("多", 5, False)]),
        ("由5名增至9名", [("由", 5, False), ("增至", 9, True)]),
        ("培训近300人次", [("培训", 300, False)]),
        ("其中《条例》12件（涉企3件）", [("", 12, True)]),
    ],
)
def test_statements(text: str, expected: list[tuple[str, float, bool]]) -> None:
    assert [(said.head, said.value, said.amount) for said in statements(text)] == expected


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("投诉下降12%", Direction.DOWN),
        ("投诉下降了近一倍", Direction.DOWN),
        ("降幅达12%", Direction.DOWN),
        ("比上年少3件", Direction.DOWN),
        ("同比增长12%", Direction.UP),
        ("比上年多3件", Direction.UP),
        ("下降到12%", None),
        ("降至12件", None),
        ("至少12件", None),
    ],
)
def test_changes(text: str, change: Direction | None) -> None:
    (said,) = statements(text)
    assert said.change is change


@pytest.mark.parametrize(
    ("text", "total", "parts"),
    [
        ("受理20件，其中来信12件、来访8件。", 20, [12, 8]),
        ("受理20件，其中：来信12件，占60%，来访8件，均已答复", 20, [12, 8]),
        ("处罚20件，罚款3万元，其中简易12件、普通8件", 20, [12, 8]),
        ("调解员20人（专职12名、兼职8名）", 20, [12, 8]),
        ("调解员20人（其中专职12名）", 20, [12]),
    ],
)
def test_divisions(text: str, total: float, parts: list[float]) -> None:
    (division,) = divisions(text)
    assert division.total.value == total
    assert [part.value for part in division.parts] == parts
    assert [part.figure.number.of(text) for part in division.parts] == [str(part) for part in parts]


@pytest.mark.parametrize(
    "text",
    [
        "建议8件、提案12件，其中主办12件、会办8件",  # two amounts may be the total
        "受理近20件，其中来信12件、来访8件",
        "同比增加20件，其中来信12件、来访8件",
        "受理20件，其中来信12件，印发通报，另有来访8件",
        "培训20场，其中线上12人次、线下8人次",
        "受理20件，在其中12件里发现问题",
        "调解员（专职12名、兼职8名）",
    ],
)
def test_no_division(text: str) -> None:
    assert divisions(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("案件审结率为96.5%", [("案件审结", 96.5)]),
        ("面商率、办结率均达到100%", [("面商", 100), ("办结", 100)]),
        ("审结率96%以上", []),
        ("审结率近96%", []),
        ("审结率提高到96%", []),
        ("审结率、败诉率分别为96%、3%", []),
        ("出生率9‰", []),
    ],
)
def test_rates(text: str, expected: list[tuple[str, float]]) -> None:
    assert [(rate.name, rate.figure.value) for rate in rates(text)] == expected


@given(ANY)
def test_any_text_is_read(text: str) -> None:
    said = statements(text)
    assert all(
        0 <= s.clause.start <= s.figure.span.start < s.figure.span.end <= s.clause.end <= len(text) for s in said
    )
    assert all(one.figure.span.end <= other.figure.span.start for one, other in itertools.pairwise(said))
    for division in divisions(text):
        assert division.total.amount
        assert all(part.amount and part.same_unit(division.total) for part in division.parts)
        assert division.total.figure.span.end <= division.parts[0].figure.span.start
        assert division.span.end <= len(text)
    assert all(0 <= rate.place.start < rate.place.end <= rate.figure.span.start for rate in rates(text))


@given(st.lists(st.integers(1, 9999), min_size=1, max_size=6), st.integers(1, 99999))
def test_parts_are_read_back(parts: list[int], total: int) -> None:
    text = f"受理{total}件，其中" + "、".join(f"甲类{part}件" for part in parts)
    (division,) = divisions(text)
    assert [division.total.value, *(part.value for part in division.parts)] == [total, *parts]
