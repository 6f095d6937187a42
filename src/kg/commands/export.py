"""``kg export``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kg.commands import Commands, places_of


def add(commands: Commands) -> None:
    """Add the command."""
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


def _export(args: argparse.Namespace) -> int:
    from kg.export import export
    from kg.graph import load

    content = export(load(places_of(args).root), args.format, args.table)
    if args.out is None:
        sys.stdout.buffer.write(content)
    else:
        args.out.write_bytes(content)
        print(f"{args.out}: {len(content)} bytes", file=sys.stderr)
    return 0
