"""The formats for programs as CI meets them: several in one run, quiet, the same everywhere."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from junitparser import JUnitXml
from transcript import DRAFT, Run

MACHINE = ("json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson")
EXAMPLES = Path(__file__).parents[2] / "examples"


def in_pairs(folder: str) -> list[str]:
    """Return the options that write every format into `folder`."""
    return [
        option for name in MACHINE for option in ("--output-format", name, "--output-file", f"{folder}/report.{name}")
    ]


def test_all_at_once_and_one_on_the_screen(run: Run, tmp_path: Path) -> None:
    done = run("lint", "draft.txt", *in_pairs("."), "--output-format", "concise")
    found = len(done.out.splitlines())
    assert (done.code, done.err) == (1, "")
    text = {name: (tmp_path / f"report.{name}").read_text(encoding="utf-8") for name in MACHINE}
    assert found == len(json.loads(text["json"])["documents"][0]["findings"]) > 3
    assert found == len(json.loads(text["sarif"])["runs"][0]["results"])
    assert found == len(json.loads(text["gitlab"]))
    assert found == len(json.loads(text["rdjson"])["diagnostics"])
    assert found == len(text["jsonl"].splitlines()) == len(text["github"].splitlines())
    assert found == JUnitXml.fromstring(text["junit"].encode()).failures
    for name in MACHINE:
        assert "13812345678" not in text[name]
        assert text[name] == run("lint", "draft.txt", "--output-format", name).out


def test_nothing_found_is_a_report_too(run: Run) -> None:
    def clean(name: str) -> str:
        done = run("lint", "draft.txt", "--select", "unpaired-mark", "--output-format", name)
        assert (done.code, done.err) == (0, "")
        return done.out

    assert clean("github") == ""
    assert json.loads(clean("gitlab")) == []
    assert json.loads(clean("sarif"))["runs"][0]["results"] == []
    assert json.loads(clean("rdjson"))["diagnostics"] == []
    assert JUnitXml.fromstring(clean("junit").encode()).tests == 1


def test_a_file_that_cannot_be_read_is_in_every_format(run: Run) -> None:
    for name in MACHINE:
        done = run("lint", "no.txt", "--output-format", name)
        assert (done.code, done.err) == (3, "no.txt：找不到文件\n")
        # a line of jsonl is a finding
        assert ("找不到文件" in done.out) is (name != "jsonl")


@pytest.mark.parametrize("name", ["full", "concise", *MACHINE])
def test_quiet_says_nothing_but_findings_and_errors(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "draft.pdf").write_bytes(b"")  # draft.txt lies beside it
    assert run("lint", ".", "--output-format", name).err == "draft.pdf：没有检查，已检查同名的稿件\n"
    quiet = run("lint", ".", "no.txt", "-q", "--output-format", name)
    assert quiet.err == "no.txt：找不到文件\n"
    assert "小结" not in quiet.out
    assert run("lint", ".", "-q", "--output-format", name).err == ""


SETTINGS = (
    {"LC_ALL": "C", "PYTHONHASHSEED": "1", "TZ": "UTC"},
    {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "TZ": "Asia/Shanghai", "PYTHONUTF8": "0"},
    {"LC_ALL": "zh_CN.GB18030", "PYTHONHASHSEED": "3", "TZ": "Pacific/Kiritimati", "PYTHONIOENCODING": "gbk"},
)


def test_the_same_bytes_in_every_environment_and_on_two_processes(tmp_path: Path) -> None:
    for name in ("faulty.md", "faulty.docx", "good.md"):
        (tmp_path / name).write_bytes((EXAMPLES / name).read_bytes())
    (tmp_path / "稿 1.txt").write_text(DRAFT, encoding="utf-8")
    results = []
    for index, settings in enumerate(SETTINGS):
        (tmp_path / f"out{index}").mkdir()
        arguments = (*in_pairs(f"out{index}"), "--jobs", str(1 + index % 2), "--isolated")
        done = subprocess.run(
            [sys.executable, "-m", "checker", "lint", ".", *arguments],
            cwd=tmp_path,
            env={**os.environ, **settings},
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")
        results.append({name: (tmp_path / f"out{index}" / f"report.{name}").read_bytes() for name in MACHINE})
    assert results[0] == results[1] == results[2]
    assert all(results[0].values())
    assert "稿 1.txt".encode() in results[0]["gitlab"]
