"""The text of a draft on the web page: every character once, marked by exactly the findings that cover it."""

import html.parser
import itertools
import re
from pathlib import Path

import docx
import pytest
from canned import EXPLANATIONS, report
from hypothesis import given, settings
from hypothesis import strategies as st

import checker
from checker.model import Edit, Finding, Fix, Place, Report, Severity
from checker.reporters import web
from checker.reporters.web.note import notes
from checker.reporters.web.setting import Row, rows
from checker.text.span import Span

EXAMPLES = Path(__file__).parents[2] / "examples"
PLACE = Place(1, 1, 1, 1, None, "第1行")


def bare(text: str, *findings: Finding) -> Report:
    return Report(
        "稿.txt", "text", "", text, "", None, None, "", findings=findings, places=tuple(PLACE for _ in findings)
    )


def finding(*spans: Span, severity: Severity = Severity.WARNING, fix: Fix | None = None) -> Finding:
    return Finding("unquantified-claim", "没有数字", spans[0], severity, fix=fix, related=spans[1:])


def set_text(one: Report) -> list[Row]:
    return rows(one, list(notes(one, 1, EXPLANATIONS)), {})


@settings(deadline=None)  # the first page compiles the template
@given(st.text(alphabet="法治\n 　ab🙂", max_size=40), st.data())
def test_every_character_is_set_once_with_its_findings(text: str, data: st.DataObject) -> None:
    place = st.integers(0, len(text))
    spans = st.tuples(place, place).map(lambda pair: Span(*sorted(pair)))
    found = data.draw(st.lists(st.lists(spans, min_size=1, max_size=3).map(lambda some: finding(*some)), max_size=5))
    one = bare(text, *found)
    marked = [
        (char, {*piece.keys, *piece.also}) for row in set_text(one) for piece in row.pieces for char in piece.text
    ]
    lines, at = [], 0
    for line in text.split("\n"):
        start = at + len(line) - len(line.lstrip())
        lines.append(range(start, at + len(line.rstrip())))
        at += len(line) + 1
    expected = [
        (
            text[offset],
            {
                f"1-{number}"
                for number, told in enumerate(found, 1)
                for span in (told.span, *told.related)
                if span and span.start <= offset < span.end
            },
        )
        for offset in itertools.chain(*lines)
    ]
    assert marked == expected
    web.render([one], EXPLANATIONS, "1")


@settings(deadline=None)  # the first page compiles the template
@given(st.text(alphabet="法治\n 。", min_size=1, max_size=30).filter(lambda text: text.strip()), st.data())
def test_every_finding_has_one_note_and_one_number_in_the_text(text: str, data: st.DataObject) -> None:
    starts = data.draw(st.lists(st.integers(0, len(text) - 1), max_size=6))
    one = bare(text, *(finding(Span(start, min(len(text), start + 3))) for start in starts))
    page = web.render([one], EXPLANATIONS, "1")
    for number in range(1, len(starts) + 1):
        assert page.count(f'id="n1-{number}"') == page.count(f'id="r1-{number}"') == 1


def test_the_weightier_finding_colours_words_that_two_share() -> None:
    one = bare("全县执法水平提升", finding(Span(0, 8)), finding(Span(2, 4), severity=Severity.ERROR))
    (row,) = set_text(one)
    assert [(piece.text, piece.looks) for piece in row.pieces] == [
        ("全县", ("warning",)),
        ("执法", ("error",)),
        ("水平提升", ("warning",)),
    ]
    assert [[note.number for note in piece.ending] for piece in row.pieces] == [[], [2], [1]]


def test_a_fix_shows_the_words_before_and_after() -> None:
    fix = Fix("只留一个", safe=False, edits=(Edit(Span(1, 2), ""), Edit(Span(6, 7), "，")))
    one = bare("近15万余件,", finding(Span(0, 6), fix=fix))
    (note,) = notes(one, 1, EXPLANATIONS)
    assert note.change
    assert (note.change.before, note.change.after, note.change.more) == ("近15万余件", "近5万余件", 1)


def test_nothing_is_shown_of_a_fix_of_secret_words() -> None:
    fix = Fix("遮盖", safe=True, edits=(Edit(Span(0, 3), "机密"),))
    secret = Finding("personal-data", "出现了手机号", Span(0, 3), Severity.ERROR, fix=fix, secret=True)
    assert "机密" not in web.render([bare("***", secret)], EXPLANATIONS, "1")


def test_personal_data_is_on_no_page() -> None:
    draft = EXAMPLES / "faulty.md"
    (number,) = re.findall(r"(?<!\d)1\d{10}(?!\d)", draft.read_text(encoding="utf-8"))
    page = web.render([checker.lint_path(draft)], EXPLANATIONS, "1")
    assert number not in page
    assert "*" * 11 in page


def test_tables_headings_and_notes_keep_their_form(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("松原县2024年法治政府建设年度报告")
    document.add_paragraph("一、主要举措和成效")
    document.add_paragraph("（一）行政执法。办理案件63件。")
    table = document.add_table(2, 2)
    for index, words in enumerate(("", "件数", "复议", "63")):
        table.cell(*divmod(index, 2)).text = words
    document.add_paragraph("二、存在的不足和原因")
    document.save(str(tmp_path / "稿.docx"))
    one = checker.lint_path(tmp_path / "稿.docx")
    set_ = rows(one, [], {})
    assert [(row.kind, row.level) for row in set_] == [
        ("title", 0),
        ("heading", 1),
        ("paragraph", 0),
        ("table", 0),
        ("heading", 1),
    ]
    words = [["".join(piece.text for line in lines for piece in line) for lines in row] for row in set_[3].table]
    assert words == [["", "件数"], ["复议", "63"]]
    assert [piece.text for piece in set_[2].pieces if "lead" in piece.looks] == ["（一）行政执法。"]


HOSTILE = "</script><script>alert(1)</script>\"' onclick=x\x00\x1b\u202e<!--]]>{{ 7 * 7 }}&lt;"


class Elements(html.parser.HTMLParser):
    """Collects the elements of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.update(name for name, _ in attrs)


@pytest.mark.parametrize("times", [1, 2])
def test_hostile_words_do_nothing(times: int) -> None:
    told = Finding(HOSTILE, HOSTILE, Span(0, 12), Severity.ERROR, fix=Fix(HOSTILE, safe=True, edits=()))
    evil = Report(HOSTILE, "text", "", HOSTILE, HOSTILE, None, None, HOSTILE, findings=(told,), places=(PLACE,))
    page = web.render([evil] * times, EXPLANATIONS, "1")
    found = Elements()
    found.feed(page)
    assert found.tags.count("script") == 1
    assert not [name for name in found.attributes if name.startswith("on")]
    assert not {char for char in page if not char.isprintable()} - {"\n", "\u3000"}
    assert "{{ 7 * 7 }}" in page


def test_a_page_is_the_same_each_time() -> None:
    one = checker.lint_path(EXAMPLES / "faulty.md")
    assert web.render([one, report()], EXPLANATIONS, "1") == web.render([one, report()], EXPLANATIONS, "1")


def test_no_drafts_make_a_page() -> None:
    assert "0份稿件" in web.render([], EXPLANATIONS, "1")
