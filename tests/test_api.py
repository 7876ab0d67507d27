"""The library, as an editor vendor calls it."""

import json
import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import checker
from checker.config import Settings, load
from checker.errors import ReadError, UsageError
from checker.model import Category, Level, Role, Severity

TEXT = """清江县2024年法治政府建设年度报告
一、主要举措和成效
（一）化解矛盾纠纷
今年以来，全县共受理行政复议案件63件，审结60件。
二、存在的不足和原因
行政执法人员力量不足，主要原因是基层编制偏少。
三、党政主要负责人履行法治建设第一责任人职责情况
县长主持召开常务会议4次，听取法治政府建设工作汇报。
四、2025年工作安排
下一步，将开展行政执法案卷评查。
清江县人民政府
2025年2月18日
"""


def test_lint_text() -> None:
    report = checker.lint_text(TEXT, filename="draft.md")
    assert (report.year, report.level, report.title) == (2024, Level.COUNTY, "清江县2024年法治政府建设年度报告")
    assert len(report.findings) == len(report.places)
    index = next(i for i, finding in enumerate(report.findings) if finding.rule == "wrong-period")
    finding, place = report.findings[index], report.places[index]
    assert finding.span is not None
    assert place is not None
    assert finding.span.of(report.text).startswith("今年")
    assert (place.line, place.column) == (4, 1)


def test_year_and_level_given_outrank_the_text() -> None:
    report = checker.lint_text(TEXT, year=2022, level="department")
    assert (report.year, report.level, report.profile) == (2022, Level.DEPARTMENT, "department-2021-2025")


def test_lint_path_and_bytes_agree(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes(TEXT.encode("gb18030"))
    assert checker.lint_path(path).findings == checker.lint_bytes(TEXT.encode(), "draft.txt").findings


def test_errors() -> None:
    with pytest.raises(ReadError, match="文件是空的"):
        checker.lint_text("  \n")
    with pytest.raises(ReadError, match="无法读取文件"):
        checker.lint_path("no-such-file.txt")
    with pytest.raises(UsageError, match="不认识的规则或规则组“no-such-rule”"):
        checker.lint_text(TEXT, settings=Settings(select=("no-such-rule",)))


def test_settings_of_a_file_hold_for_the_library(tmp_path: Path) -> None:
    (tmp_path / "checker.toml").write_text(
        'select = ["wrong-period", "copied-from-previous"]\nprevious = "旧"\n[severity]\nfigures = "info"\n'
        '[[overrides]]\nfiles = ["乡镇/*"]\nlevel = "township"\nignore = ["figures"]\n',
        encoding="utf-8",
    )
    copied = "全县持续推进矛盾纠纷多元预防调处化解综合机制建设并完善诉调对接工作流程和联席会议制度。\n"
    (tmp_path / "旧").mkdir()
    (tmp_path / "旧" / "甲.txt").write_text("一、主要举措和成效\n" + copied, encoding="utf-8")
    settings = load(tmp_path / "checker.toml")
    found = checker.lint_text(TEXT, str(tmp_path / "乙.txt"), settings=settings)
    assert [(finding.rule, finding.severity) for finding in found.findings] == [("wrong-period", Severity.INFO)]
    found = checker.lint_text(TEXT + copied, str(tmp_path / "乡镇" / "甲.txt"), settings=settings)
    assert (found.level, [finding.rule for finding in found.findings]) == (Level.TOWNSHIP, ["copied-from-previous"])
    (tmp_path / "旧" / "甲.txt").write_bytes(b"")
    with pytest.raises(UsageError, match=r"上一年的报告.*文件是空的"):
        checker.lint_text(TEXT, str(tmp_path / "甲.txt"), settings=settings)


def test_baseline_in_the_library(tmp_path: Path) -> None:
    path, known = tmp_path / "甲.txt", tmp_path / "b.json"
    path.write_text(TEXT, encoding="utf-8")
    entry = {"file": "甲.txt", "rule": "wrong-period", "section": "", "text": "今年以来", "fingerprint": "0"}
    known.write_text(json.dumps({"tool": "fazhi-checker", "version": 1, "findings": [entry]}), encoding="utf-8")
    report = checker.lint_path(path, settings=Settings(select=("wrong-period",), baseline=known))
    assert ([f.rule for f in report.findings], [one.fingerprint for one in report.gone]) == (["wrong-period"], ["0"])


def test_classify() -> None:
    labels = checker.classify(["全年共办理行政复议案件63件，审结60件。", "下一步，将开展行政执法案卷评查。"])
    assert [label.category for label in labels] == [Category.DISPUTE_RESOLUTION, Category.ENFORCEMENT]
    assert [label.role for label in labels] == [Role.RESULT, Role.PLAN]


def test_reports_can_be_pickled_and_made_in_threads() -> None:
    alone = checker.lint_text(TEXT)
    assert pickle.loads(pickle.dumps(alone)) == alone
    with ThreadPoolExecutor(4) as pool:
        assert all(report == alone for report in pool.map(checker.lint_text, [TEXT] * 8))


def test_unknown_attribute() -> None:
    with pytest.raises(AttributeError):
        checker.no_such_name  # noqa: B018 - the access is the test
