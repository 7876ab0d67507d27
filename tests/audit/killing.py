"""Work that kills the process it runs in; run as a program, it prints what became of each number."""

import json
import os
import signal
import sys
import time

from checker.audit.pool import Backend, opened

DEADLY = (17, 40)


def work(number: int) -> int:
    time.sleep(0.002)
    if number in DEADLY:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * 2


def work_here(number: int) -> int:
    """Kill a process that was begun for the work, never the one that began it."""
    return work(number) if os.getpid() != int(os.environ[STARTER]) else number * 2


STARTER = "STARTER_OF_THE_PROCESSES"

if __name__ == "__main__":
    os.environ[STARTER] = str(os.getpid())
    with opened(Backend(sys.argv[1]), 2, None) as pool:
        json.dump([dict(pool.each(work, range(60))), list(pool.in_order(work_here, range(60)))], sys.stdout)
