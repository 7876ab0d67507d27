"""`results.jsonl`: one line a file, the truth of an audit from which everything else is made.

While an audit runs the lines stand in `results.jsonl.part` in the order in which they came, so that a run that was stopped
can go on; when it is done they are put in the order of their paths.
"""

import contextlib
import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import overload

import msgspec

from checker.audit.record import Record, decode, with_arrival

RESULTS, PAGE = "results.jsonl", "index.html"
OWN = (RESULTS, PAGE, "reports.parquet")  # by which the results of an audit are known
PART = ".part"


@dataclass(frozen=True, slots=True)
class Head:
    """What is read of a line to know whose it is and if it still holds."""

    path: str
    key: str
    body: str = ""
    year: int | None = None
    received: datetime.date | None = None


_HEAD = msgspec.json.Decoder(Head)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line in the file: where it begins, and how long it is with its end."""

    head: Head
    offset: int
    length: int


class Journal:
    """The lines in `folder`, those of an earlier run among them where `resume` says so; one process writes at a time.

    Raises OSError when the folder cannot be written to.
    """

    def __init__(self, folder: Path, *, resume: bool) -> None:
        """Open the journal."""
        self._final = folder / RESULTS
        self._part = folder / (RESULTS + PART)
        self._lines: dict[str, _Line] = {}  # by path
        if not resume:
            self._part.unlink(missing_ok=True)
        elif not self._part.exists() and self._final.exists():
            self._final.replace(self._part)
        self._file = self._part.open("ab")
        self._scan()

    @staticmethod
    def unfinished(folder: Path) -> bool:
        """Tell whether `folder` holds what a stopped run has left."""
        return (folder / (RESULTS + PART)).exists()

    def _scan(self) -> None:
        end = 0
        with self._part.open("rb") as file:
            for line in file:
                if not line.endswith(b"\n"):
                    break  # the run was stopped while it wrote
                with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError):  # damaged: that file is done again
                    decode(line)
                    self._know(line, end)
                end += len(line)
        self._file.truncate(end)
        self._file.seek(end)

    def _know(self, line: bytes, offset: int) -> None:
        head = _HEAD.decode(line)
        self._lines[head.path] = _Line(head, offset, len(line))

    def __len__(self) -> int:
        """Return how many files have a line."""
        return len(self._lines)

    def holds(self, path: str, key: str) -> bool:
        """Tell whether the file `path` has a line that was made of what `key` is the digest of; of nothing where it is empty."""
        known = self._lines.get(path)
        return known is not None and key != "" and known.head.key == key

    def head(self, path: str) -> Head:
        """Return the head of the line about the file `path`. Raises KeyError."""
        return self._lines[path].head

    def add(self, line: bytes) -> None:
        """Append a line, without its end; what was known of its file counts no longer."""
        line += b"\n"
        self._know(line, self._file.tell())
        self._file.write(line)
        self._file.flush()

    def finish(self, received: Mapping[str, datetime.date | None], more: Iterable[bytes]) -> "Lines":
        """Put the lines of the files in `received`, in that order, and then `more` into `results.jsonl`, and return them.

        `received`: by path, the day on which each report came in, which is written into its line.
        """
        self._file.close()
        new = self._final.with_suffix(".tmp")
        with self._part.open("rb") as old, new.open("wb") as file:
            for path, day in received.items():
                known = self._lines[path]
                old.seek(known.offset)
                line = old.read(known.length).rstrip(b"\n")
                file.write((line if known.head.received == day else with_arrival(line, day)) + b"\n")
            for line in more:
                file.write(line + b"\n")
        new.replace(self._final)
        self._part.unlink()
        return Lines(self._final)

    def close(self) -> None:
        """Let go of the file; what it holds is there for the next run."""
        self._file.close()


class Lines(Sequence[Record]):
    """The records in a finished `results.jsonl`, decoded when they are asked for; memory holds where they begin."""

    def __init__(self, path: Path) -> None:
        """Find the lines in `path`. Raises OSError."""
        self._path = path
        self._starts = [0]
        with path.open("rb") as file:
            for line in file:
                self._starts.append(self._starts[-1] + len(line))

    def __len__(self) -> int:
        """Return how many records there are."""
        return len(self._starts) - 1

    @overload
    def __getitem__(self, number: int) -> Record: ...
    @overload
    def __getitem__(self, number: slice) -> list[Record]: ...
    def __getitem__(self, number: int | slice) -> Record | list[Record]:
        """Return a record by its ordinal, or those of a slice."""
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        if number < 0:
            number += len(self)
        if not 0 <= number < len(self):
            raise IndexError(number)
        start, end = self._starts[number : number + 2]
        with self._path.open("rb") as file:
            file.seek(start)
            return decode(file.read(end - start))

    def __iter__(self) -> Iterator[Record]:
        """Yield the records in order."""
        with self._path.open("rb") as file:
            for line in file:
                yield decode(line)
