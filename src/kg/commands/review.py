"""``kg review``."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.commands import Commands, places_of
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.places import Places
    from kg.review.deciding import Reviewed
    from kg.review.sheet import Candidate

_SHOWN = 20
_MOST_ROWS = 1_000_000  # in one range


def add(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "review",
        help="apply what was decided about a new report, and show what the graph gained and what is open",
        description="Apply the decisions in a report's review file, show what the graph gained and what is still open. "
        "Without a report: list the reports under review.",
    )
    command.add_argument("report", nargs="?", metavar="REPORT", help="the report's id")
    rows = "rows by number, such as 1-14,17; all; or sure, those without a doubt"
    command.add_argument("--accept", metavar="ROWS", help=f"accept {rows}")
    command.add_argument("--reject", metavar="ROWS", help=f"reject {rows}")
    command.add_argument("--by", metavar="NAME", help="who decides (default: the user name that git knows, else the login)")
    command.add_argument("--dry-run", action="store_true", help="only show what would be gained, write nothing")
    command.add_argument("--all", action="store_true", help=f"show all open statements, not only the first {_SHOWN}")
    command.set_defaults(run=_review)


def _review(args: argparse.Namespace) -> int:
    from kg.review.deciding import review
    from kg.review.decisions import Decider

    places = places_of(args)
    if args.report is None:
        if args.accept or args.reject:
            raise UsageError("--accept and --reject need a report")
        print(_listed(places))
        return 0
    before = review(places, args.report, Decider("", ""), write=False) if args.accept or args.reject else None
    accept, reject = _chosen(args.accept, args.reject, () if before is None else before.open)
    day = dt.datetime.now().astimezone().date().isoformat()
    decider = Decider(args.by or _user(places.root), day, accept, reject)
    reviewed = review(places, args.report, decider, write=not args.dry_run)
    print(_told(args.report, reviewed, whole=args.all, dry=args.dry_run))
    return 0


def _chosen(accept: str | None, reject: str | None, candidates: Sequence[Candidate]) -> tuple[set[int], set[int]]:
    """The rows to accept and to reject; the narrower choice wins: rows by number before those without a doubt before all."""
    breadth = {"all": 2, "sure": 1}
    accepted, rejected = _numbers(accept, candidates), _numbers(reject, candidates)
    broad = [breadth.get(given or "", 0) for given in (accept, reject)]
    if broad[0] == broad[1] > 0:
        raise UsageError(f"--accept {accept} --reject {reject}: which rows are meant?")
    return (accepted - rejected, rejected) if broad[0] > broad[1] else (accepted, rejected - accepted if broad[1] else rejected)


def _numbers(given: str | None, candidates: Sequence[Candidate]) -> set[int]:
    """The numbers of the rows that an option names.  Raises UsageError."""
    if given is None:
        return set()
    if given in ("all", "sure"):
        return {c.number for c in candidates if given == "all" or not c.doubts}
    numbers: set[int] = set()
    for part in given.split(","):
        match = re.fullmatch(r"\s*(\d+)(?:-(\d+))?\s*", part)
        if match is None:
            raise UsageError(f"{part!r} names no rows: write 1-14,17, all or sure")
        first, last = int(match[1]), int(match[2] or match[1])
        if not first <= last <= first + _MOST_ROWS:
            raise UsageError(f"{part!r} names no rows: write the smaller number first")
        numbers |= set(range(first, last + 1))
    return numbers


def _user(root: Path) -> str:
    try:
        command = ("git", "-C", str(root), "config", "user.name")
        name = subprocess.run(command, capture_output=True, text=True, timeout=10).stdout.strip()  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        name = ""
    return name or getpass.getuser()


def _listed(places: Places) -> str:
    from kg.present import table
    from kg.review.deciding import under_review

    rows = [
        (name, *map(str, (c.proposed, c.accepted, c.corrected, c.rejected, c.open)), _where(name, here=here, open_rows=c.open))
        for name, c, here in under_review(places)
    ]
    if not rows:
        return "no report is under review: kg add FILE begins"
    return table(("report", "proposed", "accepted", "of them corrected", "rejected", "open", "review file"), rows)


def _where(name: str, *, here: bool, open_rows: int) -> str:
    if not open_rows:
        return "done"
    return f"review/{name}/statements.csv" if here else "not here: kg add with the report's file writes it anew"


def _told(report: str, reviewed: Reviewed, *, whole: bool, dry: bool) -> str:
    from kg.present import clip, table

    c = reviewed.counts
    corrected = f" ({c.corrected} of them corrected)" if c.corrected else ""
    would = "would be " if dry and reviewed.decided else ""
    parts = [
        f"{report}: {c.proposed} statements {would}= {c.accepted} accepted{corrected} + {c.rejected} rejected + {c.open} open"
    ]
    if reviewed.decided:
        head = f"{reviewed.decided} {'would be decided; the graph would gain' if dry else 'decided now; the graph gained'}:"
        parts.append("\n".join([head, *(reviewed.lines or ["nothing"])]))
    elif not reviewed.sheet.is_file():
        parts.append("the review file is not here: kg add with the report's file writes it anew")
    if reviewed.open:
        shown = reviewed.open if whole else reviewed.open[:_SHOWN]
        rows = [(str(x.number), _kind(x), _date(x), clip(x.passage, 48), clip("; ".join(x.doubts), 60)) for x in shown]
        parts.append(table(("row", "type", "date", "passage", "doubt"), rows))
        more = len(reviewed.open) - len(shown)
        parts.append(f"{f'and {more} more; ' if more else ''}decide them in {reviewed.sheet}")
    if reviewed.decided and not dry:
        parts.append("kg build renews the graph; git diff data shows the facts that moved")
    return "\n\n".join(parts)


def _kind(candidate: Candidate) -> str:
    row = candidate.row
    return " ".join(str(row[name]) for name in ("type", "status", "direction") if name in row)


def _date(candidate: Candidate) -> str:
    return str(candidate.row.get("date") or candidate.row.get("period") or "")
