"""Prints what many files cost: reports a second and memory of all processes, without cache, cold and warm.

usage: python benchmarks/many.py [N] [--jobs 1,2] [--seed N]

The reports are the examples with other places and figures, one in four a Word file. Memory (Linux only) is the largest
sum over the processes of a run, pages that they share counted once.
"""

import argparse
import importlib.util
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import threading
import time

EXAMPLES = pathlib.Path(__file__).parents[1] / "examples"
_PLACES = ("临溪", "松原", "清江", "白石", "云岭", "长桥", "东陂", "石门")
_YEAR = re.compile(r"(20\d\d)年|\d+")


def make(folder: pathlib.Path, count: int, seed: int) -> int:
    """Write `count` reports into `folder` and return their characters."""
    spec = importlib.util.spec_from_file_location("build", EXAMPLES / "build.py")
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    chance = random.Random(seed)
    drafts = [(build.DRAFTS[path.stem], path.read_text(encoding="utf-8")) for path in sorted(EXAMPLES.glob("*.md"))]
    total = 0
    for number in range(count):
        setting, draft = drafts[number % len(drafts)]
        text = _YEAR.sub(
            lambda found: found[0] if found[1] else str(max(1, round(int(found[0]) * chance.uniform(0.5, 2)))),
            draft.replace("临溪", chance.choice(_PLACES)),
        )
        total += len(text)
        name = folder / f"{number // 100:02}" / f"报告{number:05}"
        name.parent.mkdir(exist_ok=True)
        if number % 4 < 2:
            name.with_suffix(".md").write_text(text, encoding="utf-8")
        elif number % 4 == 2:
            name.with_suffix(".txt").write_bytes(text.replace("#", "").encode("gb18030"))
        else:
            name.with_suffix(".docx").write_bytes(build.build(text, setting))
    return total


def memory(root: int) -> int:
    """Return the KiB that the process `root` and those it started hold now."""
    total, todo = 0, [root]
    while todo:
        folder = pathlib.Path("/proc") / str(todo.pop())
        try:
            todo += map(int, (folder / "task" / folder.name / "children").read_text().split())
            total += int(re.search(r"^Pss:\s+(\d+)", (folder / "smaps_rollup").read_text(), re.MULTILINE)[1])
        except (OSError, TypeError):  # ended meanwhile
            continue
    return total


def run(arguments: list[str], cache: str) -> tuple[float, int]:
    """Return the seconds and the KiB of one run of `checker`."""
    start, peak, done = time.perf_counter(), 0, threading.Event()
    process = subprocess.Popen(
        [sys.executable, "-m", "checker", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "CHECKER_CACHE_DIR": cache},
    )

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.05):
            peak = max(peak, memory(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    errors = process.communicate()[1]
    seconds = time.perf_counter() - start
    done.set()
    watcher.join()
    if process.returncode not in (0, 1):
        raise SystemExit(errors.decode())
    return seconds, peak


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=1000)
    parser.add_argument("--jobs", default="1,2")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--output-format", default="concise")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        drafts = pathlib.Path(folder) / "drafts"
        drafts.mkdir()
        characters = make(drafts, options.count, options.seed)
        load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors" if hasattr(os, "getloadavg") else ""
        print(f"{options.count} reports of {characters // options.count} characters; {load}")
        for jobs in options.jobs.split(","):
            lint = ["lint", str(drafts), "--isolated", "--output-format", options.output_format, "--jobs", jobs]
            cache = str(pathlib.Path(folder) / f"cache-{jobs}")
            for name, more in (("no cache", ["--no-cache"]), ("cold cache", []), ("warm cache", [])):
                seconds, peak = run([*lint, *more], cache)
                speed = options.count / seconds
                print(f"--jobs {jobs}  {name:<11}{seconds:7.2f} s {speed:8.1f} reports/s  peak {peak / 1024:5.0f} MiB")


if __name__ == "__main__":
    main()
