"""Hostile files: each of the table is answered by its one line or read; what is damaged at random raises nothing else."""

import contextlib
import random

import pytest
from test_conformance import FORMATS

from benchmarks.hostile import HOSTILE, Hostile
from benchmarks.mutation import mutant
from checker.errors import ReadError
from checker.readers import read

MUTANTS, PDF_MUTANTS = 300, 60  # a PDF takes a process each; `test_pdf` damages more in this one


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=list(HOSTILE))
def test_one_line_answers(hostile: Hostile) -> None:
    name = f"x{hostile.suffix}"
    if not hostile.answer:
        assert read(hostile.build(), name).blocks
        return
    with pytest.raises(ReadError) as error:
        read(hostile.build(), name)
    assert str(error.value) == hostile.answer


@pytest.mark.parametrize("name", FORMATS)
def test_damage_raises_nothing_but_read_errors(name: str) -> None:
    data = FORMATS[name]()
    chance = random.Random(f"20241125-{name}")
    read_ones = 0
    count = PDF_MUTANTS if name == "a.pdf" else MUTANTS
    for _ in range(count):
        damaged = mutant(data, chance)
        with contextlib.suppress(ReadError):
            document = read(damaged, name)
            assert "".join(piece.span.of(document.text) for piece in document.pieces) == document.text
            read_ones += 1
    assert count * 0.1 < read_ones < count * 0.95  # the damage is neither too mild nor too rough to tell anything
