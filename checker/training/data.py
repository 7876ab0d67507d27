"""The training data: JSON lines, one labelled sentence each, checked line by line."""

import hashlib
import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from checker.decode import decode
from checker.errors import UsageError
from checker.model.label import Category, Role

Row = TypeVar("Row", "Example", "QualityRow")

MOST_ALSO = 2


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled sentence; `author` is the hand that wrote it, `scenario` the imagined report it stands in.

    `heading`: the headings above it, outermost first, parted by “ > ”; empty for a sentence written alone.
    """

    id: str
    text: str
    category: Category
    also: tuple[Category, ...]
    role: Role
    author: str
    scenario: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class QualityRow:
    """A sentence the model must always get right; `origin` says which rule of the label guide it stands for."""

    id: str
    text: str
    category: Category
    origin: str
    role: Role | None = None


def load_examples(folder: Path) -> tuple[Example, ...]:
    """Return the sentences of every `*.jsonl` in `folder`, files in order of name.

    Raises UsageError, naming file and line, on anything that is not a well-formed row, and on an id or a text
    that stands twice.
    """
    return _load(Example, folder)


def load_quality(folder: Path) -> tuple[QualityRow, ...]:
    """Return the quality rows of every `*.jsonl` in `folder`; errors as in `load_examples`."""
    return _load(QualityRow, folder)


def load_lexicon(path: Path) -> dict[str, int]:
    """Return the domain words of a jieba user dictionary (`word frequency` a line) → frequency.

    Raises UsageError, naming file and line, on any other line.
    """
    words: dict[str, int] = {}
    for number, line in _lines(path):
        parts = line.split(" ")
        if len(parts) != 2 or not parts[1].isdecimal() or int(parts[1]) == 0:
            raise UsageError(f"{path.name} 第{number}行：应为“词 词频”，词频为正整数")
        if parts[0] in words:
            raise UsageError(f"{path.name} 第{number}行：词“{parts[0]}”重复")
        words[parts[0]] = int(parts[1])
    return words


def load_signals(path: Path) -> dict[str, tuple[str, ...]]:
    """Return the signal words of each category in `labels.toml`, categories without any left out. Raises UsageError."""
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("category", [])
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path.name}：不是有效的 TOML（{error}）") from error
    return {str(row["id"]): tuple(row["signals"]) for row in rows if "signals" in row}


def digest(paths: Iterable[Path]) -> str:
    """Return the SHA-256 (hexadecimal) over the names and contents of the files `paths`, in the order given."""
    total = hashlib.sha256()
    for path in paths:
        total.update(f"{path.name}\n".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def data_files(folder: Path) -> tuple[Path, ...]:
    """Return the JSON-lines files of `folder` in order of name; raises UsageError when there are none."""
    files = tuple(sorted(folder.glob("*.jsonl")))
    if not files:
        raise UsageError(f"文件夹“{folder}”里没有训练数据（*.jsonl）")
    return files


def _load(kind: type[Row], folder: Path) -> tuple[Row, ...]:
    rows: list[Row] = []
    ids: dict[str, str] = {}
    texts: dict[str, str] = {}
    for path in data_files(folder):
        for number, line in _lines(path):
            where = f"{path.name} 第{number}行"
            row = decode(kind, _object(line, where), where)
            _check(row, where)
            _unique(ids, row.id, where, "编号")
            _unique(texts, row.text, where, "句子")
            rows.append(row)
    return tuple(rows)


def _lines(path: Path) -> list[tuple[int, str]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        raise UsageError(f"找不到文件“{path}”") from None
    except OSError as error:
        raise UsageError(f"{path.name}：无法读取（{error.strerror}）") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path.name}：不是 UTF-8 编码（第{error.start}字节）") from None
    return [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]


def _object(line: str, where: str) -> object:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        raise UsageError(f"{where}：不是有效的 JSON（第{error.colno}列）") from None
    except (ValueError, RecursionError):  # a number or brackets without end
        raise UsageError(f"{where}：不是有效的 JSON") from None


def _check(row: Example | QualityRow, where: str) -> None:
    if not row.text.strip():
        raise UsageError(f"{where}：句子为空")
    if isinstance(row, QualityRow):
        if not row.origin.strip():
            raise UsageError(f"{where}：没有写明出处（origin）")
        return
    if row.category in row.also:
        raise UsageError(f"{where}：“also”里重复了主类别“{row.category}”")
    if len(row.also) > MOST_ALSO or len(set(row.also)) < len(row.also):
        raise UsageError(f"{where}：“also”最多两个，且不得重复")


def _unique(seen: dict[str, str], value: str, where: str, what: str) -> None:
    if value in seen:
        raise UsageError(f"{where}：{what}与{seen[value]}重复")
    seen[value] = where
