"""``kg add``."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from kg.commands import Commands, places_of


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "add",
        help="register a new report and lay out what it states for review",
        description="Register a report, read it, hold its names and events against the graph, and write a review file in "
        "review/<id>/ that any editor or spreadsheet opens. kg review applies what is decided there.",
    )
    command.add_argument("file", type=Path, metavar="FILE", help="a text, Markdown, HTML or PDF file")
    command.add_argument("--id", metavar="ID", help="the report's id, such as roc112 (default: from the file's name)")
    command.add_argument("--year", type=int, metavar="YEAR", help="the Gregorian year it is about (default: from its text)")
    command.add_argument("--date", metavar="DAY", help="the day it was published (default: from its dateline)")
    command.add_argument("--title", metavar="TITLE", help="its title (default: its first line)")
    command.add_argument("--title-en", metavar="TITLE", default="", help="its title in English")
    command.add_argument("--publisher", metavar="ACTOR", help="who publishes it, by id or name (default: who 本署 is in it)")
    command.add_argument("--kind", metavar="KIND", default="report", help="what it is, such as yearly report or press release")
    command.set_defaults(run=_add)


def _add(args: argparse.Namespace) -> int:
    from kg.commands.extract import day_of
    from kg.review.adding import add_report
    from kg.review.registering import Described

    described = Described(args.id, args.year, args.title, args.title_en, args.publisher, args.kind, day_of(args.date))
    today = dt.datetime.now().astimezone().date().isoformat()
    added = add_report(args.file, places_of(args), described, today)
    report, gain = added.report, added.gain
    print(f"{report.id}: {report.title_zh}, {report.year}, published by {report.publisher}")
    if added.speaker:
        print(f"its own words for itself (本署, 本局, ...) are read as {added.speaker}")
    if added.alike:
        print(f"note: {added.alike} has the same title, year and publisher: is this the same report in another form?")
    if not added.statements:
        print("no statement was found: nothing is to be decided")
        return 0
    print(
        f"{added.statements} statements to decide, {added.doubtful} of them with a doubt: {len(gain.events)} new events, "
        f"{len(gain.told)} known ones told again, {gain.observations} figures and claims; {added.names} new names"
    )
    print(f"\ndecide each row of   {added.folder / 'statements.csv'}")
    if added.names:
        print(f"and the new names of {added.folder / 'actors.csv'}")
    print(f"then                 kg review {report.id}")
    return 0
