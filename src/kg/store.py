"""The store: load, query, close; an embedded Oxigraph, in memory or on disk.

A query here is trusted: it comes from the package or has passed ``kg.guard``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
)

from kg.errors import QueryError

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Table:
    """The solutions of a SELECT query: rows of terms, None where a variable is unbound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Triples:
    """The triples of a CONSTRUCT or DESCRIBE query."""

    triples: tuple[Triple, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of an ASK query."""

    value: bool


Result: TypeAlias = Table | Triples | Answer


class QuadStore(Protocol):
    """What every store offers."""

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads."""

    def query(self, text: str) -> Result:
        """Run a query."""

    def close(self) -> None:
        """Free what the store holds."""


class OxigraphStore:
    """An embedded Oxigraph: in memory, or the one in a folder, opened for reading."""

    def __init__(self, folder: Path | None = None, prefixes: Mapping[str, str] | None = None) -> None:
        self._prefixes = dict(prefixes or {})
        self._store: Store | None = Store() if folder is None else Store.read_only(str(folder))

    @property
    def store(self) -> Store:
        """The open store.  Raises QueryError once it is closed."""
        if self._store is None:
            raise QueryError("the store is closed")
        return self._store

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads to a store in memory."""
        self.store.extend(quads)

    def query(self, text: str) -> Result:
        """Run a query as it stands.  Raises QueryError where it is malformed."""
        try:
            answer = self.store.query(text, prefixes=self._prefixes)
        except SyntaxError as error:
            raise QueryError(f"the query is malformed: {error}") from error
        return collect(answer)

    def close(self) -> None:
        """Free the store."""
        self._store = None


def collect(answer: QuerySolutions | QueryTriples | QueryBoolean) -> Result:
    """Read an answer of pyoxigraph to its end."""
    if isinstance(answer, QueryBoolean):
        return Answer(bool(answer))
    if isinstance(answer, QueryTriples):
        return Triples(tuple(answer))
    columns = tuple(v.value for v in answer.variables)
    return Table(columns, tuple(tuple(row) for row in answer))


class StoreWriter:
    """Writes an on-disk store into an empty folder: a file first, as fast as it goes, then the rest."""

    def __init__(self, folder: Path) -> None:
        self._store = Store(str(folder))

    def load(self, nquads: Path) -> None:
        """Load a whole N-Quads file."""
        self._store.bulk_load(path=str(nquads), format=RdfFormat.N_QUADS)

    def close(self, rest: Iterable[Quad]) -> None:
        """Add the rest and leave the store as it is to be read."""
        self._store.extend(rest)
        self._store.flush()
        del self._store
