"""Statements resolved to events and observations.

The rule: statements of one type that name the same foreign countries, do not contradict each other on who or what, and whose
dates nest are one event; disjoint dates never are; dates that overlap without nesting, and a coarse date that fits several
events, are doubts for a person to decide in ``merges.csv``.  ``same_as`` links inside a report and rows of ``merges.csv`` come first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kg.conflicts import conflicts_of
from kg.dates import Dating, finest
from kg.errors import DataError, Problem
from kg.model import Actor, Conflict, Data, Doubt, Event, Merge, Observation, Participation, Statement
from kg.names import fold, likeness
from kg.vocabulary import HOME

ALIKE, DOUBTFUL = 0.8, 0.6

_T = TypeVar("_T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the statements come to."""

    events: tuple[Event, ...]
    observations: tuple[Observation, ...]
    conflicts: tuple[Conflict, ...]
    doubts: tuple[Doubt, ...]


def resolve(data: Data) -> Resolved:
    """All events, observations, conflicts and doubts of the data, in the order of their first statements.

    Raises DataError where ``merges.csv`` holds two statements to be different that it, or ``same_as``, makes one.
    """
    actors = {a.id: a for a in data.actors}
    statements = {s.id: s for s in data.statements}
    event_statements = [s for s in data.statements if s.tells_event]
    groups, doubts = group_events(event_statements, actors, data.merges)
    told = [s for s in data.statements if not s.tells_event]
    observed = _group_observations(told)
    events = tuple(event_of(group) for group in groups)
    observations = tuple(_observation(group) for group in observed)
    conflicts = conflicts_of(groups, told)
    assert sum(map(len, groups)) + sum(map(len, observed)) == len(statements)  # noqa: S101  nothing is dropped
    return Resolved(events, observations, conflicts, doubts)


def told_by(data: Data, year: int) -> Data:
    """The data without the reports after a year, and so without what only they say."""
    reports = tuple(r for r in data.reports if r.year <= year)
    names = {r.id for r in reports}
    return replace(data, reports=reports, statements=tuple(s for s in data.statements if s.document in names))


class _Unions:
    """Disjoint sets with union by rank order of first appearance."""

    def __init__(self, names: Iterable[str]) -> None:
        self._parent = {name: name for name in names}

    def root(self, name: str) -> str:
        while self._parent[name] != name:
            self._parent[name] = self._parent[self._parent[name]]
            name = self._parent[name]
        return name

    def join(self, left: str, right: str) -> None:
        self._parent[self.root(right)] = self.root(left)


def group_events(
    statements: Sequence[Statement], actors: Mapping[str, Actor], merges: Sequence[Merge] = ()
) -> tuple[list[list[Statement]], tuple[Doubt, ...]]:
    """Statements that tell one event, together; and the pairs that a person should decide."""
    unions = _links(statements, merges)
    apart = {frozenset((m.left, m.right)) for m in merges if m.verdict == "different"}
    _refuse_contradictions(merges, unions, {s.id: s for s in statements})
    buckets: dict[Hashable, list[list[Statement]]] = defaultdict(list)
    for unit in _collect(statements, lambda s: unions.root(s.id)):
        buckets[bucket_of(unit, actors)].append(unit)
    doubts: list[Doubt] = []
    for units in buckets.values():
        _merge_bucket(units, actors, unions, apart, doubts)
    return _collect(statements, lambda s: unions.root(s.id)), tuple(doubts)


def linked(statements: Sequence[Statement], merges: Sequence[Merge] = ()) -> list[list[Statement]]:
    """Statements of events in units: those together that ``same_as`` or a row of ``merges.csv`` makes one before any rule does."""
    unions = _links(statements, merges)
    return _collect(statements, lambda s: unions.root(s.id))


def bucket_of(unit: Sequence[Statement], actors: Mapping[str, Actor]) -> tuple[tuple[str, str, str], frozenset[str]]:
    """What units must share to be compared at all: type, status and direction, and the foreign countries."""
    return _kind(unit[0]), foreign_countries(unit, actors)


def _links(statements: Sequence[Statement], merges: Sequence[Merge]) -> _Unions:
    by_id = {s.id: s for s in statements}
    unions = _Unions(by_id)
    for statement in statements:
        for other in statement.same_as:
            if other in by_id and _kind(by_id[other]) == _kind(statement):
                unions.join(statement.id, other)
    for merge in merges:
        if merge.verdict == "same" and merge.left in by_id and merge.right in by_id:
            unions.join(merge.left, merge.right)
    return unions


def _refuse_contradictions(merges: Sequence[Merge], unions: _Unions, known: Mapping[str, Statement]) -> None:
    problems = [
        Problem("data/merges.csv", 0, "right", m.right, f"is different from {m.left}, yet same_as or other rows make them one")
        for m in merges
        if m.verdict == "different" and m.left in known and m.right in known and unions.root(m.left) == unions.root(m.right)
    ]
    if problems:
        raise DataError(problems)


def _kind(statement: Statement) -> tuple[str, str, str]:
    return statement.type, statement.status, statement.direction


def _collect(items: Iterable[Statement], key: Callable[[Statement], Hashable]) -> list[list[Statement]]:
    groups: dict[Hashable, list[Statement]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return list(groups.values())


def foreign_countries(statements: Iterable[Statement], actors: Mapping[str, Actor]) -> frozenset[str]:
    """ISO codes of the foreign countries that take part; who rates does not count, nor does the home country."""
    return frozenset(
        code
        for statement in statements
        for party in statement.parties
        if party.role != "rater" and (code := actors[party.actor].iso3) and code != HOME
    )


def _raters(statements: Iterable[Statement], actors: Mapping[str, Actor]) -> frozenset[str]:
    """Who rates, by home country where there is one: 美國 and 美國國務院 are one rater."""
    return frozenset(actors[p.actor].iso3 or p.actor for s in statements for p in s.parties if p.role == "rater")


def dating_of(unit: Sequence[Statement]) -> Dating | None:
    """The dating of the unit's statements that says most, None where none is dated."""
    dates = [s.date for s in unit if s.date is not None]
    return finest(dates) if dates else None


def _merge_bucket(
    units: Sequence[list[Statement]], actors: Mapping[str, Actor], unions: _Unions, apart: set[frozenset[str]],
    doubts: list[Doubt],
) -> None:  # fmt: skip
    """Join the units of one bucket, the shortest dates first, so that a coarse date meets every event it might tell.

    A cluster carries its longest date, which holds all others of it: what nests with that one nests with each.
    """
    dated = [(date, unit) for unit in units if (date := dating_of(unit)) is not None]
    dated.sort(key=lambda pair: (pair[0].span, pair[0].edtf))
    clusters: list[tuple[Dating, list[Statement]]] = []
    for date, unit in dated:
        nesting: list[int] = []
        overlapping: list[int] = []
        for n, (other, members) in enumerate(clusters):
            if date.overlaps(other) and not _kept_apart(unit, members, apart):
                verdict = compare(unit, members, actors)
                if verdict == "same":
                    (nesting if date.nests(other) else overlapping).append(n)
                elif verdict == "doubt":
                    overlapping.append(n)
        if len(nesting) == 1:
            members = clusters[nesting[0]][1]
            unions.join(members[0].id, unit[0].id)
            clusters[nesting[0]] = (date, members + unit)
            continue
        reason = (
            "the coarse date fits several events" if nesting else "the same parties, and dates or titles that only partly agree"
        )
        for n in nesting or overlapping:
            across = [(a, b) for a in clusters[n][1] for b in unit if a.document != b.document]
            if across:
                doubts.append(Doubt(across[0][0].id, across[0][1].id, reason))
        clusters.append((date, unit))


def _kept_apart(left: Sequence[Statement], right: Sequence[Statement], apart: set[frozenset[str]]) -> bool:
    return bool(apart) and any(frozenset((a.id, b.id)) in apart for a in left for b in right)


def compare(left: Sequence[Statement], right: Sequence[Statement], actors: Mapping[str, Actor]) -> str:
    """Whether two groups of statements of one kind, with the same foreign countries, tell one event: same, different or doubt."""
    kind = left[0].type
    if kind == "agreement":
        return "same"
    if kind == "rating":
        here, there = _raters(left, actors), _raters(right, actors)
        alike = _subjects(left) == _subjects(right) and (not here or not there or bool(here & there))
        return "same" if alike else "different"
    if kind == "visit":
        return _compare_people(left, right)
    if {s.document for s in left} & {s.document for s in right}:  # its reader has said which of its passages tell the same
        return "different"
    like = max((likeness(a.title, b.title) for a in left for b in right), default=0.0)
    if like >= ALIKE:
        return "same"
    return "doubt" if like >= DOUBTFUL else "different"


def _subjects(group: Sequence[Statement]) -> frozenset[str]:
    return frozenset(p.actor for s in group for p in s.parties if p.role == "subject")


def _compare_people(left: Sequence[Statement], right: Sequence[Statement]) -> str:
    here, there = (
        frozenset(p.actor for s in group for p in s.parties if p.kind == "person" and p.role in ("visitor", "delegate"))
        for group in (left, right)
    )
    if here and there:
        return "same" if here & there else "different"
    return "doubt"


def _group_observations(statements: Sequence[Statement]) -> list[list[Statement]]:
    """Figures and claims told more than once: linked by ``same_as``, or a figure with the same title, unit, period and value."""
    by_id = {s.id: s for s in statements}
    unions = _Unions(by_id)
    first: dict[Hashable, str] = {}
    for statement in statements:
        for other in statement.same_as:
            if other in by_id and (by_id[other].type, by_id[other].value) == (statement.type, statement.value):
                unions.join(statement.id, other)
        if statement.type == "figure" and statement.title and statement.period is not None:
            key = (fold(statement.title), statement.unit, statement.period.edtf, statement.value)
            unions.join(first.setdefault(key, statement.id), statement.id)
    return _collect(statements, lambda s: unions.root(s.id))


def _distinct(values: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(v for v in values if v is not None and v != ""))


def event_of(group: Sequence[Statement]) -> Event:
    """The event that statements tell together."""
    first = group[0]
    return Event(
        id=first.id,
        type=first.type,
        statements=tuple(s.id for s in group),
        status=first.status,
        direction=first.direction,
        date=dating_of(group),
        dates=_distinct(s.date.edtf for s in group if s.date is not None),
        participations=_participations(group),
        titles=_distinct(s.title for s in group),
        locations=_distinct(s.location for s in group),
        topics=_distinct(t for s in group for t in s.topic),
        values=_distinct(s.value for s in group if s.value is not None),
        units=_distinct(s.unit for s in group),
        attendances=_distinct(s.attendance for s in group if s.attendance is not None),
        countries_counts=_distinct(s.countries_count for s in group if s.countries_count is not None),
    )


def _participations(group: Sequence[Statement]) -> tuple[Participation, ...]:
    told: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for statement in group:
        for p in statement.parties:
            told.setdefault((p.actor, p.role), []).append((p.name, p.title, p.affiliation))
    return tuple(
        Participation(actor, role, *(_distinct(column) for column in zip(*rows, strict=True)))
        for (actor, role), rows in told.items()
    )


def _observation(group: Sequence[Statement]) -> Observation:
    first = group[0]
    return Observation(
        id=first.id,
        type=first.type,
        statements=tuple(s.id for s in group),
        title=first.title,
        value=first.value,
        unit=first.unit,
        period=first.period if first.period is not None else first.date,
        actors=_distinct((p.actor, p.role) for s in group for p in s.parties),
    )
