"""The formats of `--output-format`. A format's modules are loaded when it is used: the list alone must stay cheap."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from checker import __version__

if TYPE_CHECKING:
    from checker.model import Report
    from checker.reporters.json import Tool
    from checker.reporters.look import Look
    from checker.reporters.web import Explanation


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user wants to see besides the findings; `model` is the version of the classifier that was used."""

    color: str
    model: str | None
    quiet: bool
    sentences: bool
    statistics: bool


def _full(reports: Sequence["Report"], wishes: Wishes, look: "Look") -> str:
    from checker.reporters import console

    return console.render(reports, _advice(), look, summary=not wishes.quiet) + _statistics(reports, wishes)


def _concise(reports: Sequence["Report"], wishes: Wishes, _: "Look") -> str:
    from checker.reporters import concise

    return concise.render(reports) + _statistics(reports, wishes)


def _json(reports: Sequence["Report"], wishes: Wishes, _: "Look") -> str:
    from checker.reporters import json

    return json.render(reports, _tool(wishes), sentences=wishes.sentences)


def _jsonl(reports: Sequence["Report"], wishes: Wishes, _: "Look") -> str:
    from checker.reporters import json

    return json.render_lines(reports, _tool(wishes))


def _sarif(reports: Sequence["Report"], _: Wishes, __: "Look") -> str:
    from checker.reporters import sarif
    from checker.rules import RULES
    from checker.rules.page import page

    rules = {}
    for rule in RULES:
        found = page(rule)
        sections = (("为什么", found.why), ("怎么改", found.advice), ("不报", found.silent))
        rules[rule.name] = sarif.Descriptor(rule.group, rule.severity, found.title, found.what, sections)
    return sarif.render(reports, __version__, rules, Path.cwd())


def _github(reports: Sequence["Report"], _: Wishes, __: "Look") -> str:
    from checker.reporters import github

    return github.render(reports, Path.cwd())


def _gitlab(reports: Sequence["Report"], _: Wishes, __: "Look") -> str:
    from checker.reporters import gitlab

    return gitlab.render(reports, Path.cwd())


def _junit(reports: Sequence["Report"], _: Wishes, __: "Look") -> str:
    from checker.reporters import junit

    return junit.render(reports, Path.cwd())


def _rdjson(reports: Sequence["Report"], _: Wishes, __: "Look") -> str:
    from checker.reporters import rdjson

    return rdjson.render(reports, Path.cwd())


def _docx(data: bytes, report: "Report") -> bytes:
    from checker.errors import ReadError
    from checker.readers import OTHER_DRAFTS, read
    from checker.writers.annotate import annotate

    document, suffix = read(data, report.path), PurePath(report.path).suffix.lower()
    if document.format == "html":
        raise ReadError("这个文件其实是网页，写不了批注，请另存为 .docx")
    if suffix in OTHER_DRAFTS:
        from checker.readers import office

        data = office.to_docx(data, suffix)
    return annotate(data, document, report, _advice())


def _advice() -> dict[str, str]:
    """Return how to mend what a rule reports, by rule name."""
    from checker.rules import RULES
    from checker.rules.page import page

    return {rule.name: page(rule).advice for rule in RULES}


def explanations() -> "dict[str, Explanation]":
    """Return what pages say of a rule, by rule name."""
    from checker.reporters.web import Explanation
    from checker.rules import GROUPS, RULES
    from checker.rules.page import page

    told = {rule: page(rule) for rule in RULES}
    return {
        rule.name: Explanation(found.title, GROUPS[rule.group], found.why, found.advice) for rule, found in told.items()
    }


def _html(reports: Sequence["Report"], _: Wishes, __: "Look") -> str:
    from checker.reporters import web

    return web.render(reports, explanations(), __version__)


def _statistics(reports: Sequence["Report"], wishes: Wishes) -> str:
    from checker.reporters import statistics

    return statistics.render(reports) if wishes.statistics else ""


def _tool(wishes: Wishes) -> "Tool":
    from checker.reporters.json import Tool
    from checker.rules import RULES

    return Tool(__version__, wishes.model, {rule.name: rule.group for rule in RULES})


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is made, and whether people read it on their console (else UTF-8 goes out as it is)."""

    render: Callable[[Sequence["Report"], Wishes, "Look"], str]
    for_people: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """A format that is a copy of each draft with its report written into it."""

    annotate: Callable[[bytes, "Report"], bytes]


FORMATS: dict[str, Format | Copy] = {
    "full": Format(_full, for_people=True),
    "concise": Format(_concise, for_people=True),
    "json": Format(_json),
    "jsonl": Format(_jsonl),
    "sarif": Format(_sarif),
    "github": Format(_github),
    "gitlab": Format(_gitlab),
    "junit": Format(_junit),
    "rdjson": Format(_rdjson),
    "docx": Copy(_docx),
    "html": Format(_html),
}
# these show the labels of the sentences, whether or not a rule needs them
LABELLED = frozenset({"html"})
