"""Case files: the literate examples of a rule, which are its tests and are shown to users.

A case is a fenced block ```report [YEAR] [LEVEL] [absent[=N]]. `⟦…⟧` surrounds what must be reported, `⟦…→…⟧` what must be
reported with the fix expected; `absent` stands for a finding that has no place (N of them). A block without marks must
stay silent. A ```previous block right before a report is last year's report beside it. The paragraph before a block
says what it shows.

A ```layout block, with the same words behind it, is a Word file: every line is a paragraph, set as its kind asks. What is
set otherwise is said behind the words it is about, between bars: “一、成效｜宋体 12｜” (the bar at the end of the line may
be left out). A first line “页面：…” says so of the pages. The words for it are those of `tests/rules/word_draft.py`.
"""

import re
from dataclasses import dataclass

from checker.model import Level
from checker.text.pattern import pattern

_FENCE = pattern(
    r"(?:^```previous\n(?P<previous>(?:(?!```)[^\n]*\n)*)```\n+)?^```(?P<kind>report|layout)(?P<info>[^\n]*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_SIGN = pattern(r"⟦(?P<text>[^⟦⟧→]*)(?:→(?P<fix>[^⟦⟧]*))?⟧|｜(?P<note>[^｜\n]*)(?:｜|$)", re.MULTILINE)
_PAGE = pattern(r"\A页面：(?P<words>[^\n]*)\n")
_TITLE = pattern(r"^#[^\n]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a draft is set where it is not as asked: its pages, and words by where they end in the text."""

    page: str
    words: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One fenced report: what it shows, its text without marks, and what must be reported.

    `expected`: start and end in `text`, and what a fix puts there (None: no fix is asked for). `setting`: of a Word file.
    """

    shows: str
    text: str
    expected: tuple[tuple[int, int, str | None], ...]
    absent: int
    year: int | None
    level: Level | None
    previous: str | None
    setting: Setting | None = None

    @property
    def silent(self) -> bool:
        """Whether nothing must be reported."""
        return not self.expected and not self.absent


def parse(markdown: str) -> list[Case]:
    """Return the cases of a file in order. Raises ValueError for an unknown word behind “report” and for bars in a report."""
    cases, last = [], 0
    for fence in _FENCE.finditer(markdown):
        shows = _TITLE.sub("", markdown[last : fence.start()]).strip().rpartition("\n\n")[2].replace("\n", "")
        cases.append(_case(fence, shows))
        last = fence.end()
    return cases


def _case(fence: re.Match[str], shows: str) -> Case:
    text, expected, notes, last = "", [], [], 0
    raw = fence["text"].removesuffix("\n")
    page = _PAGE.match(raw)
    if page is not None:
        raw = raw[page.end() :]
    for mark in _SIGN.finditer(raw):
        text += raw[last : mark.start()]
        if mark["text"] is None:
            notes.append((len(text), mark["note"]))
        else:
            expected.append((len(text), len(text) + len(mark["text"]), mark["fix"]))
            text += mark["text"]
        last = mark.end()
    text += raw[last:]
    if fence["kind"] == "report" and (page or notes):
        raise ValueError("only a ```layout block says how it is set")
    setting = Setting(page["words"] if page else "", tuple(notes)) if fence["kind"] == "layout" else None
    absent, year, level = 0, None, None
    for word in fence["info"].split():
        if word.isdigit():
            year = int(word)
        elif word.startswith("absent"):
            absent = int(word.partition("=")[2] or 1)
        else:
            level = Level(word)
    return Case(shows, text, tuple(expected), absent, year, level, fence["previous"], setting)
