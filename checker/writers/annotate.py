"""Findings as Word comments, each at its very words, in a copy of the draft.

The text of the copy is that of the draft: runs are parted where a comment begins or ends, and nothing else of them
changes. Word allows no comment in notes, headers, footers and text boxes; such a finding is quoted in a comment at the
reference of the note, at the run that holds the box, or at the title. The same draft and findings give the same bytes.
"""

import posixpath
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from checker.errors import ReadError
from checker.model import BlockKind, Document, Finding, Origin, PartKind, Report
from checker.readers.docx import read
from checker.readers.package import Package
from checker.readers.wordxml import MATH, W, integer, main_part, paragraphs, parse, related
from checker.reporters.citation import cited
from checker.reporters.layout import middle, plain
from checker.text.span import Span
from checker.writers.word import AUTHOR, WordFile, fragments, stretches, widened

_INITIALS = "检"
_QUOTED = 80  # columns
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BOX = f"{W}txbxContent"
_NOTES = {f"{W}{name}": f"{W}{name}Reference" for name in ("footnote", "endnote")}
_MARKS = tuple(f"{W}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
# without these a comment has the large letters and the indent of an official document
_PARAGRAPH = (
    f'<w:pPr xmlns:w="{W[1:-1]}"><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>'
)
_RUN = f'<w:rPr xmlns:w="{W[1:-1]}"><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>'
_END = 1 << 30  # behind the last character of any run

# after so many characters of a run; where nothing else is a run: 0 before the element, _END behind it
Point = tuple[etree.ElementBase, int]


def annotate(data: bytes, document: Document, report: Report, advice: Mapping[str, str]) -> bytes:
    """Return the Word file `data`, read as `document`, with the findings of `report` as comments.

    `advice`: how to mend what a rule reports, by rule name. Comments that were written here before are taken out first.
    Raises ReadError when `report` is of other bytes or `data` is damaged.
    """
    if report.digest != document.digest:
        raise ReadError("稿件在检查以后改过，没有写批注，请再检查一次")
    fresh = _without_ours(data)
    if fresh is not data:
        document = read(fresh, document.digest)  # the same text; its runs are counted anew
    if not report.findings:
        return fresh
    word = WordFile(fresh)
    anchors = _Anchors(word, document, report)
    placed = [anchors.of(finding) for finding in report.findings]
    comments = _comments(word)
    first = 1 + max((integer(own.get(f"{W}id")) or 0 for own in comments), default=-1)
    for number, (finding, (_, _, exact)) in enumerate(zip(report.findings, placed, strict=True), first):
        comments.append(_comment(number, _lines(finding, report, advice, quoted=not exact)))
    _mark([(start, end) for start, end, _ in placed], first)
    return word.save()


def _without_ours(data: bytes) -> bytes:
    """Return the file without the comments of this program; `data` itself when it has none."""
    package = Package(data)
    part = related(package, main_part(package), "comments")
    known = parse(package, part)
    numbers = {own.get(f"{W}id") for own in (() if known is None else known) if own.get(f"{W}author") == AUTHOR}
    if not numbers:
        return data
    word = WordFile(data)
    comments = word.root(part)
    for own in [own for own in comments if own.get(f"{W}id") in numbers]:
        comments.remove(own)
    for mark in [mark for mark in word.root(word.main).iter(*_MARKS) if mark.get(f"{W}id") in numbers]:
        holder = mark.getparent()
        holder.remove(mark)
        if holder.tag == f"{W}r" and all(child.tag == f"{W}rPr" for child in holder):
            holder.getparent().remove(holder)
    return word.save()


class _Anchors:
    """Where the comment of a finding begins and ends."""

    def __init__(self, word: WordFile, document: Document, report: Report) -> None:
        self._word = word
        self._document = document
        self._references = {
            (note, mark.get(f"{W}id")): mark.getparent()
            for note, reference in _NOTES.items()
            for mark in word.root(word.main).iter(reference)
        }
        titles = (section.span for section in report.sections if section.kind is PartKind.TITLE)
        texts = (block.span for block in document.blocks if block.kind is not BlockKind.COMMENT)
        self._title = next(titles, next(texts, None))

    def of(self, finding: Finding) -> tuple[Point, Point, bool]:
        """Return begin and end, and whether they enclose the finding's own words; true where it has none."""
        if finding.span is not None:
            place = self._place(finding.span)
            if place is not None:
                return place
        start, end, _ = (self._title and self._place(self._title)) or self._first()
        return start, end, finding.span is None

    def _place(self, span: Span) -> tuple[Point, Point, bool] | None:
        """Return begin and end of `span` and whether they are exact; None where Word allows no comment anywhere near."""
        around = span if span.end > span.start else Span(span.start, span.start + 1)
        placed = list(stretches(self._document, around))
        if not placed:
            return None
        written = [stretch for stretch in placed if stretch[0].run is not None]
        inside = [stretch for stretch in written if self._may_stand(stretch[0])]
        if inside:
            start = self._point(*inside[0])[0]
            return start, start if span.start == span.end else self._point(*inside[-1])[1], True
        origin = (written or placed)[0][0]
        host = self._host(origin)
        if host is not None:
            return (host, 0), (host, _END), False
        if not self._may_stand(origin):
            return None
        return (*_whole(self._word.paragraph(origin)), True)  # an automatic number, the end of a paragraph

    def _may_stand(self, origin: Origin) -> bool:
        """Tell whether Word allows a comment in this paragraph."""
        paragraph = self._word.paragraph(origin)
        return origin.part == self._word.main and next(paragraph.iterancestors(_BOX), None) is None

    def _point(self, origin: Origin, first: int, last: int) -> tuple[Point, Point]:
        """Return the points before and behind these characters of a run."""
        run = self._word.run(origin)
        outer = [above for above in run.iterancestors() if above.tag == f"{W}r" or above.tag.startswith(MATH)]
        own = [above for above in outer if self._word.paragraph(origin) in above.iterancestors()]
        if own or run.tag != f"{W}r":  # a formula and the base of a ruby stand within what cannot be parted
            return (own[-1] if own else run, 0), (own[-1] if own else run, _END)
        first, last = widened(run, first, last)
        return (run, first), (run, last)

    def _host(self, origin: Origin) -> etree.ElementBase | None:
        """Return the run in the body from which the note or text box of `origin` hangs, None for text of the body."""
        paragraph = self._word.paragraph(origin)
        if origin.part == self._word.main:
            boxes = list(paragraph.iterancestors(_BOX))
            return next(boxes[-1].iterancestors(f"{W}r"), None) if boxes else None
        note = next(paragraph.iterancestors(*_NOTES), None)
        return None if note is None else self._references.get((note.tag, note.get(f"{W}id")))

    def _first(self) -> tuple[Point, Point, bool]:
        """Return the first paragraph of the body, which is made where there is none."""
        root = self._word.root(self._word.main)
        if not paragraphs(root):
            root.find(f"{W}body").insert(0, etree.Element(f"{W}p"))
        return (*_whole(paragraphs(root)[0]), True)


def _whole(paragraph: etree.ElementBase) -> tuple[Point, Point]:
    """Return the points around all that stands in `paragraph`."""
    inside = [child for child in paragraph if child.tag != f"{W}pPr"] or [etree.SubElement(paragraph, f"{W}r")]
    return (inside[0], 0), (inside[-1], _END)


def _mark(ranges: Sequence[tuple[Point, Point]], first: int) -> None:
    """Write the marks of the comments numbered from `first` around `ranges`."""
    marks: dict[Point, tuple[list[etree.ElementBase], list[etree.ElementBase]]] = defaultdict(lambda: ([], []))
    for number, (start, end) in enumerate(ranges, first):
        opening, closing, reference = (etree.Element(name, {f"{W}id": str(number)}) for name in _MARKS)
        run = etree.Element(f"{W}r")
        run.append(reference)
        marks[start][1].append(opening)
        marks[end][start == end].extend((closing, run))
    cuts: dict[etree.ElementBase, set[int]] = defaultdict(set)
    for element, skip in marks:
        cuts[element].add(skip)
    for element, skips in cuts.items():
        inner = [skip for skip in skips if 0 < skip < _END] if element.tag == f"{W}r" else []
        pieces = fragments(element, inner)
        for skip in skips:
            closing, opening = marks[element, skip]
            before = [piece for start, piece in pieces if start < skip]
            for mark in (*closing, *opening):
                if before:
                    before[-1].addnext(mark)
                    before.append(mark)
                else:
                    element.addprevious(mark)


def _comments(word: WordFile) -> etree.ElementBase:
    """Return the root of the part of the comments, which is added to the file where there is none."""
    part = related(word.package, word.main, "comments")
    folder, name = posixpath.split(word.main)
    relations = posixpath.join(folder, f"_rels/{name}.rels")
    if word.package.read(part) is None:
        word.add(part, etree.Element(f"{W}comments", nsmap={"w": W[1:-1]}))
    if word.package.read("[Content_Types].xml") is None:
        word.add("[Content_Types].xml", etree.Element(f"{_TYPES}Types", nsmap={None: _TYPES[1:-1]}))
    if word.package.read(relations) is None:
        word.add(relations, etree.Element(f"{_RELATIONS}Relationships", nsmap={None: _RELATIONS[1:-1]}))
    types = parse(word.package, "[Content_Types].xml")
    if types is None or not any(entry.get("PartName") == f"/{part}" for entry in types):
        entry = {"PartName": f"/{part}", "ContentType": _CONTENT}
        etree.SubElement(word.root("[Content_Types].xml"), f"{_TYPES}Override", entry)
    known = parse(word.package, relations)
    if known is None or not any(relation.get("Type", "").endswith("/comments") for relation in known):
        root = word.root(relations)
        taken = {relation.get("Id") for relation in root}
        free = next(name for name in map("rId{}".format, range(1, len(taken) + 2)) if name not in taken)
        kinds = (relation.get("Type", "").rpartition("/")[0] for relation in root)
        office = next(
            (kind for kind in kinds if "/officeDocument/" in kind), _OFFICE
        )  # “Strict” has another name for it
        entry = {"Id": free, "Type": f"{office}/comments", "Target": posixpath.basename(part)}
        etree.SubElement(root, f"{_RELATIONS}Relationship", entry)
    return word.root(part)


def _comment(number: int, lines: Iterator[str]) -> etree.ElementBase:
    comment = etree.Element(
        f"{W}comment", {f"{W}id": str(number), f"{W}author": AUTHOR, f"{W}initials": _INITIALS}, nsmap={"w": W[1:-1]}
    )
    for line in lines:
        paragraph = etree.SubElement(comment, f"{W}p")
        run = etree.SubElement(paragraph, f"{W}r")
        for holder, properties in ((paragraph, _PARAGRAPH), (run, _RUN)):
            holder.insert(0, etree.fromstring(properties))
        etree.SubElement(run, f"{W}t").text = plain(line)
    return comment


def _lines(finding: Finding, report: Report, advice: Mapping[str, str], *, quoted: bool) -> Iterator[str]:
    """Yield the paragraphs of a comment. `quoted`: it does not stand at the words, so it has to say them."""
    yield f"{finding.severity.chinese}：{finding.message}"
    if quoted and finding.span:
        yield f"原文：“{middle(plain(finding.span.of(report.text)), _QUOTED)}”"
    if finding.basis:
        yield f"依据：{'；'.join(map(cited, finding.basis))}"
    yield f"怎么改：{advice[finding.rule]}"
    more = f"（另有{finding.occurrences - 1}处）" if finding.occurrences > 1 else ""
    yield f"规则：{finding.rule}{more}"
