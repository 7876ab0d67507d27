"""A whole audit: reports per second, where the time goes, and memory over time.

usage: python benchmarks/audit.py WORK [--reports 100,1000,10000] [--backends loky,dask] [--jobs 2] [--seed 7]

Makes collections (`collection.py`) of these sizes in the folder WORK, where there are none yet, and audits each with each
backend. Memory is what the processes hold of their own (PSS, shared pages divided among them), looked at every second:
of the process that was started, and of all that it began. `memory-….csv` in WORK holds it over time. A digest of the results shows
that all backends give the same.
"""

import argparse
import csv
import hashlib
import pathlib
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass

import psutil

sys.path.insert(0, str(pathlib.Path(__file__).parents[1]))
from benchmarks import collection

_EVERY = 1.0  # seconds
_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Sample:
    """Seconds after the start, MiB of the process itself and of those it began, and bytes of results so far."""

    seconds: float
    own: float
    others: float
    results: int


def main() -> None:
    """Make the collections, audit them and print what was measured."""
    parser = argparse.ArgumentParser(usage=__doc__, description=__doc__)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--reports", default="100,1000,10000")
    parser.add_argument("--backends", default="loky,dask")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    print("backend  reports  seconds  lint/s  lint s  rest s  main MiB  all MiB (peak)  results")
    for size in map(int, options.reports.split(",")):
        folder = options.work / f"collection-{size}"
        if not folder.exists():
            collection.generate(folder, size, options.seed)
        for backend in options.backends.split(","):
            output = options.work / f"{backend}-{size}"
            shutil.rmtree(output, ignore_errors=True)
            samples = _audited(folder, output, backend, options.jobs)
            _write(options.work / f"memory-{backend}-{size}.csv", samples)
            linted = next(sample.seconds for sample in samples if sample.results < 0)
            total = samples[-1].seconds
            own = max(sample.own for sample in samples)
            peak = max(sample.own + sample.others for sample in samples)
            digest = hashlib.sha256((output / "results.jsonl").read_bytes()).hexdigest()[:12]
            print(
                f"{backend:8} {size:7} {total:8.1f} {size / linted:7.1f} {linted:7.1f} {total - linted:7.1f}"
                f" {own:9.0f} {peak:8.0f}         {digest}",
                flush=True,
            )


def _audited(folder: pathlib.Path, output: pathlib.Path, backend: str, jobs: int) -> list[Sample]:
    """Return samples of an audit; `results` is -1 from the moment on when all files are linted."""
    command = [sys.executable, "-m", "checker", "audit", str(folder), "--output", str(output), "--isolated", "--quiet"]
    command += ["--manifest", str(folder / "manifest.csv"), "--backend", backend, "--jobs", str(jobs), "--score"]
    part = output / "results.jsonl.part"
    samples: list[Sample] = []
    start = time.monotonic()
    with subprocess.Popen(command) as run:
        process = psutil.Process(run.pid)
        while run.poll() is None:
            own, others = _memory(process)
            done = part.stat().st_size if part.exists() else -1 if (output / "results.jsonl").exists() else 0
            samples.append(Sample(time.monotonic() - start, own, others, done))
            time.sleep(max(0.0, _EVERY - (time.monotonic() - start) % _EVERY))
    if run.returncode not in (0, 3):  # some files of a collection are damaged
        raise SystemExit(f"audit ended with {run.returncode}")
    samples.append(Sample(time.monotonic() - start, 0, 0, -1))
    return samples


def _memory(process: psutil.Process) -> tuple[float, float]:
    try:
        begun = process.children(recursive=True)
        return _held(process), sum(_held(child) for child in begun)
    except psutil.Error:
        return 0, 0  # it has just ended


def _held(process: psutil.Process) -> float:
    try:
        return float(process.memory_full_info().pss) / _MIB
    except psutil.Error:
        return 0


def _write(path: pathlib.Path, samples: list[Sample]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(("seconds", "main MiB", "others MiB", "results bytes"))
        table.writerows((round(s.seconds, 1), round(s.own), round(s.others), s.results) for s in samples)


if __name__ == "__main__":
    main()
