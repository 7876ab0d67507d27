"""Findings as Word comments: at the very words, nothing else changed, the same bytes again."""

import dataclasses
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from drafts import AUTHOR, BOLD, NASTY, W, body, commented, letters, our_comments, p, parts, r, without_comments, word
from hypothesis import given, settings
from hypothesis import strategies as st

from checker import engine
from checker.config import Settings
from checker.errors import ReadError
from checker.model import BlockKind, Document, Finding, Origin, PartKind, Report, Section, Severity
from checker.readers import read
from checker.readers.builder import DocumentBuilder
from checker.rules import RULES
from checker.text.span import Span
from checker.writers.annotate import annotate

ADVICE = {rule.name: f"改{rule.name}" for rule in RULES}
APART = (BlockKind.NOTE, BlockKind.BOX, BlockKind.MARGIN)  # where Word allows no comment
EXAMPLES = Path(__file__).parents[2] / "examples"


def finding(span: Span | None, message: str = "这里不对", *, secret: bool = False, occurrences: int = 1) -> Finding:
    return Finding("wrong-word", message, span, Severity.WARNING, secret=secret, occurrences=occurrences)


def report(document: Document, findings: Sequence[Finding], sections: tuple[Section, ...] = ()) -> Report:
    return Report(
        *("a.docx", "docx", document.digest, document.text, "", None, None, ""),
        sections=sections,
        findings=tuple(findings),
        places=tuple(document.locate(own.span) if own.span else None for own in findings),
    )


def annotated(data: bytes, *spans: Span | None) -> bytes:
    document = read(data, "a.docx")
    return annotate(data, document, report(document, [finding(span) for span in spans]), ADVICE)


def written(document: Document, span: Span) -> str:
    """Return the words of `span` without what is in no run: automatic numbers, ends of paragraphs at either end."""
    held = [at for at in range(*span) if document.origin(at)[0].run is not None]
    inner = range(held[0], held[-1] + 1) if held else ()
    return "".join(document.text[at] for at in inner if at in held or document.text[at] == "\n")


def at(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize("name", ["faulty", "good"])
def test_every_finding_of_the_examples_is_at_its_words(name: str) -> None:
    data = (EXAMPLES / f"{name}.docx").read_bytes()
    document = read(data, f"{name}.docx")
    found = engine.lint(document, engine.plan(Settings()), f"{name}.docx")
    copy = annotate(data, document, found, ADVICE)
    comments = our_comments(copy)
    assert len(comments) == len(found.findings)
    title = next(section.span for section in found.sections if section.kind is PartKind.TITLE)
    for own, (number, lines) in zip(found.findings, comments, strict=True):
        assert lines[0] == f"{own.severity.chinese}：{own.message}"
        whole = own.span is not None and not written(document, own.span)  # an automatic number
        expected = title if own.span is None else own.span
        if not whole:
            assert commented(copy)[number] == written(document, expected)
    assert read(copy, "a.docx").text == document.text


def test_every_word_of_a_nasty_draft_can_be_commented() -> None:
    data = word(*NASTY)
    document = read(data, "a.docx")
    spans = [Span(start, end) for start in range(len(document.text)) for end in (start + 1, start + 2, start + 5)]
    apart = [block.span for block in document.blocks if block.kind in APART]
    spans = [
        span
        for span in spans
        if span.end <= len(document.text)
        and written(document, span)
        and not any(span.overlaps(block) for block in apart)
    ]
    copy = annotated(data, *spans)
    words_of = commented(copy)
    for span, (number, _) in zip(spans, our_comments(copy), strict=True):
        words = words_of[number]
        if any(char in span.of(document.text) for char in "x+y"):  # a formula is commented as one
            assert "x+y" in words
        else:
            assert words == written(document, span)
    assert read(copy, "a.docx").text == document.text
    assert list(letters(without_comments(body(copy)))) == list(letters(without_comments(body(data))))


def test_only_what_must_change_does() -> None:
    data = word(*NASTY)
    copy = annotated(data, at(read(data, "a.docx"), "文字后"), None)
    old, new = parts(data), parts(copy)
    assert list(old) == list(new)
    assert {name for name in old if old[name] != new[name]} == {"word/document.xml", "word/comments.xml"}
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(BytesIO(copy)) as after:
        for one, other in zip(before.infolist(), after.infolist(), strict=True):
            assert (one.filename, one.date_time, one.compress_type) == (
                other.filename,
                other.date_time,
                other.compress_type,
            )
    root = body(copy)
    assert root.nsmap == body(data).nsmap
    assert root.attrib == body(data).attrib
    assert b"standalone='yes'" in new["word/document.xml"][:60]
    assert "<!-- 留着 -->".encode() in new["word/document.xml"]
    assert b"ns0" not in new["word/document.xml"] + new["word/comments.xml"]


def test_the_comments_of_others_stay_and_numbers_are_unique() -> None:
    data = word(*NASTY)
    copy = annotated(data, Span(0, 2))
    assert b'w:author="\xe6\x9d\x8e"' in parts(copy)["word/comments.xml"]
    assert [number for number, _ in our_comments(copy)] == ["5"]
    assert len(list(body(copy).iter(f"{W}commentReference"))) == 2


def test_a_file_without_comments_gets_the_part_its_type_and_relation() -> None:
    data = word(p(r("只有一段")))
    new = parts(annotated(data, Span(0, 2)))
    assert set(new) - set(parts(data)) == {"word/comments.xml"}
    assert new["[Content_Types].xml"].count(b'PartName="/word/comments.xml"') == 1
    assert new["word/_rels/document.xml.rels"].count(b'/relationships/comments" Target="comments.xml"') == 1
    assert new["word/_rels/document.xml.rels"].count(b'Id="rId4"') == 1  # the first that was free


def test_again_gives_the_same_bytes() -> None:
    for data in (word(*NASTY), word(p(r("只有一段"), r("而已")))):
        document = read(data, "a.docx")
        findings = [
            finding(Span(0, 1)),
            finding(Span(1, 5)),
            finding(None),
            finding(Span(len(document.text) - 3, len(document.text) - 1)),
        ]
        once = annotate(data, document, report(document, findings), ADVICE)
        assert annotate(data, document, report(document, findings), ADVICE) == once
        again = read(once, "a.docx")
        assert again.text == document.text
        assert annotate(once, again, report(again, findings), ADVICE) == once


def test_comments_go_when_there_is_nothing_left_to_say() -> None:
    data = word(*NASTY)
    once = annotated(data, Span(0, 1), None)
    document = read(once, "a.docx")
    clean = annotate(once, document, report(document, []), ADVICE)
    assert our_comments(clean) == []
    assert AUTHOR.encode() not in b"".join(parts(clean).values())
    untouched = read(data, "a.docx")
    assert annotate(data, untouched, report(untouched, []), ADVICE) is data


def test_what_a_comment_says() -> None:
    data = word(p(r("电话13900000000。")))
    document = read(data, "a.docx")
    own = finding(Span(2, 13), "出现了手机号“139＊＊＊＊＊＊＊＊”", secret=True, occurrences=3)
    copy = annotate(data, document, report(document, [own]), ADVICE)
    ((number, lines),) = our_comments(copy)
    assert lines == ["警告：出现了手机号“139＊＊＊＊＊＊＊＊”", "怎么改：改wrong-word", "规则：wrong-word（另有2处）"]
    assert commented(copy)[number] == "13900000000"
    assert b"13900000000" not in parts(copy)["word/comments.xml"]


def test_a_finding_without_a_place_stands_at_the_title() -> None:
    data = word(p(r("机关文件")), p(r("临溪县报告")), p(r("正文。")))
    document = read(data, "a.docx")
    section = Section(PartKind.TITLE, "", at(document, "临溪县报告"))
    copy = annotate(data, document, report(document, [finding(None)], (section,)), ADVICE)
    assert commented(copy)["0"] == "临溪县报告"
    assert commented(annotated(data, None))["0"] == "机关文件"  # no title: the first paragraph


def test_an_automatic_number_is_commented_at_its_paragraph() -> None:
    data = word(*NASTY)
    copy = annotated(data, at(read(data, "a.docx"), "一、"))
    assert commented(copy)["5"] == "主要举措"


def test_a_point_between_two_words() -> None:
    data = word(p(r("前后", BOLD)))
    for point in (0, 1):
        copy = annotated(data, Span(point, point))
        assert commented(copy)["0"] == ""
        marks = [child.tag.removeprefix(W) for child in body(copy).find(f".//{W}p") if "comment" in child.tag]
        assert marks == ["commentRangeStart", "commentRangeEnd"]


def test_over_several_paragraphs() -> None:
    data = word(p(r("第一段")), p(), p(r("第二段")))
    document = read(data, "a.docx")
    assert commented(annotated(data, at(document, "段\n\n第二")))["0"] == "段\n\n第二"


# a place that Word allows no comment in: its origin, and where the comment goes instead
ELSEWHERE = {
    "footnote": (Origin(1, part="word/footnotes.xml", node=0, run=0), BlockKind.NOTE, ""),
    "header": (Origin(1, part="word/header.xml", node=0, run=0), BlockKind.MARGIN, "有注的句子"),
    "text box": (Origin(1, part="word/document.xml", node=1, run=0), BlockKind.BOX, ""),
}


@pytest.mark.parametrize(("origin", "kind", "words"), ELSEWHERE.values(), ids=ELSEWHERE)
def test_where_no_comment_may_stand_it_quotes_the_words(origin: Origin, kind: BlockKind, words: str) -> None:
    data = word(p(r("有注"), BOX_RUN, '<w:r><w:footnoteReference w:id="2"/></w:r>', r("的句子")))
    builder = DocumentBuilder("docx", "digest")
    first = Origin(1, part="word/document.xml", node=0)
    builder.block(
        BlockKind.PARAGRAPH,
        [("有注", dataclasses.replace(first, run=0)), ("的句子", dataclasses.replace(first, run=3))],
    )
    builder.block(kind, [("别处的话", origin)])
    document = builder.build()
    copy = annotate(data, document, report(document, [finding(Span(5, 7))]), ADVICE)
    assert our_comments(copy)[0][1][1] == "原文：“别处”"
    assert all(parts(copy)[name] == parts(data)[name] for name in ("word/footnotes.xml", "word/header.xml"))
    assert commented(copy)["0"] == words
    hidden = annotate(
        data,
        document,
        dataclasses.replace(report(document, [finding(Span(5, 7), secret=True)]), text="有注的句子**的话"),
        ADVICE,
    )
    assert our_comments(hidden)[0][1][1] == "原文：“**”"


BOX_RUN = f"<w:r><w:pict><w:txbxContent>{p(r('别处的话'))}</w:txbxContent></w:pict></w:r>"


def test_a_report_of_other_bytes_is_refused() -> None:
    data = word(p(r("甲")))
    document = read(data, "a.docx")
    with pytest.raises(ReadError, match="稿件在检查以后改过"):
        annotate(data, document, dataclasses.replace(report(document, []), digest="0" * 64), ADVICE)


STRICT = {
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def strictly(content: bytes) -> bytes:
    for usual, strict in STRICT.items():
        content = content.replace(usual, strict)
    return content


def test_strict_open_xml_stays_strict() -> None:
    raw = BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name, content in parts(word(p(r("严格的文件")))).items():
            archive.writestr(name, strictly(content))
    copy = parts(annotated(raw.getvalue(), Span(0, 2)))
    assert not [name for name, content in copy.items() for usual in STRICT if usual in content]
    assert b'<w:commentRangeStart w:id="0"/>' in copy["word/document.xml"]
    assert b'/ooxml/officeDocument/relationships/comments"' in copy["word/_rels/document.xml.rels"]


RUNS = st.lists(
    st.tuples(st.text("甲乙，。 a<&\t", min_size=0, max_size=6), st.sampled_from(["", BOLD])), min_size=1, max_size=8
)


@given(st.lists(RUNS, min_size=1, max_size=3), st.data())
@settings(max_examples=60, deadline=None)
def test_any_runs_any_spans(paragraphs: list[list[tuple[str, str]]], choose: st.DataObject) -> None:
    escaped = str.maketrans({"<": "&lt;", "&": "&amp;", "\t": " "})
    data = word(*(p(*(r(text.translate(escaped), look) for text, look in runs)) for runs in paragraphs), p(r("末")))
    document = read(data, "a.docx")
    point = st.integers(0, len(document.text) - 1)
    spans = [Span(*sorted(pair)) for pair in choose.draw(st.lists(st.tuples(point, point), max_size=6))]
    copy = annotated(data, *spans)
    for span, (number, _) in zip(spans, our_comments(copy) if spans else (), strict=True):
        if written(document, span):
            assert commented(copy)[number] == written(document, span)
    assert read(copy, "a.docx").text == document.text
    assert list(letters(without_comments(body(copy)))) == list(letters(body(data)))


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_keeps_every_comment(tmp_path: Path) -> None:
    data = (EXAMPLES / "faulty.docx").read_bytes()
    document = read(data, "faulty.docx")
    found = engine.lint(document, engine.plan(Settings()), "faulty.docx")
    (tmp_path / "faulty.docx").write_bytes(annotate(data, document, found, ADVICE))
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", "docx", "--outdir"]
    subprocess.run([*command, str(tmp_path / "again"), str(tmp_path / "faulty.docx")], check=True, capture_output=True)
    again = (tmp_path / "again" / "faulty.docx").read_bytes()
    said = ["\n".join(lines) for _, lines in our_comments(again)]
    expected = [f"{own.severity.chinese}：{own.message}" for own in found.findings]
    assert sorted(lines.split("\n")[0] for lines in said) == sorted(expected)
