"""``kg add``: a report registered, read, held against the graph, and laid out for review.

The cost is that of the report and of what the graph holds next to it, once the index is there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.dates import Dating
from kg.errors import KgError, UsageError
from kg.extract.lexicon import Lexicon, load_lexicon
from kg.model import Actor, Report, Statement
from kg.places import Places
from kg.reading import Reading, read_file
from kg.reports import sha256_of
from kg.review.additions import with_actors
from kg.review.authority import Authority, Proposal, load_countries, slug
from kg.review.cells import Row
from kg.review.doubts import doubts_of, known_doubts
from kg.review.folders import index_of, review_folder
from kg.review.gain import Gain, gain_of
from kg.review.index import Index
from kg.review.ledger import REJECTED, Entry, Ledger, load_ledger
from kg.review.sheet import Candidate, Proposed, actor_cells, save_proposed, statement_cells, write_sheet
from kg.statements import StatementReader
from kg.tables import REPORT_COLUMNS, csv_text, read_reports, write_whole

_LONGEST_TITLE = 60
_ID = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Described:
    """What a person says of a report; what is None is taken from its text."""

    id: str | None = None
    year: int | None = None
    title: str | None = None
    title_en: str = ""
    publisher: str | None = None
    kind: str = "report"
    date: Dating | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding a report: ``gain`` is what it would bring if every statement were accepted."""

    report: Report
    folder: Path
    statements: int
    doubtful: int
    names: int
    gain: Gain


def add_report(path: Path, places: Places, described: Described) -> Added:
    """Register the report in a file, write its candidates down for review and say what they are.

    Where the report is registered and under review, but its review file is gone, that is written anew.  Raises KgError.
    """
    reports = read_reports(places.data)
    reading = read_file(path, date=described.date)
    lexicon = load_lexicon(places.data)
    with index_of(places) as index:
        known = next((r for r in reports if r.sha256 == sha256_of(reading.written)), None)
        if known is None:
            made, report = _register(path, reading, lexicon, index, described)
            _refuse_taken(report, reports, places)
        else:
            made, report = None, _under_review(known, places)
        return _lay_out(report, made, reading, lexicon, index, places, new=known is None)


def _lay_out(
    report: Report, made: Actor | None, reading: Reading, lexicon: Lexicon, index: Index, places: Places, *, new: bool
) -> Added:
    from kg.extract.rows import rows_of

    if made is not None:
        index.expect(made)
    authority = Authority(index, load_countries(places.data))
    document = replace(reading.document, report=report.id)
    rows = [_resolved(row, authority) for row in rows_of(reading._replace(document=document), lexicon)]
    candidates, gain = _candidates(rows, report, reading.written, index, authority)
    ledger = load_ledger(places.data, report.id)
    candidates, ledger = _carry_on(candidates, ledger)
    folder = review_folder(places, report.id)
    proposed = Proposed(report.id, candidates, tuple(authority.proposals.values()))
    save_proposed(folder, proposed)
    open_ones = [c for c in candidates if ledger.open(c.id)]
    numbers = {c.id: c.number for c in candidates}
    used = {party["actor"] for c in open_ones for party in c.row.get("parties", [])}  # type: ignore[attr-defined]
    names = actor_rows([p for p in proposed.actors if p.key in used], open_ones)
    write_sheet(folder, [statement_cells(c, numbers) for c in open_ones], names)
    if new:
        texts = places.data / "reports"
        texts.mkdir(parents=True, exist_ok=True)
        write_whole(texts / report.file, reading.written)
        if made is not None:
            write_whole(places.data / "actors.csv", with_actors(places.data / "actors.csv", [made], {}))
        ledger.save()
        _append_report(places.data / "reports.csv", report)
    else:
        ledger.save()
    doubtful = sum(bool(c.doubts) for c in open_ones)
    return Added(report, folder, len(open_ones), doubtful, len(names), gain)


def actor_rows(proposals: Iterable[Proposal], candidates: Sequence[Candidate]) -> list[dict[str, str]]:
    """The rows of the table of names, each with the candidates that use it."""
    users: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        for party in candidate.row.get("parties", []):  # type: ignore[attr-defined]
            users.setdefault(party["actor"], []).append(candidate)
    return [actor_cells(p, list({c.id: c for c in users.get(p.key, ())}.values())) for p in proposals]


def _resolved(row: Mapping[str, object], authority: Authority) -> Row:
    parties = row.get("parties", [])
    return {**row, **({"parties": [authority.resolve(p) for p in parties]} if parties else {})}  # type: ignore[attr-defined]


def _candidates(
    rows: Sequence[Row], report: Report, text: str, index: Index, authority: Authority
) -> tuple[tuple[Candidate, ...], Gain]:
    """The candidates in the order of the text, each with its doubts, and what all of them would bring."""
    wrong: dict[int, list[str]] = {}

    def note(line: int, name: str, value: object, message: str) -> None:
        wrong.setdefault(line, []).append(f"{name} {value!r} {message}")

    reader = StatementReader({report.id: report}, index)
    read = [
        reader.read(json.dumps({k: v for k, v in r.items() if k != "quote"}), n, report.id, note) for n, r in enumerate(rows)
    ]
    statements = [s for s in read if s is not None]
    gain = gain_of(index.around(statements, index), statements, index)
    known = known_doubts(gain, statements, index)
    events = _known_events(gain, statements)
    proposals = {p.key: p for p in authority.proposals.values()}
    made: list[Candidate] = []
    for n, (row, statement) in enumerate(zip(rows, read, strict=True)):
        evidence = row["evidence"][0]  # type: ignore[index]
        passage = text[evidence["start"] : evidence["end"]]
        doubts = (
            wrong.get(n, []) if statement is None else [*doubts_of(statement, index, proposals), *known.get(statement.id, [])]
        )
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


def _carry_on(candidates: Sequence[Candidate], ledger: Ledger) -> tuple[tuple[Candidate, ...], Ledger]:
    """The candidates, and the ledger with a row for each; what was open and is not found any more is rejected."""
    found = {c.id for c in candidates}
    lost = [replace(e, verdict=REJECTED, why="not found when the report was read again") for e in ledger.entries.values()
            if not e.verdict and e.statement not in found]  # fmt: skip
    fresh = [Entry(c.id) for c in candidates if c.id not in ledger.entries]
    return tuple(candidates), ledger.with_entries([*lost, *fresh])


def _register(path: Path, reading: Reading, lexicon: Lexicon, index: Index, given: Described) -> tuple[Actor | None, Report]:
    """The report's row, and the actor to be made for its publisher where none is known."""
    name = given.id or slug(path.stem)
    if not _ID.fullmatch(name):
        raise UsageError(f"--id {name}: small Latin letters, digits and hyphens")
    year = given.year or _year(reading, lexicon)
    if year is None:
        raise UsageError(f"{path}: the text does not say which year it is about: give it with --year")
    made, publisher = _publisher(path, reading, lexicon, index, given.publisher)
    title = given.title or next(" ".join(line.split()) for line in reading.written.splitlines() if line.strip("\ufeff \t　"))
    text = reading.written
    file = f"{name}.txt"
    return made, Report(
        name, year, title[:_LONGEST_TITLE], given.title_en, publisher, given.kind, file, sha256_of(text), len(text)
    )


def _year(reading: Reading, lexicon: Lexicon) -> int | None:
    document = reading.document
    if document.language != "en" and document.date is None:
        from kg.extract.folding import fold
        from kg.extract.published import covered_year

        year = covered_year(fold(document.text[:8000]), lexicon, 8000)
        if year is not None:
            return year
    return document.date.earliest.year if document.date is not None and document.date.earliest is not None else None


def _publisher(path: Path, reading: Reading, lexicon: Lexicon, index: Index, given: str | None) -> tuple[Actor | None, str]:
    if given is not None:
        found = [index[given]] if given in index else index.named(given)
        if len(found) != 1:
            who = "several actors are" if found else "no actor is"
            raise UsageError(f"--publisher {given}: {who} called so: give the id of one in actors.csv, or add a row there")
        return None, found[0].id
    from kg.extract.viewpoint import viewpoint_of

    view = viewpoint_of(reading.document.text, lexicon) if reading.document.language != "en" else None
    if view is None or not view.agency:
        raise UsageError(f"{path}: the text does not say who publishes it: give the actor with --publisher")
    for actor in [*([index[view.actor]] if view.actor in index else []), *index.named(view.agency)]:
        return None, actor.id
    made = Actor(view.actor or slug(view.agency, view.country), "agency", view.agency, iso3=view.country)
    return made, made.id


def _refuse_taken(report: Report, reports: Sequence[Report], places: Places) -> None:
    if any(r.id == report.id for r in reports):
        raise UsageError(f"a report is called {report.id} already, and its text is another one: name this one with --id")
    folder = review_folder(places, report.id)
    if folder.exists():
        raise KgError(f"{folder} is there, but data/reports.csv has no {report.id}: delete the folder to begin anew")
    for entry in (places.data / "facts" / f"{report.id}.jsonl", load_ledger(places.data, report.id).path):
        if entry.exists():
            raise KgError(f"{entry} is there, but data/reports.csv has no {report.id}: name this one with --id")


def _under_review(report: Report, places: Places) -> Report:
    folder = review_folder(places, report.id)
    if folder.exists():
        raise KgError(f"this text is registered as {report.id} and laid out in {folder}: go on with kg review {report.id}")
    if not load_ledger(places.data, report.id).entries:
        raise KgError(f"this text is registered as {report.id}: its facts stand in data/facts/{report.id}.jsonl")
    return report


def _append_report(path: Path, report: Report) -> None:
    row = csv_text(REPORT_COLUMNS, [[getattr(report, name) for name in REPORT_COLUMNS]]).partition("\n")[2]
    write_whole(path, path.read_text("utf-8") + row)
