"""RDF: no blank nodes, one graph per report, every statement with its evidence, and shortcuts that follow from the events."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad
from rdflib.namespace import OWL, RDF, RDFS

import kg
from conftest import ACTORS, NIA, TEXTS, csv_lines, facts, party, statement, write_facts
from kg.iris import DEFAULT_BASE, DIRECTION, KG, ONTOLOGY_GRAPH, ORG, ROLE, SKOS, STATUS, XSD
from kg.rdf import ACTOR_CLASSES, EVENT_CLASSES, in_graph, ontology_quads
from kg.store import Table

B = DEFAULT_BASE
VIEW = DefaultGraph()
A = NamedNode(str(RDF.type))


@pytest.fixture(autouse=True)
def own_base(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_BASE", raising=False)


@pytest.fixture
def graph(project: Path) -> kg.Graph:
    return kg.load(project)


def node(name: str) -> NamedNode:
    return NamedNode(name if ":" in name else B + name)


def values(graph: kg.Graph, subject: str, predicate: str, where: str | None = None) -> list[str]:
    """The objects of a property in one graph: texts with their datatypes left out, IRIs without the base."""
    place = VIEW if where is None else node(where)
    found = [q.object for q in graph.quads if q.subject == node(subject) and q.predicate.value in (KG + predicate, predicate)]
    here = [
        q.object
        for q in graph.quads
        if q.subject == node(subject) and q.predicate.value in (KG + predicate, predicate) and q.graph_name == place
    ]
    assert len(here) == len(found), "a property of a thing stands in one graph"
    return sorted(getattr(o, "value", "").removeprefix(B) for o in here)


def test_there_are_no_blank_nodes(graph: kg.Graph) -> None:
    assert not [q for q in graph.quads if BlankNode in (type(q.subject), type(q.object), type(q.graph_name))]


def test_there_is_no_quad_twice(graph: kg.Graph) -> None:
    assert {str(q): n for q, n in Counter(graph.quads).items() if n > 1} == {}


def test_the_graphs_are_the_view_one_per_report_the_derived_and_the_ontology(graph: kg.Graph) -> None:
    assert {q.graph_name for q in graph.quads} == {
        VIEW, node("report/rep1"), node("report/rep2"), node("graph/derived"), NamedNode(ONTOLOGY_GRAPH),
    }  # fmt: skip


def test_each_report_says_its_own_statements_and_no_other_graph_does(graph: kg.Graph) -> None:
    for report in TEXTS:
        own = {f"statement/{r['id']}" for r in facts() if r["document"] == report}
        statements = {
            q.subject.value.removeprefix(B)
            for q in in_graph(graph.quads, node(f"report/{report}"))
            if q.predicate == A and q.object == NamedNode(KG + "Statement")
        }
        assert statements == own
    elsewhere = [
        q for q in graph.quads
        if q.subject.value.startswith((B + "statement/", B + "evidence/"))
        and not str(q.graph_name).startswith(f"<{B}report/")
    ]  # fmt: skip
    assert elsewhere == []


def test_every_statement_has_its_evidence_in_the_graph_of_its_report(graph: kg.Graph) -> None:
    for row in facts():
        report, name = f"report/{row['document']}", f"statement/{row['id']}"
        (place,) = values(graph, name, "evidence", report)
        (written,) = row["evidence"]
        assert values(graph, place, "exact", report) == [written["exact"]]
        assert values(graph, place, "start", report) == [str(written["start"])]
        assert values(graph, place, "end", report) == [str(written["end"])]
        assert values(graph, place, "inReport", report) == values(graph, name, "inReport", report) == [report]


def test_two_passages_of_a_statement_are_two_pieces_of_evidence(project: Path) -> None:
    rows = facts()
    rows[0]["evidence"] += rows[0]["evidence"]
    write_facts(project, rows)
    graph = kg.load(project)
    places = values(graph, "statement/rep1-agreement-plw", "evidence", "report/rep1")
    assert len(set(places)) == 2
    assert all(len(values(graph, place, "exact", "report/rep1")) == 1 for place in places)


def test_a_statement_says_what_its_line_says(graph: kg.Graph) -> None:
    name = "statement/rep1-agreement-plw"
    said = {p: values(graph, name, p, "report/rep1") for p in ("statementType", "edtf", "earliest", "latest", "dateAsWritten")}
    assert said == {
        "statementType": ["agreement"], "edtf": ["2015-05-06"], "earliest": ["2015-05-06"], "latest": ["2015-05-06"],
        "dateAsWritten": ["104年5月6日"],
    }  # fmt: skip
    assert values(graph, name, "status", "report/rep1") == [STATUS.removeprefix(B) + "signed"]
    assert values(graph, "statement/rep1-visit-yamada", "direction", "report/rep1") == [DIRECTION.removeprefix(B) + "inbound"]
    parts = values(graph, name, "participation", "report/rep1")
    assert [values(graph, p, "actor", "report/rep1") for p in parts] == [["actor/nia"], ["actor/PLW"]]
    assert [values(graph, p, "nameAsWritten", "report/rep1") for p in parts] == [["本署"], ["帛琉"]]
    assert [values(graph, p, "role", "report/rep1") for p in parts] == [[ROLE.removeprefix(B) + "signatory"]] * 2
    assert values(graph, "statement/rep2-figure-cases", "period", "report/rep2") == ["2016"]


def test_an_event_is_told_by_its_statements_and_gives_every_value_they_give(graph: kg.Graph) -> None:
    agreement, workshop = "event/rep1-agreement-plw", "event/rep2-workshop-one"
    assert values(graph, agreement, "toldBy") == ["statement/rep1-agreement-plw", "statement/rep2-agreement-plw"]
    assert values(graph, agreement, "edtf") == ["2015-05-06"]
    assert values(graph, agreement, "statedDate") == ["2015", "2015-05-06"]
    assert values(graph, agreement, "title") == ["協定", "合作備忘錄"]
    assert values(graph, workshop, "attendance") == ["80", "90"]
    assert values(graph, workshop, str(RDF.type)) == [KG.removeprefix(B) + "Workshop"]
    assert len(values(graph, workshop, "participation")) == 2


def test_a_rating_has_a_tier_where_it_has_a_subject_and_a_value_where_it_has_none(project: Path) -> None:
    assert values(kg.load(project), "event/rep2-rating-twn", "tier") == ["1"]
    census = statement(
        "rep2-rating-census", "美國105年評我國為第1級", date="2016", value=36, unit="國",
        parties=[party("美國", "country", "USA", "rater")],
    )  # fmt: skip
    write_facts(project, [census])
    graph = kg.load(project)
    assert values(graph, "event/rep2-rating-census", "tier") == []
    assert values(graph, "event/rep2-rating-census", "value") == ["36"]


def test_values_have_the_datatypes_of_their_kind(graph: kg.Graph) -> None:
    types = {
        q.predicate.value.removeprefix(KG): q.object.datatype.value.removeprefix(XSD)
        for q in graph.quads
        if isinstance(q.object, Literal) and not q.object.language and q.graph_name != NamedNode(ONTOLOGY_GRAPH)
    }
    assert types.items() >= {
        "earliest": "date", "latest": "date", "nameFrom": "date", "edtf": "string", "reportYear": "integer",
        "attendance": "integer", "value": "integer", "tier": "integer", "start": "nonNegativeInteger",
        "end": "nonNegativeInteger", "characters": "nonNegativeInteger", "exact": "string", "iso3": "string",
    }.items()  # fmt: skip


@pytest.mark.parametrize(
    ("value", "text", "kind"),
    [
        (12, "12", "integer"), (-3, "-3", "integer"), (0, "0", "integer"), (0.5, "0.5", "decimal"), (100.0, "100", "decimal"),
        (97.25, "97.25", "decimal"), (0.1234567, "0.1234567", "decimal"), (1e-7, "0.0000001", "decimal"),
        (1e22, "10000000000000000000000", "decimal"), (-0.1, "-0.1", "decimal"), ("約12", "約12", "string"),
    ],
)  # fmt: skip
def test_a_value_is_written_as_exactly_as_it_is_given(
    change: Callable[..., Path], value: float | str, text: str, kind: str
) -> None:
    graph = kg.load(change("rep2-figure-cases", value=value))
    figure = node("figure/rep2-figure-cases")
    (found,) = [q.object for q in graph.quads if (q.subject, q.predicate.value) == (figure, KG + "value")]
    assert isinstance(found, Literal)
    assert (found.value, found.datatype.value) == (text, XSD + kind)


def test_an_open_end_has_no_day(change: Callable[..., Path]) -> None:
    graph = kg.load(change("rep1-visit-yamada", date="2015-03/.."))
    assert values(graph, "event/rep1-visit-yamada", "earliest") == ["2015-03-01"]
    assert values(graph, "event/rep1-visit-yamada", "latest") == []


def test_an_undated_event_has_no_date(change: Callable[..., Path]) -> None:
    graph = kg.load(change("rep1-visit-yamada", date=None))
    assert [values(graph, "event/rep1-visit-yamada", p) for p in ("edtf", "earliest", "latest", "statedDate")] == [[]] * 4


def test_actors_have_names_by_language_and_lie_in_their_home_countries(graph: kg.Graph) -> None:
    labels = {
        (q.object.value, q.object.language)
        for q in graph.quads
        if q.subject == node("actor/PLW") and q.predicate.value == SKOS + "prefLabel" and isinstance(q.object, Literal)
    }
    assert labels == {("帛琉", "zh-hant"), ("Palau", "en")}
    assert values(graph, "actor/PLW", SKOS + "altLabel") == ["帛琉共和國"]
    assert values(graph, "actor/PLW", "iso3") == values(graph, "actor/PLW", SKOS + "notation") == ["PLW"]
    assert values(graph, "actor/PLW", "homeCountry") == []
    assert values(graph, "actor/yamada", "homeCountry") == ["actor/JPN"]
    assert values(graph, "actor/yamada", "iso3") == []
    assert values(graph, "actor/TWN", SKOS + "exactMatch") == ["http://www.wikidata.org/entity/Q865"]


def test_a_unit_belongs_to_its_parent(project: Path) -> None:
    with (project / "data" / "actors.csv").open("a", encoding="utf-8") as file:
        file.write("unit,agency,移民署一組,,TWN,nia,,,,\n")
    assert values(kg.load(project), "actor/unit", ORG + "unitOf") == ["actor/nia"]


def test_a_rename_is_a_change_between_two_names(graph: kg.Graph) -> None:
    names = values(graph, "actor/nia", "naming")
    assert [values(graph, n, "name") for n in names] == [["內政部入出國及移民署"], ["內政部移民署"]]
    assert [values(graph, n, "nameFrom") for n in names] == [["2007-01-02"], ["2015-01-02"]]
    assert [values(graph, n, "nameUntil") for n in names] == [["2015-01-01"], []]
    change = "actor/nia/renaming/0"
    assert values(graph, change, "renames") == ["actor/nia"]
    assert (values(graph, change, "formerName"), values(graph, change, "newName")) == (
        ["內政部入出國及移民署"],
        ["內政部移民署"],
    )
    assert values(graph, change, "edtf") == ["2015-01-02"]
    assert values(graph, "actor/nia/renaming/1", "renames") == []


def test_the_days_of_a_name_are_the_first_and_last_it_can_have_been_used(project: Path) -> None:
    with (project / "data" / "actors.csv").open("a", encoding="utf-8") as file:
        file.write("one,agency,新機關,,TWN,,,zh-Hant:舊機關=2010/2014-02|zh-Hant:新機關=2014-03/..,,\n")
    graph = kg.load(project)
    assert values(graph, "actor/one/naming/0", "nameFrom") == ["2010-01-01"]
    assert values(graph, "actor/one/naming/0", "nameUntil") == ["2014-02-28"]


def test_a_conflict_is_about_its_thing_and_between_its_statements(project: Path) -> None:
    other = statement("rep2-figure-other", "105年查獲案件12件", title="查獲案件", value=13, unit="件", period="2016")
    write_facts(project, [*facts(), other])
    graph = kg.load(project)
    attendance = "conflict/rep2-workshop-one-attendance"
    assert values(graph, attendance, "about") == ["event/rep2-workshop-one"]
    assert values(graph, attendance, "field") == ["attendance"]
    assert values(graph, attendance, "conflictingValue") == ["80", "90"]
    assert values(graph, attendance, "between") == ["statement/rep2-workshop-one", "statement/rep2-workshop-two"]
    (figure,) = [q.subject.value for q in graph.quads if q.object == Literal("13") and "conflict" in str(q.subject)]
    assert values(graph, figure, "between") == ["statement/rep2-figure-cases", "statement/rep2-figure-other"]
    (about,) = values(graph, figure, "about")
    assert values(graph, about, str(RDF.type)) == [KG.removeprefix(B) + "Figure"]


def shortcuts(graph: kg.Graph, name: str) -> set[tuple[str, str]]:
    return {
        (q.subject.value.removeprefix(B), q.object.value.removeprefix(B))
        for q in in_graph(graph.quads, node("graph/derived"))
        if q.predicate.value == KG + name
    }


def both_ways(*pairs: tuple[str, str]) -> set[tuple[str, str]]:
    return {(f"actor/{a}", f"actor/{b}") for x, y in pairs for a, b in ((x, y), (y, x))}


def test_the_shortcuts_follow_from_the_events(graph: kg.Graph) -> None:
    assert {q.predicate.value for q in in_graph(graph.quads, node("graph/derived"))} == {KG + "signedBy", KG + "cooperatesWith"}
    agreement = "event/rep1-agreement-plw"
    assert shortcuts(graph, "signedBy") == {(agreement, f"actor/{name}") for name in ("nia", "PLW", "TWN")}
    assert shortcuts(graph, "cooperatesWith") == both_ways(
        ("nia", "PLW"), ("nia", "JPN"), ("nia", "yamada"), ("JPN", "yamada"), ("nia", "care")
    )


@pytest.mark.parametrize("status", ["signed", "applicable"])
def test_what_is_signed_or_applies_is_signed_by_its_parties(change: Callable[..., Path], status: str) -> None:
    graph = kg.load(change("rep1-agreement-plw", status=status))
    assert ("event/rep1-agreement-plw", "actor/PLW") in shortcuts(graph, "signedBy")


@pytest.mark.parametrize("status", ["planned", "negotiating", "positive-response"])
def test_what_is_not_signed_is_neither_signed_nor_cooperation(project: Path, status: str) -> None:
    row = next(r for r in facts() if r["id"] == "rep1-agreement-plw")
    write_facts(project, [{**row, "status": status}])
    assert shortcuts(kg.load(project), "signedBy") == shortcuts(kg.load(project), "cooperatesWith") == set()


def test_only_signatories_sign(project: Path) -> None:
    row = next(r for r in facts() if r["id"] == "rep1-agreement-plw")
    row["parties"] = [*row["parties"], party("關懷協會", "ngo", "care", "attendee")]
    write_facts(project, [row])
    graph = kg.load(project)
    assert ("event/rep1-agreement-plw", "actor/care") not in shortcuts(graph, "signedBy")


def test_groups_and_ratings_make_no_cooperation(project: Path) -> None:
    parties = [party("一般民眾", "group", "public", "attendee"), party("山田一郎", "person", "yamada", "attendee")]
    write_facts(project, [*facts(), statement("rep1-meeting-x", "計", date="2015", title="會議", parties=parties)])
    named = {name for pair in shortcuts(kg.load(project), "cooperatesWith") for name in pair}
    assert "actor/yamada" in named
    assert not named & {"actor/public", "actor/USA", "actor/TWN"}


def test_every_type_of_event_and_kind_of_actor_has_a_class_of_the_ontology(graph: kg.Graph) -> None:
    ontology = rdflib.Graph().parse(graph.places.ontology / "coop.ttl")
    classes = {str(c) for c in ontology.subjects(RDF.type, OWL.Class)}
    assert {KG + name for name in (*EVENT_CLASSES.values(), *ACTOR_CLASSES.values())} <= classes
    events = {str(c) for c in ontology.transitive_subjects(RDFS.subClassOf, rdflib.URIRef(KG + "Event"))}
    actors = {str(c) for c in ontology.transitive_subjects(RDFS.subClassOf, rdflib.URIRef(KG + "Actor"))}
    assert {KG + name for name in EVENT_CLASSES.values()} <= events
    assert {KG + name for name in ACTOR_CLASSES.values()} <= actors


def test_every_term_of_ours_is_declared_in_the_ontology(graph: kg.Graph) -> None:
    declared = {q.subject.value for q in in_graph(graph.quads, NamedNode(ONTOLOGY_GRAPH))}
    used = {
        term.value
        for q in graph.quads
        if q.graph_name != NamedNode(ONTOLOGY_GRAPH)
        for term in (q.predicate, q.object)
        if isinstance(term, NamedNode) and term.value.startswith(KG.removesuffix("#"))
    }
    assert len(used) > 40
    assert used - declared == set()


def test_the_ontology_graph_holds_its_two_files_whole(graph: kg.Graph) -> None:
    read = rdflib.Graph()
    for file in ("coop.ttl", "roles.ttl"):
        read.parse(graph.places.ontology / file)
    assert len(set(ontology_quads(graph.places.ontology))) == len(read)


def with_base(base: str, project: Path, monkeypatch: pytest.MonkeyPatch) -> kg.Graph:
    monkeypatch.setenv("KG_BASE", base)
    return kg.load(project)


@pytest.mark.parametrize("base", ["https://data.example.tw/graph/", "http://localhost:8000/x#"])
def test_instances_lie_under_another_base_and_terms_where_they_were(
    project: Path, monkeypatch: pytest.MonkeyPatch, base: str
) -> None:
    before = kg.load(project).quads
    moved = with_base(base, project, monkeypatch)

    def renamed(quad: Quad) -> str:
        return str(quad).replace(f"<{B}", f"<{base}").replace(f"<{base}ns", f"<{B}ns")

    assert sorted(map(str, moved.quads)) == sorted(map(renamed, before))
    assert not [q for q in moved.quads if f"<{B}" in str(q).replace(f"<{B}ns", "")]


def test_the_named_queries_answer_under_another_base(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = with_base("https://data.example.tw/graph/", project, monkeypatch)
    assert graph.query("partners")["agreement"].tolist() == ["https://data.example.tw/graph/event/rep1-agreement-plw"]
    assert graph.query("evidence", id="rep1-agreement-plw")["report"].tolist() == ["rep1", "rep2"]
    assert graph.query("between", actor="TWN", other="PLW")["kind"].tolist() == ["Agreement"]
    assert graph.query("ASK { event:rep1-agreement-plw kg:toldBy statement:rep2-agreement-plw }") is True


def test_an_id_with_any_letter_makes_an_iri_of_its_own(project: Path) -> None:
    ids = ["rep1 a/b", "rep1?a=b&c#d", "rep1-協定", "rep1-%41", 'rep1<>"{}|\\^`']
    rows = [statement("rep1-visit-x", "計", date=f"2015-0{n}-01", direction="inbound", parties=[NIA]) for n in range(1, 6)]
    write_facts(project, [{**row, "id": name} for row, name in zip(rows, ids, strict=True)])
    graph = kg.load(project)
    events = {q.subject.value for q in graph.quads if q.predicate.value == KG + "toldBy"}
    assert len(events) == len(ids)
    for name in ids:
        found = graph.store.query(f"SELECT ?s {{ GRAPH report:rep1 {{ <{graph.iris.statement(name)}> kg:evidence ?s }} }}")
        assert isinstance(found, Table)
        assert len(found.rows) == 1
        assert len(graph.query("evidence", id=name)) == 1


def test_the_same_data_give_the_same_quads_in_the_same_order(project: Path, graph: kg.Graph) -> None:
    assert kg.load(project).quads == graph.quads


def test_rows_out_of_order_in_the_authority_file_change_no_statement(project: Path, graph: kg.Graph) -> None:
    header = "id,kind,name_zh,name_en,iso3,parent,aliases,namings,exact_match,note"
    (project / "data" / "actors.csv").write_text(csv_lines(header, [*reversed(ACTORS)]), encoding="utf-8")
    assert set(kg.load(project).quads) == set(graph.quads)


def test_the_days_of_a_statement_are_those_of_its_date(graph: kg.Graph) -> None:
    (first,) = values(graph, "statement/rep1-grant-care", "earliest", "report/rep1")
    (last,) = values(graph, "statement/rep1-grant-care", "latest", "report/rep1")
    assert (dt.date.fromisoformat(first), dt.date.fromisoformat(last)) == (dt.date(2015, 1, 1), dt.date(2015, 12, 31))
