"""The tables and RDF files of a build or an export."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import IO

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.iris import Iris
from kg.model import Actor, Data, Event
from kg.rdf import in_graph
from kg.store import OxigraphStore, Triples
from kg.tables import csv_text
from kg.ties import Tie

EVENT_COLUMNS = (
    "id", "type", "status", "direction", "date", "earliest", "latest", "title", "location", "value", "unit", "attendance",
    "countries_count", "actors", "countries", "statements", "reports",
)  # fmt: skip
ACTOR_TABLE_COLUMNS = ("id", "kind", "name_zh", "name_en", "iso3", "parent", "aliases", "events", "first", "last")
EDGE_COLUMNS = (
    "source", "target", "layer", "event", "date", "earliest", "latest", "status", "source_role", "target_role", "title",
)  # fmt: skip

Row = tuple[object, ...]


def event_rows(events: Iterable[Event], data: Data) -> list[Row]:
    """One row an event, in order of its first statement; lists are joined with ``|``."""
    actors = {a.id: a for a in data.actors}
    document = {s.id: s.document for s in data.statements}
    return [
        (
            e.id, e.type, e.status, e.direction, *_date_cells(e), "|".join(e.titles), "|".join(e.locations),
            "|".join(map(str, e.values)), "|".join(e.units), "|".join(map(str, e.attendances)),
            "|".join(map(str, e.countries_counts)), "|".join(dict.fromkeys(p.actor for p in e.participations)),
            "|".join(dict.fromkeys(c for p in e.participations if (c := actors[p.actor].iso3))),
            "|".join(e.statements), "|".join(dict.fromkeys(document[s] for s in e.statements)),
        )
        for e in events
    ]  # fmt: skip


def _date_cells(event: Event) -> tuple[str, str, str]:
    date = event.date
    if date is None:
        return "", "", ""
    return (
        date.edtf,
        "" if date.earliest is None else date.earliest.isoformat(),
        "" if date.latest is None else date.latest.isoformat(),
    )


def actor_rows(data: Data, events: Iterable[Event]) -> list[Row]:
    """One row an actor: how many events it takes part in, and the first and last day of the dated ones."""
    days: dict[str, list[str]] = {}
    counts: dict[str, int] = {}
    for event in events:
        _, earliest, latest = _date_cells(event)
        for name in {p.actor for p in event.participations}:
            counts[name] = counts.get(name, 0) + 1
            days.setdefault(name, []).extend(day for day in (earliest, latest) if day)
    return [
        (
            a.id, a.kind, a.name_zh, a.name_en, a.iso3, a.parent, "|".join(a.aliases), counts.get(a.id, 0),
            min(days.get(a.id, []), default=""), max(days.get(a.id, []), default=""),
        )
        for a in data.actors
    ]  # fmt: skip


def edge_rows(ties: Iterable[Tie]) -> list[Row]:
    """One row a tie."""
    return [
        (
            t.source, t.target, t.event.type, t.event.id, *_date_cells(t.event), t.event.status, t.source_role, t.target_role,
            t.event.titles[0] if t.event.titles else "",
        )
        for t in ties
    ]  # fmt: skip


def write_parquet(path: Path, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Write a Parquet file of text columns; a column that holds whole numbers alone is one of 64-bit integers.

    The rows go to Arrow as CSV: from lists, pyarrow would import pandas, which takes longer than the rest of a build.
    """
    import pyarrow as pa
    import pyarrow.csv as pa_csv
    import pyarrow.parquet as pq

    numeric = {name for n, name in enumerate(columns) if rows and all(isinstance(row[n], int) for row in rows)}
    types = {name: pa.int64() if name in numeric else pa.string() for name in columns}
    options = pa_csv.ConvertOptions(column_types=types, strings_can_be_null=False)
    text = csv_text(columns, rows, guard=lambda cell: cell).encode("utf-8")
    parsing = pa_csv.ParseOptions(newlines_in_values=True)
    pq.write_table(pa_csv.read_csv(pa.BufferReader(text), convert_options=options, parse_options=parsing), path)


def derive(quads: Sequence[Quad], iris: Iris) -> list[Quad]:
    """The quads of the derived graph: what the CONSTRUCT queries of the package make of the others, sorted."""
    store = OxigraphStore(prefixes=iris.prefixes())
    store.load(quads)
    graph = NamedNode(iris.derived)
    made: list[Quad] = []
    for path in sorted((files("kg") / "queries" / "derived").iterdir(), key=lambda p: p.name):
        result = store.query(path.read_text("utf-8"))
        if isinstance(result, Triples):
            made += [Quad(t.subject, t.predicate, t.object, graph) for t in set(result.triples)]
    return sorted(made, key=str)


RDF_FORMATS: Mapping[str, RdfFormat] = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
_WHOLE = frozenset({"trig", "nquads", "jsonld"})


def write_rdf(quads: Sequence[Quad], name: str, iris: Iris, target: Path | IO[bytes]) -> None:
    """Write quads in one of RDF_FORMATS; Turtle and RDF/XML hold the default graph (the resolved view) alone."""
    output = str(target) if isinstance(target, Path) else target
    if name in _WHOLE:
        items: Iterable[Quad | Triple] = quads
    else:
        items = (q.triple for q in in_graph(quads, DefaultGraph()))
    prefixes = None if name == "nquads" else iris.prefixes()
    serialize(items, output, RDF_FORMATS[name], prefixes=prefixes)  # type: ignore[arg-type]  # Quad or Triple, not mixed


def namings_at(actor: Actor, day: str) -> tuple[str, ...]:
    """The names an actor went by on an ISO day; where no naming covers it, its preferred ones."""
    names = [
        n.name
        for n in actor.namings
        if (n.since is None or n.since.earliest is None or n.since.earliest.isoformat() <= day)
        and (n.until is None or n.until.latest is None or day <= n.until.latest.isoformat())
    ]
    return tuple(names) or tuple(x for x in (actor.name_zh, actor.name_en) if x)
