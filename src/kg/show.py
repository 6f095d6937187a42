"""``kg show``: an actor or an event as text, with every word that states it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.dates import format_roc
from kg.errors import UsageError
from kg.model import Actor, Event
from kg.named import nearest
from kg.names import fold
from kg.present import printable

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.model import Observation


def describe(graph: Graph, what: str) -> str:
    """The text for an id or name.  Raises UsageError, which names the nearest known ones."""
    thing = find(graph, what)
    lines = _actor(graph, thing) if isinstance(thing, Actor) else _thing(graph, thing)
    return "\n".join(map(printable, lines))


def find(graph: Graph, what: str) -> Actor | Event | Observation:
    """The thing with this id or name.  Raises UsageError, which names the nearest known ones."""
    things: list[Event | Observation] = [*graph.resolved.events, *graph.resolved.observations]
    for thing in things:
        if what == thing.id or what in thing.statements:
            return thing
    actor = graph.actor_ids.get(what) or graph.actor_ids.get(fold(what))
    if actor is None:
        known = graph.actor_ids | {s.id: s.id for s in graph.data.statements}
        raise UsageError(f"no actor, event or statement is called {what!r}; {nearest(fold(what), known)}")
    return graph.by_id[actor]


def _date(thing: Event | Observation) -> str:
    date = thing.date if isinstance(thing, Event) else thing.period
    return "undated" if date is None else f"{date.edtf} ({format_roc(date)})"


def _actor(graph: Graph, actor: Actor) -> list[str]:
    lines = [
        f"{actor.name_zh}  {actor.name_en}".rstrip(),
        f"  {actor.kind} {actor.id}" + (f", {actor.iso3}" if actor.iso3 else ""),
    ]
    if actor.parent:
        lines.append(f"  part of {graph.by_id[actor.parent].name_zh} ({actor.parent})")
    for naming in actor.namings:
        since = naming.since.edtf if naming.since else "…"
        until = naming.until.edtf if naming.until else "…"
        lines.append(f"  called {naming.name} from {since} to {until}")
    if actor.aliases:
        lines.append(f"  also written {'、'.join(actor.aliases)}")
    events = own_events(graph, actor)
    lines.append(f"  {len(events)} events, its own and those of its bodies:")
    for event in events:
        title = event.titles[0] if event.titles else ""
        status = f" ({event.status})" if event.status not in ("", "signed") else ""
        lines.append(f"    {_date(event)}  {event.type}{status}  {title}  [{event.id}]")
    return lines


def own_events(graph: Graph, actor: Actor) -> list[Event]:
    """The events of an actor and of its bodies, of a country also those of whoever is at home there; the undated last."""
    own = {
        a.id
        for a in graph.data.actors
        if a.id == actor.id or a.parent == actor.id or (actor.kind == "country" and a.iso3 == actor.iso3)
    }
    events = [e for e in graph.resolved.events if any(p.actor in own for p in e.participations)]
    return sorted(events, key=lambda e: (e.date is None, "" if e.date is None else e.date.edtf))


def _thing(graph: Graph, thing: Event | Observation) -> list[str]:
    lines = [f"{thing.type}  {_date(thing)}  [{thing.id}]"]
    if isinstance(thing, Event):
        if thing.status:
            lines.append(f"  status: {thing.status}")
        lines += [f"  title: {title}" for title in thing.titles]
        lines += [f"  place: {place}" for place in thing.locations]
        lines += [f"  attendance: {number}" for number in thing.attendances]
        for part in thing.participations:
            actor = graph.by_id[part.actor]
            written = "、".join(dict.fromkeys((*part.names, *part.titles)))
            lines.append(f"  {part.role or 'party'}: {actor.name_zh} ({actor.id}), written {written}")
    else:
        lines.append(f"  {thing.title}: {thing.value} {thing.unit}".rstrip())
    lines.append("  stated by:")
    statements = {s.id: s for s in graph.data.statements}
    for name in thing.statements:
        statement = statements[name]
        date = f" {statement.date.edtf}" if statement.date else ""
        for evidence in statement.evidence:
            lines.append(f"    {evidence.report} {evidence.start}-{evidence.end}{date}  「{evidence.exact}」  [{name}]")
        if statement.note:
            lines.append(f"      note: {statement.note}")
    for conflict in graph.resolved.conflicts:
        if conflict.about in thing.statements:
            values = "; ".join(f"{value} ({', '.join(ids)})" for value, ids in conflict.values)
            lines.append(f"  conflict about {conflict.field}: {values}")
    return lines
