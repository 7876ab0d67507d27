"""Word documents: body paragraphs and tables in order, with the numbers that Word generates written out.

The XML is read directly with lxml: python-docx knows neither automatic numbers nor insertions, and fails in many ways
on damaged files. `Origin.line` is the number of the body paragraph, empty ones counted, tables not; `Origin.column`
counts the characters of that paragraph as read; `Origin.node` and `Origin.run` are places in what `wordxml.paragraphs` and
`wordxml.runs` return.
"""

import re
from collections.abc import Iterator

from lxml import etree

from checker.errors import ReadError
from checker.model import BlockKind, Document, Origin
from checker.readers.builder import DocumentBuilder
from checker.readers.numbering import Counters, List, read_lists
from checker.readers.package import Package
from checker.readers.styles import Style, Styles, read_styles
from checker.readers.wordxml import (
    W,
    characters,
    content,
    integer,
    main_part,
    paragraphs,
    parse,
    related,
    runs,
    value,
)
from checker.text.pattern import pattern

_TITLE_STYLE = pattern(r"(?:title|subtitle|标题|副标题)\Z", re.IGNORECASE)
_HEADING_STYLE = pattern(r"(?:heading|标题)\s*([1-9])\Z", re.IGNORECASE)
_CONTENTS_STYLE = pattern(r"(?:toc|目录)\s*(?:[1-9]|heading|标题)\Z", re.IGNORECASE)
_BODY_LEVEL = 9  # w:outlineLvl of body text


def read(data: bytes, digest: str) -> Document:
    """Read a Word document. Raises ReadError for files that are none, encrypted, damaged or out of proportion."""
    package = Package(data)
    name = main_part(package)
    root = parse(package, name)
    body = None if root is None else root.find(f"{W}body")
    if root is None:
        raise ReadError(f"Word 文件缺少正文（{name}），请重新保存后再检查")
    if root.tag != f"{W}document" or body is None:
        raise ReadError("不是 Word 文档（.docx），请用 Word 另存为 .docx 后再检查")
    styles = read_styles(parse(package, related(package, name, "styles")))
    lists = read_lists(parse(package, related(package, name, "numbering")), styles)
    nodes = {paragraph: node for node, paragraph in enumerate(paragraphs(root))}
    walk = _Walk(DocumentBuilder("docx", digest), styles, lists, name, nodes)
    walk.body(body)
    return walk.builder.build()


class _Walk:
    """One pass over the body: counts paragraphs, tables and numbers as it goes."""

    def __init__(
        self,
        builder: DocumentBuilder,
        styles: Styles,
        lists: dict[str, List],
        part: str,
        nodes: dict[etree.ElementBase, int],
    ) -> None:
        self.builder = builder
        self._part = part
        self._nodes = nodes
        self._styles = styles
        self._lists = lists
        self._counters = Counters(lists)
        self._line = 0
        self._tables = 0

    def body(self, body: etree.ElementBase) -> None:
        for element in content(body):
            if element.tag == f"{W}p":
                self._line += 1
                self._paragraph(element, None)
            elif element.tag == f"{W}tbl":
                self._tables += 1
                self._table(element)

    def _table(self, table: etree.ElementBase) -> None:
        rows = (element for element in content(table) if element.tag == f"{W}tr")
        for row, cells in enumerate(rows, 1):
            for column, cell in enumerate((element for element in content(cells) if element.tag == f"{W}tc"), 1):
                for paragraph in _in_cell(cell):
                    self._paragraph(paragraph, (self._tables, row, column))

    def _paragraph(self, paragraph: etree.ElementBase, cell: tuple[int, int, int] | None) -> None:
        pieces = list(_texts(paragraph))
        properties = paragraph.find(f"{W}pPr")
        removed = properties is not None and properties.find(f"{W}rPr/{W}del") is not None
        if removed and not pieces:
            return  # the whole paragraph is a tracked deletion: it has no number either
        chain = self._styles.chain(value(properties, "pStyle") or self._styles.default)
        number = self._number(properties, chain)
        kind, level = (BlockKind.CELL, 0) if cell else _kind(properties, chain)
        line, column = max(self._line, 1), 1
        block: list[tuple[str, Origin]] = []
        node = self._nodes[paragraph]
        for text, run in [(number, None), *pieces]:
            offset = 0
            for index, words in enumerate(text.split("\n")):
                if index:
                    self.builder.block(kind, block, level)
                    self.builder.add("\n", Origin(line, column, self._part, node, run, offset, cell))
                    block, column, offset = [], column + 1, offset + 1
                block.append((words, Origin(line, column, self._part, node, run, offset, cell)))
                column += len(words)
                offset += len(words)
        self.builder.block(kind, block, level)
        self.builder.add("\n", Origin(line, column, self._part, node, cell=cell))

    def _number(self, properties: etree.ElementBase | None, chain: list[tuple[str, Style]]) -> str:
        own = None if properties is None else properties.find(f"{W}numPr")
        inherited = next((style.list_id for _, style in chain if style.list_id is not None), None)
        list_id = value(own, "numId") or inherited
        if list_id is None or list_id == "0":  # 0 takes the number of the style away
            return ""
        level = integer(value(own, "ilvl"))
        if level is None:
            names = [style_id for style_id, _ in chain]
            levels = self._lists[list_id].levels if list_id in self._lists else {}
            # the list may name the style that stands for a level; that outranks what the style itself says
            named = (index for name in names for index, definition in levels.items() if definition.style == name)
            level = next(named, next((style.level for _, style in chain if style.level is not None), 0))
        return self._counters.number(list_id, level)


def _texts(paragraph: etree.ElementBase) -> Iterator[tuple[str, int]]:
    """Yield text and index of each run of `paragraph` that has text; a line break is a line feed."""
    order = {run: index for index, run in enumerate(runs(paragraph))}

    def below(element: etree.ElementBase) -> Iterator[tuple[str, int]]:
        for run in content(element):
            if run in order:
                text = "".join(text for _, text in characters(run))
                if text:
                    yield text, order[run]
                yield from below(run)  # the base of a ruby stands one run deeper

    yield from below(paragraph)


def _kind(properties: etree.ElementBase | None, chain: list[tuple[str, Style]]) -> tuple[BlockKind, int]:
    """Return the kind of a body paragraph and its heading level. A table of contents is no text of the report."""
    if any(_CONTENTS_STYLE.match(style.name) for _, style in chain):
        return BlockKind.COMMENT, 0
    level = _heading_level(properties, chain)
    return (BlockKind.HEADING if level else BlockKind.PARAGRAPH), level


def _heading_level(properties: etree.ElementBase | None, chain: list[tuple[str, Style]]) -> int:
    """Return the heading level 1…9, or 0 for body text. A title is no heading, whatever level its style has."""
    own = integer(value(properties, "outlineLvl"))
    if own is not None:
        return own + 1 if 0 <= own < _BODY_LEVEL else 0
    for _, style in chain:
        if _TITLE_STYLE.match(style.name):
            return 0
        if match := _HEADING_STYLE.match(style.name):
            return int(match[1])
        if style.outline is not None:
            return style.outline + 1 if 0 <= style.outline < _BODY_LEVEL else 0
    return 0


def _in_cell(cell: etree.ElementBase) -> Iterator[etree.ElementBase]:
    """Yield the paragraphs of a cell, those of tables inside it included."""
    for element in content(cell):
        if element.tag == f"{W}p":
            yield element
        elif element.tag in (f"{W}tbl", f"{W}tr", f"{W}tc"):
            yield from _in_cell(element)
