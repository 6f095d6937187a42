"""Work on many items in several processes, with the results in the items' order and few of them held at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 4  # items a process may be ahead of what has been taken
_task: Callable[..., object] | None = None  # set before the processes fork, which is how they come by it


def side_by_side(
    items: Sequence[Item], task: Callable[[Item], Result], jobs: int, lost: Callable[[Item], Result]
) -> Iterator[Result]:
    """``task`` of every item, in order, by ``jobs`` processes; where processes cannot fork, by this one alone.

    An item whose process dies (killed for want of memory, a fault in a library) gets ``lost`` of it instead; the others go on.
    """
    import multiprocessing

    if "fork" not in multiprocessing.get_all_start_methods():
        yield from map(task, items)
        return
    global _task
    _task = task
    waiting: deque[tuple[Item, Future[Result]]] = deque()
    rest = iter(items)
    while True:
        with _pool(jobs) as pool:
            yield from _until_one_dies(pool, rest, waiting, jobs * _AHEAD)
        if not waiting:
            return
        # any of those under way may have ended its process: each is done again in a process of its own
        while waiting:
            item, future = waiting.popleft()
            yield future.result() if future.done() and future.exception() is None else _alone(item, lost)


def _until_one_dies(
    pool: ProcessPoolExecutor, rest: Iterator[Item], waiting: deque[tuple[Item, Future[Result]]], most: int
) -> Iterator[Result]:
    """The results of items, at most so many under way; ends where all are done, or with some waiting where a process died."""
    from concurrent.futures import Future
    from concurrent.futures.process import BrokenProcessPool

    try:
        while True:
            while len(waiting) < most:
                for item in rest:
                    waiting.append((item, Future()))
                    waiting[-1] = (item, pool.submit(_run, item))  # type: ignore[arg-type]
                    break
                else:
                    break
            if not waiting:
                return
            result = waiting[0][1].result()
            waiting.popleft()
            yield result
    except BrokenProcessPool:
        return


def _alone(item: Item, lost: Callable[[Item], Result]) -> Result:
    from concurrent.futures.process import BrokenProcessPool

    with _pool(1) as pool:
        try:
            return pool.submit(_run, item).result()  # type: ignore[return-value]
        except BrokenProcessPool:
            return lost(item)


def _pool(jobs: int) -> ProcessPoolExecutor:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork"))


def _run(item: object) -> object:
    assert _task is not None  # noqa: S101
    return _task(item)
