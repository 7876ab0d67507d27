"""The XML of a Word file: its parts, the relations between them, and the elements that stand for text."""

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from checker.errors import ReadError
from checker.readers.package import Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
OFF = ("0", "false", "off", "none")
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"  # “Strict Open XML” says the same under another name
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MOST_MEMORY = 256 << 20  # bytes that the tree of one part may take; a report of 300 pages takes some 60 MiB
# what libxml2 takes for a node, and for an attribute with its value
_ELEMENT_BYTES, _ATTRIBUTE_BYTES = 120, 216
# elements whose content stands where they stand; deleted and moved-away text (w:del, w:moveFrom) is not among them
_TRANSPARENT = frozenset(
    f"{W}{name}"
    for name in (
        *("sdt", "sdtContent", "ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple"),
        *("bdo", "dir", "ruby", "rubyBase"),
    )
) | {f"{MATH}{name}" for name in ("oMathPara", "oMath")}


def content(element: etree.ElementBase) -> Iterator[etree.ElementBase]:
    """Yield the children of `element` with transparent elements replaced by their content."""
    for child in element:
        if child.tag in _TRANSPARENT:
            yield from content(child)
        elif child.tag == f"{_MC}AlternateContent":
            fallback = child.find(f"{_MC}Fallback")
            chosen = child.find(f"{_MC}Choice") if fallback is None else fallback
            if chosen is not None:
                yield from content(chosen)
        else:
            yield child


def runs(paragraph: etree.ElementBase) -> Iterator[tuple[str, int]]:
    """Yield text and index of each run of `paragraph` that has text; a line break becomes a line feed.

    The index counts all runs below the paragraph in order, those without text included.
    """
    order = {run: index for index, run in enumerate(paragraph.iter(f"{W}r", f"{MATH}r"))}
    for element in content(paragraph):
        if element in order and (text := "".join(characters(element))):
            yield text, order[element]


def characters(run: etree.ElementBase) -> Iterator[str]:
    """Yield the text of a run, piece by piece."""
    for element in content(run):
        if element.tag in (f"{W}t", f"{MATH}t"):
            yield re.sub(r"[\r\n]+", " ", element.text or "")
        elif element.tag in (f"{W}tab", f"{W}ptab"):
            yield "\t"
        elif element.tag in (f"{W}br", f"{W}cr") and element.get(f"{W}type", "textWrapping") == "textWrapping":
            yield "\n"  # a page or column break is none
        elif element.tag == f"{W}noBreakHyphen":
            yield "-"
        elif element.tag == f"{W}r":  # the base text of a ruby stands one run deeper
            yield from characters(element)


def value(element: etree.ElementBase | None, name: str) -> str | None:
    """Return w:val of the child `name` of `element`, or None."""
    child = None if element is None else element.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def integer(value: str | None) -> int | None:
    """Return the number that `value` writes in plain digits, or None."""
    return int(value) if value is not None and re.fullmatch(r"[0-9]{1,9}", value) else None


def parse(package: Package, name: str) -> etree.ElementBase | None:
    """Return the root of XML part `name`, or None when it is absent. No entity is ever expanded."""
    content = package.read(name)
    if content is None:
        return None
    _check_weight(content, name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content.replace(_STRICT, W[1:-1].encode()), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"Word 文件内部已损坏（{name} 不是完整的 XML），请重新保存后再检查") from error
    if root.getroottree().docinfo.doctype:
        raise ReadError(f"Word 文件内部含有不应有的实体声明（{name}），不予读取")
    return root


def _check_weight(content: bytes, name: str) -> None:
    """Refuse what would take too much memory as a tree: small parts can hold millions of elements or attributes."""
    attributes = (content.count(b'"') + content.count(b"'")) // 2
    if len(content) + content.count(b"<") * _ELEMENT_BYTES + attributes * _ATTRIBUTE_BYTES > MOST_MEMORY:
        raise ReadError(f"Word 文件内部过大（{name}），不像一份报告，不予读取")


def main_part(package: Package) -> str:
    """Return the name of the part that holds the body."""
    target = _target(package, "_rels/.rels", "officeDocument")
    return posixpath.normpath(target).lstrip("/") if target else "word/document.xml"


def related(package: Package, part: str, kind: str) -> str:
    """Return the name of the part that `part` names as its `kind` (“styles”), else the customary name."""
    folder, name = posixpath.split(part)
    target = _target(package, f"{folder}/_rels/{name}.rels", kind) or f"{kind}.xml"
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _target(package: Package, relations: str, kind: str) -> str | None:
    root = parse(package, relations)
    for relation in () if root is None else root:
        if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
            target: str | None = relation.get("Target")
            return target
    return None
