"""A session in an editor: Neovim opens a draft, shows what is wrong, explains it and mends it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("neovim.lua")
ROOT = Path(__file__).parents[2]
DRAFT = "清江县2024年法治政府建设年度报告\n\n一、主要举措和成效\n\n全年𠮷共受理行政复议案件63件，，审结60件。\n"


@pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim is not installed")
def test_neovim_shows_explains_and_mends(tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(DRAFT, encoding="utf-8")
    done = subprocess.run(
        ["nvim", "--headless", "--clean", "-n", "-c", f"luafile {SCRIPT}"],
        env={
            **os.environ,
            "CHECKER_PYTHON": sys.executable,
            "CHECKER_DRAFT": str(draft),
            "PYTHONPATH": str(ROOT),
            "XDG_STATE_HOME": str(tmp_path),
            "XDG_CACHE_HOME": str(tmp_path),
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found, page, actions, mended = (part.splitlines() for part in done.stdout.split("== "))
    place = len("全年𠮷共受理行政复议案件63件".encode()) + 1
    assert f"5:{place} repeated-mark 标点“，，”重复" in found
    assert any("标点重复" in line for line in page)
    assert actions[1] == "只留一个标点"
    assert actions[-1].startswith("修改全文可以自动修改的问题")
    assert mended[1:] == DRAFT.replace("，，", "，").splitlines()
