"""Web pages: the article and nothing else, every character traced to its text node."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from checker.anatomy import dissect
from checker.errors import ReadError
from checker.model import BlockKind, Document
from checker.readers import read

PAGES = sorted(Path(__file__).with_name("pages").glob("*.html"))


def words(document: Document) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_article_of_a_page(page: Path) -> None:
    document = read(page.read_bytes(), page.name)
    assert words(document) == page.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    anatomy = dissect(document)
    assert anatomy.facts.year
    assert anatomy.facts.body
    assert anatomy.facts.dated
    assert len(anatomy.outline) >= 3


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_character_stands_in_its_text_node(page: Path) -> None:
    document = read(page.read_bytes(), page.name)
    encoding = "gb18030" if page.stem in ("layout-table", "data-table") else "utf-8"
    tree = html.document_fromstring(page.read_bytes(), html.HTMLParser(encoding=encoding))
    traced = 0
    for piece in document.pieces:
        if not piece.origin.part:
            continue  # the end of a line, the number of a list item, the marks of a comment
        (node,) = tree.xpath(piece.origin.part)
        text = node.text if isinstance(node, html.HtmlComment) else node
        assert " ".join(text[piece.origin.offset :].split()).startswith(" ".join(piece.span.of(document.text).split()))
        traced += piece.span.end - piece.span.start
    assert traced > 0.85 * len(document.text)


def article(body: str) -> Document:
    return read(f"<meta charset='utf-8'><body>{body}".encode(), "a.html")


def test_white_space_is_as_a_browser_shows_it() -> None:
    document = article(
        "<p>\n  规范\n  行政执法，用 Open\n  Data\n  平台。 </p><p>第二段　。&nbsp;</p><pre>第一行\n第二行</pre>"
    )
    assert words(document) == ["规范行政执法，用 Open Data平台。", "第二段　。", "第一行", "第二行"]


def test_hidden_text_is_no_text() -> None:
    document = article(
        "<p>评查案卷60卷。<span style='display: none'>不显示</span><span hidden>不显示</span></p><script>不是文字</script>"
        "<div aria-hidden='true'>不读</div><noscript>不读</noscript><p>纠正问题15个。</p>"
    )
    assert words(document) == ["评查案卷60卷。", "纠正问题15个。"]


def test_headings_and_cells() -> None:
    document = article(
        "<h2>一、成效</h2><table><tr><th>指标<th>数量<tr><td>复议<td>41件</table>"
        "<table><tr><td>只有一格的表只为排版。</td></tr></table><table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>"
    )
    kinds = [(block.kind, block.level) for block in document.blocks]
    cell, paragraph = (BlockKind.CELL, 0), (BlockKind.PARAGRAPH, 0)
    assert kinds == [(BlockKind.HEADING, 2), *[cell] * 4, paragraph, *[cell] * 4]
    cells = [document.origin(block.span.start)[0].cell for block in document.blocks if block.kind is BlockKind.CELL]
    assert cells == [(table, row, column) for table in (1, 2) for row in (1, 2) for column in (1, 2)]
    assert document.locate(document.blocks[3].span).label == "表1第2行第1格"
    assert document.locate(document.blocks[5].span).label == "第6段"


def test_items_are_numbered_as_shown() -> None:
    document = article(
        "<ol start=3><li>建立台账。<li><p>完善机制。</p></ol><ol type=a><li>甲项。</ol><ul><li>乙项。</ul>"
    )
    assert words(document) == ["3. 建立台账。", "4. 完善机制。", "甲项。", "乙项。"]


def test_comments_to_the_checker_only() -> None:
    document = article("<!-- 正文开始 --><!-- checker: allow wrong-period 引文 --><p>今年以来，办理案件320件。</p>")
    kinds = [block.kind for block in document.blocks]
    assert kinds == [BlockKind.COMMENT, BlockKind.PARAGRAPH]
    assert words(document)[0] == "<!-- checker: allow wrong-period 引文 -->"


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "utf-8", "no-such-encoding"])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_encoding(declared: str, encoding: str) -> None:
    page = (
        f'<html><meta http-equiv="Content-Type" content="text/html; charset={declared}"><p>评查案卷60卷，纠正问题15个。'
    )
    if (declared, encoding) in {("gb2312", "utf-8"), ("GBK", "utf-8")}:
        pytest.skip("a page that says what is not true of it, in bytes that allow both")
    assert words(read(page.encode(encoding), "a.htm")) == ["评查案卷60卷，纠正问题15个。"]


def test_web_archives_are_refused() -> None:
    data = b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n\r\n<html><p>x</p></html>"
    for name in ("a.mhtml", "a.mht", "a.html"):
        with pytest.raises(ReadError, match="不支持网页存档（MHTML）"):
            read(data, name)


@pytest.mark.parametrize(
    "page", ["", "<html></html>", "<p>&nbsp;</p>", "<script>x</script>", "<!-- x -->", "<a href=1>首页</a>"]
)
def test_pages_without_text(page: str) -> None:
    with pytest.raises(ReadError, match=r"文件里没有文字|文件是空的"):
        read(page.encode(), "a.html")


def test_a_maze_is_refused() -> None:
    with pytest.raises(ReadError, match=r"网页的结构太深（超过 1000 层）"):
        article("<div>" * 2000 + "评查案卷60卷。")


@settings(deadline=None)
@given(st.text("<>/ \n pdivtabletrh1!-中。&;#x0\0\x01\ud800", max_size=200))
def test_any_page_raises_nothing_but_read_errors(page: str) -> None:
    try:
        document = read(page.encode("utf-8", "surrogatepass"), "a.html")
    except ReadError:
        return
    assert "".join(piece.span.of(document.text) for piece in document.pieces) == document.text
