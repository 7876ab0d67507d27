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
# “Strict Open XML” says the same under other names
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", MATH[1:-1].encode()),
)
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
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
) | {
    f"{MATH}{name}"
    for name in (
        *("oMathPara", "oMath", "f", "num", "den", "e", "sSup", "sSub", "sSubSup", "sup", "sub", "rad", "d", "nary"),
        *("func", "fName", "acc", "bar", "box", "borderBox", "groupChr", "limLow", "limUpp", "lim", "m", "mr", "eqArr"),
    )
}
_RUNS = (f"{W}r", f"{MATH}r")
_TEXTS = (f"{W}t", f"{W}delText", f"{MATH}t")
_LINE_ENDS = str.maketrans("\r\n", "  ")  # in the XML they part words like spaces


def content(element: etree.ElementBase) -> Iterator[etree.ElementBase]:
    """Yield the children of `element` with transparent elements replaced by their content."""
    for child in element:
        holder = transparent(child)
        if holder is None:
            yield child
        else:
            yield from content(holder)


def transparent(element: etree.ElementBase) -> etree.ElementBase | None:
    """Return the element whose children stand where `element` stands, or None when it stands for itself."""
    if element.tag in _TRANSPARENT:
        return element
    if element.tag == f"{MC}AlternateContent":
        fallback = element.find(f"{MC}Fallback")
        return element.find(f"{MC}Choice") if fallback is None else fallback
    return None


def paragraphs(root: etree.ElementBase) -> list[etree.ElementBase]:
    """Return every w:p below `root`, in the order of the document: `Origin.node` is the place in this list.

    Those in tables, text boxes and both halves of an AlternateContent count too.
    """
    return list(root.iter(f"{W}p"))


def runs(paragraph: etree.ElementBase) -> list[etree.ElementBase]:
    """Return every w:r and m:r whose nearest w:p is `paragraph`, in order: `Origin.run` is the place in this list.

    Runs count wherever they stand (in a deletion, a hyperlink, the base of a ruby), but not those of a text box, which
    have a w:p of their own.
    """
    inner = {run for other in paragraph.iterdescendants(f"{W}p") for run in other.iter(*_RUNS)}
    return [run for run in paragraph.iter(*_RUNS) if run not in inner]


def boxes(paragraph: etree.ElementBase) -> Iterator[etree.ElementBase]:
    """Yield the w:txbxContent of each text box that hangs on `paragraph` itself and is not deleted.

    A box that is written twice, for newer and for older programs (mc:Choice and mc:Fallback), counts once.
    """
    for box in paragraph.iter(f"{W}txbxContent"):
        for ancestor in box.iterancestors():
            if ancestor is paragraph:
                yield box
                break
            if ancestor.tag in (f"{W}p", f"{W}del", f"{W}moveFrom") or _is_second_half(ancestor):
                break


def _is_second_half(element: etree.ElementBase) -> bool:
    choice = element.getprevious() if element.tag == f"{MC}Fallback" else None
    return choice is not None and choice.find(f".//{W}txbxContent") is not None


def characters(run: etree.ElementBase) -> Iterator[tuple[etree.ElementBase, str]]:
    """Yield each element of `run` that stands for text, with that text; `Origin.offset` counts these characters.

    A run inside the run (the base text of a ruby) has characters of its own.
    """
    for element in content(run):
        if (text := written(element)) is not None:
            yield element, text


def written(element: etree.ElementBase) -> str | None:
    """Return the text that a child of a run stands for, a line break as a line feed; None when it stands for none.

    The text of w:t has as many characters as the element, whatever they are.
    """
    if element.tag in _TEXTS:
        return (element.text or "").translate(_LINE_ENDS)
    if element.tag in (f"{W}tab", f"{W}ptab"):
        return "\t"
    if element.tag in (f"{W}br", f"{W}cr"):
        # a page or column break is no character
        return "\n" if element.get(f"{W}type", "textWrapping") == "textWrapping" else None
    if element.tag == f"{W}noBreakHyphen":
        return "-"
    return _symbol(element.get(f"{W}char", "")) if element.tag == f"{W}sym" else None


def _symbol(code: str) -> str:
    """Return the character of a w:sym; those of symbol fonts lie in the private use area and stay what they are."""
    number = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{2,6}", code) else 0
    return chr(number) if 0x20 <= number < 0xD800 or 0xE000 <= number <= 0x10FFFF else "\ufffd"


def value(element: etree.ElementBase | None, name: str) -> str | None:
    """Return w:val of the child `name` of `element`, or None."""
    child = None if element is None else element.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def switch(properties: etree.ElementBase | None, name: str) -> bool | None:
    """Return whether the toggle `name` (“vanish”) among `properties` is on, or None when it is not there."""
    child = None if properties is None else properties.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val", "1") not in OFF


def integer(value: str | None) -> int | None:
    """Return the number that `value` writes in plain digits, or None."""
    return int(value) if value is not None and re.fullmatch(r"[0-9]{1,9}", value) else None


def parse(package: Package, name: str, *, whole: bool = False) -> etree.ElementBase | None:
    """Return the root of XML part `name`, or None when it is absent. No entity is ever expanded.

    `whole`: with comments and processing instructions, for a part that is going to be written again (see `serialized`).
    """
    content = package.read(name)
    if content is None:
        return None
    _check_weight(content, name)
    for strict, usual in _STRICT:
        content = content.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=not whole,
        remove_pis=not whole,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"Word 文件内部已损坏（{name} 不是完整的 XML），请重新保存后再检查") from error
    if root.getroottree().docinfo.doctype:
        raise ReadError(f"Word 文件内部含有不应有的实体声明（{name}），不予读取")
    return root


def serialized(root: etree.ElementBase, original: bytes) -> bytes:
    """Return the bytes of a part whose changed root is `root`; declaration and Strict names are those of `original`."""
    tree = root.getroottree()
    alone = tree.docinfo.standalone or None
    content: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=alone)
    for strict, usual in _STRICT:
        if strict in original:
            content = content.replace(usual, strict)
    return content


def _check_weight(content: bytes, name: str) -> None:
    """Refuse what would take too much memory as a tree: small parts can hold millions of elements or attributes."""
    attributes = (content.count(b'"') + content.count(b"'")) // 2
    if len(content) + content.count(b"<") * _ELEMENT_BYTES + attributes * _ATTRIBUTE_BYTES > MOST_MEMORY:
        raise ReadError(f"Word 文件内部过大（{name}），不像一份报告，不予读取")


def main_part(package: Package) -> str:
    """Return the name of the part that holds the body."""
    named = (target for _, kind, target in _relations(package, "") if kind == "officeDocument")
    return next(named, "word/document.xml")


def related(package: Package, part: str, kind: str) -> str:
    """Return the name of the part that `part` names as its `kind` (“styles”), else the customary name."""
    named = (target for _, own, target in _relations(package, part) if own == kind)
    return next(named, posixpath.join(posixpath.dirname(part), f"{kind}.xml"))


def targets(package: Package, part: str) -> dict[str, str]:
    """Return the names of all parts that `part` is related to, by the id of the relation."""
    return {relation: target for relation, _, target in _relations(package, part)}


def _relations(package: Package, part: str) -> Iterator[tuple[str, str, str]]:
    """Yield id, kind and target of each relation of `part`; “” is the package itself."""
    folder, name = posixpath.split(part)
    root = parse(package, posixpath.join(folder, f"_rels/{name}.rels"))
    for relation in () if root is None else root:
        target = relation.get("Target")
        if target and relation.get("TargetMode") != "External":
            place = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            yield relation.get("Id", ""), relation.get("Type", "").rpartition("/")[2], place
