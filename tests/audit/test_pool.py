"""Whoever runs the processes: each item comes back once, and one that kills its process takes nothing along."""

import itertools
import json
import subprocess
import sys
import time
from collections.abc import Iterator

import killing
import pytest

from checker.audit.pool import Backend, Pool, opened
from checker.errors import UsageError

NUMBERS = range(60)
SCHEDULER = """
if __name__ == "__main__":
    from distributed import LocalCluster
    cluster = LocalCluster(n_workers=1, threads_per_worker=1, processes=False, protocol="tcp", dashboard_address=None)
    print(cluster.scheduler_address, flush=True)
    input()
"""


@pytest.fixture(scope="module", params=list(Backend))
def pool(request: pytest.FixtureRequest) -> Iterator[Pool]:
    with opened(request.param, 2, None) as found:
        yield found


def test_each_comes_back_once(pool: Pool) -> None:
    done = list(pool.each(abs, (-number for number in NUMBERS)))
    assert sorted(done, reverse=True) == [(-number, number) for number in NUMBERS]


@pytest.mark.parametrize("backend", Backend)
def test_what_kills_its_process_comes_back_empty_or_is_done_here(backend: Backend) -> None:
    run = subprocess.run(
        [sys.executable, "-W", "ignore", killing.__file__, backend],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    expected = {str(number): None if number in killing.DEADLY else number * 2 for number in NUMBERS}
    assert (json.loads(run.stdout), run.stderr) == ([expected, [number * 2 for number in NUMBERS]], "")


def test_no_more_is_taken_than_there_are_processes_for(pool: Pool) -> None:
    taken = []
    done = pool.each(abs, (taken.append(number) or number for number in NUMBERS))
    next(done)
    assert len(taken) < len(NUMBERS) / 2
    done.close()


def test_in_order(pool: Pool) -> None:
    assert list(pool.in_order(abs, (-number for number in NUMBERS))) == list(NUMBERS)


def test_errors_of_the_work_come_through(pool: Pool) -> None:
    with pytest.raises(TypeError):
        list(pool.each(len, NUMBERS))


def test_a_scheduler_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.audit.pool._PATIENCE", "1s")
    with (
        pytest.raises(UsageError, match=r"连不上调度器“tcp://127\.0\.0\.1:9”"),
        opened(Backend.DASK, 1, "tcp://127.0.0.1:9"),
    ):
        pass


def test_a_scheduler_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.audit.pool._PATIENCE", "5s")
    with subprocess.Popen(
        [sys.executable, "-c", SCHEDULER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as scheduler:
        assert scheduler.stdout is not None
        address = scheduler.stdout.readline().strip()
        with pytest.raises(UsageError, match="断开了"):
            kill_while_working(scheduler, address)


def kill_while_working(scheduler: subprocess.Popen[str], address: str) -> None:
    with opened(Backend.DASK, 1, address) as pool:
        done = pool.each(time.sleep, itertools.repeat(0.01))
        next(done)
        scheduler.kill()
        for _ in done:
            pass
