"""The drafts in `examples/`: the Word files are what the script builds, and say the same as the Markdown ones."""

import importlib.util
from pathlib import Path

import pytest

from checker.anatomy import dissect
from checker.api import lint_path
from checker.config import Settings
from checker.model import PartKind, Severity
from checker.readers import read
from checker.readers.package import Package

EXAMPLES = Path(__file__).parents[2] / "examples"
FAULTS = {
    *("missing-section", "missing-cause", "wrong-period", "half-width-punctuation", "unpaired-mark"),
    *("personal-data", "heading-number-gap", "repeated-sentence"),
}


@pytest.mark.parametrize("name", ["good", "faulty"])
def test_word_files_are_built_from_the_markdown(name: str) -> None:
    spec = importlib.util.spec_from_file_location("build", EXAMPLES / "build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    markdown = (EXAMPLES / f"{name}.md").read_text(encoding="utf-8")
    built = module.build(markdown, module.DRAFTS[name])
    assert built == module.build(markdown, module.DRAFTS[name])
    # how parts are packed may differ from one zlib to the next
    packages = (Package(built), Package((EXAMPLES / f"{name}.docx").read_bytes()))
    for part in ("word/document.xml", "word/numbering.xml", "word/styles.xml", "word/settings.xml"):
        assert len({package.read(part) for package in packages}) == 1


@pytest.mark.parametrize("name", ["good", "faulty"])
def test_both_formats_say_the_same(name: str) -> None:
    markdown, word = (read((EXAMPLES / f"{name}{suffix}").read_bytes(), f"a{suffix}") for suffix in (".md", ".docx"))
    words = [[b.span.of(d.text) for b in d.blocks if b.kind.reported] for d in (markdown, word)]
    assert words[0] == words[1]
    outlines = [[(h.level, h.number, h.title) for h in dissect(document).outline] for document in (markdown, word)]
    assert outlines[0] == outlines[1]


@pytest.mark.parametrize("suffix", [".md", ".docx"])
def test_the_good_draft_is_clean(suffix: str) -> None:
    report = lint_path(EXAMPLES / f"good{suffix}")
    assert not report.failures
    assert [f.message for f in report.findings if f.severity is not Severity.INFO] == []
    assert (report.year, report.level) == (2024, "county")


def test_the_good_draft_is_set_as_the_standard_asks() -> None:
    report = lint_path(EXAMPLES / "good.docx", settings=Settings(select=("layout",)))
    assert not report.failures
    assert [f.message for f in report.findings] == []


def test_the_faulty_draft_is_not() -> None:
    report = lint_path(EXAMPLES / "faulty.docx", settings=Settings(select=("layout",)))
    assert [f.rule for f in report.findings] == ["page-margins", "page-number", "body-font"]


@pytest.mark.parametrize("suffix", [".md", ".docx"])
def test_the_faulty_draft_is_caught(suffix: str) -> None:
    report = lint_path(EXAMPLES / f"faulty{suffix}")
    assert not report.failures
    assert {finding.rule for finding in report.findings} >= FAULTS


def test_the_faulty_draft_lacks_one_part() -> None:
    document = read((EXAMPLES / "faulty.md").read_bytes(), "faulty.md")
    kinds = {part.kind for part in dissect(document).parts}
    assert set(PartKind) - kinds == {PartKind.RESPONSIBILITY, PartKind.OTHER}
