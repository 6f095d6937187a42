"""networkx graphs of the actors, by layer and as of a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kg.model import Actor, Event
from kg.ties import day_named, happened_by, layers_named, ties_of

if TYPE_CHECKING:
    import networkx as nx


def network(
    events: Iterable[Event],
    actors: Mapping[str, Actor],
    layers: Iterable[str] | None = None,
    as_of: str | None = None,
    *,
    groups: bool = False,
) -> nx.MultiGraph[str]:
    """The multigraph of actors tied by events.

    Nodes are actor ids with ``kind``, ``name_zh``, ``name_en`` and ``iso3``; an edge's key is the event's id and its attributes
    are ``layer``, ``date`` (EDTF), ``earliest`` and ``latest`` (ISO dates, "" where open), ``status``, ``title`` and both roles.
    ``layers`` are event types (by default all that are about co-operation), ``as_of`` an EDTF date of which the last day counts.
    Raises UsageError for an unknown layer or a malformed date.
    """
    import networkx as nx

    day = None if as_of is None else day_named(as_of)
    chosen = layers_named(layers)
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    for tie in ties_of((e for e in events if happened_by(e, day)), actors, chosen, groups=groups):
        for name in (tie.source, tie.target):
            if name not in graph:
                actor = actors[name]
                graph.add_node(name, kind=actor.kind, name_zh=actor.name_zh, name_en=actor.name_en, iso3=actor.iso3)
        date = tie.event.date
        graph.add_edge(
            tie.source,
            tie.target,
            key=tie.event.id,
            layer=tie.event.type,
            date="" if date is None else date.edtf,
            earliest="" if date is None or date.earliest is None else date.earliest.isoformat(),
            latest="" if date is None or date.latest is None else date.latest.isoformat(),
            status=tie.event.status,
            title=tie.event.titles[0] if tie.event.titles else "",
            source_role=tie.source_role,
            target_role=tie.target_role,
        )
    return graph
