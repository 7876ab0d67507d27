"""Fields of a Word file: which of its text is an instruction, and which is a table of contents (ECMA-376 part 1, 17.16).

A field begins, says its instruction, and separates that from the result, which is text; fields stand inside fields and
reach over paragraphs. What is begun and never separated or ended, as in damaged files, is no field: nothing is lost.
"""

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from checker.readers.wordxml import MATH, W

_CHARACTER = f"{W}fldChar"
_INSTRUCTION = f"{W}instrText"
_TEXTS = (*(f"{W}{name}" for name in ("t", "tab", "ptab", "br", "cr", "noBreakHyphen", "sym")), f"{MATH}t")


class Fields(NamedTuple):
    """Elements that stand for text (w:t, w:tab …) inside an instruction, and inside a table of contents."""

    instructions: frozenset[etree.ElementBase] = frozenset()
    contents: frozenset[etree.ElementBase] = frozenset()


class _Open(NamedTuple):
    """A field that has begun; `start` and `separated` count the text elements before these marks."""

    start: int
    separated: int | None = None
    code: str = ""


def read_fields(root: etree.ElementBase) -> Fields:
    """Return the fields of the part with `root`."""
    if root.find(f".//{_CHARACTER}") is None:
        return Fields()
    texts: list[etree.ElementBase] = []
    instructions: list[tuple[int, int]] = []
    contents: list[tuple[int, int]] = []
    opened: list[_Open] = []
    for element in root.iter(_CHARACTER, _INSTRUCTION, *_TEXTS):
        if element.tag == _INSTRUCTION:
            if opened:
                opened[-1] = opened[-1]._replace(code=opened[-1].code + (element.text or ""))
        elif element.tag != _CHARACTER:
            texts.append(element)
        elif (mark := element.get(f"{W}fldCharType")) == "begin":
            opened.append(_Open(len(texts)))
        elif mark == "separate" and opened and opened[-1].separated is None:
            opened[-1] = opened[-1]._replace(separated=len(texts))
            instructions.append((opened[-1].start, len(texts)))
        elif mark == "end" and opened:
            field = opened.pop()
            if field.separated is None:
                instructions.append((field.start, len(texts)))
            elif field.code.split()[:1] == ["TOC"]:
                contents.append((field.separated, len(texts)))
    return Fields(_covered(texts, instructions), _covered(texts, contents))


def _covered(texts: Sequence[etree.ElementBase], ranges: Sequence[tuple[int, int]]) -> frozenset[etree.ElementBase]:
    """Return the elements of `texts` that lie in one of `ranges`, which may lie in one another."""
    steps = [0] * (len(texts) + 1)
    for first, stop in ranges:
        steps[first] += 1
        steps[stop] -= 1
    return frozenset(itertools.compress(texts, itertools.accumulate(steps)))
