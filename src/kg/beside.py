"""A call beside the others: in a process of its own where the platform forks, at once where it does not."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable

from kg.errors import KgError


class Beside:
    """A call that runs while its caller goes on; it shares nothing with the caller but the files it writes.

    A fork takes over what the caller has read at no cost, so it pays from a tenth of a second of work on.  Start it before any thread.
    """

    def __init__(self, name: str, call: Callable[[], None]) -> None:
        self._name = name
        self._process = None
        if "fork" in multiprocessing.get_all_start_methods():
            self._process = multiprocessing.get_context("fork").Process(target=call, daemon=True)
            self._process.start()
        else:
            call()

    def wait(self) -> None:
        """Wait for its end.  Raises KgError where it failed; what it raised stands on standard error."""
        if self._process is not None:
            self._process.join()
            if self._process.exitcode != 0:
                raise KgError(f"{self._name} could not be written (exit code {self._process.exitcode})")

    def stop(self) -> None:
        """End it, if it has not ended by itself."""
        if self._process is not None and self._process.is_alive():
            self._process.kill()
            self._process.join()
