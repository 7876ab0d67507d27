"""Model folders: written the same each time, read with every check."""

import hashlib
import io
import json
from pathlib import Path

import numpy as np
import pytest

from checker.classifier.store import load, segmenter
from checker.errors import ModelError


def replace_file(folder: Path, name: str, data: bytes) -> None:
    """Put `data` in the place of a model file and make the manifest agree with it."""
    (folder / name).write_bytes(data)
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    for file in manifest["files"]:
        if file["name"] == name:
            file["sha256"] = hashlib.sha256(data).hexdigest()
    path.write_text(json.dumps(manifest), encoding="utf-8")


def edit_manifest(folder: Path, **changes: object) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | changes), encoding="utf-8")


def npy(array: object) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, np.asarray(array), allow_pickle=True)
    return buffer.getvalue()


def refusal(folder: Path) -> str:
    with pytest.raises(ModelError) as caught:
        load(folder)
    return str(caught.value)


def test_version_names_format_and_contents(folder: Path) -> None:
    assert load(folder).version == json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["version"]
    assert load(folder).version.startswith("2.")


def test_a_missing_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none") == f"找不到模型文件夹“{tmp_path / 'none'}”"


@pytest.mark.parametrize("name", ["manifest.json", "dictionary.txt", "grams.npy", "inside-role.npy"])
def test_a_missing_file(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert refusal(folder) == f"模型“{folder}”不完整：缺少文件“{name}”"


def test_one_changed_byte(folder: Path) -> None:
    data = bytearray((folder / "weights.npy").read_bytes())
    data[-1] ^= 1
    (folder / "weights.npy").write_bytes(data)
    assert refusal(folder) == f"模型“{folder}”已损坏：文件“weights.npy”与清单的校验值不符"


@pytest.mark.parametrize("text", ["", "{", "\udcff"])
def test_a_broken_manifest(folder: Path, text: str) -> None:
    (folder / "manifest.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert refusal(folder) == f"模型“{folder}”已损坏：“manifest.json”不是有效的 JSON"


def test_another_format(folder: Path) -> None:
    edit_manifest(folder, format=1)
    assert refusal(folder) == f"模型“{folder}”的格式版本是 1，本程序只认 2，请用 checker train 重新训练"


def test_other_labels(folder: Path) -> None:
    edit_manifest(folder, roles=["measure"])
    assert refusal(folder) == f"模型“{folder}”的标签与本程序不同，请用 checker train 重新训练"


def test_a_manifest_with_a_stray_key(folder: Path) -> None:
    edit_manifest(folder, colour="red")
    assert refusal(folder) == f"模型“{folder}”已损坏：manifest.json：不认识的键“colour”"


def test_a_manifest_that_names_other_files(folder: Path) -> None:
    edit_manifest(folder, files=[{"name": "../secret", "sha256": "0" * 64}])
    assert refusal(folder) == f"模型“{folder}”已损坏：“manifest.json”列出的文件不对"


@pytest.mark.parametrize(
    "data",
    [b"", b"not an array", npy([{"a": 1}]), npy(["text"]), npy([float("nan")] * 4)],
    ids=["empty", "text", "pickle", "strings", "not a number"],
)
def test_no_array(folder: Path, data: bytes) -> None:
    replace_file(folder, "idf.npy", data)
    assert refusal(folder) == f"模型“{folder}”已损坏：文件“idf.npy”不是数值数组"


@pytest.mark.parametrize(
    ("name", "array"),
    [
        ("grams.npy", np.array([1, 2], dtype=np.uint64)),
        ("grams.npy", np.array([3, 2, 1], dtype=np.uint64)),
        ("weights.npy", np.zeros((4, 3))),
        ("cues.npy", np.zeros((1, 18))),
        ("inside-role.npy", np.zeros(3)),
    ],
)
def test_sizes_and_orders_that_do_not_fit(folder: Path, name: str, array: object) -> None:
    replace_file(folder, name, npy(array))
    assert refusal(folder) == f"模型“{folder}”已损坏：各文件的大小互不相符"


@pytest.mark.parametrize("data", ["演练", "演练 多", "演练 5 n", "\udcff 5"])
def test_a_broken_dictionary(folder: Path, data: str) -> None:
    replace_file(folder, "dictionary.txt", data.encode("utf-8", "surrogateescape"))
    with pytest.raises(ModelError) as caught:
        segmenter(folder)
    assert str(caught.value) == f"模型“{folder}”已损坏：文件“dictionary.txt”应为每行“词 词频”"
