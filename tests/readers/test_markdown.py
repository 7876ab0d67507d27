"""Markdown: blocks, marks taken off, every character at its place, comments."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import ReadError
from checker.model import BlockKind, Document
from checker.readers import read
from checker.text.span import Span


def blocks(source: str) -> list[tuple[str, str]]:
    document = read(source.encode(), "a.md")
    return [
        (block.kind.value + (str(block.level) if block.level else ""), block.span.of(document.text))
        for block in document.blocks
    ]


def misplaced(document: Document, source: str) -> list[str]:
    """Return the characters that do not stand where their origin says; line feeds may stand for a mark."""
    lines = source.split("\n")
    wrong = []
    for offset, char in enumerate(document.text):
        place = document.locate(Span(offset, offset + 1))
        line = lines[place.line - 1] + "\n"
        assert place.byte_column
        assert place.end_byte_column
        in_bytes = line.encode()[place.byte_column - 1 : place.end_byte_column - 1]
        if char != "\n" and (line[place.column - 1 : place.column] != char or in_bytes != char.encode()):
            wrong.append(f"{char}@{place.line}:{place.column}")
    return wrong


P = "paragraph"
BLOCKS = [
    ("# 题\n\n正文", [("heading1", "题"), (P, "正文")]),
    ("## 一、甲 ##\n### （一）乙", [("heading2", "一、甲"), ("heading3", "（一）乙")]),
    ("一、甲\n　　正文一。\n正文二。", [(P, "一、甲"), (P, "　　正文一。"), (P, "正文二。")]),
    ("1. 甲\n2. 乙\n   续", [(P, "1. 甲"), (P, "2. 乙"), (P, "续")]),
    ("1) 甲", [(P, "1) 甲")]),
    ("- 甲\n* 乙\n  1. 丙", [(P, "甲"), (P, "乙"), (P, "1. 丙")]),
    ("1. 甲\n\n   第二段", [(P, "1. 甲"), (P, "第二段")]),
    ("1. 2024年办理12件", [(P, "1. 2024年办理12件")]),
    ("> 引文\n> 二", [(P, "引文"), (P, "二")]),
    (
        "| 甲 | 乙 |\n|:-|-:|\n| 1 | **2** |\n\n后",
        [("cell", "甲"), ("cell", "乙"), ("cell", "1"), ("cell", "2"), (P, "后")],
    ),
    ("甲 | 乙\n-|-\n1 | ", [("cell", "甲"), ("cell", "乙"), ("cell", "1")]),
    (r"| 甲\|乙 |" + "\n|-|\n", [("cell", "甲|乙")]),
    ("| 甲<br>乙 |\n|-|\n", [("cell", "甲"), ("cell", "乙")]),
    ("    缩进的一段", [(P, "缩进的一段")]),
    ("```\n代码\n```", [(P, "代码")]),
    ("甲\n\n---\n\n乙", [(P, "甲"), (P, "乙")]),
    ("<center>题</center>", [(P, "题")]),
    ("[甲]: 说明", [(P, "[甲]: 说明")]),
    ("甲 &amp; 乙", [(P, "甲 &amp; 乙")]),
    ("---\ntitle: 题\n---\n正文", [("comment", "---\ntitle: 题\n---"), (P, "正文")]),
    ("---\n正文\n---\n", [("heading2", "正文")]),
    ("<!-- a -->\n甲", [("comment", "<!-- a -->"), (P, "甲")]),
    ("甲\n<!-- a\n\nb -->\n乙", [(P, "甲"), ("comment", "<!-- a\n\nb -->"), (P, "乙")]),
    ("甲<!-- a -->乙", [(P, "甲乙"), ("comment", "<!-- a -->")]),
    ("<!-- 没有结束\n\n正文", [(P, "<!-- 没有结束"), (P, "正文")]),
    ("<!-- 没有结束\n正文\n<!-- a -->", [(P, "<!-- 没有结束"), (P, "正文"), ("comment", "<!-- a -->")]),
]


@pytest.mark.parametrize(("source", "expected"), BLOCKS)
def test_blocks(source: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(source) == expected
    assert misplaced(read(source.encode(), "a.md"), source) == []


INLINE = [
    ("**加强领导。**全县", "加强领导。全县"),
    ("**（一）“放管服”改革。**推进", "（一）“放管服”改革。推进"),
    ("前**《办法》**后", "前《办法》后"),
    ("*甲* __乙__ ***丙***", "甲 乙 丙"),
    ("snake_case_name", "snake_case_name"),
    ("2 * 3 * 4", "2 * 3 * 4"),
    ("`代码`和``a`b``", "代码和a`b"),
    ("` 甲 `", "甲"),
    ("见[公开**平台**](http://example.gov.cn/a(b) '说明')。", "见公开平台。"),
    ("[甲](x)[乙](y)甲", "甲乙甲"),
    ("![图 *一*](a.png)后", "图 一后"),
    ("<http://example.gov.cn/%E4%B8%AD>后", "http://example.gov.cn/%E4%B8%AD后"),
    (r"\*甲\*乙\丙", r"*甲*乙\丙"),
    ("甲<u>乙</u>", "甲乙"),
    ("**没有结束", "**没有结束"),
    ("[没有结束](", "[没有结束]("),
    ("`没有结束", "`没有结束"),
]


@pytest.mark.parametrize(("source", "expected"), INLINE)
def test_marks_are_taken_off(source: str, expected: str) -> None:
    document = read(source.encode(), "a.md")
    assert [block.span.of(document.text).strip() for block in document.blocks] == [expected]
    assert misplaced(document, source) == []


def test_place_in_a_table_and_a_list() -> None:
    source = "# 题\n\n| 甲 | 乙 |\n|---|---|\n| 一 | **二** |\n\n> 1. 三"
    document = read(source.encode(), "a.md")
    offsets = {char: document.text.index(char) for char in "二三"}
    places = {char: document.locate(Span(offset, offset + 1)) for char, offset in offsets.items()}
    assert {char: (place.line, place.column) for char, place in places.items()} == {"二": (5, 9), "三": (7, 6)}
    assert places["二"].label == "第5行"


def test_line_ends_of_windows() -> None:
    assert blocks("甲\r\n乙\r\n") == [(P, "甲"), (P, "乙")]


PIECES = [
    "一、甲",
    "（一）乙。",
    "**粗**",
    "*",
    "`",
    "[",
    "](x)",
    "|",
    "\\",
    "<!--",
    "-->",
    "\n",
    "\n\n",
    "> ",
    "- ",
    "1. ",
    "# ",
    "---",
    "  ",
    "\t",
    "　",
    "<b>",
    "&lt;",
    "!",
    "~~~",
]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join))
def test_every_character_stands_at_its_place(source: str) -> None:
    try:
        document = read(source.encode(), "a.md")
    except ReadError:
        return
    assert misplaced(document, source) == []
    assert all(block.span.of(document.text).strip() for block in document.blocks)
    assert "\n" not in "".join(b.span.of(document.text) for b in document.blocks if b.kind is not BlockKind.COMMENT)


@given(st.lists(st.sampled_from([*PIECES, "\r\n"]), min_size=1, max_size=30).map("".join))
def test_no_chinese_is_lost(source: str) -> None:
    """Whatever the marks do, the words of the draft are kept."""
    try:
        text = read(source.encode(), "a.md").text
    except ReadError:
        text = ""
    for char in "甲乙粗":
        assert text.count(char) == source.count(char)


@pytest.mark.parametrize(
    "source", ["[" * 20_000, "**加强" * 8_000, "<!--" * 20_000, "<!-- \n" * 8_000, "`a" * 10_000, "<a " * 10_000]
)
def test_hostile_text_is_read_in_time(source: str) -> None:
    assert read(source.encode(), "a.md").blocks
