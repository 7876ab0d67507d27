"""`checker lint --fix`, `--diff` and `--output-format docx` as people and programs use them."""

import dataclasses
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from drafts import body, our_comments, p, r, word
from transcript import Run

from checker import batch
from checker.batch import Draft, Outcome, Way
from checker.cache import Cache
from checker.cli import fixes
from checker.config import Settings
from checker.model import Report
from checker.readers import office, read

SELECT = ("--select", "half-width-punctuation,stacked-approximation,personal-data", "--isolated")
TEXT = "第一,第二。\r\n办件近15万余件。\r\n电话13812345678。\r\n"
SAFE = "第一，第二。\r\n办件近15万余件。\r\n电话13812345678。\r\n"
ALL = "第一，第二。\r\n办件近15万件。\r\n电话13812345678。\r\n"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode())
    return path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "a.docx"
    path.write_bytes(word(*(p(r(line)) for line in TEXT.splitlines())))
    return path


def test_fix_changes_the_draft_and_reports_what_remains(run: Run, draft: Path) -> None:
    done = run("lint", "a.txt", "--fix", *SELECT, "--output-format", "concise")
    assert draft.read_bytes() == SAFE.encode()
    assert done.code == 1
    assert [line.split()[2] for line in done.out.splitlines()] == ["stacked-approximation", "personal-data"]
    assert done.err == "已自动修改1处；另有1处要人拿主意，加“--unsafe-fixes”也可以自动修改\n"
    again = run("lint", "a.txt", "--fix", "--unsafe-fixes", *SELECT, "--output-format", "concise")
    assert draft.read_bytes() == ALL.encode()
    assert (again.code, again.err) == (1, "已自动修改1处\n")
    last = run("lint", "a.txt", "--fix", "--unsafe-fixes", *SELECT, "--output-format", "concise")
    assert draft.read_bytes() == ALL.encode()
    assert last.err == "没有可以自动修改的\n"


def test_nothing_left_is_exit_code_0(run: Run, draft: Path) -> None:
    done = run("lint", "a.txt", "--fix", "--select", "half-width-punctuation", "--isolated", "-q")
    assert (done.code, done.err) == (0, "")
    assert draft.read_bytes() == SAFE.encode()


def test_diff_shows_and_writes_nothing(run: Run, draft: Path) -> None:
    done = run("lint", "a.txt", "--diff", *SELECT)
    assert done.code == 1
    assert done.out.splitlines() == [
        *("--- a.txt", "+++ a.txt", "@@ -1,3 +1,3 @@", "-第一,第二。", "+第一，第二。"),
        *(" 办件近15万余件。", " 电话13812345678。"),
    ]
    assert draft.read_bytes() == TEXT.encode()
    run("lint", "a.txt", "--fix", *SELECT)
    assert run("lint", "a.txt", "--diff", *SELECT).code == 0


def test_diff_of_a_last_line_without_an_end(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("第一,第二", encoding="utf-8")
    shown = run("lint", "a.txt", "--diff", *SELECT).out.splitlines()
    assert shown[3:] == ["-第一,第二", r"\ No newline at end of file", "+第一，第二", r"\ No newline at end of file"]


def test_diff_of_a_word_draft_is_by_paragraphs_and_keeps_secrets(run: Run, report: Path) -> None:
    before = report.read_bytes()
    done = run("lint", "a.docx", "--diff", "--unsafe-fixes", *SELECT)
    assert done.code == 1
    assert done.out.splitlines()[3:] == [
        *("-第一,第二。", "-办件近15万余件。", "+第一，第二。", "+办件近15万件。", " 电话***********。"),
    ]
    assert report.read_bytes() == before


def test_fix_of_a_word_draft(run: Run, report: Path) -> None:
    assert run("lint", "a.docx", "--fix", *SELECT).err.startswith("已自动修改1处")
    assert read(report.read_bytes(), "a.docx").text.startswith("第一，第二。\n")
    run("lint", "a.docx", "--fix", "--unsafe-fixes", "--track-changes", *SELECT)
    document = body(report.read_bytes())
    assert ["".join(mark.itertext()) for mark in document.iter(f"{W}del")] == ["余"]


def give(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), "utf-8"))


@pytest.mark.parametrize("text", [TEXT, "没有毛病。\n"])
def test_standard_input_comes_out_fixed(run: Run, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    give(monkeypatch, text.encode())
    done = run("lint", "-", "--fix", *SELECT, "--output-format", "concise")
    assert done.out == text.replace(",", "，")
    assert ("personal-data" in done.err) == (text == TEXT)


def test_several_processes_fix_as_one_does(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.txt").write_bytes(TEXT.encode())
    (tmp_path / "broken.docx").write_bytes(b"x")
    # a process of its own, since workers outlive a run and stay in the folder where they were started
    command = [sys.executable, "-m", "checker", "lint", str(tmp_path), "--fix", "--jobs", "2", *SELECT]
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": "utf-8"})
    assert done.returncode == 3
    assert {path.read_bytes() for path in tmp_path.glob("?.txt")} == {SAFE.encode()}
    assert "已自动修改4处" in done.stderr.decode()
    assert "broken.docx：不是 Word 文档" in done.stderr.decode()


def outcomes(path: str, data: bytes, text: str = "") -> Iterator[tuple[Draft, Outcome]]:
    draft = Draft(path, Way(Settings(select=("half-width-punctuation",))))
    own = batch.fix_draft(Draft(path, draft.way, data), batch.Fixing())
    yield draft, own if not text else dataclasses.replace(own, report=dataclasses.replace(own.report, format=text))


def failures(reports: list[Report]) -> list[str]:
    return [failure.message for report in reports for failure in report.failures]


def test_a_draft_that_changed_meanwhile_is_left_alone(draft: Path) -> None:
    found = fixes.write(outcomes(str(draft), b"1,\xe7\x94\xb2,\xe4\xb9\x99"), quiet=True, unsafe=False)
    assert failures(found) == ["没有修改：稿件刚才有改动，请再运行一次"]
    assert len(found[0].findings) == 1
    assert draft.read_bytes() == TEXT.encode()


def test_a_draft_that_may_not_be_written(run: Run, draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    done = run("lint", "a.txt", "--fix", *SELECT)
    assert done.code == 3
    assert "a.txt：没有修改：没有权限写入，或者文件正由别的程序打开" in done.err
    assert draft.read_bytes() == TEXT.encode()


def test_a_format_that_cannot_be_fixed_says_so(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fixes.write(outcomes(str(draft), "甲。".encode(), "pdf"), quiet=True, unsafe=False)
    assert capsys.readouterr().err == f"{draft}：这种格式不能自动修改，请在文字处理软件里改\n"


def test_comments_into_a_file(run: Run, report: Path, tmp_path: Path) -> None:
    before = report.read_bytes()
    outputs = ("--output-format", "docx", "--output-file", "批注.docx", "--output-format", "json")
    done = run("lint", "a.docx", *SELECT, *outputs)
    assert (done.code, done.err) == (1, "批注.docx：写了3处批注\n")
    found = json.loads(done.out)["documents"][0]["findings"]
    comments = our_comments((tmp_path / "批注.docx").read_bytes())
    assert [lines[0].split("：", 1)[1] for _, lines in comments] == [finding["message"] for finding in found]
    assert report.read_bytes() == before


def test_comments_of_several_drafts_go_into_a_folder(run: Run, report: Path, tmp_path: Path) -> None:
    (tmp_path / "b.docx").write_bytes(word(p(r("没有毛病。"))))
    (tmp_path / "批注").mkdir()
    to = ("--output-format", "docx", "--output-file", "批注")
    assert run("lint", "a.docx", "b.docx", "gone.docx", *SELECT, *to).code == 3
    assert sorted(path.name for path in (tmp_path / "批注").iterdir()) == ["a.docx", "b.docx"]
    assert len(our_comments((tmp_path / "批注" / "a.docx").read_bytes())) == 3
    assert (tmp_path / "批注" / "b.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    assert run("lint", "批注/a.docx", *SELECT, *to).err == "checker：批注会覆盖稿件“批注/a.docx”，请换一个文件夹\n"
    assert report.is_file()


def test_comments_to_standard_output(run: Run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    monkeypatch.setattr(sys, "stdout", out)
    give(monkeypatch, report.read_bytes())
    assert run("lint", "-", "--stdin-filename", "a.docx", *SELECT, "--output-format", "docx").code == 1
    assert len(our_comments(out.buffer.getvalue())) == 3  # type: ignore[attr-defined]


def test_comments_are_not_for_the_screen(run: Run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True)
    done = run("lint", report.name, "--output-format", "docx")
    assert (done.code, done.out) == (2, "")
    assert done.err == "checker：批注写在 Word 文件里，屏幕上显示不了，应加“--output-file 批注.docx”\n"


def test_what_remains_after_fixing_is_commented(run: Run, report: Path, tmp_path: Path) -> None:
    run("lint", "a.docx", "--fix", *SELECT, "--output-format", "docx", "--output-file", "批注.docx")
    assert len(our_comments((tmp_path / "批注.docx").read_bytes())) == 2
    assert our_comments(report.read_bytes()) == []


def test_a_draft_that_changed_since_is_not_commented(
    run: Run, report: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    real = batch.run

    def edited(todo: list[Draft], jobs: int, cache: Cache | None) -> Iterator[Report]:
        yield from real(todo, jobs, cache)
        report.write_bytes(word(p(r("另一份"))))

    monkeypatch.setattr(batch, "run", lambda *given: iter(list(edited(*given))))
    done = run("lint", "a.docx", *SELECT, "--output-format", "docx", "--output-file", "批注.docx")
    assert (done.code, done.err) == (3, "checker：a.docx：稿件在检查以后改过，没有写批注，请再检查一次\n")
    assert not (tmp_path / "批注.docx").exists()


@pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")
def test_a_copy_of_another_word_processors_draft_is_a_word_file(run: Run, tmp_path: Path) -> None:
    rtf = r"{\rtf1\ansi\uc0 \u20840?\u24180?\u26816?\u26597?12\u27425?,\u25104?\u25928?\u26126?\u26174?\u12290?\par}"
    (tmp_path / "a.rtf").write_text(rtf, encoding="ascii")
    (tmp_path / "copies").mkdir()
    done = run(
        "lint", "a.rtf", "--select", "half-width-punctuation", "--output-format", "docx", "--output-file", "copies"
    )
    assert (done.code, done.err) == (1, "copies/a.docx：写了1处批注\n")
    assert [path.name for path in (tmp_path / "copies").iterdir()] == ["a.docx"]
    with zipfile.ZipFile(tmp_path / "copies" / "a.docx") as archive:
        assert archive.read("word/comments.xml").count(b"<w:comment ") == 1
