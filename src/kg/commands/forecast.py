"""``kg forecast``."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.commands import Commands, places_of

if TYPE_CHECKING:
    from kg.forecast import Standing


def add(commands: Commands) -> None:
    """Add the command."""
    forecast = commands.add_parser(
        "forecast",
        help="rank the countries in contact by how near they stand to signing, and say how well that has worked",
        description="Rank the countries in contact that have not signed, and test the ranking on the past beside naive ones.",
    )
    forecast.add_argument(
        "--as-of", metavar="DAY", help="stand at this day, knowing the reports up to its year (default: the last report's year)"
    )
    forecast.set_defaults(run=_forecast)


def _forecast(args: argparse.Namespace) -> int:
    from kg.forecast import STAGES, WEIGHTS, standing_day, standings, verdict
    from kg.graph import load
    from kg.present import table

    graph = load(places_of(args).root)
    frame = graph.forecast(args.as_of)
    day = standing_day(graph, args.as_of)
    if frame.empty:
        print(f"no report up to {day.year} tells of a dated contact by {day}: there is nobody to rank")
        return 0
    print(f"countries in contact without an agreement on {day}, as the reports up to {day.year} tell: {len(frame)}")
    shown = [(str(n), *map(str, row)) for n, row in enumerate(frame.drop(columns="events").itertuples(index=False), 1)]
    print(table(("", *frame.columns[:-1]), shown))
    weights = ", ".join(f"{s} {WEIGHTS[s]:g}" for s in STAGES)
    print(f"\nscore: each contact adds its weight ({weights}), halved for every year since; it is no probability\n")
    rows = standings(graph)
    if rows:
        _print_test(rows)
    else:
        print(verdict(rows))
    return 0


def _print_test(rows: Sequence[Standing]) -> None:
    from kg.forecast import METHODS, SHORTLIST, STAGES, interval, rates, steadiness, verdict
    from kg.present import table

    print(f"back-test: how many who signed in the next year stood on a shortlist of {SHORTLIST}, ties drawn by lot")
    cells = [
        (f"end of {r.year}", str(len(r.candidates)), " ".join(r.signed), " ".join(r.reachable) or "-",
         *(f"{r.hits[m]:.1f}" for m in METHODS))
        for r in rows
    ]  # fmt: skip
    signed, reachable = sum(len(r.signed) for r in rows), sum(len(r.reachable) for r in rows)
    contacts = sum(len(r.candidates) for r in rows)
    sums = {m: sum(r.hits[m] for r in rows) for m in METHODS}
    cells.append(("all", str(contacts), str(signed), str(reachable), *(f"{sums[m]:.1f}" for m in METHODS)))
    ends = [interval(sums[m], signed) for m in METHODS]
    cells.append(("95 % interval", "", "", "", *(f"{low:.0%}-{high:.0%}" for low, high in ends)))
    print(table(("stood at", "in contact", "signed next year", "of them in contact", *METHODS), cells))
    print("\nof the countries in contact at those year-ends, by the furthest stage reached, signed in the next year:")
    counted = rates(rows)
    print(table(("stage", "signed", "of"), [(s, str(counted[s][0]), str(counted[s][1])) for s in STAGES]))
    low, high = steadiness(rows)
    print(f"\nwith any one weight halved or doubled, the score's hits lie between {low:.1f} and {high:.1f}")
    print(verdict(rows))
