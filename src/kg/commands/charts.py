"""``kg charts``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kg.commands import Commands, places_of
from kg.errors import UsageError


def add(commands: Commands) -> None:
    """Add the command."""
    charts = commands.add_parser(
        "charts",
        help="draw growth, contacts, the map, the network at home, the tier census and the audit",
        description="Draw the pictures. Needs the extra charts (Altair, vl-convert); a PNG also needs a font with Chinese letters.",
    )
    charts.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="the folder to write into; it is made where missing"
    )
    charts.add_argument(
        "--only", nargs="+", metavar="NAME", help="only these: growth, timeline, heat, world, domestic, tiers, audit"
    )
    charts.add_argument("--language", choices=("zh", "en"), help="one language only (default: both)")
    charts.add_argument("--format", choices=("svg", "png", "html"), default="svg", help="the format (default svg)")
    charts.add_argument(
        "--as-of",
        metavar="DAY",
        help="draw what had happened up to this day (YYYY, YYYY-MM or YYYY-MM-DD); the audit ignores it",
    )
    charts.add_argument("--known-by", metavar="YEAR", help="use only what reports up to this year say")
    charts.set_defaults(run=_charts)


def _charts(args: argparse.Namespace) -> int:
    from kg.graph import load
    from kg.view.charts import NAMES, EmptyPictureError, Picture, picture

    if args.out.exists() and not args.out.is_dir():
        raise UsageError(f"{args.out} is a file: --out names a folder")
    graph = load(places_of(args).root).known_by(args.known_by)
    languages = (args.language,) if args.language else ("zh", "en")
    drawn: list[Picture] = []
    for name in args.only or NAMES:
        try:
            drawn += [picture(graph, name, language, args.as_of) for language in languages]
        except EmptyPictureError as error:
            print(f"kg: {name}: {error}", file=sys.stderr)
    if not drawn:
        raise EmptyPictureError("no picture was drawn")
    args.out.mkdir(parents=True, exist_ok=True)
    for one in drawn:
        path = args.out / f"{one.name}-{one.language}.{args.format}"
        one.save(path)
        print(f"{path}  {one.title}")
    return 0
