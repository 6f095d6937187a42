"""The store: loads, answers the three kinds of query, refuses what is malformed, and reads what a build has written."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, serialize

from kg.errors import QueryError
from kg.store import Answer, OxigraphStore, QuadStore, StoreWriter, Table, Triples

A, B, G = NamedNode("a:a"), NamedNode("a:b"), NamedNode("a:g")
NAME, SIZE = NamedNode("a:name"), NamedNode("a:size")
QUADS = [
    Quad(A, NAME, Literal("甲", language="zh-Hant")),
    Quad(A, SIZE, Literal(3)),
    Quad(B, NAME, Literal("乙", language="zh-Hant")),
    Quad(B, NAME, Literal("other"), G),
]


@pytest.fixture
def store() -> OxigraphStore:
    store = OxigraphStore(prefixes={"x": "a:"})
    store.load(QUADS)
    return store


def test_it_is_a_store_as_the_interface_says(store: OxigraphStore) -> None:
    some: QuadStore = store
    some.load([])
    assert some.query("ASK { ?a ?b ?c }") == Answer(True)
    some.close()


def test_select_gives_columns_and_rows_with_none_for_the_unbound(store: OxigraphStore) -> None:
    table = store.query("SELECT ?size ?who { ?who x:name ?name OPTIONAL { ?who x:size ?size } } ORDER BY ?who")
    assert table == Table(("size", "who"), ((Literal(3), A), (None, B)))


def test_a_select_without_solutions_keeps_its_columns(store: OxigraphStore) -> None:
    assert store.query("SELECT ?p ?q { ?p x:nothing ?q }") == Table(("p", "q"), ())


def test_construct_and_describe_give_triples(store: OxigraphStore) -> None:
    made = store.query("CONSTRUCT { ?a x:copy ?b } { ?a x:size ?b }")
    assert isinstance(made, Triples)
    assert [str(t) for t in made.triples] == ['<a:a> <a:copy> "3"^^<http://www.w3.org/2001/XMLSchema#integer>']
    described = store.query("DESCRIBE x:a")
    assert isinstance(described, Triples)
    assert {t.predicate for t in described.triples} == {NAME, SIZE}


def test_ask_gives_an_answer(store: OxigraphStore) -> None:
    assert store.query("ASK { x:a x:size 3 }") == Answer(True)
    assert store.query("ASK { x:a x:size 4 }") == Answer(False)


def test_the_default_graph_alone_is_asked_and_named_graphs_by_name(store: OxigraphStore) -> None:
    assert store.query("ASK { x:b x:name 'other' }") == Answer(False)
    assert store.query("ASK { GRAPH x:g { x:b x:name 'other' } }") == Answer(True)


def test_a_malformed_query_is_an_error_with_its_place(store: OxigraphStore) -> None:
    with pytest.raises(QueryError, match="the query is malformed: error at 2:"):
        store.query("SELECT *\n{ ?a ?b")


def test_an_update_is_malformed_as_a_query(store: OxigraphStore) -> None:
    with pytest.raises(QueryError, match="malformed"):
        store.query("INSERT DATA { x:a x:size 4 }")
    assert store.query("ASK { x:a x:size 4 }") == Answer(False)


def test_loading_twice_adds_nothing(store: OxigraphStore) -> None:
    store.load(QUADS)
    assert len(list(store.store)) == len(QUADS)


def test_a_closed_store_says_so(store: OxigraphStore) -> None:
    store.close()
    with pytest.raises(QueryError, match=r"^the store is closed$"):
        store.query("ASK { ?a ?b ?c }")
    store.close()


def written(folder: Path, rest: list[Quad]) -> None:
    """A store on disk of the file g.nq and some more quads."""
    writer = StoreWriter(folder / "store")
    writer.load(folder / "g.nq")
    writer.close(rest)


def test_a_store_on_disk_holds_the_quads_of_its_file_and_the_rest(tmp_path: Path) -> None:
    quads = [*QUADS, Quad(BlankNode("n"), NAME, Literal('a "b"\n\\'))]
    with (tmp_path / "g.nq").open("wb") as file:
        serialize(quads[1:], file, RdfFormat.N_QUADS)
    written(tmp_path, quads[:1])
    store = OxigraphStore(tmp_path / "store", {"x": "a:"})
    assert {str(q) for q in store.store if not isinstance(q.subject, BlankNode)} == {str(q) for q in QUADS}
    assert store.query("ASK { ?blank x:name 'a \"b\"\\n\\\\' }") == Answer(True)
    assert store.query("ASK { GRAPH x:g { x:b x:name 'other' } }") == Answer(True)


def test_a_store_on_disk_is_opened_by_several_readers_and_changed_by_none(tmp_path: Path) -> None:
    (tmp_path / "g.nq").write_text("<a:a> <a:b> <a:c> .\n", encoding="utf-8")
    written(tmp_path, [])
    before = {f.name: f.stat().st_size for f in (tmp_path / "store").iterdir()}
    first, second = OxigraphStore(tmp_path / "store"), OxigraphStore(tmp_path / "store")
    with pytest.raises(RuntimeError, match="read-write"):
        first.load([Quad(A, NAME, B, DefaultGraph())])
    for store in (first, second):
        assert store.query("SELECT * { ?a ?b ?c }") == Table(("a", "b", "c"), ((A, B, NamedNode("a:c")),))
    assert {f.name: f.stat().st_size for f in (tmp_path / "store").iterdir()} == before
