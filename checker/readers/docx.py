"""Word documents: body paragraphs and tables in order, with the numbers that Word generates written out.

The XML is read directly with lxml: python-docx knows neither automatic numbers nor insertions, and fails in many ways
on damaged files. `Origin.line` is the number of the body paragraph, empty ones counted, tables not; `Origin.column`
counts the characters of that paragraph as read; `Origin.run` is the index among all w:r below the w:p, in order.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from checker.errors import ReadError
from checker.model import BlockKind, Document, Origin
from checker.readers.builder import DocumentBuilder
from checker.readers.numbering import Counters, Level, List
from checker.readers.package import Package
from checker.text.pattern import pattern

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"  # “Strict Open XML” says the same under another name
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# elements whose content stands where they stand; deleted and moved-away text (w:del, w:moveFrom) is not among them
_TRANSPARENT = frozenset(
    f"{_W}{name}"
    for name in (
        *("sdt", "sdtContent", "ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple"),
        *("bdo", "dir", "ruby", "rubyBase"),
    )
) | {f"{_MATH}{name}" for name in ("oMathPara", "oMath")}
_TITLE_STYLE = pattern(r"(?:title|subtitle|标题|副标题)\Z", re.IGNORECASE)
_HEADING_STYLE = pattern(r"(?:heading|标题)\s*([1-9])\Z", re.IGNORECASE)
_CONTENTS_STYLE = pattern(r"(?:toc|目录)\s*(?:[1-9]|heading|标题)\Z", re.IGNORECASE)
_OFF = ("0", "false", "off", "none")
_BODY_LEVEL = 9  # w:outlineLvl of body text
_LONGEST_CHAIN = 32  # of styles based on styles; longer ones go in a circle


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says of headings and numbers; empty or None where it says nothing."""

    name: str = ""
    parent: str = ""
    outline: int | None = None
    list_id: str | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class _Styles:
    by_id: dict[str, _Style]
    default: str

    def chain(self, style_id: str) -> list[tuple[str, _Style]]:
        """Return the style and those it is based on, nearest first."""
        found: list[tuple[str, _Style]] = []
        while style_id in self.by_id and len(found) < _LONGEST_CHAIN:
            found.append((style_id, self.by_id[style_id]))
            style_id = self.by_id[style_id].parent
        return found


def read(data: bytes, digest: str) -> Document:
    """Read a Word document. Raises ReadError for files that are none, encrypted, damaged or out of proportion."""
    package = Package(data)
    name = _main_part(package)
    root = _parse(package, name)
    body = None if root is None else root.find(f"{_W}body")
    if root is None:
        raise ReadError(f"Word 文件缺少正文（{name}），请重新保存后再检查")
    if root.tag != f"{_W}document" or body is None:
        raise ReadError("不是 Word 文档（.docx），请用 Word 另存为 .docx 后再检查")
    styles = _styles(_parse(package, _related(package, name, "styles")))
    lists = _lists(_parse(package, _related(package, name, "numbering")), styles)
    walk = _Walk(DocumentBuilder("docx", digest), styles, lists)
    walk.body(body)
    return walk.builder.build()


class _Walk:
    """One pass over the body: counts paragraphs, tables and numbers as it goes."""

    def __init__(self, builder: DocumentBuilder, styles: _Styles, lists: dict[str, List]) -> None:
        self.builder = builder
        self._styles = styles
        self._lists = lists
        self._counters = Counters(lists)
        self._line = 0
        self._tables = 0

    def body(self, body: etree.ElementBase) -> None:
        for element in _content(body):
            if element.tag == f"{_W}p":
                self._line += 1
                self._paragraph(element, None)
            elif element.tag == f"{_W}tbl":
                self._tables += 1
                self._table(element)

    def _table(self, table: etree.ElementBase) -> None:
        rows = (element for element in _content(table) if element.tag == f"{_W}tr")
        for row, cells in enumerate(rows, 1):
            for column, cell in enumerate((element for element in _content(cells) if element.tag == f"{_W}tc"), 1):
                for paragraph in _paragraphs(cell):
                    self._paragraph(paragraph, (self._tables, row, column))

    def _paragraph(self, paragraph: etree.ElementBase, cell: tuple[int, int, int] | None) -> None:
        pieces = list(_runs(paragraph))
        properties = paragraph.find(f"{_W}pPr")
        removed = properties is not None and properties.find(f"{_W}rPr/{_W}del") is not None
        if removed and not pieces:
            return  # the whole paragraph is a tracked deletion: it has no number either
        chain = self._styles.chain(_value(properties, "pStyle") or self._styles.default)
        number = self._number(properties, chain)
        kind, level = (BlockKind.CELL, 0) if cell else _kind(properties, chain)
        line, column = max(self._line, 1), 1
        block: list[tuple[str, Origin]] = []
        for text, run in [(number, None), *pieces]:
            for index, part in enumerate(text.split("\n")):
                if index:
                    self.builder.block(kind, block, level)
                    self.builder.add("\n", Origin(line, column, run=run, cell=cell))
                    block, column = [], column + 1
                block.append((part, Origin(line, column, run=run, cell=cell)))
                column += len(part)
        self.builder.block(kind, block, level)
        self.builder.add("\n", Origin(line, column, cell=cell))

    def _number(self, properties: etree.ElementBase | None, chain: list[tuple[str, _Style]]) -> str:
        own = None if properties is None else properties.find(f"{_W}numPr")
        inherited = next((style.list_id for _, style in chain if style.list_id is not None), None)
        list_id = _value(own, "numId") or inherited
        if list_id is None or list_id == "0":  # 0 takes the number of the style away
            return ""
        level = _integer(_value(own, "ilvl"))
        if level is None:
            names = [style_id for style_id, _ in chain]
            levels = self._lists[list_id].levels if list_id in self._lists else {}
            # the list may name the style that stands for a level; that outranks what the style itself says
            named = (index for name in names for index, definition in levels.items() if definition.style == name)
            level = next(named, next((style.level for _, style in chain if style.level is not None), 0))
        return self._counters.number(list_id, level)


def _kind(properties: etree.ElementBase | None, chain: list[tuple[str, _Style]]) -> tuple[BlockKind, int]:
    """Return the kind of a body paragraph and its heading level. A table of contents is no text of the report."""
    if any(_CONTENTS_STYLE.match(style.name) for _, style in chain):
        return BlockKind.COMMENT, 0
    level = _heading_level(properties, chain)
    return (BlockKind.HEADING if level else BlockKind.PARAGRAPH), level


def _heading_level(properties: etree.ElementBase | None, chain: list[tuple[str, _Style]]) -> int:
    """Return the heading level 1…9, or 0 for body text. A title is no heading, whatever level its style has."""
    own = _integer(_value(properties, "outlineLvl"))
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


def _content(element: etree.ElementBase) -> Iterator[etree.ElementBase]:
    """Yield the children of `element` with transparent elements replaced by their content."""
    for child in element:
        if child.tag in _TRANSPARENT:
            yield from _content(child)
        elif child.tag == f"{_MC}AlternateContent":
            fallback = child.find(f"{_MC}Fallback")
            chosen = child.find(f"{_MC}Choice") if fallback is None else fallback
            if chosen is not None:
                yield from _content(chosen)
        else:
            yield child


def _paragraphs(cell: etree.ElementBase) -> Iterator[etree.ElementBase]:
    """Yield the paragraphs of a cell, those of tables inside it included."""
    for element in _content(cell):
        if element.tag == f"{_W}p":
            yield element
        elif element.tag in (f"{_W}tbl", f"{_W}tr", f"{_W}tc"):
            yield from _paragraphs(element)


def _runs(paragraph: etree.ElementBase) -> Iterator[tuple[str, int]]:
    """Yield text and index of each run that has text; a line break becomes a line feed."""
    order = {run: index for index, run in enumerate(paragraph.iter(f"{_W}r", f"{_MATH}r"))}
    for element in _content(paragraph):
        if element in order and (text := "".join(_characters(element))):
            yield text, order[element]


def _characters(run: etree.ElementBase) -> Iterator[str]:
    for element in _content(run):
        if element.tag in (f"{_W}t", f"{_MATH}t"):
            yield re.sub(r"[\r\n]+", " ", element.text or "")
        elif element.tag in (f"{_W}tab", f"{_W}ptab"):
            yield "\t"
        elif element.tag in (f"{_W}br", f"{_W}cr") and element.get(f"{_W}type", "textWrapping") == "textWrapping":
            yield "\n"  # a page or column break is none
        elif element.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif element.tag == f"{_W}r":  # the base text of a ruby stands one run deeper
            yield from _characters(element)


def _value(element: etree.ElementBase | None, name: str) -> str | None:
    """Return w:val of the child `name` of `element`, or None."""
    child = None if element is None else element.find(f"{_W}{name}")
    return None if child is None else child.get(f"{_W}val")


def _integer(value: str | None) -> int | None:
    return int(value) if value is not None and re.fullmatch(r"[0-9]{1,9}", value) else None


def _styles(root: etree.ElementBase | None) -> _Styles:
    by_id, default = {}, ""
    for style in () if root is None else root.iter(f"{_W}style"):
        style_id = style.get(f"{_W}styleId", "")
        properties = style.find(f"{_W}pPr")
        numbering = None if properties is None else properties.find(f"{_W}numPr")
        by_id[style_id] = _Style(
            name=_value(style, "name") or "",
            parent=_value(style, "basedOn") or "",
            outline=_integer(_value(properties, "outlineLvl")),
            list_id=_value(numbering, "numId"),
            level=_integer(_value(numbering, "ilvl")),
        )
        if style.get(f"{_W}type") == "paragraph" and style.get(f"{_W}default", "0") not in _OFF:
            default = style_id
    return _Styles(by_id, default)


def _lists(root: etree.ElementBase | None, styles: _Styles) -> dict[str, List]:
    """Return the lists by numId."""
    if root is None:
        return {}
    families = {family.get(f"{_W}abstractNumId"): family for family in root.iter(f"{_W}abstractNum")}
    numbers = {number.get(f"{_W}numId"): number for number in root.iter(f"{_W}num")}
    lists = {}
    for list_id, number in numbers.items():
        family_id = _value(number, "abstractNumId")
        link = _value(families.get(family_id), "numStyleLink")
        if link is not None and link in styles.by_id:
            # the levels stand in the list that the named numbering style uses
            family_id = _value(numbers.get(styles.by_id[link].list_id), "abstractNumId")
        family = families.get(family_id)
        if list_id is None or family_id is None or family is None:
            continue
        levels = {index: _level(level) for level in family.findall(f"{_W}lvl") if (index := _index(level)) is not None}
        starts = {}
        for override in number.findall(f"{_W}lvlOverride"):
            index = _index(override)
            if index is None:
                continue
            if (level := override.find(f"{_W}lvl")) is not None:
                levels[index] = _level(level)
            if (start := _integer(_value(override, "startOverride"))) is not None:
                starts[index] = start
        lists[list_id] = List(family_id, levels, starts)
    return lists


def _index(element: etree.ElementBase) -> int | None:
    return _integer(element.get(f"{_W}ilvl"))


def _level(level: etree.ElementBase) -> Level:
    form = next((child.get(f"{_W}val") for child in _content(level) if child.tag == f"{_W}numFmt"), None)
    start = _integer(_value(level, "start"))
    legal = level.find(f"{_W}isLgl")
    return Level(
        start=0 if start is None else start,
        form=form or "decimal",
        text=_value(level, "lvlText") or "",
        restart=_integer(_value(level, "lvlRestart")),
        legal=legal is not None and legal.get(f"{_W}val", "1") not in _OFF,
        spaced=_value(level, "suff") != "nothing",
        style=_value(level, "pStyle") or "",
    )


def _parse(package: Package, name: str) -> etree.ElementBase | None:
    """Return the root of XML part `name`, or None when it is absent. No entity is ever expanded."""
    content = package.read(name)
    if content is None:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content.replace(_STRICT, _W[1:-1].encode()), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"Word 文件内部已损坏（{name} 不是完整的 XML），请重新保存后再检查") from error
    if root.getroottree().docinfo.doctype:
        raise ReadError(f"Word 文件内部含有不应有的实体声明（{name}），不予读取")
    return root


def _main_part(package: Package) -> str:
    target = _target(package, "_rels/.rels", "officeDocument")
    return posixpath.normpath(target).lstrip("/") if target else "word/document.xml"


def _related(package: Package, part: str, kind: str) -> str:
    """Return the name of the part that `part` names as its `kind` (“styles”), else the customary name."""
    folder, name = posixpath.split(part)
    target = _target(package, f"{folder}/_rels/{name}.rels", kind) or f"{kind}.xml"
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _target(package: Package, relations: str, kind: str) -> str | None:
    root = _parse(package, relations)
    for relation in () if root is None else root:
        if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
            target: str | None = relation.get("Target")
            return target
    return None
