"""`checker train` and `checker evaluate`."""

import json
from pathlib import Path

from transcript import Run

from checker.model import Category, Role


def test_train_then_evaluate(run: Run, tmp_path: Path) -> None:
    for folder in ("train", "dev", "quality"):
        (tmp_path / "data" / folder).mkdir(parents=True)
    (tmp_path / "data" / "lexicon.txt").write_text("行政执法 100\n", encoding="utf-8")
    roles = list(Role)
    rows = [
        {
            "id": f"{category}-{number}",
            "text": f"开展{category.chinese}工作，{roles[number % len(roles)].chinese}第{'甲乙丙丁戊己'[number]}项。",
            "category": category,
            "also": [],
            "role": roles[number % len(roles)],
            "author": "a",
            "scenario": "s",
            "heading": "一、主要工作",
        }
        for category in Category
        for number in range(6)
    ]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    for folder in ("train", "dev"):
        (tmp_path / "data" / folder / "a.jsonl").write_text(lines, encoding="utf-8")
    wrong = {"id": "q-1", "text": rows[0]["text"], "category": "digital", "origin": "有意标错"}
    (tmp_path / "data" / "quality" / "q.jsonl").write_text(json.dumps(wrong, ensure_ascii=False), encoding="utf-8")

    trained = run("train", "--data", "data", "--output", "model")
    assert trained.code == 0
    assert trained.out.startswith("模型 ")
    assert "72句训练" in trained.out
    scored = run("evaluate", "--data", "data", "--model", "model")
    assert scored.code == 0
    assert "单句·方面：准确率 1.000" in scored.out
    assert "在报告里：共72句。方面：严格 1.000" in scored.out
    assert "ECE " in scored.out
    assert "必须分对的句子：1句，错1句。" in scored.out
    assert "q-1 应为数字法治政府，得党的领导与组织推进" in scored.out

    (tmp_path / "data" / "labels.toml").write_text(
        '[[category]]\nid = "digital"\nsignals = ["数字"]\n', encoding="utf-8"
    )
    (tmp_path / "data" / "card.md").write_text("# 说明\n", encoding="utf-8")
    (tmp_path / "data" / "measured.toml").write_text(MEASURED, encoding="utf-8")
    compared = run("evaluate", "--data", "data", "--model", "model", "--card", "CARD.md")
    assert compared.code == 0
    assert "模型  关键词表：a 0.167" in compared.out  # one category, and what is left over is general
    page = (tmp_path / "CARD.md").read_text(encoding="utf-8")
    manifest = json.loads((tmp_path / "model" / "manifest.json").read_text(encoding="utf-8"))
    for words in (
        "# 说明\n",
        manifest["version"],
        manifest["training"]["digest"],
        "| 在报告里 | 72 | 1.000 |",
        "| **72句** | 1.000 | 72 |",
        "| 别处的报告 | 2.old | 9 | 0.900 | 0.950 | 0.800 | 0.700 |",
        "现在的模型没有测",
    ):
        assert words in page


MEASURED = """[[measured]]
on = "别处的报告"
model = "2.old"
sentences = 9
strict = 0.9
lenient = 0.95
macro_f1 = 0.8
role = 0.7
"""
