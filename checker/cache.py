"""Reports of an earlier run, kept in the user's own cache folder: what did not change is not linted again.

An entry is named by all that its report depends on (contents, suffix, the way of linting, the product itself), so that
none is ever out of date. It holds the report without its path, secret words starred out as in every report. It is
compressed MessagePack (JSON has no spans as keys), checked when it is read: a foreign or damaged entry is no entry,
and none can run code.
"""

import contextlib
import dataclasses
import functools
import hashlib
import json
import os
import sys
import tempfile
import zlib
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from checker import __version__
from checker.model import Report
from checker.resources import data_dir, package_dir

VARIABLE = "CHECKER_CACHE_DIR"
_SHARDS = 2  # hexadecimal digits of an entry's name that are its folder's
_LARGEST = (200 << 20) >> (4 * _SHARDS)  # bytes in one of the 256 folders: 200 MB in all
# what changes no report, by class and field
_IRRELEVANT = frozenset({("Settings", "fail_on"), ("Settings", "exclude")})


@dataclass(frozen=True, slots=True)
class Cache:
    """The entries in `folder`; `product` is the digest of the code and data that make reports. Small and picklable."""

    folder: Path
    product: str

    def get(self, data: bytes, name: str, way: Hashable) -> Report | None:
        """Return the report of `data` linted by `way`, its path empty; None where there is no sound entry.

        `name` is what the report depends on of the name of the file, `way` a frozen dataclass of plain values and paths.
        """
        try:
            entry = self._entry(data, name, way)
            report = _decoder().decode(zlib.decompress(entry.read_bytes()))
        except (OSError, zlib.error, msgspec.DecodeError):
            return None
        with contextlib.suppress(OSError):
            os.utime(entry)  # those not used for longest make room first
        return report

    def put(self, data: bytes, name: str, way: Hashable, report: Report) -> None:
        """Keep `report` without its path, to be found as in `get`; where that cannot be done it is not kept."""
        with contextlib.suppress(OSError, UnicodeEncodeError):
            entry = self._entry(data, name, way)
            entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # drafts are not for other users
            _write(entry, zlib.compress(msgspec.msgpack.encode(replace(report, path="")), 1))
            _make_room(entry.parent)

    def _entry(self, data: bytes, name: str, way: Hashable) -> Path:
        """Return the file of an entry. Raises OSError when a file that `way` names cannot be read."""
        parts = (self.product, digest(way), hashlib.sha256(data).hexdigest(), name)
        key = hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
        return self.folder / key[:_SHARDS] / key[_SHARDS:]


def open_cache() -> Cache | None:
    """Return the cache in the folder that the environment variable names, else in the one the system has for caches.

    None where the product cannot be told from another: its files are just being changed.
    """
    try:
        if named := os.environ.get(VARIABLE):
            return Cache(Path(named).absolute(), product())
        import platformdirs

        return Cache(platformdirs.user_cache_path("fazhi-checker"), product())
    except OSError:
        return None


@functools.cache
def _decoder() -> "msgspec.msgpack.Decoder[Report]":
    return msgspec.msgpack.Decoder(Report)


@functools.cache
def product() -> str:
    """Return the digest of version, interpreter, and name, size and time of change of every file that makes reports.

    The version alone would serve old reports to who works on the rules.
    """
    facts = [__version__, sys.version]
    for folder in (package_dir(), data_dir("models")):
        facts += sorted(_facts(folder))
    return hashlib.sha256("\n".join(facts).encode("utf-8", "surrogatepass")).hexdigest()


def _facts(folder: Path) -> Iterator[str]:
    for at, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        for name in names:
            found = os.stat(os.path.join(at, name))  # noqa: PTH116, PTH118 - hundreds of files at every start
            yield f"{at}/{name} {found.st_size} {found.st_mtime_ns}"


@functools.lru_cache(maxsize=8)
def digest(way: Hashable) -> str:
    """Return the digest of `way` and of the files it names. Raises OSError when one cannot be read."""
    described = json.dumps(_described(way), ensure_ascii=False, default=str)
    return hashlib.sha256(described.encode("utf-8", "surrogatepass")).hexdigest()


def _described(value: Any) -> Any:  # noqa: ANN401 - settings are values of any kind
    """Return `value` as JSON has it, a file as its name and digest, a folder as the names and times in it."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        kind = type(value).__name__
        names = (field.name for field in dataclasses.fields(value) if (kind, field.name) not in _IRRELEVANT)
        return {name: _described(getattr(value, name)) for name in names}
    if isinstance(value, tuple):
        return [_described(item) for item in value]
    if isinstance(value, Path):
        return sorted(_facts(value)) if value.is_dir() else [value.name, hashlib.sha256(value.read_bytes()).hexdigest()]
    return value


def _write(path: Path, data: bytes) -> None:
    """Write all of `data` or nothing, whoever else writes or reads the same file."""
    number, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
        os.replace(name, path)  # noqa: PTH105 - both are names
    except OSError:
        os.unlink(name)  # noqa: PTH108
        raise


def _make_room(folder: Path) -> None:
    """Remove the entries of `folder` that were not used for longest, until the others are not too large."""
    entries = sorted(((entry.stat(), entry.path) for entry in os.scandir(folder)), key=lambda e: -e[0].st_mtime)
    total = 0
    for found, path in entries:
        total += found.st_size
        if total > _LARGEST:
            os.unlink(path)  # noqa: PTH108
