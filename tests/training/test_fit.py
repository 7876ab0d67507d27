"""Training: the same bytes every time, and an export that says what scikit-learn says."""

import json
from pathlib import Path

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from checker.classifier import store
from checker.classifier.context import PARTS, TEXTS_AROUND, Around
from checker.classifier.features import normalise
from checker.classifier.linear import softmax
from checker.errors import UsageError
from checker.model.label import CATEGORIES, ROLES
from checker.resources import data_dir
from checker.training.data import data_files, digest, load_examples, load_lexicon
from checker.training.export import export
from checker.training.fit import DEFAULTS, dictionary, fit, train
from checker.training.heads import fit_head

DATA = data_dir("training_data")


def small(target: Path, step: int = 9) -> Path:
    """Write every `step`-th training sentence and the lexicon as a data folder of its own."""
    (target / "train").mkdir(parents=True)
    lines = (
        line
        for path in sorted((DATA / "train").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()[::step]
    )
    (target / "train" / "some.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (target / "lexicon.txt").write_bytes((DATA / "lexicon.txt").read_bytes())
    return target


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_training_twice_gives_the_same_bytes_on_one_thread_or_two(tmp_path: Path) -> None:
    data = small(tmp_path / "data")
    for threads in (1, 2):
        with threadpool_limits(limits=threads):
            train(data, tmp_path / f"model{threads}")
    assert contents(tmp_path / "model1") == contents(tmp_path / "model2")


def test_the_export_says_what_scikit_learn_says(tmp_path: Path) -> None:
    data = small(tmp_path / "data")
    fitted = fit(load_examples(data / "train"), load_lexicon(data / "lexicon.txt"))
    store.save(tmp_path / "model", export(fitted, DEFAULTS), store.Training(1, ""))
    model = store.load(tmp_path / "model")
    texts = [example.text for example in load_examples(DATA / "dev")]
    category = fitted.base.category.decision_function(texts)
    role = fitted.base.role.decision_function(texts)
    order = [list(fitted.base.role.classes_).index(name) for name in ROLES]
    ours = model.linear.scores([normalise(text) for text in texts])
    assert np.abs(ours - np.hstack([category, role[:, order]])).max() < 0.005  # weights are stored in half precision
    for label, margins in zip(model.label(texts), category, strict=True):
        sure = softmax(fitted.alone.category.scale * margins)
        assert label.confidence == pytest.approx(sure.max(), abs=0.01)
        assert sure[CATEGORIES.index(label.category)] == pytest.approx(sure.max(), abs=0.01)


def test_a_head_learns_how_much_each_place_counts() -> None:
    own = np.random.default_rng(0).normal(size=(400, 3)).astype(np.float32)
    near = np.random.default_rng(1).normal(size=(400, TEXTS_AROUND, 3)).astype(np.float32)
    labels = (2 * own + 4 * near[:, 0]).argmax(axis=1)
    head = fit_head(own, labels, Around(near, np.zeros((400, len(PARTS)), dtype=np.float32)), steady=0.1)
    assert head.around[0] / head.scale == pytest.approx(2, rel=0.1)
    assert np.abs(head.around[1:]).max() < 0.1 * head.around[0]


def test_the_dictionary_holds_words_of_the_texts_and_of_the_lexicon() -> None:
    found = dictionary(["清理行政规范性文件"], {"合法性审核": 500, "12345热线": 7})
    assert {"清理", "行政", "文件", "合法性审核"} <= set(found)
    assert found["0热线"] == 7  # numbers fold in the lexicon as they do in the texts
    assert "法律" not in found


def test_a_label_without_sentences_is_an_error(tmp_path: Path) -> None:
    data = small(tmp_path / "data")
    path = data / "train" / "some.jsonl"
    rows = [line for line in path.read_text(encoding="utf-8").splitlines() if json.loads(line)["role"] != "cause"]
    path.write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        train(data, tmp_path / "model")
    assert str(caught.value) == "训练数据里没有这些标签的句子：原因"


def test_the_shipped_model_is_of_the_shipped_data() -> None:
    manifest = json.loads((data_dir("models") / "reporting-category" / "manifest.json").read_text(encoding="utf-8"))
    files = [*data_files(DATA / "train"), DATA / "lexicon.txt"]
    assert manifest["training"] == {"sentences": len(load_examples(DATA / "train")), "digest": digest(files)}


def test_the_shipped_model_is_small() -> None:
    files = (data_dir("models") / "reporting-category").iterdir()
    assert sum(path.stat().st_size for path in files) <= 6 * 2**20


def test_the_card_is_of_the_shipped_model() -> None:
    folder = data_dir("models") / "reporting-category"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    page = (folder / "CARD.md").read_text(encoding="utf-8")
    assert manifest["version"] in page, "run checker evaluate --card models/reporting-category/CARD.md"
    assert manifest["training"]["digest"] in page
    assert all(file["sha256"] in page for file in manifest["files"])
