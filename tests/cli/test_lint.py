"""`checker lint` as people and programs use it."""

import io
import json
import os
import sys
from pathlib import Path

import pytest
from transcript import DRAFT, Run

from checker.cli.formats import FORMATS, Format

FEW = ("--select", "wrong-period,personal-data")  # two rules that need no label


def test_full_is_for_people(run: Run) -> None:
    done = run("lint", "draft.txt")
    assert done.code == 1
    assert done.err == ""
    for words in (
        "松原县2024年法治政府建设年度报告",
        "✖ 第一责任人（未列）",
        "整篇",
        "【今年以来】，全县共受理行政复议案件63件，审结60件。",
        "怎么改：",
        "〔转引〕",
        "各方面的句子（共",
    ):
        assert words in done.out
    assert "\x1b" not in done.out


def test_concise(run: Run) -> None:
    done = run("lint", "draft.txt", "--output-format", "concise", *FEW)
    first, second = done.out.splitlines()
    assert first.startswith("draft.txt:3:1: warning wrong-period ")
    assert second.startswith("draft.txt:7:21: error personal-data ")


def test_json(run: Run) -> None:
    done = run("lint", "draft.txt", "--output-format", "json")
    result = json.loads(done.out)
    (document,) = result["documents"]
    assert (result["schema"], result["tool"]["name"]) == (1, "fazhi-checker")
    assert result["tool"]["model"]
    assert (document["path"], document["format"], document["year"], document["level"]) == (
        "draft.txt",
        "text",
        2024,
        "county",
    )
    assert "sentences" not in document
    found = {finding["rule"]: finding for finding in document["findings"]}
    assert found["missing-section"]["span"] is found["missing-section"]["place"] is None
    assert found["wrong-period"]["place"]["line"] == 3
    assert found["wrong-period"]["excerpt"] == "今年以来"
    counts = dict.fromkeys(("error", "warning", "info"), 0)
    for finding in document["findings"]:
        counts[finding["severity"]] += 1
    assert result["summary"] == {**counts, "files": 1, "failed": 0}


def test_json_holds_sentences_when_asked(run: Run) -> None:
    (document,) = json.loads(run("lint", "draft.txt", "--output-format", "json", "--sentences", *FEW).out)["documents"]
    first = document["sentences"][0]
    assert DRAFT[first["start"] : first["end"]] == first["text"] == "今年以来，全县共受理行政复议案件63件，审结60件。"
    assert (first["section"], first["category"], first["role"]) == ("achievements", "dispute_resolution", "result")


def test_no_model_where_no_rule_needs_it(run: Run) -> None:
    assert json.loads(run("lint", "draft.txt", "--output-format", "json", *FEW).out)["tool"]["model"] is None


def test_jsonl_is_one_finding_a_line(run: Run) -> None:
    lines = [json.loads(line) for line in run("lint", "draft.txt", "--output-format", "jsonl", *FEW).out.splitlines()]
    assert [(line["path"], line["rule"]) for line in lines] == [
        ("draft.txt", "wrong-period"),
        ("draft.txt", "personal-data"),
    ]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--select", "wrong-period"), 1),
        (("--select", "wrong-period", "--fail-on", "error"), 0),
        (("--select", "personal-data", "--fail-on", "error"), 1),
        (("--select", "missing-signature"), 0),
        (("--select", "missing-signature", "--fail-on", "info"), 1),
        (("--fail-on", "never"), 0),
        (("--select", "unpaired-mark"), 0),
    ],
)
def test_fail_on(run: Run, options: tuple[str, ...], code: int) -> None:
    assert run("lint", "draft.txt", *options).code == code


def test_clean(run: Run) -> None:
    done = run("lint", "draft.txt", "--select", "unpaired-mark")
    assert "✔ 未发现问题" in done.out
    assert "下一步：" in done.out


def test_select_ignore_and_extend(run: Run) -> None:
    def rules(*options: str) -> set[str]:
        out = run("lint", "draft.txt", "--output-format", "jsonl", *options).out
        return {json.loads(line)["rule"] for line in out.splitlines()}

    assert rules("--select", "disclosure") == {"personal-data"}
    assert rules("--select", "disclosure", "--extend-select", "wrong-period") == {"personal-data", "wrong-period"}
    assert rules(*FEW, "--ignore", "disclosure") == {"wrong-period"}


def test_year_level_and_profile_outrank_the_text(run: Run) -> None:
    def facts(*options: str) -> tuple[int, str, str]:
        (document,) = json.loads(run("lint", "draft.txt", "--output-format", "json", *FEW, *options).out)["documents"]
        return document["year"], document["level"], document["profile"]

    assert facts("--year", "2022", "--level", "department") == (2022, "department", "department-2021-2025")
    assert facts("--profile", "city-2021-2025") == (2024, "city", "city-2021-2025")


def test_configuration_lies_beside_the_draft(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "报送"
    folder.mkdir()
    (folder / "稿.txt").write_text(DRAFT, encoding="utf-8")
    (folder / "checker.toml").write_text('select = ["personal-data"]\n', encoding="utf-8")
    options = ("--output-format", "concise")
    assert [line.split()[2] for line in run("lint", "报送/稿.txt", *options).out.splitlines()] == ["personal-data"]
    assert "wrong-period" in run("lint", "报送/稿.txt", "--isolated", *options).out
    assert "wrong-period" in run("lint", "报送/稿.txt", "--select", "figures", *options).out
    assert "wrong-period" not in run("lint", "draft.txt", "--config", "报送/checker.toml", *options).out


def test_folder_is_walked_in_order(run: Run, tmp_path: Path) -> None:
    for name in ("b/二.md", "b/一.txt", "b/.hidden/三.txt", "b/~$一.docx", "b/notes.xlsx", "a.txt"):
        path = tmp_path / "all" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(DRAFT, encoding="utf-8")
    done = run("lint", "all", "all/a.txt", "--output-format", "json", *FEW)
    paths = [Path(document["path"]).as_posix() for document in json.loads(done.out)["documents"]]
    assert paths == ["all/a.txt", "all/b/一.txt", "all/b/二.md"]


def test_patterns_and_what_the_configuration_leaves_out(run: Run, tmp_path: Path) -> None:
    for name in ("县/稿.txt", "县/旧/稿.txt", "县/旧稿.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(DRAFT, encoding="utf-8")
    (tmp_path / "县/checker.toml").write_text('exclude = ["/旧", "旧稿.*"]\n', encoding="utf-8")

    def linted(*arguments: str) -> list[str]:
        out = run("lint", *arguments, "--output-format", "json", *FEW).out
        return [Path(document["path"]).as_posix() for document in json.loads(out)["documents"]]

    assert linted("**/*.txt") == ["draft.txt", "县/稿.txt"]
    assert linted("县") == linted("县", "县/*.txt", "./县/稿.txt") == ["县/稿.txt"]
    assert linted("县/旧稿.txt") == ["县/旧稿.txt"]  # named by the user
    assert linted("县", "--isolated") == ["县/旧稿.txt", "县/稿.txt", "县/旧/稿.txt"]
    assert linted("县", "--config", "县/checker.toml") == ["县/稿.txt"]


def test_an_output_in_the_folder_is_no_draft(run: Run, tmp_path: Path) -> None:
    arguments = ("lint", ".", "--output-format", "full", "--output-file", "result.md", *FEW)
    run(*arguments)
    first = (tmp_path / "result.md").read_bytes()
    run(*arguments)
    assert (tmp_path / "result.md").read_bytes() == first


@pytest.mark.skipif(os.name == "nt", reason="names there are Unicode")
@pytest.mark.parametrize("form", [name for name, form in FORMATS.items() if isinstance(form, Format)])
def test_a_name_in_another_encoding(run: Run, tmp_path: Path, form: str) -> None:
    (tmp_path / "旧系统").mkdir()
    Path(os.fsdecode(bytes(tmp_path / "旧系统") + b"/\xb1\xa8\xb8\xe6.txt")).write_text(DRAFT, encoding="utf-8")
    for _ in range(2):  # linted, and from the cache
        done = run("lint", "旧系统", "--output-format", form, "--output-file", "result", *FEW)
        assert (done.code, done.err) == (1, "")
        assert run("lint", "旧系统", "--output-format", form, *FEW).out
    assert "wrong-period" in (tmp_path / "result").read_text(encoding="utf-8")


def test_a_file_that_is_gone_before_it_is_read(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from checker import batch

    def read_bytes(path: Path) -> bytes:
        (tmp_path / "a.txt").unlink(missing_ok=True)
        return real(path)

    (tmp_path / "a.txt").write_text(DRAFT, encoding="utf-8")
    real = batch.read_bytes
    monkeypatch.setattr(batch, "read_bytes", read_bytes)
    done = run("lint", ".", "--output-format", "concise", *FEW)
    assert (done.code, done.err) == (3, "a.txt：找不到文件\n")
    assert done.out.startswith("draft.txt:3:1:")


def test_the_cache_is_used_unless_refused(run: Run, tmp_path: Path, cache_folder: Path) -> None:
    arguments = ("lint", ".", "--output-format", "concise", *FEW)
    alone = run(*arguments, "--no-cache")
    assert not list(cache_folder.iterdir())
    assert run(*arguments) == run(*arguments) == alone
    assert run(*arguments, "-v").err == "1个文件没有改动，用上次的结果；0个文件要检查\n"
    (tmp_path / "draft.txt").write_text(DRAFT.replace("今年以来", "2024年"), encoding="utf-8")
    changed = run(*arguments, "-v")
    assert changed.err == "0个文件没有改动，用上次的结果；1个文件要检查\n"
    assert "wrong-period" not in changed.out


def test_settings_are_checked_though_the_drafts_are_known(run: Run) -> None:
    run("lint", "draft.txt", *FEW)
    done = run("lint", "draft.txt", "--select", "wrong-period,personal-dta")
    assert done.code == 2
    done = run("lint", "draft.txt", *FEW, "--previous", "no.txt")
    assert (done.code, done.err) == (2, "checker：上一年的报告“no.txt”：找不到文件\n")


def test_an_output_file_is_replaced_as_a_whole(run: Run, tmp_path: Path) -> None:
    (tmp_path / "old").write_text("old", encoding="utf-8")
    (tmp_path / "link").symlink_to("old")
    with (tmp_path / "old").open(encoding="utf-8") as reading:
        run("lint", "draft.txt", "--output-format", "json", "--output-file", "link", *FEW)
        assert reading.read() == "old"
    assert json.loads((tmp_path / "old").read_text(encoding="utf-8"))["schema"] == 1
    assert (tmp_path / "link").is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["draft.txt", "link", "old"]


def test_copies_in_a_folder_are_passed_over(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.readers.office.program", lambda: None)
    page = f"<html><meta charset='utf-8'>{''.join(f'<p>{line}</p>' for line in DRAFT.splitlines())}</html>"
    folder = tmp_path / "all"
    (folder / "二_files").mkdir(parents=True)
    for name in ("一.html", "二.html", "二_files/frame.html"):
        (folder / name).write_text(page, encoding="utf-8")
    for name in ("一.txt", "一.pdf", "三.doc"):
        (folder / name).write_text(DRAFT, encoding="utf-8")
    done = run("lint", "all", "--output-format", "json", *FEW)
    paths = [Path(document["path"]).as_posix() for document in json.loads(done.out)["documents"]]
    assert paths == ["all/一.txt", "all/二.html"]
    assert [line.replace("\\", "/") for line in done.err.splitlines()] == [
        "all/一.html：没有检查，已检查同名的稿件",
        "all/一.pdf：没有检查，已检查同名的稿件",
        "all/三.doc：没有检查，请换成 .docx",
    ]


@pytest.mark.parametrize("address", ["https://example.org/a.html", "HTTP://example.org/?a"])
def test_an_address_is_answered(run: Run, address: str) -> None:
    done = run("lint", address, "draft.txt", "--output-format", "concise", *FEW)
    assert done.code == 3
    assert done.err.startswith(f"{address}：本工具不联网")
    assert done.out.startswith("draft.txt:3:1:")


def test_what_is_fixed_or_written_to_a_baseline_is_not_kept(run: Run, cache_folder: Path) -> None:
    run("lint", "draft.txt", "--diff", *FEW)
    run("lint", "draft.txt", "--fix", *FEW)
    run("lint", "draft.txt", "--write-baseline", "b.json", *FEW)
    assert not list(cache_folder.iterdir())
    run("lint", "draft.txt", *FEW)
    assert list(cache_folder.iterdir())


def test_what_the_baseline_silenced_is_told_from_the_cache_too(run: Run) -> None:
    run("lint", "draft.txt", "--write-baseline", "b.json", *FEW)
    first, again = (run("lint", "draft.txt", "--baseline", "b.json", *FEW) for _ in range(2))
    assert first == again
    assert "2 处旧问题没有显示" in again.err


def test_an_output_file_whose_folder_takes_none(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "result").touch()
    monkeypatch.setattr(os, "access", lambda path, _: Path(path).is_file())
    done = run("lint", "draft.txt", "--output-file", "result", *FEW)
    assert (done.code, done.err) == (2, "checker：无法写入“result”（没有权限）\n")


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DRAFT.encode("gb18030"))))
    done = run("lint", "-", "--stdin-filename", "稿.md", "--output-format", "concise", *FEW)
    assert done.out.startswith("稿.md:3:1: warning wrong-period ")


def test_formats_and_files_in_pairs(run: Run, tmp_path: Path) -> None:
    done = run(
        *("lint", "draft.txt", *FEW),
        *("--output-format", "json", "--output-file", "a.json"),
        *("--output-format", "full", "--output-file", "b.txt", "--output-format", "concise"),
        *("--color", "always"),
    )
    assert done.out.startswith("draft.txt:3:1:")
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["summary"]["files"] == 1
    assert "\x1b" not in (tmp_path / "b.txt").read_text(encoding="utf-8")


def test_a_page_shows_the_subjects_of_the_sentences_whatever_is_selected(run: Run, tmp_path: Path) -> None:
    options = ("--select", "missing-title", "--output-format", "html", "--output-file", "结果.html")
    assert run("lint", "draft.txt", *options).out == ""
    page = (tmp_path / "结果.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "各方面的句子" in page


def test_statistics(run: Run) -> None:
    out = run("lint", "draft.txt", "--output-format", "concise", "--statistics", *FEW).out
    assert out.splitlines()[-2:] == [
        "     1  personal-data               error",
        "     1  wrong-period                warning",
    ]


@pytest.mark.parametrize(("when", "coloured"), [("always", True), ("never", False), ("auto", False)])
def test_colour(run: Run, when: str, coloured: bool) -> None:
    assert ("\x1b[" in run("lint", "draft.txt", "--color", when, *FEW).out) is coloured


@pytest.mark.parametrize(("variable", "value"), [("NO_COLOR", "1"), ("TERM", "dumb"), ("NO_COLOR", "")])
def test_environment_may_refuse_colour(run: Run, monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv(variable, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr("os.get_terminal_size", lambda _: os.terminal_size((100, 40)))
    assert ("\x1b[" in run("lint", "draft.txt", *FEW).out) is (value == "")


def test_quiet_shows_findings_alone(run: Run) -> None:
    done = run("lint", "draft.txt", "-q", *FEW)
    assert "wrong-period" in done.out
    assert "小结" not in done.out


def test_several_processes_give_the_same_in_the_same_order(run: Run, tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(DRAFT.replace("2024", str(2021 + number)), encoding="utf-8")
    arguments = ("lint", ".", "no.txt", "--output-format", "json", *FEW)
    alone = run(*arguments, "--no-cache")
    for jobs in ("2", "auto"):
        assert run(*arguments, "--no-cache", "--jobs", jobs) == alone
    assert run(*arguments, "--jobs", "2") == run(*arguments) == alone  # linted, and from the cache
    assert alone.code == 3


def test_a_failing_file_does_not_cost_the_others(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "other.txt").write_text(DRAFT.replace("松原", "临溪"), encoding="utf-8")
    from checker import engine
    from checker.model import Document, Report

    def lint(document: Document, plan: engine.Plan, path: str) -> Report:
        if path == "draft.txt":
            raise ZeroDivisionError("division by zero")
        return real(document, plan, path)

    real = engine.lint
    monkeypatch.setattr(engine, "lint", lint)
    done = run("lint", "draft.txt", "other.txt", "--output-format", "concise", *FEW)
    assert done.code == 3
    assert done.err == "draft.txt：处理时出错（ZeroDivisionError：division by zero）\n"
    assert done.out.startswith("other.txt:3:1:")
    assert "Traceback" in run("lint", "draft.txt", "-v", *FEW).err
