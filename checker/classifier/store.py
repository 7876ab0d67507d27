"""A model as a folder of plain files: read with every check, written to the byte the same each time.

`manifest.json` names format, version, labels, settings, the digest of the training data and the SHA-256 of each other
file: `dictionary.txt` (jieba words with frequency, for explaining), `grams.npy` (the known character sequences as
numbers), `idf.npy`, `weights.npy`, `cues.npy`, `bias.npy`, and the four heads. Nothing in it can run code.
"""

import dataclasses
import hashlib
import io
import json
import tokenize
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from checker.classifier.context import PARTS, TEXTS_AROUND, Head, Heads
from checker.classifier.features import CUES
from checker.classifier.labeller import Classifier
from checker.classifier.linear import Linear, single
from checker.classifier.segment import Segmenter
from checker.decode import decode
from checker.errors import ModelError, UsageError
from checker.model.label import CATEGORIES, ROLES

FORMAT = 2
MANIFEST = "manifest.json"
_DICTIONARY = "dictionary.txt"
_GRAMS, _IDF, _WEIGHTS, _CUES, _BIAS = "grams.npy", "idf.npy", "weights.npy", "cues.npy", "bias.npy"
_LABELS = len(CATEGORIES) + len(ROLES)
# the heads and how many labels each tells apart; a head is its scale, then the weights around, then parts × labels
_HEADS = {
    "alone-category": len(CATEGORIES),
    "alone-role": len(ROLES),
    "inside-category": len(CATEGORIES),
    "inside-role": len(ROLES),
}
_FILES = (_DICTIONARY, _GRAMS, _IDF, _WEIGHTS, _CUES, _BIAS, *(f"{name}.npy" for name in _HEADS))
_LARGEST = 1e4  # no trained weight comes near
_LONGEST_POSSIBLE = 4  # characters that a sequence can hold


@dataclass(frozen=True, slots=True)
class Weights:
    """A trained model in plain values; `frequencies` are the words of the segmenter."""

    linear: Linear
    alone: Heads
    inside: Heads
    also_from: float
    frequencies: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Training:
    """What a model was trained on: number of sentences and the digest of the files."""

    sentences: int
    digest: str


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of the model folder and its SHA-256 (hexadecimal)."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The contents of `manifest.json`."""

    format: int
    version: str
    categories: tuple[str, ...]
    roles: tuple[str, ...]
    longest: int
    also_from: float
    training: Training
    files: tuple[StoredFile, ...]


def save(folder: Path, weights: Weights, training: Training) -> Manifest:
    """Write the model into `folder` (made where missing) and return its manifest.

    The version is the beginning of the digest over all files, so two models of one version are the same model.
    """
    contents = _contents(weights)
    files = tuple(StoredFile(name, hashlib.sha256(contents[name]).hexdigest()) for name in _FILES)
    total = hashlib.sha256("".join(file.sha256 for file in files).encode()).hexdigest()
    manifest = Manifest(
        format=FORMAT,
        version=f"{FORMAT}.{total[:12]}",
        categories=tuple(CATEGORIES),
        roles=tuple(ROLES),
        longest=weights.linear.longest,
        also_from=weights.also_from,
        training=training,
        files=files,
    )
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    text = json.dumps(dataclasses.asdict(manifest), ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_bytes(f"{text}\n".encode())
    return manifest


def load(folder: Path) -> Classifier:
    """Read the model in `folder`.

    Raises ModelError, one Chinese line, when the folder or a file is missing, a file does not match its checksum,
    or the model is of another format or has other labels.
    """
    manifest = read_manifest(folder)
    data = {file.name: _checked(folder, file) for file in manifest.files}
    keys = _array(folder, _GRAMS, data, "u")
    idf, weights, cues, bias = (_array(folder, name, data) for name in (_IDF, _WEIGHTS, _CUES, _BIAS))
    heads = {name: _head(folder, f"{name}.npy", data, labels) for name, labels in _HEADS.items()}
    shapes = (idf.shape, weights.shape, cues.shape, bias.shape)
    fits = keys.ndim == 1 and shapes == (keys.shape, (len(keys), _LABELS), (len(CUES), _LABELS), (_LABELS,))
    if not fits or not 1 <= manifest.longest <= _LONGEST_POSSIBLE or (keys[1:] <= keys[:-1]).any():
        raise _damaged(folder, "各文件的大小互不相符")
    return Classifier(
        version=manifest.version,
        linear=Linear(manifest.longest, keys, idf, weights, cues, bias),
        alone=Heads(heads["alone-category"], heads["alone-role"]),
        inside=Heads(heads["inside-category"], heads["inside-role"]),
        also_from=manifest.also_from,
    )


def segmenter(folder: Path) -> Segmenter:
    """Return the segmenter of the model in `folder`. Raises ModelError as `load`."""
    data = {file.name: _checked(folder, file) for file in read_manifest(folder).files if file.name == _DICTIONARY}
    return Segmenter(_frequencies(folder, data[_DICTIONARY]))


def _contents(weights: Weights) -> dict[str, bytes]:
    dictionary = [f"{word} {weights.frequencies[word]}" for word in sorted(weights.frequencies)]
    linear = weights.linear
    heads = (weights.alone.category, weights.alone.role, weights.inside.category, weights.inside.role)
    return {
        _DICTIONARY: "\n".join(dictionary).encode(),
        _GRAMS: _npy(linear.keys),
        _IDF: _npy(linear.idf),
        _WEIGHTS: _npy(linear.weights.astype(np.float16)),  # half precision is enough for the margins
        _CUES: _npy(linear.cues),
        _BIAS: _npy(linear.bias),
        **{
            f"{name}.npy": _npy(np.concatenate([[head.scale], head.around, head.parts.ravel()]).astype(np.float32))
            for name, head in zip(_HEADS, heads, strict=True)
        },
    }


def _npy(array: NDArray[Any]) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array, allow_pickle=False)
    return buffer.getvalue()


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of the model in `folder`, checked. Raises ModelError as `load`."""
    if not folder.is_dir():
        raise ModelError(f"找不到模型文件夹“{folder}”")
    try:
        table = json.loads(_read(folder, MANIFEST).decode())
    except (ValueError, RecursionError):  # bad UTF-8, bad JSON, brackets without end
        raise _damaged(folder, f"“{MANIFEST}”不是有效的 JSON") from None
    found = table.get("format") if isinstance(table, dict) else None
    if found != FORMAT:
        raise ModelError(f"模型“{folder}”的格式版本是 {found}，本程序只认 {FORMAT}，请用 checker train 重新训练")
    try:
        manifest = decode(Manifest, table, MANIFEST)
    except UsageError as error:
        raise _damaged(folder, str(error)) from None
    if manifest.categories != tuple(CATEGORIES) or manifest.roles != tuple(ROLES):
        raise ModelError(f"模型“{folder}”的标签与本程序不同，请用 checker train 重新训练")
    if tuple(file.name for file in manifest.files) != _FILES:
        raise _damaged(folder, f"“{MANIFEST}”列出的文件不对")
    return manifest


def _read(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except FileNotFoundError:
        raise ModelError(f"模型“{folder}”不完整：缺少文件“{name}”") from None
    except OSError as error:
        raise ModelError(f"模型“{folder}”读不了：文件“{name}”（{error.strerror}）") from None


def _checked(folder: Path, file: StoredFile) -> bytes:
    data = _read(folder, file.name)
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise _damaged(folder, f"文件“{file.name}”与清单的校验值不符")
    return data


def _damaged(folder: Path, what: str) -> ModelError:
    return ModelError(f"模型“{folder}”已损坏：{what}")


def _head(folder: Path, name: str, data: Mapping[str, bytes], labels: int) -> Head:
    array = _array(folder, name, data)
    if array.shape != (1 + TEXTS_AROUND + len(PARTS) * labels,):
        raise _damaged(folder, "各文件的大小互不相符")
    around, parts = np.split(array[1:], [TEXTS_AROUND])
    return Head(float(array[0]), around, parts.reshape(len(PARTS), labels))


def _array(folder: Path, name: str, data: Mapping[str, bytes], kind: str = "f") -> NDArray[Any]:
    """Return the array in the file `name`, of floating-point (`f`) or unsigned (`u`) numbers."""
    try:
        # this reader knows arrays alone, neither archives nor pickles
        array: NDArray[Any] = np.lib.format.read_array(io.BytesIO(data[name]), allow_pickle=False)
    except (ValueError, EOFError, MemoryError, SyntaxError, tokenize.TokenError):
        raise _damaged(folder, f"文件“{name}”不是数值数组") from None
    if array.dtype.kind == kind == "f":
        array = single(array)  # half precision is slow to look through
    # written so that what is no number fails as well
    if array.dtype.kind != kind or (kind == "f" and array.size and not np.abs(array).max() <= _LARGEST):
        raise _damaged(folder, f"文件“{name}”不是数值数组")
    return array


def _frequencies(folder: Path, data: bytes) -> dict[str, int]:
    try:
        lines = data.decode().split("\n")
        return {word: int(frequency) for word, frequency in (line.split(" ") for line in lines)}
    except ValueError:  # bad UTF-8 and bad lines alike
        raise _damaged(folder, f"文件“{_DICTIONARY}”应为每行“词 词频”") from None
