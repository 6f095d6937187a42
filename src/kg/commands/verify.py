"""``kg verify``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kg.commands import Commands, places_of
from kg.errors import KgError


def add(commands: Commands) -> None:
    """Add the command."""
    verify = commands.add_parser("verify", help="re-find every evidence phrase in the report texts")
    verify.add_argument(
        "--reports", type=Path, metavar="DIR", help="the folder with the report texts (KG_REPORTS, data/reports)"
    )
    verify.set_defaults(run=_verify)


def _verify(args: argparse.Namespace) -> int:
    from kg.reports import verify
    from kg.tables import read_data

    places = places_of(args)
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
