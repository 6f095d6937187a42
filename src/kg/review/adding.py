"""``kg add``: a report registered, read, held against the graph, and laid out for review.

The cost is that of the report and of what the graph holds next to it, once the index is there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import DataError, KgError, UsageError
from kg.extract.lexicon import Lexicon, load_lexicon
from kg.model import Actor, Report, Statement
from kg.places import Places
from kg.reading import Reading, read_file
from kg.reports import sha256_of
from kg.review.additions import with_actors, with_rows
from kg.review.authority import Authority, load_countries
from kg.review.cells import Row
from kg.review.doubts import doubts_of, known_doubts
from kg.review.folders import index_of, review_folder
from kg.review.gain import Gain, gain_of
from kg.review.index import Index
from kg.review.ledger import REJECTED, Entry, Ledger, load_ledger
from kg.review.registering import Described, register, viewpoint_for
from kg.review.sheet import Candidate, Proposed, load_proposed, read_sheet, save_proposed, write_first
from kg.statements import StatementReader
from kg.tables import REPORT_COLUMNS, read_reports, write_whole


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding a report: ``gain`` is what it would bring if every open statement were accepted.

    ``speaker`` is who 本署 is taken to be, ``alike`` a report of the same title, year and publisher; both empty where there is none.
    """

    report: Report
    folder: Path
    statements: int
    doubtful: int
    names: int
    gain: Gain
    speaker: str
    alike: str


def add_report(path: Path, places: Places, described: Described, day: str) -> Added:
    """Register the report in a file on an ISO day, write its candidates down for review and say what they are.

    Where the report is registered and under review, but its review file is gone, that is written anew.  Raises KgError.
    """
    if places.data.parent != places.root:
        raise UsageError("no coopgraph project found here or above: the data that came with the program are not added to")
    with index_of(places) as index:
        reports = read_reports(places.data)
        reading = read_file(path, date=described.date)
        lexicon = load_lexicon(places.data)
        report = next((r for r in reports if r.sha256 == sha256_of(reading.written)), None)
        if report is not None:
            _refuse_unless_under_review(report, places)
            return _lay_out(_Source(report, None, reading, lexicon, day), index, places)
        made, report = register(path, reading, lexicon, index, described)
        _refuse_taken(report, reports, places)
        if made is not None:
            index.expect(made)
        added = _lay_out(_Source(report, made, reading, lexicon, day), index, places)
        if made is not None:
            write_whole(places.data / "actors.csv", with_actors(places.data / "actors.csv", [made], {}))
        row = [getattr(report, name) for name in REPORT_COLUMNS]
        write_whole(places.data / "reports.csv", with_rows(places.data / "reports.csv", REPORT_COLUMNS, [row]))
        alike = (r.id for r in reports if (r.title_zh, r.year, r.publisher) == (report.title_zh, report.year, report.publisher))
        return replace(added, alike=next(alike, ""))


@dataclass(frozen=True, slots=True)
class _Source:
    """A report with its text read, the actor to be made for its publisher, and the day of its reading."""

    report: Report
    made: Actor | None
    reading: Reading
    lexicon: Lexicon
    day: str


def _lay_out(source: _Source, index: Index, places: Places) -> Added:
    """Write the review file, the ledger and the text; the report's row comes last, so that what is cut short is begun again."""
    from kg.extract.rows import rows_of

    report, reading = source.report, source.reading
    authority = Authority(index, load_countries(places.data))
    viewpoint = viewpoint_for(index[report.publisher], source.lexicon)
    document = replace(reading.document, report=report.id, viewpoint=viewpoint)
    rows = [_resolved(row, authority) for row in rows_of(reading._replace(document=document), source.lexicon)]
    rows, ledger = _carried_on(rows, load_ledger(places.data, report.id), source.day)
    candidates, gain = _candidates(rows, report, reading.written, index, authority, ledger)
    folder = review_folder(places, report.id)
    proposed = Proposed(report.id, candidates, tuple(authority.proposals.values()))
    save_proposed(folder, proposed)
    open_ones = [c for c in candidates if ledger.open(c.id)]
    write_first(folder, proposed, open_ones)
    texts = places.data / "reports"
    texts.mkdir(parents=True, exist_ok=True)
    write_whole(texts / report.file, reading.written)
    ledger.save()
    doubtful = sum(bool(c.doubts) for c in open_ones)
    speaker = "" if viewpoint is None else viewpoint.agency
    return Added(report, folder, len(open_ones), doubtful, len(authority.proposals), gain, speaker, "")


def _resolved(row: Mapping[str, object], authority: Authority) -> Row:
    parties = row.get("parties", [])
    return {**row, **({"parties": [authority.resolve(p) for p in parties]} if parties else {})}  # type: ignore[attr-defined]


def _candidates(
    rows: Sequence[Row], report: Report, text: str, index: Index, authority: Authority, ledger: Ledger
) -> tuple[tuple[Candidate, ...], Gain]:
    """The candidates in the order of the text, the open ones with their doubts, and what those would bring."""
    wrong: dict[int, list[str]] = {}

    def note(line: int, name: str, value: object, message: str) -> None:
        wrong.setdefault(line, []).append(f"{name} {value!r} {message}")

    reader = StatementReader({report.id: report}, index)
    read = {
        n: reader.read(json.dumps({k: v for k, v in row.items() if k != "quote"}), n, report.id, note)
        for n, row in enumerate(rows)
        if ledger.open(str(row["id"]))
    }
    statements = [s for s in read.values() if s is not None]
    gain = gain_of(index.around(statements, index), statements, index)
    known = known_doubts(gain, statements, index)
    events = _known_events(gain, statements)
    proposals = {p.key: p for p in authority.proposals.values()}
    made: list[Candidate] = []
    for n, row in enumerate(rows):
        evidence, statement = row["evidence"][0], read.get(n)  # type: ignore[index]
        passage = text[evidence["start"] : evidence["end"]]
        doubts = wrong.get(n, [])
        if statement is not None:
            doubts = [*doubts_of(statement, index, proposals), *known.get(statement.id, [])]
        others, same = events.get(str(row["id"]), ((), ""))
        made.append(Candidate(n + 1, row, passage, tuple(doubts), others, same))
    return tuple(made), gain


def _known_events(gain: Gain, statements: Sequence[Statement]) -> dict[str, tuple[tuple[str, ...], str]]:
    """By candidate: the statements of the graph that tell its event, and ``same`` where the rule joins them."""
    names = {s.id for s in statements}
    found: dict[str, tuple[tuple[str, ...], str]] = {}
    for event in gain.told:
        first = next(name for name in event.statements if name not in names)
        found |= {name: ((first,), "same") for name in event.statements if name in names}
    for doubt in gain.doubts:
        for name, other in ((doubt.left, doubt.right), (doubt.right, doubt.left)):
            if name in names and found.get(name, ((), ""))[1] != "same":
                found[name] = ((*found.get(name, ((), ""))[0], other), "")
    return found


def _carried_on(rows: Sequence[Row], ledger: Ledger, day: str) -> tuple[list[Row], Ledger]:
    """The rows under the ids that the ledger knows, and the ledger with an entry for each.

    A row that says what an entry's statement said at the same place takes its id, also where it reads a little otherwise today.
    What was open and is not found any more is rejected.
    """
    found = {str(row["id"]) for row in rows}
    lost: dict[str, list[str]] = {}
    for name in ledger.entries:
        if name not in found:
            lost.setdefault(name.rpartition("-")[0], []).append(name)
    names: dict[str, str] = {}
    for row in rows:
        name = str(row["id"])
        same_place = lost.get(name.rpartition("-")[0])
        if name not in ledger.entries and same_place:
            names[name] = same_place.pop(0)
    renamed = [_renamed(row, names) for row in rows]
    kept = {str(row["id"]) for row in renamed}
    gone = [replace(e, verdict=REJECTED, by="kg add", decided=day, why="not found when the report was read again")
            for e in ledger.entries.values() if not e.verdict and e.statement not in kept]  # fmt: skip
    fresh = [Entry(str(row["id"])) for row in renamed if str(row["id"]) not in ledger.entries]
    return renamed, ledger.with_entries([*gone, *fresh])


def _renamed(row: Row, names: Mapping[str, str]) -> Row:
    given: Sequence[str] = row.get("same_as", ())  # type: ignore[assignment]
    same_as = {"same_as": [names.get(other, other) for other in given]} if given else {}
    return {**row, "id": names.get(str(row["id"]), row["id"]), **same_as}


def _refuse_taken(report: Report, reports: Sequence[Report], places: Places) -> None:
    if any(r.id == report.id for r in reports):
        raise UsageError(f"a report is called {report.id} already, and its text is another one: name this one with --id")
    folder, ledger = review_folder(places, report.id), load_ledger(places.data, report.id)
    if folder.exists() and not _untouched(folder):
        raise KgError(f"{folder} holds decisions, but data/reports.csv has no {report.id}: delete the folder to begin anew")
    facts = places.data / "facts" / f"{report.id}.jsonl"
    if facts.exists() or any(entry.verdict for entry in ledger.entries.values()):
        left = facts if facts.exists() else ledger.path
        raise KgError(f"{left} is there, but data/reports.csv has no {report.id}: take it away, or name this one with --id")
    ledger.path.unlink(missing_ok=True)


def _untouched(folder: Path) -> bool:
    """Whether a review file is as the machine wrote it."""
    try:
        sheet = read_sheet(folder, load_proposed(folder))
    except DataError:
        return False
    return not sheet.problems and not any(row.decision or row.changed for row in sheet.rows)


def _refuse_unless_under_review(report: Report, places: Places) -> None:
    folder = review_folder(places, report.id)
    if (folder / "proposed.json").is_file():
        raise KgError(f"this text is registered as {report.id} and laid out in {folder}: go on with kg review {report.id}")
    if not load_ledger(places.data, report.id).path.is_file():
        raise KgError(f"this text is registered as {report.id}: its facts stand in data/facts/{report.id}.jsonl")
