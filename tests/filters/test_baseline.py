"""The baseline: old findings are silent, new ones are not, and nothing but the file tells which is which."""

import json
from pathlib import Path

import pytest

from checker import engine
from checker.config import Settings
from checker.errors import UsageError
from checker.filters import baseline
from checker.filters.order import MOST
from checker.model import Report
from checker.readers import read

DRAFT = """清江县2024年法治政府建设年度报告
一、主要举措和成效
今年以来，共调解纠纷300件,审结200件。
全县开展检查40余次,发现问题12个。
二、存在的不足和原因
联系人：王某，联系电话13812345678。
"""
SELECT = ("wrong-period", "half-width-punctuation", "missing-section", "personal-data", "unused-suppression")


def lint(text: str, path: Path, known: Path | None = None, select: tuple[str, ...] = SELECT, **options: bool) -> Report:
    settings = Settings(select=select, baseline=known)
    return engine.lint(read(text.encode(), "draft.md"), engine.plan(settings, **options), str(path))


@pytest.fixture
def known(tmp_path: Path) -> Path:
    """Write the baseline of `DRAFT` as `drafts/draft.md`."""
    file = tmp_path / "baseline.json"
    reports = [lint(DRAFT, tmp_path / "drafts" / "draft.md", all_known=True)]
    file.write_text(baseline.written(reports, file), encoding="utf-8")
    return file


def again(text: str, known: Path, select: tuple[str, ...] = SELECT) -> tuple[list[str], list[str]]:
    """Return the rules of the new findings and of those that are gone."""
    report = lint(text, known.parent / "drafts" / "draft.md", known, select)
    assert len(report.findings) == len(report.places)
    return [finding.rule for finding in report.findings], [one.rule for one in report.gone]


def test_nothing_new(known: Path) -> None:
    report = lint(DRAFT, known.parent / "drafts" / "draft.md", known)
    assert (report.findings, report.gone) == ((), ())
    rules = {"wrong-period", "half-width-punctuation", "missing-section", "personal-data"}
    assert {one.rule for one in report.known} == rules


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("一、主要", "\n\n\n一、主要"),
        ("一、主要", "全年的情况如下。\n一、主要"),
        ("二、存在", "三、存在"),
        ("全县开展检查", "全县一共开展检查"),
        ("王某", "李某"),
    ],
)
def test_edits_elsewhere_wake_nothing(known: Path, old: str, new: str) -> None:
    assert again(DRAFT.replace(old, new), known) == ([], [])


def test_headings_may_get_other_numbers(tmp_path: Path) -> None:
    path, known, select = tmp_path / "a.md", tmp_path / "b.json", ("thin-section", "missing-cause")
    known.write_text(baseline.written([lint(DRAFT, path, None, select, all_known=True)], known), encoding="utf-8")
    renumbered = DRAFT.replace("二、存在", "三、存在")
    assert len(lint(renumbered, path, select=select).findings) >= 2
    assert lint(renumbered, path, known, select).findings == ()


def test_what_is_new_is_reported_and_what_is_mended_is_gone(known: Path) -> None:
    text = DRAFT.replace("今年以来，", "2024年，") + "电话13912345678。\n"
    assert again(text, known) == (["personal-data"], ["wrong-period"])


def test_mending_one_of_many_places_leaves_the_others_known(known: Path) -> None:
    assert again(DRAFT.replace("300件,", "300件，"), known) == ([], ["half-width-punctuation"])
    assert again(DRAFT.replace("王某，", "王某,"), known) == (["half-width-punctuation"], [])


def test_nothing_is_said_of_rules_that_did_not_run(known: Path) -> None:
    assert again("清江县2024年报告\n", known, ("wrong-period",)) == ([], ["wrong-period"])


def test_another_file_knows_nothing(known: Path) -> None:
    report = lint(DRAFT, known.parent / "drafts" / "moved.md", known)
    assert report.known == ()
    assert report.findings


def test_more_findings_than_are_shown(tmp_path: Path) -> None:
    text = "清江县2024年报告\n" + "".join(f"电话1380013{number:04}。\n" for number in range(MOST + 50))
    path, known = tmp_path / "long.md", tmp_path / "b.json"
    everything = lint(text, path, select=("personal-data",), all_known=True)
    known.write_text(baseline.written([everything], known), encoding="utf-8")
    assert len(everything.known) == MOST + 50
    fewer = text.replace("电话13800130000。\n", "", 1)
    assert lint(fewer, path, known, ("personal-data",)).findings == ()


def test_a_suppressed_finding_is_not_in_the_baseline(tmp_path: Path) -> None:
    text = DRAFT.replace("今年以来", "<!-- checker: allow wrong-period 十二月定稿 -->\n今年以来")
    report = lint(text, tmp_path / "a.md", all_known=True)
    assert not {"wrong-period", "unused-suppression"} & {one.rule for one in report.known}


def test_an_unused_suppression_can_be_known(tmp_path: Path) -> None:
    text = DRAFT + "<!-- checker: allow-file missing-title 另附 -->\n"
    path, known = tmp_path / "a.md", tmp_path / "b.json"
    select = ("unused-suppression", "missing-title")
    known.write_text(baseline.written([lint(text, path, None, select, all_known=True)], known), encoding="utf-8")
    assert lint(text, path, select=select).findings != ()
    assert lint(text, path, known, select).findings == ()


def test_the_file_is_sorted_one_finding_a_line_without_secrets(known: Path) -> None:
    text = known.read_text(encoding="utf-8")
    table = json.loads(text)
    assert (table["tool"], table["version"]) == ("fazhi-checker", 1)
    assert {entry["file"] for entry in table["findings"]} == {"drafts/draft.md"}
    lines = text.splitlines()[4:-2]
    assert len(lines) == len(table["findings"])
    assert lines == sorted(lines, key=lambda line: line.rstrip(","))
    assert "13812345678" not in text
    assert "138" not in text


def test_no_secret_of_a_heading(tmp_path: Path) -> None:
    text = DRAFT.replace("一、主要举措和成效", "一、主要举措和成效（咨询13987654321）")
    report = lint(text, tmp_path / "a.md", all_known=True)
    assert "personal-data" in {one.rule for one in report.known}
    assert "1398" not in baseline.written([report], tmp_path / "b.json")
    assert "二、存在的不足和原因" in {one.section for one in report.known}


def test_a_folder_is_no_baseline(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=rf"^基线“{tmp_path}”：这是文件夹，不是文件$"):
        baseline.load(tmp_path)


def test_nothing_to_know(tmp_path: Path) -> None:
    known = tmp_path / "b.json"
    known.write_text(baseline.written([], known), encoding="utf-8")
    assert baseline.load(known).files == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "没有这个文件"),
        ("", "不是 --write-baseline 写出的文件"),
        ("[]", "不是 --write-baseline 写出的文件"),
        ('{"findings": []}', "不是 --write-baseline 写出的文件"),
        ("[" * 100_000, "不是 --write-baseline 写出的文件"),
        (
            '{"tool": "fazhi-checker", "version": 2, "findings": []}',
            "版本是 2，这个程序只认 1，请重新用 --write-baseline 生成",
        ),
    ],
)
def test_a_file_that_is_no_baseline(tmp_path: Path, text: str | None, message: str) -> None:
    known = tmp_path / "b.json"
    if text is not None:
        known.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        baseline.load(known)
    assert str(caught.value) == f"基线“{known}”：{message}"


@pytest.mark.parametrize(
    ("findings", "message"),
    [("1", ".findings：应为数组"), ('[{"file": "a"}]', ".findings[0]：缺少键“rule”")],
)
def test_a_damaged_baseline(tmp_path: Path, findings: str, message: str) -> None:
    known = tmp_path / "b.json"
    known.write_text(f'{{"tool": "fazhi-checker", "version": 1, "findings": {findings}}}', encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        baseline.load(known)
    assert str(caught.value) == f"基线“{known}”{message}"
