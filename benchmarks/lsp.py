"""Prints how long an editor waits for the language server, and how much memory the server takes.

For reports of 3,000, 10,000 and 30,000 characters: from opening to the first diagnostics, in a server just started and in a
running one; from each of many keystrokes to the diagnostics that an editor asks for; and to those that the server sends of
itself, less the rest that it waits for.

usage: python benchmarks/lsp.py [--edits N]
"""

import argparse
import os
import random
import statistics
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT / "tests" / "lsp")]

from client import PULLS, SHOWS, Client, session  # noqa: E402
from keystroke import SEED, edit, report  # noqa: E402

LENGTHS = (3_000, 10_000, 30_000)
REST = 150  # milliseconds that the server waits for another keystroke


def position(text: str, offset: int) -> dict[str, int]:
    """Return the position of `offset` in UTF-16."""
    line = text.rfind("\n", 0, offset) + 1
    return {"line": text.count("\n", 0, offset), "character": len(text[line:offset].encode("utf-16-le")) // 2}


def strike(client: Client, uri: str, text: str, version: int, chance: random.Random) -> str:
    """Send a keystroke and return the text after it."""
    change = edit(text, chance)
    start, end = (position(text, offset) for offset in change.span)
    client.change(uri, version, {"range": {"start": start, "end": end}, "text": change.replacement})
    return text[: change.span.start] + change.replacement + text[change.span.end :]


def told(name: str, times: list[float]) -> None:
    """Print quantiles of `times` (seconds)."""
    cuts = [cut * 1000 for cut in statistics.quantiles(times, n=100)]
    print(f"  {name}: p50 {cuts[49]:6.1f} ms  p95 {cuts[94]:6.1f} ms  p99 {cuts[98]:6.1f} ms  ({len(times)} times)")


def memory(client: Client) -> str:
    """Return the memory that the server holds (MiB), where the system tells."""
    status = Path(f"/proc/{client.process.pid}/status")
    if not status.exists():
        return "unknown"
    size = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return f"{int(size.split()[1]) / 1024:.0f} MiB"


def measure(length: int, edits: int) -> None:
    """Print the times of a report of `length` characters."""
    chance, text = random.Random(SEED), report(length)
    print(f"{len(text)} characters")
    start = time.perf_counter()
    with session() as client:
        client.initialize()
        ready = time.perf_counter()
        client.open("file:///a.md", text)
        client.published("file:///a.md")
        cold = time.perf_counter()
        client.open("file:///b.md", text)
        client.published("file:///b.md")
        warm = time.perf_counter()
        print(
            f"  first diagnostics {cold - ready:.2f} s after opening, {cold - start:.2f} s after the start of the process;"
            f" in a running server {warm - cold:.2f} s after opening"
        )
        times = []
        for version in range(2, edits // 10 + 2):
            begin = time.perf_counter()
            text = strike(client, "file:///a.md", text, version, chance)
            client.published("file:///a.md", version)
            times.append(time.perf_counter() - begin - REST / 1000)
        told("sent, less the rest", times)
    with session() as client:
        capabilities: dict[str, Any] = {**SHOWS, **PULLS}
        client.initialize(capabilities=capabilities)
        client.open("file:///a.md", text)
        asked = {"textDocument": {"uri": "file:///a.md"}}
        client.request("textDocument/diagnostic", asked)
        before, times = memory(client), []
        for version in range(2, edits + 2):
            begin = time.perf_counter()
            text = strike(client, "file:///a.md", text, version, chance)
            client.request("textDocument/diagnostic", asked)
            times.append(time.perf_counter() - begin)
        told("asked for         ", times)
        print(f"  memory of the server: {before} when opened, {memory(client)} after {edits} keystrokes")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=1000, help="how many keystrokes a report")
    options = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for length in LENGTHS:
        measure(length, options.edits)


if __name__ == "__main__":
    main()
