"""The command as a process: what it loads, what encodings it meets, how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from transcript import DRAFT

from checker import __version__
from checker.cli import command, main
from checker.cli.command import _VERBS

HEAVY = {"numpy", "jieba", "sklearn", "scipy", "joblib", "rich", "docx", "lxml", "markdown_it", "pypdfium2", "jinja2"}
HEAVY |= {"pathspec", "tomli_w", "watchfiles", "pygls", "lsprotocol", "pyarrow", "datasketch", "distributed", "dask"}
READERS = {f"checker.readers.{name}" for name in ("plain", "markdown", "docx", "pdf", "html")}
SHOW_MODULES = (
    "import sys; from checker.cli import main; code = main(sys.argv[1:]); "
    "print(*sys.modules, file=sys.stderr); sys.exit(code)"
)


def process(
    *arguments: str, encoding: str = "utf-8", script: tuple[str, ...] = ("-m", "checker")
) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    return subprocess.run([sys.executable, *script, *arguments], capture_output=True, check=False, env=environment)


@pytest.fixture
def draft(tmp_path: Path) -> str:
    path = tmp_path / "draft.txt"
    path.write_text(DRAFT, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], [], *([verb, "--help"] for verb in _VERBS)])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    done = process(*arguments, script=("-c", SHOW_MODULES))
    assert done.returncode == 0
    assert not set(done.stderr.decode().split()) & (HEAVY | READERS)


def test_lint_loads_what_it_needs(draft: str) -> None:
    arguments = ("lint", draft, "--isolated", "--output-format", "json", "--fail-on", "never", "--select")
    without = set(process(*arguments, "wrong-period", script=("-c", SHOW_MODULES)).stderr.decode().split())
    assert not without & HEAVY
    labelled = set(process(*arguments, "missing-section", script=("-c", SHOW_MODULES)).stderr.decode().split())
    assert labelled & HEAVY == {"numpy"}  # jieba only explains


def test_what_did_not_change_is_not_linted_again(draft: str) -> None:
    arguments = ("lint", draft, "--output-format", "concise", "-v")
    first, again = process(*arguments), process(*arguments, script=("-c", SHOW_MODULES))
    assert (again.returncode, again.stdout) == (first.returncode, first.stdout)
    told, *modules = again.stderr.decode().split()
    assert told == "1个文件没有改动，用上次的结果；0个文件要检查"
    # neither model nor law nor rules
    assert not set(modules) & (HEAVY | READERS | {"checker.engine", "checker.rules", "checker.law", "checker.anatomy"})


def test_version() -> None:
    assert process("--version").stdout.decode() == f"fazhi-checker {__version__}\n"


@pytest.mark.parametrize("verb", _VERBS)
def test_help_is_chinese(verb: str) -> None:
    text = process(verb, "--help").stdout.decode()
    assert text.startswith(f"用法：checker {verb} ")
    for english in ("usage", "options:", "positional", "show this", "default:"):
        assert english not in text


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "cp437", "ascii", "latin-1"])
@pytest.mark.parametrize(
    "arguments", [("explain", "--all"), ("lint", "{draft}"), ("lint", "{draft}", "--color", "always")]
)
def test_any_console_encoding(draft: str, encoding: str, arguments: tuple[str, ...]) -> None:
    done = process(*(argument.format(draft=draft) for argument in arguments), encoding=encoding)
    assert done.returncode in (0, 1)
    assert done.stderr == b""
    text = done.stdout.decode(encoding)
    assert "missing-section" in text
    if encoding in ("utf-8", "gbk"):
        assert "?" not in text


def test_json_is_utf8_whatever_the_console(draft: str) -> None:
    done = process("lint", draft, "--output-format", "json", encoding="gbk")
    assert json.loads(done.stdout.decode("utf-8"))["documents"][0]["title"] == "松原县2024年法治政府建设年度报告"
    assert b"\r" not in done.stdout


def test_broken_pipe_ends_quietly() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "checker", "explain", "--all"], stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_interrupt_is_one_line(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    def interrupted(_: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "_run", interrupted)
    assert main(["lint"]) == 130
    assert capfd.readouterr() == ("", "checker：已中断\n")
