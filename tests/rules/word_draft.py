"""Word files of ```layout cases: set as GB/T 9704-2012 asks, save where the case says otherwise.

Of words: a font, a size in points (“12”), 居左, 居中, 居右, 缩进N (characters), 缩进N磅, 行距N (points), 不对齐网格.
“分节 …” ends a section whose pages are set as the words behind it say.
Of pages: 横向, 宽N, 高N, 上N, 下N, 左N, 右N, 装订线N (millimetres), 网格N (points between lines), 无网格, 奇偶页相同,
无页码, 页码无线, 页码在页眉, 页码外侧, 页码居左, 页码居中, 页码居右, 页码N (points), 页码 with a font (“页码黑体”).
"""

import io
import re
import zipfile
from xml.sax.saxutils import escape, quoteattr

from checker.rules.cases import Case

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XMLNS = f'xmlns:w="{_W}" xmlns:r="{_R}"'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_SIDES = {"居左": "left", "居中": "center", "居右": "right"}
_KINDS = ((r"[一二三四五六七八九十]+、", "黑体"), (r"（[一二三四五六七八九十]+）", "楷体_GB2312"))
_LENGTH = re.compile(r"(?P<name>[^\d.]*)(?P<number>\d+(?:\.\d+)?)(?P<unit>磅?)")
_MARGINS = {"上": "top", "下": "bottom", "左": "left", "右": "right", "装订线": "gutter"}
_AS_ASKED = {"宽": 210.0, "高": 297.0, "上": 37.0, "下": 35.0, "左": 28.0, "右": 26.0, "装订线": 0.0, "网格": 28.95}


def build(case: Case) -> bytes:
    """Return the .docx of a ```layout case."""
    assert case.setting
    paragraphs, at, first = [], 0, True
    for line in case.text.split("\n"):
        notes = [(end - at, words) for end, words in case.setting.words if at <= end <= at + len(line)]
        paragraphs.append(_paragraph(line, notes, title=first))
        first = first and not line.strip()
        at += len(line) + 1
    page = case.setting.page.split()
    settings = "" if "奇偶页相同" in page else "<w:evenAndOddHeaders/>"
    parts = {
        "_rels/.rels": _relations(("r1", "officeDocument", "word/document.xml")),
        "word/document.xml": _part("document", f"<w:body>{''.join(paragraphs)}{_section(page)}</w:body>"),
        "word/settings.xml": _part("settings", settings),
        "word/_rels/document.xml.rels": _relations(
            ("s", "settings", "settings.xml"), ("odd", "footer", "odd.xml"), ("even", "footer", "even.xml")
        ),
        "word/odd.xml": _part("ftr", _number(page, "right")),
        "word/even.xml": _part("ftr", _number(page, "left")),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _relations(*targets: tuple[str, str, str]) -> str:
    rows = (f'<Relationship Id="{name}" Type="{_R}/{kind}" Target="{target}"/>' for name, kind, target in targets)
    return f'<Relationships xmlns="{_RELATIONS}">{"".join(rows)}</Relationships>'


def _part(root: str, content: str) -> str:
    return f"<w:{root} {_XMLNS}>{content}</w:{root}>"


def _paragraph(line: str, notes: list[tuple[int, str]], *, title: bool) -> str:
    """Return a line as it is to be set: a title, a numbered heading, or a sentence."""
    font = next((face for number, face in _KINDS if re.match(number, line)), "仿宋_GB2312")
    if line.endswith("。"):
        font = "仿宋_GB2312"
    size, side, indent = 16.0, "both", 'w:firstLineChars="200"'
    if title:
        font, size, side, indent = "方正小标宋简体", 22.0, "center", ""
    spacing = section = ""
    runs, last = [], 0
    for end, words in [*notes, (len(line), "")]:
        own_font, own_size = font, size
        before, ends, pages = words.partition("分节")
        section = _section(pages.split()) if ends else section
        for word in before.split():
            match = _LENGTH.fullmatch(word)
            number = float(match["number"]) if match else 0
            if word in _SIDES:
                side = _SIDES[word]
            elif word == "不对齐网格":
                spacing = '<w:snapToGrid w:val="0"/>'
            elif match and match["name"] == "缩进":
                length = f'"{number * 20:.0f}"' if match["unit"] else f'Chars="{number * 100:.0f}"'
                indent = f"w:firstLine{'=' * bool(match['unit'])}{length}"
            elif match and match["name"] == "行距":
                spacing = f'<w:spacing w:line="{number * 20:.0f}" w:lineRule="exact"/>'
            elif match and not match["name"]:
                own_size = number
            else:
                own_font = word
        look = f'<w:rFonts w:ascii="Times New Roman" w:eastAsia={quoteattr(own_font)}/><w:sz w:val="{own_size * 2:g}"/>'
        runs.append(f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(line[last:end])}</w:t></w:r>')
        last = end
    return f'<w:p><w:pPr>{spacing}<w:ind {indent}/><w:jc w:val="{side}"/>{section}</w:pPr>{"".join(runs)}</w:p>'


def _section(words: list[str]) -> str:
    numbers = {match["name"]: float(match["number"]) for word in words if (match := _LENGTH.fullmatch(word))}
    lengths = {name: numbers.get(name, asked) for name, asked in _AS_ASKED.items()}
    if "横向" in words:
        lengths["宽"], lengths["高"] = lengths["高"], lengths["宽"]
    twips = {name: f"{value * 1440 / 25.4:.0f}" for name, value in lengths.items()}
    kind = "header" if "页码在页眉" in words else "footer"
    references = f'<w:{kind}Reference w:type="default" r:id="odd"/><w:{kind}Reference w:type="even" r:id="even"/>'
    margins = " ".join(f'w:{name}="{twips[word]}"' for word, name in _MARGINS.items())
    grid = f'<w:docGrid w:type="lines" w:linePitch="{lengths["网格"] * 20:.0f}"/>'
    return (
        f"<w:sectPr>{'' if '无页码' in words else references}"
        f'<w:pgSz w:w="{twips["宽"]}" w:h="{twips["高"]}"/><w:pgMar {margins}/>{"" if "无网格" in words else grid}</w:sectPr>'
    )


def _number(words: list[str], side: str) -> str:
    """Return the paragraph of a footer: “— 1 —”."""
    font, size, dash, frame = "宋体", 14.0, "—", ""
    for word in words:
        name, what = word[:2], word[2:]
        if name != "页码" or what == "在页眉":
            continue
        if what == "无线":
            dash = ""
        elif what == "外侧":
            frame = '<w:framePr w:wrap="around" w:hAnchor="margin" w:xAlign="outside"/>'
        elif what in _SIDES:
            side = _SIDES[what]
        elif what.replace(".", "").isdigit():
            size = float(what)
        else:
            font = what
    look = f'<w:rPr><w:rFonts w:ascii="{font}" w:eastAsia="{font}"/><w:sz w:val="{size * 2:g}"/></w:rPr>'
    run = f"<w:r>{look}{{}}</w:r>".format
    field = [run('<w:fldChar w:fldCharType="begin"/>'), run("<w:instrText> PAGE </w:instrText>")]
    field += [
        run('<w:fldChar w:fldCharType="separate"/>'),
        run("<w:t>1</w:t>"),
        run('<w:fldChar w:fldCharType="end"/>'),
    ]
    dashes = run(f"<w:t>{dash} </w:t>"), run(f"<w:t> {dash}</w:t>")
    return f'<w:p><w:pPr>{frame}<w:jc w:val="{side}"/></w:pPr>{dashes[0]}{"".join(field)}{dashes[1]}</w:p>'
