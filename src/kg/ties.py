"""Ties: which pairs of participants an event connects.

A dated relation is an event, not an edge: the same pair can meet twice, and each meeting is a tie of its own.  In most events some
roles are central (who hosts, organizes, pays, rates); each central participant is tied to every other participant.  An event without a
central participant ties all pairs.  In an agreement only participants of different home countries are tied.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.dates import Dating, parse_edtf
from kg.errors import UsageError
from kg.model import Actor, Event, Participation
from kg.vocabulary import EVENT_TYPES, NETWORK_TYPES

CENTRAL_ROLES: Mapping[str, frozenset[str]] = {
    "visit": frozenset({"visited", "host"}),
    "meeting": frozenset({"host", "organizer", "co-organizer"}),
    "workshop": frozenset({"host", "organizer", "co-organizer"}),
    "training": frozenset({"host", "organizer", "co-organizer"}),
    "grant": frozenset({"funder"}),
    "rating": frozenset({"rater"}),
    "posting": frozenset({"host"}),
    "campaign": frozenset({"host", "organizer", "co-organizer"}),
    "system": frozenset({"host", "organizer", "co-organizer"}),
    "award": frozenset({"host", "organizer", "co-organizer", "funder"}),
}


@dataclass(frozen=True, slots=True)
class Tie:
    """One event's connection of two actors, ``source`` being the central one where there is one."""

    source: str
    target: str
    source_role: str
    target_role: str
    event: Event


def layers_named(layers: Iterable[str] | None) -> frozenset[str]:
    """The event types of the named layers; all network types where none is named.  Raises UsageError for an unknown layer."""
    if layers is None:
        return frozenset(NETWORK_TYPES)
    chosen = frozenset([layers] if isinstance(layers, str) else layers)
    for name in sorted(chosen - set(EVENT_TYPES)):
        from kg.named import nearest

        hint = nearest(name, dict.fromkeys(EVENT_TYPES))
        raise UsageError(f"no layer is called {name!r}; layers: {', '.join(EVENT_TYPES)}; {hint}")
    return chosen


def day_named(text: str) -> Dating:
    """The date of an as-of question.  Raises UsageError where it is none, or has no last day."""
    try:
        day = parse_edtf(text)
    except ValueError as error:
        raise UsageError(f"{text!r} {error}") from error
    if day.latest is None:
        raise UsageError(f"{text!r} has no last day")
    return day


def happened_by(event: Event, as_of: Dating | None) -> bool:
    """Whether an event is over by the last day of ``as_of``: an uncertain date counts from the end of its interval.

    Undated events and those with an open end count only where no day is asked for.
    """
    if as_of is None or as_of.latest is None:
        return True
    return event.date is not None and event.date.latest is not None and event.date.latest <= as_of.latest


def ties_of(
    events: Iterable[Event], actors: Mapping[str, Actor], layers: Collection[str], *, groups: bool = False
) -> Iterator[Tie]:
    """The ties of the events of some layers; actors of kind group (such as "the public") only where asked for."""
    for event in events:
        if event.type in layers:
            parts = [p for p in event.participations if groups or actors[p.actor].kind != "group"]
            yield from _ties(event, parts, actors)


def _ties(event: Event, parts: Sequence[Participation], actors: Mapping[str, Actor]) -> Iterator[Tie]:
    central = CENTRAL_ROLES.get(event.type, frozenset())
    seen: set[tuple[str, str]] = set()
    has_centre = any(p.role in central for p in parts)
    for a, b in combinations(parts, 2):
        if has_centre and not (a.role in central or b.role in central):
            continue
        if b.role in central and a.role not in central:
            a, b = b, a
        home = actors[a.actor].iso3
        if event.type == "agreement" and home and home == actors[b.actor].iso3:
            continue
        pair = (min(a.actor, b.actor), max(a.actor, b.actor))
        if a.actor != b.actor and pair not in seen:
            seen.add(pair)
            yield Tie(a.actor, b.actor, a.role, b.role, event)
