"""Prints how well copied reports are found, and what the search costs: time and memory, for collections of several sizes.

usage: python benchmarks/copies.py [--reports 100,1000,10000] [--seed N] [--copies SHARE] [--jobs N]

The collections are those of `benchmarks/collection.py`, reports in plain text. They are taken apart, not linted: the search needs
their sentences only. Two that have copied from the same report share what both took, so they count as found, too; `wrong`
are pairs that have nothing to do with each other. Each size is measured in a process of its own.
"""

import argparse
import csv
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

import msgspec

from checker.anatomy import dissect
from checker.audit import copies
from checker.audit.journal import RESULTS, Lines
from checker.audit.record import Record, SentenceRow, Status
from checker.model import Category, Level, Role
from checker.readers import read

HERE = pathlib.Path(__file__)


def record(folder: pathlib.Path, row: dict[str, str]) -> Record:
    """Return the record of a report that `row` of the manifest names, its sentences without labels."""
    document = read((folder / row["path"]).read_bytes(), row["path"])
    sentences = tuple(
        SentenceRow(
            text=sentence.span.of(document.text),
            start=sentence.span.start,
            end=sentence.span.end,
            section=sentence.part,
            category=Category.GENERAL,
            confidence=0.0,
            also=(),
            role=Role.MEASURE,
            role_confidence=0.0,
            paragraph=sentence.paragraph,
            block=document.blocks[sentence.paragraph].kind,
        )
        for sentence in dissect(document).sentences
    )
    return Record(
        path=row["path"],
        key="",
        status=Status.READ,
        body=row["body"],
        level=Level(row["level"]),
        year=int(row["year"]),
        region=row["region"],
        sentences=sentences,
    )


def make(folder: pathlib.Path, reports: int, seed: int, share: float) -> None:
    """Write a collection into `folder`, and the records of its reports."""
    arguments = ["--reports", str(reports), "--seed", str(seed), "--copies", str(share), "--formats", "txt:1"]
    subprocess.run([sys.executable, str(HERE.with_name("collection.py")), str(folder), *arguments], check=True)
    made = {row["path"] for row in planted(folder)}
    with (folder / "manifest.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = sorted((row for row in csv.DictReader(file) if row["path"] in made), key=lambda row: row["path"])
    with (folder / RESULTS).open("wb") as file:
        file.writelines(msgspec.json.encode(record(folder, row)) + b"\n" for row in rows)


def planted(folder: pathlib.Path) -> list[dict[str, str]]:
    """Return what the generator says of each report."""
    return [json.loads(line) for line in (folder / "planted.jsonl").read_text(encoding="utf-8").splitlines()]


class Clock:
    """Maps a function over items, on several processes if asked to, and remembers how long that took and what came back."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self.seconds = 0.0
        self.sentences = 0

    def __call__(self, work: Callable[[object], copies.Sheaf], todo: Iterable[object]) -> Iterator[copies.Sheaf]:
        """Yield what `work` makes of each of `todo`."""
        from joblib import Parallel, delayed

        start = time.perf_counter()
        results = (
            map(work, todo)
            if self.jobs == 1
            else Parallel(self.jobs, return_as="generator")(delayed(work)(item) for item in todo)
        )
        for result in results:
            self.sentences += len(result.reports)
            yield result
        self.seconds = time.perf_counter() - start


def anonymous() -> int:
    """Return the KiB of memory that this process holds (Linux only), files that it has mapped not among them."""
    return int(re.search(r"RssAnon:\s+(\d+)", pathlib.Path("/proc/self/status").read_text(encoding="ascii"))[1])


def measure(folder: pathlib.Path, jobs: int) -> None:
    """Print how the search in `folder` went."""
    records = Lines(folder / RESULTS)
    copies.find(records[:20])  # loads what is loaded on first use
    done = threading.Event()
    held = [anonymous()]

    def watch() -> None:
        while not done.wait(0.02):
            held.append(anonymous())

    watcher = threading.Thread(target=watch)
    watcher.start()
    clock = Clock(jobs)
    start, used = time.perf_counter(), time.process_time()
    pairs = copies.find(records, each=clock)
    seconds, used = time.perf_counter() - start, time.process_time() - used
    done.set()
    watcher.join()
    memory = max(held) - held[0]
    print(
        f"{len(records)} reports, {clock.sentences} sentences that count: {seconds:.1f} s ({used:.1f} s of this process), "
        f"sketches {clock.seconds:.1f} s, search {seconds - clock.seconds:.1f} s; "
        f"memory {memory / 1024:.0f} MiB more, {memory * 1024 / clock.sentences:.0f} bytes a sentence"
    )
    judge(folder, [(records[pair.first].path, records[pair.second].path) for pair in pairs])


def judge(folder: pathlib.Path, found: list[tuple[str, str]]) -> None:
    """Print which of the planted copies are among the `found` pairs of paths, and which are wrong."""
    sources = {row["path"]: row["copied_from"] for row in planted(folder) if row["copied_from"]}
    known = set(found)
    by_degree = defaultdict(list)
    for row in planted(folder):
        if source := row["copied_from"]:
            pair = tuple(sorted((row["path"], source)))
            by_degree[round(float(row["overlap"]), 1)].append(pair in known)
    for degree, hits in sorted(by_degree.items()):
        print(f"  {degree:.0%} copied: {sum(hits)} of {len(hits)} found ({sum(hits) / len(hits):.0%})")
    right = [pair for pair in found if sources.get(pair[0], pair[0]) == sources.get(pair[1], pair[1])]
    print(f"  {len(found)} pairs, {len(found) - len(right)} wrong")
    for one, other in sorted(known - set(right))[:10]:
        print(f"    {one} – {other}")


def main() -> None:
    """Make the collections and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", default="100,1000,10000")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--copies", type=float, default=0.04)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--folder", type=pathlib.Path, help=argparse.SUPPRESS)  # of a collection that is made
    options = parser.parse_args()
    if options.folder:
        measure(options.folder, options.jobs)
        return
    for reports in map(int, options.reports.split(",")):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name) / "collection"
            make(folder, reports, options.seed, options.copies)
            print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", flush=True)
            again = [sys.executable, str(HERE), "--folder", str(folder), "--jobs", str(options.jobs)]
            subprocess.run(again, check=True)


if __name__ == "__main__":
    main()
