"""Word drafts made in code that hold about everything a run can hold, and what tests read off a written file."""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
AUTHOR = "法治报告检查"
XMLNS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("footnotes", "header", "numbering", "comments")
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
)
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

BOLD = "<w:rPr><w:rFonts w:hint='eastAsia'/><w:b/><w:sz w:val='32'/></w:rPr>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r w:rsidR="00AB12CD">{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*content: str, properties: str = "") -> str:
    return f'<w:p w14:paraId="11111111"><w:pPr>{properties}</w:pPr>{"".join(content)}</w:p>'


NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_BOX = f"<w:txbxContent>{p(r('框里的字'))}</w:txbxContent>"
BOX = (
    f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{_BOX}</w:drawing></mc:Choice>'
    f"<mc:Fallback><w:pict>{_BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
NASTY = (
    p(r("临溪县2024年"), r("法治政府", BOLD), r("建设年度报告")),
    p(r("主要举措"), properties=NUMBERED),
    p(r("前"), f'<w:hyperlink r:id="rId99">{r("链接")}{r("文字", BOLD)}</w:hyperlink>', r("后")),
    p(
        f'<w:ins w:id="7" w:author="张">{r("新增")}</w:ins>',
        '<w:del w:id="8" w:author="张"><w:r><w:delText>删去</w:delText></w:r></w:del>',
        f'<w:moveTo w:id="9" w:author="张">{r("移来的话")}</w:moveTo>',
    ),
    p(r("有框"), BOX, r("无框")),
    p(
        r("见"),
        *(_FIELD.format("begin"), "<w:r><w:instrText> PAGE </w:instrText></w:r>", _FIELD.format("separate")),
        r("第3页"),
        _FIELD.format("end"),
        f'<w:fldSimple w:instr="DATE">{r("今天")}</w:fldSimple>',
    ),
    p("<w:r><w:lastRenderedPageBreak/><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:noBreakHyphen/></w:r>"),
    p(r("有注"), '<w:r><w:footnoteReference w:id="2"/></w:r>', r("的句子")),
    p("<w:r><w:ruby><w:rt>", r("shi"), "</w:rt><w:rubyBase>", r("施"), "</w:rubyBase></w:ruby></w:r>", r("行")),
    p(r("共"), "<m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath>", r("件")),
    p(f"<w:sdt><w:sdtPr/><w:sdtContent>{r('控件内')}</w:sdtContent></w:sdt><w:bookmarkStart w:id='5' w:name='a'/>"),
    p(
        '<w:commentRangeStart w:id="4"/>',
        r("别人批注过"),
        '<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>',
    ),
    p(),
    f"<w:tbl><w:tr><w:tc>{p(r('指标'))}</w:tc><w:tc>{p(r('41'), r('件', BOLD))}</w:tc></w:tr></w:tbl>",
    p(r("  首尾有空格  "), "<!-- 留着 -->"),
    p(r("末段。")),
)


def word(*body: str) -> bytes:
    """Return a Word file with a header, footnotes, a list, someone's comment and a picture beside its body."""
    comments = (
        '<w:comment w:id="4" w:author="李"><w:p><w:r><w:t>核对</w:t></w:r></w:p></w:comment>'
        if 'w:commentReference w:id="4"' in "".join(body)
        else ""
    )
    content = {
        "footnotes": f'<w:footnote w:id="2">{p(r("注里的话"))}</w:footnote>',
        "header": p(r("内部资料")),
        "numbering": '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt '
        'w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        "comments": comments,
    }
    tags = {"header": "hdr"}
    kept = [name for name in _PARTS if content[name]]
    types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{name}+xml"/>' for name in kept)
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(kept, 1)
    )
    parts = {
        "[Content_Types].xml": f"{_DECLARATION}{_TYPES}{types}</Types>",
        "_rels/.rels": f'{_RELATIONS}<Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"{_DECLARATION}<w:document {XMLNS}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": f"{_RELATIONS}{relations}</Relationships>",
        **{
            f"word/{name}.xml": f"<w:{tags.get(name, name)} {XMLNS}>{content[name]}</w:{tags.get(name, name)}>"
            for name in kept
        },
    }
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("word/media/image1.png", (2024, 5, 6, 7, 8, 10)), bytes(range(256)))
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10)), text, zipfile.ZIP_DEFLATED)
    return raw.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def body(data: bytes) -> etree.ElementBase:
    return etree.fromstring(parts(data)["word/document.xml"])


def our_comments(data: bytes) -> list[tuple[str, list[str]]]:
    """Return number and paragraphs of each comment of the program, in order."""
    root = etree.fromstring(parts(data).get("word/comments.xml", b"<none/>"))
    return [
        (own.get(f"{W}id"), ["".join(paragraph.itertext()) for paragraph in own])
        for own in root
        if own.get(f"{W}author") == AUTHOR
    ]


def commented(data: bytes) -> dict[str, str]:
    """Return by number the words between the marks of each comment as they are read; a new paragraph is a line feed."""
    words: dict[str, str] = {}
    inside: set[str] = set()
    for element in body(data).iter():
        number = element.get(f"{W}id", "")
        if element.tag == f"{W}commentRangeStart":
            inside.add(number)
            words[number] = ""
        elif element.tag == f"{W}commentRangeEnd":
            inside.remove(number)
        elif inside and (said := _said(element)) and not _unread(element):
            for number in inside:
                words[number] += said
    return words


def _unread(element: etree.ElementBase) -> bool:
    return any(
        above.tag in (f"{W}txbxContent", f"{W}rt", f"{W}del") or above.tag == f"{MC}Choice"
        for above in element.iterancestors()
    )


def _said(element: etree.ElementBase) -> str:
    name = etree.QName(element).localname if isinstance(element.tag, str) else ""
    return (
        (element.text or "")
        if name == "t"
        else {"tab": "\t", "br": "\n", "noBreakHyphen": "-", "p": "\n"}.get(name, "")
    )


def without_comments(root: etree.ElementBase) -> etree.ElementBase:
    """Return the tree without the marks of comments."""
    for mark in list(root.iter(*(f"{W}{name}" for name in ("commentRangeStart", "commentRangeEnd")))):
        mark.getparent().remove(mark)
    for mark in list(root.iter(f"{W}commentReference")):
        mark.getparent().getparent().remove(mark.getparent())
    return root


def letters(root: etree.ElementBase) -> Iterator[tuple[object, ...]]:
    """Yield what a body consists of, run borders aside: each character and each other element with its formatting."""
    for element in root.iter():
        if element.tag == f"{W}r" or any(above.tag == f"{W}rPr" for above in (element, *element.iterancestors())):
            continue
        run = next(element.iterancestors(f"{W}r"), None)
        own = None if run is None else run.find(f"{W}rPr")
        look = b"" if own is None else etree.tostring(own, method="c14n")
        path = [above.tag for above in element.iterancestors()]
        if element.tag == f"{W}t":
            yield from (
                (char, look, run is not None and sorted(run.attrib.items()), path) for char in element.text or ""
            )
        else:
            yield element.tag, look, sorted(element.attrib.items()), path
