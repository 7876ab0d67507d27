"""A small collection made by hand: what was found of it this year and last year."""

import datetime
from dataclasses import replace

from checker.audit.pair import Pair, Passage
from checker.audit.record import (
    FailureRow,
    FigureRow,
    FindingRow,
    PlaceRow,
    Record,
    SectionRow,
    SentenceRow,
    Status,
)
from checker.model import BlockKind, Category, Level, PartKind, Role, Severity
from checker.rules import by_name

PARTS = (PartKind.ACHIEVEMENTS, PartKind.SHORTCOMINGS, PartKind.RESPONSIBILITY, PartKind.PLAN)
DUE = datetime.date(2026, 3, 1)
SHARED = "探索“一案三评”机制，由案件当事人、行业代表和法律顾问共同评查执法案卷，评查结果按季度通报。"


def finding(
    rule: str, message: str, excerpt: str = "", *, line: int | None = None, severity: Severity | None = None
) -> FindingRow:
    known = by_name()[rule]
    place = PlaceRow(f"第{line}行") if line else None
    return FindingRow(rule, known.group, severity or known.severity, message, excerpt, place, 1, 1.0)


def sentence(text: str, category: Category, role: Role, section: PartKind, start: int) -> SentenceRow:
    return SentenceRow(
        text, start, start + len(text), section, category, 0.9, (), role, 0.95, start // 10, BlockKind.PARAGRAPH
    )


def cases(number: int, value: int, start: int = 0) -> FigureRow:
    text = f"{value}件"
    return FigureRow(
        text, start, start + len(text), "count", float(value), "件", True, "受理行政复议案件", None, False, number
    )


def body(
    reviews: int, *, digital: int = 2, parts: tuple[PartKind, ...] = PARTS, characters: int = 3000
) -> dict[str, object]:
    """Return what a report holds that tells of `reviews` cases of review and has `digital` sentences of that area."""
    told = [
        *[(f"建成执法监督平台模块{n}个。", Category.DIGITAL, Role.RESULT, PARTS[0]) for n in range(1, digital + 1)],
        (f"全年受理行政复议案件{reviews}件。", Category.DISPUTE_RESOLUTION, Role.RESULT, PARTS[0]),
        *[(f"开展执法检查第{n}轮。", Category.ENFORCEMENT, Role.MEASURE, PARTS[0]) for n in range(1, 5)],
        ("基层执法力量不足，主要是编制多年没有增加。", Category.ENFORCEMENT, Role.PROBLEM, PARTS[1]),
        ("县长主持召开法治建设会议4次。", Category.LEADERSHIP, Role.MEASURE, PARTS[2]),
        ("6月底前完成执法人员轮训。", Category.CAPACITY, Role.PLAN, PARTS[3]),
    ]
    told = [one for one in told if one[3] in parts]
    rows, start = [], 0
    for text, *label in told:
        rows.append(sentence(text, *label, start))
        start += len(text)
    number = next(n for n, row in enumerate(rows) if row.category is Category.DISPUTE_RESOLUTION)
    return {
        "sections": tuple(SectionRow(kind, kind.chinese, 0, start) for kind in parts),
        "sentences": tuple(rows),
        "figures": (cases(number, reviews, rows[number].start + 10),),
        "characters": characters,
    }


def record(path: str, name: str, region: str, **more: object) -> Record:
    """Return a report on 2025 of a county that came in in time and in which nothing was found, but for `more`."""
    own: dict[str, object] = {
        "format": "docx",
        "sha256": f"{len(name):064x}",
        "title": f"{name}2025年法治政府建设年度报告",
        "body": name,
        "level": Level.COUNTY,
        "year": 2025,
        "region": region,
        "profile": "county-2021-2025",
        "dated": datetime.date(2026, 2, 10),
        "due": DUE,
    }
    return Record(path, "0" * 64, Status.READ, **{**own, **more})


UNMEASURED = tuple(
    finding("unquantified-claim", f"“{words}”没有数据衡量", words, line=line)
    for line, words in enumerate(("执法水平显著提高", "营商环境大幅改善", "法治意识明显增强"), 3)
)
RECORDS = (
    record(
        "松原市/东河县.docx",
        "东河县人民政府",
        "云岭省松原市东河县",
        received=datetime.date(2026, 2, 25),
        findings=(UNMEASURED[0], finding("thin-section", "“不足和原因”部分只有22字，通常不少于140字", line=9)),
        **body(41),
    ),
    record(
        "松原市/松原市.docx",
        "松原市人民政府",
        "云岭省松原市",
        level=Level.CITY,
        profile="city-2021-2025",
        **body(126, digital=4, characters=5100),
    ),
    record(
        "松原市/柳桥县.docx",
        "柳桥县人民政府",
        "云岭省松原市柳桥县",
        received=datetime.date(2026, 3, 18),
        findings=(
            *UNMEASURED,
            finding("missing-cause", "不足部分只写了问题，没有写原因", line=9),
            finding(
                "superseded-statute",
                "《中华人民共和国物权法》2021年1月1日后不再有效，现行的是《中华人民共和国民法典》",
                "《中华人民共和国物权法》",
                line=5,
            ),
            finding("personal-data", "出现了手机号“138＊＊＊＊＊＊＊＊”", "***********", line=6),
        ),
        **body(52, characters=2870),
    ),
    Record(
        "青川市/北岭县.pdf",
        "",
        Status.FAILED,
        body="北岭县人民政府",
        level=Level.COUNTY,
        region="云岭省青川市北岭县",
        failures=(FailureRow(None, "文件有密码，打不开"),),
    ),
    record(
        "青川市/南溪县.docx",
        "南溪县人民政府",
        "云岭省青川市南溪县",
        dated=datetime.date(2026, 3, 2),
        findings=(
            UNMEASURED[1],
            finding("late-report", "报告的日期是“2026年3月2日”，县级政府的报告应当在2026年3月1日之前报送", line=20),
            finding(
                "superseded-statute",
                "《中华人民共和国物权法》2021年1月1日后不再有效，现行的是《中华人民共和国民法典》",
                "《中华人民共和国物权法》",
                line=7,
            ),
        ),
        **body(36, digital=0, characters=1040),
    ),
    record(
        "青川市/石桥县.docx",
        "石桥县人民政府",
        "云岭省青川市石桥县",
        findings=(finding("missing-section", "缺少“下一年度安排”部分"),),
        **body(410, parts=PARTS[:3]),
    ),
    Record(
        "",
        "",
        Status.MISSING,
        body="西关县人民政府",
        level=Level.COUNTY,
        year=2025,
        region="云岭省青川市西关县",
        failures=(FailureRow(None, "清单里有这个单位，没有找到它的报告"),),
    ),
)
PAIRS = (Pair(0, 4, 0.31, 0.46, 5, 212, (Passage(SHARED, SHARED, (3, 5), (2, 4), 88),)),)
LAST_YEAR = tuple(
    replace(
        record(path, name, region, **body(40)),
        year=2024,
        due=datetime.date(2025, 3, 1),
        dated=datetime.date(2025, 2, 10),
        findings=findings,
    )
    for path, name, region, findings in (
        ("松原市/东河县.docx", "东河县人民政府", "云岭省松原市东河县", UNMEASURED),
        ("松原市/柳桥县.docx", "柳桥县人民政府", "云岭省松原市柳桥县", UNMEASURED[:1]),
        ("青川市/西关县.docx", "西关县人民政府", "云岭省青川市西关县", ()),
    )
)
