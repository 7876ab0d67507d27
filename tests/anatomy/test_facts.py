"""Year, level, body and date as titles, openings and signatures of all kinds give them."""

import pytest

from checker.anatomy import dissect
from checker.model import Facts, PartKind
from checker.readers import read

BODY = "现将有关情况报告如下。\n一、主要举措和成效\n全年开展执法检查30次。\n二、存在的不足\n力量不足，原因是编制少。"


def facts(text: str) -> Facts:
    return dissect(read(text.encode(), "a.txt")).facts


# title: year, level, body
TITLES = {
    "南岭省人民政府关于2018年度法治政府建设情况的报告": (2018, "province", "南岭省人民政府"),
    "南岭省人民政府2023年法治政府建设年度报告": (2023, "province", "南岭省人民政府"),
    "中共南岭省委 南岭省人民政府关于2024年法治政府建设情况的报告": (2024, "province", None),
    "重庆市人民政府关于2022年度法治政府建设情况的报告": (2022, "province", "重庆市人民政府"),
    "西原自治区人民政府关于2021年度法治政府建设情况的报告": (2021, "province", "西原自治区人民政府"),
    "北港市人民政府关于2023年度法治政府建设情况的报告": (2023, "city", "北港市人民政府"),
    "北港市2025年法治政府建设年度报告": (2025, "city", "北港市"),
    "南岭省北港市人民政府2024年度法治政府建设情况报告": (2024, "city", "南岭省北港市人民政府"),
    "西岭自治州人民政府关于2023年度法治政府建设情况的报告": (2023, "city", "西岭自治州人民政府"),
    "青澜县人民政府关于2017年度法治政府建设工作情况的报告": (2017, "county", "青澜县人民政府"),
    "青澜县2024年法治政府建设年度报告": (2024, "county", "青澜县"),
    "北港市江东区人民政府关于2024年度法治政府建设情况的报告": (2024, "county", "北港市江东区人民政府"),
    "江东区2023年度法治政府建设情况报告": (2023, "county", "江东区"),
    "中共江东区委江东区人民政府关于2024年法治政府建设情况的报告": (2024, "county", None),
    "白草旗人民政府2022年法治政府建设工作报告": (2022, "county", "白草旗人民政府"),
    "青澜县人民政府2020年度法治政府建设工作总结": (2020, "county", "青澜县人民政府"),
    "青澜县人民政府关于二〇二三年度法治政府建设情况的报告": (2023, "county", "青澜县人民政府"),
    "柳溪街道2021年法治政府建设年度报告": (2021, "township", "柳溪街道"),
    "柳溪街道办事处关于2024年法治政府建设情况的报告": (2024, "township", "柳溪街道办事处"),
    "石桥镇人民政府2024年度法治政府建设情况报告": (2024, "township", "石桥镇人民政府"),
    "青澜县石桥镇2023年法治政府建设工作总结": (2023, "township", "青澜县石桥镇"),
    "梨树乡人民政府关于2022年度法治政府建设情况的报告": (2022, "township", "梨树乡人民政府"),
    "东湾片区管理局2022年法治政府建设工作情况报告": (2022, "township", "东湾片区管理局"),
    "北港经济技术开发区管理委员会关于2023年度法治政府建设情况的报告": (
        2023,
        "township",
        "北港经济技术开发区管理委员会",
    ),
    "应急管理部2025年法治政府建设年度报告": (2025, "department", "应急管理部"),
    "南岭省司法厅2024年度法治政府建设情况报告": (2024, "department", "南岭省司法厅"),
    "北港市江东区发展和改革局2025年法治政府建设报告": (2025, "department", "北港市江东区发展和改革局"),
    "青澜县教育局关于2023年度法治政府建设情况的报告": (2023, "department", "青澜县教育局"),
    "青澜县人民政府办公室2024年法治政府建设情况报告": (2024, "department", "青澜县人民政府办公室"),
    "北港市卫生健康委员会2022年度法治政府建设年度报告": (2022, "department", "北港市卫生健康委员会"),
    "北港市住房和城乡建设局2024年推进法治政府建设工作情况报告": (2024, "department", "北港市住房和城乡建设局"),
    "青澜县公安局2021年依法行政工作报告": (2021, "department", "青澜县公安局"),
    "北港市城市管理综合行政执法支队2023年法治政府建设总结": (2023, "department", "北港市城市管理综合行政执法支队"),
    "国家税务总局青澜县税务局2024年法治政府建设情况报告": (2024, "department", "国家税务总局青澜县税务局"),
    "青澜县农业农村局2020年度法治政府建设工作报告": (2020, "department", "青澜县农业农村局"),
    "北港市市场监督管理局2019年法治政府建设情况": (2019, "department", "北港市市场监督管理局"),
    "江东区审计局关于2024年法治政府建设工作总结": (2024, "department", "江东区审计局"),
    "南岭省统计局关于2021年度法治政府建设情况的报告": (2021, "department", "南岭省统计局"),
    "关于2023年度法治政府建设情况的报告": (2023, None, None),
    "2022年法治政府建设年度报告": (2022, None, None),
}


@pytest.mark.parametrize(("title", "expected"), TITLES.items(), ids=TITLES)
def test_titles(title: str, expected: tuple[int, str | None, str | None]) -> None:
    year, level, body = expected
    found = facts(f"{title}\n{BODY}")
    assert found.year
    assert found.year.value == year
    assert (found.level and found.level.value.value) == level
    if body is not None:
        assert found.body
        assert found.body.value == body


def test_title_on_several_lines() -> None:
    found = facts(f"北港市人民政府\n关于2023年度法治政府建设情况的\n报告\n\n{BODY}")
    assert found.year
    assert found.level
    assert found.body
    assert (found.year.value, found.level.value.value, found.body.value) == (2023, "city", "北港市人民政府")


# what a formal document carries above its title
ABOVE = [
    "秘密★1年",
    "绝 密",
    "机密 10年",
    "（内部使用）",
    "内部资料 注意保存",
    "密级：内部",
    "特急",
    "000012　　秘密★6个月",
    "此件不予公开。",
    "公开属性：依申请公开",
    "北港市人民政府文件",
    "北政〔2024〕3号　　签发人：林某",
    "北港市人民政府\n北政〔2024〕3号",
    "000012\n机密★3年\n特急\n北港市人民政府文件\n北政〔2024〕3号\n签发人：林某",
]


@pytest.mark.parametrize("above", ABOVE)
def test_marks_above_the_title(above: str) -> None:
    found = facts(f"{above}\n北港市人民政府关于2023年度法治政府建设情况的报告\n{BODY}")
    assert found.year
    assert found.body
    assert (found.year.value, found.body.value) == (2023, "北港市人民政府")


@pytest.mark.parametrize("first", ["密云区", "特克斯县", "内部审计协会", "青澜县人民政府", "2023年度"])
def test_first_lines_of_a_title_that_are_no_marks(first: str) -> None:
    text = f"{first}\n2023年法治政府建设年度报告\n{BODY}"
    title = dissect(read(text.encode(), "a.txt")).part(PartKind.TITLE)
    assert title
    assert title.span.start == 0


# openings of reports without a year in their title
TITLE = "法治政府建设情况报告\n"
OPENINGS = {
    TITLE + "2023年，我县坚持依法行政。\n" + BODY: 2023,
    TITLE + "现将我局2022年法治政府建设情况报告如下。\n一、主要举措\n开展检查。": 2022,
    "现将我镇2024年度法治政府建设情况报告如下：\n一、工作开展情况\n开展检查。": 2024,
    TITLE + "深入实施《法治政府建设实施纲要（2021—2025年）》。\n一、主要举措\n检查。\n二、2024年工作安排\n培训。": 2023,
    TITLE + "自2021年以来，我局坚持依法行政。\n一、主要举措\n截至2023年底，办结案件30件。": 2023,
    TITLE + "我局坚持依法行政。\n一、主要举措\n开展检查。\n青澜县教育局\n2024年2月3日": 2023,
    TITLE + "我局坚持依法行政。\n一、主要举措\n开展检查。": None,
}


@pytest.mark.parametrize(("text", "year"), OPENINGS.items(), ids=range(len(OPENINGS)))
def test_years_without_a_title(text: str, year: int | None) -> None:
    found = facts(text).year
    assert (found and found.value) == year


SPEAKERS = {
    "我局认真落实。全局干部职工参加学习。我局开展检查。": "department",
    "我镇认真落实。全镇干部参加学习。我镇开展检查。": "township",
    "我街道认真落实。街道党工委听取汇报。": "township",
    "我县认真落实。全县开展检查。县政府听取汇报。": "county",
    "我市认真落实。全市开展检查。市政府听取汇报。": "city",
    "我省认真落实。全省开展检查。省政府听取汇报。": "province",
    "认真落实各项任务。": None,
}


@pytest.mark.parametrize(("words", "level"), SPEAKERS.items())
def test_level_by_how_the_author_speaks(words: str, level: str | None) -> None:
    found = facts(f"2023年法治政府建设情况报告\n一、主要举措\n{words}").level
    assert (found and found.value.value) == level


DATES = {
    "青澜县人民政府\n2024年2月28日": ("2024-02-28", "青澜县人民政府"),
    "青澜县教育局\n二〇二四年三月一日": ("2024-03-01", "青澜县教育局"),
    "青澜县教育局2024年3月1日": ("2024-03-01", "青澜县教育局"),
    "中共青澜县委\n青澜县人民政府\n2024年3月1日": ("2024-03-01", None),
    "青澜县教育局\n2024年3月1日\n（此件公开发布）": ("2024-03-01", "青澜县教育局"),
}


@pytest.mark.parametrize(("tail", "expected"), DATES.items(), ids=range(len(DATES)))
def test_signatures(tail: str, expected: tuple[str, str | None]) -> None:
    found = facts(f"2023年度法治政府建设情况报告\n一、主要举措\n开展检查30次。\n{tail}")
    assert found.dated
    assert found.dated.value.isoformat() == expected[0]
    if expected[1]:
        assert found.body
        assert found.body.value == expected[1]


def test_a_date_in_the_last_sentence_is_no_signature() -> None:
    assert (
        facts("2023年度法治政府建设情况报告\n一、主要举措\n全年开展检查30次。平台于2023年12月建成使用。").dated is None
    )
