"""A whole audit, as a process: whatever stops it or its processes, the results are the same in the end."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from benchmarks import collection
from checker.audit.journal import RESULTS, Lines
from checker.audit.record import Record, Status

REPORTS = 40
# in every process of the run, a report of this name kills whoever reads it
KILLER = """
import os, signal
from checker import batch
lint = batch.lint_draft
def lint_draft(draft, cache=None):
    if "致命" in draft.path:
        os.kill(os.getpid(), signal.SIGKILL)
    return lint(draft, cache)
batch.lint_draft = lint_draft
"""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("collection")
    collection.generate(folder / "省", REPORTS, 5, copies=0.2)
    return folder / "省"


@pytest.fixture(scope="module")
def expected(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    output = tmp_path_factory.mktemp("expected")
    assert audit(reports, output).returncode == 3  # a few files are damaged
    return (output / RESULTS).read_bytes()


def command(reports: Path, output: Path, *options: str) -> list[str]:
    where = ("--output", str(output), "--manifest", str(reports / "manifest.csv"), "--isolated", "--quiet")
    return [sys.executable, "-m", "checker", "audit", str(reports), *where, *options]


def audit(
    reports: Path, output: Path, *options: str, path: str = "", code: int | None = None
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (path, os.environ.get("PYTHONPATH"))))}
    done = subprocess.run(
        command(reports, output, *options), capture_output=True, text=True, check=False, env=environment, timeout=300
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert code in (None, done.returncode), done.stderr
    return done


def records(output: Path) -> dict[str, Record]:
    return {record.path: record for record in Lines(output / RESULTS)}


def test_what_is_found_is_what_was_made(reports: Path, expected: bytes, tmp_path: Path) -> None:
    (tmp_path / RESULTS).write_bytes(expected)
    found = records(tmp_path)
    planted = {row["path"]: row for row in collection_rows(reports)}
    read = {path: record for path, record in found.items() if record.status is Status.READ}
    assert {os.path.relpath(path, reports) for path in read} == planted.keys()
    for path, record in read.items():
        row = planted[os.path.relpath(path, reports)]
        assert [record.body, record.level, record.year, record.region] == [
            row["body"],
            row["level"],
            row["year"],
            row["region"],
        ]
        assert (str(record.dated), record.empty) == (row["dated"], row["empty"])
    assert all(record.received for record in read.values())
    assert {record.status for record in found.values()} >= {Status.READ, Status.FAILED, Status.ARCHIVE, Status.MISSING}


def collection_rows(reports: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (reports / "planted.jsonl").read_text(encoding="utf-8").splitlines()]


def test_dask_gives_the_same(reports: Path, expected: bytes, tmp_path: Path) -> None:
    audit(reports, tmp_path, "--backend", "dask", "--jobs", "2", code=3)
    assert (tmp_path / RESULTS).read_bytes() == expected


def wait_for(path: Path, lines: int) -> None:
    until = time.monotonic() + 120
    while not path.exists() or path.read_bytes().count(b"\n") < lines:
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_stopped_run_is_taken_up(reports: Path, expected: bytes, tmp_path: Path, how: signal.Signals) -> None:
    part = tmp_path / f"{RESULTS}.part"
    with subprocess.Popen(command(reports, tmp_path), stderr=subprocess.PIPE, text=True) as run:
        wait_for(part, 5)
        run.send_signal(how)
        _, said = run.communicate(timeout=60)
    assert run.returncode != 0
    if how is signal.SIGINT:
        assert said == f"checker：已中断；已做完的结果在“{tmp_path}”，加 --resume 接着做\n"
    left = part.read_bytes().count(b"\n")
    assert 5 <= left < REPORTS
    refused = audit(reports, tmp_path, code=2)
    assert refused.stderr == (
        f"checker：“{tmp_path}”里有上次没有做完的结果：加 --resume 接着做，或者用 --output 另写一个文件夹\n"
    )
    audit(reports, tmp_path, "--resume", code=3)
    assert (tmp_path / RESULTS).read_bytes() == expected
    assert not part.exists()


def test_a_process_killed_from_outside_costs_nothing(reports: Path, expected: bytes, tmp_path: Path) -> None:
    with subprocess.Popen(command(reports, tmp_path, "--jobs", "2"), stderr=subprocess.PIPE, text=True) as run:
        wait_for(tmp_path / f"{RESULTS}.part", 5)
        workers = [child for child in psutil.Process(run.pid).children() if "popen_loky" in " ".join(child.cmdline())]
        workers[0].kill()
        _, said = run.communicate(timeout=120)
    assert (run.returncode, "Traceback" in said) == (3, False), said
    assert (tmp_path / RESULTS).read_bytes() == expected


@pytest.mark.parametrize("backend", ["loky", "dask"])
def test_a_file_that_kills_its_process_is_a_failure(
    reports: Path, expected: bytes, tmp_path: Path, backend: str
) -> None:
    deadly = reports / "致命.txt"
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(KILLER, encoding="utf-8")
    deadly.write_text("石桥县2025年法治政府建设年度报告", encoding="utf-8")
    try:
        audit(reports, tmp_path / "out", "--backend", backend, "--jobs", "2", path=str(site), code=3)
    finally:
        deadly.unlink()
    found = records(tmp_path / "out")
    failed = found.pop(str(deadly))
    assert failed.status is Status.FAILED
    assert failed.failures[0].message.startswith("检查这个文件的进程意外退出了")
    (tmp_path / RESULTS).write_bytes(expected)
    assert found == records(tmp_path)


def test_only_what_has_changed_is_done_again(tmp_path: Path) -> None:
    folder = tmp_path / "县"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.md").write_text(
            f"# 石桥县2025年法治政府建设年度报告\n\n开展检查{number}次。\n", encoding="utf-8"
        )

    def run(*options: str) -> dict[str, tuple[int, str]]:
        subprocess.run(
            [sys.executable, "-m", "checker", "audit", "县", "--output", "果", "--isolated", *options],
            check=True, capture_output=True, cwd=tmp_path, timeout=120,
        )  # fmt: skip
        return {path: (len(record.findings), record.key) for path, record in records(tmp_path / "果").items()}

    first = run()
    assert run("--resume") == first
    (folder / "1.md").write_text("# 石桥县2025年法治政府建设年度报告\n\n今年以来，开展检查2次。\n", encoding="utf-8")
    (folder / "0.md").unlink()
    second = run("--resume")
    assert list(second) == ["县/1.md", "县/2.md"]
    assert second["县/2.md"] == first["县/2.md"]
    assert second["县/1.md"][1] != first["县/1.md"][1]
    third = run("--resume", "--ignore", "wrong-period")
    assert third["县/1.md"][0] == second["县/1.md"][0] - 1
