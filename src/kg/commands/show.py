"""``kg show``."""

from __future__ import annotations

import argparse

from kg.commands import Commands, places_of


def add(commands: Commands) -> None:
    """Add the command."""
    show = commands.add_parser("show", help="show an actor, or an event with every word that states it")
    show.add_argument("what", metavar="ACTOR-OR-EVENT", help="an id, ISO code or name; an event's or statement's id")
    show.set_defaults(run=_show)


def _show(args: argparse.Namespace) -> int:
    from kg.graph import load
    from kg.show import describe

    print(describe(load(places_of(args).root), args.what))
    return 0
