"""``kg export``: the graph in the formats of other tools."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.outputs import EDGE_COLUMNS, EVENT_COLUMNS, RDF_FORMATS, edge_rows, event_rows, write_parquet, write_rdf
from kg.statements import as_row
from kg.ties import layers_named, ties_of

if TYPE_CHECKING:
    import networkx as nx

    from kg.graph import Graph

TABLES = ("events", "edges")
FORMATS = (*RDF_FORMATS, "graphml", "gexf", "csv", "parquet", "statements")
_XML = frozenset({"rdfxml", "graphml", "gexf"})
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TODAY = re.compile(rb' lastmodifieddate="[^"]*"')


def export(graph: Graph, form: str, table: str = "events") -> bytes:
    """The graph in one of FORMATS; ``table`` chooses what CSV and Parquet hold.

    Raises UsageError for an unknown format or table, or for XML where a text holds a character that XML has no place for.
    """
    content = _content(graph, form, table)
    if form in _XML and (found := _NOT_XML.search(content.decode("utf-8"))) is not None:
        raise UsageError(f"{form} is XML, which cannot hold the character {found[0]!r} of a text; other formats can")
    return content


def _content(graph: Graph, form: str, table: str) -> bytes:
    if form in RDF_FORMATS:
        buffer = io.BytesIO()
        write_rdf(graph.quads, form, graph.iris, buffer)
        return buffer.getvalue()
    writers: Mapping[str, Callable[[Graph, str], bytes]] = {
        "graphml": lambda g, _: _graphml(g),
        "gexf": lambda g, _: _gexf(g),
        "csv": _csv,
        "parquet": _parquet,
        "statements": lambda g, _: _statements(g),
    }
    if form not in writers:
        raise UsageError(f"no format is called {form!r}; formats: {', '.join(FORMATS)}")
    return writers[form](graph, table)


def _statements(graph: Graph) -> bytes:
    """The reviewed statements as JSON Lines, each party with its English name and country from the authority file."""
    lines = []
    for statement in graph.data.statements:
        row = as_row(statement)
        for party in row.get("parties", []):  # type: ignore[attr-defined]
            actor = graph.by_id[party["actor"]]
            party |= {k: v for k, v in (("name_en", actor.name_en), ("iso3", actor.iso3)) if v}
        lines.append(json.dumps(row, ensure_ascii=False))
    return ("\n".join(lines) + "\n").encode("utf-8")


def _table(graph: Graph, table: str) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    if table not in TABLES:
        raise UsageError(f"no table is called {table!r}; tables: {', '.join(TABLES)}")
    if table == "events":
        return EVENT_COLUMNS, event_rows(graph.resolved.events, graph.data)
    return EDGE_COLUMNS, edge_rows(ties_of(graph.resolved.events, graph.by_id, layers_named(None)))


def _csv(graph: Graph, table: str) -> bytes:
    from kg.tables import csv_text

    columns, rows = _table(graph, table)
    return csv_text(columns, rows).encode("utf-8")


def _parquet(graph: Graph, table: str) -> bytes:
    import tempfile

    columns, rows = _table(graph, table)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.parquet"
        write_parquet(path, columns, rows)
        return path.read_bytes()


def _graphml(graph: Graph) -> bytes:
    """GraphML, whose edges have ids of their own: one event can be several ties."""
    import networkx as nx

    ties = graph.network()
    network: nx.MultiGraph[str] = nx.MultiGraph()
    network.add_nodes_from(ties.nodes(data=True))
    for n, (left, right, event, attributes) in enumerate(ties.edges(keys=True, data=True)):
        network.add_edge(left, right, key=str(n), event=event, **attributes)
    buffer = io.BytesIO()
    nx.write_graphml(network, buffer, encoding="utf-8", named_key_ids=True)
    return buffer.getvalue()


def _gexf(graph: Graph) -> bytes:
    """GEXF 1.2 with the interval of each tie as ``start`` and ``end`` and of each node from its first tie on."""
    import networkx as nx

    network = _timed(graph.network())
    buffer = io.BytesIO()
    nx.write_gexf(network, buffer, version="1.2draft")
    return _TODAY.sub(b"", buffer.getvalue(), count=1)  # the same input gives the same bytes


def _timed(network: nx.MultiGraph[str]) -> nx.MultiGraph[str]:
    """A copy whose edges have ``start`` and ``end`` days, as Gephi reads them; undated ties have none."""
    import networkx as nx

    timed: nx.MultiGraph[str] = nx.MultiGraph(mode="dynamic", timeformat="date")
    for name, attributes in network.nodes(data=True):
        days = [d["earliest"] for _, _, d in network.edges(name, data=True) if d["earliest"]]
        start = {"start": min(days)} if days else {}
        timed.add_node(name, label=attributes["name_zh"], **attributes, **start)
    for n, (left, right, event, attributes) in enumerate(network.edges(keys=True, data=True)):
        interval = {k: v for k, v in (("start", attributes["earliest"]), ("end", attributes["latest"])) if v}
        rest = {k: v for k, v in attributes.items() if k not in ("earliest", "latest")}
        timed.add_edge(left, right, key=str(n), id=str(n), event=event, **rest, **interval)
    return timed
