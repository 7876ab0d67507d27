# ruff: noqa: INP001 - a script, no package
"""Build the Word drafts of this folder from the Markdown ones, headings and items numbered by Word itself.

    python examples/build.py [FOLDER]

The same text gives the same bytes. A heading whose number is out of order is typed by hand, as happens in real drafts.
"""

import io
import re
import sys
import zipfile
from pathlib import Path

from docx import Document
from docx.document import Document as Draft
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from checker.text.headings import number_at
from checker.text.numerals import chinese_ordinal

HERE = Path(__file__).parent
DRAFTS = ("good", "faulty")
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


def build(markdown: str) -> bytes:
    """Return the .docx of a draft written with “#” headings, “1. ” items and plain paragraphs."""
    draft = Document()
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
            item = draft.add_paragraph(_ITEM.sub("", line, count=1))
            _set_number(item._p.get_or_add_pPr(), 2)  # noqa: SLF001 - python-docx offers no other way
        else:
            draft.add_paragraph(line)
    return _packed(draft)


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
    for name in DRAFTS:
        (folder / f"{name}.docx").write_bytes(build((HERE / f"{name}.md").read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()
