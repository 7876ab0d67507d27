"""What is wrong with an input is said in one clear line, and the exit code is the contract's."""

import io
import os
import sys
import zipfile
from pathlib import Path

import pytest
from transcript import Run

from checker.cli.formats import FORMATS

SUPPORTED = "支持 .txt .md .markdown .docx .docm .dotx .dotm .pdf .html .htm"
# arguments, exit code, the line on standard error
TABLE = [
    (("lint", "no.txt"), 3, "no.txt：找不到文件"),
    (("lint", "nothing"), 3, f"nothing：文件夹里没有可以检查的稿件（{SUPPORTED}）"),
    (("lint", "empty.txt"), 3, "empty.txt：文件是空的"),
    (("lint", "binary.txt"), 3, "binary.txt：不是文本文件（内容为二进制数据）"),
    (("lint", "unknown.txt"), 3, "unknown.txt：无法识别文字编码，请另存为 UTF-8 或 GB18030 后再检查"),
    (("lint", "table.xlsx"), 3, f"table.xlsx：不支持的文件格式“.xlsx”（{SUPPORTED}）"),
    (("lint", "broken.pdf"), 3, "broken.pdf：PDF 文件已损坏或不完整，请重新导出后再检查"),
    (("lint", "text.doc"), 3, "text.doc：不是 .doc 文件，或者文件已损坏"),
    (
        ("lint", "saved.mht"),
        3,
        "saved.mht：不支持网页存档（MHTML），请在浏览器里另存为“网页，仅 HTML”（.html）后再检查",
    ),
    (
        ("lint", "https://example.org/bg.html"),
        3,
        "https://example.org/bg.html：本工具不联网，请先在浏览器里把网页另存为 .html 文件，再检查这个文件",
    ),
    (("lint", "broken.docx"), 3, "broken.docx：不是 Word 文档（.docx），请用 Word 另存为 .docx 后再检查"),
    (("lint", "bomb.docx"), 3, "bomb.docx：Word 文件解压后超过 200 MB，不予读取"),
    (
        ("lint", "draft.txt", "--select", "missing-sektion"),
        2,
        "checker：不认识的规则或规则组“missing-sektion”；是否想写“missing-section”？",
    ),
    (("lint", "draft.txt", "--select", ","), 2, "checker：“--select”：没有写规则或规则组的名称"),
    (("lint", "draft.txt", "--selct", "x"), 2, "checker：不认识的选项“--selct”；是否想写“--select”？"),
    (("lint", "-", "--watch"), 2, "checker：--watch 不能用于标准输入"),
    (("lint", "draft.txt", "--year"), 2, "checker：选项“--year”后面缺少值"),
    (("lint", "draft.txt", "--year", "24"), 2, "checker：“--year”：“24”不是年份，应为2004—2099之间的四位数字"),
    (("lint", "draft.txt", "--isolated=1"), 2, "checker：选项“--isolated”不带值，多了“1”"),
    (("lint", "--isolated", "--config", "key.toml"), 2, "checker：选项“--config”不能与“--isolated”同时使用"),
    (("lint", "draft.txt", "--jobs", "0"), 2, "checker：“--jobs”：“0”不是进程数，应为1—256之间的整数或者 auto"),
    (
        ("lint", "draft.txt", "--level", "contry"),
        2,
        "checker：“--level”：“contry”不在可用的值之内（province、city、county、township、department）；是否想写“county”？",
    ),
    (
        ("lint", "draft.txt", "--fail-on", "warn"),
        2,
        "checker：“--fail-on”：“warn”不在可用的值之内（error、warning、info、never）；是否想写“warning”？",
    ),
    (
        ("lint", "draft.txt", "--output-format", "sarf"),
        2,
        f"checker：“--output-format”：“sarf”不在可用的值之内（{'、'.join(FORMATS)}）；是否想写“sarif”？",
    ),
    (
        ("lint", "draft.txt", "--profile", "county-2021-2052"),
        2,
        "checker：不认识的规范档案“county-2021-2052”；是否想写“county-2021-2025”？",
    ),
    (("lint", "draft.txt", "--model", "no-model"), 2, "checker：找不到模型文件夹“no-model”"),
    (("lint", "draft.txt", "--model", "nothing"), 2, "checker：模型“nothing”不完整：缺少文件“manifest.json”"),
    (("lint", "draft.txt", "--output-file", "nothing"), 2, "checker：无法写入“nothing”（这是文件夹）"),
    (("lint", "draft.txt", "--output-file", "no/r.txt"), 2, "checker：无法写入“no/r.txt”（没有文件夹“no”）"),
    (
        ("lint", "draft.txt", "--output-format", "json", "--output-format", "full"),
        2,
        "checker：只能有一种格式显示在屏幕上，其余的应各写一个“--output-file”",
    ),
    (
        ("lint", "draft.txt", "--output-file", "a", "--output-file", "b"),
        2,
        "checker：“--output-file”比“--output-format”多，应成对写",
    ),
    (
        ("lint", "draft.txt", "--output-file", "draft.txt"),
        2,
        "checker：--output-file “draft.txt”会覆盖稿件，请换一个文件名",
    ),
    (
        ("lint", "draft.txt", "--previous", "bare.jsonl", "--output-file", "bare.jsonl"),
        2,
        "checker：--output-file “bare.jsonl”会覆盖稿件，请换一个文件名",
    ),
    (
        (
            "lint",
            "draft.txt",
            "--output-format",
            "json",
            "--output-file",
            "r",
            "--output-format",
            "concise",
            "--output-file",
            "r",
        ),
        2,
        "checker：两个“--output-file”不能是同一个文件",
    ),
    (
        ("lint", "draft.txt", "--output-format", "docx", "--output-file", "nothing"),
        2,
        "checker：“--output-format docx”只给 Word 稿件（.docx）写批注，“draft.txt”不是",
    ),
    (
        ("lint", "broken.docx", "bomb.docx", "--output-format", "docx"),
        2,
        "checker：给几份稿件写批注，应加“--output-file 文件夹”，写明放到哪个文件夹",
    ),
    (
        ("lint", "broken.docx", "bomb.docx", "--output-format", "docx", "--output-file", "a.docx"),
        2,
        "checker：给几份稿件写批注，“--output-file”应是已有的文件夹，“a.docx”不是",
    ),
    (
        ("lint", "broken.docx", "--output-format", "docx", "--output-file", "."),
        2,
        "checker：批注会覆盖稿件“broken.docx”，请换一个文件夹",
    ),
    (
        ("lint", "broken.docx", "more/broken.docx", "--output-format", "docx", "--output-file", "nothing"),
        2,
        "checker：有几份稿件都叫“broken.docx”，批注不能放进同一个文件夹",
    ),
    (("lint", "draft.txt", "--unsafe-fixes"), 2, "checker：“--unsafe-fixes”要与“--fix”或者“--diff”一起用"),
    (("lint", "draft.txt", "--track-changes"), 2, "checker：“--track-changes”要与“--fix”或者“--diff”一起用"),
    (
        ("lint", "draft.txt", "--diff", "--output-format", "json"),
        2,
        "checker：“--diff”只显示会改什么，不能与“--output-format”“--output-file”一起用",
    ),
    (
        ("lint", "-", "--stdin-filename", "a.docx", "--fix", "--output-format", "docx"),
        2,
        "checker：标准输入不能一边修改一边写批注，请先存成文件",
    ),
    (("lint", "draft.txt", "--previous", "no.txt"), 2, "checker：上一年的报告“no.txt”：找不到文件"),
    (("lint", "长" * 300), 3, "长" * 300 + "：名称太长"),
    (("lint", "a\nb.txt"), 3, "a b.txt：找不到文件"),
    (
        ("lint", "draft.txt", "--year", "9" * 5000),
        2,
        "checker：“--year”：“" + "9" * 5000 + "”不是年份，应为2004—2099之间的四位数字",
    ),
    (("lint", "draft.txt", "--config", "early.toml"), 2, "checker：early.toml.year：应在2004到2099之间"),
    (("lint", "odd/draft.txt"), 2, "checker：pyproject.toml: tool：应为表"),
    (("classify", "--lines", "nan.jsonl"), 3, "checker：nan.jsonl第1行：不是有效的 JSON"),
    (("classify", "--lines", "false.jsonl"), 3, "checker：false.jsonl第1行：text、heading、previous 应为字符串"),
    (("lint", "draft.txt", "--config", "key.toml"), 2, "checker：key.toml：不认识的键“fail_onn”；是否想写“fail_on”？"),
    (("lint", "draft.txt", "--config", "type.toml"), 2, "checker：type.toml.year：应为整数"),
    (
        ("lint", "draft.txt", "--config", "value.toml"),
        2,
        "checker：value.toml.fail_on：“eror”不在可用的值之内（error、warning、info、never）；是否想写“error”？",
    ),
    (("lnt", "draft.txt"), 2, "checker：不认识的命令“lnt”；是否想写“lint”？"),
    (("--verson",), 2, "checker：不认识的选项“--verson”；是否想写“--version”？"),
    (("explain", "missing-sektion"), 2, "checker：不认识的规则“missing-sektion”；是否想写“missing-section”？"),
    (("explain",), 2, "checker：缺少参数，应写明其中之一：RULE --all"),
    (("explain", "missing-section", "more"), 2, "checker：多余的参数“more”"),
    (("classify",), 2, "checker：应写明要分类的文件，或者用 --lines 逐行分类，二者取一"),
    (("classify", "no.txt"), 3, "no.txt：找不到文件"),
    (("classify", "--lines", "no.jsonl"), 3, "checker：no.jsonl：找不到文件"),
    (("classify", "--lines", "empty.txt"), 3, "checker：empty.txt：文件是空的"),
    (("classify", "--lines", "draft.txt"), 3, "checker：draft.txt第1行：不是有效的 JSON"),
    (("classify", "--lines", "list.jsonl"), 3, "checker：list.jsonl第1行：应为 JSON 对象"),
    (("classify", "--lines", "bare.jsonl"), 3, "checker：bare.jsonl第1行：缺少键“text”"),
    (("classify", "--lines", "number.jsonl"), 3, "checker：number.jsonl第1行：text、heading、previous 应为字符串"),
    (("train", "--data", "no"), 2, "checker：找不到训练数据文件夹“no”"),
    (("train", "--data", "nothing"), 2, "checker：文件夹“nothing/train”里没有训练数据（*.jsonl）"),
    (("train", "--output", "draft.txt"), 2, "checker：无法写入“draft.txt”（不是文件夹）"),
    (("evaluate", "--data", "no"), 2, "checker：找不到训练数据文件夹“no”"),
]


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """A Word file whose text is 210 MB of spaces."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * (210 << 20))
    return buffer.getvalue()


@pytest.fixture
def inputs(bomb: bytes, tmp_path: Path) -> None:
    """Make a folder of inputs that are wrong in one way each."""
    (tmp_path / "nothing").mkdir()
    contents: dict[str, bytes] = {
        "empty.txt": b"",
        "binary.txt": bytes(range(256)) * 8,
        "unknown.txt": b"\x81\x8d\xff\xfe\xfd" * 40,
        "table.xlsx": b"PK",
        "broken.pdf": b"%PDF-1.7",
        "text.doc": b"text",
        "saved.mht": b"MIME-Version: 1.0\r\n\r\n<html>",
        "broken.docx": b"this is no archive",
        "bomb.docx": bomb,
        "key.toml": b'fail_onn = "error"',
        "type.toml": b'year = "2024"',
        "value.toml": b'fail_on = "eror"',
        "list.jsonl": b"[]",
        "bare.jsonl": b'{"id": 1}',
        "number.jsonl": b'{"text": 1}',
        "nan.jsonl": b'{"id": NaN, "text": ""}',
        "false.jsonl": b'{"text": false}',
        "early.toml": b"year = 1",
        "odd/pyproject.toml": b"tool = 1",
        "odd/draft.txt": "开展检查20次。".encode(),
    }
    for name, data in contents.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)


@pytest.mark.usefixtures("inputs")
@pytest.mark.parametrize(
    ("arguments", "code", "line"), TABLE, ids=lambda value: " ".join(value) if isinstance(value, tuple) else None
)
def test_one_line(run: Run, arguments: tuple[str, ...], code: int, line: str) -> None:
    done = run(*arguments)
    assert (done.code, done.err) == (code, f"{line}\n")


@pytest.mark.usefixtures("inputs")
def test_the_other_files_are_linted(run: Run) -> None:
    done = run("lint", "empty.txt", "draft.txt", "no.txt", "--output-format", "concise")
    assert done.code == 3
    assert done.err == "empty.txt：文件是空的\nno.txt：找不到文件\n"
    assert "draft.txt:3:1: warning wrong-period" in done.out


@pytest.mark.usefixtures("inputs")
def test_nothing_is_linted_after_a_usage_error(run: Run) -> None:
    assert run("lint", "draft.txt", "--select", "no-such-rule").out == ""


@pytest.mark.parametrize(
    ("arguments", "line"),
    [(("lint", "-"), "标准输入：没有内容"), (("classify", "--lines", "-"), "checker：标准输入没有内容")],
)
def test_standard_input_without_data(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], line: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    done = run(*arguments)
    assert (done.code, done.err) == (3, f"{line}\n")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_no_draft(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    done = run("lint", "pipe.txt")
    assert (done.code, done.err) == (3, "pipe.txt：不是普通文件\n")


def test_traceback_only_when_asked(run: Run) -> None:
    assert "Traceback" not in run("lint", "draft.txt", "--model", "no").err
    assert "Traceback" in run("lint", "draft.txt", "--model", "no", "-v").err
