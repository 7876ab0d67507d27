import os
import random
import subprocess
import sys

import numpy as np

from checker.audit.sketches import SIZE, alike, sketch

LETTERS = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)]


def words(chance: random.Random, count: int) -> str:
    return "".join(chance.choices(LETTERS, k=count))


def likeness(one: str, other: str) -> float:
    first, second = ({text[at : at + 5] for at in range(len(text) - 4)} for text in (one, other))
    return len(first & second) / len(first | second)


def test_two_in_three_shingles_alike_are_found() -> None:
    chance = random.Random(3)
    pairs = []
    for _ in range(500):
        text = words(chance, 64)
        place = chance.randrange(20, 40)
        pairs.append((text, text[:place] + words(chance, 8) + text[place + 8 :]))
    assert all(0.65 < likeness(*pair) < 0.7 for pair in pairs)
    found = alike(sketch([text for pair in pairs for text in pair]))
    assert (found.lower % 2 == 0).all()
    assert (found.higher == found.lower + 1).all()
    assert len(found.lower) > 0.95 * len(pairs)
    assert abs(found.likeness.mean() - np.mean([likeness(*pair) for pair in pairs])) < 0.02


def test_others_are_not() -> None:
    chance = random.Random(4)
    stem = words(chance, 14)
    found = alike(sketch([stem + words(chance, 40) for _ in range(2000)]))
    assert not len(found.lower)


def test_of_many_each_has_many_and_the_pairs_stay_few() -> None:
    chance = random.Random(5)
    text = words(chance, 80)
    found = alike(
        sketch([text[:place] + words(chance, 2) + text[place + 2 :] for place in chance.choices(range(70), k=3000)])
    )
    neighbours = np.bincount(np.concatenate((found.lower, found.higher)), minlength=3000)
    assert neighbours.min() >= 20
    assert len(found.lower) < 3000 * 20 * SIZE // 4


def test_nothing_is_like_nothing() -> None:
    assert not len(alike(sketch([])).lower)
    assert not len(alike(sketch(["一二三四五六七八"])).lower)


def test_the_same_in_every_process() -> None:
    program = (
        "from checker.audit.sketches import sketch; print(sketch(['县政府把管网改造列入决策目录']).tobytes().hex())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert found == {sketch(["县政府把管网改造列入决策目录"]).tobytes().hex() + "\n"}
