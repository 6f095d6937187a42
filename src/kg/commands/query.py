"""``kg query`` and ``kg growth``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.commands import Commands, places_of
from kg.errors import KgError, UsageError

if TYPE_CHECKING:
    from kg.iris import Iris
    from kg.named import NamedQuery
    from kg.places import Places
    from kg.store import OxigraphStore, Result

FORMATS = ("table", "markdown", "csv", "json", "turtle")
QUERY_PARAMETERS: Mapping[str, str] = {
    "as_of": "count what happened up to this day (YYYY, YYYY-MM or YYYY-MM-DD)",
    "known_by": "use only what reports up to this year say",
    "actor": "an actor: ISO code, id or name in Chinese or English",
    "other": "the second actor",
    "id": "an event, figure, claim or statement",
}


def add(commands: Commands) -> None:
    """Add ``query`` and ``growth``."""
    query = commands.add_parser(
        "query",
        help="run a named query, a file, SPARQL text, or - for standard input",
        description="Run a named query (see --list), a .rq file, SPARQL text, or standard input (-).",
    )
    query.add_argument("query", nargs="?", help="a name, a file, SPARQL text, or -")
    query.add_argument("--list", action="store_true", help="list the named queries")
    query.add_argument(
        "--timeout",
        type=_seconds,
        default=30.0,
        metavar="SECONDS",
        help="stop a query of your own after this time (default 30)",
    )
    query.set_defaults(run=_query)
    growth = commands.add_parser("growth", help="partner countries by year (the named query growth)")
    growth.set_defaults(run=_query, query="growth", list=False, timeout=30.0)
    for sub, names in ((query, tuple(QUERY_PARAMETERS)), (growth, ("as_of", "known_by"))):
        for name in names:
            sub.add_argument(f"--{name.replace('_', '-')}", metavar="VALUE", help=QUERY_PARAMETERS[name])
        sub.add_argument("--format", choices=FORMATS, default="table", help="the output (default table; turtle for CONSTRUCT)")


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds <= 86_400:
        raise argparse.ArgumentTypeError(f"{text} is not a time between 0 and 86400 seconds")
    return seconds


def _open_store(places: Places) -> OxigraphStore:
    from kg.iris import Iris, base_iri
    from kg.manifest import current_build, is_stale
    from kg.store import OxigraphStore

    iris = Iris(base_iri())
    folder = current_build(places)
    if folder is None:
        raise KgError("there is no build yet: run kg build")
    if is_stale(places, folder, iris.base):
        print("kg: the data changed since the last build; run kg build to see the change", file=sys.stderr)
    return OxigraphStore(folder / "store", iris.prefixes())


def _query(args: argparse.Namespace) -> int:
    from kg.iris import Iris, base_iri
    from kg.named import named_queries
    from kg.present import render

    if args.list:
        return _list_queries()
    if args.query is None:
        raise UsageError("a query is needed: a name (see --list), a file, SPARQL text, or -")
    given = {name: value for name in QUERY_PARAMETERS if (value := getattr(args, name, None)) is not None}
    store = _open_store(places_of(args))
    if args.query in named_queries():
        result = _run_named(named_queries()[args.query], given, store)
    elif given:
        raise UsageError("parameters belong to named queries: " + ", ".join(named_queries()))
    else:
        result = _run_text(_query_text(args.query), store, args.timeout)
    print(render(result, args.format, Iris(base_iri()).prefixes()))
    return 0


def _list_queries() -> int:
    from kg.named import named_queries
    from kg.present import table

    rows = [
        (q.name, q.title_en, q.title_zh, " ".join(f"--{p.name.replace('_', '-')}" for p in q.params))
        for q in named_queries().values()
    ]
    print(table(("name", "title", "標題", "parameters"), rows))
    return 0


def _query_text(given: str) -> str:
    if given == "-":
        return sys.stdin.read()
    if _is_file(given):
        try:
            return Path(given).read_text("utf-8-sig")  # some editors begin a file with a byte order mark
        except UnicodeDecodeError as error:
            raise UsageError(f"{given} is not UTF-8 text") from error
    if "{" in given or len(given.split()) > 1:
        return given
    from kg.named import find_query

    return find_query(given).text


def _is_file(given: str) -> bool:
    try:
        return Path(given).is_file()
    except OSError:  # a text too long to be a name
        return False


def _run_named(query: NamedQuery, given: Mapping[str, str], store: OxigraphStore) -> Result:
    from kg.iris import Iris, base_iri
    from kg.named import bind

    iris = Iris(base_iri())
    ids = _actor_ids(store, iris) if any(p.kind == "actor" for p in query.params) else {}
    return store.query(bind(query, given, iris, ids))


def _actor_ids(store: OxigraphStore, iris: Iris) -> dict[str, str]:
    from kg.names import fold
    from kg.store import Table

    found = store.query(
        "SELECT ?actor ?name { { ?actor skos:prefLabel|skos:altLabel ?name BIND(0 AS ?former) }"
        " UNION { ?actor kg:naming/kg:name ?name BIND(1 AS ?former) } } ORDER BY ?former ?actor ?name"
    )
    ids: dict[str, str] = {}
    if isinstance(found, Table):
        from urllib.parse import unquote

        for actor, name in found.rows:
            if actor is not None and name is not None:
                own = unquote(getattr(actor, "value", "")[len(iris.actor("")) :])
                ids.setdefault(fold(getattr(name, "value", "")), own)
                ids[own] = own
    return ids


def _run_text(text: str, store: OxigraphStore, seconds: float) -> Result:
    from kg.guard import Limits, check, run
    from kg.iris import Iris, base_iri

    graphs = {getattr(g, "value", "") for g in store.store.named_graphs()}
    check(text, Iris(base_iri()).prefixes(), graphs)
    return run(lambda: store.query(text), Limits(seconds=seconds))
