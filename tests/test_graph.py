"""The graph in Python: tables, networks, RDF and queries of the kinds that notebooks work with; no report text is needed."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
import rdflib
from rdflib.namespace import RDF

import kg
from conftest import facts, statement, write_facts
from kg.errors import DataError, QueryError, UsageError
from kg.guard import Limits
from kg.outputs import ACTOR_TABLE_COLUMNS, EVENT_COLUMNS
from kg.store import Answer

KG = rdflib.Namespace("https://example.org/coop/ns#")
BASE = "https://example.org/coop/"
pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated, use Dataset:DeprecationWarning")  # within rdflib
AGREEMENTS = "SELECT * { ?a a kg:Agreement }"


@pytest.fixture
def graph(project: Path) -> kg.Graph:
    """The small project, without its report texts."""
    shutil.rmtree(project / "data" / "reports")
    return kg.load(project)


def is_text(column: pd.Series) -> bool:
    return pd.api.types.is_string_dtype(column) and bool(column.map(lambda v: isinstance(v, str)).all())


def test_events_are_a_row_each_with_days_as_dates(graph: kg.Graph) -> None:
    events = graph.events()
    assert tuple(events.columns) == EVENT_COLUMNS
    assert events["id"].tolist() == [
        "rep1-agreement-plw", "rep1-visit-yamada", "rep1-grant-care", "rep2-workshop-one", "rep2-rating-twn",
    ]  # fmt: skip
    assert all(pd.api.types.is_datetime64_dtype(events[name]) for name in ("earliest", "latest"))
    assert all(is_text(events[name]) for name in EVENT_COLUMNS if name not in ("earliest", "latest"))
    agreement = events.iloc[0]
    assert agreement["date"] == "2015-05-06"
    assert agreement["earliest"] == agreement["latest"] == pd.Timestamp(2015, 5, 6)
    assert (agreement["title"], agreement["actors"], agreement["countries"]) == ("合作備忘錄|協定", "nia|PLW", "TWN|PLW")
    assert (agreement["statements"], agreement["reports"]) == ("rep1-agreement-plw|rep2-agreement-plw", "rep1|rep2")
    workshop = events.iloc[3]
    assert workshop["attendance"] == "80|90"
    assert events.iloc[4]["value"] == "1"


def test_days_of_undated_and_open_events_are_missing(change: Callable[..., Path]) -> None:
    events = kg.load(change("rep1-grant-care", date=None)).events().set_index("id")
    assert events.loc["rep1-grant-care", "date"] == ""
    assert pd.isna(events.loc["rep1-grant-care", "earliest"])
    events = kg.load(change("rep1-grant-care", date="2015-03/..")).events().set_index("id")
    assert events.loc["rep1-grant-care", "earliest"] == pd.Timestamp(2015, 3, 1)
    assert pd.isna(events.loc["rep1-grant-care", "latest"])


@pytest.mark.parametrize("dated", [True, False])
def test_the_tables_have_their_types_without_rows_and_without_dates_too(project: Path, dated: bool) -> None:
    write_facts(project, [] if dated else [{k: v for k, v in r.items() if k != "date"} for r in facts()])
    graph = kg.load(project)
    assert pd.api.types.is_datetime64_dtype(graph.events()["earliest"])
    assert tuple(graph.events().columns) == EVENT_COLUMNS
    assert tuple(graph.growth().columns) == ("year", "new", "total", "countries")
    assert len(graph.growth()) == 0


def test_actors_are_a_row_each_with_the_number_of_their_events(graph: kg.Graph) -> None:
    actors = graph.actors()
    assert tuple(actors.columns) == ACTOR_TABLE_COLUMNS
    assert pd.api.types.is_integer_dtype(actors["events"])
    assert all(is_text(actors[name]) for name in ACTOR_TABLE_COLUMNS if name != "events")
    rows = actors.set_index("id")
    assert rows["events"].to_dict() == {
        "TWN": 1, "PLW": 1, "JPN": 1, "USA": 1, "nia": 4, "care": 1, "yamada": 1, "public": 1,
    }  # fmt: skip
    assert (rows.loc["nia", "first"], rows.loc["nia", "last"]) == ("2015-01-01", "2016-07-01")
    assert rows.loc["PLW", "aliases"] == "帛琉共和國"


def test_growth_is_a_row_a_year_with_whole_numbers(graph: kg.Graph) -> None:
    growth = graph.growth()
    assert tuple(growth.columns) == ("year", "new", "total", "countries")
    assert all(pd.api.types.is_integer_dtype(growth[name]) for name in ("year", "new", "total"))
    assert growth.to_dict("records") == [{"year": 2015, "new": 1, "total": 1, "countries": "PLW"}]


def test_conflicts_are_a_row_a_value(graph: kg.Graph) -> None:
    conflicts = graph.conflicts()
    assert tuple(conflicts.columns) == ("about", "field", "value", "statements")
    assert conflicts.to_records(index=False).tolist() == [
        ("rep1-agreement-plw", "instrument", "瞭解備忘錄", "rep1-agreement-plw"),
        ("rep1-agreement-plw", "instrument", "協定", "rep2-agreement-plw"),
        ("rep2-workshop-one", "attendance", "80", "rep2-workshop-one"),
        ("rep2-workshop-one", "attendance", "90", "rep2-workshop-two"),
    ]


def test_the_dataset_is_one_of_rdflib_whose_default_graph_is_the_resolved_view(graph: kg.Graph) -> None:
    dataset = graph.dataset
    assert isinstance(dataset, rdflib.Dataset)
    agreement = rdflib.URIRef(BASE + "event/rep1-agreement-plw")
    assert [row[0] for row in dataset.query(AGREEMENTS)] == [agreement]
    assert list(dataset.default_graph.subjects(RDF.type, KG.Agreement)) == [agreement]
    names = {str(g.identifier) for g in dataset.graphs()} - {str(dataset.default_graph.identifier)}
    assert names == {BASE + "report/rep1", BASE + "report/rep2", BASE + "graph/derived", BASE + "ns"}
    assert sum(len(g) for g in dataset.graphs()) == len(set(graph.quads))
    told = list(dataset.query("SELECT ?s { GRAPH report:rep2 { ?s kg:statementType 'figure' } }"))
    assert [str(row[0]) for row in told] == [BASE + "statement/rep2-figure-cases"]


def test_rdflib_and_oxigraph_give_the_same_answer(graph: kg.Graph) -> None:
    text = "SELECT ?e ?t { ?e a kg:Workshop ; kg:title ?t } ORDER BY ?t"
    ours = graph.query(text)
    assert isinstance(ours, pd.DataFrame)
    assert ours.to_records(index=False).tolist() == [tuple(map(str, row)) for row in graph.dataset.query(text)]


def test_a_select_is_a_frame_of_python_values(graph: kg.Graph) -> None:
    found = graph.query(
        "SELECT ?e ?n ?d ?place { ?e a kg:Workshop ; kg:attendance ?n ; kg:edtf ?d OPTIONAL { ?e kg:location ?place } } ORDER BY ?n"
    )
    assert isinstance(found, pd.DataFrame)
    assert tuple(found.columns) == ("e", "n", "d", "place")
    assert pd.api.types.is_integer_dtype(found["n"])
    assert found["n"].tolist() == [80, 90]
    assert found["e"].unique().tolist() == [BASE + "event/rep2-workshop-one"]
    assert found["d"].tolist() == ["2016-07-01"] * 2
    assert found["place"].isna().all()


def test_a_select_without_rows_keeps_its_columns(graph: kg.Graph) -> None:
    found = graph.query("SELECT ?a ?b { ?a kg:nothing ?b }")
    assert isinstance(found, pd.DataFrame)
    assert (tuple(found.columns), len(found)) == (("a", "b"), 0)


def test_a_construct_is_a_graph_of_rdflib(graph: kg.Graph) -> None:
    made = graph.query("CONSTRUCT { ?a kg:cooperatesWith ?b } { GRAPH graph:derived { ?a kg:cooperatesWith ?b } }")
    assert isinstance(made, rdflib.Graph)
    nia, palau = rdflib.URIRef(BASE + "actor/nia"), rdflib.URIRef(BASE + "actor/PLW")
    assert (nia, KG.cooperatesWith, palau) in made
    assert (palau, KG.cooperatesWith, nia) in made
    empty = graph.query("CONSTRUCT { ?a kg:nothing ?b } { ?a kg:nothing ?b }")
    assert isinstance(empty, rdflib.Graph)
    assert len(empty) == 0


def test_a_describe_is_a_graph_of_rdflib(graph: kg.Graph) -> None:
    made = graph.query("DESCRIBE actor:PLW")
    assert isinstance(made, rdflib.Graph)
    assert (rdflib.URIRef(BASE + "actor/PLW"), KG.iso3, rdflib.Literal("PLW")) in made


def test_an_ask_is_a_bool(graph: kg.Graph) -> None:
    assert graph.query("ASK { ?a a kg:Agreement }") is True
    assert graph.query("ASK { ?a a kg:Posting }") is False


def test_a_named_query_takes_its_parameters_as_arguments(graph: kg.Graph) -> None:
    found = graph.query("partners", as_of="2015-05-06")
    assert isinstance(found, pd.DataFrame)
    assert found["iso"].tolist() == ["PLW"]
    assert len(graph.query("partners", as_of="2015-05-05")) == 0
    assert len(graph.query("growth", known_by=2015)) == 1


def test_parameters_belong_to_named_queries(graph: kg.Graph) -> None:
    with pytest.raises(UsageError, match="parameters belong to named queries: between,"):
        graph.query(AGREEMENTS, as_of="2015")
    with pytest.raises(UsageError, match="the query tiers does not take --as-of; its parameters: none"):
        graph.query("tiers", as_of="2015")


@pytest.mark.parametrize("text", ["DROP ALL", "ASK { SERVICE <http://127.0.0.1:9/> {} }", "ASK FROM <file:///etc/passwd> {}"])
def test_text_goes_through_the_query_door(graph: kg.Graph, text: str) -> None:
    with pytest.raises(QueryError, match="the query is refused"):
        graph.query(text)


def test_text_runs_within_the_limits(graph: kg.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    limits: list[object] = []
    monkeypatch.setattr("kg.guard.run", lambda ask, limit: limits.append(limit) or Answer(False))
    assert graph.query("ASK { ?a a kg:Agreement }") is False
    assert limits == [Limits()]


def test_the_network_is_one_of_networkx(graph: kg.Graph) -> None:
    assert isinstance(graph.network(), nx.MultiGraph)
    assert set(graph.network(["agreement"], as_of="2015")) == {"nia", "PLW"}
    assert "public" in graph.network(groups=True)


def test_the_page_holds_the_passages_where_the_texts_are_and_the_phrases_without_them(project: Path, tmp_path: Path) -> None:
    phrase, passage = "104年5月6日與帛琉簽署合作備忘錄", "本署於104年5月6日與帛琉簽署合作備忘錄。"
    place = statement("rep1-agreement-plw", phrase, passage)["evidence"]
    write_facts(project, [{**r, "evidence": place} if r["id"] == "rep1-agreement-plw" else r for r in facts()])
    page = kg.load(project).page()
    assert passage in page.html
    page.save(tmp_path / "page.html")
    assert (tmp_path / "page.html").read_text("utf-8") == page.html
    shutil.rmtree(project / "data" / "reports")
    without = kg.load(project).page().html
    assert phrase in without
    assert passage not in without


def test_the_graph_says_what_it_holds(graph: kg.Graph) -> None:
    assert repr(graph) == f"<kg.Graph of {graph.places.root}: 5 events, 8 actors, 8 statements from 2 reports>"


def test_in_a_notebook_it_shows_a_table_and_escapes_its_path(project: Path) -> None:
    odd = project.with_name("<b>&x")
    project.rename(odd)
    html = kg.load(odd)._repr_html_()
    assert "&lt;b&gt;&amp;x</caption>" in html
    assert "<b>" not in html
    for name, number in (("reports", 2), ("statements", 8), ("events", 5), ("figures and claims", 1), ("conflicts", 2)):
        assert f"<tr><td>{name}</td><td>{number}</td></tr>" in html


def test_load_finds_the_project_named_or_above(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_HOME", raising=False)
    assert kg.load(project).places.root == kg.load(str(project)).places.root == project.resolve()
    monkeypatch.chdir(project / "data" / "facts")
    assert kg.load().places.root == project.resolve()
    monkeypatch.chdir("/")
    monkeypatch.setenv("KG_HOME", str(project))
    assert kg.load().places.root == project.resolve()


def test_load_of_no_project_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"is not a coopgraph project: it has no data/actors\.csv$"):
        kg.load(tmp_path)


def test_load_of_broken_data_is_an_error(project: Path) -> None:
    (project / "data" / "facts" / "rep1.jsonl").write_text("{", encoding="utf-8")
    with pytest.raises(DataError, match=r"data/facts/rep1\.jsonl:1"):
        kg.load(project)


def test_a_name_shared_by_two_actors_names_the_first_and_a_former_name_comes_last(project: Path) -> None:
    path = project / "data" / "actors.csv"
    with path.open("a", encoding="utf-8") as file:
        file.write("old,agency,舊機關,Old Agency,TWN,,關懷協會,zh-Hant:帛琉=2000/2001|zh-Hant:前機關=2001/2002,,\n")
        file.write("new,agency,前機關,New Agency,TWN,,,,,\n")
    ids = kg.load(project).actor_ids
    assert (ids["關懷協會"], ids["帛琉"], ids["前機關"], ids["舊機關"]) == ("care", "PLW", "new", "old")


def test_the_day_of_a_query_is_a_plain_text(graph: kg.Graph) -> None:
    found = graph.query("partners")
    assert isinstance(found, pd.DataFrame)
    assert dt.date.fromisoformat(found["signed_by"][0]) == dt.date(2015, 5, 6)
