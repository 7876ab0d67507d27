"""Every format over every kind of report, held against reviewed files.

After an intended change run once with UPDATE_GOLDEN=1 and read the difference before committing it.
"""

import dataclasses
import json
import os
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from canned import ADVICE, BARE, CASES, DESCRIPTORS, EXPLANATIONS, GROUPS, TEXT, report

from checker.model import Report
from checker.reporters import concise, console, github, gitlab, junit, rdjson, sarif, statistics, web
from checker.reporters import json as machine
from checker.reporters.layout import columns
from checker.reporters.look import Look

GOLDEN = Path(__file__).parent / "golden"
TOOL = machine.Tool("1.2.3", "1.abc", GROUPS)
ROOT = PurePosixPath("/项目")
Reports = tuple[Report, ...]


def page(reports: Reports) -> str:
    """Return the web page without its style and script, which are files of their own."""
    text = re.sub(
        r"<(style|script)>.*?</\1>", r"<\1></\1>", web.render(reports, EXPLANATIONS, "1.2.3"), flags=re.DOTALL
    )
    return re.sub(r"sha256-[\w+/=]+", "sha256-", text)


FORMATS: dict[str, Callable[[Reports], str]] = {
    "full.txt": lambda reports: console.render(reports, ADVICE, Look()),
    "colour.txt": lambda reports: console.render(reports, ADVICE, Look(colour=True)),
    "ascii.txt": lambda reports: console.render(reports, ADVICE, Look(width=60, encoding="cp437")),
    "quiet.txt": lambda reports: console.render(reports, ADVICE, Look(), summary=False),
    "concise.txt": concise.render,
    "statistics.txt": statistics.render,
    "json": lambda reports: machine.render(reports, TOOL, sentences=True),
    "jsonl": lambda reports: machine.render_lines(reports, TOOL),
    "sarif": lambda reports: sarif.render(reports, "1.2.3", DESCRIPTORS, ROOT),
    "github.txt": lambda reports: github.render(reports, ROOT),
    "gitlab.json": lambda reports: gitlab.render(reports, ROOT),
    "junit.xml": lambda reports: junit.render(reports, ROOT),
    "rdjson": lambda reports: rdjson.render(reports, ROOT),
    "html": page,
    "labels.txt": lambda reports: "".join(console.render_sentences(one, Look()) for one in reports),
    "labels.jsonl": lambda reports: "".join(map(machine.render_sentences, reports)),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("kind", FORMATS)
def test_golden(name: str, kind: str) -> None:
    path = GOLDEN / name / kind
    text = FORMATS[kind](CASES[name])
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode()


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_console(name: str, width: int) -> None:
    lines = console.render(CASES[name], ADVICE, Look(width=width)).splitlines()
    assert max((columns(line) for line in lines), default=0) <= width


@pytest.mark.parametrize("name", CASES)
def test_no_escape_without_colour(name: str) -> None:
    assert "\x1b" not in console.render(CASES[name], ADVICE, Look())


def test_colour_underlines_the_words() -> None:
    text = console.render(CASES["warning"], ADVICE, Look(colour=True))
    assert "\x1b[4m显著提升\x1b[0m" in text
    assert "【" not in text


@pytest.mark.parametrize(("encoding", "mark"), [("utf-8", "✖"), ("gbk", "×"), ("gb18030", "✖"), ("cp437", "x")])
def test_signs_are_those_the_encoding_has(encoding: str, mark: str) -> None:
    signs = Look(encoding=encoding).signs
    assert signs.error == mark
    "".join(dataclasses.astuple(signs)).encode(encoding)


def test_control_characters_of_a_draft_never_reach_the_terminal() -> None:
    text = console.render((report(),), ADVICE, Look())
    evil = BARE.__class__("a\x1b[2Jb.txt", "text", "", "", "标\x07题", None, None, "")
    assert "\x1b" not in console.render((evil,), ADVICE, Look()) + text
    assert "\x07" not in console.render((evil,), ADVICE, Look())


def test_json_spans_are_code_points_of_the_text() -> None:
    (document,) = json.loads(machine.render(CASES["every-severity"], TOOL, sentences=True))["documents"]
    for finding in document["findings"]:
        if finding["span"]:
            assert TEXT[finding["span"]["start"] : finding["span"]["end"]] == finding["excerpt"]
        else:
            assert (finding["place"], finding["excerpt"]) == (None, "")
    for sentence in document["sentences"]:
        assert TEXT[sentence["start"] : sentence["end"]] == sentence["text"]
