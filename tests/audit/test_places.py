"""Province, city and county out of the words that name a region."""

import pytest

from checker.audit.region import places, region_of


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


def test_a_city_with_a_name_that_ends_like_a_kind() -> None:
    assert region_of("临州市人民政府", ["云岭省"]) == "云岭省临州市"
    assert region_of("通州区司法局", ["云岭省", "临州市"]) == "云岭省临州市通州区"
