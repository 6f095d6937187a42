"""Exports: each format parses back, with a reader of its own ecosystem, to what the graph holds."""

from __future__ import annotations

import dataclasses
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import rdflib
from pyoxigraph import DefaultGraph

import kg
from conftest import NIA, facts, party, statement, write_facts
from kg.errors import UsageError
from kg.export import FORMATS, TABLES, export
from kg.outputs import EDGE_COLUMNS, EVENT_COLUMNS, write_parquet
from kg.statements import StatementReader

pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated, use Dataset:DeprecationWarning")  # within rdflib
GEXF = "{http://www.gexf.net/1.2draft}"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
FORMULA = '=HYPERLINK("http://x/","臺")'


@pytest.fixture
def graph(project: Path) -> kg.Graph:
    """The small project with a pair that meets twice, once undated, and texts that need care."""
    parties = [{**NIA, "role": "host"}, party("日本", "country", "JPN", "guest")]
    rows = [
        *({**r, "title": FORMULA} if r["id"] == "rep1-grant-care" else r for r in facts()),
        statement("rep1-meeting-a", "計", date="2015-01/2015-02", title="第1屆<會議>&\"'", parties=parties),
        statement("rep1-meeting-b", "計", title="第2屆會議,\n續", parties=parties),
        statement("rep1-meeting-c", "計", title="第3屆會議", date="2015-09-01/..", parties=parties),
    ]
    write_facts(project, rows)
    return kg.load(project)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_graph_gives_the_same_bytes(graph: kg.Graph, form: str) -> None:
    first = export(graph, form)
    assert first
    assert export(kg.load(graph.places.root), form) == first


@pytest.mark.parametrize(("form", "reader"), [("turtle", "turtle"), ("rdfxml", "xml")])
def test_turtle_and_rdfxml_hold_the_resolved_view(graph: kg.Graph, form: str, reader: str) -> None:
    read = rdflib.Graph().parse(data=export(graph, form), format=reader)
    assert len(read) == len({q for q in graph.quads if q.graph_name == DefaultGraph()})
    assert set(read) == set(graph.dataset.default_graph)


@pytest.mark.parametrize(("form", "reader"), [("trig", "trig"), ("nquads", "nquads"), ("jsonld", "json-ld")])
def test_the_formats_for_datasets_hold_every_quad_in_its_graph(graph: kg.Graph, form: str, reader: str) -> None:
    read = rdflib.Dataset()
    read.parse(data=export(graph, form), format=reader)
    assert len(list(read.quads())) == len(set(graph.quads))
    assert set(read.quads()) == set(graph.dataset.quads())


def test_jsonld_needs_no_context_from_elsewhere(graph: kg.Graph) -> None:
    content = export(graph, "jsonld")
    assert {"@id", "@graph"} >= {key for node in json.loads(content) for key in node if key.startswith("@")}
    assert b"@context" not in content


def edges_of(network: Any) -> list[tuple[object, ...]]:
    return sorted(
        (*sorted((a, b)), *(d[k] for k in ("event", "layer", "date", "status", "title")))
        for a, b, d in network.edges(data=True)
    )


def ours(graph: kg.Graph) -> list[tuple[object, ...]]:
    network = graph.network()
    return sorted(
        (*sorted((a, b)), key, *(d[k] for k in ("layer", "date", "status", "title")))
        for a, b, key, d in network.edges(keys=True, data=True)
    )


def test_graphml_is_read_by_networkx_as_the_same_network(graph: kg.Graph) -> None:
    content = export(graph, "graphml")
    read = nx.read_graphml(io.BytesIO(content), force_multigraph=True)
    assert not read.is_directed()
    assert dict(read.nodes(data=True)) == dict(graph.network().nodes(data=True))
    assert edges_of(read) == ours(graph)
    assert read.number_of_edges("nia", "JPN") == 4
    assert {d["latest"] for *_, d in read.edges(data=True) if d["event"] == "rep1-meeting-a"} == {"2015-02-28"}
    ids = [edge.get("id") for edge in ET.fromstring(content).iter(f"{GRAPHML}edge")]  # noqa: S314  our own file
    assert len(set(ids)) == len(ids) == len(ours(graph))


def test_gexf_is_read_by_networkx_as_the_same_network(graph: kg.Graph) -> None:
    read = nx.read_gexf(io.BytesIO(export(graph, "gexf")))
    assert dict(read.nodes(data="label")) == {n: d["name_zh"] for n, d in graph.network().nodes(data=True)}
    assert {n: (d["kind"], d["iso3"]) for n, d in read.nodes(data=True)} == {
        n: (d["kind"], d["iso3"]) for n, d in graph.network().nodes(data=True)
    }
    assert edges_of(read) == ours(graph)


def test_gexf_holds_the_interval_of_each_tie(graph: kg.Graph) -> None:
    tree = ET.fromstring(export(graph, "gexf"))  # noqa: S314  our own file
    shell = tree.find(f"{GEXF}graph")
    assert shell is not None
    assert (shell.get("mode"), shell.get("timeformat"), shell.get("defaultedgetype")) == ("dynamic", "date", "undirected")
    titles = {a.get("id"): a.get("title") for a in tree.iter(f"{GEXF}attribute")}
    spans = {}
    for edge in tree.iter(f"{GEXF}edge"):
        values = {titles[v.get("for")]: v.get("value") for v in edge.iter(f"{GEXF}attvalue")}
        spans[values["event"], edge.get("target")] = (edge.get("start"), edge.get("end"))
    assert spans["rep1-agreement-plw", "PLW"] == ("2015-05-06", "2015-05-06")
    assert spans["rep1-meeting-a", "JPN"] == ("2015-01-01", "2015-02-28")
    assert spans["rep1-meeting-b", "JPN"] == (None, None)
    assert spans["rep1-meeting-c", "JPN"] == ("2015-09-01", None)
    ids = [edge.get("id") for edge in tree.iter(f"{GEXF}edge")]
    assert len(set(ids)) == len(ids) == len(ours(graph))
    starts = {node.get("id"): node.get("start") for node in tree.iter(f"{GEXF}node")}
    assert (starts["PLW"], starts["JPN"], starts["nia"]) == ("2015-05-06", "2015-01-01", "2015-01-01")


def test_gexf_carries_no_date_of_its_making(graph: kg.Graph) -> None:
    assert b"lastmodified" not in export(graph, "gexf")


@pytest.mark.parametrize("form", ["graphml", "gexf", "rdfxml"])
@pytest.mark.parametrize("character", ["\x00", "\x0c", "\x1b", "\ufffe"])
def test_a_character_that_xml_cannot_hold_is_an_error_not_a_broken_file(
    change: Callable[..., Path], form: str, character: str
) -> None:
    graph = kg.load(change("rep1-grant-care", title=f"a{character}b"))
    with pytest.raises(UsageError, match=rf"^{form} is XML, which cannot hold the character '\\"):
        export(graph, form)


@pytest.mark.parametrize("form", ["turtle", "trig", "nquads"])
def test_other_formats_hold_any_character(change: Callable[..., Path], form: str) -> None:
    title = "a\x0cb\x1b\u2028\\\"'\r\n\t<>&台"
    graph = kg.load(change("rep1-grant-care", title=title))
    read = rdflib.Dataset()
    read.parse(data=export(graph, form), format=form)
    assert title in {str(o) for _, p, o, _ in read.quads() if str(p).endswith("#title")}


def text_frame(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)


def test_csv_of_events_is_read_by_pandas_as_the_events(graph: kg.Graph) -> None:
    read = text_frame(export(graph, "csv"))
    assert tuple(read.columns) == EVENT_COLUMNS
    events = graph.events()
    for name in EVENT_COLUMNS:
        values = events[name].dt.strftime("%Y-%m-%d").fillna("") if name in ("earliest", "latest") else events[name]
        assert read[name].tolist() == [f"'{v}" if v.startswith("=") else v for v in values]


def test_csv_of_edges_is_read_by_pandas_as_the_ties(graph: kg.Graph) -> None:
    read = text_frame(export(graph, "csv", "edges"))
    assert tuple(read.columns) == EDGE_COLUMNS
    rows = [
        (*sorted((r.source, r.target)), r.event, r.layer, r.date, r.status, r.title.removeprefix("'"))
        for r in read.itertuples()
    ]
    assert sorted(rows) == ours(graph)


def test_csv_is_safe_to_open_in_a_spreadsheet_and_parquet_is_exact(graph: kg.Graph) -> None:
    row = graph.events()["id"].tolist().index("rep1-grant-care")
    assert text_frame(export(graph, "csv"))["title"][row] == f"'{FORMULA}"
    assert pq.read_table(io.BytesIO(export(graph, "parquet")))["title"][row].as_py() == FORMULA


@pytest.mark.parametrize("table", TABLES)
def test_parquet_is_read_by_pyarrow_and_pandas_as_the_same_table(graph: kg.Graph, table: str) -> None:
    content = export(graph, "parquet", table)
    read = pq.read_table(io.BytesIO(content))
    assert tuple(read.column_names) == (EVENT_COLUMNS if table == "events" else EDGE_COLUMNS)
    assert all(field.type == pa.string() for field in read.schema)
    assert sum(column.null_count for column in read.columns) == 0
    frame, lines = pd.read_parquet(io.BytesIO(content)), text_frame(export(graph, "csv", table))
    assert frame.shape == lines.shape
    assert frame["title"].tolist() == [t.removeprefix("'") for t in lines["title"]]
    assert frame.drop(columns="title").astype(str).equals(lines.drop(columns="title").astype(str))


def test_a_carriage_return_in_a_text_breaks_no_row(change: Callable[..., Path]) -> None:
    title = "第一行\r第二行\r\n第三行"
    graph = kg.load(change("rep1-grant-care", title=title))
    assert pq.read_table(io.BytesIO(export(graph, "parquet")))["title"].to_pylist()[2] == title
    assert text_frame(export(graph, "csv"))["title"][2] == title


def test_a_large_table_with_line_ends_in_its_cells_is_written_whole(tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [("字\n" * 500, f"{n}\n,", n) for n in range(3000)]
    write_parquet(tmp_path / "x.parquet", ("text", "other", "n"), rows)
    read = pq.read_table(tmp_path / "x.parquet")
    assert read.schema.types == [pa.string(), pa.string(), pa.int64()]
    assert list(zip(*(column.to_pylist() for column in read.columns), strict=True)) == rows


def test_statements_are_read_again_as_the_same_statements(graph: kg.Graph) -> None:
    lines = export(graph, "statements").decode("utf-8").removesuffix("\n").split("\n")
    reports = {r.id: r for r in graph.data.reports}
    reader = StatementReader(reports, graph.by_id)
    problems: list[tuple[object, ...]] = []
    read = []
    for number, line in enumerate(lines, 1):
        made = reader.read(line, number, json.loads(line)["document"], lambda *problem: problems.append(problem))
        assert made is not None
        read.append(made)
    reader.check_links(lambda *problem: problems.append(problem))
    assert problems == []
    bare = [dataclasses.replace(s, parties=tuple(dataclasses.replace(p, name_en="", iso3="") for p in s.parties)) for s in read]
    assert tuple(bare) == graph.data.statements
    for made in read:
        for who in made.parties:
            assert (who.name_en, who.iso3) == (graph.by_id[who.actor].name_en, graph.by_id[who.actor].iso3)


def test_a_project_made_of_exported_statements_exports_the_same_again(graph: kg.Graph) -> None:
    rows = [json.loads(line) for line in export(graph, "statements").decode("utf-8").splitlines()]
    write_facts(graph.places.root, rows)
    again = export(kg.load(graph.places.root), "statements").decode("utf-8").splitlines()
    assert [json.loads(line) for line in again] == rows


def test_an_unknown_format_or_table_is_an_error_that_names_the_known_ones(graph: kg.Graph) -> None:
    with pytest.raises(UsageError, match=r"^no format is called 'xlsx'; formats: turtle, trig,.* statements$"):
        export(graph, "xlsx")
    with pytest.raises(UsageError, match=r"^no table is called 'nodes'; tables: events, edges$"):
        export(graph, "csv", "nodes")
