"""Networks as columns."""

from __future__ import annotations

import kg
from kg.measures.columns import UNDATED, links_of, year_of
from kg.measures.scope import Scope


def test_a_shared_actor_links_two_events_in_the_later_year(scope: Scope) -> None:
    events = {e.id: e for e in scope.events}
    links = links_of(scope.events, scope.actors, "events")
    pairs = zip(links.source.tolist(), links.target.tolist(), links.year.tolist(), strict=True)
    found = {(links.nodes[a], links.nodes[b]): year for a, b, year in pairs}
    assert len(found) > 1000
    assert all(year == max(year_of(events[a]), year_of(events[b])) for (a, b), year in found.items())
    assert UNDATED in found.values()


def test_entries_of_a_projection_are_shared_nodes(scope: Scope, graph: kg.Graph) -> None:
    both, actors = (links_of(scope.events, scope.actors, network) for network in ("bipartite", "actors"))
    sizes = [
        len({p.actor for p in e.participations if graph.by_id[p.actor].kind != "group"}) for e in scope.events
    ]  # fmt: skip
    assert len(both.source) == sum(sizes)
    assert len(actors.source) == sum(n * (n - 1) // 2 for n in sizes)
