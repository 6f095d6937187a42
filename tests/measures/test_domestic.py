"""Who organizes together, who shares events, and who is funded."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.measures.domestic import BODIES, ORGANIZING, shared_events


def test_domestic_pairs_are_those_that_organize_together(graph: kg.Graph) -> None:
    expected: Counter[frozenset[str]] = Counter()
    for event in graph.resolved.events:
        own = {
            p.actor for p in event.participations
            if p.role in ORGANIZING and graph.by_id[p.actor].iso3 == "TWN" and graph.by_id[p.actor].kind in BODIES
        }  # fmt: skip
        expected.update(map(frozenset, combinations(sorted(own), 2)))
    found = graph.measure("domestic")
    assert {frozenset((r.left, r.right)): r.events for r in found.itertuples()} == dict(expected)
    assert found.events.is_monotonic_decreasing
    assert (found.event_ids.str.count(r"\|") + 1 == found.events).all()


def test_together_counts_each_event_once(graph: kg.Graph) -> None:
    found = graph.measure("together", layers=["visit"])
    usa = found[(found.left == "ait") | (found.right == "ait")]
    visits = [e for e in graph.resolved.events if e.type == "visit" and any(p.actor == "ait" for p in e.participations)]
    partners = Counter(
        a for e in visits for a in {p.actor for p in e.participations} - {"ait"} if graph.by_id[a].kind != "group"
    )
    assert {r.left if r.right == "ait" else r.right: r.events for r in usa.itertuples()} == dict(partners)
    assert (usa["first"] <= usa["last"]).all()


PARTS = st.sets(st.tuples(st.integers(0, 5), st.integers(0, 6)), max_size=25)


@settings(max_examples=60, deadline=None)
@given(PARTS)
def test_shared_events_are_those_of_nested_loops(parts: set[tuple[int, int]]) -> None:
    table = np.array(sorted(parts), dtype=np.int64).reshape(-1, 2)
    found = shared_events(6, table[:, 0], table[:, 1], table[:, 1] * 10, table[:, 1] * 10 + 3)
    expected: dict[tuple[int, int], list[int]] = {}
    for (a, e), (b, f) in combinations(sorted(parts), 2):
        if e == f:
            expected.setdefault((min(a, b), max(a, b)), []).append(e)
    pairs = zip(found.left.tolist(), found.right.tolist(), strict=True)
    counted = zip(found.events.tolist(), found.first.tolist(), found.last.tolist(), strict=True)
    assert dict(zip(pairs, counted, strict=True)) == {
        pair: (len(events), min(events) * 10, max(events) * 10 + 3) for pair, events in expected.items()
    }


def test_funding_names_payer_payee_and_what_was_stated(graph: kg.Graph) -> None:
    found = graph.measure("funding")
    assert set(found.event) == {e.id for e in graph.resolved.events if e.type == "grant"}
    ilo = found[found.event == "roc103-grant-ilo-103-1"]
    assert sorted(ilo.grantee) == ["labour-employment-relations-association", "police-research-society"]
    stated = found[found.amount.notna()].set_index("event")
    assert (stated.amount["roc111-grant-life-adaptation-b1"], stated.unit["roc111-grant-life-adaptation-b1"]) == (1396000, "元")
    assert found[found.funder == ""].grantee.eq("").all()
