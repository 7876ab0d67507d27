"""Processes that work on a collection, here or on a cluster; one that dies takes its file along and nothing else.

Both kinds of pool hand out tasks one by one and are asked for what is done: `joblib.Parallel` over dask is never told of a
task whose process was killed, and over loky does not tell which task that was.
"""

import concurrent.futures
import contextlib
import itertools
import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, TypeVar, cast

from checker.batch import workers_uninterrupted
from checker.errors import UsageError

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_Made_co = TypeVar("_Made_co", covariant=True)
_AHEAD = 4  # tasks for each process that are handed out: enough to keep it busy, few enough to be done again
_PATIENCE = "30s"
_LOOK = 1.0  # seconds between two looks at the process that began this one
# the work is one report a process: threads of the arithmetic would only fight for the processors
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class Backend(StrEnum):
    """Who runs the processes."""

    LOKY = "loky"  # joblib, on this machine
    DASK = "dask"  # the workers of a dask scheduler, on many


class Future(Protocol[_Made_co]):
    """A task that was handed out; those of loky and dask alike."""

    def result(self) -> _Made_co:
        """Wait for what became of it and return that, or raise what was raised."""

    def cancel(self) -> object:
        """Do not begin it, if it has not begun."""


@dataclass(frozen=True, slots=True)
class Pool:
    """`submit` hands out a task; `wait` gives those of some that are done, one at least; `deaths`: how it shows that a process has died.

    `size`: how many processes there are.
    """

    submit: Callable[[Callable[[Any], Any], Any], Future[Any]]
    wait: Callable[[Collection[Future[Any]]], Collection[Future[Any]]]
    deaths: tuple[type[Exception], ...]
    size: int

    def each(self, work: Callable[[_Item], _Result], todo: Iterable[_Item]) -> Iterator[tuple[_Item, _Result | None]]:
        """Yield each of `todo` with what `work` made of it, as they are done; None for one that killed its process.

        `todo` is consumed as far as there are processes for it. Raises what `work` raises.
        """
        todo = iter(todo)
        pending: dict[Future[_Result], _Item] = {}
        try:
            yield from self._each(work, todo, pending)
        finally:  # whoever asked has had enough
            for future in pending:
                future.cancel()

    def _each(
        self, work: Callable[[_Item], _Result], todo: Iterator[_Item], pending: dict[Future[_Result], _Item]
    ) -> Iterator[tuple[_Item, _Result | None]]:
        doubtful: list[_Item] = []
        while True:
            room = 0 if doubtful else self.size * _AHEAD - len(pending)
            for item in itertools.islice(todo, room):
                try:
                    pending[self.submit(work, item)] = item
                except self.deaths:
                    doubtful.append(item)
            if not pending and not doubtful:
                return
            for future in self.wait(pending) if pending else ():
                item = pending.pop(future)
                try:
                    yield item, future.result()
                except self.deaths:
                    doubtful.append(item)
            if doubtful and not pending:
                # of those that were being worked on when a process died one is to blame: each is tried by itself
                yield from ((item, self._alone(work, item)) for item in doubtful)
                doubtful.clear()

    def in_order(self, work: Callable[[_Item], _Result], todo: Iterable[_Item]) -> Iterator[_Result]:
        """Yield what `work` made of each of `todo`, in order; what a process that died has left is done here. Raises what `work` raises."""
        pending: deque[tuple[Future[_Result] | None, _Item]] = deque()

        def first() -> _Result:
            future, item = pending.popleft()
            try:
                return future.result() if future else work(item)
            except self.deaths:
                return work(item)

        for item in todo:
            try:
                pending.append((self.submit(work, item), item))
            except self.deaths:
                pending.append((None, item))
            if len(pending) >= self.size * _AHEAD:
                yield first()
        while pending:
            yield first()

    def _alone(self, work: Callable[[_Item], _Result], item: _Item) -> _Result | None:
        try:
            result: _Result = self.submit(work, item).result()
        except self.deaths:
            return None
        return result


@contextlib.contextmanager
def opened(backend: Backend, jobs: int, scheduler: str | None) -> Iterator[Pool]:
    """Give a pool of `jobs` processes on this machine, or that of the dask scheduler at the address `scheduler`.

    Raises UsageError when the scheduler does not answer or dask is not installed.
    """
    with _loky(jobs) if backend is Backend.LOKY else _dask(jobs, scheduler) as pool:
        yield pool


@contextlib.contextmanager
def _loky(jobs: int) -> Iterator[Pool]:
    from joblib.externals.loky import get_reusable_executor

    def executor() -> Any:  # noqa: ANN401 - loky has no types
        """Return what runs tasks: the same as before, a new one where a process of that has died."""
        return get_reusable_executor(
            max_workers=jobs, timeout=None, initializer=_begin, initargs=(os.getpid(),), env=_ONE_THREAD
        )

    def wait(pending: Collection[Any]) -> Collection[Any]:
        return concurrent.futures.wait(pending, return_when=concurrent.futures.FIRST_COMPLETED).done

    def submit(work: Callable[[Any], Any], item: Any) -> Any:  # noqa: ANN401
        with workers_uninterrupted():  # a process may begin
            return executor().submit(work, item)

    submit(int, 0).result()  # processes that are ended while they begin complain of it
    try:
        yield Pool(submit, wait, (concurrent.futures.BrokenExecutor,), jobs)
    finally:
        executor().shutdown()


@contextlib.contextmanager
def _dask(jobs: int, scheduler: str | None) -> Iterator[Pool]:
    try:
        import dask
        import distributed
        from distributed.scheduler import KilledWorker
    except ModuleNotFoundError:
        raise UsageError('--backend dask 要另装 distributed：pip install "fazhi-checker[cluster]"') from None
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong is told in one line

    def wait(pending: Collection[Any]) -> Collection[Any]:
        found = distributed.wait(list(pending), return_when="FIRST_COMPLETED")  # type: ignore[no-untyped-call]
        return cast("Collection[Any]", found.done)

    with contextlib.ExitStack() as stack:
        if scheduler is None:
            # a task that has killed one process is not to kill more
            stack.enter_context(dask.config.set({"distributed.scheduler.allowed-failures": 0}))
            with workers_uninterrupted():
                cluster = distributed.LocalCluster(  # type: ignore[no-untyped-call]
                    n_workers=jobs, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL
                )
            stack.enter_context(cluster)
            scheduler = cluster.scheduler_address
        try:
            client = stack.enter_context(distributed.Client(scheduler, timeout=_PATIENCE))  # type: ignore[no-untyped-call]
        except (OSError, TimeoutError, ValueError) as error:
            raise UsageError(f"连不上调度器“{scheduler}”，地址应写成 tcp://10.0.0.5:8786 的样子") from error
        size = sum(client.ncores().values())
        if not size:
            raise UsageError(f"调度器“{scheduler}”下面没有工作进程，请先启动 dask worker")
        try:
            yield Pool(lambda work, item: client.submit(work, item, pure=False), wait, (KilledWorker,), size)
        except (OSError, concurrent.futures.CancelledError) as error:
            if client.status == "running":
                raise
            raise UsageError(f"与调度器“{scheduler}”断开了；已做完的还在，加 --resume 接着做") from error


def _begin(parent: int) -> None:
    """Begin a process of `parent`: when that one is gone there is nothing left to do."""
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)
