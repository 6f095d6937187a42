"""``kg network``."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from kg.commands import Commands, places_of
from kg.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("table", "csv", "json", "markdown")
OPTIONS = {
    "by": "the groups of growth (year, region, subregion, status, kind) or of brokerage (kind, home)",
    "network": "ties (default), bipartite, actors or events: what centrality and communities are counted on",
    "sample": "count betweenness from the paths of so many nodes alone",
}


def add(commands: Commands) -> None:
    """Add the command."""
    network = commands.add_parser(
        "network",
        help="measures of the network: growth, centrality, brokerage, contacts, series, change",
        description="Count a measure; without one, list them with their definitions.",
    )
    network.add_argument("measure", nargs="?", help="a measure (see --list)")
    network.add_argument("--list", action="store_true", help="list the measures; with a measure, all that is to know of it")
    network.add_argument("--as-of", metavar="DAY", help="count what happened up to this day (YYYY, YYYY-MM or YYYY-MM-DD)")
    network.add_argument("--known-by", metavar="YEAR", help="use only what reports up to this year say")
    network.add_argument("--layers", metavar="TYPES", help="count events of these types alone, e.g. agreement,visit")
    network.add_argument("--actor", metavar="ACTOR", help="show only the rows that name this actor: ISO code, id or name")
    for name, meaning in OPTIONS.items():
        network.add_argument(f"--{name}", metavar="VALUE", help=meaning)
    network.add_argument("--format", choices=FORMATS, default="table", help="the output (default table)")
    network.set_defaults(run=_network)


def _network(args: argparse.Namespace) -> int:
    if args.measure is None or args.list:
        return _list(args.measure)
    from kg.graph import load
    from kg.measures.catalog import find_measure

    find_measure(args.measure)
    graph = load(places_of(args).root)
    options = {name: value for name in OPTIONS if (value := getattr(args, name)) is not None}
    layers = None if args.layers is None else [name.strip() for name in args.layers.split(",")]
    if args.sample is not None and args.measure != "betweenness":
        raise UsageError("--sample belongs to betweenness")
    found = graph.measure(args.measure, as_of=args.as_of, known_by=args.known_by, layers=layers, **options)
    if args.actor is not None:
        found = _of_actor(found, args.actor, graph.actor_ids)
    note = found.attrs.get("note")
    if note:
        print(f"kg: {note}", file=sys.stderr)
    print(_render(found, args.format))
    return 0


def _of_actor(found: pd.DataFrame, name: str, actor_ids: dict[str, str]) -> pd.DataFrame:
    """The rows that name an actor, or a person or body by whose country they go."""
    from kg.named import find_actor

    actor = find_actor(name, actor_ids)
    naming = found[
        [c for c in ("node", "actor", "country", "left", "right", "funder", "grantee", "from", "head") if c in found]
    ]
    kept = found[(naming == actor).any(axis=1)]
    kept.attrs["note"] = found.attrs.get("note") or ("" if len(kept) else f"no row names {actor}")
    return kept


def _list(name: str | None) -> int:
    from kg.measures.catalog import MEASURES, find_measure
    from kg.present import table

    if name is not None:
        print(find_measure(name).text)
    else:
        print(table(("measure", "名稱", "definition"), [(m.name, m.title_zh, m.definition) for m in MEASURES.values()]))
    return 0


def _render(found: pd.DataFrame, form: str) -> str:
    """A table in one of FORMATS; in JSON a list of objects, a value that is not known being null."""
    from kg.present import markdown, table
    from kg.tables import csv_text

    if form == "json":
        import json

        rows = [dict(zip(found.columns, row, strict=True)) for row in _values(found)]
        return json.dumps(rows, ensure_ascii=False, indent=1)
    filled = [["" if value is None else value for value in row] for row in _values(found)]
    if form == "csv":
        return csv_text(list(found.columns), filled).rstrip("\n")
    cells = [[f"{value:.6g}" if isinstance(value, float) else str(value) for value in row] for row in filled]
    return markdown(list(found.columns), cells) if form == "markdown" else table(list(found.columns), cells)


def _values(found: pd.DataFrame) -> list[list[object]]:
    columns = [found[name].astype(object).where(found[name].notna(), None).tolist() for name in found.columns]
    return [list(row) for row in zip(*columns, strict=True)]
