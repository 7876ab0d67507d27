"""The user's page of a rule: the docstring of its module, taken apart."""

import json
import re
import sys
from dataclasses import dataclass

from checker.decode import Key, encode, keys
from checker.model import Rule
from checker.text.pattern import pattern

_PARAGRAPHS = pattern(r"^(为什么|怎么改|不报)：", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """`title`: what it reports in a few words; `what`: when exactly; `why`, `advice` (怎么改), `silent` (不报)."""

    title: str
    what: str
    why: str
    advice: str
    silent: str


def page(rule: Rule) -> Page:
    """Return the page of `rule`; lines of a paragraph are joined, as Chinese text is."""
    text = sys.modules[rule.check.__module__].__doc__ or ""
    title, _, rest = text.partition("\n")
    what, *named = _PARAGRAPHS.split(rest)
    parts = dict(zip(named[::2], named[1::2], strict=True))
    why, advice, silent = (_joined(parts.get(name, "")) for name in ("为什么", "怎么改", "不报"))
    return Page(title.strip().removesuffix("。"), _joined(what), why, advice, silent)


@dataclass(frozen=True, slots=True)
class Option:
    """What a user may set: its name, its default as it stands in a file (empty: it has none), and what it means."""

    name: str
    default: str
    what: str


def options(rule: Rule) -> list[Option]:
    """Return the options of `rule`."""
    if rule.options is None:
        return []
    standard = encode(rule.options())
    return [
        Option(key.name, json.dumps(standard[key.name]) if key.name in standard else "", key.what + _bounds(key))
        for key in keys(rule.options)
    ]


def _bounds(key: Key) -> str:
    if key.most is not None:
        return f"（{key.least}到{key.most}）"
    return f"（不小于{key.least}）" if key.least else ""


def _joined(paragraph: str) -> str:
    return "".join(line.strip() for line in paragraph.splitlines())
