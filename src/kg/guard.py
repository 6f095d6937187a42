"""The one door for queries that people bring: refused unless they only read this graph, and stopped at a deadline.

A query is parsed with rdflib; SERVICE anywhere, FROM and FROM NAMED outside the known graphs, and every update are refused.  What
passes runs on Oxigraph, as it stands, in a child process with limits on time, rows, bytes and memory; an answer past a limit is an
error with its reason, never a shorter answer.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import re
import signal
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from kg.errors import QueryError
from kg.store import Answer, Result, Table, Triples


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a query may go: seconds, rows, bytes of the answer, and mebibytes of memory for the child process."""

    seconds: float = 30.0
    rows: int = 1_000_000
    bytes: int = 256 * 2**20
    memory_mib: int = 4096


# what rdflib and Oxigraph read differently: the end of a comment at a lone CR, and letters of the syntax written by number
_AMBIGUOUS = re.compile(
    r"\r(?!\n)|\\u00[0-7][\da-fA-F]|\\U000000[0-7][\da-fA-F]|\\U(?=[\da-fA-F]{4})(?![\da-fA-F]{8})", re.ASCII
)


def check(text: str, prefixes: Mapping[str, str], graphs: Collection[str]) -> None:
    """Refuse a query that would do more than read the given graphs.  Raises QueryError with the reason."""
    from pyparsing.exceptions import ParseBaseException
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    if (hidden := _AMBIGUOUS.search(text)) is not None:
        raise QueryError(f"the query is refused: it holds {hidden[0]!r}; write the character itself, and line ends as LF")
    try:
        parsed = parseQuery(text)
        nodes = list(_walk(parsed))
        algebra = translateQuery(parsed, initNs=dict(prefixes)).algebra
    except ParseBaseException as error:
        if _is_update(text):
            raise QueryError("the query is refused: it would change the graph") from error
        raise QueryError(
            f"the query is malformed at line {error.lineno}, column {error.column}: {error.line.strip()[:60]!r}"
        ) from error
    except Exception as error:  # rdflib raises bare Exception for an unknown prefix
        raise QueryError(f"the query is malformed: {error}") from error
    for node in nodes:
        if getattr(node, "name", "") == "ServiceGraphPattern":
            raise QueryError("the query is refused: SERVICE would ask another server")
    for clause in getattr(algebra, "datasetClause", None) or ():
        target = clause["default" if "default" in clause else "named"]
        if str(target) not in graphs:
            raise QueryError(f"the query is refused: FROM <{target}> is not a graph of this store")


def _is_update(text: str) -> bool:
    from pyparsing.exceptions import ParseBaseException
    from rdflib.plugins.sparql.parser import parseUpdate

    try:
        return bool(parseUpdate(text).request)
    except ParseBaseException:
        return False


def _walk(node: Any) -> Iterator[Any]:  # noqa: ANN401  rdflib's parse trees are untyped
    rest = [node]
    while rest:
        node = rest.pop()
        yield node
        if isinstance(node, Mapping):
            rest.extend(node.values())
        if isinstance(node, Iterable) and not isinstance(node, str):  # pyparsing's results are lists and mappings in one
            rest.extend(node)


def run(ask: Callable[[], Result], limits: Limits) -> Result:
    """Run ``ask`` in a child process within limits.  Raises QueryError where it fails or a limit stops it."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(ask, limits, sender), daemon=True)
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # an interrupt waits until the child can be stopped
    try:
        child.start()
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        sender.close()
        if not receiver.poll(limits.seconds):
            raise QueryError(f"the query was stopped after {limits.seconds:g} seconds")
        kind, payload = pickle.loads(receiver.recv_bytes())  # noqa: S301  from our own child
    except EOFError:
        child.join()
        if child.exitcode in (-signal.SIGABRT, -signal.SIGKILL):
            raise QueryError(f"the query was stopped: it needed more than {limits.memory_mib} MiB of memory") from None
        raise QueryError(f"the query failed: its process ended with code {child.exitcode}") from None
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        if child.pid is not None:
            child.kill()
            child.join()
        receiver.close()
    if kind == "error":
        raise QueryError(payload)
    result: Result = payload
    return result


def _child(ask: Callable[[], Result], limits: Limits, sender: Connection) -> None:
    _limit_memory(limits.memory_mib)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # where memory ends, Oxigraph writes its own state there
    try:
        result = ask()
        size = _size(result)
        if size > limits.rows:
            reason = f"the answer has {size} rows, over the limit of {limits.rows}: add LIMIT or ask for less"
            message: tuple[str, object] = ("error", reason)
        else:
            message = ("result", result)
        data = pickle.dumps(message)
        if len(data) > limits.bytes:
            data = pickle.dumps(("error", f"the answer is larger than {limits.bytes} bytes: add LIMIT or ask for less"))
    except QueryError as error:
        data = pickle.dumps(("error", str(error)))
    except MemoryError:
        data = pickle.dumps(("error", f"the query was stopped: it needed more than {limits.memory_mib} MiB of memory"))
    except Exception as error:  # what the store raises while it runs a query is not one kind
        data = pickle.dumps(("error", f"the query failed: {error}"))
    sender.send_bytes(data)
    sender.close()


def _size(result: Result) -> int:
    if isinstance(result, Answer):
        return 1
    if isinstance(result, Triples):
        return len(result.triples)
    return len(result.rows) if isinstance(result, Table) else 0


def _limit_memory(mebibytes: int) -> None:
    import resource

    try:
        resource.setrlimit(resource.RLIMIT_AS, (mebibytes * 2**20, mebibytes * 2**20))
    except (ValueError, OSError):  # the platform does not limit address space, or a lower limit stands already
        return
