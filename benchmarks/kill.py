"""Kills `checker lint --fix` at random moments and prints what became of the drafts: old, new, or lost.

usage: python benchmarks/kill.py [--kills N] [--seed N]
"""

import argparse
import pathlib
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter

HERE = pathlib.Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
DRAFTS = 40


def fix(folder: str) -> subprocess.Popen[bytes]:
    """Start fixing the drafts of `folder`."""
    command = [sys.executable, "-m", "checker", "lint", folder, "--fix", "-q", "--isolated", "--select", "typography"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL)


def fill(folder: str) -> list[pathlib.Path]:
    """Fill `folder` with drafts, Word and Markdown in turn."""
    paths = []
    for number in range(DRAFTS):
        suffix = (".docx", ".md")[number % 2]
        paths.append(pathlib.Path(folder, f"{number:02}{suffix}"))
        paths[-1].write_bytes((EXAMPLES / f"faulty{suffix}").read_bytes())
    return paths


def main() -> None:
    """Kill and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = fill(folder)
        old = {path.suffix: path.read_bytes() for path in paths}
        start = time.perf_counter()
        fix(folder).wait()
        whole = time.perf_counter() - start
        new = {path.suffix: path.read_bytes() for path in paths}
    chance = random.Random(options.seed)
    counts: Counter[str] = Counter()
    for _ in range(options.kills):
        with tempfile.TemporaryDirectory() as folder:
            paths = fill(folder)
            process = fix(folder)
            time.sleep(chance.uniform(0.1, 0.6) * whole)
            counts["killed while running"] += process.poll() is None
            process.kill()
            process.wait()
            for path in paths:
                data = path.read_bytes() if path.exists() else b""
                states = (("old", old), ("new", new))
                counts[next((name for name, of in states if data == of[path.suffix]), "lost")] += 1
    print(f"{options.kills} kills over {DRAFTS} drafts, whole run {whole:.1f} s: {dict(counts)}")


if __name__ == "__main__":
    main()
