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


if __name__ == "__main__":
    with opened(Backend(sys.argv[1]), 2, None) as pool:
        json.dump(dict(pool.each(work, range(60))), sys.stdout)
