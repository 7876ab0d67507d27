"""Headings on their own lines, marked by the format, and run into the text; and the parts they make."""

import itertools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checker.anatomy import dissect
from checker.errors import ReadError
from checker.model import Anatomy
from checker.readers import read


def anatomy(text: str, name: str = "a.txt") -> Anatomy:
    return dissect(read(text.encode(), name))


def shown(found: Anatomy) -> list[str]:
    return [heading.number + heading.title for heading in found.outline]


OWN_LINES = """某县人民政府2023年法治政府建设情况报告
2023年，我县坚持依法行政。
一、主要举措和成效
（一）健全制度
1.规范性文件管理
印发规范性文件4件。
2.备案审查。
备案文件4件。
（二）规范执法。
开展检查20次。
二、存在的主要问题
（一）执法力量不足。主要原因是编制少。
三、党政主要负责人履行法治建设第一责任人职责情况
县长主持召开常务会议8次。
四、下一步工作打算
（一）充实执法力量，6月底前招录执法人员5名。
某县人民政府
2024年2月1日"""


def test_headings_on_their_own_lines() -> None:
    found = anatomy(OWN_LINES)
    assert shown(found) == [
        "一、主要举措和成效",
        "（一）健全制度",
        "1.规范性文件管理",
        "2.备案审查",
        "（二）规范执法",
        "二、存在的主要问题",
        "（一）执法力量不足",
        "三、党政主要负责人履行法治建设第一责任人职责情况",
        "四、下一步工作打算",
    ]
    assert [part.kind.value for part in found.parts] == [
        *("title", "preamble", "achievements", "shortcomings", "responsibility", "plan", "signature"),
    ]


# text without line ends, as web pages give it: the headings in order
RUN_IN = [
    (
        (
            "现将情况报告如下：一、健全制度，夯实基础（一）完善机制。印发文件4件。（二）压实责任。召开会议3次。"
            "二、规范执法（一）开展检查。检查企业40家。"
        ),
        ["一、健全制度，夯实基础", "（一）完善机制", "（二）压实责任", "二、规范执法", "（一）开展检查"],
    ),
    (
        (
            "我局坚持依法行政。一、工作开展情况（一）加强学习。组织学习6次。二、存在问题和不足我局执法力量不足。"
            "三、下一步工作计划下一步，我局将开展培训2期。"
        ),
        ["一、工作开展情况", "（一）加强学习", "二、存在问题和不足", "三、下一步工作计划"],
    ),
    (
        "一、深化改革。公布事项清单30项。二、规范执法。办理案件12件。三、普法宣传。举办活动9场。",
        ["一、深化改革", "二、规范执法", "三、普法宣传"],
    ),
    (
        "一、强化组织领导。召开会议3次：（一）研究计划；（二）听取汇报。二、严格执法。检查40家。",
        ["一、强化组织领导", "二、严格执法"],
    ),
    (
        "一、加强党建，以党建引领全县各项法治工作。召开会议3次。二、规范执法全县各级执法单位检查企业40家。",
        ["一、加强党建，以党建引领全县各项法治工作", "二、规范执法"],
    ),
    ("根据第一、二季度的安排，检查企业40家，发现问题（一）类3个。", []),
    ("党组会议传达了“十四、五”字样的文件，并检查40家。", []),
]


@pytest.mark.parametrize(("text", "expected"), RUN_IN, ids=range(len(RUN_IN)))
def test_headings_run_into_the_text(text: str, expected: list[str]) -> None:
    assert shown(anatomy(text)) == expected


def test_each_part_is_found_without_line_ends() -> None:
    text = (
        "2023年，我镇坚持依法行政。一、主要举措和成效（一）健全制度。印发文件2件。二、存在的不足和原因（一）力量不足。原因是编制少。"
        "三、党政主要负责人履行法治建设第一责任人职责情况镇长主持会议8次。四、2024年工作安排（一）充实力量。招录2名。"
    )
    kinds = [part.kind.value for part in anatomy(text).parts]
    assert kinds == ["preamble", "achievements", "shortcomings", "responsibility", "plan"]


PARTS = {
    "a level-2 heading opens a part of its own": (
        "一、工作开展情况\n（一）党政主要负责人履行法治建设第一责任人职责\n局长听取汇报4次。\n（二）规范执法\n检查20次。\n二、存在问题\n力量不足。",
        ["achievements", "responsibility", "achievements", "shortcomings"],
    ),
    "one heading for two parts": (
        "一、主要举措\n检查20次。\n二、存在的不足和下一步工作打算\n力量不足，原因是编制少。\n下一步，招录5名。",
        ["achievements", "shortcomings", "plan"],
    ),
    "subjects are achievements": (
        "一、健全制度\n印发4件。\n二、规范执法\n检查20次。",
        ["achievements", "achievements"],
    ),
    "duties to come stay in the plan": (
        "一、主要举措\n检查20次。\n二、2024年工作安排\n（一）落实第一责任人职责\n听取汇报4次。",
        ["achievements", "plan"],
    ),
    "no heading at all": ("检查20次。\n印发4件。", ["achievements"]),
    "unnumbered headings": (
        "主要举措和成效\n检查20次。\n存在的主要问题\n力量不足。\n下一步工作打算\n招录5名。",
        ["achievements", "shortcomings", "plan"],
    ),
    "a sentence about problems is no heading": (
        "一、主要举措\n检查20次，发现问题12个\n二、存在问题\n力量不足。",
        ["achievements", "shortcomings"],
    ),
}


@pytest.mark.parametrize("case", PARTS.values(), ids=PARTS)
def test_parts(case: tuple[str, list[str]]) -> None:
    text, kinds = case
    assert [part.kind.value for part in anatomy(text).parts] == kinds


def test_a_whole_paragraph_in_heading_style_is_still_text() -> None:
    found = anatomy(
        "# 2023年法治政府建设情况报告\n\n## 一、主要举措\n\n### （一）健全制度。印发文件4件，备案4件。\n\n正文。",
        "a.md",
    )
    assert shown(found) == ["一、主要举措", "（一）健全制度"]
    assert len(found.sentences) == 2


def test_unnumbered_headings_of_the_format() -> None:
    found = anatomy(
        "# 某县2023年法治政府建设情况报告\n\n## 主要举措\n\n### 健全制度\n\n印发4件。\n\n## 存在的不足\n\n力量不足。",
        "a.md",
    )
    assert [(heading.level, heading.title) for heading in found.outline] == [
        (2, "主要举措"),
        (3, "健全制度"),
        (2, "存在的不足"),
    ]
    assert [part.kind.value for part in found.parts] == ["title", "achievements", "shortcomings"]


PIECES = [
    "一、",
    "二、",
    "（一）",
    "（二）",
    "1.",
    "（1）",
    "主要举措",
    "存在的不足和原因",
    "下一步工作打算",
    "。",
    "：",
    "\n",
    "检查20次",
    "，",
    "“",
    "”",
    "2023年",
    "我局",
]


@settings(max_examples=300, deadline=None)
@example("（1）一、我局2023年")
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join))
def test_parts_headings_and_sentences_lie_in_order(text: str) -> None:
    try:
        found = anatomy(text)
    except ReadError:
        return
    for spans in ([p.span for p in found.parts], [h.span for h in found.outline], [s.span for s in found.sentences]):
        assert all(0 <= span.start <= span.end <= len(text) for span in spans)
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(any(part.span.contains(s.span) for part in found.parts) for s in found.sentences)
    assert not any(h.span.overlaps(s.span) for h in found.outline for s in found.sentences)
