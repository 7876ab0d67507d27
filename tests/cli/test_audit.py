"""`checker audit`: what it refuses, and what it says."""

import sys
from pathlib import Path

import duckdb
import pytest
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


def test_what_must_be_installed_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for name in [name for name in sys.modules if name.startswith("checker.audit")]:
        monkeypatch.delitem(sys.modules, name)
    done = run("audit", ".")
    assert (done.code, done.err) == (2, 'checker：checker audit 要另装几个包：pip install "fazhi-checker[audit]"\n')
