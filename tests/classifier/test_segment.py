"""jieba with its own small dictionary, quiet and alone."""

import subprocess
import sys
from pathlib import Path

from checker.classifier.segment import Segmenter

ROOT = Path(__file__).parents[2]


def test_words_of_the_dictionary_are_kept_whole() -> None:
    segmenter = Segmenter({"行政": 900, "规范性": 100, "文件": 500, "行政规范性文件": 50, "清理": 90})
    assert segmenter.cut("清理行政规范性文件") == ["清理", "行政规范性文件"]


def test_unknown_characters_come_one_by_one() -> None:
    assert Segmenter({"清理": 5}).cut("清理甪㐂") == ["清理", "甪", "㐂"]


def test_nothing_but_jieba_is_loaded_and_nothing_is_said(tmp_path: Path) -> None:
    code = (
        "import sys, checker.classifier.segment as s; assert 'jieba' not in sys.modules;"
        "print(s.Segmenter({'法治': 3}).cut('法治')); assert 'pkg_resources' not in sys.modules"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"TMPDIR": str(tmp_path), "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "['法治']\n", "")
    assert list(tmp_path.iterdir()) == []
