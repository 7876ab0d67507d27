"""The tables of names and phrases: what they hold, and the exact message for every mistake in them."""

import datetime
import shutil
from pathlib import Path

import pytest

from checker import law
from checker.errors import UsageError
from checker.model import Evidence, Severity
from checker.resources import package_dir

HEADER = "wrong\tright\tsince\tseverity\tunless\treason\tsource\tevidence"
ROW = "行政首长出庭\t负责人出庭\t2015-05-01\twarning\t甲|乙\t法律改了\t行政诉讼法\tseen"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(package_dir("law", "lexicon"), tmp_path, dirs_exist_ok=True)
    return tmp_path


def write(folder: Path, *lines: str) -> Path:
    (folder / "outdated.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_a_row(folder: Path) -> None:
    (row,) = law.load_lexicon(write(folder, HEADER, ROW, "")).outdated
    assert (row.wrong, row.right, row.unless) == ("行政首长出庭", "负责人出庭", ("甲", "乙"))
    assert (row.since, row.severity, row.evidence) == (datetime.date(2015, 5, 1), Severity.WARNING, Evidence.SEEN)


def test_empty_cells(folder: Path) -> None:
    cells = ROW.split("\t")
    cells[2] = cells[4] = ""
    (row,) = law.load_lexicon(write(folder, HEADER, "\t".join(cells))).outdated
    assert (row.since, row.unless) == (None, ())


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (("wrnog\tright",), "outdated.tsv 第1行：不认识的列“wrnog”；是否想写“wrong”？"),
        (
            ("wrong\tright",),
            "outdated.tsv 第1行：各列应为 wrong、right、since、severity、unless、reason、source、evidence",
        ),
        ((HEADER, "甲\t乙"), "outdated.tsv 第2行：应有8列，实有2列"),
        ((HEADER, ROW.replace("2015-05-01", "去年")), "outdated.tsv 第2行：“since”列的“去年”不对"),
        ((HEADER, ROW, ROW.replace("warning", "fatal")), "outdated.tsv 第3行：“severity”列的“fatal”不对"),
    ],
)
def test_mistakes(folder: Path, lines: tuple[str, ...], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        law.load_lexicon(write(folder, *lines))
    assert str(caught.value) == message


def test_a_font_shows_one_typeface() -> None:
    fonts = [font.casefold() for face in law.load_lexicon().typefaces for font in face.fonts]
    assert len(fonts) == len(set(fonts))


def test_a_missing_table(folder: Path) -> None:
    (folder / "words.tsv").unlink()
    with pytest.raises(UsageError, match=r"words\.tsv：无法读取"):
        law.load_lexicon(folder)
