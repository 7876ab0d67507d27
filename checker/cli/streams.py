"""Standard input, output and error as the verbs use them."""

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from checker.errors import ReadError, UsageError

if TYPE_CHECKING:
    from checker.reporters.look import Look

_WIDTH_WITHOUT_TERMINAL = 80
_NARROWEST, _WIDEST = 40, 120


def replace_closed() -> None:
    """Put an empty stream in the place of each standard stream that was closed before the start."""
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - as long as the process
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115


def give_up_output() -> None:
    """Lead standard output nowhere, so that the interpreter does not complain when it closes a broken stream."""
    with contextlib.suppress(OSError, ValueError):  # a stream of a test has no number
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def note(message: str, *, lines: bool = False) -> None:
    """Write one line to standard error; `lines`: the message is several lines.

    A name may hold line ends and commands for the terminal; they are written as what they are.
    """
    if not lines:
        message = "".join(char if char.isprintable() else repr(char)[1:-1] for char in message)
    sys.stderr.write(f"{message}\n")
    sys.stderr.flush()


def write(text: str) -> None:
    """Write text for people to standard output, in the encoding of the console."""
    sys.stdout.write(text)
    sys.stdout.flush()


def write_data(text: str) -> None:
    """Write text for programs to standard output: UTF-8 and plain line ends, whatever the console speaks."""
    write_bytes(text.encode("utf-8", "replace"))


def write_bytes(data: bytes) -> None:
    """Write the bytes of a file to standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write_file(path: Path, text: str) -> None:
    """Write `text` to `path` as UTF-8. Raises UsageError when that cannot be done."""
    write_file_bytes(path, text.encode("utf-8", "replace"))


def write_file_bytes(path: Path, data: bytes) -> None:
    """Write `data` to `path`, all or nothing. Raises UsageError when that cannot be done."""
    from checker.writers import files

    try:
        files.write(path, data)
    except OSError as error:
        words = "没有权限" if isinstance(error, PermissionError) else error.strerror
        raise UsageError(f"无法写入“{path}”（{words}）") from error


def require_writable(path: Path) -> None:
    """Raise UsageError when `path` can surely not be written, before any work is done."""
    if path.is_dir():
        raise UsageError(f"无法写入“{path}”（这是文件夹）")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"无法写入“{path}”（没有文件夹“{path.parent}”）")
    ordinary = path.is_file() or not path.exists()  # it is replaced as a whole, and so is an entry of its folder
    places = [path] * path.exists() + [path.resolve().parent] * ordinary
    if not all(os.access(place, os.W_OK) for place in places):
        raise UsageError(f"无法写入“{path}”（没有权限）")


def standard_input() -> bytes:
    """Return all of standard input. Raises ReadError when it is empty."""
    data = sys.stdin.buffer.read()
    if not data.strip():
        raise ReadError("没有内容")
    return data


def width(stream: TextIO) -> int:
    """Return the columns to lay text out in: those of the terminal, within reason, or 80 without one."""
    if not stream.isatty():
        return _WIDTH_WITHOUT_TERMINAL
    try:
        return max(_NARROWEST, min(_WIDEST, os.get_terminal_size(stream.fileno()).columns))
    except OSError:
        return _WIDTH_WITHOUT_TERMINAL


def colour(stream: TextIO, when: str) -> bool:
    """Tell whether to write colours to `stream`; `when` is the value of `--color`."""
    if when != "auto":
        return when == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not stream.isatty():
        return False
    from rich.console import detect_legacy_windows

    return not detect_legacy_windows()


def look(when: str) -> "Look":
    """Return how text on standard output may look; `when` is the value of `--color`."""
    from checker.reporters.look import Look

    return Look(width(sys.stdout), colour(sys.stdout, when), sys.stdout.encoding)
