"""Web pages: the article and nothing else, every character traced to its text node."""

from pathlib import Path

import pytest
from lxml import html

from checker.anatomy import dissect
from checker.model import Document
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
    assert traced > 0.9 * len(document.text)


def article(body: str) -> Document:
    return read(f"<meta charset='utf-8'><body>{body}".encode(), "a.html")
