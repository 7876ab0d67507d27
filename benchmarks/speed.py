"""Prints what a run costs: cold start, memory and throughput, over whole processes of the installed `checker`.

usage: python benchmarks/speed.py [REPORT] [--runs N]
"""

import argparse
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
CHECKER = [sys.executable, "-m", "checker"]


def run(arguments: list[str]) -> tuple[float, int]:
    """Return the seconds that one process took, and the peak memory in KiB of the largest child so far."""
    start = time.perf_counter()
    done = subprocess.run([*CHECKER, *arguments], capture_output=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode())
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def show(name: str, arguments: list[str], runs: int) -> float:
    """Print minimum, median and maximum over `runs` processes, after one that warms the disk; return the median."""
    run(arguments)
    times = sorted(run(arguments)[0] for _ in range(runs))
    median = statistics.median(times)
    print(f"{name:<28} min {times[0]:.3f} s  median {median:.3f} s  max {times[-1]:.3f} s")
    return median


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", nargs="?", type=pathlib.Path, default=HERE.parent / "examples" / "faulty.md")
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    size = len(options.report.read_text(encoding="utf-8"))
    print(f"{options.report.name}: {size} characters, {options.runs} runs")
    show("checker --help", ["--help"], options.runs)
    lint = ["lint", str(options.report), "--isolated", "--fail-on", "never"]
    cold = show("checker lint (cold)", lint, options.runs)
    print(f"{'peak memory':<28} {run(lint)[1] / 1024:.0f} MiB")
    with tempfile.TemporaryDirectory() as folder:
        for number in range(100):
            (pathlib.Path(folder) / f"{number:03}{options.report.suffix}").write_bytes(options.report.read_bytes())
        many, memory = run(["lint", folder, "--isolated", "--fail-on", "never", "--output-format", "concise"])
    print(f"{'the report 100 times':<28} {many:.2f} s: {100 / many:.1f} reports/s, peak {memory / 1024:.0f} MiB")
    print(f"{'of that a report, warm':<28} {(many - cold) / 99 * 1000:.1f} ms")


if __name__ == "__main__":
    main()
