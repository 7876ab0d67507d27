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
    assert "方面：准确率 1.000" in scored.out
    assert "必须分对的句子：1句，错1句。" in scored.out
    assert "q-1 应为数字法治政府，得党的领导与组织推进" in scored.out
