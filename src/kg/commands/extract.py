"""``kg extract``."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.commands import Commands, places_of
from kg.errors import KgError, UsageError

if TYPE_CHECKING:
    import json

    from kg.dates import Dating
    from kg.extract.lexicon import Lexicon
    from kg.extract.registered import Registered
    from kg.extract.rows import Row

FORMATS = ("jsonl", "table")
MAX_JOBS = 64
_LONGEST_REASON = 120
_AT_ONCE = 500  # rows written together
_COLUMNS = (("type", 12), ("date", 23), ("countries", 16), ("position", 15), ("quote", 60))


def add(commands: Commands) -> None:
    """Add the command."""
    extract = commands.add_parser(
        "extract",
        help="statements from text, Markdown, HTML or PDF files",
        description="Read files in Chinese or English and print what they state, each statement with its quote and position.",
    )
    extract.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a text, Markdown, HTML or PDF file")
    extract.add_argument("--format", choices=FORMATS, default="jsonl", help="JSON Lines (default) or a table to look at")
    extract.add_argument("--date", metavar="DAY", help="the publication day of the files, else taken from their datelines")
    extract.add_argument("--jobs", type=int, default=1, metavar="N", help="processes that read files side by side (default 1)")
    extract.set_defaults(run=_extract)


@dataclass(frozen=True, slots=True)
class _Work:
    """What every file is read with."""

    lexicon: Lexicon
    reports: tuple[Registered, ...]
    date: Dating | None
    form: str
    debug: bool


def _extract(args: argparse.Namespace) -> int:
    if not 1 <= args.jobs <= MAX_JOBS:
        raise UsageError(f"--jobs {args.jobs}: choose 1 to {MAX_JOBS}")
    date = day_of(args.date)
    from kg.memory import uncollected
    from kg.patterns import keep

    with uncollected():
        work = _work(places_of(args).data, date, args)
        gc.freeze()  # what is held to the end need not be gone through again, nor copied in the processes that share it
    if args.format == "table":
        print(_line([name for name, _ in _COLUMNS]))
        print(_line(["-" * width for _, width in _COLUMNS]))
    failed = 0
    for lines, problem in _in_turn(args.files, work, args.jobs):
        sys.stdout.write(lines)
        if problem:
            failed += 1
            sys.stdout.flush()
            print(f"kg: {problem}", file=sys.stderr)
    keep()
    if failed:
        print(f"kg: {failed} of {len(args.files)} file(s) could not be read", file=sys.stderr)
    return 1 if failed else 0


def _work(data: Path, date: Dating | None, args: argparse.Namespace) -> _Work:
    """What every file is read with, and the modules that most are read by."""
    from threading import Thread

    from kg.extract.lexicon import load_lexicon

    lexicon = load_lexicon(data)
    building = Thread(target=lambda: lexicon.automaton)  # which leaves the interpreter free for the modules
    building.start()
    from kg.extract.chinese import texts as chinese  # noqa: F401  loaded once, before processes are started that need them
    from kg.extract.registered import registered_reports

    reports = registered_reports(data)
    building.join()
    return _Work(lexicon, reports, date, args.format, args.debug)


def day_of(given: str | None) -> Dating | None:
    """The day that ``--date`` gives, None where it is not given.  Raises UsageError."""
    from kg.dates import Precision, parse_edtf, parse_roc

    if given is None:
        return None
    for parse in (parse_edtf, parse_roc):
        try:
            date = parse(given)
        except ValueError:
            continue
        if date.precision is Precision.DAY and date.earliest == date.latest:
            return date
    raise UsageError(f"--date {given}: not a day; write 2021-02-05 or 110年2月5日")


def _in_turn(files: Sequence[Path], work: _Work, jobs: int) -> Iterator[tuple[str, str]]:
    """The output and the problem of each file, in the order of the files; at most a few files' output is held at once."""
    if jobs == 1 or len(files) == 1:
        for file in files:
            yield from _file(file, work)
        return
    from kg.sidebyside import side_by_side

    for done in side_by_side(files, lambda file: list(_file(file, work)), jobs, _lost):
        yield from done


def _lost(path: Path) -> list[tuple[str, str]]:
    return [("", f"{path}: the process that read it died, perhaps for want of memory")]


def _file(path: Path, work: _Work) -> Iterator[tuple[str, str]]:
    """What to print of a file, some hundred statements at a time, the last with the sentence that says what is wrong, if anything."""
    from kg.extract.rows import rows_of
    from kg.reading import read_file

    lines: list[str] = []
    try:
        reading = read_file(path, date=work.date, reports=work.reports)
        for row in rows_of(reading, work.lexicon):
            lines.append(_shown(row, work.form))
            if len(lines) == _AT_ONCE:
                yield "".join(lines), ""
                lines.clear()
        yield "".join(lines), ""
    except KgError as error:
        yield "".join(lines), str(error)
    except MemoryError:
        yield "".join(lines), f"{path}: there is not enough memory to read it"
    except Exception as error:
        import traceback

        said = " ".join(str(error).split())[:_LONGEST_REASON]
        reason = f"a fault of the extractor, which is worth a report ({type(error).__name__}{': ' * bool(said)}{said})"
        yield "".join(lines), f"{path}: {reason}" + (f"\n{traceback.format_exc().rstrip()}" if work.debug else "")


def _shown(row: Row, form: str) -> str:
    if form == "jsonl":
        return _encoder().encode(row) + "\n"
    parties, evidence = row.get("parties", []), row["evidence"]
    countries = dict.fromkeys(p["iso3"] for p in parties if p.get("iso3"))  # type: ignore[attr-defined]
    position = f"{evidence[0]['start']}-{evidence[0]['end']}"  # type: ignore[index]
    when = row.get("date") or row.get("period") or ""
    return _line([str(row["type"]), str(when), " ".join(countries), position, str(row.get("quote", ""))]) + "\n"


@cache
def _encoder() -> json.JSONEncoder:
    """One for all rows: `json.dumps` makes one for each."""
    import json

    return json.JSONEncoder(ensure_ascii=False)


def _line(cells: Sequence[str]) -> str:
    from kg.present import clip

    return "  ".join(clip(cell, width) for cell, (_, width) in zip(cells, _COLUMNS, strict=True)).rstrip()
