"""Effective values of a Word file: an element's own properties, its styles, the defaults (ECMA-376 part 1, 17.7.2)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from checker.readers.package import Package
from checker.readers.styles import read_styles
from checker.readers.wordxml import OFF, W, parse, related, value

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SINGLE = 240  # w:line of single spacing
_HANS = ("", "zh-cn", "zh-sg", "zh-hans")  # languages for which a theme's simplified Chinese fonts are taken

_Levels = Mapping[str, etree.ElementBase]


class Distance(NamedTuple):
    """An indent in characters or, where that is 0, in points."""

    characters: float
    points: float


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set: names and numbers as Word writes them, lengths in points.

    `line` counts single lines where `rule` is “auto”. `frame`: how the frame around it is aligned, empty where its place is
    fixed, None without a frame.
    """

    alignment: str
    first: Distance
    left: Distance
    line: float
    rule: str
    snaps: bool
    frame: str | None


def number(text: str | None) -> float | None:
    """Return a measure as written, some files give it a fraction; None for what is no plain number."""
    return float(text) if text is not None and re.fullmatch(r"-?[0-9]{1,7}(?:\.[0-9]{1,6})?", text) else None


def switched_on(element: etree.ElementBase | None) -> bool:
    """Tell whether an on-off property is there and not turned off."""
    return element is not None and element.get(f"{W}val", "1") not in OFF


class Cascade:
    """Looks values up from the nearest source to the farthest."""

    def __init__(self, package: Package, main: str) -> None:
        """Read styles, list levels and theme of the document whose body is the part `main`. Raises ReadError."""
        sheet = parse(package, related(package, main, "styles"))
        self.settings = parse(package, related(package, main, "settings"))
        self._styles = read_styles(sheet)
        self._elements = {} if sheet is None else {s.get(f"{W}styleId", ""): s for s in sheet.iter(f"{W}style")}
        self._defaults = {
            name: [] if sheet is None else sheet.findall(f"{W}docDefaults/{W}{name}Default/{W}{name}")
            for name in ("pPr", "rPr")
        }
        self._levels = _levels(parse(package, related(package, main, "numbering")))
        self._theme = _Theme(parse(package, related(package, main, "theme")), self.settings)
        self._handed_down: dict[tuple[str, str], list[etree.ElementBase]] = {}
        self._settings: dict[bytes, Setting] = {}
        self._looks: dict[tuple[str, bytes, bool], tuple[str, float | None]] = {}

    def paragraph(self, paragraph: etree.ElementBase) -> Setting:
        """Return how `paragraph` is set."""
        own = paragraph.find(f"{W}pPr")
        key = b"" if own is None else etree.tostring(own)  # most paragraphs of a document are set alike
        if key not in self._settings:
            sources = [*self._of_style(self.style(paragraph), "pPr"), *self._defaults["pPr"]]
            if value(None if own is None else own.find(f"{W}numPr"), "numId") == "0":
                # takes the number of the style away, and its indents
                sources = [source for source in sources if source.getparent().tag != f"{W}lvl"]
            self._settings[key] = _setting(sources if own is None else [own, *self._of_list(own), *sources])
        return self._settings[key]

    def look(self, run: etree.ElementBase, style: str, *, digits: bool = False) -> tuple[str, float | None]:
        """Return the font of the Chinese characters (or of the `digits`) of `run`, and its size in points.

        `style` is that of its paragraph. The font is empty, the size None where the file does not say.
        """
        own = run.find(f"{W}rPr")
        key = (style, b"" if own is None else etree.tostring(own), digits)
        if key not in self._looks:
            sources = [
                *([] if own is None else [own]),
                *self._of_style(value(own, "rStyle") or "", "rPr"),
                *self._of_style(style, "rPr"),
                *self._defaults["rPr"],
            ]
            half_points = (number(value(source, "sz")) for source in sources)
            size = next((half / 2 for half in half_points if half is not None), None)
            self._looks[key] = self._theme.font(sources, digits=digits), size
        return self._looks[key]

    def style(self, paragraph: etree.ElementBase) -> str:
        """Return the id of the style of `paragraph`."""
        return value(paragraph.find(f"{W}pPr"), "pStyle") or self._styles.default

    def _of_style(self, style_id: str, name: str) -> list[etree.ElementBase]:
        """Return the sources of properties `name` that a style and those it is based on hand down."""
        if (style_id, name) not in self._handed_down:
            sources = []
            for found, _ in self._styles.chain(style_id):
                properties = self._elements[found].find(f"{W}{name}")
                if properties is not None:
                    sources += [properties, *self._of_list(properties, found)]
            self._handed_down[style_id, name] = sources
        return self._handed_down[style_id, name]

    def _of_list(self, properties: etree.ElementBase, style_id: str = "") -> list[etree.ElementBase]:
        """Return the properties of the list level that `properties` name: they outrank what stands farther away."""
        numbering = properties.find(f"{W}numPr")
        levels = self._levels.get(value(numbering, "numId") or "", {})
        level = levels.get(style_id)  # the list may name the style that stands for a level
        if level is None:
            level = levels.get(value(numbering, "ilvl") or "0")
        return [] if level is None else [level]


def _setting(sources: list[etree.ElementBase]) -> Setting:
    """Return what `sources`, nearest first, say of a paragraph: each value, and each attribute, from the nearest that has it."""
    indents = [indent for source in sources if (indent := source.find(f"{W}ind")) is not None]
    spacings = [spacing for source in sources if (spacing := source.find(f"{W}spacing")) is not None]
    lines = (number(spacing.get(f"{W}line")) for spacing in spacings)
    line = next((line for line in lines if line is not None), _SINGLE)
    rule = next((rule for spacing in spacings if (rule := spacing.get(f"{W}lineRule"))), "auto")
    snap = next((on for source in sources if (on := source.find(f"{W}snapToGrid")) is not None), None)
    frame = next((frame for source in sources if (frame := source.find(f"{W}framePr")) is not None), None)
    return Setting(
        alignment=next((alignment for source in sources if (alignment := value(source, "jc"))), "left"),
        first=_distance(indents, {"hanging": -1, "firstLine": 1}),
        left=_distance(indents, {"left": 1, "start": 1}),
        line=line / (_SINGLE if rule == "auto" else 20),
        rule=rule,
        snaps=snap is None or switched_on(snap),
        frame=None if frame is None else frame.get(f"{W}xAlign", ""),
    )


def _distance(indents: list[etree.ElementBase], signs: dict[str, int]) -> Distance:
    def nearest(unit: str) -> float:
        found = ((sign, number(indent.get(f"{W}{name}{unit}"))) for indent in indents for name, sign in signs.items())
        return next((sign * amount for sign, amount in found if amount is not None), 0.0)

    return Distance(nearest("Chars") / 100, nearest("") / 20)


def _levels(root: etree.ElementBase | None) -> Mapping[str, _Levels]:
    """Return the paragraph properties of the levels of each list, by number and by the style that stands for a level."""
    if root is None:
        return {}
    families = {family.get(f"{W}abstractNumId"): _named(family) for family in root.iter(f"{W}abstractNum")}
    lists = {}
    for numbered in root.iter(f"{W}num"):
        family, own = families.get(value(numbered, "abstractNumId"), {}), _named(numbered)
        lists[numbered.get(f"{W}numId", "")] = {**family, **own} if own else family
    return lists


def _named(element: etree.ElementBase) -> _Levels:
    levels = [(level, level.find(f"{W}pPr")) for level in element.iter(f"{W}lvl")]
    return {
        name: properties
        for level, properties in levels
        if properties is not None
        for name in (level.get(f"{W}ilvl", "0"), value(level, "pStyle"))
        if name
    }


class _Theme:
    """The fonts behind names such as “minorEastAsia”."""

    def __init__(self, theme: etree.ElementBase | None, settings: etree.ElementBase | None) -> None:
        language = None if settings is None else settings.find(f"{W}themeFontLang")
        self._hans = language is None or language.get(f"{W}eastAsia", "").lower() in _HANS
        self._schemes = {
            name: None if theme is None else theme.find(f".//{_A}fontScheme/{_A}{name}Font")
            for name in ("major", "minor")
        }

    def font(self, sources: list[etree.ElementBase], *, digits: bool) -> str:
        """Return the font that the nearest of `sources` names, empty where none does."""
        plain, theme = ("ascii", "asciiTheme") if digits else ("eastAsia", "eastAsiaTheme")
        for source in sources:
            fonts = source.find(f"{W}rFonts")
            if fonts is not None and (behind := fonts.get(f"{W}{theme}")):  # outranks a name beside it
                return self._behind(behind)
            if fonts is not None and (name := fonts.get(f"{W}{plain}")):
                return str(name)
        return ""

    def _behind(self, name: str) -> str:
        scheme = self._schemes.get(name[:5])
        if scheme is None:
            return ""
        eastern = name.endswith("EastAsia")
        font = scheme.find(f"{_A}{'ea' if eastern else 'latin'}")
        if eastern and self._hans and (font is None or not font.get("typeface")):
            font = scheme.find(f"{_A}font[@script='Hans']")
        return "" if font is None else str(font.get("typeface", ""))
