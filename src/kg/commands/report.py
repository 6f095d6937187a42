"""``kg report``."""

from __future__ import annotations

import argparse
from pathlib import Path

from kg.commands import Commands, places_of
from kg.errors import UsageError


def add(commands: Commands) -> None:
    """Add the command."""
    report = commands.add_parser(
        "report",
        help="write the findings as one page, in both languages, each number with its source",
        description="Write what the graph says as one HTML page that needs no network. Needs the extra charts (Altair, vl-convert).",
    )
    report.add_argument("--out", type=Path, required=True, metavar="FILE", help="the HTML file to write")
    report.set_defaults(run=_report)


def _report(args: argparse.Namespace) -> int:
    from kg.graph import load
    from kg.view.report import make_report

    if args.out.is_dir():
        raise UsageError(f"{args.out} is a folder: --out names a file")
    if not args.out.parent.is_dir():
        raise UsageError(f"{args.out.parent} is no folder to write into")
    page = make_report(load(places_of(args).root))
    page.save(args.out)
    print(f"{args.out}: {len(page.html.encode('utf-8')) // 1024} KiB; open it in a browser")
    return 0
