"""Work on many items in several processes, with the results in the items' order and few of them held at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 4  # items a process may be ahead of what has been taken
_task: Callable[..., object] | None = None  # set before the processes fork, which is how they come by it


def side_by_side(items: Sequence[Item], task: Callable[[Item], Result], jobs: int) -> Iterator[Result]:
    """``task`` of every item, in order, by ``jobs`` processes; where processes cannot fork, by this one alone."""
    import multiprocessing

    if "fork" not in multiprocessing.get_all_start_methods():
        yield from map(task, items)
        return
    from concurrent.futures import Future, ProcessPoolExecutor

    global _task
    _task = task
    waiting: deque[Future[object]] = deque()
    rest = iter(items)
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork")) as pool:
        for item in rest:
            waiting.append(pool.submit(_run, item))
            if len(waiting) >= jobs * _AHEAD:
                yield waiting.popleft().result()  # type: ignore[misc]
        while waiting:
            yield waiting.popleft().result()  # type: ignore[misc]


def _run(item: object) -> object:
    assert _task is not None  # noqa: S101
    return _task(item)
