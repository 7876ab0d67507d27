from hypothesis import given
from hypothesis import strategies as st

from checker.errors import ReadError
from checker.model import BlockKind
from checker.readers import read
from checker.text.span import Span


def test_every_line_is_a_block() -> None:
    document = read("题\n\n　　正文。\r\n<!-- checker: allow x 理由 -->\n末".encode(), "a.txt")
    assert [block.span.of(document.text) for block in document.blocks] == [
        "题",
        "　　正文。",
        "<!-- checker: allow x 理由 -->",
        "末",
    ]
    assert [block.kind for block in document.blocks][2] is BlockKind.COMMENT
    place = document.locate(Span(document.text.index("末"), len(document.text)))
    assert (place.line, place.column, place.end_column, place.label) == (5, 1, 2, "第5行")


@given(st.text(alphabet="甲乙，。\n\t　<!-> a1", min_size=1, max_size=60))
def test_the_text_is_the_file(text: str) -> None:
    try:
        document = read(text.encode(), "a.txt")
    except ReadError:
        assert not text.strip()
        return
    assert document.text == text
    lines = text.split("\n")
    for offset, char in enumerate(text):
        place = document.locate(Span(offset, offset + 1))
        line = lines[place.line - 1] + "\n"
        assert line[place.column - 1] == char
        assert place.byte_column
        assert place.end_byte_column
        assert line.encode()[place.byte_column - 1 : place.end_byte_column - 1] == char.encode()
