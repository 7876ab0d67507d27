"""What Word keeps beside the text: tracked changes, comments, hidden and marked words; and what a lint says of it."""

from collections.abc import Callable

import pytest

from checker.api import lint_bytes
from checker.config import Settings
from checker.model import Document, Finding, Residue, ResidueKind, Severity
from checker.readers import read

WordFile = Callable[..., bytes]
INSERTION, DELETION, COMMENT = ResidueKind.INSERTION, ResidueKind.DELETION, ResidueKind.COMMENT
HIDDEN, HIGHLIGHT = ResidueKind.HIDDEN, ResidueKind.HIGHLIGHT


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def ins(*inside: str, author: str = "王") -> str:
    return f'<w:ins w:id="1" w:author="{author}">{"".join(inside)}</w:ins>'


def gone(text: str, author: str = "王") -> str:
    return f'<w:del w:id="1" w:author="{author}"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def p(*inside: str, mark: str = "") -> str:
    return f"<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{''.join(inside)}</w:p>"


def comment(number: int, author: str, *lines: str) -> str:
    return f'<w:comment w:id="{number}" w:author="{author}">{"".join(p(run(line)) for line in lines)}</w:comment>'


def opens(number: int) -> str:
    return f'<w:commentRangeStart w:id="{number}"/>'


def closes(number: int) -> str:
    return f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'


def found(document: Document) -> list[tuple[ResidueKind, str, str, str]]:
    return [(r.kind, r.span.of(document.text), r.text, r.author) for r in document.residues]


YELLOW = '<w:highlight w:val="yellow"/>'
VANISH = "<w:vanish/>"
TRACES = {
    "an insertion of several runs is one": (
        p(run("甲"), ins(run("乙"), run("丙")), ins(run("丁")), run("戊")),
        [(INSERTION, "乙丙丁", "", "王")],
    ),
    "two authors are two": (
        p(ins(run("甲")), ins(run("乙"), author="李")),
        [(INSERTION, "甲", "", "王"), (INSERTION, "乙", "", "李")],
    ),
    "text between parts them": (
        p(ins(run("甲")), run("乙"), ins(run("丙"))),
        [(INSERTION, "甲", "", "王"), (INSERTION, "丙", "", "王")],
    ),
    "a deletion is no text": (
        p(run("甲"), gone("乙"), gone("丙"), run("丁")),
        [(DELETION, "", "乙丙", "王")],
    ),
    "a replacement is a deletion and an insertion": (
        p(gone("旧"), ins(run("新"))),
        [(DELETION, "", "旧", "王"), (INSERTION, "新", "", "王")],
    ),
    "inserted by one and deleted by another": (
        p(run("甲"), ins(gone("乙", "李"))),
        [(DELETION, "", "乙", "李")],
    ),
    "moved words": (
        p('<w:moveFrom w:id="1" w:author="王">' + run("走") + "</w:moveFrom>", run("甲"))
        + p('<w:moveTo w:id="2" w:author="王">' + run("走") + "</w:moveTo>"),
        [(DELETION, "", "走", "王"), (INSERTION, "走", "", "王")],
    ),
    "inserted paragraphs are one insertion": (
        p(ins(run("甲")), mark='<w:ins w:author="王"/>') + p(ins(run("乙"))) + p(run("丙")),
        [(INSERTION, "甲\n乙", "", "王")],
    ),
    "a deletion over paragraphs is one, and joins them": (
        p(run("甲"), gone("乙"), mark='<w:del w:author="王"/>') + p(gone("丙"), run("丁")),
        [(DELETION, "", "乙\n丙", "王")],
    ),
    "a change of form is none": (p(run("甲", '<w:rPrChange w:id="1" w:author="王"><w:rPr/></w:rPrChange>')), []),
    "hidden words": (p(run("甲"), run("乙", VANISH), run("丙", VANISH)), [(HIDDEN, "", "乙丙", "")]),
    "a hidden blank is none": (p(run("甲"), run("　", VANISH)), []),
    "the instruction of a field is none": (
        p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            run("甲", VANISH),
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            run("乙"),
        ),
        [],
    ),
    "marked words, with the blank between": (
        p(run("甲", YELLOW), run(" ", YELLOW), run("乙", YELLOW), run("丙"), run(" ", YELLOW)),
        [(HIGHLIGHT, "甲 乙", "", "")],
    ),
    "a yellow ground is a mark, a grey or broken one is not": (
        p(*(run(fill[:1], f'<w:shd w:fill="{fill}"/>') for fill in ("FFFF00", "D9D9D9", "auto", "zz", "C6EFCE"))),
        [(HIGHLIGHT, "F", "", "")],
    ),
    "no highlight is none": (p(run("甲", '<w:highlight w:val="none"/>')), []),
    "a comment on words": (
        p(run("甲"), opens(0), run("乙"), run("丙"), closes(0)),
        [(COMMENT, "乙丙", "核实\n再看", "张")],
    ),
    "a comment over paragraphs and between them": (
        opens(0) + p(run("甲")) + p(run("乙"), closes(0)),
        [(COMMENT, "甲\n乙", "核实\n再看", "张")],
    ),
    "a comment at a place": (
        p(run("甲"), '<w:r><w:commentReference w:id="0"/></w:r>', run("乙")),
        [(COMMENT, "", "核实\n再看", "张")],
    ),
    "a comment that is not there": (p(run("甲"), opens(7), run("乙"), closes(7)), []),
    "a range the wrong way round": (p(run("甲"), closes(0), run("乙"), opens(0)), [(COMMENT, "", "核实\n再看", "张")]),
}


@pytest.mark.parametrize("case", TRACES.values(), ids=TRACES.keys())
def test_traces(case: tuple[str, list[tuple[ResidueKind, str, str, str]]], word_file: WordFile) -> None:
    body, expected = case
    document = read(word_file(body, comments=comment(0, "张", "核实", "再看")), "a.docx")
    assert found(document) == expected


def test_joined_paragraphs_are_one_block(word_file: WordFile) -> None:
    deleted = '<w:del w:author="王"/>'
    document = read(
        word_file(
            p(run("甲"), mark=deleted)
            + p(run("乙"), mark=deleted)
            + p(run("丙"))
            + "<w:tbl><w:tr><w:tc>"
            + p(run("丁"), mark=deleted)
            + "</w:tc></w:tr></w:tbl>"
            + p(gone("戊"), mark=deleted)
        ),
        "a.docx",
    )
    assert [block.span.of(document.text) for block in document.blocks] == ["甲乙丙", "丁"]
    assert [document.origin(document.text.index(char))[0].line for char in "甲乙丙"] == [1, 2, 3]


def lint(data: bytes, *rules: str) -> list[Finding]:
    report = lint_bytes(data, "a.docx", settings=Settings(select=rules))
    assert report.failures == ()
    return list(report.findings)


def test_each_kind_is_reported_once(word_file: WordFile) -> None:
    body = (
        p(run("一、主要举措和成效"))
        + p(run("办理案件"), gone("30"), ins(run("32")), run("件，"), gone("约", "李"), run("评查60卷。", YELLOW))
        + p(opens(0), run("全年"), closes(0), opens(1), run("开展检查。"), closes(1), run("批示", VANISH))
    )
    data = word_file(body, comments=comment(0, "张", "补数") + comment(1, "", "补数"))
    findings = lint(data, "draft-residue")
    text = read(data, "a.docx").text
    assert {(f.message, f.span and f.span.of(text), f.occurrences, len(f.related), f.severity) for f in findings} == {
        ("有3处修订没有接受或者拒绝（修订人：王、李）", "32", 3, 2, Severity.WARNING),
        ("有2条批注没有删除（批注人：张）", "全年", 2, 1, Severity.WARNING),
        ("有1处隐藏的文字", "全年开展检查。", 1, 0, Severity.WARNING),
        ("有1处用颜色标出的文字", "评查60卷。", 1, 0, Severity.INFO),
    }


def test_many_authors_are_named_in_part(word_file: WordFile) -> None:
    data = word_file(p(run("甲"), *(ins(run("乙"), author=name) for name in "赵钱孙李")))
    assert [f.message for f in lint(data, "draft-residue")] == ["有4处修订没有接受或者拒绝（修订人：赵、钱、孙等）"]


def test_comments_of_an_annotated_copy_are_not_reported(word_file: WordFile) -> None:
    data = word_file(p(opens(0), run("全年办理案件。"), closes(0)), comments=comment(0, "法治报告检查", "没有数据衡量"))
    assert [r.author for r in read(data, "a.docx").residues] == ["法治报告检查"]
    assert lint(data, "draft-residue") == []


def test_words_deleted_at_the_end_have_the_last_line(word_file: WordFile) -> None:
    data = word_file(p(run("全年办理案件。")) + p(gone("完")))
    (finding,) = lint(data, "draft-residue")
    assert finding.span
    assert finding.span.of(read(data, "a.docx").text) == "全年办理案件。"


SECTION = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'


def test_headers_footers_notes_and_boxes_are_looked_at_before_publication(word_file: WordFile) -> None:
    noted = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    box = "<w:r><w:pict><w:txbxContent>" + p(run("联系电话13912345678")) + "</w:txbxContent></w:pict></w:r>"
    data = word_file(
        p(run("青澜县2023年法治政府建设年度报告")) + p(run("全年办理案件30件。"), noted, box) + SECTION,
        header1=p(run("内部资料")) + p(run("XX县法治政府建设年度报告")),
        footer1=p(run("— 1 —")) + p(run("第 12 页　共 13912345678 页")),
        footnotes='<w:footnote w:id="2">' + p(run("密级：秘密★1年")) + "</w:footnote>",
    )
    told = {(finding.rule, finding.message) for finding in lint(data, "disclosure")}
    assert {
        ("secrecy-mark", "留有“内部资料”标记"),
        ("secrecy-mark", "留有“密级：秘密★1年”标记"),
        ("draft-residue", "留有占位“XX”"),
        ("personal-data", "出现了手机号“139＊＊＊＊＊＊＊＊”"),
    } <= told


def test_page_numbers_are_never_reported(word_file: WordFile) -> None:
    body = p(run("青澜县2023年法治政府建设年度报告")) + p(run("全年办理案件30件。")) + SECTION
    numbers = "".join(p(run(text)) for text in ("1", "— 1 —", "-1-", "第 1 页 共 20 页", "第1页/共20页", "·1·", "Ⅰ"))
    plain = lint(word_file(body))
    assert lint(word_file(body, footer1=numbers, header1=p(run("青澜县人民政府")))) == plain


def test_values(word_file: WordFile) -> None:
    """A trace is a plain value: what reads it needs nothing of the file."""
    (residue,) = read(word_file(p(run("甲"), gone("乙"))), "a.docx").residues
    assert residue == Residue(DELETION, residue.span, "乙", "王")
