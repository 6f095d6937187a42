"""The generated network of the benchmark: the same each time, and both sides of a comparison answer the same."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

import networkx as nx
import numpy as np
import pytest
from pyoxigraph import RdfFormat, Store

from conftest import ROOT
from kg.measures.snapshots import yearly


@pytest.fixture(scope="module")
def temporal() -> ModuleType:
    spec = importlib.util.spec_from_file_location("temporal", ROOT / "benchmarks" / "temporal.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["temporal"] = module
    spec.loader.exec_module(module)
    return module


def test_it_is_as_large_as_asked_for_and_the_same_each_time(temporal: ModuleType) -> None:
    made, again = temporal.generate(3000, 300), temporal.generate(3000, 300)
    assert len(made.event) == 3000
    assert len(set(zip(made.event.tolist(), made.actor.tolist(), strict=True))) == 3000
    assert all(np.array_equal(getattr(made, name), getattr(again, name)) for name in ("event", "actor", "low", "high", "kind"))
    assert made.actor.max() < 300
    assert (made.low <= made.high).all()
    assert set(made.links().year.tolist()) <= set(range(2011, 2023))
    assert len(set(made.links().year.tolist())) >= 10


def test_columns_and_sparql_answer_the_same(temporal: ModuleType) -> None:
    made = temporal.generate(2000, 150)
    store = Store()
    store.bulk_load(temporal.triples(made), RdfFormat.N_TRIPLES)
    for answer, query in ((temporal.lags(made), temporal.LAGS), (temporal.together(made), temporal.TOGETHER)):
        assert [[int(term.value) for term in row] for row in store.query(query)] == [list(answer)]
        assert min(answer) > 0


def test_its_snapshots_are_those_of_networkx(temporal: ModuleType) -> None:
    links = temporal.generate(2000, 200).links()
    found = yearly(links)
    for n, year in enumerate(found.years):
        graph: nx.MultiGraph = nx.MultiGraph()
        kept = links.year <= year
        graph.add_edges_from(zip(links.source[kept].tolist(), links.target[kept].tolist(), strict=True))
        ranks = nx.pagerank(graph, tol=1e-15, max_iter=10_000)
        assert max(abs(found.pagerank[n][node] - rank) for node, rank in ranks.items()) < 1e-9
        assert {node: int(found.degree[n][node]) for node in graph} == dict(nx.Graph(graph).degree)
