"""Training data: the shipped files hold what the datasheet says, bad ones are refused with an exact line."""

import json
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from checker.errors import UsageError
from checker.model.label import CATEGORIES, ROLES
from checker.training.data import load_examples, load_lexicon, load_quality

DATA = Path(__file__).parents[2] / "training_data"
GOOD = {
    "id": "x-1",
    "text": "印发要点。",
    "category": "leadership",
    "also": [],
    "role": "measure",
    "author": "hand-x",
    "scenario": "未记",
}


def row(**changes: object) -> str:
    return json.dumps(GOOD | changes, ensure_ascii=False)


def test_enough_sentences_of_every_category() -> None:
    counts = Counter(example.category for example in load_examples(DATA / "train"))
    assert counts.total() >= 5000
    assert min(counts[name] for name in CATEGORIES) >= 350


def test_enough_sentences_of_every_role() -> None:
    counts = Counter(example.role for example in load_examples(DATA / "train"))
    assert min(counts[name] for name in ROLES) >= 250


def test_the_held_out_author_is_not_in_training() -> None:
    train, dev = load_examples(DATA / "train"), load_examples(DATA / "dev")
    assert not {example.author for example in train} & {example.author for example in dev}
    assert not {example.text for example in train} & {example.text for example in dev}


def test_quality_rows_are_no_training_rows() -> None:
    rows = load_quality(DATA / "quality")
    assert len(rows) >= 40
    assert not {row.text for row in rows} & {example.text for example in load_examples(DATA / "train")}


def test_labels_file_matches_the_program() -> None:
    table = tomllib.loads((DATA / "labels.toml").read_text(encoding="utf-8"))
    assert [(entry["id"], entry["title"]) for entry in table["category"]] == [(c.value, c.chinese) for c in CATEGORIES]
    assert [(entry["id"], entry["title"]) for entry in table["role"]] == [(r.value, r.chinese) for r in ROLES]


def test_lexicon_is_large_enough() -> None:
    assert len(load_lexicon(DATA / "lexicon.txt")) >= 300


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["{"], "x.jsonl 第1行：不是有效的 JSON（第2列）"),
        (["[]"], "x.jsonl 第1行：应为表"),
        ([row(category="leadershp")], "x.jsonl 第1行.category：“leadershp”不在可用的值之内"),
        ([row(colour="red")], "x.jsonl 第1行：不认识的键“colour”"),
        ([row(text=" ")], "x.jsonl 第1行：句子为空"),
        ([row(also=["leadership"])], "x.jsonl 第1行：“also”里重复了主类别“leadership”"),
        ([row(also=["digital", "digital"])], "x.jsonl 第1行：“also”最多两个，且不得重复"),
        ([row(), "", row(id="x-2")], "x.jsonl 第3行：句子与x.jsonl 第1行重复"),
        ([row(), row(text="另一句。")], "x.jsonl 第2行：编号与x.jsonl 第1行重复"),
    ],
)
def test_bad_rows_are_named_by_file_and_line(tmp_path: Path, lines: list[str], message: str) -> None:
    (tmp_path / "x.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        load_examples(tmp_path)
    assert str(caught.value).startswith(message)


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有训练数据"):
        load_examples(tmp_path)


@pytest.mark.parametrize("line", ["法治", "法治 0", "法治 多", "法治 3 n"])
def test_a_bad_lexicon_line_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "lexicon.txt").write_text(f"依法行政 5\n{line}\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"lexicon\.txt 第2行"):
        load_lexicon(tmp_path / "lexicon.txt")
