"""Snapshots of all years in one pass are those of networkx, graph by graph."""

from __future__ import annotations

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.measures.columns import UNDATED, Links
from kg.measures.scope import Scope
from kg.measures.snapshots import change, pairs_of, snapshots, yearly
from kg.ties import ties_of
from kg.vocabulary import NETWORK_TYPES

CLOSE = 1e-9


def simple(graph: nx.MultiGraph) -> nx.Graph:
    made: nx.Graph = nx.Graph()
    for a, b in graph.edges():
        made.add_edge(a, b, weight=made.get_edge_data(a, b, {"weight": 0})["weight"] + 1)
    return made


def test_each_year_is_the_network_as_of_its_end(graph: kg.Graph, scope: Scope) -> None:
    found = snapshots(scope)
    assert found.year.nunique() >= 12
    for year, rows in found.groupby("year"):
        expected = simple(graph.network(as_of=str(year)))
        rows = rows.set_index("actor")
        assert dict(rows.degree) == dict(expected.degree)
        assert dict(rows.ties) == dict(expected.degree(weight="weight"))
        ranks = nx.pagerank(expected, tol=1e-15, max_iter=10_000)
        assert max(abs(ranks[a] - rows.pagerank[a]) for a in ranks) < CLOSE
        own = {frozenset(members.index) for _, members in rows.groupby("component")}
        assert own == {frozenset(c) for c in nx.connected_components(expected)}
        assert [len(m) for _, m in rows.groupby("component")] == sorted(map(len, own), reverse=True)


def test_change_is_that_of_the_sets_of_pairs(graph: kg.Graph, scope: Scope) -> None:
    pairs: dict[int, set[frozenset[str]]] = {}
    for tie in ties_of(graph.resolved.events, graph.by_id, set(NETWORK_TYPES)):
        if tie.event.date is not None and tie.event.date.latest is not None:
            pairs.setdefault(tie.event.date.latest.year, set()).add(frozenset((tie.source, tie.target)))
    seen: set[frozenset[str]] = set()
    found = change(scope)
    for row in found.itertuples():
        now, before = pairs.get(row.year, set()), pairs.get(row.year - 1, set())
        assert (row.ties, row.new, row.lost, row.kept) == (len(now), len(now - before), len(before - now), len(now & before))
        assert row.first == len(now - seen)
        union = now | before
        assert found.jaccard.isna()[row.Index] == (not union)
        assert not union or abs(row.jaccard - len(now & before) / len(union)) < CLOSE
        seen |= now
        assert row.total_ties == len(seen)
    assert found.set_index("year").reported[[2014, 2015]].tolist() == [True, False]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.sampled_from((2011, 2012, 2014, UNDATED))), max_size=30))
def test_any_links_give_the_components_and_degrees_of_networkx(rows: list[tuple[int, int, int]]) -> None:
    rows = [r for r in rows if r[0] != r[1]]
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    links = Links(tuple("abcdefgh"), *table.T)
    found = yearly(links)
    assert list(pairs_of(links).years) == list(found.years)
    for n, year in enumerate(found.years):
        expected: nx.Graph = nx.Graph([(a, b) for a, b, y in rows if y <= year])
        assert {i: d for i, d in enumerate(found.degree[n].tolist()) if d} == dict(expected.degree)
        there = np.flatnonzero(found.component[n] >= 0)
        assert set(there.tolist()) == set(expected)
        assert len(set(found.component[n][there].tolist())) == nx.number_connected_components(expected)
        assert abs(found.pagerank[n].sum() - 1) < CLOSE
