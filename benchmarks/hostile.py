"""Prints what hostile files cost: each is linted by a process of its own; what it says, its seconds and its peak memory.

usage: python benchmarks/hostile.py [NAME…]

The table is also a test (tests/readers/test_hostile.py): there each file is read and must be answered by its message.
"""

import argparse
import io
import pathlib
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

MIB = 1 << 20
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OPEN, CLOSE = f'<w:document xmlns:w="{W}"><w:body>', "</w:body></w:document>"
PARAGRAPH = "<w:p><w:pPr/><w:r><w:rPr><w:b/></w:rPr><w:t>查{0}次</w:t></w:r></w:p>"
TOO_LONG = "文字太多（超过 100 万字），不像一份报告，不予检查"
TOO_HEAVY = "Word 文件内部过大（word/document.xml），不像一份报告，不予读取"
BROKEN_XML = "Word 文件内部已损坏（word/document.xml 不是完整的 XML），请重新保存后再检查"
BROKEN_PDF = "PDF 文件已损坏或不完整，请重新导出后再检查"
SCANNED = "PDF 里没有文字，可能是扫描件；请检查原来的 Word 文件，或者用文字识别（OCR）软件转换后再检查"
DEEP_PAGE = "网页的结构太深（超过 1000 层），不予读取"
LARGE_PAGE = "网页文件太大，不像一份报告；请只保存报告所在的网页"
BROKEN = "Word 文件已损坏或不完整，请重新保存后再检查"


@dataclass(frozen=True, slots=True)
class Hostile:
    """A file: its suffix, what makes its bytes, and the one line that must answer it (empty: it is linted)."""

    suffix: str
    build: Callable[[], bytes]
    answer: str


def word(body: str | bytes, relations: str = "", method: int = zipfile.ZIP_DEFLATED, **parts: bytes) -> bytes:
    """Return a Word file whose main part holds `body` (text: inside w:body); `parts` lie beside it in word/."""
    main = f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", method) as archive:
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}">{main}</Relationships>')
        archive.writestr("word/document.xml", OPEN + body + CLOSE if isinstance(body, str) else body)
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>'
        )
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return raw.getvalue()


def lying_size() -> bytes:
    """Return a bomb whose directory says that it is small."""
    data = bytearray(word("全" * 30_000_000))
    at = data.rindex(b"word/document.xml") - 46
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(data)


def pdf(objects: dict[int, str], trailer: str) -> bytes:
    """Return a PDF of `objects` by number."""
    body, places = b"%PDF-1.4\n", {}
    for number, content in objects.items():
        places[number] = len(body)
        body += f"{number} 0 obj\n{content}\nendobj\n".encode()
    rows = "".join(f"{places[number]:010} 00000 n \n" for number in objects)
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}trailer\n{trailer}\nstartxref\n{len(body)}\n%%EOF"
    return body + table.encode()


def form_in_form(levels: int, times: int) -> bytes:
    """Return a PDF whose page draws a form `times` times, which draws another as often, and so on."""
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>"
    draw = f"/Length {6 * times} >>\nstream\n{'/X Do ' * times}\nendstream"
    objects = {1: CATALOGUE, 2: "<< /Type /Pages /Count 1 /Kids [3 0 R] >>", 3: page, 4: f"<< {draw}"}
    for number in range(5, 5 + levels):
        inner = f"/Resources << /XObject << /X {number + 1} 0 R >> >>"
        objects[number] = f"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] {inner} {draw}"
    objects[5 + levels] = (
        "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 15 >>\nstream\n0 0 m 9 9 l S  \nendstream"
    )
    return pdf(objects, f"<< /Size {6 + levels} /Root 1 0 R >>")


CATALOGUE = "<< /Type /Catalog /Pages 2 0 R >>"
TRAILER = "<< /Size 4 /Root 1 0 R >>"
LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
HOSTILE = {
    "bomb": Hostile(".docx", lambda: word("全" * 30_000_000), "Word 文件的压缩比异常，疑似压缩炸弹，不予读取"),
    "bomb that lies about its size": Hostile(".docx", lying_size, BROKEN),
    "bomb of 250 MB in small parts": Hostile(
        ".docx",
        lambda: word("全", **{f"x{n}": b" " * 9_000_000 for n in range(28)}),
        "Word 文件解压后超过 200 MB，不予读取",
    ),
    "a million empty elements": Hostile(
        ".docx", lambda: word("<w:p/>" * 2_500_000, method=zipfile.ZIP_STORED), TOO_HEAVY
    ),
    "a million attributes": Hostile(
        ".docx",
        lambda: word(("<w:p" + "".join(f' a{n}=""' for n in range(100)) + "/>") * 12_000, method=zipfile.ZIP_STORED),
        TOO_HEAVY,
    ),
    "100,000 paragraphs": Hostile(".docx", lambda: word("".join(map(PARAGRAPH.format, range(100_000)))), ""),
    "250,000 paragraphs": Hostile(
        ".docx", lambda: word("<w:p><w:r><w:t>全</w:t></w:r></w:p>" * 250_000, method=zipfile.ZIP_STORED), TOO_LONG
    ),
    "100,000 levels": Hostile(".docx", lambda: word("<w:sdt>" * 100_000 + "</w:sdt>" * 100_000), BROKEN_XML),
    "entities within entities": Hostile(
        ".docx",
        lambda: word(f'<!DOCTYPE w [<!ENTITY l0 "哈">{LAUGHS}]>{OPEN}<w:p>&l9;</w:p>{CLOSE}'.encode()),
        BROKEN_XML,
    ),
    "external entity": Hostile(
        ".docx",
        lambda: word(f'<!DOCTYPE w [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>{OPEN}<w:p>&x;</w:p>{CLOSE}'.encode()),
        "Word 文件内部含有不应有的实体声明（word/document.xml），不予读取",
    ),
    "relations that lead outside": Hostile(
        ".docx",
        lambda: word(
            PARAGRAPH.format(1),
            f'<Relationship Id="a" Type="{OFFICE}/styles" Target="http://127.0.0.1:9/s" TargetMode="External"/>'
            f'<Relationship Id="b" Type="{OFFICE}/numbering" Target="../../../../etc/passwd"/>'
            f'<Relationship Id="c" Type="{OFFICE}/header" Target="file:///etc/passwd"/>',
        ),
        "",
    ),
    "styles in a circle": Hostile(
        ".docx",
        lambda: word(
            '<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>查3次</w:t></w:r></w:p>',
            styles=(
                f'<w:styles xmlns:w="{W}"><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style>'
                '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>'
            ).encode(),
        ),
        "",
    ),
    "text of 200 MB": Hostile(".txt", lambda: b"\xe5\x85\xa8" * (199 * MIB // 3), TOO_LONG),
    "text of a million marks": Hostile(".txt", lambda: b"1," * 495_000, ""),
    "text of 300,000 lines": Hostile(".txt", lambda: "一、\n".encode() * 300_000, TOO_LONG),
    "one line of brackets": Hostile(".md", lambda: b"[" * 100_000 + b"x", ""),
    "Markdown of quotes": Hostile(".md", lambda: b">" * 400_000 + b"x", "文件里没有文字"),
    "Markdown of stars": Hostile(".md", lambda: b"*a " * 100_000, ""),
    "a Word file called .pdf": Hostile(".pdf", lambda: word(PARAGRAPH.format(1)), "不是 PDF 文件"),
    "a PDF called .docx": Hostile(
        ".docx", lambda: pdf({1: CATALOGUE}, TRAILER), "不是 Word 文档（.docx），请用 Word 另存为 .docx 后再检查"
    ),
    "a PDF called .txt": Hostile(
        ".txt", lambda: pdf({1: CATALOGUE}, TRAILER) + b"\0\1\2", "不是文本文件（内容为二进制数据）"
    ),
    "pages in a circle": Hostile(
        ".pdf",
        lambda: pdf(
            {1: CATALOGUE, 2: "<< /Type /Pages /Count 9 /Kids [3 0 R] >>", 3: "<< /Type /Pages /Kids [2 0 R] >>"},
            TRAILER,
        ),
        BROKEN_PDF,
    ),
    "two thousand million pages": Hostile(
        ".pdf", lambda: pdf({1: CATALOGUE, 2: "<< /Type /Pages /Count 2000000000 /Kids [] >>"}, TRAILER), BROKEN_PDF
    ),
    "a page of itself": Hostile(
        ".pdf",
        lambda: pdf(
            {
                1: CATALOGUE,
                2: "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
                3: "<< /Type /Page /Parent 2 0 R /Contents 3 0 R /Resources << /XObject << /A 3 0 R >> >> >>",
            },
            TRAILER,
        ),
        SCANNED,
    ),
    "a form drawn ten million times": Hostile(
        ".pdf",
        lambda: form_in_form(8, 10),
        "PDF 已损坏，或者内部过于复杂，读取时出错；请重新导出，或者检查原来的 Word 文件",
    ),
    "100,000 levels of a page": Hostile(".html", lambda: b"<div>" * 100_000 + "全年检查3次。".encode(), DEEP_PAGE),
    "a page of a million tags": Hostile(".html", lambda: b"<p>x" * 1_000_000, LARGE_PAGE),
    "a page of one huge comment": Hostile(".html", lambda: b"<!--" + b"x" * (30 * MIB), LARGE_PAGE),
}


# VmHWM is the peak of this program alone; ru_maxrss would be inherited from what started it. A PDF has a process of its own
_MEASURED = """
import pathlib, resource, sys
from checker.cli import main
code = main()
status = pathlib.Path("/proc/self/status").read_text()
children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(max(int(status.partition("VmHWM:")[2].split()[0]), children), file=sys.stderr)
raise SystemExit(code)
"""


def main() -> None:
    """Lint every file and print what it cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    with tempfile.TemporaryDirectory() as folder:
        for name in parser.parse_args().names or HOSTILE:
            path = pathlib.Path(folder, f"x{HOSTILE[name].suffix}")
            path.write_bytes(HOSTILE[name].build())
            command = [sys.executable, "-c", _MEASURED, "lint", str(path), "--isolated", "--output-format", "concise"]
            start = time.perf_counter()
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            seconds = time.perf_counter() - start
            *lines, peak = done.stderr.splitlines()
            told = " ".join(lines).removeprefix(f"{path}：")
            print(f"{name:<32} exit {done.returncode}  {seconds:6.1f} s  {int(peak) // 1024:4} MiB  {told}", flush=True)


if __name__ == "__main__":
    main()
