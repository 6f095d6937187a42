"""Constraint and brokerage roles against networkx and against triples counted one by one."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
import pytest

import kg
from kg.errors import UsageError
from kg.measures import brokerage as module
from kg.measures.brokerage import ROLES, brokerage, constraint, constraint_of
from kg.measures.columns import symmetric
from kg.measures.scope import Scope


def simple(graph: kg.Graph) -> nx.Graph:
    made: nx.Graph = nx.Graph()
    for a, b in graph.network().edges():
        made.add_edge(a, b, weight=made.get_edge_data(a, b, {"weight": 0})["weight"] + 1)
    return made


def test_constraint_is_that_of_networkx(graph: kg.Graph, scope: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK", 97)
    expected = nx.constraint(simple(graph), weight="weight")
    found = constraint(scope).set_index("node").constraint
    assert set(found.index) == set(expected)
    assert max(abs(found[node] - value) for node, value in expected.items()) < 1e-9
    assert found.index[0] == "nia"


def test_constraint_of_a_node_without_links_is_not_a_number() -> None:
    found = constraint_of(symmetric(3, np.array([0]), np.array([1])))
    assert found[:2].tolist() == [1.0, 1.0]
    assert np.isnan(found[2])


@pytest.mark.parametrize("by", ["kind", "home"])
def test_roles_are_those_of_all_open_triples(graph: kg.Graph, scope: Scope, by: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK", 97)
    network = simple(graph)

    def group(name: str) -> str:
        actor = graph.by_id[name]
        return actor.kind if by == "kind" else str(actor.iso3 == "TWN")

    found = brokerage(scope, by).set_index("node")
    for node in network:
        expected = dict.fromkeys(ROLES, 0)
        for a, c in combinations(network[node], 2):
            if not network.has_edge(a, c):
                left, own, right = group(a), group(node), group(c)
                if left == right:
                    expected["coordinator" if own == left else "consultant"] += 1
                else:
                    expected["gatekeeper" if own in (left, right) else "liaison"] += 1
        assert found.loc[node, list(ROLES)].to_dict() == expected, node
        assert found.total[node] == sum(expected.values())


def test_an_unknown_grouping_names_the_nearest(scope: Scope) -> None:
    with pytest.raises(UsageError, match="no grouping is called 'kinds'; nearest: kind"):
        brokerage(scope, "kinds")
