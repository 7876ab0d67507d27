"""`checker classify`, both forms."""

import io
import json
import sys

import pytest
from transcript import DRAFT, Run

FIELDS = ["category", "confidence", "also", "role", "role_confidence"]


def test_sentences_of_a_document(run: Run) -> None:
    done = run("classify", "draft.txt", "--output-format", "jsonl")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 0
    assert [list(row) for row in rows] == [["text", "start", "end", "section", *FIELDS]] * len(rows)
    assert all(DRAFT[row["start"] : row["end"]] == row["text"] for row in rows)
    assert [row["section"] for row in rows] == ["achievements", "shortcomings", "plan", "plan"]


def test_lines_come_back_in_order(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        {"id": "乙", "text": "全年共办理行政复议案件63件，审结60件。"},
        {"id": 7, "text": "下一步，将开展行政执法案卷评查。", "heading": "四、工作安排", "previous": ""},
        {"text": "", "heading": None},
    ]
    data = "\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    answers = [json.loads(line) for line in run("classify", "--lines", "-").out.splitlines()]
    assert [answer["id"] for answer in answers] == ["乙", 7, None]
    assert [list(answer) for answer in answers] == [["id", *FIELDS]] * 3
    assert [answer["category"] for answer in answers[:2]] == ["dispute_resolution", "enforcement"]
    assert [answer["role"] for answer in answers[:2]] == ["result", "plan"]


def test_table_is_for_people(run: Run) -> None:
    done = run("classify", "draft.txt")
    assert "二、存在的不足和原因" in done.out
    assert "矛盾纠纷化解" in done.out
    assert "行政执法人员力量不足" in done.out


def test_the_words_that_carried_a_label(run: Run) -> None:
    lines = run("classify", "draft.txt", "--explain").out.splitlines()
    row = next(index for index, line in enumerate(lines) if "全县共受理行政复议案件" in line)
    assert lines[row + 1].strip().startswith("支持：复议案件 +")


@pytest.mark.parametrize("other", [("--lines", "-"), ("draft.txt", "--output-format", "jsonl")])
def test_words_are_told_in_the_table_only(run: Run, other: tuple[str, ...]) -> None:
    done = run("classify", "--explain", *other)
    assert (done.code, done.out) == (2, "")
    assert done.err == "checker：--explain 只用于给人看的表，不能和 --lines、--output-format jsonl 一起用\n"
