"""The command line, run within the test's process."""

from pathlib import Path

import pytest
from transcript import DRAFT, Done, Run

from checker.cli import main


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `checker` in an empty folder that holds `draft.txt`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")

    def checker(*arguments: str) -> Done:
        code = main(arguments)
        captured = capfd.readouterr()
        return Done(code, captured.out, captured.err)

    return checker
