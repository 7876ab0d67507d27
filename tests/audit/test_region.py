"""Where a report comes from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.audit.region import places, region_of, same_name


@pytest.mark.parametrize(
    ("body", "folders", "region"),
    [
        ("石桥县司法局", (), "石桥县"),
        ("石桥县市场监督管理局", (), "石桥县"),
        ("青川市市场监督管理局", (), "青川市"),
        ("云岭省青川市石桥县人民政府", (), "云岭省青川市石桥县"),
        ("石桥县司法局", ("云岭省", "青川市", "石桥县"), "云岭省青川市石桥县"),
        ("石桥县司法局", ("收件箱", "云岭省", "青川市"), "云岭省青川市石桥县"),
        ("青川市人民政府", ("云岭省", "青川市", "石桥县"), "云岭省青川市"),
        ("云岭省司法厅", ("云岭省", "青川市"), "云岭省"),
        ("", ("2025年度", "01 云岭省", "（2）青川市"), "云岭省青川市"),
        ("", ("云岭省青川市石桥县",), "云岭省青川市石桥县"),
        ("司法局", ("报送", "终稿"), ""),
        ("石桥县青石镇人民政府", ("青川市",), "青川市石桥县"),
        ("乌伦自治州人民政府", (), "乌伦自治州"),
        ("乌伦自治州河湾自治县财政局", (), "乌伦自治州河湾自治县"),
        ("北京市东城区司法局", (), "北京市东城区"),
        ("高新技术产业开发区管理委员会", ("青川市",), "青川市高新技术产业开发区"),
        # a city of county level: its folder lies in that of the city above it
        ("河阳市财政局", ("云岭省", "青川市", "河阳市"), "云岭省青川市河阳市"),
        # 州 and 市 within the name of a place
        ("临州市人民政府", ("云岭省",), "云岭省临州市"),
        ("通州区司法局", ("云岭省", "临州市"), "云岭省临州市通州区"),
        ("市中区司法局", ("云岭省", "临州市"), "云岭省临州市市中区"),
        ("中共石桥县委全面依法治县委员会办公室", (), "石桥县"),
    ],
)
def test_region(body: str, folders: tuple[str, ...], region: str) -> None:
    assert region_of(body, folders) == region


@pytest.mark.parametrize(
    ("region", "found"),
    [
        ("云岭省青川市石桥县", ("云岭省", "青川市", "石桥县")),
        ("云岭省/青川市/石桥县", ("云岭省", "青川市", "石桥县")),
        ("云岭省 青川市", ("云岭省", "青川市", "")),
        ("青川市市中区", ("", "青川市", "市中区")),
        ("云岭省临州市通州区", ("云岭省", "临州市", "通州区")),  # 州 in the name of a city
        ("临海州临海市", ("", "临海州", "临海市")),
        ("云岭省南山苗族自治州北山苗族自治县", ("云岭省", "南山苗族自治州", "北山苗族自治县")),
        ("北京市海淀区", ("北京市", "", "海淀区")),
        ("石桥县", ("", "", "石桥县")),
        ("全省", ("", "", "")),
        ("", ("", "", "")),
    ],
)
def test_a_region_is_taken_apart(region: str, found: tuple[str, str, str]) -> None:
    assert places(region) == found


@pytest.mark.parametrize("name", ["石桥县", "石桥县政府", "石桥县人民政府", "石桥县 人民政府"])
def test_one_body_under_several_names(name: str) -> None:
    assert same_name(name) == "石桥县"


@given(st.text(), st.lists(st.text(), max_size=4))
def test_any_name_is_answered(body: str, folders: list[str]) -> None:
    assert isinstance(region_of(body, folders), str)
