"""All readers agree: one report in every format gives the same blocks, outline and parts, each character traced."""

import io
from collections.abc import Iterator

import docx
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from pdf_file import EM, Sheets

from checker.anatomy import dissect
from checker.errors import ReadError
from checker.model import BlockKind, Document, PartKind
from checker.readers import read
from checker.text.span import Span

TITLE = "青澜县人民政府关于2023年度法治政府建设情况的报告"
REPORT = [
    ("title", TITLE),
    ("text", "北港市人民政府："),
    ("text", "现将2023年度法治政府建设情况报告如下。"),
    ("1", "一、主要举措和成效"),
    ("2", "（一）规范行政执法"),
    ("text", "全年办理行政处罚案件320件。"),
    ("text", "评查案卷60卷；纠正问题15个。"),
    ("table", "指标|数量"),
    ("table", "受理复议申请|41件"),
    ("2", "（二）化解矛盾纠纷"),
    ("text", "受理行政复议申请41件，审结39件。"),
    ("1", "二、存在的不足和原因"),
    ("text", "执法力量不足，原因是编制少。"),
    ("1", "三、党政主要负责人履行法治建设第一责任人职责情况"),
    ("text", "县长主持召开常务会议12次，研究法治议题6个。"),
    ("1", "四、2024年工作安排"),
    ("text", "6月底前完成执法人员轮训。"),
    ("text", "青澜县人民政府"),
    ("text", "2024年2月28日"),
]
TEXTS = [cell for kind, text in REPORT for cell in (text.split("|") if kind == "table" else [text])]


def in_text() -> bytes:
    return "\n".join(TEXTS).encode()


def in_markdown() -> bytes:
    lines: list[str] = []
    for index, (kind, text) in enumerate(REPORT):
        if kind == "table":
            lines.append("| " + text.replace("|", " | ") + " |")
            if REPORT[index - 1][0] != "table":
                lines.append("|---|---|")
            elif REPORT[index + 1][0] != "table":
                lines.append("")
        else:
            marks = {"title": "# ", "1": "## ", "2": "### "}.get(kind, "")
            lines += [marks + text.replace("案件", "**案件**"), ""]
    return "\n".join(lines).encode()


def in_word() -> bytes:
    draft = docx.Document()
    grid = draft.add_table(0, 2)
    for kind, text in REPORT:
        if kind == "table":
            for cell, words in zip(grid.add_row().cells, text.split("|"), strict=True):
                cell.text = words
            draft.paragraphs[-1]._p.addnext(grid._tbl)  # noqa: SLF001 - python-docx offers no other way
        elif kind in ("1", "2"):
            draft.add_heading(text, level=int(kind))
        elif kind == "title":
            draft.add_paragraph(text, style="Title")
        else:
            first, _, rest = text.partition("案件")
            paragraph = draft.add_paragraph(first)
            paragraph.add_run("案件" if rest else "").bold = True
            paragraph.add_run(rest)
    raw = io.BytesIO()
    draft.save(raw)
    return raw.getvalue()


def in_pdf() -> bytes:
    sheets = Sheets()
    sheets.centred(["青澜县人民政府关于2023年度", "法治政府建设情况的报告"], size=22)
    for index, (kind, text) in enumerate(REPORT[1:], 1):
        if kind == "table":
            if REPORT[index - 1][0] != "table":
                sheets.table([row.split("|") for what, row in REPORT if what == "table"], (200, 100))
        elif index < len(REPORT) - 2:
            sheets.paragraph(text, indent=0 if text.endswith("：") else 2 * EM)
        else:
            sheets.right(text)
    return sheets.finish()


def in_html() -> bytes:
    lines = [
        "<!DOCTYPE html><html><head><meta charset='utf-8'></head><body><div class='nav'><a href='/'>首页</a></div><div>"
    ]
    for index, (kind, text) in enumerate(REPORT):
        if kind == "table":
            lines.append("<table>" if REPORT[index - 1][0] != "table" else "")
            lines.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in text.split("|")) + "</tr>")
            lines.append("</table>" if REPORT[index + 1][0] != "table" else "")
        else:
            tag = {"title": "h1", "1": "h2", "2": "h3"}.get(kind, "p")
            lines.append(f"<{tag}>　　{text.replace('案件', '<b>案件</b>')}</{tag}>")
    lines.append("</div><div class='foot'>版权所有：青澜县人民政府</div></body></html>")
    return "\n".join(lines).encode()


FORMATS = {"a.txt": in_text, "a.md": in_markdown, "a.docx": in_word, "a.pdf": in_pdf, "a.html": in_html}


@pytest.fixture(params=FORMATS, scope="module")
def document(request: pytest.FixtureRequest) -> Document:
    return read(FORMATS[request.param](), request.param)


def test_same_blocks(document: Document) -> None:
    blocks = [block for block in document.blocks if block.kind.reported]
    assert [block.span.of(document.text) for block in blocks] == TEXTS
    if document.format not in ("text", "pdf"):
        kinds = {
            "table": [BlockKind.CELL] * 2,
            "1": [BlockKind.HEADING],
            "2": [BlockKind.HEADING],
            "text": [BlockKind.PARAGRAPH],
        }
        expected = [kind for what, _ in REPORT[1:] for kind in kinds[what]]
        assert [block.kind for block in blocks[1:]] == expected


def test_same_outline(document: Document) -> None:
    outline = [(heading.level, heading.number + heading.title) for heading in dissect(document).outline]
    assert outline == [(int(kind), text) for kind, text in REPORT if kind in ("1", "2")]


def test_same_parts_and_facts(document: Document) -> None:
    anatomy = dissect(document)
    assert [part.kind for part in anatomy.parts] == [
        *(PartKind.TITLE, PartKind.ADDRESSEE, PartKind.PREAMBLE, PartKind.ACHIEVEMENTS),
        *(PartKind.SHORTCOMINGS, PartKind.RESPONSIBILITY, PartKind.PLAN, PartKind.SIGNATURE),
    ]
    facts = anatomy.facts
    assert facts.year
    assert facts.body
    assert facts.dated
    assert (facts.year.value, facts.body.value, facts.dated.value.isoformat()) == (2023, "青澜县人民政府", "2024-02-28")
    # the heads of a table are no sentences: “指标”, “数量”, “受理复议申请”
    told = [sentence.words(document.text) for sentence in anatomy.sentences]
    assert len(told) == (12 if document.format == "text" else 9)
    assert ("数量 受理复议申请 41件" in told) == (document.format != "text")


def test_same_tables(document: Document) -> None:
    if document.format == "text":
        assert document.tables == ()
        return
    (table,) = document.tables
    rows = [(cell.row, cell.column, cell.span.of(document.text).strip()) for cell in table.cells]
    assert rows == [(1, 1, "指标"), (1, 2, "数量"), (2, 1, "受理复议申请"), (2, 2, "41件")]
    assert [head.of(document.text) for head in table.cells[3].heads] == ["数量", "受理复议申请"]


def test_pieces_cover_the_text(document: Document) -> None:
    assert "".join(piece.span.of(document.text) for piece in document.pieces) == document.text
    ends = [0, *(piece.span.end for piece in document.pieces)]
    assert [piece.span.start for piece in document.pieces] == ends[:-1]
    assert all(block.span.end <= len(document.text) for block in document.blocks)
    assert all(a.span.end <= b.span.start for a, b in zip(document.blocks, document.blocks[1:], strict=False))


def characters(document: Document) -> Iterator[tuple[str, int, int]]:
    for offset, char in enumerate(document.text):
        place = document.locate(Span(offset, offset + 1))
        yield char, place.line, place.column


def test_characters_stand_where_they_are_said_to(document: Document) -> None:
    if document.format not in ("text", "markdown", "docx"):
        return  # the two tests below
    if document.format == "docx":
        paragraphs = docx.Document(io.BytesIO(in_word())).paragraphs
        lines = [paragraph.text for paragraph in paragraphs]
    else:
        lines = FORMATS[f"a.{'txt' if document.format == 'text' else 'md'}"]().decode().split("\n")
    inside = [
        block.span for block in document.blocks if not (document.format == "docx" and block.kind is BlockKind.CELL)
    ]
    for offset, (char, line, column) in enumerate(characters(document)):
        if any(span.start <= offset < span.end for span in inside):
            assert lines[line - 1][column - 1] == char


def test_characters_of_a_pdf_have_their_index_on_the_page() -> None:
    document = read(in_pdf(), "a.pdf")
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(in_pdf())]
    for block in document.blocks:
        for offset in range(block.span.start, block.span.end):
            origin, distance = document.origin(offset)
            assert origin.page is not None
            assert origin.run is not None
            assert pages[origin.page - 1][origin.run + distance] == document.text[offset]


def test_characters_of_a_page_stand_in_their_text_node() -> None:
    document = read(in_html(), "a.html")
    tree = html.document_fromstring(in_html())
    for block in document.blocks:
        for offset in range(block.span.start, block.span.end):
            origin, distance = document.origin(offset)
            (node,) = tree.xpath(origin.part)
            assert node[origin.offset + distance] == document.text[offset]


def test_locate_spans_a_whole_block(document: Document) -> None:
    for block in document.blocks:
        place = document.locate(block.span)
        first, last = (
            document.locate(Span(block.span.start, block.span.start)),
            document.locate(Span(block.span.end - 1, block.span.end)),
        )
        assert (place.line, place.column) == (first.line, first.column)
        assert (place.end_line, place.end_column) == (last.end_line, last.end_column)


@pytest.mark.parametrize("name", [*FORMATS, "a", "a.markdown"])
@settings(deadline=None)
@given(data=st.binary(max_size=400))
def test_random_bytes_raise_nothing_but_read_errors(name: str, data: bytes) -> None:
    try:
        assert read(data, name).blocks
    except ReadError as error:
        message = str(error)
    else:
        return
    assert len(message.splitlines()) == 1


def test_unknown_format() -> None:
    with pytest.raises(ReadError, match=r"不支持的文件格式“\.xlsx”"):
        read(b"x", "a.xlsx")
