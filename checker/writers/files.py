"""A file written whole or not at all, so that a draft survives whatever ends the program."""

import errno
import os
import secrets
import shutil
import stat
from pathlib import Path


def write(path: Path, data: bytes) -> None:
    """Put `data` in the place of the file `path` at one stroke; its permissions are kept, links lead on to their file.

    The bytes are first written to a hidden file beside it, which no run takes for a draft. What is no ordinary file
    (a pipe, a terminal) is simply written to. Raises OSError.
    """
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        path.write_bytes(data)
        return
    path = path.resolve()
    if path.exists() and not os.access(path, os.W_OK):  # its folder alone would let it be replaced
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    new = path.with_name(f".checker-{secrets.token_hex(8)}.tmp")
    try:
        with new.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, new)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
