"""The layout of Word files: effective values of paragraphs and words, pages, and page numbers, each from the XML it stands in."""

import contextlib
import random
from collections.abc import Callable

import pytest

from checker.errors import ReadError
from checker.model import Alignment, Layout, PageNumber, SetParagraph
from checker.readers import read

Pack = Callable[[dict[str, str | bytes]], bytes]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
XMLNS = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{WP}" xmlns:mc="{MC}"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
A4 = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:bottom="1984" w:left="1588" w:right="1474"/>'
THEME = (
    f'<a:theme xmlns:a="{A}"><a:themeElements><a:fontScheme>'
    '<a:majorFont><a:latin typeface="Cambria"/><a:ea typeface="黑体"/></a:majorFont>'
    '<a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/>'
    '<a:font script="Jpan" typeface="ＭＳ 明朝"/><a:font script="Hans" typeface="等线"/></a:minorFont>'
    "</a:fontScheme></a:themeElements></a:theme>"
)


def relations(*targets: tuple[str, str]) -> str:
    rows = "".join(f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{name}.xml"/>' for name, kind in targets)
    return f'<Relationships xmlns="{RELATIONS}">{rows}</Relationships>'


@pytest.fixture
def layout(package: Pack) -> Callable[..., Layout]:
    """Return a function from XML inside the body, and the other parts by name, to the layout."""

    def build(body: str, **parts: str) -> Layout:
        theme = parts.pop("theme", None)
        roots = {"styles": "styles", "numbering": "numbering", "settings": "settings"}
        files: dict[str, str | bytes] = {
            "_rels/.rels": relations(("word/document", "officeDocument")),
            "word/document.xml": f"<w:document {XMLNS}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": relations(*((name, "footer") for name in parts if name not in roots)),
        }
        for name, xml in parts.items():
            root = roots.get(name, "ftr")
            files[f"word/{name}.xml"] = f"<w:{root} {XMLNS}>{xml}</w:{root}>"
        if theme:
            files["word/theme.xml"] = theme
        found = read(package(files), "a.docx", layout=True).layout
        assert found
        return found

    return build


def p(properties: str = "", run: str = "", text: str = "正文。") -> str:
    return (
        f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def style(name: str, content: str, parent: str = "", kind: str = "paragraph", default: str = "") -> str:
    based = f'<w:basedOn w:val="{parent}"/>' if parent else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}" {default}><w:name w:val="{name}"/>{based}{content}</w:style>'


def fonts(name: str = "", theme: str = "") -> str:
    return "<w:rFonts" + f' w:eastAsia="{name}"' * bool(name) + f' w:eastAsiaTheme="{theme}"' * bool(theme) + "/>"


def size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/>'


def rpr(*content: str) -> str:
    return f"<w:rPr>{''.join(content)}</w:rPr>"


def defaults(*content: str) -> str:
    return f"<w:docDefaults><w:rPrDefault>{rpr(*content)}</w:rPrDefault></w:docDefaults>"


DEFAULTS = defaults(fonts("宋体"), size(21))
THEMED = defaults(fonts(theme="minorEastAsia"))
STYLES = (
    DEFAULTS
    + style("Normal", rpr(fonts("仿宋")), default='w:default="1"')
    + style("Big", rpr(size(44)), "Normal")
    + style("Mark", rpr(fonts("楷体")), kind="character")
)
LOOKS = {
    "defaults": (p(), DEFAULTS, "", ("宋体", 10.5)),
    "nothing said": (p(), "", "", ("", None)),
    "default style": (p(), STYLES, "", ("仿宋", 10.5)),
    "style on a style": (p('<w:pStyle w:val="Big"/>'), STYLES, "", ("仿宋", 22)),
    "character style": (p('<w:pStyle w:val="Big"/>', '<w:rStyle w:val="Mark"/>'), STYLES, "", ("楷体", 22)),
    "direct": (p("", '<w:rStyle w:val="Mark"/>' + fonts("黑体") + '<w:sz w:val="32"/>'), STYLES, "", ("黑体", 16)),
    "size of other scripts": (p("", '<w:szCs w:val="32"/>'), STYLES, "", ("仿宋", 10.5)),
    "western font only": (p("", '<w:rFonts w:ascii="Arial" w:hint="eastAsia"/>'), STYLES, "", ("仿宋", 10.5)),
    "theme, script": (p(), THEMED, "", ("等线", None)),
    "theme, own font": (p("", fonts(theme="majorEastAsia")), THEMED, "", ("黑体", None)),
    "theme, western": (p("", fonts(theme="minorHAnsi")), THEMED, "", ("Calibri", None)),
    "theme before name": (p("", fonts("宋体", "minorEastAsia")), "", "", ("等线", None)),
    "name before farther theme": (p("", fonts("仿宋_GB2312")), THEMED, "", ("仿宋_GB2312", None)),
    "theme in Chinese": (p(), THEMED, '<w:themeFontLang w:eastAsia="zh-CN"/>', ("等线", None)),
    "theme in Japanese": (p(), THEMED, '<w:themeFontLang w:eastAsia="ja-JP"/>', ("", None)),
    "theme unknown": (p("", fonts(theme="titleEastAsia")), "", "", ("", None)),
    "styles in a circle": (
        p('<w:pStyle w:val="a"/>'),
        style("a", rpr(fonts("黑体")), "b") + style("b", rpr('<w:sz w:val="30"/>'), "a"),
        "",
        ("黑体", 15),
    ),
}


@pytest.mark.parametrize("name", LOOKS)
def test_font_and_size(layout: Callable[..., Layout], name: str) -> None:
    body, styles, settings, expected = LOOKS[name]
    (run,) = layout(body, styles=styles, settings=settings, theme=THEME).paragraphs[0].runs
    assert (run.font, run.size) == expected


SIZED = defaults(size(32))
INDENTED = style("In", '<w:pPr><w:ind w:firstLineChars="200" w:firstLine="420"/></w:pPr>')
LISTED = style("List", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
LIST_AND_INDENT = style("Both", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:ind w:left="320"/></w:pPr>')
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
    '<w:pPr><w:ind w:left="960" w:hanging="320"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'
INDENTS = {
    "none": (p(), 0),
    "characters": (p('<w:ind w:firstLineChars="200" w:firstLine="640"/>'), 2),
    "length": (p('<w:ind w:firstLine="640"/>'), 2),
    "style": (p('<w:pStyle w:val="In"/>'), 2),
    "style, taken away": (p('<w:pStyle w:val="In"/><w:ind w:firstLineChars="0" w:firstLine="0"/>'), 0),
    "style, by length": (p('<w:pStyle w:val="In"/><w:ind w:firstLineChars="0" w:firstLine="320"/>'), 1),
    "characters outlive a nearer length": (p('<w:pStyle w:val="In"/><w:ind w:firstLine="0"/>'), 2),
    "left": (p('<w:ind w:leftChars="200"/>'), 2),
    "start": (p('<w:ind w:start="640" w:firstLine="320"/>'), 3),
    "hanging": (p('<w:ind w:left="640" w:hanging="320"/>'), 1),
    "full-width spaces": (p(text="\u3000\u3000正文。"), 2),
    "other spaces": (p(text="    正文。"), None),
    "list": (p(NUMBERED.format(1)), 2),
    "list, own indent": (p(NUMBERED.format(1) + '<w:ind w:left="0" w:firstLine="640"/>'), 2),
    "list of the style": (p('<w:pStyle w:val="List"/>'), 2),
    "style before its own list": (p('<w:pStyle w:val="Both"/>'), 0),
    "list taken away": (p('<w:pStyle w:val="List"/>' + NUMBERED.format(0)), 0),
    "no number": (p('<w:ind w:firstLine="wide"/>'), 0),
}


@pytest.mark.parametrize("name", INDENTS)
def test_indent(layout: Callable[..., Layout], name: str) -> None:
    body, expected = INDENTS[name]
    styles = SIZED + INDENTED + LISTED + LIST_AND_INDENT
    assert layout(body, styles=styles, numbering=NUMBERING).paragraphs[0].indent == expected


def test_an_indent_by_length_needs_a_size(layout: Callable[..., Layout]) -> None:
    assert layout(p('<w:ind w:firstLine="640"/>')).paragraphs[0].indent is None


def test_behind_a_line_break_no_paragraph_begins(layout: Callable[..., Layout]) -> None:
    body = "<w:p><w:r><w:t>甲。</w:t><w:br/><w:t>乙。</w:t></w:r></w:p>"
    assert [paragraph.indent for paragraph in layout(body, styles=SIZED).paragraphs] == [0, None]


def spacing(line: int, rule: str = "auto") -> str:
    return f'<w:spacing w:line="{line}" w:lineRule="{rule}"/>'


PITCHES = {
    "single, no grid": ("", 0, None),
    "single, grid": ("", 579, 28.95),
    "single, two lines of the grid": ("", 312, 31.2),
    "single, one line or two": ("", 400, None),
    "half as much again, grid": (spacing(360), 579, 43.425),
    "half as much again, two lines": (spacing(360), 312, None),
    "exact": (spacing(560, "exact"), 312, 28),
    "at least, high enough": (spacing(560, "atLeast"), 0, 28),
    "at least, low": (spacing(300, "atLeast"), 0, None),
    "at least, grid": (spacing(560, "atLeast"), 579, None),
    "off the grid": ('<w:snapToGrid w:val="0"/>', 579, None),
}


@pytest.mark.parametrize("name", PITCHES)
def test_pitch(layout: Callable[..., Layout], name: str) -> None:
    properties, grid, expected = PITCHES[name]
    lines = f'<w:docGrid w:type="{"lines" if grid else "default"}" w:linePitch="{grid or 312}"/>'
    section = f"<w:sectPr>{A4}{lines}</w:sectPr>"
    assert layout(p(properties) + section, styles=SIZED).paragraphs[0].pitch == expected


def test_only_running_text_is_described(layout: Callable[..., Layout]) -> None:
    table = f"<w:tbl><w:tr><w:tc>{p(text='格')}</w:tc></w:tr></w:tbl>"
    found = layout(p(text="甲") + table + p() + p('<w:jc w:val="center"/>', text="乙"))
    alignments = [paragraph.alignment for paragraph in found.paragraphs]
    assert alignments == [Alignment.LEFT, Alignment.LEFT, Alignment.CENTRE]
    assert [(run.span.start, run.span.end) for paragraph in found.paragraphs for run in paragraph.runs] == [
        (0, 1),
        (4, 7),
        (8, 9),
    ]


def test_runs_are_found_again_beside_marks_and_changes(layout: Callable[..., Layout]) -> None:
    body = (
        f"<w:p><w:r><w:lastRenderedPageBreak/></w:r><w:del><w:r>{rpr(fonts('甲体'))}<w:delText>删</w:delText></w:r></w:del>"
        f"<w:ins><w:r>{rpr(fonts('乙体'))}<w:t>增</w:t></w:r></w:ins><w:r>{rpr(fonts('丙体'))}<w:t>2024年</w:t></w:r></w:p>"
    )
    (paragraph,) = layout(body).paragraphs
    assert [run.font for run in paragraph.runs] == ["乙体", "丙体"]


def test_words_without_chinese_have_no_run(layout: Callable[..., Layout]) -> None:
    (paragraph,) = layout("<w:p><w:r><w:t>2024 ABC</w:t></w:r></w:p>").paragraphs
    assert paragraph == SetParagraph(paragraph.span, Alignment.LEFT, 0, None, ())


def test_sections(layout: Callable[..., Layout]) -> None:
    wide = '<w:pgSz w:w="16838" w:h="11906"/><w:pgMar w:top="1440" w:bottom="1440" w:left="1440" w:right="1440" w:gutter="567"/>'
    body = (
        p(f"<w:sectPr>{A4}</w:sectPr>")
        + p(f"<w:sectPr>{wide}</w:sectPr>", text="表")
        + p()
        + f"<w:sectPr>{A4}</w:sectPr>"
    )
    first, second, third = layout(body).pages
    assert (first.span.start, second.span.start, third.span.start) == (0, 4, 6)
    assert (round(first.top, 1), round(first.left, 1)) == (37, 28)
    assert (round(first.text_width), round(first.text_height)) == (156, 225)
    assert (round(second.left, 1), round(second.top, 1)) == (35.4, 25.4)
    assert second.width > second.height


def test_gutter_on_top(layout: Callable[..., Layout]) -> None:
    margins = A4.replace("w:top", 'w:gutter="567" w:top')
    section = f"<w:sectPr>{margins}</w:sectPr>"
    (page,) = layout(p() + section, settings="<w:gutterAtTop/>").pages
    assert (round(page.top), round(page.left)) == (47, 28)


@pytest.mark.parametrize("section", ["", "<w:sectPr/>", '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'])
def test_a_section_that_does_not_say_how_large_it_is(layout: Callable[..., Layout], section: str) -> None:
    assert layout(p() + section).pages == ()


def number(properties: str = "", dash: str = "—", instruction: str = "PAGE") -> str:
    look = rpr('<w:rFonts w:ascii="宋体"/>', size(28))
    run = f"<w:r>{look}{{}}</w:r>".format
    parts = [f"<w:t>{dash}</w:t>", '<w:fldChar w:fldCharType="begin"/>', f"<w:instrText>{instruction}</w:instrText>"]
    parts += ['<w:fldChar w:fldCharType="separate"/>', "<w:t>3</w:t>", '<w:fldChar w:fldCharType="end"/>']
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(map(run, parts))}</w:p>"


def drawn(content: str, align: str) -> str:
    box = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice><wp:anchor><wp:positionH><wp:align>{align}</wp:align></wp:positionH>"
        f"{box}</wp:anchor></mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


FOOTERS = {
    "left": (number(), Alignment.LEFT, True),
    "centre": (number('<w:jc w:val="center"/>'), Alignment.CENTRE, True),
    "in a style": (number('<w:pStyle w:val="foot"/>'), Alignment.RIGHT, True),
    "no dash": (number(dash="第"), Alignment.LEFT, False),
    "hyphen": (number(dash="-"), Alignment.LEFT, True),
    "dash of the field": (number(dash="", instruction=r"PAGE \* ArabicDash"), Alignment.LEFT, True),
    "in a frame": (number('<w:framePr w:xAlign="outside"/><w:jc w:val="center"/>'), Alignment.OUTSIDE, True),
    "in a frame at a fixed place": (number('<w:framePr w:x="900"/>'), None, True),
    "in a box": (drawn(number(), "outside"), Alignment.OUTSIDE, True),
    "behind a tab": (number().replace("<w:t>—", "<w:tab/><w:t>—"), None, True),
    "tab stops are no tabs": (number('<w:tabs><w:tab w:val="center" w:pos="4153"/></w:tabs>'), Alignment.LEFT, True),
    "in a table": (f"<w:tbl><w:tr><w:tc>{number()}</w:tc></w:tr></w:tbl>", None, True),
    "beside the number of pages": (
        number(instruction="NUMPAGES").replace("</w:p>", "") + number(instruction="PAGE").partition("</w:pPr>")[2],
        Alignment.LEFT,
        True,
    ),
    "instruction in pieces": (
        number(instruction="PA").replace("PA</w:instrText>", "PA</w:instrText><w:instrText>GE</w:instrText>"),
        Alignment.LEFT,
        True,
    ),
}


@pytest.mark.parametrize("name", FOOTERS)
def test_page_number(layout: Callable[..., Layout], name: str) -> None:
    footer, alignment, dashed = FOOTERS[name]
    section = f'<w:sectPr><w:footerReference w:type="default" r:id="foot"/>{A4}</w:sectPr>'
    styles = style("foot", '<w:pPr><w:jc w:val="right"/></w:pPr>')
    (page,) = layout(p() + section, foot=footer, styles=styles).pages
    assert page.numbers == tuple(
        PageNumber(even=even, foot=True, alignment=alignment, font="宋体", size=14, dashed=dashed)
        for even in (False, True)
    )


@pytest.mark.parametrize("instruction", ["NUMPAGES", "PAGEREF _Toc1", "DATE"])
def test_other_fields_are_no_page_numbers(layout: Callable[..., Layout], instruction: str) -> None:
    section = f'<w:sectPr><w:footerReference w:type="default" r:id="foot"/>{A4}</w:sectPr>'
    assert layout(p() + section, foot=number(instruction=instruction)).pages[0].numbers == ()


def test_a_simple_field(layout: Callable[..., Layout]) -> None:
    section = f'<w:sectPr><w:pgNumType w:fmt="numberInDash"/><w:footerReference r:id="foot"/>{A4}</w:sectPr>'
    field = '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple></w:p>'
    found = layout(p() + section, foot=field).pages[0].numbers[0]
    assert (found.size, found.font, found.dashed) == (9, "", True)


def test_even_pages_and_later_sections(layout: Callable[..., Layout]) -> None:
    first = f'<w:sectPr><w:footerReference w:type="default" r:id="odd"/><w:footerReference w:type="even" r:id="even"/>{A4}</w:sectPr>'
    body = p(first) + p() + f"<w:sectPr>{A4}</w:sectPr>"
    footers = {"odd": number('<w:jc w:val="right"/>'), "even": number()}
    for settings, even in (("<w:evenAndOddHeaders/>", Alignment.LEFT), ("", Alignment.RIGHT)):
        for page in layout(body, settings=settings, **footers).pages:
            assert [(n.even, n.alignment) for n in page.numbers] == [(False, Alignment.RIGHT), (True, even)]


def test_without_layout_nothing_is_read(package: Pack) -> None:
    files: dict[str, str | bytes] = {
        "word/document.xml": f"<w:document {XMLNS}><w:body>{p()}</w:body></w:document>",
        "word/settings.xml": b"broken",
    }
    assert read(package(files), "a.docx").layout is None
    with pytest.raises(ReadError, match=r"word/settings\.xml 不是完整的 XML"):
        read(package(files), "a.docx", layout=True)


def test_any_damage_is_a_read_error(package: Pack) -> None:
    chance = random.Random(3)
    body = (
        p('<w:pStyle w:val="In"/><w:ind w:firstLineChars="200"/>' + spacing(560)) + p() + f"<w:sectPr>{A4}</w:sectPr>"
    )
    sound = {
        "word/document.xml": f"<w:document {XMLNS}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {XMLNS}>{STYLES}{INDENTED}</w:styles>",
        "word/numbering.xml": f"<w:numbering {XMLNS}>{NUMBERING}</w:numbering>",
    }
    for _ in range(300):
        name = chance.choice(list(sound))
        text = sound[name]
        at = chance.randrange(len(text))
        damaged = (
            text[:at] + chance.choice(['"', "<", "9999999999", "-", "", "w:", "x"]) + text[at + chance.randrange(3) :]
        )
        with contextlib.suppress(ReadError):
            read(package({**sound, name: damaged}), "a.docx", layout=True)
