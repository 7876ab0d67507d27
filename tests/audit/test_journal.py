"""The lines of an audit survive whatever stops it."""

import datetime
from pathlib import Path

import msgspec
import pytest

from checker.audit.journal import RESULTS, Journal, Lines


def line(path: str, key: str = "k", **more: object) -> bytes:
    return msgspec.json.encode({"path": path, "key": key, "status": "read", **more})


# the line of a file that was known before: whoever reads it must not be led astray
DAMAGED = (
    b'{"path": "\xe4\xb9\x99", "key": "k"}\n',
    line("乙", sentences=None) + b"\n",
    line("乙", title="一").replace("一".encode(), b"\xff") + b"\n",
)


def kept(folder: Path, *, resume: bool = True) -> Journal:
    return Journal(folder, resume=resume)


def test_lines_come_back_in_the_order_asked_for(tmp_path: Path) -> None:
    journal = kept(tmp_path)
    for name in ("乙", "甲", "丙"):
        journal.add(line(name))
    assert Journal.unfinished(tmp_path)
    lines = journal.finish(dict.fromkeys(("甲", "乙")), [line("丁", "")])
    assert not Journal.unfinished(tmp_path)
    assert [record.path for record in lines] == ["甲", "乙", "丁"]
    assert (len(lines), lines[-1].path, [record.path for record in lines[1:]]) == (3, "丁", ["乙", "丁"])
    with pytest.raises(IndexError):
        lines[3]


def test_the_day_of_arrival_is_written_into_the_line(tmp_path: Path) -> None:
    day = datetime.date(2026, 2, 9)
    journal = kept(tmp_path)
    journal.add(line("甲", received=None, due="2026-03-01"))
    journal.add(line("乙", received="2026-01-01"))
    lines = journal.finish({"甲": day, "乙": None}, ())
    assert [record.received for record in lines] == [day, None]
    assert lines[0].late is False


@pytest.mark.parametrize("end", [b"", b'{"path": "\xe4', b'{"path": "x"}', b"\xff\xfe\n", b'{"key": "k"}\n', *DAMAGED])
def test_a_stopped_run_goes_on(tmp_path: Path, end: bytes) -> None:
    journal = kept(tmp_path)
    journal.add(line("甲"))
    journal.close()
    with (tmp_path / f"{RESULTS}.part").open("ab") as file:
        file.write(end)
    again = kept(tmp_path)
    assert (len(again), again.holds("甲", "k"), again.holds("甲", "other"), again.holds("乙", "k")) == (
        1,
        True,
        False,
        False,
    )
    again.add(line("乙"))
    assert [record.path for record in again.finish(dict.fromkeys(("甲", "乙")), ())] == ["甲", "乙"]


def test_a_finished_run_can_be_taken_up(tmp_path: Path) -> None:
    first = kept(tmp_path)
    first.add(line("甲"))
    first.finish({"甲": None}, ())
    again = kept(tmp_path)
    assert again.holds("甲", "k")
    again.add(line("甲", "new"))
    assert [record.key for record in again.finish({"甲": None}, ())] == ["new"]
    fresh = kept(tmp_path, resume=False)
    assert not fresh.holds("甲", "new")
    fresh.close()


def test_a_line_without_a_key_never_holds(tmp_path: Path) -> None:
    journal = kept(tmp_path)
    journal.add(line("甲", ""))
    assert not journal.holds("甲", "")
    journal.close()


def test_nothing_at_all(tmp_path: Path) -> None:
    assert list(kept(tmp_path).finish({}, ())) == []
    assert list(Lines(tmp_path / RESULTS)) == []
