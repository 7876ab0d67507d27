"""The pages of a Word document: size, margins and the page numbers in headers and footers, section by section."""

import itertools
import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from checker.model import Alignment, PageNumber, PageSetup
from checker.readers.cascade import Cascade, number, switched_on
from checker.readers.package import Package
from checker.readers.wordxml import W, parse
from checker.text.pattern import pattern
from checker.text.span import Span

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MM = 25.4 / 1440  # of a twentieth of a point
_PAGE_FIELD = pattern(r"(?<![A-Z])PAGE(?![A-Z])", re.IGNORECASE)
_DASH = pattern(r"[—–―─‐‑－-]")
_DIGIT = pattern(r"[0-9]")
ALIGNMENTS = {
    **dict.fromkeys(("left", "start"), Alignment.LEFT),
    **dict.fromkeys(("right", "end"), Alignment.RIGHT),
    **dict.fromkeys(("both", "distribute"), Alignment.JUSTIFIED),
    "center": Alignment.CENTRE,
    "outside": Alignment.OUTSIDE,
    "inside": Alignment.INSIDE,
}


class Pages:
    """Reads section after section; one that names no header or footer goes on with those before it."""

    def __init__(self, package: Package, main: str, cascade: Cascade) -> None:
        """Start before the first section of the document whose body is the part `main`. Raises ReadError."""
        self._package = package
        self._cascade = cascade
        self._folder = posixpath.dirname(main)
        relations = parse(package, posixpath.join(self._folder, "_rels", f"{posixpath.basename(main)}.rels"))
        self._targets = {} if relations is None else {r.get("Id"): r.get("Target", "") for r in relations}
        settings = cascade.settings
        self._two_sided = settings is not None and switched_on(settings.find(f"{W}evenAndOddHeaders"))
        self._gutter_on_top = settings is not None and switched_on(settings.find(f"{W}gutterAtTop"))
        self._current: dict[tuple[str, str], str] = {}  # header or footer, its type → part
        self._parts: dict[str, list[PageNumber]] = {}

    def setup(self, section: etree.ElementBase | None, span: Span) -> PageSetup | None:
        """Return the pages of a section whose text is `span`, None where it does not say how large they are."""
        if section is None:
            return None
        for reference in section.iter(f"{W}headerReference", f"{W}footerReference"):
            kind = "footer" if reference.tag == f"{W}footerReference" else "header"
            # r:id; “Strict Open XML” has another name for its space
            relation = next((named for name, named in reference.attrib.items() if name.endswith("}id")), "")
            target = self._targets.get(relation, "")
            part = posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")
            self._current[kind, reference.get(f"{W}type", "default")] = part
        size = _lengths(section.find(f"{W}pgSz"), "w", "h")
        margins = _lengths(section.find(f"{W}pgMar"), "top", "bottom", "left", "right")
        if not size or not margins:
            return None
        top, bottom, left, right = margins
        gutter = sum(_lengths(section.find(f"{W}pgMar"), "gutter"))
        width, height = size
        return PageSetup(
            span=span,
            width=width,
            height=height,
            top=abs(top) + gutter * self._gutter_on_top,  # below 0: fixed, whatever the header needs
            bottom=abs(bottom),
            left=left + gutter * (not self._gutter_on_top),
            right=right,
            numbers=tuple(dict.fromkeys(self._numbers(section))),
        )

    def _numbers(self, section: etree.ElementBase) -> Iterator[PageNumber]:
        form = section.find(f"{W}pgNumType")
        dashed = form is not None and form.get(f"{W}fmt") == "numberInDash"
        for place, even in itertools.product(("footer", "header"), (False, True)):
            part = self._current.get((place, "even" if even and self._two_sided else "default"))
            for found in self._found(part) if part else ():
                yield replace(found, even=even, foot=place == "footer", dashed=dashed or found.dashed)

    def _found(self, part: str) -> list[PageNumber]:
        """Return the page numbers of a header or footer, as if it were the footer of odd pages."""
        if part not in self._parts:
            root = parse(self._package, part)
            paragraphs = [] if root is None else list(root.iter(f"{W}p"))
            # what is drawn is written twice: for programs that know how, and for others
            once = (p for p in paragraphs if next(p.iterancestors(f"{_MC}Fallback"), None) is None)
            fields = ((p, next((field for field in _fields(p) if _PAGE_FIELD.search(field[1])), None)) for p in once)
            self._parts[part] = [self._number(p, *field) for p, field in fields if field is not None]
        return self._parts[part]

    def _number(self, paragraph: etree.ElementBase, field: etree.ElementBase, instruction: str) -> PageNumber:
        runs = list(_own(paragraph, f"{W}r"))
        holder = next((run for run in runs if run is field.getparent() or run.getparent() is field), None)
        shown = runs[runs.index(holder) :] if holder is not None else []
        digits = next((run for run in shown if any(_DIGIT.search(t.text or "") for t in run.iter(f"{W}t"))), holder)
        words = "".join(text.text or "" for text in _own(paragraph, f"{W}t"))
        font, size = (
            ("", None) if digits is None else self._cascade.look(digits, self._cascade.style(paragraph), digits=True)
        )
        return PageNumber(
            even=False,
            foot=True,
            alignment=self._alignment(paragraph),
            font=font,
            size=size,
            dashed="ArabicDash" in instruction or bool(_DASH.search(words)),
        )

    def _alignment(self, paragraph: etree.ElementBase) -> Alignment | None:
        """Return where the line stands; None in a table, behind a tab, or in a box or frame at a fixed place."""
        setting = self._cascade.paragraph(paragraph)
        anchor = next(paragraph.iterancestors(f"{_WP}anchor"), None)
        name: str | None = setting.alignment
        if anchor is not None:
            align = anchor.find(f"{_WP}positionH/{_WP}align")
            name = None if align is None else align.text
        elif setting.frame is not None:
            name = setting.frame
        elif any(True for _ in paragraph.iterancestors(f"{W}tc", f"{W}txbxContent")) or any(
            True for _ in _own(paragraph, f"{W}tab", f"{W}ptab")
        ):
            name = None
        return ALIGNMENTS.get(name or "")


def _lengths(element: etree.ElementBase | None, *names: str) -> tuple[float, ...]:
    """Return the measures `names` in millimetres, nothing where one is missing."""
    found = [None if element is None else number(element.get(f"{W}{name}")) for name in names]
    lengths = tuple(length * _MM for length in found if length is not None)
    return lengths if len(lengths) == len(names) else ()


def _own(paragraph: etree.ElementBase, *tags: str) -> Iterator[etree.ElementBase]:
    """Yield the elements of `tags` of a paragraph, not those of boxes that hang on it; tab stops are no tabs."""
    for element in paragraph.iter(*tags):
        if next(element.iterancestors(f"{W}p")) is paragraph and element.getparent().tag != f"{W}tabs":
            yield element


def _fields(paragraph: etree.ElementBase) -> Iterator[tuple[etree.ElementBase, str]]:
    """Yield the first element of each field of a paragraph and its instruction, which may be cut into several."""
    first, instruction = None, ""
    for element in _own(paragraph, f"{W}fldChar", f"{W}instrText", f"{W}fldSimple", f"{W}pgNum"):
        if element.tag == f"{W}instrText":
            first = element if first is None else first
            instruction += element.text or ""
            continue
        if first is not None:
            yield first, instruction
        first, instruction = None, ""
        if element.tag != f"{W}fldChar":
            yield element, "PAGE" if element.tag == f"{W}pgNum" else element.get(f"{W}instr", "")
    if first is not None:
        yield first, instruction
