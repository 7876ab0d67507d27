"""Word documents: what counts as text, headings, automatic numbers, tables, origins, and files that are none."""

import contextlib
import random
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from checker.errors import ReadError
from checker.model import BlockKind, Document
from checker.readers import read
from checker.readers.package import Package
from checker.text.span import Span

WordFile = Callable[..., bytes]


def p(text: str = "", properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def item(text: str, list_id: int = 1, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(index: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def family(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(list_id: int, family_id: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{family_id}"/>{overrides}</w:num>'


def start(index: int, value: int) -> str:
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{value}"/></w:lvlOverride>'


def texts(document: Document) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks]


OFFICIAL = family(
    0,
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "（%4）"),
)

NUMBERED = {
    "official levels": (
        OFFICIAL + num(1, 0),
        [
            item("甲"),
            item("乙", 1, 1),
            item("丙", 1, 2),
            item("丁", 1, 3),
            item("戊", 1, 1),
            item("己"),
            item("庚", 1, 1),
        ],
        ["一、甲", "（一）乙", "1.丙", "（1）丁", "（二）戊", "二、己", "（一）庚"],
    ),
    "a list that names no start counts from nought": (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        + num(1, 0),
        [item("甲"), item("乙")],
        ["0. 甲", "1. 乙"],
    ),
    "two lists of one family go on counting": (
        OFFICIAL + num(1, 0) + num(2, 0),
        [item("甲"), item("乙", 2), item("丙", 1)],
        ["一、甲", "二、乙", "三、丙"],
    ),
    "a start override begins anew, once": (
        OFFICIAL + num(1, 0) + num(2, 0, start(0, 1)),
        [item("甲"), item("乙"), item("丙", 2), item("丁", 2)],
        ["一、甲", "二、乙", "一、丙", "二、丁"],
    ),
    "a start override of another value": (
        OFFICIAL + num(1, 0, start(0, 5)),
        [item("甲"), item("乙")],
        ["五、甲", "六、乙"],
    ),
    "an override of the whole level": (
        OFFICIAL + num(1, 0, f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1 ")}</w:lvlOverride>'),
        [item("甲"), item("乙")],
        ["I 甲", "II 乙"],
    ),
    "a level that never restarts": (
        family(0, level(0, "chineseCounting", "%1、"), level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>'))
        + num(1, 0),
        [item("甲"), item("乙", 1, 1), item("丙"), item("丁", 1, 1)],
        ["一、甲", "1.乙", "二、丙", "2.丁"],
    ),
    "a level that restarts after level one only": (
        family(
            0,
            level(0, "chineseCounting", "%1、"),
            level(1, "chineseCounting", "（%2）"),
            level(2, "decimal", "%3.", '<w:lvlRestart w:val="1"/>'),
        )
        + num(1, 0),
        [
            item("甲"),
            item("乙", 1, 1),
            item("丙", 1, 2),
            item("丁", 1, 1),
            item("戊", 1, 2),
            item("己"),
            item("庚", 1, 2),
        ],
        ["一、甲", "（一）乙", "1.丙", "（二）丁", "2.戊", "二、己", "1.庚"],
    ),
    "several levels in one number": (
        family(0, level(0, "decimal", "%1"), level(1, "decimal", "%1.%2")) + num(1, 0),
        [item("甲"), item("乙", 1, 1), item("丙", 1, 1), item("丁"), item("戊", 1, 1)],
        ["1甲", "1.1乙", "1.2丙", "2丁", "2.1戊"],
    ),
    "legal numbering": (
        family(0, level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", "<w:isLgl/>")) + num(1, 0),
        [item("甲"), item("乙", 1, 1)],
        ["一、甲", "1.1乙"],
    ),
    "formal, dashed and cyclic numbers": (
        family(
            0,
            level(0, "chineseLegalSimplified", "%1、"),
            level(1, "numberInDash", "%2"),
            level(2, "ideographZodiacTraditional", "%3"),
        )
        + num(1, 0, start(0, 10)),
        [item("甲"), item("乙"), item("丙", 1, 1), item("丁", 1, 2)],
        ["壹拾、甲", "壹拾壹、乙", "- 1 -丙", "甲子丁"],
    ),
    "a picture bullet is no text": (
        family(0, level(0, "bullet", "", '<w:lvlPicBulletId w:val="0"/>')) + num(1, 0),
        [item("甲")],
        ["甲"],
    ),
    "bullets are no text": (
        family(0, level(0, "bullet", "\uf06c")) + num(1, 0),
        [item("甲")],
        ["甲"],
    ),
    "a list that does not exist": (OFFICIAL + num(1, 0), [item("甲", 9), item("乙", 1, 8)], ["甲", "乙"]),
    "number 0 is none": (OFFICIAL + num(1, 0), [item("甲", 0)], ["甲"]),
    "empty numbered paragraphs count": (
        OFFICIAL + num(1, 0),
        [item("甲"), item(""), item("乙")],
        ["一、甲", "二、", "三、乙"],
    ),
    "a format only newer programs know": (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001"/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimalZero"/></mc:Fallback>'
        '</mc:AlternateContent><w:suff w:val="nothing"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>' + num(1, 0),
        [item("甲")],
        ["01甲"],
    ),
    "a gap parts digits only": (
        family(0, level(0, "chineseCounting", "%1、"), level(1, "decimal", "%2.")).replace(
            '<w:suff w:val="nothing"/>', ""
        )
        + num(1, 0),
        [item("甲"), item("2024年", 1, 1)],
        ["一、甲", "1. 2024年"],
    ),
}


@pytest.mark.parametrize("case", NUMBERED.values(), ids=NUMBERED.keys())
def test_automatic_numbers(case: tuple[str, list[str], list[str]], word_file: WordFile) -> None:
    numbering, paragraphs, expected = case
    document = read(word_file("".join(paragraphs), numbering=numbering), "a.docx")
    assert texts(document) == expected


def style(style_id: str, name: str, properties: str = "", parent: str = "", default: str = "") -> str:
    based = f'<w:basedOn w:val="{parent}"/>' if parent else ""
    return (
        f'<w:style w:type="paragraph" {default} w:styleId="{style_id}"><w:name w:val="{name}"/>{based}'
        f"<w:pPr>{properties}</w:pPr></w:style>"
    )


def of_style(text: str, style_id: str, more: str = "") -> str:
    return p(text, f'<w:pStyle w:val="{style_id}"/>{more}')


NUMBERED_STYLE = "<w:numPr>{}<w:numId w:val='1'/></w:numPr>"


def test_numbers_that_come_from_styles(word_file: WordFile) -> None:
    numbering = family(
        0,
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="1"/>'),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="2"/>'),
    ) + num(1, 0)
    styles = (
        style("1", "heading 1", NUMBERED_STYLE.format(""))
        + style("2", "heading 2", NUMBERED_STYLE.format(""))
        + style("mine", "我的标题", "", parent="1")
        + style("plain", "无号", "<w:numPr><w:numId w:val='0'/></w:numPr>", parent="1")
    )
    none = "<w:numPr><w:numId w:val='0'/></w:numPr>"
    body = "".join(
        (
            of_style("甲", "1"),
            of_style("乙", "2"),
            of_style("丙", "mine"),
            of_style("丁", "plain"),
            of_style("戊", "1", none),
        )
    )
    document = read(word_file(body, styles, numbering), "a.docx")
    assert texts(document) == ["一、甲", "（一）乙", "二、丙", "丁", "戊"]


def test_a_numbering_style_lends_its_levels(word_file: WordFile) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="official"/></w:abstractNum>'
        + OFFICIAL.replace('w:abstractNumId="0"', 'w:abstractNumId="5"')
        + num(1, 0)
        + num(2, 5)
    )
    uses = '<w:numPr><w:numId w:val="2"/></w:numPr>'
    styles = f'<w:style w:type="numbering" w:styleId="official"><w:pPr>{uses}</w:pPr></w:style>'
    assert texts(read(word_file(item("甲"), styles, numbering), "a.docx")) == ["一、甲"]


HEADINGS = [
    (style("a", "heading 1"), 1),
    (style("a", "Heading 2"), 2),
    (style("a", "标题 3"), 3),
    (style("a", "标题1"), 1),
    (style("a", "公文一级", '<w:outlineLvl w:val="0"/>'), 1),
    (style("a", "派生", parent="b") + style("b", "heading 2"), 2),
    (style("a", "派生", '<w:outlineLvl w:val="9"/>', parent="b") + style("b", "heading 2"), 0),
    (style("a", "Title", '<w:outlineLvl w:val="0"/>'), 0),
    (style("a", "标题", '<w:outlineLvl w:val="0"/>'), 0),
    (style("a", "Normal"), 0),
    (style("a", "环形", parent="b") + style("b", "环形二", parent="a"), 0),
]


@pytest.mark.parametrize(("styles", "expected"), HEADINGS)
def test_heading_styles(styles: str, expected: int, word_file: WordFile) -> None:
    block = read(word_file(of_style("甲", "a"), styles), "a.docx").blocks[0]
    assert (block.kind, block.level) == (BlockKind.HEADING if expected else BlockKind.PARAGRAPH, expected)


def test_outline_level_of_the_paragraph_outranks_its_style(word_file: WordFile) -> None:
    styles = style("a", "heading 1")
    blocks = read(
        word_file(of_style("甲", "a", '<w:outlineLvl w:val="9"/>') + p("乙", '<w:outlineLvl w:val="1"/>'), styles),
        "a.docx",
    ).blocks
    assert [block.level for block in blocks] == [0, 2]


@pytest.mark.parametrize("name", ["toc 1", "TOC Heading", "目录 2"])
def test_a_table_of_contents_is_no_text_of_the_report(name: str, word_file: WordFile) -> None:
    styles = style("a", name, parent="b") + style("b", "heading 1")
    blocks = read(word_file(of_style("一、甲 1", "a") + of_style("一、甲", "b"), styles), "a.docx").blocks
    assert [block.kind for block in blocks] == [BlockKind.COMMENT, BlockKind.HEADING]


def test_default_style_counts_where_none_is_named(word_file: WordFile) -> None:
    styles = style("n", "heading 1", default='w:default="1"')
    assert read(word_file("<w:p><w:r><w:t>甲</w:t></w:r></w:p>", styles), "a.docx").blocks[0].level == 1


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BEGIN, SEPARATE, END = (FIELD.format(mark) for mark in ("begin", "separate", "end"))
CODE = "<w:r><w:instrText>{}</w:instrText></w:r>"
CONTENT = [
    (run("甲") + run("乙"), ["甲乙"]),
    (f'甲<w:del w:id="1"><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins w:id="2">{run("新")}</w:ins>', ["新"]),
    (f'<w:moveFrom w:id="1">{run("走")}</w:moveFrom><w:moveTo w:id="2">{run("来")}</w:moveTo>', ["来"]),
    (f"<w:hyperlink>{run('网址')}</w:hyperlink>", ["网址"]),
    (
        f"<w:smartTag>{run('人名')}</w:smartTag><w:sdt><w:sdtPr/><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>",
        ["人名控件"],
    ),
    (BEGIN + CODE.format("PAGE") + SEPARATE + run("3") + END, ["3"]),
    ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", ["甲\t乙"]),
    ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>", ["甲", "乙"]),
    ('<w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t></w:r>', ["甲乙"]),
    ("<w:r><w:ruby><w:rt>" + run("pin") + "</w:rt><w:rubyBase>" + run("拼") + "</w:rubyBase></w:ruby></w:r>", ["拼"]),
    ("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", ["x"]),
    (
        "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
        ["12"],
    ),
    # a field inside the instruction of a field is no text, a result that is out of date is
    (
        BEGIN
        + CODE.format("IF ")
        + BEGIN
        + CODE.format("PAGE")
        + SEPARATE
        + run("9")
        + END
        + SEPARATE
        + run("是")
        + END,
        ["是"],
    ),
    (BEGIN + run("甲") + END + run("乙"), ["乙"]),
    (END + SEPARATE + BEGIN + run("甲"), ["甲"]),  # no field, since nothing ends it
    (f'<w:fldSimple w:instr="DATE">{run("5月")}</w:fldSimple>', ["5月"]),
    ((BEGIN + CODE.format("PAGE") + SEPARATE + run("3") + END + run("页")).replace("</w:r><w:r>", ""), ["3页"]),
    ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>甲</w:t></w:r>', ["\uf0fe甲"]),
    ('<w:r><w:sym w:font="宋体" w:char="4E59"/><w:sym w:char="D800"/><w:sym w:char="x"/></w:r>', ["乙\ufffd\ufffd"]),
    ("<w:r><w:t>甲</w:t><w:softHyphen/><w:noBreakHyphen/><w:t>乙</w:t></w:r>", ["甲-乙"]),
    ("<w:r><w:t>甲</w:t><w:cr/><w:t>乙</w:t><w:br w:type='column'/></w:r>", ["甲", "乙"]),
    ("<w:r><w:t>　　甲</w:t></w:r>", ["　　甲"]),
    ("<w:r><w:t>甲\n乙</w:t></w:r>", ["甲 乙"]),
    ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>甲</w:t></w:r>" + run("乙"), ["乙"]),
    ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>甲</w:t></w:r>', ["甲"]),
    ("<w:r><w:delText>甲</w:delText><w:t>乙</w:t></w:r>", ["乙"]),
    ("<w:wpsCustomData><w:r><w:t>甲</w:t></w:r></w:wpsCustomData>" + run("乙"), ["乙"]),
]


@pytest.mark.parametrize(("content", "expected"), CONTENT)
def test_what_counts_as_text(content: str, expected: list[str], word_file: WordFile) -> None:
    assert texts(read(word_file(f"<w:p>{content}</w:p>" + p("末")), "a.docx")) == [*expected, "末"]


def test_the_result_of_a_contents_field_is_no_text_of_the_report(word_file: WordFile) -> None:
    entry = BEGIN + CODE.format("PAGEREF a") + SEPARATE + run("1") + END
    body = (
        f"<w:p>{BEGIN}{CODE.format(' TO')}{CODE.format('C ')}{SEPARATE}{run('一、甲')}{entry}</w:p>"
        f"<w:p>{run('二、乙')}{entry}</w:p><w:p>{END}</w:p>" + p("一、甲")
    )
    document = read(word_file(body), "a.docx")
    blocks = [(block.kind, block.span.of(document.text)) for block in document.blocks]
    assert blocks == [(BlockKind.COMMENT, "一、甲1"), (BlockKind.COMMENT, "二、乙1"), (BlockKind.PARAGRAPH, "一、甲")]


def test_text_hidden_by_its_styles(word_file: WordFile) -> None:
    hiding = "<w:rPr><w:vanish/></w:rPr>"
    styles = (
        f'<w:style w:type="paragraph" w:styleId="p"><w:name w:val="批示"/>{hiding}</w:style>'
        f'<w:style w:type="character" w:styleId="c"><w:name w:val="隐"/>{hiding}</w:style>'
        '<w:style w:type="character" w:styleId="d"><w:basedOn w:val="c"/></w:style>'
    )
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>丙</w:t></w:r>'
    body = (
        f'<w:p><w:pPr><w:pStyle w:val="p"/></w:pPr>{run("甲")}{shown}</w:p>'
        f'<w:p><w:r><w:rPr><w:rStyle w:val="d"/></w:rPr><w:t>乙</w:t></w:r>{run("丁")}</w:p>'
    )
    assert texts(read(word_file(body, styles), "a.docx")) == ["丙", "丁"]


def test_a_hidden_paragraph_mark_lets_the_next_paragraph_go_on(word_file: WordFile) -> None:
    body = p("（一）规范执法。", "<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + p("开展检查。")
    assert texts(read(word_file(body), "a.docx")) == ["（一）规范执法。开展检查。"]


def test_a_deleted_paragraph_takes_no_number(word_file: WordFile) -> None:
    gone = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr>'
        '<w:del w:id="4"><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>'
    )
    document = read(word_file(item("甲") + gone + item("乙"), numbering=OFFICIAL + num(1, 0)), "a.docx")
    assert texts(document) == ["一、甲", "二、乙"]


def table(*rows: list[str]) -> str:
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def test_tables_row_by_row(word_file: WordFile) -> None:
    inner = table([p("内")])
    document = read(
        word_file(p("前") + table([p("一"), p("二")], [p("三") + p("四"), inner + p()]) + p("后")), "a.docx"
    )
    assert [(b.kind.value, b.span.of(document.text)) for b in document.blocks] == [
        ("paragraph", "前"),
        *[("cell", text) for text in ("一", "二", "三", "四", "内")],
        ("paragraph", "后"),
    ]
    places = [document.locate(block.span).label for block in document.blocks]
    assert places == [
        "第1段",
        "表1第1行第1格",
        "表1第1行第2格",
        "表1第2行第1格",
        "表1第2行第1格",
        "表1第2行第2格",
        "第2段",
    ]


def test_places(word_file: WordFile) -> None:
    body = p("题") + p() + "<w:p>" + run("甲乙") + run("丙") + "</w:p>" + item("丁")
    document = read(word_file(body, numbering=OFFICIAL + num(1, 0)), "a.docx")
    offset = document.text.index("丙")
    place = document.locate(Span(offset, offset + 1))
    assert (place.line, place.column, place.end_column, place.label) == (3, 3, 4, "第3段")
    assert document.origin(offset)[0].run == 1
    number = document.text.index("一、")
    assert document.origin(number)[0].run is None
    assert document.origin(number + 2)[0].run == 0
    assert document.locate(Span(number + 2, number + 3)).column == 3


def test_strict_open_xml(word_file: WordFile) -> None:
    data = word_file(p("甲"))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    strict = {
        name: content.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        for name, content in parts.items()
    }
    raw = BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name, content in strict.items():
            archive.writestr(name, content)
    assert texts(read(raw.getvalue(), "a.docx")) == ["甲"]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
BROKEN = "Word 文件已损坏或不完整，请重新保存后再检查"
NONE = "不是 Word 文档（.docx），请用 Word 另存为 .docx 后再检查"
BAD_BYTES = [
    (b"hello", NONE),
    (b"<html>", NONE),
    (b"PK\x03\x04", BROKEN),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "文件已加密（设有打开密码），请去掉密码后再检查"),
    (OLE + "WordDocument".encode("utf-16-le"), "这是旧版 Word 文件（.doc 格式），请另存为 .docx 后再检查"),
    (OLE, NONE),
    (b"{\\rtf1 a}", "这是 RTF 文件，请另存为 .docx 后再检查"),
]


@pytest.mark.parametrize(("data", "message"), BAD_BYTES)
def test_files_that_are_no_word_documents(data: bytes, message: str) -> None:
    with pytest.raises(ReadError) as error:
        read(data, "a.docx")
    assert str(error.value) == message


DECLARED = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
XMLNS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BAD_PARTS = [
    ({"other.txt": "x"}, "Word 文件缺少正文（word/document.xml），请重新保存后再检查"),
    ({"word/document.xml": "<w"}, "Word 文件内部已损坏（word/document.xml 不是完整的 XML），请重新保存后再检查"),
    ({"word/document.xml": ""}, "Word 文件内部已损坏（word/document.xml 不是完整的 XML），请重新保存后再检查"),
    ({"word/document.xml": "<workbook/>"}, NONE),
    ({"word/document.xml": f"<w:document {XMLNS}/>"}, NONE),
    (
        {"word/document.xml": f"{DECLARED}<w:document {XMLNS}><w:body><w:p>&x;</w:p></w:body></w:document>"},
        "Word 文件内部含有不应有的实体声明（word/document.xml），不予读取",
    ),
    ({"word/document.xml": b"\0" * 30_000_000}, "Word 文件的压缩比异常，疑似压缩炸弹，不予读取"),
]


@pytest.mark.parametrize(("parts", "message"), BAD_PARTS, ids=range(len(BAD_PARTS)))
def test_damaged_packages(
    parts: dict[str, str | bytes], message: str, package: Callable[[dict[str, str | bytes]], bytes]
) -> None:
    with pytest.raises(ReadError) as error:
        read(package(parts), "a.docx")
    assert str(error.value) == message


def test_empty_document(word_file: WordFile) -> None:
    with pytest.raises(ReadError, match="文件里没有文字"):
        read(word_file(p()), "a.docx")


def test_an_untrue_size_is_not_trusted(word_file: WordFile) -> None:
    """The central directory may lie about a size; no more than what it says is ever unpacked."""
    data = bytearray(word_file(p("甲" * 500)))
    at = data.rindex(b"word/document.xml") - 46
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    with pytest.raises(ReadError):
        read(bytes(data), "a.docx")


def test_too_large_in_all(monkeypatch: pytest.MonkeyPatch, word_file: WordFile) -> None:
    monkeypatch.setattr("checker.readers.package.MOST_BYTES", 100)
    with pytest.raises(ReadError, match=r"Word 文件解压后超过 \d+ MB，不予读取"):
        read(word_file(p("甲")), "a.docx")


def test_truncated_files_are_refused(word_file: WordFile) -> None:
    data = word_file(p("甲"))
    for length in range(4, len(data) - 22, 37):
        with pytest.raises(ReadError):
            read(data[:length], "a.docx")


def test_damage_never_raises_anything_else(word_file: WordFile) -> None:
    numbering = OFFICIAL + num(1, 0, start(0, 2))
    good = word_file(item("甲") + table([p("乙")]) + of_style("丙", "a"), style("a", "heading 1"), numbering)
    chance = random.Random(20_241_204)
    for _ in range(400):
        data = bytearray(good)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        with contextlib.suppress(ReadError):
            read(bytes(data), "a.docx")


def test_damaged_xml_never_raises_anything_else(
    package: Callable[[dict[str, str | bytes]], bytes], word_file: WordFile
) -> None:
    """The same below the zip, where no checksum catches the damage: parts with stretches cut out or doubled."""
    changed = (
        '<w:p><w:pPr><w:rPr><w:del w:author="1"/></w:rPr></w:pPr><w:commentRangeStart w:id="1"/><w:ins w:author="1">'
        + run("己")
        + '</w:ins><w:r><w:footnoteReference w:id="1"/><w:commentReference w:id="1"/></w:r></w:p>'
        + f"<w:p>{BEGIN}{CODE.format('TOC')}{SEPARATE}{run('庚')}{END}"
        + '<w:r><w:rPr><w:vanish w:val="1"/><w:shd w:fill="FFFF00"/></w:rPr><w:sym w:char="F0B7"/></w:r></w:p>'
        + f"<w:p><w:r><w:pict><w:txbxContent>{p('辛')}</w:txbxContent></w:pict></w:r></w:p>"
    )
    merged = '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1"/><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
    section = '<w:sectPr><w:headerReference r:id="header1"/></w:sectPr>'
    good = word_file(
        item("甲") + table([p("乙"), p("1")]) + merged + of_style("丙", "a") + changed + section,
        style("a", "heading 1"),
        OFFICIAL + num(1, 0, start(0, 2)),
        footnotes=f'<w:footnote w:id="1">{p("丁")}</w:footnote>',
        comments=f'<w:comment w:id="1">{p("问")}</w:comment>',
        header1=p("戊"),
    )
    whole = Package(good)
    names = (
        *("_rels/.rels", "word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml"),
        *("word/comments.xml", "word/header1.xml", "word/_rels/document.xml.rels"),
    )
    chance = random.Random(7)
    for _ in range(1200):
        parts = {name: whole.read(name) or b"" for name in names}
        name = chance.choice(names)
        content = parts[name]
        first, last = sorted(chance.randrange(len(content)) for _ in range(2))
        parts[name] = (
            content[:first] + content[last:]
            if chance.random() < 0.5
            else content.replace(*chance.choices((b'"1"', b'"-1"', b'"x"', b'"99"'), k=2))
        )
        with contextlib.suppress(ReadError):
            read(package(parts), "a.docx")
