"""The command line: ``kg``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg import __version__
from kg.errors import DataError, KgError, UsageError

if TYPE_CHECKING:
    from kg.named import NamedQuery
    from kg.places import Places
    from kg.store import OxigraphStore, Result

EXAMPLES = """\
first steps:
  kg build                                  build the graph and the page build/index.html
  kg growth                                 partner countries, year by year
  kg query --list                           the named queries
  kg query partners --as-of 2015-12-31      who had signed by the end of 2015
  kg query between --actor TWN --other 帛琉  everything between two actors
  kg show JPN                               one actor, with its events
  kg query 'SELECT * { ?a a kg:Agreement } LIMIT 5'
"""
QUERY_PARAMETERS: Mapping[str, str] = {
    "as_of": "count what happened up to this day (YYYY, YYYY-MM or YYYY-MM-DD)",
    "known_by": "use only what reports up to this year say",
    "actor": "an actor: ISO code, id or name in Chinese or English",
    "other": "the second actor",
    "id": "an event, figure, claim or statement",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 done, 1 bad data or a refused query, 2 bad usage."""
    args = parser().parse_args(arguments)
    try:
        code: int = args.run(args)
        sys.stdout.flush()
    except DataError as error:
        if args.debug:
            raise
        print(f"{error}\nkg: {len(error.problems)} problem(s) in the data, nothing was changed", file=sys.stderr)
        return error.exit_code
    except KgError as error:
        if args.debug:
            raise
        print(f"kg: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    return code


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    top = argparse.ArgumentParser(
        prog="kg",
        description="A dated, evidence-backed graph of who cooperates with whom.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"coopgraph {__version__}")
    top.add_argument("--project", metavar="DIR", type=Path, help="the project folder (default: here or above; KG_HOME)")
    top.add_argument("--debug", action="store_true", help="show a traceback where something fails")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_build(commands)
    _add_query(commands)
    _add_show(commands)
    _add_export(commands)
    _add_checks(commands)
    completion = commands.add_parser("completion", help="print a completion script for a shell")
    completion.add_argument("shell", choices=("bash", "zsh", "tcsh"))
    completion.set_defaults(run=_completion)
    return top


_Commands = argparse._SubParsersAction  # argparse names it nowhere else


def _add_build(commands: _Commands[argparse.ArgumentParser]) -> None:
    build = commands.add_parser("build", help="build the graph, the tables and the page from data/")
    build.add_argument("--quiet", action="store_true", help="print nothing but errors")
    build.set_defaults(run=_build)


def _add_query(commands: _Commands[argparse.ArgumentParser]) -> None:
    from kg.present import FORMATS

    query = commands.add_parser(
        "query",
        help="run a named query, a file, SPARQL text, or - for standard input",
        description="Run a named query (see --list), a .rq file, SPARQL text, or standard input (-).",
    )
    query.add_argument("query", nargs="?", help="a name, a file, SPARQL text, or -")
    query.add_argument("--list", action="store_true", help="list the named queries")
    query.add_argument(
        "--timeout", type=float, default=30.0, metavar="SECONDS", help="stop a query of your own after this time (default 30)"
    )
    query.set_defaults(run=_query)
    growth = commands.add_parser("growth", help="partner countries by year (the named query growth)")
    growth.set_defaults(run=_query, query="growth", list=False, timeout=30.0)
    for sub, names in ((query, tuple(QUERY_PARAMETERS)), (growth, ("as_of", "known_by"))):
        for name in names:
            sub.add_argument(f"--{name.replace('_', '-')}", metavar="VALUE", help=QUERY_PARAMETERS[name])
        sub.add_argument("--format", choices=FORMATS, default="table", help="the output (default table; turtle for CONSTRUCT)")


def _add_show(commands: _Commands[argparse.ArgumentParser]) -> None:
    show = commands.add_parser("show", help="show an actor, or an event with every word that states it")
    show.add_argument("what", metavar="ACTOR-OR-EVENT", help="an id, ISO code or name; an event's or statement's id")
    show.set_defaults(run=_show)


def _add_export(commands: _Commands[argparse.ArgumentParser]) -> None:
    export = commands.add_parser("export", help="write the graph in another format")
    export.add_argument(
        "--format", required=True, metavar="FORMAT",
        help="turtle, trig, nquads, jsonld, rdfxml, graphml, gexf, csv, parquet or statements (JSON Lines)",
    )  # fmt: skip
    export.add_argument(
        "--table", choices=("events", "edges"), default="events", help="what csv and parquet hold (default events)"
    )
    export.add_argument("--out", type=Path, metavar="FILE", help="the file to write (default: standard output)")
    export.set_defaults(run=_export)


def _add_checks(commands: _Commands[argparse.ArgumentParser]) -> None:
    validate = commands.add_parser("validate", help="hold the graph against the SHACL shapes")
    validate.set_defaults(run=_validate)
    verify = commands.add_parser("verify", help="re-find every evidence phrase in the report texts")
    verify.add_argument(
        "--reports", type=Path, metavar="DIR", help="the folder with the report texts (KG_REPORTS, data/reports)"
    )
    verify.set_defaults(run=_verify)


def _places(args: argparse.Namespace) -> Places:
    from kg.places import find_project

    return find_project(args.project)


def _build(args: argparse.Namespace) -> int:
    from kg.build import STEPS, build
    from kg.iris import Iris, base_iri

    places = _places(args)
    with _progress(len(STEPS), quiet=args.quiet) as step:
        summary = build(places, Iris(base_iri()), step)
    if args.quiet:
        return 0
    from kg.present import table

    print(
        table(
            ("year", "new", "total", "partners"),
            [(str(y.year), str(len(y.new)), str(y.total), " ".join(y.new)) for y in summary.growth],
        )
    )
    print(
        f"\n{summary.statements} statements in: {summary.events} events and {summary.observations} figures and claims out, "
        f"{summary.actors} actors, {summary.conflicts} conflicts, {summary.doubts} open merges, {summary.quads} quads"
    )
    print(f"open {summary.folder / 'index.html'} in a browser")
    return 0


class _progress:  # noqa: N801  used like a function
    """A progress bar on standard error that shows itself only after a second, and only on a terminal."""

    def __init__(self, total: int, *, quiet: bool) -> None:
        self._total, self._off = total, quiet or not sys.stderr.isatty()

    def __enter__(self) -> Callable[[str], None]:
        if self._off:
            return lambda name: None
        from tqdm import tqdm

        self._bar = tqdm(total=self._total, delay=1, leave=False, file=sys.stderr)

        def step(name: str) -> None:
            self._bar.set_description(name)
            self._bar.update()

        return step

    def __exit__(self, *error: object) -> None:
        if not self._off:
            self._bar.close()


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
    store = _open_store(_places(args))
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
    if "{" in given or "\n" in given:
        return given
    path = Path(given)
    if path.is_file():
        try:
            return path.read_text("utf-8")
        except UnicodeDecodeError as error:
            raise UsageError(f"{given} is not UTF-8 text") from error
    from kg.named import find_query

    return find_query(given).text


def _run_named(query: NamedQuery, given: Mapping[str, str], store: OxigraphStore) -> Result:
    from kg.iris import Iris, base_iri
    from kg.named import bind

    iris = Iris(base_iri())
    ids = _actor_ids(store, iris) if any(p.kind == "actor" for p in query.params) else {}
    return store.query(bind(query, given, iris, ids))


def _actor_ids(store: OxigraphStore, iris: Iris) -> dict[str, str]:  # noqa: F821
    from kg.names import fold
    from kg.store import Table

    found = store.query("SELECT ?actor ?name { ?actor skos:prefLabel|skos:altLabel ?name } ORDER BY ?actor ?name")
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


def _show(args: argparse.Namespace) -> int:
    from kg.graph import load
    from kg.show import describe

    print(describe(load(_places(args).root), args.what))
    return 0


def _export(args: argparse.Namespace) -> int:
    from kg.export import export
    from kg.graph import load

    content = export(load(_places(args).root), args.format, args.table)
    if args.out is None:
        sys.stdout.buffer.write(content)
    else:
        args.out.write_bytes(content)
        print(f"{args.out}: {len(content)} bytes", file=sys.stderr)
    return 0


def _validate(args: argparse.Namespace) -> int:
    from kg.graph import load
    from kg.present import table
    from kg.validate import validate

    graph = load(_places(args).root)
    violations = validate(graph.quads, graph.places.ontology / "shapes.ttl")
    if not violations:
        print(f"{len(graph.quads)} quads hold to every shape")
        return 0
    print(table(("node", "path", "message"), [(v.node, v.path, v.message) for v in violations]))
    raise KgError(f"{len(violations)} violation(s) of the shapes")


def _verify(args: argparse.Namespace) -> int:
    from kg.reports import verify
    from kg.tables import read_data

    places = _places(args)
    data = read_data(places.data)
    result = verify(data.statements, data.reports, places.texts(args.reports))
    if result.without_text:
        print(f"no text at hand for {', '.join(result.without_text)}: give --reports DIR", file=sys.stderr)
    print(f"{result.found} phrases found at their place, {len(result.missing)} missing")
    for m in result.missing:
        print(f"{m.statement}: {m.evidence.report} {m.evidence.start}-{m.evidence.end} {m.evidence.exact!r}: {m.reason}")
    if result.missing:
        raise KgError(f"{len(result.missing)} phrase(s) do not stand where the facts say")
    if not result.found:
        raise KgError("no report text is at hand: give --reports DIR, or put the texts into data/reports")
    return 0


def _completion(args: argparse.Namespace) -> int:
    import shtab

    print(shtab.complete(parser(), args.shell))
    return 0


if __name__ == "__main__":
    sys.exit(main())
