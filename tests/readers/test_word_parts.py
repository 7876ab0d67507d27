"""Word files beyond the body: notes, text boxes, headers and footers; and the way from a piece of text back to its run."""

import random
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from checker.anatomy import dissect
from checker.errors import ReadError
from checker.model import BlockKind, Document, PartKind
from checker.readers import read
from checker.readers.package import Package
from checker.readers.wordxml import characters, paragraphs, parse, runs

WordFile = Callable[..., bytes]
TITLE = "青澜县人民政府关于2023年度法治政府建设情况的报告"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def p(*inside: str) -> str:
    return f"<w:p>{''.join(part if part.startswith('<') else run(part) for part in inside)}</w:p>"


def note(kind: str, number: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def box(*paragraphs: str) -> str:
    """A text box as Word writes it: for itself and, once more, for older programs."""
    inside = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{inside}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def section(*parts: str) -> str:
    references = (f'<w:{part.rstrip("0123456789")}Reference w:type="default" r:id="{part}"/>' for part in parts)
    return f"<w:sectPr>{''.join(references)}</w:sectPr>"


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.of(document.text)) for block in document.blocks]


def label(document: Document, words: str) -> str:
    block = next(block for block in document.blocks if block.span.of(document.text) == words)
    return document.locate(block.span).label


def test_notes_follow_the_paragraph_that_refers_to_them(word_file: WordFile) -> None:
    notes = '<w:footnote w:type="separator" w:id="1">{}</w:footnote><w:footnote w:id="2">{}{}</w:footnote>'
    document = read(
        word_file(
            p("甲", note("footnote", 2), "乙", note("endnote", 2)) + p("丙", note("footnote", 2), note("footnote", 9)),
            footnotes=notes.format(p("线"), p("注一"), p("注二"))
            + f'<w:footnote w:id="3">{p("没有人提到")}</w:footnote>',
            endnotes=f'<w:endnote w:id="2">{p("尾")}</w:endnote>',
        ),
        "a.docx",
    )
    assert blocks(document) == [
        *(("paragraph", "甲乙"), ("note", "注一"), ("note", "注二"), ("note", "尾")),
        ("paragraph", "丙"),
    ]
    assert label(document, "注二") == "第1段注释"
    assert document.origin(document.text.index("注二"))[0].node == 2


def test_a_note_that_refers_to_itself(word_file: WordFile) -> None:
    footnotes = f'<w:footnote w:id="2">{p("注", note("footnote", 2))}</w:footnote>'
    document = read(word_file(p("甲", note("footnote", 2)), footnotes=footnotes), "a.docx")
    assert blocks(document) == [("paragraph", "甲"), ("note", "注")]


def test_a_text_box_is_read_once_and_after_its_paragraph(word_file: WordFile) -> None:
    body = p("甲") + p("乙", box(p("框一"), p(box(p("框中框")), "框二"))) + p("丙")
    document = read(word_file(body), "a.docx")
    assert blocks(document) == [
        *(("paragraph", "甲"), ("paragraph", "乙")),
        *(("box", "框一"), ("box", "框二"), ("box", "框中框"), ("paragraph", "丙")),
    ]
    assert label(document, "框一") == "第2段文本框"


def test_a_text_box_for_older_programs_only(word_file: WordFile) -> None:
    body = p("前") + p("甲", f"<w:r><w:pict><w:txbxContent>{p('框')}</w:txbxContent></w:pict></w:r>")
    deleted = p("乙", f"<w:del>{box(p('删去的框'))}</w:del>")
    assert blocks(read(word_file(body + deleted), "a.docx")) == [
        *(("paragraph", "前"), ("paragraph", "甲"), ("box", "框"), ("paragraph", "乙")),
    ]


def test_a_letterhead_in_a_box_is_not_the_title(word_file: WordFile) -> None:
    head = box(p("青澜县人民政府文件"), p("青政发〔2024〕3号"))
    anatomy = dissect(
        document := read(word_file(p(TITLE, head) + p("现将有关情况报告如下。") + p("全年办案3件。")), "a.docx")
    )
    title = anatomy.part(PartKind.TITLE)
    assert title
    assert title.span.of(document.text) == TITLE
    assert document.blocks[0].kind is BlockKind.BOX
    assert [sentence.span.of(document.text) for sentence in anatomy.sentences] == [
        "现将有关情况报告如下。",
        "全年办案3件。",
    ]


@pytest.mark.parametrize("lines", [(TITLE,), (TITLE[:7], TITLE[7:])])
def test_a_title_in_a_box(lines: tuple[str, ...], word_file: WordFile) -> None:
    head = box(p("青澜县人民政府文件"), *map(p, lines))
    document = read(word_file(p("北港市人民政府：", head) + p("现将有关情况报告如下。")), "a.docx")
    anatomy = dissect(document)
    assert [(part.kind, "".join(part.span.of(document.text).split())) for part in anatomy.parts] == [
        (PartKind.TITLE, TITLE),
        (PartKind.ADDRESSEE, "北港市人民政府："),
        (PartKind.ACHIEVEMENTS, "现将有关情况报告如下。"),
    ]
    assert anatomy.facts.year
    assert anatomy.facts.year.value == 2023


def test_headers_and_footers_come_last_each_part_once(word_file: WordFile) -> None:
    page = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
    page += f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{run('3')}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    first = f"<w:p><w:pPr>{section('header1', 'footer1')}</w:pPr>{run('甲')}</w:p>"
    document = read(
        word_file(
            first + p("乙") + section("header1", "header2", "header9"),
            header1=f"<w:tbl><w:tr><w:tc>{p('内部资料')}</w:tc></w:tr></w:tbl>",
            header2=p("另一页眉"),
            header3=p("没有用到的"),
            footer1=p(box(p("— ", page, " —"))),
        ),
        "a.docx",
    )
    assert blocks(document) == [
        *(("paragraph", "甲"), ("paragraph", "乙")),
        *(("margin", "内部资料"), ("margin", "— 3 —"), ("margin", "另一页眉")),
    ]
    assert label(document, "内部资料") == "页眉页脚"
    anatomy = dissect(document)
    assert all(sentence.span.end <= document.text.index("内部") for sentence in anatomy.sentences)
    assert all(part.span.end <= document.text.index("内部") for part in anatomy.parts)


def test_nothing_but_a_page_number_is_no_text(word_file: WordFile) -> None:
    with pytest.raises(ReadError, match="文件里没有文字"):
        read(word_file(p() + section("footer1"), footer1=p("1")), "a.docx")


@pytest.mark.parametrize("suffix", [".docm", ".dotx", ".DOTM"])
def test_templates_and_files_with_macros(suffix: str, word_file: WordFile) -> None:
    assert read(word_file(p("甲")), f"a{suffix}").format == "docx"


def test_strict_open_xml_with_all_parts(word_file: WordFile) -> None:
    data = word_file(
        p("甲", note("footnote", 2)) + section("header1"),
        header1=p("眉"),
        footnotes="<w:footnote w:id='2'>" + p("注") + "</w:footnote>",
    )
    raw = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(raw, "w") as strict:
        for name in archive.namelist():
            content = archive.read(name)
            for usual, other in (
                (b"wordprocessingml/2006/main", b"wordprocessingml/main"),
                (b"officeDocument/2006/", b"officeDocument/"),
            ):
                content = content.replace(
                    b"http://schemas.openxmlformats.org/" + usual, b"http://purl.oclc.org/ooxml/" + other
                )
            strict.writestr(name, content)
    assert blocks(read(raw.getvalue(), "a.docx")) == [("paragraph", "甲"), ("note", "注"), ("margin", "眉")]


def check_origins(document: Document, data: bytes) -> None:
    """Every piece that comes from a run is found again from its part, w:p, run and offset alone."""
    package = Package(data)
    roots = {name: parse(package, name) for name in {piece.origin.part for piece in document.pieces}}
    for piece in document.pieces:
        words, origin = piece.span.of(document.text), piece.origin
        assert origin.node is not None
        paragraph = paragraphs(roots[origin.part])[origin.node]
        if origin.run is not None:
            whole = "".join(text for _, text in characters(runs(paragraph)[origin.run]))
            assert whole[origin.offset : origin.offset + len(words)] == words
        else:
            assert words == "\n" or words.endswith("、")
    assert "".join(piece.span.of(document.text) for piece in document.pieces) == document.text


FRAGMENTS = (
    *(
        "甲",
        "乙，",
        "<w:r/>",
        run("丙", "<w:vanish/>"),
        run("丁", "<w:highlight w:val='yellow'/>"),
        note("footnote", 2),
    ),
    *(f"<w:ins w:author='王'>{run('戊')}</w:ins>", "<w:del w:author='李'><w:r><w:delText>己</w:delText></w:r></w:del>"),
    "<w:r><w:t>庚</w:t><w:br/><w:tab/><w:t>辛</w:t><w:softHyphen/><w:t>壬</w:t></w:r>",
    f"<w:r><w:t>子</w:t><w:ruby><w:rt>{run('chou')}</w:rt><w:rubyBase>{run('丑')}</w:rubyBase></w:ruby><w:t>寅</w:t></w:r>",
    box(p("框一"), p("框", box(p("内")))),
    "<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText><w:t>藏</w:t></w:r>",
    "<w:r><w:t>前</w:t><w:fldChar w:fldCharType='separate'/><w:t>3</w:t></w:r>",
    "<w:r><w:t>页</w:t><w:fldChar w:fldCharType='end'/><w:t>后</w:t></w:r>",
    "<w:commentRangeStart w:id='0'/>",
    "<w:commentRangeEnd w:id='0'/><w:r><w:commentReference w:id='0'/></w:r>",
    "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>",
    f"<mc:AlternateContent><mc:Choice>{run('新')}</mc:Choice><mc:Fallback>{run('旧')}</mc:Fallback></mc:AlternateContent>",
)
PROPERTIES = (
    *("", "", "<w:rPr><w:del w:author='李'/></w:rPr>", "<w:rPr><w:ins w:author='王'/></w:rPr>"),
    *("<w:rPr><w:vanish/></w:rPr>", "<w:numPr><w:numId w:val='1'/></w:numPr>"),
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def random_paragraph(chance: random.Random) -> str:
    inside = p(*chance.choices(FRAGMENTS, k=chance.randint(0, 6)))
    return inside.replace("<w:p>", f"<w:p><w:pPr>{chance.choice(PROPERTIES)}</w:pPr>", 1)


@pytest.mark.parametrize("seed", range(60))
def test_every_piece_leads_back_to_its_run(seed: int, word_file: WordFile) -> None:
    chance = random.Random(seed)
    body = [random_paragraph(chance) for _ in range(chance.randint(1, 8))]
    body.insert(
        chance.randint(0, len(body)), f"<w:tbl><w:tr><w:tc>{random_paragraph(chance)}{p()}</w:tc></w:tr></w:tbl>"
    )
    data = word_file(
        "".join(body) + p("末") + section("header1"),
        numbering=NUMBERING,
        header1=random_paragraph(chance),
        footnotes=f"<w:footnote w:id='2'>{random_paragraph(chance)}</w:footnote>",
        comments=f"<w:comment w:id='0' w:author='张'>{p('问')}</w:comment>",
    )
    document = read(data, "a.docx")
    check_origins(document, data)
    assert not set(document.text) & set("丙己新")
    assert all(0 <= r.span.start <= r.span.end <= len(document.text) for r in document.residues)
    assert dissect(document).parts
