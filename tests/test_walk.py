"""Which files a name leads to."""

import contextlib
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from checker import walk
from checker.errors import ReadError, UsageError


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "报送"
    for name in (
        "b.md",
        "a.docx",
        "图.jpg",
        "~$a.docx",
        ".隐.md",
        ".git/c.md",
        "县/二.md",
        "县/一.txt",
        "县/旧/三.docx",
        "县/旧/四.pdf",
        "夹.docx/内.md",
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("稿", encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def found(name: str) -> list[str]:
    return [path.as_posix() for path in walk.files(Path(name))]


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("b.md", ["b.md"]),
        ("no.md", ["no.md"]),  # whoever reads it says what is wrong
        (".", ["a.docx", "b.md", "县/一.txt", "县/二.md", "县/旧/三.docx", "县/旧/四.pdf", "夹.docx/内.md"]),
        ("*.docx", ["a.docx", "夹.docx/内.md"]),
        ("**/*.md", ["b.md", "县/二.md", "夹.docx/内.md"]),
        ("县/*.md", ["县/二.md"]),
        ("县/**/*.docx", ["县/旧/三.docx"]),
        ("?.md", ["b.md"]),
        ("[a-c].*", ["a.docx", "b.md"]),
        ("县/*", ["县/一.txt", "县/二.md", "县/旧/三.docx", "县/旧/四.pdf"]),
        ("../*/县/旧", ["../报送/县/旧/三.docx", "../报送/县/旧/四.pdf"]),
    ],
)
def test_names_folders_and_patterns(name: str, files: list[str]) -> None:
    assert found(name) == files


def test_a_pattern_from_the_root(tree: Path) -> None:
    assert found(f"{tree}/县/*.md") == [(tree / "县/二.md").as_posix()]


@pytest.mark.usefixtures("tree")
def test_a_file_named_like_a_pattern_is_that_file() -> None:
    Path("报告[1].md").write_text("稿", encoding="utf-8")
    assert found("报告[1].md") == ["报告[1].md"]


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize(
    ("files", "name", "rest"),
    [
        ({".checkerignore": "旧/\n# 说明\n*.txt\n"}, ".", ["a.docx", "b.md", "县/二.md", "夹.docx/内.md"]),
        ({".checkerignore": "旧/\n"}, "县", ["县/一.txt", "县/二.md"]),  # also from the folder above
        ({".checkerignore": "/b.md\n夹.docx\n*.txt\n旧"}, ".", ["a.docx", "县/二.md"]),
        ({".checkerignore": "*.md\n", "县/.checkerignore": "!二.md\n"}, "**/*.md", ["县/二.md"]),  # the nearest decides
        ({".checkerignore": "b.md\n"}, "b.md", ["b.md"]),  # named by the user
    ],
)
def test_ignore_files(files: dict[str, str], name: str, rest: list[str]) -> None:
    for file, patterns in files.items():
        Path(file).write_text(patterns, encoding="utf-8")
    assert found(name) == rest


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_an_ignore_file_of_any_editor(encoding: str) -> None:
    Path(".checkerignore").write_bytes("县/\r\n".encode(encoding))
    assert found(".") == ["a.docx", "b.md", "夹.docx/内.md"]


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize("pattern", ["!", "[z-a]", "[!1-0]"])
def test_a_wrong_pattern_is_named(pattern: str) -> None:
    Path(".checkerignore").write_text(f"{pattern}\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"\.checkerignore：不是有效的写法"):
        found(".")


def test_the_configuration_leaves_out(tree: Path) -> None:
    out = walk.exclusion(tree, ["/县/旧", "*.docx"], "checker.toml: exclude")
    assert [path.as_posix() for path in walk.files(Path("县"), lambda _: out)] == ["县/一.txt", "县/二.md"]


@pytest.mark.parametrize(
    ("names", "office", "linted", "passed"),
    [
        ("甲.docx 甲.pdf 甲.htm 甲.txt", False, "甲.docx 甲.txt", {"甲.pdf": "同名", "甲.htm": "同名"}),
        ("甲.pdf 甲.html", False, "甲.html 甲.pdf", {}),
        ("甲.DOC 甲.docx 乙.doc", False, "甲.docx", {"甲.DOC": "同名", "乙.doc": "请换成"}),
        ("甲.doc 甲.docx 乙.doc 乙.pdf", True, "乙.doc 甲.docx", {"甲.doc": "同名", "乙.pdf": "同名"}),
        ("甲.doc 甲.pdf", False, "甲.pdf", {"甲.doc": "请换成"}),
        ("甲.docx 下/甲.pdf 甲_files/a.html 乙.files/a.html", False, "甲.docx 下/甲.pdf", {}),
        ("甲.docx 甲.pdf .checkerignore", False, "甲.pdf", {}),  # what is left out is not linted in its place
    ],
)
def test_copies_and_what_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, names: str, office: bool, linted: str, passed: dict[str, str]
) -> None:
    monkeypatch.setattr("checker.readers.office.program", lambda: "soffice" if office else None)
    for name in names.split():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("*.docx" if name == walk.IGNORE_FILE else "稿", encoding="utf-8")
    told = {}
    found = walk.files(tmp_path, passed_over=lambda path, why: told.setdefault(path.name, why))
    assert [path.relative_to(tmp_path).as_posix() for path in found] == linted.split()
    assert set(told) == set(passed)
    assert all(words in told[name] for name, words in passed.items())
    if "甲.pdf" in names:  # a pattern asks for these, and no draft is linted in their place
        assert [path.name for path in walk.files(tmp_path / "**" / "甲.pdf")] == ["甲.pdf"]


def test_what_this_run_writes_is_no_draft(tree: Path) -> None:
    outputs = [Path("县/旧"), tree / "b.md", Path("no")]
    assert [path.as_posix() for path in walk.files(Path(), outputs=outputs)] == [
        *("a.docx", "县/一.txt", "县/二.md", "夹.docx/内.md"),
    ]
    assert len(list(walk.files(Path("县/旧"), outputs=outputs))) == 2  # named by the user


@pytest.mark.usefixtures("tree")
def test_nothing_found_says_why() -> None:
    with pytest.raises(ReadError, match="没有符合这个写法的稿件"):
        found("*.txt")
    Path("空").mkdir()
    with pytest.raises(ReadError, match="文件夹里没有可以检查的稿件"):
        found("空")
    Path(".checkerignore").write_text("县\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"都被 \.checkerignore 或者配置的 exclude 排除"):
        found("县/旧/*.docx")


@pytest.mark.usefixtures("tree")
@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_do_not_go_round() -> None:
    Path("县/回").symlink_to("..", target_is_directory=True)
    Path("链.md").symlink_to("b.md")
    assert found("**/*.md") == ["b.md", "链.md", "县/二.md", "夹.docx/内.md"]


def test_a_folder_that_may_not_be_entered(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def scandir(path: str) -> Iterator[os.DirEntry[str]]:
        if str(path).endswith("旧"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    real = os.scandir
    monkeypatch.setattr(os, "scandir", scandir)
    troubles: list[OSError] = []
    assert len(list(walk.files(tree, unreadable=troubles.append))) == 5
    assert [trouble.filename for trouble in troubles] == [str(tree / "县/旧")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_an_ignore_file_that_is_a_pipe_is_not_read(tree: Path) -> None:
    os.mkfifo(tree / ".checkerignore")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s.md")
        assert found("*.md") == ["b.md", "s.md"]


@given(st.text("*?[]!\\ab#^-. 报{", min_size=1), st.text("*?[]!\\ab1-0#^.&|~报/") | st.text())
@example("*", "[1-0]")
@example("*", "[[a]")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_pattern_is_answered(tree: Path, name: str, ignored: str) -> None:
    (tree / "县" / ".checkerignore").write_bytes(ignored.encode())
    with contextlib.suppress(ReadError, UsageError):
        for path in walk.files(tree / "县" / name):
            assert path.name == Path(name).name or path.is_relative_to(tree / "县")
