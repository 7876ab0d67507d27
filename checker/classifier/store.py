"""A model as a folder of plain files: read with every check, written to the byte the same each time.

`manifest.json` names format, version, labels, feature settings, the digest of the training data and the SHA-256 of
each other file: `dictionary.txt` (jieba words with frequency), `words.txt`, `characters.txt` and `core.txt` (one
feature a line), `idf.npy`, `weights.npy`, `bias.npy`. Nothing in it can run code.
"""

import dataclasses
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from checker.classifier.features import BLOCKS, FeatureSettings
from checker.classifier.labeller import Classifier
from checker.classifier.linear import Block, Linear
from checker.classifier.segment import Segmenter
from checker.decode import decode
from checker.errors import ModelError, UsageError
from checker.model.label import CATEGORIES, ROLES

FORMAT = 1
MANIFEST = "manifest.json"
_DICTIONARY = "dictionary.txt"
_VOCABULARIES = {block: f"{block}.txt" for block in BLOCKS}
_IDF, _WEIGHTS, _BIAS = "idf.npy", "weights.npy", "bias.npy"
_FILES = (_DICTIONARY, *_VOCABULARIES.values(), _IDF, _WEIGHTS, _BIAS)


@dataclass(frozen=True, slots=True)
class Weights:
    """A trained model in plain values.

    `vocabularies`: the features of each block, in the order of `BLOCKS`. `idf`: one number a feature. `weights`: features × (categories, then roles).
    `bias`: one number a label.
    """

    settings: FeatureSettings
    also_from: float
    frequencies: Mapping[str, int]
    vocabularies: Mapping[str, Sequence[str]]
    idf: NDArray[np.float32]
    weights: NDArray[np.float16]
    bias: NDArray[np.float32]


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
    features: FeatureSettings
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
        features=weights.settings,
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
    manifest = _manifest(folder)
    data = {file.name: _checked(folder, file) for file in manifest.files}
    idf, weights, bias = (_array(folder, name, data[name]) for name in (_IDF, _WEIGHTS, _BIAS))
    vocabularies = {block: _lines(folder, name, data) for block, name in _VOCABULARIES.items()}
    features, labels = sum(map(len, vocabularies.values())), len(CATEGORIES) + len(ROLES)
    if idf.shape != (features,) or weights.shape != (features, labels) or bias.shape != (labels,):
        raise _damaged(folder, "各文件的大小互不相符")
    rarity = idf.tolist()
    return Classifier(
        version=manifest.version,
        settings=manifest.features,
        segmenter=Segmenter(_frequencies(folder, data)),
        blocks=_blocks(vocabularies, rarity),
        linear=Linear(weights.astype(np.float16, copy=False), bias.astype(np.float32, copy=False)),
        also_from=manifest.also_from,
    )


def _contents(weights: Weights) -> dict[str, bytes]:
    dictionary = [f"{word} {weights.frequencies[word]}" for word in sorted(weights.frequencies)]
    return {
        _DICTIONARY: "\n".join(dictionary).encode(),
        **{name: "\n".join(weights.vocabularies[block]).encode() for block, name in _VOCABULARIES.items()},
        _IDF: _npy(weights.idf),
        _WEIGHTS: _npy(weights.weights),
        _BIAS: _npy(weights.bias),
    }


def _npy(array: NDArray[Any]) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array, allow_pickle=False)
    return buffer.getvalue()


def _manifest(folder: Path) -> Manifest:
    if not folder.is_dir():
        raise ModelError(f"找不到模型文件夹“{folder}”")
    try:
        table = json.loads(_read(folder, MANIFEST).decode())
    except ValueError:  # bad UTF-8 and bad JSON alike
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


def _array(folder: Path, name: str, data: bytes) -> NDArray[Any]:
    try:
        array: NDArray[Any] = np.load(io.BytesIO(data), allow_pickle=False)
    except (ValueError, EOFError, MemoryError):
        raise _damaged(folder, f"文件“{name}”不是数值数组") from None
    if not isinstance(array, np.ndarray) or array.dtype.kind != "f" or not np.isfinite(array).all():
        raise _damaged(folder, f"文件“{name}”不是数值数组")
    return array


def _lines(folder: Path, name: str, data: Mapping[str, bytes]) -> list[str]:
    try:
        return data[name].decode().split("\n")
    except UnicodeDecodeError:
        raise _damaged(folder, f"文件“{name}”不是 UTF-8 文本") from None


def _frequencies(folder: Path, data: Mapping[str, bytes]) -> dict[str, int]:
    try:
        return {
            word: int(frequency) for word, frequency in (line.split(" ") for line in _lines(folder, _DICTIONARY, data))
        }
    except ValueError:
        raise _damaged(folder, f"文件“{_DICTIONARY}”应为每行“词 词频”") from None


def _blocks(vocabularies: Mapping[str, Sequence[str]], rarity: Sequence[float]) -> dict[str, Block]:
    blocks, first = {}, 0
    for name, features in vocabularies.items():
        rows = range(first, first + len(features))
        blocks[name] = Block(dict(zip(features, rows, strict=True)), rarity)
        first = rows.stop
    return blocks
