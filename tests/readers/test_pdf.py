"""PDF files: lines joined to paragraphs, margins apart, tables cell by cell, and files that cannot be read."""

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_file import EM, LEADING, LEFT, PAGE, TOP, Sheets, wrapped
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from checker.errors import ReadError
from checker.model import BlockKind, Document
from checker.readers import pdf, read

LONG = (
    "全年办理行政处罚案件320件，评查行政处罚案卷60卷，发现问题15个，问题都在当月改正；受理行政复议申请41件，审结39件，"
    "没有一件超过期限；县司法局组织乡镇（街道）执法人员参加培训4期，参加培训的人员合计312人次，考试合格率为98.7%。"
)


def words(document: Document, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks if block.kind is kind]


def tiny(codes: str, content: str = "(AAAAAAAAAAAA) Tj") -> bytes:
    """A PDF by hand, whose letter A stands for the UTF-16 `codes` (hexadecimal)."""
    map_ = f"1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <41> <{codes}> <42> <4E2D> endbfchar"
    drawn = f"BT /F 12 Tf 72 700 Td {content} ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F 4 0 R >> >> >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        f"<< /Length {len(map_)} >>\nstream\n{map_}\nendstream",
    )
    body = "".join(f"{number} 0 obj\n{text}\nendobj\n" for number, text in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer << /Root 1 0 R >>\n%%EOF\n".encode()


def test_lines_become_paragraphs() -> None:
    sheets = Sheets()
    paragraphs = [
        "一、主要举措和成效",
        LONG,
        "（一）规范行政执法",
        "调查报告用 Microsoft Word Document Format 保存。",
        LONG,
    ]
    for paragraph in paragraphs:
        sheets.paragraph(paragraph)
    document = read(sheets.finish(), "a.pdf")
    assert words(document) == paragraphs
    assert words(document, BlockKind.MARGIN) == ["— 1 —"]


def test_latin_words_keep_their_space() -> None:
    sheets = Sheets()
    sheets.line("统一使用国家政务服务平台提供的电子证照共享服务（Open Data")
    sheets.line("Platform），并与省级平台做好数据对接。")
    assert words(read(sheets.finish(), "a.pdf")) == [
        "统一使用国家政务服务平台提供的电子证照共享服务（Open Data Platform），并与省级平台做好数据对接。"
    ]


def test_latin_words_without_a_space_between() -> None:
    sheets = Sheets()
    for x, text in ((LEFT, "Open"), (LEFT + 44, "Data"), (LEFT + 84, "平台"), (LEFT + 116, "建成")):
        sheets.write(text, x, 500)
    assert words(read(sheets.finish(), "a.pdf")) == ["Open Data平台建成"]


def test_lines_broken_after_so_many_characters() -> None:
    sheets = Sheets()
    for _ in range(3):
        text = "　　" + LONG
        for start in range(0, len(text), 28):
            sheets.line(text[start : start + 28])
    assert words(read(sheets.finish(), "a.pdf")) == [LONG] * 3


def test_paragraphs_without_indent() -> None:
    sheets = Sheets()
    for paragraph in (LONG, LONG, "（一）化解矛盾纠纷", LONG):
        sheets.paragraph(paragraph, indent=0)
    assert words(read(sheets.finish(), "a.pdf")) == [LONG, LONG, "（一）化解矛盾纠纷", LONG]


def test_paragraph_goes_on_over_pages_without_what_stands_between() -> None:
    sheets = Sheets(header="青澜县人民政府公报", numbers="第{}页")
    for _ in range(12):
        sheets.paragraph(LONG)
    document = read(sheets.finish(), "a.pdf")
    assert words(document) == [LONG] * 12
    pages = {document.origin(block.span.start)[0].page for block in document.blocks}
    assert len(pages) >= 3
    margins = words(document, BlockKind.MARGIN)
    assert margins == [text for page in sorted(filter(None, pages)) for text in ("青澜县人民政府公报", f"第{page}页")]
    kinds = [block.kind for block in document.blocks]
    assert kinds == sorted(kinds, key=lambda kind: kind is BlockKind.MARGIN)


@pytest.mark.parametrize("numbers", ["— {} —", "- {} -", "{}", "第{}页", "第 {} 页 共 3 页", "{}/3", "－ {} －"])
def test_page_numbers_are_no_text(numbers: str) -> None:
    sheets = Sheets(numbers=numbers)
    sheets.paragraph(LONG)
    document = read(sheets.finish(), "a.pdf")
    assert words(document) == [LONG]
    assert words(document, BlockKind.MARGIN) == [numbers.format(1)]


def test_numbers_in_the_text_stay() -> None:
    sheets = Sheets()
    for text in ("2023", LONG, "41", LONG):
        sheets.paragraph(text)
    assert words(read(sheets.finish(), "a.pdf")) == ["2023", LONG, "41", LONG]


def test_title_on_two_lines_is_one() -> None:
    sheets = Sheets()
    sheets.centred(["青澜县人民政府关于2023年度", "法治政府建设情况的报告"], size=22)
    sheets.centred(["（2024年2月28日）"])
    sheets.paragraph("北港市人民政府：", indent=0)
    sheets.paragraph(LONG)
    assert words(read(sheets.finish(), "a.pdf")) == [
        *("青澜县人民政府关于2023年度法治政府建设情况的报告", "（2024年2月28日）", "北港市人民政府：", LONG)
    ]


def test_a_heading_as_far_from_both_edges_is_no_title() -> None:
    sheets = Sheets()
    sheets.centred(["青澜县2023年法治政府建设年度报告"], size=22)
    full = "办理行政处罚案件三百二十件，没有一件在行政复议或者行政诉讼中被撤销。" * 3
    paragraphs = [full[:82], "一、健全依法行政制度体系和重大行政决策程序情况", full[:82]]
    for paragraph in paragraphs:
        sheets.paragraph(paragraph)
    assert words(read(sheets.finish(), "a.pdf"))[1:] == paragraphs


def test_signature_lines_stay_apart() -> None:
    sheets = Sheets()
    sheets.paragraph(LONG)
    sheets.right("青澜县人民政府")
    sheets.right("2024年2月28日")
    assert words(read(sheets.finish(), "a.pdf")) == [LONG, "青澜县人民政府", "2024年2月28日"]


ROWS = (
    ("指标", "数量", "说明"),
    ("受理行政复议申请", "41件", "其中当年审结的有三十九件，其余两件结转下年"),
    ("调解民间纠纷", "902件", "成功率为百分之九十八"),
)


def test_cells_of_a_table() -> None:
    sheets = Sheets()
    sheets.paragraph(LONG)
    sheets.table(ROWS, (150, 80, 200))
    sheets.paragraph(LONG)
    document = read(sheets.finish(), "a.pdf")
    assert words(document) == [LONG, LONG]
    assert words(document, BlockKind.CELL) == [cell for row in ROWS for cell in row]
    cells = [block for block in document.blocks if block.kind is BlockKind.CELL]
    assert [document.origin(cell.span.start)[0].cell for cell in cells] == [
        (1, row, column) for row in (1, 2, 3) for column in (1, 2, 3)
    ]
    assert document.locate(cells[4].span).label == "第1页表1第2行第2格"


def test_columns_without_lines_are_not_glued_together() -> None:
    sheets = Sheets()
    sheets.paragraph(LONG)
    sheets.table(ROWS, (150, 80, 200), ruled=False)
    sheets.paragraph(LONG)
    blocks = words(read(sheets.finish(), "a.pdf"))
    assert (blocks[0], blocks[-1]) == (LONG, LONG)
    pieces = [cell for row in ROWS for cell in row]
    assert all(any(block in piece for piece in pieces) for block in blocks[1:-1])
    assert "".join(blocks[1:-1]) == "".join(pieces)


def test_frame_around_the_text_is_no_table() -> None:
    sheets = Sheets()
    sheets.canvas.rect(60, 80, 480, 700)
    sheets.paragraph(LONG)
    document = read(sheets.finish(), "a.pdf")
    assert words(document) == [LONG]


def test_two_columns_are_read_one_after_the_other() -> None:
    raw = io.BytesIO()
    canvas = Canvas(raw, pagesize=PAGE)
    sheets = Sheets()
    sheets.canvas = canvas
    for column in (LEFT, LEFT + 16 * EM):
        for index, line in enumerate(wrapped(LONG, 13 * EM)):
            sheets.write(line, column, TOP - LEADING * index)
    canvas.save()
    assert words(read(raw.getvalue(), "a.pdf")) == [LONG, LONG]


def test_place() -> None:
    sheets = Sheets()
    for _ in range(7):
        sheets.paragraph(LONG)
    document = read(sheets.finish(), "a.pdf")
    last = [block for block in document.blocks if block.kind is BlockKind.PARAGRAPH][-1]
    place = document.locate(last.span)
    assert (place.page, place.column) == (2, 1)
    assert place.label == f"第2页第{place.line}行"
    assert place.end_line > place.line


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_turned_pages(angle: int) -> None:
    raw = io.BytesIO()
    sheets = Sheets()
    sheets.canvas = Canvas(raw, pagesize=PAGE)
    sheets.canvas.translate(300, 420)
    sheets.canvas.rotate(angle)
    for index, text in enumerate(("规范行政执法。", "评查案卷。", "化解民间纠纷902件。")):
        sheets.write(text, -100, -LEADING * index)
    sheets.canvas.save()
    assert words(read(raw.getvalue(), "a.pdf")) == ["规范行政执法。", "评查案卷。", "化解民间纠纷902件。"]


def test_watermark_is_no_text_and_slanted_letters_are() -> None:
    sheets = Sheets()
    sheets.canvas.saveState()
    sheets.canvas.rotate(45)
    sheets.write("内部资料", 500, 100, 40)
    sheets.canvas.restoreState()
    sheets.canvas.saveState()
    sheets.canvas.skew(0, 12)
    sheets.write("评查案卷60卷。", 0, 600)
    sheets.canvas.restoreState()
    document = read(sheets.finish(), "a.pdf")
    assert words(document) == ["评查案卷60卷。"]
    assert "内部资料" in words(document, BlockKind.MARGIN)


def test_letters_drawn_twice_are_read_once() -> None:
    sheets = Sheets()
    sheets.write("规范行政执法", LEFT, 500)
    sheets.write("规范行政执法", LEFT + 0.4, 500)
    assert words(read(sheets.finish(), "a.pdf")) == ["规范行政执法"]


def test_radicals_are_the_characters_they_look_like() -> None:
    assert words(read(tiny("2F08"), "a.pdf")) == ["人" * 12]
    assert words(read(tiny("2EA0"), "a.pdf")) == ["民" * 12]


def test_characters_beyond_the_first_plane() -> None:
    assert words(read(tiny("D842DFB7", "(BBBBBA) Tj"), "a.pdf")) == ["中中中中中𠮷"]


def scanned() -> bytes:
    raw = io.BytesIO()
    canvas = Canvas(raw, pagesize=PAGE)
    canvas.rect(100, 100, 300, 500, fill=1)
    canvas.showPage()
    canvas.save()
    return raw.getvalue()


def encrypted() -> bytes:
    sheets = Sheets(encrypt=StandardEncryption("secret", canPrint=0))
    sheets.paragraph(LONG)
    return sheets.finish()


def too_long() -> bytes:
    raw = io.BytesIO()
    canvas = Canvas(raw, pagesize=PAGE)
    for _ in range(1001):
        canvas.showPage()
    canvas.save()
    return raw.getvalue()


def looped() -> bytes:
    return tiny("4E2D").replace(b"/Kids [3 0 R] /Count 1", b"/Kids [2 0 R 2 0 R] /Count 9")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"plain text", "不是 PDF 文件"),
        (b"%PDF-1.7 and nothing else", "PDF 文件已损坏或不完整，请重新导出后再检查"),
        (scanned(), "PDF 里没有文字，可能是扫描件；请检查原来的 Word 文件，或者用文字识别（OCR）软件转换后再检查"),
        (encrypted(), "PDF 已加密（设有打开密码），请去掉密码后再检查"),
        (tiny("E123"), "PDF 的字体没有文字编码，读出来是乱码；请检查原来的 Word 文件，或者重新导出 PDF 后再检查"),
        (tiny("0BA4"), "PDF 的字体没有文字编码，读出来是乱码；请检查原来的 Word 文件，或者重新导出 PDF 后再检查"),
        (too_long(), "PDF 超过 1000 页，不予读取；请只留下报告本身"),
        (looped(), "PDF 文件已损坏或不完整，请重新导出后再检查"),
    ],
    ids=["text", "broken", "scanned", "encrypted", "private", "garbage", "long", "loop"],
)
def test_what_cannot_be_read(data: bytes, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(data, "a.pdf")
    assert str(caught.value) == message


def test_too_many_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_MOST_CHARACTERS", 10_000)
    sheets = Sheets()
    for _ in range(110):
        sheets.paragraph(LONG)
    with pytest.raises(ReadError, match="PDF 超过 1 万字"):
        read(sheets.finish(), "a.pdf")


def test_threads_share_pdfium() -> None:
    sheets = Sheets()
    for _ in range(8):
        sheets.paragraph(LONG)
    data = sheets.finish()
    with ThreadPoolExecutor(4) as pool:
        assert len({document.text for document in pool.map(lambda _: read(data, "a.pdf"), range(12))}) == 1


def damaged() -> bytes:
    sheets = Sheets(pageCompression="")
    sheets.paragraph(LONG)
    sheets.table(ROWS, (150, 80, 200))
    return sheets.finish()


DAMAGED = damaged()


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(DAMAGED) - 1), st.integers(0, 255)), max_size=40))
def test_damage_raises_nothing_but_read_errors(changes: list[tuple[int, int]]) -> None:
    data = bytearray(DAMAGED)
    for position, value in changes:
        data[position] = value
    try:
        document = read(bytes(data), "a.pdf")
    except ReadError:
        return
    assert "".join(piece.span.of(document.text) for piece in document.pieces) == document.text
