"""Heads of the cells of a table, whatever the format; and what rules make of figures in tables."""

from collections.abc import Callable

import pytest

from checker.anatomy import dissect
from checker.api import lint_bytes
from checker.config import Settings
from checker.model import Document
from checker.readers import read

WordFile = Callable[..., bytes]


def tc(text: str, properties: str = "") -> str:
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("/"))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{lines}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    inside = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def wide(text: str, columns: int) -> str:
    return tc(text, f'<w:gridSpan w:val="{columns}"/>')


BEGINS, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
HEAD = "<w:tblHeader/>"


def heads(document: Document, words: str) -> list[str]:
    cells = [cell for table in document.tables for cell in table.cells]
    cell = next(cell for cell in cells if cell.span.of(document.text).strip() == words)
    return [head.of(document.text) for head in cell.heads]


CASES = {
    "one row": ([row("受理复议申请", "41件")], "41件", ["受理复议申请"]),
    "two pairs in a row": ([row("执法主体", "56家", "执法人员", "1,203名")], "1,203名", ["执法人员"]),
    "a row of heads": ([row("指标", "2022年", "2023年"), row("受理", "38", "41")], "41", ["2023年", "受理"]),
    "a numbered row": ([row("序号", "指标", "数量"), row("1", "受理", "41件")], "41件", ["数量", "受理"]),
    "no figure but a sign": ([row("指标", "数量"), row("败诉", "—"), row("受理", "3")], "—", ["数量", "败诉"]),
    "a figure with its remark": (
        [row("指标", "数量"), row("受理", "41件（含上年3件）")],
        "41件（含上年3件）",
        ["数量", "受理"],
    ),
    "numbers that order are no figures": ([row("1.受理", "41件"), row("2.审结", "39件")], "39件", ["2.审结"]),
    "years at the side": ([row("年度", "发文"), row("2021年", "5"), row("2022年", "7")], "7", ["发文", "2022年"]),
    "merged down": (
        [row("类别", "指标", "数量"), row(tc("复议", BEGINS), "受理", "41"), row(tc("", GOES_ON), "审结", "39")],
        "39",
        ["数量", "复议", "审结"],
    ),
    "heads in two rows": (
        [
            row(tc("指标", BEGINS), wide("数量", 2)),
            row(tc("", GOES_ON), "上年", "本年"),
            row("受理", "38", "41"),
        ],
        "41",
        ["数量", "本年", "受理"],
    ),
    "a caption and groups of rows": (
        [
            row(wide("统计表", 2)),
            row("指标", "数量"),
            row(wide("行政复议", 2)),
            row("受理", "41"),
            row(wide("行政应诉", 2)),
            row("受案", "15"),
        ],
        "15",
        ["行政应诉", "数量", "受案"],
    ),
    "a row that begins further right": (
        [row("指标", "上年", "本年"), row("41", properties='<w:gridBefore w:val="2"/>')],
        "41",
        ["本年"],
    ),
    "what the file calls heads": ([row("甲", "3", properties=HEAD), row("乙", "丙")], "丙", ["乙"]),
    "words": ([row("任务", "进展"), row("执法监督", "开展检查，整改问题。")], "开展检查，整改问题。", ["执法监督"]),
    "one column has no heads": ([row("指标"), row("41件")], "41件", []),
    "a broken span": ([row(tc("指标", '<w:gridSpan w:val="99999999"/>')), row("受理", "41")], "41", ["指标", "受理"]),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_heads(case: tuple[list[str], str, list[str]], word_file: WordFile) -> None:
    rows, words, expected = case
    assert heads(read(word_file(table(*rows)), "a.docx"), words) == expected


def test_a_table_in_a_cell_is_one_of_its_own(word_file: WordFile) -> None:
    inner = table(row("受理", "41件"), row("审结", "39件"))
    outer = table(row(f"<w:tc>{inner}</w:tc>", "说明"), row("发文", "6件"))
    document = read(word_file(outer), "a.docx")
    assert [len(table.cells) for table in document.tables] == [4, 4]
    assert heads(document, "39件") == ["审结"]
    told = [sentence.words(document.text) for sentence in dissect(document).sentences]
    assert told == ["受理 41件", "审结 39件", "说明", "发文 6件"]


def test_markdown_says_which_row_holds_the_heads() -> None:
    text = "| | 本年 |\n|---|---|\n| 受理<br>申请 | **41**件 |\n\n文\n\n| 甲 | 乙 |\n|---|---|\n| 丙 | 3 |\n"
    document = read(text.encode(), "a.md")
    assert len(document.tables) == 2
    assert heads(document, "41件") == ["本年", "受理\n申请"]
    assert [s.words(document.text) for s in dissect(document).sentences] == ["本年 受理申请 41件", "文", "乙 丙 3"]


REPORT = """# 青澜县人民政府关于2023年度法治政府建设情况的报告

## 一、主要举措和成效

### （一）化解行政争议

{}

## 二、存在的不足和原因

执法力量不足，原因是编制少。
"""
FIGURES = """畅通行政复议渠道，行政复议案件办理情况见下表。

| 指标 | 2022年 | 2023年 |
|---|---|---|
| 受理行政复议申请 | 38件 | 41件 |
| 行政复议审结 | 36件 | 39件 |
| 行政复议纠错 | 3件 | 5件 |
"""


def findings(text: str, *rules: str) -> list[str]:
    report = lint_bytes(text.encode(), "a.md", settings=Settings(select=rules))
    assert report.failures == ()
    return [finding.message for finding in report.findings]


def test_an_indicator_may_stand_in_a_table() -> None:
    without = FIGURES.partition("\n\n")[0]
    assert any("行政复议" in message for message in findings(REPORT.format(without), "missing-indicator"))
    assert not any("行政复议" in message for message in findings(REPORT.format(FIGURES), "missing-indicator"))


def test_a_table_is_no_prose() -> None:
    """Its cells repeat, have no full stops, and claim nothing."""
    cells = "| 任务 | 责任单位 | 进展 |\n|---|---|---|\n" + "| 提升执法质量 | 县司法局 | 执法质量明显提升 |\n" * 3
    groups = ("quantity", "figures", "typography", "reuse")
    assert findings(REPORT.format(cells + "\n" + FIGURES), *groups) == []
