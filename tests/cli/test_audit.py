"""`checker audit`: what it refuses, and what it says."""

import sys
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock
from transcript import DRAFT, Run

WRONG = [
    ((), "checker：缺少参数：DIR\n"),
    (("无",), "checker：无：没有这个文件夹\n"),
    ((".", "--scheduler", "tcp://1:1"), "checker：“--scheduler”要与“--backend dask”一起用\n"),
    ((".", "--score-sheet", "a.toml"), "checker：“--score-sheet”要与“--score”一起用\n"),
    ((".", "--score", "--score-sheet", "a.toml"), "checker：打分表“a.toml”：没有这个文件\n"),
    ((".", "--backend", "sprak"), "checker：“--backend”：“sprak”不在可用的值之内（loky、dask）\n"),
    ((".", "--manifest", "无.csv"), "checker：无.csv：没有这个文件\n"),
    ((".", "--reference", "无.docx"), "checker：上级文件“无.docx”：找不到文件\n"),
    ((".", "--select", "nothing"), "checker：不认识的规则或规则组“nothing”\n"),
    ((".", "--output", "draft.txt"), "checker：draft.txt：这是文件，不是文件夹\n"),
]


@pytest.mark.parametrize(("options", "line"), WRONG, ids=[" ".join(options) for options, _ in WRONG])
def test_what_is_refused(run: Run, options: tuple[str, ...], line: str) -> None:
    done = run("audit", *options)
    assert (done.code, done.out, done.err) == (2, "", line)
    assert not Path("audit").exists()


def test_an_empty_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    done = run("audit", "空")
    assert (done.code, done.out) == (3, "")
    assert "文件夹里没有可以检查的稿件" in done.err


def test_what_is_said_and_written(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "收件" / "石桥县"
    folder.mkdir(parents=True)
    (folder / "报告.txt").write_text(DRAFT, encoding="utf-8")
    (folder / "空.txt").write_text("", encoding="utf-8")
    (tmp_path / "名册.csv").write_text("单位\n花溪县人民政府\n", encoding="utf-8")
    done = run("audit", "收件", "--manifest", "名册.csv", "--output", "果", "--score", "--jobs", "1")
    assert (done.code, done.err) == (3, "")
    assert done.out == ("检查了1份报告：1份空白，1个单位没有报送，1份读不了\n结果在 果/index.html\n"), done.out
    rows = duckdb.sql("SELECT status, body, score IS NOT NULL FROM '果/reports.parquet' ORDER BY report").fetchall()
    assert [(status, scored) for status, _, scored in rows] == [("read", True), ("failed", False), ("missing", False)]
    quiet = run("audit", "收件", "--output", "果", "--resume", "--quiet", "--jobs", "1")
    assert (quiet.code, quiet.out, quiet.err) == (3, "", "")
    scores = duckdb.sql("SELECT count(score) FROM '果/reports.parquet'").fetchall()
    assert scores == [(0,)]


def test_one_audit_at_a_time(run: Run, tmp_path: Path) -> None:
    (tmp_path / "果").mkdir()
    with FileLock(tmp_path / "果" / ".checker-audit.lock"):
        done = run("audit", "draft.txt", "--output", "果", "--jobs", "1")
    assert (done.code, done.out) == (2, "")
    assert done.err == "checker：另一次检查正在往“果”里写，等它做完，或者用 --output 另写一个文件夹\n"


def test_who_has_reported_though_not_well(run: Run, tmp_path: Path) -> None:
    for name, text in (
        ("收件/石桥县司法局2025年法治政府建设年度报告.txt", ""),
        ("收件/石桥县民政局/报告.txt", ""),
        ("收件/甲.md", "# 石桥县2024年法治政府建设年度报告\n\n2024年，开展检查3次。\n"),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    rows = "石桥县司法局,2025\n石桥县民政局,2025\n石桥县人民政府,2025\n石桥县,2025\n花溪县,2025\n花溪县,2025\n"
    (tmp_path / "名册.csv").write_text(f"单位,年度\n{rows}", encoding="gb18030")
    run("audit", "收件", "--manifest", "名册.csv", "--output", "果", "--jobs", "1")
    found = duckdb.sql("SELECT body, failure FROM '果/reports.parquet' WHERE status = 'missing' ORDER BY body")
    assert found.fetchall() == [
        ("石桥县人民政府", "清单里有这个单位，没有找到它2025年度的报告，只有2024年度的"),
        ("花溪县", "清单里有这个单位，没有找到它的报告"),
    ]


def test_a_single_file(run: Run) -> None:
    done = run("audit", "draft.txt", "--jobs", "1")
    assert (done.code, done.out, done.err) == (0, "检查了1份报告：1份空白\n结果在 audit/index.html\n", "")


def test_what_must_be_installed_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for name in [name for name in sys.modules if name.startswith("checker.audit")]:
        monkeypatch.delitem(sys.modules, name)
    done = run("audit", ".")
    assert (done.code, done.err) == (2, 'checker：checker audit 要另装几个包：pip install "fazhi-checker[audit]"\n')
