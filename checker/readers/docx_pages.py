"""The pages of a Word document: size, margins and the page numbers in headers and footers, section by section."""

import itertools
import posixpath
import re
from collections.abc import Iterator

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
            root = parse(self._package, part) if part else None
            for field in () if root is None else root.iter(f"{W}instrText", f"{W}fldSimple", f"{W}pgNum"):
                paragraph = next(field.iterancestors(f"{W}p"), None)
                # what is drawn is written twice: for programs that know how, and for others
                drawn_again = next(field.iterancestors(f"{_MC}Fallback"), None) is not None
                if paragraph is not None and not drawn_again and _is_page(field, paragraph):
                    yield self._number(field, paragraph, even=even, foot=place == "footer", dashed=dashed)

    def _number(
        self, field: etree.ElementBase, paragraph: etree.ElementBase, *, even: bool, foot: bool, dashed: bool
    ) -> PageNumber:
        runs = list(_own(paragraph, f"{W}r"))
        holder = next((run for run in runs if run is field.getparent() or run.getparent() is field), None)
        shown = runs[runs.index(holder) :] if holder is not None else []
        digits = next((run for run in shown if any(_DIGIT.search(t.text or "") for t in run.iter(f"{W}t"))), holder)
        words = "".join(text.text or "" for text in _own(paragraph, f"{W}t"))
        font, size = ("", None) if digits is None else self._cascade.look(digits, paragraph, digits=True)
        return PageNumber(
            even=even,
            foot=foot,
            alignment=self._alignment(paragraph),
            font=font,
            size=size,
            dashed=dashed or "ArabicDash" in _instruction(field, paragraph) or bool(_DASH.search(words)),
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


def _instruction(field: etree.ElementBase, paragraph: etree.ElementBase) -> str:
    if field.tag == f"{W}fldSimple":
        return str(field.get(f"{W}instr", ""))
    return "".join(part.text or "" for part in _own(paragraph, f"{W}instrText"))  # it may be cut into several


def _is_page(field: etree.ElementBase, paragraph: etree.ElementBase) -> bool:
    return field.tag == f"{W}pgNum" or bool(_PAGE_FIELD.search(_instruction(field, paragraph)))
