"""What new statements bring the graph: held against their neighbours before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.conflicts import conflicts_of
from kg.model import Actor, Conflict, Doubt, Event, Merge, Statement
from kg.resolve import event_of, group_events
from kg.review.index import Index, partners_of


@dataclass(frozen=True, slots=True)
class Partner:
    """A country whose first signed agreement is new to the graph, or earlier than the one known, of the year ``before``."""

    iso3: str
    year: int
    before: int | None


@dataclass(frozen=True, slots=True)
class Refined:
    """An event whose date says more than before, or says it otherwise; both are EDTF, empty where there is none."""

    event: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Gain:
    """The difference that statements make.

    ``events`` are new ones, ``told`` known ones that are told again; ``doubts`` are pairs that a row of ``merges.csv`` may decide.
    """

    actors: tuple[Actor, ...]
    partners: tuple[Partner, ...]
    events: tuple[Event, ...]
    told: tuple[Event, ...]
    refined: tuple[Refined, ...]
    observations: int
    conflicts: tuple[Conflict, ...]
    doubts: tuple[Doubt, ...]


def gain_of(
    old: Sequence[Statement], new: Sequence[Statement], index: Index, merges: Sequence[Merge] = (), actors: Iterable[Actor] = ()
) -> Gain:
    """What ``new`` statements and ``merges`` bring to ``old``, which `Index.around` gave for them; ``actors`` are those made for it.

    Raises DataError where a new row of merges holds two statements to be different that are one, or the other way round.
    """
    known = index.merges_of(s.id for s in old)
    everything = sorted((*old, *new), key=index.order)
    before, before_doubts = group_events([s for s in old if s.tells_event], index, known)
    after, after_doubts = group_events([s for s in everything if s.tells_event], index, [*known, *merges])
    fresh = {s.id for s in new}
    dated = {s.id: event_of(group).date for group in before for s in group}
    events, told, refined = [], [], []
    for group in after:
        names = {s.id for s in group}
        if names <= fresh:
            events.append(event_of(group))
            continue
        event = event_of(group)
        if names & fresh:
            told.append(event)
        for was in dict.fromkeys(dated[s.id] for s in group if s.id in dated):
            if was != event.date:
                refined.append(Refined(event.id, was.edtf if was else "", event.date.edtf if event.date else ""))
    conflicting = {c.id: c for c in conflicts_of(before, [s for s in old if not s.tells_event])}
    conflicts = conflicts_of(after, [s for s in everything if not s.tells_event])
    return Gain(
        tuple(actors),
        tuple(_partners(new, index)),
        tuple(events),
        tuple(told),
        tuple(refined),
        sum(not s.tells_event for s in new),
        tuple(c for c in conflicts if not _values(c) <= _values(conflicting.get(c.id))),
        tuple(d for d in after_doubts if d not in before_doubts),
    )


def _values(conflict: Conflict | None) -> set[str]:
    return set() if conflict is None else {value for value, _ in conflict.values}


def _partners(new: Sequence[Statement], index: Index) -> Iterable[Partner]:
    for iso3, year in sorted(partners_of(new, index).items(), key=lambda pair: (pair[1], pair[0])):
        before = index.partner_since(iso3)
        if before is None or year < before:
            yield Partner(iso3, year, before)


def lines_of(gain: Gain, names: Mapping[str, Actor]) -> list[str]:
    """The difference in lines: ``+`` new, ``~`` changed, ``=`` told again, ``!`` contradicted, ``?`` for a person to decide."""
    lines = [f"+ actor     {a.id}  {a.name_zh}{f' ({a.name_en})' if a.name_en else ''}, {a.kind}" for a in gain.actors]
    for p in gain.partners:
        sign, known = ("+", "") if p.before is None else ("~", f", not {p.before}")
        name = names[p.iso3]
        lines.append(
            f"{sign} partner   {p.iso3}  {name.name_en or name.name_zh}: first agreement signed by the end of {p.year}{known}"
        )
    lines += [f"+ event     {summary(e)}" for e in gain.events]
    lines += [f"= told      {summary(e)}" for e in gain.told]
    lines += [f"~ date      {r.event}: {r.before or 'undated'} → {r.after or 'undated'}" for r in gain.refined]
    for c in gain.conflicts:
        values = " against ".join(f"{value} ({', '.join(ids)})" for value, ids in c.values)
        lines.append(f"! conflict  {c.about}: {c.field} {values}")
    lines += [f"? merge     {d.left} and {d.right}: {d.reason}" for d in gain.doubts]
    if gain.observations:
        lines.append(f"+ {gain.observations} figure(s) and claim(s)")
    return lines


def summary(event: Event) -> str:
    """An event in one line: type, status or direction, date, first title or who takes part, and its id."""
    kind = " ".join(filter(None, (event.type, event.status, event.direction)))
    date = event.date.edtf if event.date else "undated"
    actors = " ".join(dict.fromkeys(p.actor for p in event.participations))
    return f"{kind} {date} {event.titles[0] if event.titles else actors}  {event.id}"
