"""What a word processor has to open first: .doc, .wps, .odt, .rtf and templates, made .docx by LibreOffice.

LibreOffice runs on this machine, without a window, with a profile of its own for each file: it shares nothing with a
LibreOffice that the user has open, runs no macro and follows no link. Everything it writes is removed at the end.
"""

import functools
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from checker.errors import ReadError

_SECONDS = 120
_PROGRAMS = ("soffice", "libreoffice", "soffice.com")
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/opt/libreoffice/program/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
# what such files begin with: the container of old Office files, RTF, a zip package
_STARTS = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf", b"PK")
# macros never run, no matter where the file lies; nothing is fetched for a link or an update
_SETTINGS = "".join(
    f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
    f"<value>{value}</value></prop></item>"
    for path, name, value in (
        ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
        ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
        ("Common/Security/Scripting", "DisableActiveContent", "true"),
        ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
        ("Writer/Content/Update", "Link", "0"),
        ("Inet/Settings", "ooInetProxyType", "2"),
        ("Inet/Settings", "ooInetNoProxy", ""),
        *(
            ("Inet/Settings", f"ooInet{kind}Proxy{name}", value)
            for kind in ("HTTP", "HTTPS", "FTP")
            for name, value in (("Name", "127.0.0.1"), ("Port", "9"))  # the discard port: nothing answers there
        ),
    )
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    f"{_SETTINGS}</oor:items>"
)


@functools.cache
def program() -> str | None:
    """Return the path of LibreOffice, or None when it is not installed."""
    found = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    return found or next((place for place in _USUAL_PLACES if Path(place).is_file()), None)


def to_docx(data: bytes, suffix: str) -> bytes:
    """Return the .docx that LibreOffice makes of `data`, a file whose name ends with `suffix`.

    Raises ReadError when `data` is no such file, when LibreOffice is missing, cannot open the file or takes too long.
    """
    if not data.startswith(_STARTS):
        raise ReadError(f"不是 {suffix} 文件，或者文件已损坏")
    office = program()
    if office is None:
        raise ReadError(
            f"读取 {suffix} 文件要用 LibreOffice，这台电脑上没有找到；请用 Word 或 WPS 另存为 .docx 后再检查"
        )
    with tempfile.TemporaryDirectory(prefix="fazhi-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, profile = folder / f"draft{suffix}", folder / "profile"
        source.write_bytes(data)
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        options = ("--headless", "--norestore", "--nolockcheck", "--nologo", "--nodefault")
        target = ("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"))
        _run([office, f"-env:UserInstallation={profile.as_uri()}", *options, *target, str(source)], folder)
        try:
            return (folder / "out" / "draft.docx").read_bytes()
        except OSError as error:
            raise ReadError(
                f"LibreOffice 打不开这个 {suffix} 文件（可能已损坏或者加密），请用 Word 或 WPS 另存为 .docx 后再检查"
            ) from error


def _run(command: list[str], folder: Path) -> None:
    """Run LibreOffice in `folder`; it and what it starts are ended when it takes too long. Raises ReadError."""
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # noqa: S603 - a fixed program; the only name in the command is our own
            command, cwd=folder, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
    except OSError as error:
        raise ReadError("LibreOffice 无法启动，请用 Word 或 WPS 另存为 .docx 后再检查") from error
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise ReadError(f"LibreOffice 在 {_SECONDS} 秒内没有转换完，请用 Word 或 WPS 另存为 .docx 后再检查") from error
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is not None:
        return
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)  # soffice is a script that starts the program proper
    else:
        process.kill()
    process.wait()
