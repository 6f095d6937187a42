"""``kg review``: what a person decided, checked as a whole, and written to the data with the difference it makes.

Each proposed statement is open until a decision about it is applied; then it is accepted or rejected for good, and its facts are
corrected in ``data/`` like all others.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import DataError, Problem, UsageError
from kg.model import Actor, Merge, Report, Statement
from kg.places import Places
from kg.reports import is_recorded, read_text, squeeze
from kg.review.adding import actor_rows
from kg.review.additions import with_actors, with_merges, with_statements
from kg.review.authority import SAME, load_countries
from kg.review.cells import Row
from kg.review.editing import edited
from kg.review.folders import index_of, review_folder
from kg.review.gain import Gain, gain_of
from kg.review.index import Index
from kg.review.ledger import ACCEPTED, CORRECTED, REJECTED, Counts, Entry, Ledger, load_ledger
from kg.review.naming import Naming, Tell
from kg.review.sheet import (
    ACCEPT,
    REJECT,
    Candidate,
    Decided,
    Proposed,
    Sheet,
    load_proposed,
    read_sheet,
    statement_cells,
    write_sheet,
)  # fmt: skip
from kg.statements import StatementReader
from kg.tables import read_reports, write_whole


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a review came to: the statements decided now, what they brought, and what is still open."""

    counts: Counts
    decided: int
    gain: Gain | None
    open: tuple[Candidate, ...]
    sheet: Path


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides, on which ISO day; and the rows decided on the command line, by their numbers."""

    by: str
    day: str
    accept: Collection[int] = ()
    reject: Collection[int] = ()


def review(places: Places, report: str, decider: Decider, *, write: bool = True) -> Reviewed:
    """Apply what is decided in a report's review file; with ``write`` false only say what that would bring.

    Nothing is written where any decided row is wrong.  Raises DataError with every problem, UsageError for an unknown report.
    """
    registered = {r.id: r for r in read_reports(places.data)}
    ledger = load_ledger(places.data, report)
    if report not in registered or not ledger.entries:
        raise UsageError(f"{report} is not under review: kg review lists what is, kg add begins")
    folder = review_folder(places, report)
    if not (folder / "proposed.json").is_file():
        return Reviewed(ledger.counts(), 0, None, (), folder / "statements.csv")
    proposed = load_proposed(folder)
    _refuse_strangers(proposed, ledger, folder)
    sheet = _with_commands(read_sheet(folder, proposed), proposed, ledger, decider)
    with index_of(places) as index:
        work = _Work(places, registered[report], proposed, sheet, ledger, index, decider)
        outcome = work.outcome()
        gain = None
        if outcome.entries:
            old = index.around(outcome.statements, index, outcome.merges)
            gain = gain_of(old, outcome.statements, index, outcome.merges, outcome.actors)
        after = ledger.with_entries(outcome.entries)
        open_ones = tuple(c for c in proposed.candidates if after.open(c.id))
        if write:
            _write(places, registered[report], outcome, after)
            _write_sheet(folder, proposed, open_ones, sheet, outcome)
    return Reviewed(after.counts(), len(outcome.entries), gain, open_ones, folder / "statements.csv")


def under_review(places: Places) -> list[tuple[str, Counts, bool]]:
    """Every report with a ledger: its id, its counts, and whether its review file is here."""
    ids = [path.stem for path in sorted((places.data / "reviewed").glob("*.csv"))]
    return [(name, load_ledger(places.data, name).counts(), review_folder(places, name).is_dir()) for name in ids]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What decisions come to, ready to be written."""

    statements: tuple[Statement, ...]
    actors: tuple[Actor, ...]
    aliases: Mapping[str, Sequence[str]]
    merges: tuple[Merge, ...]
    entries: tuple[Entry, ...]


class _Work:
    """The decisions of one run and the checks of them."""

    def __init__(
        self, places: Places, report: Report, proposed: Proposed, sheet: Sheet, ledger: Ledger, index: Index, decider: Decider
    ) -> None:
        self._report, self._sheet, self._ledger, self._index, self._decider = report, sheet, ledger, index, decider
        self._ids = {str(c.number): c.id for c in proposed.candidates}
        self._problems: list[Problem] = []
        self._file = f"review/{report.id}/statements.csv"
        self._naming = Naming(sheet.actors, index, load_countries(places.data), f"review/{report.id}/actors.csv")
        text = read_text(report, places.texts())
        self._text = text if text is not None and is_recorded(text, report) else None

    def outcome(self) -> _Outcome:
        rows = [row for row in self._sheet.rows if row.decision and self._ledger.open(row.candidate.id)]
        accepted = [row for row in rows if row.decision != REJECT]
        links = self._links([row for row in self._sheet.rows if row in accepted or not row.decision])
        kept = {e.statement for e in self._ledger.entries.values() if e.verdict in (ACCEPTED, CORRECTED)}
        statements = []
        for row in accepted:
            statement = self._statement(row, sorted(links.get(row.candidate.id, set()) & kept))
            if statement is not None:
                statements.append(statement)
                kept.add(statement.id)
        merges = tuple(m for row in accepted for m in self._merges(row))
        if problems := [*self._problems, *self._naming.problems]:
            raise DataError(problems)
        entries = tuple(
            Entry(row.candidate.id, _verdict(row), self._decider.by, self._decider.day, row.cells["why"]) for row in rows
        )
        return _Outcome(tuple(statements), tuple(self._naming.actors.values()), self._naming.aliases, merges, entries)

    def _tell(self, row: Decided) -> Tell:
        def tell(name: str, value: object, message: str) -> None:
            self._problems.append(Problem(self._file, row.line, name, value, message))

        return tell

    def _links(self, rows: Iterable[Decided]) -> dict[str, set[str]]:
        """The statements that tell the same as each, both ways."""
        links: dict[str, set[str]] = {}
        for row in rows:
            for number in row.cells["same_as"].replace(",", " ").split():
                other = self._ids.get(number)
                if other is None:
                    self._tell(row)("same_as", number, "is the number of no row")
                else:
                    links.setdefault(row.candidate.id, set()).add(other)
                    links.setdefault(other, set()).add(row.candidate.id)
        return links

    def _statement(self, row: Decided, same_as: Sequence[str]) -> Statement | None:
        tell = self._tell(row)
        content = edited(row, self._index, tell)
        given: Sequence[dict[str, str]] = content.get("parties", [])  # type: ignore[assignment]
        actors = [self._naming.actor(party["actor"], row.candidate.number, tell) for party in given]
        if None in actors:
            return None
        content["parties"] = [
            _with_actor(party, actor) for party, actor in zip(given, actors, strict=True) if actor is not None
        ]
        content["same_as"] = list(same_as)
        content.pop("quote", None)
        self._check_phrase(content, tell)
        reader = StatementReader({self._report.id: self._report}, self._index)
        return reader.read(
            json.dumps(content), row.line, self._report.id, lambda line, name, value, message: tell(name, value, message)
        )

    def _check_phrase(self, content: Row, tell: Tell) -> None:
        evidence = content["evidence"][0]  # type: ignore[index]
        phrase = str(evidence["exact"])
        if self._text is not None and squeeze(phrase) not in squeeze(self._text[evidence["start"] : evidence["end"]]):
            tell("phrase", phrase, "does not stand in the passage")

    def _merges(self, row: Decided) -> Iterable[Merge]:
        """The rows of merges.csv that a decision on ``event`` needs: none where it is what the rule says."""
        tell = self._tell(row)
        events = tuple(row.cells["event"].split())
        candidate = row.candidate
        if not row.same or (events, row.same) == (candidate.events, candidate.same):
            return
        if not events or (row.same == "same" and len(events) > 1):
            tell("event", row.cells["event"], f"names {len(events)} statements: leave the one that is the same, by its id")
            return
        for other in events:
            if not self._index.holds(other):
                tell("event", other, "is no statement of the graph")
                continue
            reason = row.cells["why"] or f"decided in the review of {self._report.id}"
            yield Merge(other, candidate.id, row.same, self._decider.by, reason, self._decider.day)


def _with_actor(party: Mapping[str, str], actor: Actor) -> dict[str, str]:
    """The party as that actor, of its kind and country."""
    changed = {**party, "actor": actor.id, "kind": actor.kind, "iso3": actor.iso3}
    return {name: value for name, value in changed.items() if value}


def _verdict(row: Decided) -> str:
    if row.decision == REJECT:
        return REJECTED
    return CORRECTED if row.changed else ACCEPTED


def _refuse_strangers(proposed: Proposed, ledger: Ledger, folder: Path) -> None:
    unknown = [c.id for c in proposed.candidates if c.id not in ledger.entries]
    known = {c.id for c in proposed.candidates}
    lost = [e.statement for e in ledger.entries.values() if not e.verdict and e.statement not in known]
    if unknown or lost:
        message = f"differs from {ledger.path.name} in data/reviewed in {len(unknown) + len(lost)} statement(s)"
        problem = Problem(f"review/{proposed.report}/proposed.json", 0, "", (unknown or lost)[0], message)
        raise DataError([replace(problem, message=f"{message}: delete {folder} and add the report's file again")])


def _with_commands(sheet: Sheet, proposed: Proposed, ledger: Ledger, decider: Decider) -> Sheet:
    """The sheet with the decisions of the command line; a row decided in the file too must not say otherwise."""
    if not decider.accept and not decider.reject:
        return sheet
    open_numbers = {c.number for c in proposed.candidates if ledger.open(c.id)}
    rows = {row.candidate.number: row for row in sheet.rows}
    for numbers, decision in ((decider.accept, ACCEPT), (decider.reject, REJECT)):
        for number in numbers:
            row = rows.get(number)
            if number not in open_numbers or row is None:
                raise UsageError(f"row {number} is not open")
            if row.decision and (row.decision == REJECT) != (decision == REJECT):
                raise UsageError(f"row {number} is decided otherwise, as {row.decision}, in the file or on the command line")
            rows[number] = replace(row, decision=row.decision or decision)
    return replace(sheet, rows=tuple(rows.values()))


def _write(places: Places, report: Report, outcome: _Outcome, ledger: Ledger) -> None:
    """Write the data files, those first that others refer to; what is cut short is mended by running again."""
    if not outcome.entries:
        return
    data = places.data
    if outcome.actors or outcome.aliases:
        write_whole(data / "actors.csv", with_actors(data / "actors.csv", outcome.actors, outcome.aliases))
    if outcome.statements:
        path = data / "facts" / f"{report.id}.jsonl"
        path.parent.mkdir(exist_ok=True)
        write_whole(path, with_statements(path, outcome.statements))
    if outcome.merges:
        write_whole(data / "merges.csv", with_merges(data / "merges.csv", outcome.merges))
    ledger.save()


def _write_sheet(folder: Path, proposed: Proposed, open_ones: Sequence[Candidate], sheet: Sheet, outcome: _Outcome) -> None:
    """Leave what is open in the review file, as the person left it; rows that were lost from it come back."""
    cells = {row.candidate.id: row.cells for row in sheet.rows}
    if not outcome.entries and cells.keys() >= {c.id for c in open_ones}:
        return
    numbers = {c.id: c.number for c in proposed.candidates}
    statements = [cells.get(c.id) or statement_cells(c, numbers) for c in open_ones]
    made = {a.id for a in outcome.actors}
    left = [replace(p, decision=SAME, doubt="") if p.id in made else p for _, p in sheet.actors]
    left += [p for p in proposed.actors if p.key not in {q.key for q in left}]
    named = "".join(f"{row['parties']} | " for row in statements)
    write_sheet(folder, statements, actor_rows([p for p in left if f"= {p.key} " in named], open_ones))
