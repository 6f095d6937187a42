"""The query door: only reading passes, and what runs too long or grows too large is stopped with a reason, never cut short."""

from __future__ import annotations

import faulthandler
import os
import re
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

import kg
from kg.errors import QueryError
from kg.guard import Limits, check, run
from kg.iris import DEFAULT_BASE, Iris
from kg.store import Answer, OxigraphStore, Result, Table, Triples

PREFIXES = Iris(DEFAULT_BASE).prefixes()
REPORT = f"{DEFAULT_BASE}report/rep1"
GRAPHS = {REPORT}
SERVICE = "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }"
SILENT = "SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o }"

WITH_SERVICE = [
    "SELECT * {{ {} }}",
    "ASK {{ {} }}",
    "CONSTRUCT {{ ?s ?p ?o }} {{ {} }}",
    "DESCRIBE ?s {{ {} }}",
    "SELECT * {{ ?a ?b ?c OPTIONAL {{ {} }} }}",
    "SELECT * {{ ?a ?b ?c OPTIONAL {{ ?d ?e ?f OPTIONAL {{ {} }} }} }}",
    "SELECT * {{ {{ ?a ?b ?c }} UNION {{ {} }} }}",
    "SELECT * {{ ?a ?b ?c MINUS {{ {} }} }}",
    "SELECT * {{ GRAPH ?g {{ {} }} }}",
    "SELECT * {{ {{ SELECT ?s {{ {} }} }} }}",
    "SELECT * {{ {{ SELECT ?s {{ {{ SELECT * {{ {} }} LIMIT 1 }} }} }} }}",
    "SELECT * {{ ?a ?b ?c FILTER EXISTS {{ {} }} }}",
    "SELECT * {{ ?a ?b ?c FILTER NOT EXISTS {{ {} }} }}",
    "SELECT * {{ ?a ?b ?c FILTER(?a = ?b || EXISTS {{ {} }}) }}",
    "SELECT * {{ ?a ?b ?c FILTER EXISTS {{ ?a ?b ?c FILTER NOT EXISTS {{ {} }} }} }}",
    "SELECT * {{ ?a ?b ?c BIND(EXISTS {{ {} }} AS ?x) }}",
    "SELECT (EXISTS {{ {} }} AS ?x) {{ ?a ?b ?c }}",
    "SELECT ?a {{ ?a ?b ?c }} ORDER BY (EXISTS {{ {} }})",
    "SELECT ?a {{ ?a ?b ?c }} GROUP BY ?a HAVING (EXISTS {{ {} }})",
    "SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c }} GROUP BY (EXISTS {{ {} }} AS ?x)",
    "SELECT (SUM(IF(EXISTS {{ {} }}, 1, 0)) AS ?n) {{ ?a ?b ?c }}",
    "SELECT * {{ ?a ?b ?c FILTER(COALESCE(IF(EXISTS {{ {} }}, 1, 0), 1) IN (1, 2)) }}",
]
UPDATES = [
    "INSERT DATA { <a:a> <a:b> 1 }",
    "insert data { <a:a> <a:b> 1 }",
    "INSERT DATA { GRAPH <a:g> { <a:a> <a:b> 1 } }",
    "DELETE DATA { <a:a> <a:b> 1 }",
    "DELETE WHERE { ?a ?b ?c }",
    "DELETE { ?a ?b ?c } WHERE { ?a ?b ?c }",
    "INSERT { ?a ?b 1 } WHERE { ?a ?b ?c }",
    "DELETE { ?a ?b ?c } INSERT { ?a ?b 1 } WHERE { ?a ?b ?c }",
    "WITH <a:g> DELETE { ?a ?b ?c } WHERE { ?a ?b ?c }",
    "INSERT { ?a ?b 1 } USING <a:g> WHERE { ?a ?b ?c }",
    "LOAD <http://127.0.0.1:9/>",
    "LOAD SILENT <file:///etc/passwd> INTO GRAPH <a:g>",
    "CLEAR ALL",
    "CLEAR GRAPH <a:g>",
    "CREATE GRAPH <a:g>",
    "DROP DEFAULT",
    "DROP SILENT NAMED",
    "COPY <a:g> TO <a:h>",
    "MOVE <a:g> TO DEFAULT",
    "ADD DEFAULT TO <a:h>",
    "PREFIX a: <a:> INSERT DATA { a:a a:b 1 }",
    "# a comment\nINSERT DATA { kg:a kg:b 1 }",
    "INSERT DATA { kg:a kg:b 1 } ; DROP ALL",
]


def refused(text: str) -> str:
    with pytest.raises(QueryError) as error:
        check(text, PREFIXES, GRAPHS)
    return str(error.value)


@pytest.mark.parametrize("service", [SERVICE, SILENT, "SERVICE ?x { ?s ?p ?o }", "service <http://127.0.0.1:9/> { ?s ?p ?o }"])
@pytest.mark.parametrize("text", WITH_SERVICE)
def test_service_is_refused_wherever_it_stands(text: str, service: str) -> None:
    assert refused(text.format(service)) == "the query is refused: SERVICE would ask another server"


def test_service_as_a_word_in_a_text_or_comment_is_no_service() -> None:
    check('SELECT * { ?a ?b ?c FILTER(?c = "SERVICE <http://x/> {}") } # SERVICE <http://x/> {}', PREFIXES, GRAPHS)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { # \r SERVICE <ADDRESS> { ?s ?p ?o }\n}",
        'SELECT * { VALUES ?x { "a\\u0022 " } SERVICE <ADDRESS> { ?s ?p ?o } VALUES ?y { " \\u0022b" } }',
        'SELECT * { VALUES ?x { "a\\U00000022 " } SERVICE <ADDRESS> { ?s ?p ?o } VALUES ?y { " \\U00000022b" } }',
        'SELECT * { VALUES ?x { 1 # \\U000A """\n} SERVICE <ADDRESS> { ?s ?p ?o } VALUES ?y { 1 # """\n} }',
        'SELECT * { VALUES ?x { 1 # \\u000A """\n} SERVICE <ADDRESS> { ?s ?p ?o } VALUES ?y { 1 # """\n} }',
    ],
)
def test_a_service_that_only_oxigraph_would_see_reaches_no_server(project: Path, text: str) -> None:
    graph = kg.load(project)
    called = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            called.set()
            connection.close()

        threading.Thread(target=answer, daemon=True).start()
        query = text.replace("ADDRESS", f"http://127.0.0.1:{server.getsockname()[1]}/")
        with pytest.raises(QueryError, match="refused"):
            graph.query(query)
        assert not called.wait(0.2)
        with pytest.raises(QueryError):
            run(lambda: graph.store.query(query), Limits(seconds=5))
        assert called.wait(2), "this spelling should be one that Oxigraph runs, else it tests nothing"


def test_line_ends_of_windows_and_letters_by_number_pass() -> None:
    check('SELECT *\r\n{ ?a ?b "\\u53f0\\u00e9\\U0001F600\\U000053F0 C:\\\\Users" }\r\n', PREFIXES, GRAPHS)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * FROM <{}> {{ ?a ?b ?c }}",
        "SELECT * FROM NAMED <{}> {{ GRAPH ?g {{ ?a ?b ?c }} }}",
        "SELECT * FROM <REPORT> FROM <{}> {{ ?a ?b ?c }}",
        "SELECT * FROM <REPORT> FROM NAMED <{}> {{ ?a ?b ?c }}",
        "ASK FROM <{}> {{ ?a ?b ?c }}",
        "CONSTRUCT {{ ?a ?b ?c }} FROM NAMED <{}> {{ ?a ?b ?c }}",
        "CONSTRUCT FROM <{}> WHERE {{ ?a ?b ?c }}",
        "DESCRIBE <a:a> FROM <{}>",
        "DESCRIBE ?a FROM NAMED <{}> {{ ?a ?b ?c }}",
    ],
)
@pytest.mark.parametrize("graph", ["http://127.0.0.1:9/data", "file:///etc/passwd", f"{REPORT}/", f"{DEFAULT_BASE}report/REP1"])
def test_a_graph_that_is_not_in_the_store_is_refused_by_name(text: str, graph: str) -> None:
    message = refused(text.format(graph).replace("REPORT", REPORT))
    assert message == f"the query is refused: FROM <{graph}> is not a graph of this store"


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * FROM <REPORT> { ?a ?b ?c }",
        "SELECT * FROM NAMED <REPORT> { GRAPH ?g { ?a ?b ?c } }",
        "CONSTRUCT FROM <REPORT> WHERE { ?a ?b ?c }",
        "SELECT * FROM report:rep1 FROM NAMED report:rep1 { ?a ?b ?c }",
        f"BASE <{DEFAULT_BASE}> ASK FROM <report/rep1> {{ ?a ?b ?c }}",
    ],
)
def test_a_graph_of_the_store_is_allowed(text: str) -> None:
    check(text.replace("REPORT", REPORT), PREFIXES, GRAPHS)


def test_a_relative_graph_is_resolved_before_it_is_judged() -> None:
    assert "<http://127.0.0.1:9/rep1>" in refused("BASE <http://127.0.0.1:9/> ASK FROM <rep1> { ?a ?b ?c }")


def test_a_graph_of_the_store_is_asked_alone(project: Path) -> None:
    graph = kg.load(project)
    found = graph.query("SELECT DISTINCT ?d FROM report:rep2 { ?s kg:inReport/kg:reportYear|kg:inReport ?d }")
    assert [str(v) for v in found["d"]] == [f"{DEFAULT_BASE}report/rep2"]


@pytest.mark.parametrize("text", UPDATES)
def test_an_update_is_refused_as_one(text: str) -> None:
    assert refused(text) == "the query is refused: it would change the graph"


def test_a_query_followed_by_an_update_is_refused() -> None:
    assert "line 2, column 1" in refused("SELECT * { ?a ?b ?c }\n; DROP ALL")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("SELEKT * { ?a ?b ?c }", "line 1, column 1: 'SELEKT * { ?a ?b ?c }'"),
        ("SELECT * { ?a ?b ?c } LIMIT x", "line 1, column 23"),
        ("SELECT * { ?a ?b ?c", "line 1, column 20"),
        ("SELECT *\n{ ?a ?b ?c }\n\n rubbish", "line 4, column 2: 'rubbish'"),
        ("", "line 1, column 1"),
        ("  \n # only a comment", "line 2"),
        ("INSERT DATA { ?a }", "line 1, column 1"),
    ],
)
def test_a_syntax_error_names_line_and_column(text: str, where: str) -> None:
    message = refused(text)
    assert message.startswith("the query is malformed at line ")
    assert where in message


def test_an_unknown_prefix_is_named() -> None:
    assert refused("SELECT * { ?a foo:b ?c }") == "the query is malformed: Unknown namespace prefix : foo"


@pytest.mark.parametrize("prefix", sorted(PREFIXES))
def test_the_prefixes_need_no_declaration(prefix: str) -> None:
    check(f"SELECT * {{ ?a {prefix}:x ?c }}", PREFIXES, GRAPHS)
    store = OxigraphStore(prefixes=PREFIXES)
    store.load([Quad(NamedNode("a:a"), NamedNode(PREFIXES[prefix] + "x"), Literal("v"))])
    assert store.query(f"ASK {{ ?a {prefix}:x ?c }}") == Answer(True)


def test_a_query_may_declare_a_prefix_anew(project: Path) -> None:
    assert kg.load(project).query("PREFIX kg: <http://www.w3.org/2004/02/skos/core#> ASK { ?a kg:notation 'PLW' }") is True


def test_deep_nesting_is_refused_not_a_crash() -> None:
    assert refused("ASK " + "{" * 3000 + "}" * 3000).startswith("the query is malformed")


@given(st.text(alphabet=st.sampled_from("{}()<>\"'\\#?$.;,*:|/^ \n\tSELCTAFROM012aé台"), max_size=40))
@settings(deadline=None, max_examples=200)
def test_any_text_is_refused_or_passes_but_never_fails_otherwise(text: str) -> None:
    try:
        check(text, PREFIXES, GRAPHS)
    except QueryError:
        return


@pytest.fixture
def store() -> OxigraphStore:
    """A hundred statements about nothing."""
    store = OxigraphStore(prefixes=PREFIXES)
    store.load(Quad(NamedNode(f"a:{n}"), NamedNode("a:b"), Literal("x" * 100)) for n in range(100))
    return store


LAST_RESORT = 15  # seconds after which a child that nobody stops ends by itself
FOREVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


def gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def test_a_slow_query_is_stopped_at_its_deadline_and_its_process_is_gone(store: OxigraphStore, tmp_path: Path) -> None:
    def ask() -> Result:
        (tmp_path / "pid").write_text(str(os.getpid()), encoding="ascii")
        signal.alarm(LAST_RESORT)
        return store.query(FOREVER)

    start = time.monotonic()
    with pytest.raises(QueryError, match=r"^the query was stopped after 0\.5 seconds$"):
        run(ask, Limits(seconds=0.5))
    assert 0.5 <= time.monotonic() - start < 3
    child = int((tmp_path / "pid").read_text("ascii"))
    assert child != os.getpid()
    assert gone(child)


def test_the_child_process_is_gone_after_an_answer_too(tmp_path: Path) -> None:
    def ask() -> Result:
        (tmp_path / "pid").write_text(str(os.getpid()), encoding="ascii")
        return Answer(True)

    assert run(ask, Limits()) == Answer(True)
    assert gone(int((tmp_path / "pid").read_text("ascii")))


@pytest.mark.parametrize("text", ["SELECT * { ?a ?b ?c }", "CONSTRUCT { ?a ?b ?c } { ?a ?b ?c }"])
def test_an_answer_over_the_row_limit_is_an_error_and_one_at_the_limit_is_whole(store: OxigraphStore, text: str) -> None:
    with pytest.raises(QueryError, match=r"^the answer has 100 rows, over the limit of 99: add LIMIT or ask for less$"):
        run(lambda: store.query(text), Limits(rows=99))
    whole = run(lambda: store.query(text), Limits(rows=100))
    assert isinstance(whole, Table | Triples)
    assert len(whole.rows if isinstance(whole, Table) else whole.triples) == 100


def test_an_answer_over_the_byte_limit_is_an_error(store: OxigraphStore) -> None:
    with pytest.raises(QueryError, match=r"^the answer is larger than 10000 bytes: add LIMIT or ask for less$"):
        run(lambda: store.query("SELECT ?a ?c { ?a ?b ?c }"), Limits(bytes=10_000))
    whole = run(lambda: store.query("SELECT ?a ?c { ?a ?b ?c }"), Limits(bytes=100_000))
    assert isinstance(whole, Table)
    assert len(whole.rows) == 100


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "SELECT (GROUP_CONCAT(?c) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    ],
)
def test_a_query_that_needs_too_much_memory_is_an_error(
    store: OxigraphStore, text: str, capfd: pytest.CaptureFixture[str]
) -> None:
    size = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE") // 2**20
    limit = size + 60

    def ask() -> Result:
        faulthandler.disable()  # pytest's own report of the abort
        return store.query(text)

    with pytest.raises(QueryError, match=rf"^the query was stopped: it needed more than {limit} MiB of memory$"):
        run(ask, Limits(seconds=60, memory_mib=limit))
    assert capfd.readouterr().err == ""


def test_what_the_store_says_of_a_bad_query_comes_through(store: OxigraphStore) -> None:
    with pytest.raises(QueryError, match="the query is malformed: error at 1:"):
        run(lambda: store.query("SELECT (1 AS ?x) (2 AS ?x) {}"), Limits())


def fails() -> Result:
    raise RuntimeError("no such thing")


def test_a_failure_of_another_kind_is_told_as_it_is(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(QueryError, match=r"^the query failed: no such thing$"):
        run(fails, Limits())
    assert capfd.readouterr().err == ""


def dies() -> NoReturn:
    os._exit(3)


def test_a_crash_is_not_taken_for_want_of_memory() -> None:
    with pytest.raises(QueryError, match=r"^the query failed: its process ended with code 3$"):
        run(dies, Limits())


def test_an_interrupt_leaves_no_process(store: OxigraphStore, tmp_path: Path) -> None:
    def ask() -> Result:
        (tmp_path / "pid").write_text(str(os.getpid()), encoding="ascii")
        signal.alarm(LAST_RESORT)
        os.kill(os.getppid(), signal.SIGINT)
        return store.query(FOREVER)

    with pytest.raises(KeyboardInterrupt):
        run(ask, Limits(seconds=20))
    assert gone(int((tmp_path / "pid").read_text("ascii")))


def every_kind(store: OxigraphStore) -> Iterator[Callable[[], Result]]:
    for text in ("SELECT * { ?a ?b ?c }", "CONSTRUCT { ?a ?b ?c } { ?a ?b ?c }", "ASK { ?a ?b ?c }"):
        yield lambda text=text: store.query(text)


def test_the_child_gives_the_same_answer_as_the_store(store: OxigraphStore) -> None:
    for ask in every_kind(store):
        assert run(ask, Limits()) == ask()


def test_a_lower_limit_that_stands_already_is_no_error(store: OxigraphStore) -> None:
    assert run(lambda: store.query("ASK { ?a ?b ?c }"), Limits(memory_mib=2**40)) == Answer(True)


def test_the_limits_are_those_in_the_docstring() -> None:
    assert re.sub(r"\s+", " ", str(Limits())) == "Limits(seconds=30.0, rows=1000000, bytes=268435456, memory_mib=4096)"
