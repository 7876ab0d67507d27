"""Files that LibreOffice has to open first; the tests that run it are skipped where it is not installed."""

import io
import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from checker.errors import ReadError
from checker.readers import office, read, suffixes

RTF = (
    rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}}"
    rb"\f0 " + "".join(rf"\u{ord(char)}?" for char in "规范行政执法。").encode() + rb"\par "
    rb"" + "".join(rf"\u{ord(char)}?" for char in "评查案卷。").encode() + rb"\par}"
)
needs_office = pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")


@needs_office
@pytest.mark.parametrize("name", ["a.rtf", "a.doc", "稿 件.WPS"])
def test_converted_by_libreoffice(name: str) -> None:
    document = read(RTF, name)
    assert [block.span.of(document.text) for block in document.blocks] == ["规范行政执法。", "评查案卷。"]
    assert document.format == name.rpartition(".")[2].lower()
    assert document.locate(document.blocks[1].span).label == "第2段"


@needs_office
def test_open_document(tmp_path: Path) -> None:
    draft = docx.Document()
    draft.add_paragraph("规范行政执法。")
    raw = io.BytesIO()
    draft.save(raw)
    # what is a .docx by its contents is opened under another name just as well
    assert docx.Document(io.BytesIO(office.to_docx(raw.getvalue(), ".odt"))).paragraphs[0].text == "规范行政执法。"
    assert not list(tmp_path.iterdir())


@needs_office
def test_damaged_file() -> None:
    with pytest.raises(ReadError, match=r"LibreOffice 打不开这个 \.odt 文件"):
        read(b"PK\x03\x04" + b"damaged" * 50, "a.odt")


def test_other_contents_never_reach_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "program", lambda: pytest.fail("asked for LibreOffice"))
    with pytest.raises(ReadError, match=r"不是 \.doc 文件，或者文件已损坏"):
        read(b"some text", "a.doc")
    page = "<html><meta charset=utf-8><p>规范行政执法，评查案卷60卷。</p></html>"
    assert read(page.encode(), "a.doc").format == "html"


def test_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    assert ".doc" not in suffixes()
    with pytest.raises(ReadError) as caught:
        read(RTF, "a.rtf")
    assert str(caught.value) == (
        "读取 .rtf 文件要用 LibreOffice，这台电脑上没有找到；请用 Word 或 WPS 另存为 .docx 后再检查"
    )


def script(folder: Path, body: str) -> str:
    path = folder / "soffice"
    path.write_text(f"#!{sys.executable}\n{body}", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@pytest.mark.skipif(os.name != "posix", reason="the stand-in for LibreOffice is a script")
def test_it_is_ended_when_it_takes_too_long(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    body = (
        "import pathlib, subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"pathlib.Path({str(tmp_path / 'child')!r}).write_text(str(child.pid))\n"
        "time.sleep(60)\n"
    )
    monkeypatch.setattr(office, "program", lambda: script(tmp_path, body))
    monkeypatch.setattr(office, "_SECONDS", 2)
    with pytest.raises(ReadError, match="LibreOffice 在 2 秒内没有转换完"):
        office.to_docx(RTF, ".rtf")
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", (tmp_path / "child").read_text()], capture_output=True, text=True, check=False
    ).stdout.strip()
    assert state[:1] in ("", "Z")


@pytest.mark.skipif(os.name != "posix", reason="the stand-in for LibreOffice is a script")
def test_how_it_is_called(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    body = (
        "import pathlib, sys\n"
        f"pathlib.Path({str(tmp_path / 'call')!r}).write_text('\\n'.join(sys.argv[1:]))\n"
        "target = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\n"
        "target.mkdir()\n"
        "(target / 'draft.docx').write_bytes(b'made')\n"
    )
    monkeypatch.setattr(office, "program", lambda: script(tmp_path, body))
    assert office.to_docx(RTF, ".wps") == b"made"
    call = (tmp_path / "call").read_text().splitlines()
    assert "--headless" in call
    profile = call[0].removeprefix("-env:UserInstallation=file://")
    assert not Path(profile).exists()
    assert Path(call[-1]).name == "draft.wps"
