"""The formats of `--output-format`. A format's modules are loaded when it is used: the list alone must stay cheap."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker import __version__

if TYPE_CHECKING:
    from checker.model import Report
    from checker.reporters.json import Tool
    from checker.reporters.look import Look


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
    from checker.rules import RULES
    from checker.rules.page import page

    advice = {rule.name: page(rule).advice for rule in RULES}
    return console.render(reports, advice, look, summary=not wishes.quiet) + _statistics(reports, wishes)


def _concise(reports: Sequence["Report"], wishes: Wishes, _: "Look") -> str:
    from checker.reporters import concise

    return concise.render(reports) + _statistics(reports, wishes)


def _json(reports: Sequence["Report"], wishes: Wishes, _: "Look") -> str:
    from checker.reporters import json

    return json.render(reports, _tool(wishes), sentences=wishes.sentences)


def _jsonl(reports: Sequence["Report"], wishes: Wishes, _: "Look") -> str:
    from checker.reporters import json

    return json.render_lines(reports, _tool(wishes))


def _html(reports: Sequence["Report"], _: Wishes, __: "Look") -> str:
    from checker.reporters import web
    from checker.rules import GROUPS, RULES
    from checker.rules.page import page

    explanations = {}
    for rule in RULES:
        told = page(rule)
        explanations[rule.name] = web.Explanation(told.title, GROUPS[rule.group], told.why, told.advice)
    return web.render(reports, explanations, __version__)


def _statistics(reports: Sequence["Report"], wishes: Wishes) -> str:
    from checker.reporters import statistics

    return statistics.render(reports) if wishes.statistics else ""


def _tool(wishes: Wishes) -> "Tool":
    from checker.reporters.json import Tool
    from checker.rules import RULES

    return Tool(__version__, wishes.model, {rule.name: rule.group for rule in RULES})


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is made, and whether people read it on their console (else UTF-8 goes out as it is).

    `labelled`: it shows the labels of the sentences, whether or not a rule needs them.
    """

    render: Callable[[Sequence["Report"], Wishes, "Look"], str]
    for_people: bool = False
    labelled: bool = False


FORMATS = {
    "full": Format(_full, for_people=True),
    "concise": Format(_concise, for_people=True),
    "json": Format(_json),
    "jsonl": Format(_jsonl),
    "html": Format(_html, labelled=True),
}
