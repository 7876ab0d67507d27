"""Prints what the classifier costs: size, loading, sentences a second on one core, and the start of the segmenter.

usage: OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python benchmarks/model.py
"""

import statistics
import time
from collections.abc import Callable

from checker.classifier import store
from checker.classifier.context import Surroundings
from checker.resources import data_dir
from checker.training.data import load_examples

RUNS = 7


def median(act: Callable[[], object]) -> float:
    """Return the median seconds of several calls."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Measure and print."""
    folder = data_dir("models") / "reporting-category"
    size = sum(path.stat().st_size for path in folder.iterdir())
    print(f"model files: {size / 2**20:.2f} MiB")
    print(f"load, files warm: {median(lambda: store.load(folder)) * 1000:.0f} ms")
    start = time.perf_counter()
    words = store.segmenter(folder)
    words.cut("行政执法")
    print(f"segmenter, jieba's import included: {(time.perf_counter() - start) * 1000:.0f} ms")
    model = store.load(folder)
    texts = [example.text for example in load_examples(data_dir("training_data") / "train")][:4000]
    length = statistics.mean(map(len, texts))
    seconds = median(lambda: model.label(texts))
    print(f"labelled alone: {len(texts) / seconds:.0f} sentences/s ({length:.0f} characters on average)")
    around = [Surroundings(("一、主要举措和成效",), before, "", None) for before in ["", *texts[:-1]]]
    seconds = median(lambda: model.label(texts, around))
    print(f"labelled in a report: {len(texts) / seconds:.0f} sentences/s")
    seconds = median(lambda: [words.cut(text) for text in texts])
    print(f"cut into words (only for --explain): {len(texts) / seconds:.0f} sentences/s")


if __name__ == "__main__":
    main()
