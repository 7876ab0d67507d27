"""Time grows with the text, whatever the text: a hostile file must not hang the run."""

import time

import pytest

from checker.anatomy import dissect
from checker.readers import read

NUMBERS = ["一、", "（一）甲。", "一、甲（一）乙。丙。", "一、甲\n（一）乙。丙。\n"]
WORDS = ["“", "（", "甲", "2023年", "人民政府", "甲县人民政府\n"]


def seconds(text: str) -> float:
    document = read(text.encode(), "a.txt")
    start = time.process_time()
    dissect(document)
    return time.process_time() - start


@pytest.mark.parametrize("piece", [*NUMBERS, *WORDS])
def test_ten_times_the_text_takes_no_hundred_times_as_long(piece: str) -> None:
    small, large = 6_000 // len(piece), 60_000 // len(piece)
    assert seconds(piece * large) < 40 * seconds(piece * small) + 0.2
