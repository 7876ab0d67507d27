"""A file is written whole or not at all, whatever ends the program."""

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from checker import walk
from checker.writers import files

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has neither these permissions nor these links")


def test_old_or_new_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    files.write(path, b"1")
    files.write(path, b"22")
    assert path.read_bytes() == b"22"
    assert list(tmp_path.iterdir()) == [path]


@POSIX
def test_permissions_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"1")
    path.chmod(0o640)
    files.write(path, b"2")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    usual = tmp_path / "usual"
    usual.touch()
    files.write(tmp_path / "new", b"2")
    assert (tmp_path / "new").stat().st_mode == usual.stat().st_mode


@POSIX
def test_a_link_leads_on_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    real, link = tmp_path / "real" / "a.txt", tmp_path / "a.txt"
    real.write_bytes(b"1")
    link.symlink_to(real)
    files.write(link, b"2")
    assert (real.read_bytes(), link.is_symlink()) == (b"2", True)


@POSIX
def test_what_is_no_ordinary_file_is_written_to() -> None:
    files.write(Path(os.devnull), b"1")
    assert not Path(os.devnull).is_file()


def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"1")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.write(path, b"2")
    assert path.read_bytes() == b"1"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_may_not_be_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"1")
    monkeypatch.setattr(os, "access", lambda *_: False)  # its folder would let it be replaced
    with pytest.raises(PermissionError):
        files.write(path, b"2")
    assert path.read_bytes() == b"1"


OLD, NEW = "第一,第二，第三。\n", "第一，第二，第三。\n"


@POSIX
@pytest.mark.parametrize("after", [1, 7, 20, 45])
def test_killed_while_fixing_a_folder(after: int, tmp_path: Path) -> None:
    drafts = [tmp_path / f"{number:02}.txt" for number in range(60)]
    for draft in drafts:
        draft.write_text(OLD, encoding="utf-8")
    command = [sys.executable, "-m", "checker", "lint", str(tmp_path), "--fix", "-q", "--isolated"]
    process = subprocess.Popen([*command, "--select", "half-width-punctuation"], stdout=subprocess.DEVNULL)
    while process.poll() is None and drafts[after].read_text(encoding="utf-8") == OLD:
        time.sleep(0.0005)
    process.send_signal(signal.SIGKILL)
    process.wait()
    texts = [draft.read_text(encoding="utf-8") for draft in drafts]
    assert set(texts) <= {OLD, NEW}
    assert NEW in texts
    assert list(walk.files(tmp_path)) == drafts  # what was being written is no draft
