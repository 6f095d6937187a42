"""Run the parser of a foreign file in a child process that is stopped at limits of time, memory and output."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import KgError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_MIB = 2**20


class Bounds(NamedTuple):
    """Seconds of wall time, mebibytes of address space beyond what the parent holds, and characters of text that may come back."""

    seconds: float = 60.0
    memory_mib: int = 768
    characters: int = 20_000_000


class Unreadable(KgError):  # noqa: N818  named after the file's state, like FileNotFound
    """What is wrong with a file, to be told after its name: "is encrypted"."""


def confine(parse: Callable[[bytes], str], raw: bytes, bounds: Bounds | None = None) -> str:
    """The text that ``parse`` makes of the bytes.  Raises Unreadable with its reason, or with the limit that stopped it.

    The child is a fork, which Linux and macOS have; elsewhere it starts afresh, and memory is then not limited.
    """
    import multiprocessing

    bounds = bounds or Bounds()
    forks = "fork" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if forks else "spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(parse, raw, bounds, sender), daemon=True)  # type: ignore[attr-defined]
    child.start()
    sender.close()
    try:
        if not receiver.poll(bounds.seconds):
            raise Unreadable(f"was stopped after {bounds.seconds:g} seconds of reading")
        answer = receiver.recv_bytes().decode("utf-8")
    except EOFError:
        raise Unreadable(
            f"was stopped: reading it takes more than {bounds.memory_mib} MiB of memory, or breaks the parser"
        ) from None
    finally:
        child.kill()
        child.join()
        receiver.close()
    if answer[0] == "!":
        raise Unreadable(answer[1:])
    return answer[1:]


def _child(parse: Callable[[bytes], str], raw: bytes, bounds: Bounds, sender: Connection) -> None:
    _limit(bounds)
    try:
        text = parse(raw)
        answer = f"={text}"
        if len(text) > bounds.characters:
            answer = f"!holds more than {bounds.characters:,} characters of text: split it"
    except Unreadable as error:
        answer = f"!{error}"
    except MemoryError:
        answer = f"!was stopped: reading it takes more than {bounds.memory_mib} MiB of memory"
    except RecursionError:
        answer = "!is nested too deeply"
    sender.send_bytes(answer.encode("utf-8", "replace"))
    sender.close()


def _limit(bounds: Bounds) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    from pathlib import Path

    try:
        held = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    except (OSError, ValueError):
        held = 512 * _MIB
    seconds = int(bounds.seconds) + 1
    for what, most in ((resource.RLIMIT_AS, held + bounds.memory_mib * _MIB), (resource.RLIMIT_CPU, seconds)):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):  # the platform does not limit it, or a lower limit stands already
            continue
