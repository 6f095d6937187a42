"""Positions and communities agree with plain networkx on the shipped graph, on each of the four networks."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

import kg
from conftest import ROOT
from kg.errors import UsageError
from kg.measures import engines
from kg.measures.centrality import betweenness, centrality, communities, degree
from kg.measures.columns import NETWORKS, links_of
from kg.measures.paths import sampled_betweenness
from kg.measures.scope import Scope
from kg.vocabulary import NETWORK_TYPES

CLOSE = 1e-9


def plain(graph: kg.Graph, network: str) -> nx.Graph:
    """The network made by networkx and nested loops alone."""
    made: nx.Graph = nx.Graph()

    def link(a: str, b: str) -> None:
        if made.has_edge(a, b):
            made[a][b]["weight"] += 1
        else:
            made.add_edge(a, b, weight=1)

    if network == "ties":
        for a, b in graph.network().edges():
            link(a, b)
        return made
    events = [e for e in graph.resolved.events if e.type in NETWORK_TYPES]
    taking = {e.id: sorted({p.actor for p in e.participations if graph.by_id[p.actor].kind != "group"}) for e in events}
    for event, actors in taking.items():
        if network == "bipartite":
            for actor in actors:
                link(actor, event)
        elif network == "actors":
            made.add_nodes_from(actors)
            for a, b in combinations(actors, 2):
                link(a, b)
    if network == "events":
        made.add_nodes_from(event for event, actors in taking.items() if actors)
        for a, b in combinations(taking, 2):
            for _ in set(taking[a]) & set(taking[b]):
                link(a, b)
    return made


@pytest.mark.parametrize("network", NETWORKS)
def test_positions_are_those_of_networkx(graph: kg.Graph, scope: Scope, network: str) -> None:
    expected = plain(graph, network)
    found = centrality(scope, network).set_index("node")
    assert set(found.index) == set(expected)
    counted = {
        "degree": dict(expected.degree),
        "ties": dict(expected.degree(weight="weight")),
        "betweenness": nx.betweenness_centrality(expected),
        "closeness": nx.closeness_centrality(expected),
        "pagerank": _pagerank(expected),
        "core": nx.core_number(expected),
    }
    for name, values in counted.items():
        off = {
            node: (value, found.loc[node, name]) for node, value in values.items() if abs(value - found.loc[node, name]) > CLOSE
        }
        assert off == {}, name


def _pagerank(graph: nx.Graph) -> dict[str, float]:
    """PageRank of the nodes that have links; the others count as not being there."""
    there = graph.subgraph([n for n, d in graph.degree if d])
    return dict.fromkeys(graph, 0.0) | nx.pagerank(there, tol=1e-15, max_iter=10_000)


def test_networkit_counts_what_networkx_counts(scope: Scope) -> None:
    pytest.importorskip("networkit", reason="networkit, of the extra 'measures', is not installed")
    matrix = links_of(scope.events, scope.actors, "bipartite").matrix()
    for count in (engines.betweenness, engines.closeness, engines.cores):
        assert np.abs(count(matrix, "networkx") - count(matrix, "networkit")).max() < CLOSE
    fast, plain_labels = (engines.louvain(matrix, library) for library in ("networkit", "networkx"))
    assert abs(engines.modularity(matrix, fast) - engines.modularity(matrix, plain_labels)) < 0.05


def test_paths_of_all_nodes_give_betweenness_exactly(scope: Scope) -> None:
    matrix = links_of(scope.events, scope.actors, "ties").matrix()
    exact = engines.betweenness(matrix)
    assert np.abs(sampled_betweenness(matrix, matrix.shape[0]) - exact).max() < CLOSE
    some = sampled_betweenness(matrix, 60)
    assert some.argmax() == exact.argmax()
    assert abs(some.max() - exact.max()) < 0.2


def test_a_sample_can_be_asked_for(scope: Scope) -> None:
    assert betweenness(scope, sample="40").node[0] == "nia"
    with pytest.raises(UsageError, match="'some': not a whole number"):
        betweenness(scope, sample="some")


def test_communities_are_a_partition_with_its_modularity(graph: kg.Graph, scope: Scope) -> None:
    found = communities(scope)
    expected = plain(graph, "ties")
    assert found.node.is_unique
    assert set(found.node) == set(expected)
    groups = [set(rows.node) for _, rows in found.groupby("community")]
    assert found.attrs["modularity"] == pytest.approx(nx.community.modularity(expected, groups), abs=CLOSE)
    assert found.attrs["modularity"] > 0.3
    assert [len(g) for g in groups] == sorted((len(g) for g in groups), reverse=True)
    assert found.equals(communities(scope))


def test_an_unknown_network_names_the_nearest(scope: Scope) -> None:
    with pytest.raises(UsageError, match="no network is called 'actor'; nearest: actors"):
        degree(scope, "actor")


@pytest.mark.parametrize("measure", ["betweenness", "centrality", "constraint", "brokerage", "communities"])
def test_a_network_too_small_says_so(project: Path, measure: str) -> None:
    found = kg.load(project).measure(measure, layers=["agreement"])
    assert len(found) == 0
    assert "needs a component of 3 nodes or more; the largest one here has 2" in found.attrs["note"]
    assert list(found.columns) == list(kg.load(ROOT).measure(measure).columns)
