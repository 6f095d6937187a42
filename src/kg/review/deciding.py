"""``kg review``: what a person decided, checked as a whole, and written to the data with the difference it makes.

Each proposed statement is open until a decision about it is applied; then it is accepted or rejected for good, and its facts are
corrected in ``data/`` like all others.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import DataError, Problem, UsageError
from kg.model import KINDS, Actor, Merge, Report, Statement
from kg.places import Places
from kg.reports import is_recorded, read_text, squeeze
from kg.review.adding import actor_rows
from kg.review.additions import with_actors, with_merges, with_statements
from kg.review.authority import ALIAS, NEW, Proposal, load_countries
from kg.review.cells import COUNTS, DATES, PLAIN, Row, edtf_of, number_of, parties_of
from kg.review.folders import index_of, review_folder
from kg.review.gain import Gain, gain_of
from kg.review.index import Index
from kg.review.ledger import ACCEPTED, CORRECTED, REJECTED, Counts, Entry, Ledger, load_ledger
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

Tell = Callable[[str, object, str], None]


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
        work = _Work(places, registered[report], proposed, ledger, sheet, index, decider)
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


@dataclass
class _Work:
    """The decisions of one run and the checks of them."""

    places: Places
    report: Report
    proposed: Proposed
    ledger: Ledger
    sheet: Sheet
    index: Index
    decider: Decider

    def __post_init__(self) -> None:
        self.problems: list[Problem] = []
        self.actors: dict[str, Actor] = {}
        self.aliases: dict[str, list[str]] = {}
        self.named = {proposal.key: (line, proposal) for line, proposal in self.sheet.actors}
        text = read_text(self.report, self.places.texts())
        self.text = text if text is not None and is_recorded(text, self.report) else None
        folder = f"review/{self.report.id}"
        self.statements_file, self.actors_file = f"{folder}/statements.csv", f"{folder}/actors.csv"

    def outcome(self) -> _Outcome:
        rows = [row for row in self.sheet.rows if row.decision and self.ledger.open(row.candidate.id)]
        accepted = [row for row in rows if row.decision != REJECT]
        links = self._links([row for row in self.sheet.rows if row in accepted or not row.decision])
        kept = {e.statement for e in self.ledger.entries.values() if e.verdict in (ACCEPTED, CORRECTED)}
        statements = []
        for row in accepted:
            statement = self._statement(row, sorted(links.get(row.candidate.id, set()) & kept))
            if statement is not None:
                statements.append(statement)
                kept.add(statement.id)
        merges = tuple(m for row in accepted for m in self._merges(row))
        if self.problems:
            raise DataError(self.problems)
        entries = tuple(
            Entry(row.candidate.id, _verdict(row), self.decider.by, self.decider.day, row.cells["why"]) for row in rows
        )
        return _Outcome(tuple(statements), tuple(self.actors.values()), self.aliases, merges, entries)

    def _tell(self, row: Decided) -> Tell:
        def tell(name: str, value: object, message: str) -> None:
            self.problems.append(Problem(self.statements_file, row.line, name, value, message))

        return tell

    def _links(self, rows: Iterable[Decided]) -> dict[str, set[str]]:
        """The statements that tell the same as each, both ways."""
        ids = {str(c.number): c.id for c in self.proposed.candidates}
        links: dict[str, set[str]] = {}
        for row in rows:
            for number in row.cells["same_as"].replace(",", " ").split():
                if number not in ids:
                    self._tell(row)("same_as", number, "is the number of no row")
                    continue
                links.setdefault(row.candidate.id, set()).add(ids[number])
                links.setdefault(ids[number], set()).add(row.candidate.id)
        return links

    def _statement(self, row: Decided, same_as: Sequence[str]) -> Statement | None:
        tell = self._tell(row)
        found = len(self.problems)
        content = self._edited(row, tell)
        content["parties"] = [p for party in content.get("parties", []) if (p := self._party(party, row)) is not None]  # type: ignore[attr-defined]
        content["same_as"] = list(same_as)
        content.pop("quote", None)
        self._check_phrase(content, tell)
        if len(self.problems) > found:
            return None
        reader = StatementReader({self.report.id: self.report}, self.index)
        return reader.read(
            json.dumps(content), row.line, self.report.id, lambda line, name, value, message: tell(name, value, message)
        )

    def _edited(self, row: Decided, tell: Tell) -> Row:
        """The candidate's row with the cells that were changed."""
        content: Row = {**row.candidate.row}
        for name in row.changed:
            cell = row.cells[name]
            try:
                if name in DATES:
                    content[name] = edtf_of(cell) if cell else ""
                elif name in COUNTS:
                    content[name] = int(cell.replace(",", "")) if cell else None
                elif name == "value":
                    content[name] = number_of(cell) if cell else None
                elif name in PLAIN or name == "note":
                    content[name] = cell
                elif name == "topic":
                    content[name] = [part.strip() for part in cell.split("|") if part.strip()]
                elif name == "parties":
                    content[name] = self._parties(cell, row.candidate)
                elif name == "phrase":
                    evidence = row.candidate.row["evidence"]
                    content["evidence"] = [{**evidence[0], "exact": cell}, *evidence[1:]]  # type: ignore[index]
            except ValueError as error:
                tell(name, cell, str(error) if name not in COUNTS else "is not a whole number")
        return {k: v for k, v in content.items() if v is not None and v != ""}

    def _parties(self, cell: str, candidate: Candidate) -> list[dict[str, str]]:
        """The parties of a cell, completed by what is known of those whose name or actor stood there before."""
        before: list[dict[str, str]] = list(candidate.row.get("parties", []))  # type: ignore[call-overload]
        parties = []
        for given in parties_of(cell):
            first = next((p for p in before if given.get("actor") == p["actor"] and given["name"] == p["name"]), None)
            kept = {"name_en": first["name_en"]} if first and "name_en" in first else {}
            if "actor" not in given:
                known = [p["actor"] for p in before if p["name"] == given["name"]] or [
                    a.id for a in self.index.named(given["name"])
                ]
                if len(set(known)) != 1:
                    raise ValueError(f"does not say who {given['name']} is: write {given['name']} = <id in actors.csv>")
                given["actor"] = known[0]
            parties.append({**kept, **given})
        return parties

    def _party(self, party: Mapping[str, str], row: Decided) -> dict[str, str] | None:
        """The party with the actor that was decided on, whose kind and country it takes; None where there is none, which is told."""
        actor = self._actor(party["actor"], row)
        if actor is None:
            return None
        changed = {**party, "actor": actor.id, "kind": actor.kind, "iso3": actor.iso3}
        return {k: v for k, v in changed.items() if v}

    def _actor(self, key: str, row: Decided) -> Actor | None:
        line, proposal = self.named.get(key, (0, None))
        if proposal is None or (proposal.decision == NEW and proposal.id in self.actors):
            name = key if proposal is None else proposal.id
            if name not in self.index:
                self._tell(row)("parties", key, "is neither in data/actors.csv nor in actors.csv of this review")
                return None
            return self.index[name]

        def tell(name: str, value: object, message: str) -> None:
            self.problems.append(Problem(self.actors_file, line, name, value, message))

        if not proposal.decision:
            tell("decision", "", f"is empty, but row {row.candidate.number} of statements.csv is accepted: new, same or alias?")
            return None
        if proposal.decision == NEW:
            return self._made(proposal, tell)
        if proposal.id not in self.index:
            tell("actor", proposal.id, "is not in data/actors.csv")
            return None
        if proposal.decision == ALIAS:
            self.aliases.setdefault(proposal.id, []).append(proposal.name)
        return self.index[proposal.id]

    def _made(self, proposal: Proposal, tell: Tell) -> Actor | None:
        """The new actor, and its country with it where that is new too."""
        if proposal.id in self.index:
            known = self.index[proposal.id]
            if (known.kind, known.iso3, known.name_zh) == (proposal.kind, proposal.iso3, proposal.name_zh):
                return known
            tell("actor", proposal.id, f"is {known.name_zh} in data/actors.csv: choose another id, or decide same")
            return None
        if proposal.kind not in KINDS:
            tell("kind", proposal.kind, f"is none of {', '.join(KINDS)}")
        if not proposal.name_zh:
            tell("name_zh", "", "is empty: every actor has a Chinese name (a Latin one where it has no other)")
        if proposal.parent and proposal.parent not in self.index:
            tell("parent", proposal.parent, "is not an actor")
        actor = proposal.actor()
        if proposal.kind == "country" and proposal.id != proposal.iso3:
            tell("actor", proposal.id, f"is not the country's ISO code {proposal.iso3!r}")
        elif proposal.kind != "country" and proposal.iso3 and proposal.iso3 not in self.index:
            names = load_countries(self.places.data).get(proposal.iso3)
            if names is None:
                tell("iso3", proposal.iso3, "is the code of no country that the lexicon knows")
            else:
                self._expect(Actor(proposal.iso3, "country", *names, proposal.iso3))
        self._expect(actor)
        return actor

    def _expect(self, actor: Actor) -> None:
        self.actors[actor.id] = actor
        self.index.expect(actor)

    def _check_phrase(self, content: Row, tell: Tell) -> None:
        evidence = content["evidence"][0]  # type: ignore[index]
        phrase = str(evidence["exact"])
        if self.text is not None and squeeze(phrase) not in squeeze(self.text[evidence["start"] : evidence["end"]]):
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
            if not self.index.holds(other):
                tell("event", other, "is no statement of the graph")
                continue
            reason = row.cells["why"] or f"decided in the review of {self.report.id}"
            yield Merge(other, candidate.id, row.same, self.decider.by, reason, self.decider.day)


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
    left = {p.key: p for _, p in sheet.actors}
    made = {a.id for a in outcome.actors}
    actors = [left.get(p.key, p) for p in proposed.actors]
    actors += [p for key, p in left.items() if key not in {q.key for q in proposed.actors}]
    actors = [replace(p, decision="same", doubt="") if p.id in made else p for p in actors]
    statements = [cells.get(c.id) or statement_cells(c, numbers) for c in open_ones]
    write_sheet(folder, statements, actor_rows(actors, open_ones))
