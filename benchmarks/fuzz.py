"""Lints damaged drafts and prints what became of them; a file that ends the process is found and named.

usage: python benchmarks/fuzz.py [--seconds N] [--seed N] [--keep FOLDER] [FILE…]

Each of the files (default: the examples, and one report in every format) is damaged at random again and again
(`mutation.py`) and linted in a process that may die. Told are how many were linted, refused, or failed: an error that is
no refusal, a rule that failed, more than ten seconds, the death of the process. `--keep` saves those.
"""

import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter

HERE = pathlib.Path(__file__).parent
sys.path[:0] = [str(HERE.parent)]
SLOW = 10  # seconds
ROUND = 200  # files that one process lints


def drafts(files: list[pathlib.Path]) -> dict[str, bytes]:
    """Return the drafts to damage, by name."""
    if files:
        return {path.name: path.read_bytes() for path in files}
    from tests.readers.test_conformance import FORMATS

    examples = {path.name: path.read_bytes() for path in sorted((HERE.parent / "examples").glob("*.[dm]*"))}
    return examples | {name: build() for name, build in FORMATS.items()}


def work(seed: int, first: int, keep: str, files: list[pathlib.Path]) -> None:
    """Lint damaged drafts number `first` to the end of the round; one line of JSON each, before and after."""
    from benchmarks.mutation import mutant
    from checker import engine
    from checker.config import Settings
    from checker.errors import ReadError
    from checker.readers import read

    sources = list(drafts(files).items())
    plan = engine.plan(Settings())
    for number in range(first, first + ROUND):
        chance = random.Random(f"{seed}-{number}")
        name, data = chance.choice(sources)
        damaged = mutant(data, chance)
        suffix = pathlib.Path(name).suffix
        path = pathlib.Path(keep, f"{seed}-{number}{suffix}")
        path.write_bytes(damaged)
        print(json.dumps({"number": number, "suffix": suffix}), flush=True)
        start = time.perf_counter()
        try:
            report = engine.lint(read(damaged, f"x{suffix}"), plan)
            outcome = "rule failed" if report.failures else "linted"
        except ReadError:
            outcome = "refused"
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            outcome = f"{type(error).__name__}: {error}"[:120]
        if time.perf_counter() - start > SLOW:
            outcome = "slow"
        if outcome in ("linted", "refused"):
            path.unlink()
        print(json.dumps({"outcome": outcome}), flush=True)
    status = pathlib.Path("/proc/self/status").read_text(encoding="utf-8")
    print(json.dumps({"peak": int(status.partition("VmHWM:")[2].split()[0])}), flush=True)


def main() -> None:
    """Run rounds until the time is up and print the counts by format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--work", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        keep = str(options.keep or folder)
        if options.work is not None:
            work(options.seed, options.work, keep, options.files)
            return
        counts: Counter[tuple[str, str]] = Counter()
        first, peak, start = 0, 0, time.perf_counter()
        while time.perf_counter() - start < options.seconds:
            again = ["--work", str(first), "--seed", str(options.seed), "--keep", keep]
            done = subprocess.run(
                [sys.executable, __file__, *again, *map(str, options.files)],
                capture_output=True,
                text=True,
                check=False,
            )
            suffix, number = "", first
            for told in map(json.loads, done.stdout.splitlines()):
                suffix, number = told.get("suffix", suffix), told.get("number", number)
                if "outcome" in told:
                    counts[suffix, told["outcome"]] += 1
                peak = max(peak, told.get("peak", 0))
            if done.returncode and not suffix:
                raise SystemExit(done.stderr)  # it did not come to the first file
            if done.returncode:
                counts[suffix, f"process ended with {done.returncode} (number {number})"] += 1
            first = number + 1
        for (suffix, outcome), count in sorted(counts.items()):
            print(f"{suffix:<6} {count:>7}  {outcome}")
        print(
            f"seed {options.seed}, {counts.total()} files, {time.perf_counter() - start:.0f} s, peak {peak // 1024} MiB"
        )


if __name__ == "__main__":
    main()
