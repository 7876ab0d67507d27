# ruff: noqa: INP001 - a script, no package
"""Build the Word drafts of this folder from the Markdown ones, headings and items numbered by Word itself.

    python examples/build.py [FOLDER]

The same text gives the same bytes. A heading whose number is out of order is typed by hand, as happens in real drafts.
The good draft is set as GB/T 9704-2012 asks, fonts by name only; the faulty one departs from it in what `Setting` names.
"""

import io
import re
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from docx.document import Document as Draft
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from checker.text.headings import number_at
from checker.text.numerals import chinese_ordinal


@dataclass(frozen=True)
class Setting:
    """How a draft is set: the left margin in millimetres, the font of the body, whether pages are numbered."""

    left: float = 28
    body: str = "仿宋_GB2312"
    numbered: bool = True


HERE = Path(__file__).parent
DRAFTS = {"good": Setting(), "faulty": Setting(left=31.8, body="宋体", numbered=False)}
_NUMBERS = f"""
<w:abstractNum {nsdecls("w")} w:abstractNumId="90">
  <w:multiLevelType w:val="multilevel"/>
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:pStyle w:val="Heading1"/>
    <w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="Heading2"/>
    <w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/>
    <w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum>"""
_LIST = f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'
_ITEM = re.compile(r"\d+\. ")


def build(markdown: str, setting: Setting) -> bytes:
    """Return the .docx of a draft written with “#” headings, “1. ” items and plain paragraphs."""
    draft = Document()
    _set_styles(draft, setting)
    _set_pages(draft, setting)
    numbering = draft.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    numbering.append(parse_xml(_NUMBERS))
    numbering.append(parse_xml(_LIST))
    for level in (1, 2):
        _set_number(draft.styles[f"Heading {level}"].element.get_or_add_pPr(), level - 1)
    counts = [0, 0]
    for line in filter(None, markdown.splitlines()):
        marks, _, words = line.partition(" ")
        if marks == "#":
            draft.add_paragraph(words, style="Title")
        elif marks in ("##", "###"):
            _heading(draft, len(marks) - 2, words, counts)
        elif _ITEM.match(line):
            properties = draft.add_paragraph(_ITEM.sub("", line, count=1))._p.get_or_add_pPr()  # noqa: SLF001
            _set_number(properties, 2)
            _set_indent(properties, 2)  # LibreOffice takes that of the list, not that of the style
        else:
            paragraph = draft.add_paragraph(line)
            if not line.endswith("。"):  # addressee and signature
                _set_indent(paragraph._p.get_or_add_pPr(), 0)  # noqa: SLF001
            if not line.endswith(("。", "：")):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return _packed(draft)


def _set_styles(draft: Draft, setting: Setting) -> None:
    _set_style(draft.styles["Normal"], setting.body, 16, 2)
    _set_style(draft.styles["Title"], "方正小标宋简体", 22, 0)
    _set_style(draft.styles["Heading 1"], "黑体", 16, 2)
    _set_style(draft.styles["Heading 2"], "楷体_GB2312", 16, 2)
    draft.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _set_style(style: ParagraphStyle, font: str, points: float, indent: int) -> None:
    properties = style.element.get_or_add_rPr()
    properties._remove_rFonts()  # noqa: SLF001 - names of the theme would outrank the font
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), font)
    style.font.name = "Times New Roman"
    style.font.size = Pt(points)
    style.font.bold = False
    style.font.color.rgb = RGBColor(0, 0, 0)
    paragraph = style.paragraph_format
    paragraph.line_spacing, paragraph.space_before, paragraph.space_after = 1, Pt(0), Pt(0)
    border = style.element.pPr.find(qn("w:pBdr"))
    if border is not None:  # python-docx underlines a title
        style.element.pPr.remove(border)
    _set_indent(style.element.pPr, indent)


def _set_indent(properties: OxmlElement, characters: int) -> None:
    indent = properties.get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(100 * characters))
    indent.set(qn("w:firstLine"), str(320 * characters))


def _set_pages(draft: Draft, setting: Setting) -> None:
    (section,) = draft.sections
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(setting.left), Mm(26)
    grid = section._sectPr.find(qn("w:docGrid"))  # noqa: SLF001
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), "579")  # 22 lines in 225 mm
    if setting.numbered:
        draft.settings.odd_and_even_pages_header_footer = True
        for footer, side in (
            (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
            (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
        ):
            _number(footer.paragraphs[0], side)


def _number(paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    """Write “— 1 —” into the paragraph of a footer."""
    paragraph.alignment = side
    _set_indent(paragraph._p.get_or_add_pPr(), 0)  # noqa: SLF001
    for content in ("— ", "begin", " PAGE ", "separate", "1", "end", " —"):
        run = paragraph.add_run()
        run.font.name, run.font.size = "宋体", Pt(14)
        if content in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), content)
            run._r.append(mark)  # noqa: SLF001
        elif content.strip() == "PAGE":
            run._r.append(parse_xml(f"<w:instrText {nsdecls('w')}>PAGE</w:instrText>"))  # noqa: SLF001
        else:
            run.text = content


def _heading(draft: Draft, depth: int, words: str, counts: list[int]) -> None:
    number = number_at(words, 0)
    counts[depth] += 1
    counts[depth + 1 :] = [0] * (1 - depth)
    ordinal = chinese_ordinal(counts[depth])
    expected = (f"{ordinal}、", f"（{ordinal}）")[depth]
    style = f"Heading {depth + 1}"
    if number is not None and number.text == expected:
        draft.add_paragraph(words.removeprefix(expected), style=style)
    else:
        counts[depth] -= 1
        _no_number(draft.add_paragraph(words, style=style))


def _no_number(paragraph: Paragraph) -> None:
    _set_number(paragraph._p.get_or_add_pPr(), 0, "0")  # noqa: SLF001


def _set_number(properties: OxmlElement, level: int, list_id: str = "90") -> None:
    numbering = properties.get_or_add_numPr()
    numbering.get_or_add_ilvl().set(qn("w:val"), str(level))
    numbering.get_or_add_numId().set(qn("w:val"), list_id)


def _packed(draft: Draft) -> bytes:
    """Return the file's bytes without the times at which its parts were packed."""
    raw, result = io.BytesIO(), io.BytesIO()
    draft.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return result.getvalue()


def main() -> None:
    """Write every draft to the folder given, else to this one."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for name, setting in DRAFTS.items():
        (folder / f"{name}.docx").write_bytes(build((HERE / f"{name}.md").read_text(encoding="utf-8"), setting))


if __name__ == "__main__":
    main()
