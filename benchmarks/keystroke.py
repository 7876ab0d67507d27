"""Prints how long an editor waits for a keystroke: p50, p95 and p99 of `Linter.update` over random edits, and the memory held.

usage: python benchmarks/keystroke.py [--edits N] [--suffix .txt|.md] [--profile]
"""

import argparse
import cProfile
import gc
import os
import pstats
import random
import statistics
import time
import tracemalloc
from pathlib import Path

from checker import Edit, Linter, Span, Version

EXAMPLES = Path(__file__).parents[1] / "examples"
LENGTHS = (3_000, 10_000, 30_000)
SEED = 7
TYPED = "的一是在，。、年件法行政执“”（）2024"
PASTED = "全年共办理行政复议案件63件，审结60件，按期审结率为95.2%，群众满意度不断提升。"


def report(length: int) -> str:
    """Return a made-up report of about `length` characters: the examples, their parts lengthened by other figures."""
    good = (EXAMPLES / "good.md").read_text(encoding="utf-8")
    faulty = (EXAMPLES / "faulty.md").read_text(encoding="utf-8")
    lines = good.split("\n")
    longest = [index for index, line in enumerate(lines) if len(line) > 60]
    chance = random.Random(SEED)
    more = [line for line in (good + faulty).split("\n") if len(line) > 30]
    size = len(good)
    while size < length:
        new = "".join(str(chance.randrange(1, 10)) if char.isdigit() else char for char in chance.choice(more))
        index = chance.choice(longest)
        lines[index] += "\n" + new
        size += len(new) + 1
    return "\n".join(lines)


def edit(text: str, chance: random.Random) -> Edit:
    """Return what a writer may do next: mostly a character typed or taken away, now and then a new line or a pasted sentence."""
    at = chance.randrange(len(text) + 1)
    kind = chance.random()
    if kind < 0.55:
        return Edit(Span(at, at), chance.choice(TYPED))
    if kind < 0.90:
        return Edit(Span(max(0, at - 1), at), "")
    return Edit(Span(at, at), "\n" if kind < 0.95 else PASTED)


def measure(linter: Linter, length: int, edits: int, suffix: str) -> None:
    """Print the times of `edits` updates of a report of `length` characters."""
    chance = random.Random(SEED)
    version = linter.open(report(length), "draft" + suffix)
    start = time.perf_counter()
    linter.lint(version.source, version.filename)
    full = time.perf_counter() - start
    size, times = len(version.source), []
    for _ in range(edits):
        change = edit(version.source, chance)
        start = time.perf_counter()
        version = linter.update(version, [change])
        times.append((time.perf_counter() - start) * 1000)
    cuts = statistics.quantiles(times, n=100)
    print(
        f"{size:>6} characters  p50 {cuts[49]:6.1f} ms  p95 {cuts[94]:6.1f} ms  p99 {cuts[98]:6.1f} ms"
        f"  max {max(times):6.1f} ms  (a full run {full * 1000:.0f} ms)"
    )


def held(version: Version, linter: Linter, edits: int) -> None:
    """Print the memory in use first and after `edits` updates: the last version, and the rules' caches, which are bounded."""
    chance = random.Random(SEED)
    for count in (0, edits // 2, edits - edits // 2):
        for _ in range(count):
            version = linter.update(version, [edit(version.source, chance)])
        gc.collect()
        print(
            f"memory, bounded caches included: {tracemalloc.get_traced_memory()[0] / 2**20:.1f} MiB after {count} more edits, {len(version.source)} characters"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=500, help="how many keystrokes a report")
    parser.add_argument("--suffix", default=".txt", choices=(".txt", ".md"))
    parser.add_argument("--profile", action="store_true", help="show where the time of the longest report goes")
    options = parser.parse_args()
    print(f"{options.edits} keystrokes each, {options.suffix}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    linter = Linter()
    if options.profile:
        profile = cProfile.Profile()
        profile.runcall(measure, linter, LENGTHS[-1], 30, options.suffix)
        pstats.Stats(profile).sort_stats("tottime").print_stats(30)
        return
    for length in LENGTHS:
        measure(linter, length, options.edits, options.suffix)
    tracemalloc.start()
    held(linter.open(report(10_000), "draft" + options.suffix), linter, 1000)


if __name__ == "__main__":
    main()
