"""Markdown: blocks and inline marks by markdown-it, every character traced back to its line and column.

Each line of a paragraph is a block of its own, since drafts put “一、…” and the text below it on consecutive lines.
Indented code, link definitions and character references are not read as such: a draft has none, and what looks like
one is text. A line feed between two blocks of one line (cells, a <br>) stands for the mark between them; every other
character of the document is the very character at its place in the source.
"""

import bisect
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, autolink, backtick, emphasis, html_inline, image, link
from markdown_it.token import Token

from checker.model import BlockKind, Document, Origin
from checker.readers.builder import DocumentBuilder
from checker.readers.decoding import decode_text
from checker.text.pattern import pattern

_DISABLED = ("code", "reference", "html_block", "entity", "text_join")
_DEEPEST = 60  # nested quotes and lists; markdown-it drops what lies deeper
_LIST_NUMBER = pattern(r"\d{1,9}[.)][ \t]*\Z")
_FENCE = pattern(r"[ \t>]*(?:`{3,}|~{3,})")
_LINE_BREAK = pattern(r"<br\s*/?>", re.IGNORECASE)
_END = "end"  # key of Token.meta: where in the inline source the mark or link ends

Place = tuple[int, int]  # line and column, both from 1
Character = tuple[str, Place]
InlineRule = Callable[[StateInline, bool], bool]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A block to be: its characters, and the line of the source where it ends."""

    kind: BlockKind
    characters: list[Character]
    level: int = 0
    cell: tuple[int, int, int] | None = None  # table, row and column, from 1

    @property
    def start(self) -> Place:
        return self.characters[0][1]


def read(data: bytes, digest: str) -> Document:
    """Read Markdown. Raises ReadError for binary data and unknown encodings."""
    lines = decode_text(data).split("\n")
    comments, rest = _comments(lines)
    entries = sorted((*comments, *_blocks(rest)), key=lambda entry: entry.start)
    builder = DocumentBuilder("markdown", digest)
    for index, entry in enumerate(entries):
        builder.block(entry.kind, list(_pieces(entry.characters, lines)), entry.level, entry.cell)
        if index + 1 < len(entries):
            line, column = entry.characters[-1][1]
            same_line = entries[index + 1].start[0] == line
            end = column if same_line else len(lines[line - 1])
            builder.add("\n", Origin(line, end + 1, bytes_before=len(lines[line - 1][:end].encode())))
    builder.grids(head_rows=1)
    return builder.build()


def _pieces(characters: Sequence[Character], lines: list[str]) -> Iterator[tuple[str, Origin]]:
    """Yield stretches of characters that stand side by side in the source `lines`."""
    start = 0
    measured, read, in_bytes = 0, 0, 0  # a line, how many of its characters were measured, and their bytes
    for index in range(1, len(characters) + 1):
        if index < len(characters):
            (_, (line, column)), (_, following) = characters[index - 1], characters[index]
            if following == (line, column + 1):
                continue
        line, column = characters[start][1]
        if line != measured or column <= read:
            measured, read, in_bytes = line, 0, 0
        in_bytes += len(lines[line - 1][read : column - 1].encode())
        read = column - 1
        yield "".join(char for char, _ in characters[start:index]), Origin(line, column, bytes_before=in_bytes)
        start = index


def _line(number: int, text: str, start: int = 0) -> list[Character]:
    """Return the characters of `text[start:]` of source line `number`."""
    return [(char, (number, column)) for column, char in enumerate(text[start:], start + 1)]


def _comments(lines: list[str]) -> tuple[list[_Entry], list[str]]:
    """Return front matter and comments that fill whole lines, and the lines with these made empty."""
    taken = _front_matter(lines)
    entries = [_whole(lines, 0, taken)] if taken else []
    rest = [""] * taken + lines[taken:]
    ends = [number for number, line in enumerate(rest) if "-->" in line]
    number = taken
    while number < len(rest):
        last = _comment_end(rest, number, ends)
        if last is not None:
            entries.append(_whole(lines, number, last + 1))
            rest[number : last + 1] = [""] * (last + 1 - number)
        number = number + 1 if last is None else last + 1
    # a line of full-width spaces is as empty as any other
    return entries, [line if line.strip() else "" for line in rest]


def _comment_end(lines: list[str], first: int, ends: list[int]) -> int | None:
    """Return the line that ends the comment which fills whole lines from `first` on; `ends`: the lines with “-->”."""
    if not lines[first].lstrip().startswith("<!--"):
        return None
    following = bisect.bisect_left(ends, first)
    if following == len(ends):
        return None
    last = ends[following]
    before, _, after = lines[last].partition("-->")
    # a second opening mark means that the first one was never closed
    closed = not after.strip() and before.count("<!--") == (last == first)
    return last if closed else None


def _front_matter(lines: list[str]) -> int:
    """Return how many lines the front matter (--- … --- with “key: value” in between) takes, 0 without any."""
    if lines[0].rstrip() != "---":
        return 0
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() in ("---", "..."):
            return number + 1 if number > 1 else 0
        if line.strip() and not re.match(r"[\w-]+[ \t]*:|[ \t#-]", line):
            return 0
    return 0


def _whole(lines: list[str], first: int, stop: int) -> _Entry:
    characters: list[Character] = []
    for number in range(first, stop):
        if number > first:
            characters.append(("\n", (number, len(lines[number - 1]) + 1)))
        characters += _line(number + 1, lines[number])
    return _Entry(BlockKind.COMMENT, characters)


def _blocks(lines: list[str]) -> Iterator[_Entry]:
    """Yield the text blocks of the source in order."""
    level = cell = table = row = 0
    for token in _parser().parse("\n".join(lines)):
        if token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "heading_close":
            level = 0
        elif token.type == "table_open":
            table, row = table + 1, 0
        elif token.type == "tr_open":
            row, cell = row + 1, 0
        elif token.type == "table_close":
            cell = 0
        elif token.type in ("th_open", "td_open"):
            cell += 1
        elif token.type == "fence" and token.map:
            yield from _fence(lines, *token.map)
        elif token.type == "inline" and token.map:
            if cell:
                characters = _cell(lines[token.map[0]], cell, token.map[0] + 1)
                for entry in _inline(token, characters, BlockKind.CELL):
                    yield entry if entry.kind is BlockKind.COMMENT else replace(entry, cell=(table, row, cell))
            else:
                kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
                characters = list(_trace(token, lines))
                number, column = characters[0][1]
                lead = _list_number(number, lines[number - 1][: max(0, column - 1)])
                yield from _inline(token, characters, kind, level, lead)


def _fence(lines: list[str], first: int, stop: int) -> Iterator[_Entry]:
    """Yield the lines of a fenced stretch: whatever it is, it is text of the draft, but for the name of a language."""
    for number in range(first, stop):
        mark = _FENCE.match(lines[number])
        start = mark.end() if mark else 0
        words = lines[number][start:]
        if words.strip() and not (mark and words.isascii()):
            yield _Entry(BlockKind.PARAGRAPH, _line(number + 1, lines[number], start))


def _trace(token: Token, lines: list[str]) -> Iterator[Character]:
    """Yield each character of an inline token's source with its place; a line of it ends where its source line ends."""
    number, stop = token.map or (0, 0)
    for content in token.content.split("\n"):
        words = content.strip()
        while words not in lines[number] and number + 1 < stop:
            number += 1  # a line of nothing but full-width spaces before the text is not in the token
        source = lines[number]
        lead = len(content) - len(content.lstrip())
        start = source.rfind(words) - lead
        for column in range(start + 1, start + len(content) + 1):
            # a tab may stand for several spaces of the token: those beyond it stand for nothing
            real = column > start + lead or (column > 0 and source[column - 1].isspace())
            yield source[column - 1] if real else "", (number + 1, column)
        yield "\n", (number + 1, len(source) + 1)
        number += 1


def _list_number(number: int, before: str) -> list[Character]:
    """Return the characters of the list number at the end of `before`: “1. ” is text of the draft."""
    match = _LIST_NUMBER.search(before)
    return _line(number, before, match.start()) if match else []


def _cell(row: str, cell: int, number: int) -> list[Character]:
    """Return the characters of the `cell`-th cell of a table row; an escaped pipe is one character."""
    cells: list[list[Character]] = [[]]
    escaped = False
    for char, place in _line(number, row):
        if char == "|" and not escaped:
            cells.append([])
        else:
            if char == "|":
                cells[-1].pop()
            cells[-1].append((char, place))
        escaped = char == "\\"
    if not "".join(char for char, _ in cells[0]).strip():
        del cells[0]
    found = cells[cell - 1] if cell <= len(cells) else []
    blank = len(found) - len("".join(char for char, _ in found).lstrip())
    return found[blank:]


def _inline(
    token: Token, source: list[Character], kind: BlockKind, level: int = 0, lead: Sequence[Character] = ()
) -> Iterator[_Entry]:
    """Yield the blocks of one inline token: its lines, and the comments that stand in them."""
    characters = list(lead)
    for text, start in _texts(token.children or (), token.content):
        placed = [character for character in source[start : start + len(text)] if character[0]]
        if text.startswith("<!--") and text.endswith("-->"):
            yield _Entry(BlockKind.COMMENT, placed)
        elif text != "\n":
            characters += placed
        elif characters:
            yield _Entry(kind, characters, level)
            characters = []
    if characters:
        yield _Entry(kind, characters, level)


def _texts(children: Sequence[Token], source: str) -> Iterator[tuple[str, int]]:
    """Yield each stretch of visible text, each comment and each line break with its offset in `source`.

    The tokens follow the source without a gap but for white space, so a cursor suffices; links, images, tags and code
    spans carry their end (see `_noted`).
    """
    cursor = 0
    for token in children:
        if token.type == "text" and token.content:
            cursor = source.find(token.content, cursor)
            yield token.content, cursor
            cursor += len(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            cursor = source.find("\n", cursor)
            yield "\n", cursor
            cursor += 1
            while source[cursor : cursor + 1] in (" ", "\t"):
                cursor += 1  # the indent of the next line is in no token
        elif token.type == "text_special":
            cursor += len(token.markup)
            yield token.content, cursor - len(token.content)
        elif token.type == "code_inline":
            start = cursor + len(token.markup)
            yield from _verbatim(source, start, token.meta[_END] - len(token.markup))
        elif token.type == "image":
            start = source.find("[", cursor) + 1
            yield from ((text, start + offset) for text, offset in _texts(token.children or (), token.content))
        elif token.type == "html_inline":
            if token.content.startswith("<!--"):
                yield token.content, cursor
            elif _LINE_BREAK.match(token.content):
                yield "\n", cursor
        else:
            cursor += 1 if token.type == "link_open" else len(token.markup)
        cursor = token.meta.get(_END, cursor)


def _verbatim(source: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """Yield the lines of `source[start:end]` and the breaks between them."""
    for index, line in enumerate(source[start:end].split("\n")):
        if index:
            yield "\n", start - 1
        yield line, start
        start += len(line) + 1


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST}).enable("table").disable(list(_DISABLED))
    parser.inline.ruler.at("emphasis", _emphasis)
    for name, rule in (("link", link), ("image", image), ("backticks", backtick), ("html_inline", html_inline)):
        parser.inline.ruler.at(name, _noted(rule))
    parser.inline.ruler.at("autolink", _autolink)
    return parser


def _noted(rule: InlineRule) -> InlineRule:
    """Return inline rule `rule` which also notes on its last token where it ends in the source."""

    def noted(state: StateInline, silent: bool) -> bool:
        count = len(state.tokens)
        matched = rule(state, silent)
        if matched and len(state.tokens) > count:
            state.tokens[-1].meta[_END] = state.pos
        return matched

    return noted


def _autolink(state: StateInline, silent: bool) -> bool:
    """An address in “<>”, its text exactly as written."""
    start = state.pos
    if not autolink(state, silent):
        return False
    if not silent:
        state.tokens[-2].content = state.src[start + 1 : state.pos - 1]
        state.tokens[-1].meta[_END] = state.pos
    return True


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Emphasis that also works beside Chinese marks: CommonMark does not close “**加强领导。**全县”."""
    start, count = state.pos, len(state.delimiters)
    if not emphasis.tokenize(state, silent):
        return False
    before, after = state.src[start - 1 : start], state.src[state.pos : state.pos + 1]
    if state.src[start] == "*" and not (before + after).isascii():
        for delimiter in state.delimiters[count:]:
            delimiter.open = delimiter.open or bool(after.strip())
            delimiter.close = delimiter.close or bool(before.strip())
    return True
