"""What a person's decisions come to: statements, actors and merges ready to be written, or every problem in them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import DataError, Problem
from kg.model import Actor, Merge, Report, Statement
from kg.places import Places
from kg.reports import is_recorded, read_text, squeeze
from kg.review.authority import load_countries
from kg.review.cells import Row
from kg.review.editing import edited
from kg.review.index import Index
from kg.review.ledger import ACCEPTED, CORRECTED, REJECTED, Entry, Ledger
from kg.review.naming import Naming, Tell
from kg.review.sheet import REJECT, Decided, Proposed, Sheet
from kg.statements import StatementReader


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides, on which ISO day; and the rows decided on the command line, by their numbers."""

    by: str
    day: str
    accept: Collection[int] = ()
    reject: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What decisions come to, ready to be written."""

    statements: tuple[Statement, ...]
    actors: tuple[Actor, ...]
    aliases: Mapping[str, Sequence[str]]
    merges: tuple[Merge, ...]
    entries: tuple[Entry, ...]
    links: Mapping[str, Collection[str]]


class Decisions:
    """The decisions of one run and the checks of them."""

    def __init__(
        self, places: Places, report: Report, proposed: Proposed, sheet: Sheet, ledger: Ledger, index: Index, decider: Decider
    ) -> None:
        self._report, self._sheet, self._ledger, self._index, self._decider = report, sheet, ledger, index, decider
        self._ids = {str(c.number): c.id for c in proposed.candidates}
        self._problems = list(sheet.problems)
        self._file = f"review/{report.id}/statements.csv"
        self._naming = Naming(sheet.actors, index, load_countries(places.data), f"review/{report.id}/actors.csv")
        text = read_text(report, places.texts())
        self._text = text if text is not None and is_recorded(text, report) else None

    def outcome(self) -> Outcome:
        """All that the decided rows come to.  Raises DataError with every problem in them and in the table of names."""
        rows = [row for row in self._sheet.rows if row.decision and self._ledger.open(row.candidate.id)]
        accepted = [row for row in rows if row.decision != REJECT]
        links = self._links(row for row in self._sheet.rows if row.decision != REJECT)
        kept = {e.statement for e in self._ledger.entries.values() if e.verdict in (ACCEPTED, CORRECTED)}
        statements = []
        for row in accepted:
            statement = self._statement(row, sorted(links.get(row.candidate.id, set()) & kept))
            if statement is not None:
                statements.append(statement)
                kept.add(statement.id)
        merges = tuple(m for row in accepted for m in self._merges(row, statements))
        if problems := [*self._problems, *self._naming.problems]:
            raise DataError(problems)
        entries = tuple(
            Entry(row.candidate.id, _verdict(row), self._decider.by, self._decider.day, row.cells["why"]) for row in rows
        )
        return Outcome(tuple(statements), tuple(self._naming.actors.values()), self._naming.aliases, merges, entries, links)

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
                if other is None and row.decision:
                    self._tell(row)("same_as", number, "is the number of no row")
                elif other is not None:
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
        parties = [_with_actor(party, actor) for party, actor in zip(given, actors, strict=True) if actor is not None]
        content["parties"] = list({(p["actor"], p.get("role")): p for p in reversed(parties)}.values())[::-1]
        content["same_as"] = list(same_as)
        content.pop("quote", None)
        self._check_phrase(content, tell)
        reader = StatementReader({self._report.id: self._report}, self._index)
        return reader.read(json.dumps(content), row.line, self._report.id, lambda line, *problem: tell(*_hinted(problem, row)))

    def _check_phrase(self, content: Row, tell: Tell) -> None:
        evidence = content["evidence"][0]  # type: ignore[index]
        phrase = str(evidence["exact"])
        if self._text is not None and squeeze(phrase) not in squeeze(self._text[evidence["start"] : evidence["end"]]):
            tell("phrase", phrase, "does not stand in the passage")

    def _merges(self, row: Decided, accepted: Sequence[Statement]) -> Iterable[Merge]:
        """The rows of merges.csv that a decision on ``event`` needs: none where it is what the rule says."""
        tell = self._tell(row)
        events = tuple(row.cells["event"].replace(",", " ").split())
        candidate = row.candidate
        if candidate.same and not row.same:
            tell("same_event", "", f"is empty, but the rule joins this row to {' '.join(candidate.events)}: same or different?")
        if not row.same or (events, row.same) == (candidate.events, candidate.same):
            return
        if not events or (row.same == "same" and len(events) > 1):
            tell("event", row.cells["event"], f"names {len(events)} statements: leave the one that is the same, by its id")
            return
        mine = next((s for s in accepted if s.id == candidate.id), None)
        for other in events:
            if not self._index.holds(other):
                tell("event", other, "is no statement of the graph")
            elif mine is not None and (reason := _not_mergeable(mine, self._index.statement(other))):
                tell("event", other, reason)
            else:
                why = row.cells["why"] or f"decided in the review of {self._report.id}"
                yield Merge(other, candidate.id, row.same, self._decider.by, why, self._decider.day)


def _not_mergeable(mine: Statement, other: Statement) -> str:
    """Why two statements cannot tell one event, empty where they can."""
    if not mine.tells_event or not other.tells_event:
        return "tells a figure or claim, or is told as same by one: only events are the same or different"
    if (mine.type, mine.status) != (other.type, other.status):
        return f"tells of {other.type} {other.status}".rstrip() + f", this row of {mine.type} {mine.status}".rstrip()
    return ""


def _hinted(problem: tuple[str, object, str], row: Decided) -> tuple[str, object, str]:
    """A problem with what to do about it, where a corrected date no longer fits the words it was read from."""
    name, _, message = problem
    if name == "date" and "date" in row.changed and message.startswith("is not "):
        return name, row.cells["date"], f"{message}: correct date_as_written too, or empty it"
    return problem


def _with_actor(party: Mapping[str, str], actor: Actor) -> dict[str, str]:
    """The party as that actor, of its kind and country."""
    changed = {**party, "actor": actor.id, "kind": actor.kind, "iso3": actor.iso3}
    return {name: value for name, value in changed.items() if value}


def _verdict(row: Decided) -> str:
    if row.decision == REJECT:
        return REJECTED
    return CORRECTED if row.changed else ACCEPTED
