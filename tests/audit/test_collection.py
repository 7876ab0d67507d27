"""What a collection holds, and what its manifest says."""

import contextlib
import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checker.audit.collection import Declared, Manifest, gather, read_manifest
from checker.errors import ReadError, UsageError
from checker.model import Level


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in (
        "云岭省/石桥县/报告.docx",
        "云岭省/报告.txt",
        "云岭省/报告.pdf",
        "全部.zip",
        "旧.RAR",
        "图.png",
        "云岭省/.隐.md",
    ):
        path = tmp_path / "收件" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("稿", encoding="utf-8")
    return tmp_path / "收件"


def table(folder: Path, text: str, name: str = "清单.csv", encoding: str = "utf-8-sig") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_files_archives_and_copies(tree: Path) -> None:
    found = gather([tree], Manifest())
    listed = [(Path(e.path).relative_to(tree).as_posix(), e.folders, e.passed, e.archive) for e in found.entries]
    assert listed == [
        ("云岭省/报告.pdf", ("收件", "云岭省"), "已检查同名的稿件", False),
        ("云岭省/报告.txt", ("收件", "云岭省"), "", False),
        ("云岭省/石桥县/报告.docx", ("收件", "云岭省", "石桥县"), "", False),
        ("全部.zip", ("收件",), "请先把压缩包解开", True),
        ("旧.RAR", ("收件",), "请先把压缩包解开", True),
    ]
    assert found.rest == ()
    assert found.unreadable == ()


def test_each_file_once(tree: Path) -> None:
    (tree / "链接.txt").symlink_to(tree / "云岭省/报告.txt")
    again = gather([tree, tree / "云岭省", tree / "云岭省/报告.txt"], Manifest())
    assert len([entry for entry in again.entries if not entry.passed]) == 2


def test_the_results_of_an_earlier_audit_are_no_reports(tree: Path) -> None:
    (tree / "旧结果").mkdir()
    for name in ("index.html", "results.jsonl", "甲.md"):
        (tree / "旧结果" / name).touch()
    assert {"index.html", "甲.md"} <= {Path(entry.path).name for entry in gather([tree], Manifest()).entries}
    (tree / "旧结果" / "reports.parquet").touch()
    names = {Path(entry.path).name for entry in gather([tree], Manifest()).entries}
    assert "index.html" not in names
    assert "甲.md" in names


def test_a_folder_without_reports(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    assert gather([tree, tmp_path / "空"], Manifest()).entries
    with pytest.raises(ReadError, match="没有可以检查的稿件"):
        gather([tmp_path / "空"], Manifest())


@pytest.mark.parametrize(
    ("name", "encoding", "header", "separator"),
    [
        ("清单.csv", "utf-8-sig", "path,body,level,year,region,received", ","),
        ("清单.csv", "gb18030", "文件,单位,层级,年度,地区,收到日期", ","),
        ("清单.tsv", "utf-8", "文件\t单位\t层级\t年度\t地区\t收到日期", "\t"),
        ("清单.csv", "utf-16", "文件\t单位\t层级\t年度\t地区\t收到日期\t备注", "\t"),
        ("清单.csv", "utf-8", "文件;单位;层级;年度;地区;收到日期;", ";"),
    ],
)
def test_a_manifest_of_any_program(tree: Path, name: str, encoding: str, header: str, separator: str) -> None:
    rows = [
        ("云岭省/报告.txt", "云岭省人民政府", "省级", "2025", "云岭省", "2026/2/9 10:31"),
        (r"云岭省\石桥县\报告.docx", "石桥县司法局", "department", "2025年度", "", "2026年3月1日"),
        ("", "青川市人民政府", "市", "", "", ""),
        ("没有.docx", "花溪县", "县级", "", "", ""),
        ("", "", "", "", "", ""),
    ]
    text = "\r\n".join([header, *map(separator.join, rows)])
    found = gather([tree], read_manifest(table(tree, text, name, encoding)))
    declared = {Path(e.path).name: e.declared for e in found.entries if not e.passed}
    day = datetime.date
    assert declared["报告.txt"] == Declared("云岭省人民政府", Level.PROVINCE, 2025, "云岭省", day(2026, 2, 9))
    assert declared["报告.docx"] == Declared("石桥县司法局", Level.DEPARTMENT, 2025, "", day(2026, 3, 1))
    assert [(row.path, row.declared.body, row.declared.level) for row in found.rest] == [
        ("没有.docx", "花溪县", Level.COUNTY),
        ("", "青川市人民政府", Level.CITY),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "清单是空的"),
        (
            "文件,单位名\na,b\n",
            "第1行：不认识的列“单位名”，第一行应为列名，可以有：文件、单位、层级、年度、地区、收到日期",
        ),
        ("文件,路径\n", "第1行：“文件”有两列"),
        ("年度\n2025\n", "第1行：缺少“文件”或者“单位”一列"),
        ("单位,层级\n甲县,县处级\n", "第2行：“县处级”不是层级"),
        ("单位,年度\n甲县,25\n", "第2行：“25”不是年度，应为2004—2099之间的年份"),
        ("单位,收到日期\n甲县,2026-02-30\n", "第2行：“2026-02-30”不是日期，应写成 2026-02-09 的样子"),
        ("单位,收到日期\n甲县,三月初\n", "第2行：“三月初”不是日期"),
        ("文件,单位\na.txt,甲\na.txt,乙\n", "第3行：“a.txt”前面已经有了"),
        ("文件,单位,年度\n,,2025\n", "第2行：没有写文件，也没有写单位"),
        ('文件,单位\n"a,甲\n', "不是表格的写法"),
    ],
)
def test_mistakes_in_a_manifest_are_named(tmp_path: Path, text: str, line: str) -> None:
    with pytest.raises(UsageError) as error:
        read_manifest(table(tmp_path, text))
    assert line in str(error.value)


def test_a_manifest_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"无\.csv：没有这个文件"):
        read_manifest(tmp_path / "无.csv")
    with pytest.raises(UsageError, match=r"名册\.xlsx：请在表格软件里另存为 CSV"):
        read_manifest(tmp_path / "名册.xlsx")
    (tmp_path / "b.csv").write_bytes(b"\0\1\2\xff")
    with pytest.raises(UsageError, match=r"b\.csv："):
        read_manifest(tmp_path / "b.csv")


@given(st.text("文件单位,\n\t\"'\r\0 2025-1 a县"))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_table_is_answered(tmp_path: Path, text: str) -> None:
    path = table(tmp_path, f"文件,单位\n{text}", encoding="utf-8")
    with contextlib.suppress(UsageError):
        assert all(declared.body for declared in read_manifest(path).bodies)
