"""Fixes written into drafts: only the characters meant, encoding and formatting kept, nothing where it is uncertain."""

import dataclasses
from pathlib import Path

import pytest
from drafts import AUTHOR, BOLD, BOX, NASTY, NUMBERED, W, body, letters, p, parts, r, word
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from checker import engine
from checker.config import Settings
from checker.model import BlockKind, Edit, Finding, Fix, Severity
from checker.readers import read
from checker.text.span import Span
from checker.writers.fix import applied, fix

EXAMPLES = Path(__file__).parents[2] / "examples"


def finding(*edits: tuple[int, int, str], safe: bool = True, secret: bool = False) -> Finding:
    made = tuple(Edit(Span(start, end), words) for start, end, words in edits)
    return Finding("wrong-word", "", made[0].span, Severity.ERROR, fix=Fix("改", safe, made), secret=secret)


def fixed(data: bytes, name: str, *findings: Finding, unsafe: bool = False, tracked: bool = False) -> bytes:
    return fix(data, name, read(data, name), findings, unsafe=unsafe, tracked=tracked).data


def replaced(data: bytes, name: str, old: str, new: str, *, tracked: bool = False) -> bytes:
    """Return the draft with the first `old` of its text made `new`."""
    at = read(data, name).text.index(old)
    return fixed(data, name, finding((at, at + len(old), new)), tracked=tracked)


CODINGS = {
    "utf-8": ("第一,二\n三", "第一，二\n三", b"", "utf-8"),
    "with a mark": ("第一,二\n三", "第一，二\n三", b"\xef\xbb\xbf", "utf-8"),
    "gb18030": ("法治政府建设情况报告,二\n三", "法治政府建设情况报告，二\n三", b"", "gb18030"),
    "utf-16 big": ("第一,二\n三", "第一，二\n三", b"\xfe\xff", "utf-16-be"),
    "windows": ("题\r\n\r\n第一,二\r\n三\r\n", "题\r\n\r\n第一，二\r\n三\r\n", b"", "utf-8"),
    "mixed line ends": ("题\r第一,二\r\n三\n四", "题\r第一，二\r\n三\n四", b"", "utf-8"),
}


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(("old", "new", "mark", "coding"), CODINGS.values(), ids=CODINGS)
def test_encoding_and_line_ends_stay(old: str, new: str, mark: bytes, coding: str, name: str) -> None:
    assert replaced(mark + old.encode(coding), name, ",", "，") == mark + new.encode(coding)


# Markdown, the words to change and what they become, and the Markdown after it (None: left alone)
MARKDOWN = {
    "emphasis": ("**加强**领导,好", "领导,", "领导，", "**加强**领导，好"),
    "from within to without": ("**加强领**导", "加强领导", "增强领导", "**增强领**导"),
    "a change over a mark": ("**加强**领导", "强领", "弱管", "**加弱管**导"),
    "all of an emphasis": ("甲**乙**丙", "乙", "", None),
    "around an emphasis": ("依照**行政处罚法**办", "行政处罚法", "《行政处罚法》", "依照**《行政处罚法》**办"),
    "a heading": ("## 一,成效\n\n文", "一,", "一、", "## 一、成效\n\n文"),
    "an escape": (r"甲\*乙,丙", "乙,", "乙，", r"甲\*乙，丙"),
    "an entity is text": ("甲&amp;乙,丙", "乙,", "乙，", "甲&amp;乙，丙"),
    "a cell": ("|甲|乙|\n|---|---|\n|a,b|4 件|", "4 件", "4件", "|甲|乙|\n|---|---|\n|a,b|4件|"),
    "a link": ("见[说明,一](a.html)。", "明,", "明，", "见[说明，一](a.html)。"),
    "code": ("见`甲,乙`。", "甲,", "甲，", "见`甲，乙`。"),
    "words that become a mark": ("甲乙丙丁", "乙丙", "*乙丙*", None),
    "words that become a heading": ("甲乙", "甲", "# ", None),
    "the end of a line": ("甲\n\n乙", "甲\n乙", "甲乙", None),
}


@pytest.mark.parametrize(("source", "old", "new", "expected"), MARKDOWN.values(), ids=MARKDOWN)
def test_markdown(source: str, old: str, new: str, expected: str | None) -> None:
    assert replaced(source.encode(), "a.md", old, new).decode() == (source if expected is None else expected)


@given(st.text("甲乙，,.*_`[]()\\|#&<> \n12", min_size=1, max_size=40), st.data())
@settings(max_examples=150, deadline=None)
def test_markdown_is_never_damaged(source: str, choose: st.DataObject) -> None:
    data = f"甲{source}".encode()
    document = read(data, "a.md")
    point = st.integers(0, len(document.text))
    start, end = sorted((choose.draw(point), choose.draw(point)))
    words = choose.draw(st.text("丙，*#_`\n ", max_size=4))
    done = fix(data, "a.md", document, [finding((start, end, words))])
    meant = document.text[:start] + words + document.text[end:]
    assert read(done.data, "a.md").text == (meant if done.count else document.text)
    if not done.count:
        assert done.data == data


@given(st.text("甲乙丙，,", min_size=1, max_size=30), st.data())
@settings(max_examples=60, deadline=None)
def test_every_edit_of_plain_words_is_made(text: str, choose: st.DataObject) -> None:
    point = st.integers(0, len(text))
    start, end = sorted((choose.draw(point), choose.draw(point)))
    words = choose.draw(st.text("丙丁。", min_size=1, max_size=4))
    meant = text[:start] + words + text[end:]
    own = finding((start, end, words))
    for name, data in (("a.txt", text.encode()), ("a.md", text.encode()), ("a.docx", word(p(*map(r, text))))):
        for tracked in (False, True):
            again = read(fixed(data, name, own, tracked=tracked), name)
            assert again.text.rstrip("\n") == meant


def test_word_keeps_runs_and_formatting() -> None:
    data = word(p(r("前面"), r("显著提", BOLD), r("升成"), r("效"), properties=NUMBERED), p(r("不动")))
    new = replaced(data, "a.docx", "显著提升成效", "明显提升成果")
    runs = ["".join(run.itertext()) for run in body(new).iter(f"{W}r")]
    assert runs == ["前面", "明显提", "升成", "果", "不动"]
    bold = body(data).findall(f".//{W}r")[1].find(f"{W}rPr")
    assert etree.tostring(body(new).findall(f".//{W}r")[1].find(f"{W}rPr")) == etree.tostring(bold)
    old, now = parts(data), parts(new)
    assert {name for name in old if old[name] != now[name]} == {"word/document.xml"}
    assert [one[1:] for one in letters(body(new))] == [one[1:] for one in letters(body(data))]


def test_words_over_several_runs_go_into_the_first() -> None:
    data = word(p(r("甲", BOLD), r("乙"), r("丙")))
    assert [t.text or "" for t in body(replaced(data, "a.docx", "甲乙丙", "丁")).iter(f"{W}t")] == ["丁", "", ""]


def test_as_tracked_changes() -> None:
    data = word(p(r("近15", BOLD), r("万余件")))
    new = replaced(data, "a.docx", "15万余件", "16万件", tracked=True)
    document = read(new, "a.docx")
    assert document.text == "近16万件\n"
    marks = [(m.tag.removeprefix(W), "".join(m.itertext())) for m in body(new).iter(f"{W}del", f"{W}ins")]
    assert marks == [("del", "5"), ("ins", "6"), ("del", "余")]
    for mark in body(new).iter(f"{W}del", f"{W}ins"):
        assert mark.attrib == {f"{W}id": mark.get(f"{W}id"), f"{W}author": AUTHOR}
    assert len({mark.get(f"{W}id") for mark in body(new).iter(f"{W}del", f"{W}ins")}) == 3
    inserted = body(new).find(f".//{W}ins/{W}r")
    assert inserted.find(f"{W}rPr/{W}b") is not None
    assert replaced(data, "a.docx", "15万余件", "16万件", tracked=True) == new


def test_a_change_within_the_insertion_of_another_stays_ours() -> None:
    data = word(p(f'<w:ins w:id="1" w:author="张">{r("新增的一句话")}</w:ins>'))
    new = replaced(data, "a.docx", "的一", "两", tracked=True)
    assert read(new, "a.docx").text == "新增两句话\n"
    inserted = [(m.get(f"{W}author"), "".join(t.text for t in m.iter(f"{W}t"))) for m in body(new).iter(f"{W}ins")]
    assert inserted == [("张", "新增"), (AUTHOR, "两"), ("张", "句话")]


UNCERTAIN = {
    "an automatic number": (p(r("主要举措"), properties=NUMBERED), "一、", "二、"),
    "a tab": (p("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>"), "甲\t乙", "甲乙"),
    "the end of a paragraph": (p(r("甲")) + p(r("乙")), "甲\n乙", "甲乙"),
    "a formula": (p("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"), "x", "y"),
    "one of two versions": (
        p(
            '<w:r><mc:AlternateContent><mc:Choice Requires="w14"/><mc:Fallback><w:t>甲</w:t></mc:Fallback>'
            "</mc:AlternateContent></w:r>"
        ),
        "甲",
        "乙",
    ),
    "a soft line break": (p("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>"), "甲\n乙", "甲乙"),
    "all there is": (p(r("甲")), "甲", ""),
}


@pytest.mark.parametrize("tracked", [False, True])
@pytest.mark.parametrize(("content", "old", "new"), UNCERTAIN.values(), ids=UNCERTAIN)
def test_what_has_no_certain_place_is_left_alone(content: str, old: str, new: str, tracked: bool) -> None:
    data = word(content)
    assert replaced(data, "a.docx", old, new, tracked=tracked) == data


def test_a_picture_in_the_words_is_never_deleted_as_text() -> None:
    data = word(p("<w:r><w:t>甲</w:t><w:drawing/><w:t>乙</w:t></w:r>", r("丙")))
    assert replaced(data, "a.docx", "甲乙", "丁", tracked=True) == data
    plain = replaced(data, "a.docx", "甲乙", "丁")
    assert read(plain, "a.docx").text == "丁丙\n"
    assert body(plain).find(f".//{W}drawing") is not None


def test_text_boxes_are_left_alone() -> None:
    data = word(p(r("甲"), BOX, r("乙")))
    text = read(data, "a.docx").text
    new = replaced(data, "a.docx", "甲", "丙")
    assert read(new, "a.docx").text == text.replace("甲", "丙")
    assert parts(new)["word/document.xml"].count("框里的字".encode()) == 2


def test_of_two_fixes_that_meet_the_first_counts() -> None:
    findings = [finding((2, 4, "丙")), finding((0, 3, "甲")), finding((4, 5, "丁"))]
    assert fixed("零一二三四".encode(), "a.txt", *findings).decode() == "甲三丁"


def test_a_fix_is_made_wholly_or_not_at_all() -> None:
    first, both, last = finding((0, 1, "甲")), finding((0, 2, "丁"), (4, 5, "乙")), finding((3, 5, "丙"))
    assert fixed("零一二三四".encode(), "a.txt", first, both, last).decode() == "甲一二丙"
    assert fixed("零一二三四".encode(), "a.txt", last, both).decode() == "丁二三乙"
    itself = finding((0, 2, "己"), (1, 3, "庚"))
    assert fixed("零一二三四".encode(), "a.txt", itself) == "零一二三四".encode()
    torn = finding((0, 1, "戊"), (3, 4, ""))  # its second edit would leave empty marks behind
    assert fixed("零一二**三**四".encode(), "a.md", torn, finding((4, 5, "己"))).decode() == "零一二**三**己"


def test_an_edit_that_two_fixes_share_is_made_once() -> None:
    shared = (1, 2, "，")
    assert fixed("零,一,二".encode(), "a.txt", finding(shared), finding(shared, (3, 4, "，"))).decode() == "零，一，二"


def test_safe_unsafe_and_secret() -> None:
    text = "零一二三四".encode()
    assert fixed(text, "a.txt", finding((0, 1, "甲"), safe=False)) == text
    assert fixed(text, "a.txt", finding((0, 1, "甲"), safe=False), unsafe=True).decode() == "甲一二三四"
    assert fixed(text, "a.txt", finding((0, 1, "甲"), secret=True)) == text
    secret = dataclasses.replace(finding((0, 3, ""), secret=True), fix=None)
    assert fixed(text, "a.txt", secret, finding((1, 2, "甲"))) == text


def test_applied() -> None:
    edits = [Edit(Span(0, 0), "前"), Edit(Span(1, 2), ""), Edit(Span(3, 3), "后")]
    assert applied("零一二", edits) == "前零二后"


def test_nasty_drafts_stay_whole() -> None:
    data = word(*NASTY)
    for tracked in (False, True):
        document = read(data, "a.docx")
        findings = [finding((at, at + 1, "改")) for at, char in enumerate(document.text) if char not in "\n\t"]
        done = fix(data, "a.docx", document, findings, tracked=tracked)
        boxes = {at for block in document.blocks if block.kind is BlockKind.BOX for at in range(*block.span)}
        expected = [
            char if document.origin(at)[0].run is None or char in "\n\t-x+y" or at in boxes else "改"
            for at, char in enumerate(document.text)
        ]
        assert done.document.text == "".join(expected)


@pytest.mark.parametrize("name", ["faulty.md", "faulty.docx"])
@pytest.mark.parametrize("tracked", [False, True])
def test_fixing_twice_changes_nothing(name: str, tracked: bool) -> None:
    data = (EXAMPLES / name).read_bytes()
    plan = engine.plan(Settings())
    counts = []
    for _ in range(2):
        document = read(data, name)
        findings = engine.lint(document, plan, name).findings
        done = fix(data, name, document, findings, unsafe=True, tracked=tracked)
        data = done.data
        counts.append(done.count)
    assert counts == [6, 0]
