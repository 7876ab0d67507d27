"""Positions in all three encodings, among characters of every width."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import (
    Position,
    Range,
    TextDocumentContentChangePartial,
    TextDocumentContentChangeWholeDocument,
)

from checker.lsp.convert import Text
from checker.model import Place
from checker.readers import read

SIZES = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
ENCODINGS = list(SIZES)
CHARACTERS = [
    "法",
    "治",
    "a",
    "é",
    "𠮷",
    "𪚥",
    "😀",
    "👨‍👩‍👧",
    "\u2028",
    "\x0b",
    "\x0c",
    "\x85",
    "\r",
    "\n",
    "\r\n",
    "\ud83d",
]
TEXTS = st.lists(st.sampled_from(CHARACTERS), max_size=30).map("".join)


def client_position(text: str, offset: int, encoding: str) -> Position:
    """Return the position of `offset`, which does not part \\r\\n, as a client counts."""
    codec, size = SIZES[encoding]
    ends = [match.end() for match in re.finditer(r"\r\n|\r|\n", text) if match.end() <= offset]
    line = text[ends[-1] if ends else 0 : offset]
    return Position(len(ends), len(line.encode(codec, "surrogatepass")) // size)


@pytest.mark.parametrize(("encoding", "start", "end"), [("utf-8", 10, 17), ("utf-16", 4, 7), ("utf-32", 3, 5)])
def test_wide_characters(encoding: str, start: int, end: int) -> None:
    text = Text("一、\n法😀甲𠮷x治", encoding)  # the place is 𠮷x
    place = Place(2, 4, 2, 6, None, "")
    assert text.range(place) == Range(Position(1, start), Position(1, end - 2 if encoding == "utf-8" else end))


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXTS, data=st.data())
def test_a_position_leads_back_to_its_place(encoding: str, text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)).filter(lambda at: text[at - 1 : at + 1] != "\r\n"))
    line, column = Text(text, encoding).where(client_position(text, offset, encoding))
    lines = re.split(r"\r\n|\r|\n", text)
    before = re.split(r"\r\n|\r|\n", text[:offset])
    assert (line, column) == (len(before), len(before[-1]) + 1)
    assert len(lines[line - 1]) >= column - 1


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXTS, line=st.integers(0, 40), character=st.integers(0, 200))
def test_any_position_is_a_place_in_the_text(encoding: str, text: str, line: int, character: int) -> None:
    found = Text(text, encoding).where(Position(line, character))
    lines = re.split(r"\r\n|\r|\n", text)
    assert 1 <= found[0] <= len(lines)
    assert 1 <= found[1] <= len(lines[found[0] - 1]) + 1


@pytest.mark.parametrize(("encoding", "inside"), [("utf-8", 2), ("utf-16", 1)])
def test_a_position_inside_a_character_is_before_it(encoding: str, inside: int) -> None:
    assert Text("😀", encoding).where(Position(0, inside)) == (1, 1)


def test_a_mark_at_the_start_is_no_character_of_the_first_line() -> None:
    text = Text("\ufeff标题\n正文", "utf-16")
    assert text.range(Place(1, 1, 1, 3, None, "")) == Range(Position(0, 1), Position(0, 3))
    assert text.where(Position(0, 1)) == (1, 1)
    assert text.range(Place(2, 1, 2, 3, None, "")) == Range(Position(1, 0), Position(1, 2))


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", ["draft.txt", "draft.md"])
def test_places_of_readers_are_places_of_the_text(encoding: str, name: str) -> None:
    source = "# 标题😀\r\n\x0c𠮷**甲**乙\u2028丙\r丁\n\n| 子 | 丑😀 |\n|---|---|\n| 寅 | 𪚥 |\n"
    document, text = read(source.encode(), name), Text(source, encoding)
    codec, size = SIZES[encoding]
    lines = re.split(r"\r\n|\r|\n", source)
    for block in document.blocks:
        for offset in range(*block.span):
            at = text.range(document.locate(type(block.span)(offset, offset + 1)))
            units = lines[at.start.line].encode(codec)[at.start.character * size : at.end.character * size]
            assert units.decode(codec) == document.text[offset]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_thousand_changes_give_the_text_of_the_client(encoding: str) -> None:
    chance = random.Random(encoding)
    mine, text = "标题\n\n正文😀。\r\n", Text("标题\n\n正文😀。\r\n", encoding)
    for _ in range(1000):
        start, end = sorted(chance.choices([at for at in range(len(mine) + 1) if mine[at - 1 : at + 1] != "\r\n"], k=2))
        end = min(end, start + chance.randrange(12))
        if mine[end - 1 : end + 1] == "\r\n":
            end = start
        new = "".join(chance.choices(CHARACTERS[:-1], k=chance.randrange(10)))
        at = Range(client_position(mine, start, encoding), client_position(mine, end, encoding))
        mine = mine[:start] + new + mine[end:]
        text = text.changed(TextDocumentContentChangePartial(at, new))
        assert text.source == mine
    assert text.changed(TextDocumentContentChangeWholeDocument("全新")).source == "全新"


def test_a_change_from_end_to_start_is_one_from_start_to_end() -> None:
    change = TextDocumentContentChangePartial(Range(Position(0, 2), Position(0, 1)), "丁")
    assert Text("甲乙丙", "utf-16").changed(change).source == "甲丁丙"
