"""Histories of contact, whose lags are ranges where the days are not known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.measures.contacts import NEVER, Spans, histories


def row(graph: kg.Graph, country: str, **asked: str) -> dict[str, object]:
    found = graph.measure("contacts", **asked)
    return found.set_index("country").loc[country].to_dict()


def test_a_visit_before_the_agreement_counts_to_the_day(graph: kg.Graph) -> None:
    belgium = row(graph, "BEL")
    assert (belgium["signed"], belgium["first_contact"]) == ("2018-08-30", "2017-11-02")
    days = (dt.date(2018, 8, 30) - dt.date(2017, 11, 2)).days
    assert (belgium["days_from_contact_min"], belgium["days_from_contact_max"]) == (days, days)
    assert (belgium["visits_before"], belgium["meetings_before"], belgium["contacts_after"]) == (1, 0, 0)


def test_a_response_of_a_year_gives_a_range(graph: kg.Graph) -> None:
    palau = row(graph, "PLW")
    assert palau["positive_response"] == "2016-01-01/2016-12-31"
    signed = dt.date(2017, 3, 17)
    expected = [(signed - dt.date(2016, 12, 31)).days, (signed - dt.date(2016, 1, 1)).days]
    assert [palau["days_from_response_min"], palau["days_from_response_max"]] == expected
    salvador = row(graph, "SLV")
    assert (salvador["days_from_response_min"], salvador["days_from_response_max"]) == (-345, 20)


def test_dormancy_counts_to_the_day_asked_for(graph: kg.Graph) -> None:
    assert row(graph, "BEL", as_of="2017-11-12")["dormant_min"] == 10
    later = row(graph, "BEL", as_of="2018-11-02")
    assert (later["dormant_min"], later["dormant_max"], later["last_contact"]) == (365, 365, "2017-11-02")


def test_what_reports_did_not_tell_yet_is_not_known(graph: kg.Graph) -> None:
    assert row(graph, "BEL", known_by="2017")["signed"] == ""
    assert row(graph, "BEL", known_by="2018")["signed"] == "2018-08-30"
    assert "BEL" not in set(graph.measure("contacts", known_by="2016").country)


def test_a_coarse_contact_around_the_signature_is_unclear(change: Callable[..., Path]) -> None:
    project = change("rep1-visit-yamada", date="2015", parties=[
        {"name": "帛琉", "kind": "country", "actor": "PLW", "role": "visitor"},
        {"name": "本署", "kind": "agency", "actor": "nia", "role": "visited"},
    ])  # fmt: skip
    palau = row(kg.load(project), "PLW")
    assert (palau["contacts_before"], palau["contacts_unclear"], palau["contacts_after"]) == (0, 1, 0)
    signed = dt.date(2015, 5, 6)
    expected = ((signed - dt.date(2015, 12, 31)).days, (signed - dt.date(2015, 1, 1)).days)
    assert (palau["days_from_contact_min"], palau["days_from_contact_max"]) == expected


def test_a_contact_on_the_day_of_the_signature_is_neither_before_nor_after() -> None:
    group, day = np.zeros(3, dtype=np.int64), np.array([9, 10, 11])
    found = histories(1, Spans(group, day, day), np.array([10]), np.array([10]))
    assert (found.before.tolist(), found.unclear.tolist(), found.after.tolist()) == ([1], [1], [1])


def test_dormancy_since_a_contact_of_a_year_is_a_range(change: Callable[..., Path]) -> None:
    japan = row(kg.load(change("rep1-visit-yamada", date="2015")), "JPN", as_of="2016-01-10")
    assert (japan["dormant_min"], japan["dormant_max"], japan["last_contact"]) == (10, 374, "2015-01-01/2015-12-31")


def test_each_contact_is_before_after_or_unclear(graph: kg.Graph) -> None:
    found = graph.measure("contacts")
    signed = found[found.agreement != ""]
    parts = signed.contacts_before + signed.contacts_unclear + signed.contacts_after
    assert (parts == signed.contacts - signed.undated).all()
    assert len(signed) == 20
    assert found[found.agreement == ""].contacts_before.isna().all()


SPAN = st.tuples(st.integers(0, 2), st.integers(0, 60), st.integers(0, 20)).map(lambda x: (x[0], x[1], x[1] + x[2]))


@settings(max_examples=100, deadline=None)
@given(st.lists(SPAN, max_size=8), st.lists(st.one_of(st.none(), SPAN), min_size=3, max_size=3), st.randoms())
def test_true_days_lie_within_the_ranges(
    spans: list[tuple[int, int, int]], goals: list[tuple[int, int, int] | None], chance: object
) -> None:
    table = np.array(spans, dtype=np.int64).reshape(-1, 3)
    low = np.array([NEVER if g is None else g[1] for g in goals])
    high = np.array([NEVER if g is None else g[2] for g in goals])
    found = histories(3, Spans(*table.T), low, high)
    for n, goal in enumerate(goals):
        days = [chance.randint(a, b) for group, a, b in spans if group == n]  # type: ignore[attr-defined]
        if not days:
            assert found.first[0][n] == NEVER
            assert found.last[1][n] == -NEVER
            continue
        assert found.first[0][n] <= min(days) <= found.first[1][n]
        assert found.last[0][n] <= max(days) <= found.last[1][n]
        if goal is None:
            assert found.lag[0][n] == NEVER
        else:
            signed = chance.randint(goal[1], goal[2])  # type: ignore[attr-defined]
            assert found.lag[0][n] <= signed - min(days) <= found.lag[1][n]
            before = sum(day < signed for day in days)
            assert found.before[n] <= before <= found.before[n] + found.unclear[n]
            assert found.before[n] + found.after[n] + found.unclear[n] == len(days)


def test_no_event_yet_gives_an_empty_typed_table(graph: kg.Graph) -> None:
    found = graph.measure("contacts", as_of="1999-12-31")
    assert len(found) == 0
    assert found.dtypes.astype(str).to_dict() == graph.measure("contacts").dtypes.astype(str).to_dict()
    assert found.attrs["note"].startswith("no event is over by 1999-12-31: the first one is of ")


@pytest.mark.parametrize("layers", [["visit"], ["visit", "meeting", "workshop"]])
def test_layers_say_what_a_contact_is(graph: kg.Graph, layers: list[str]) -> None:
    found = graph.measure("contacts", layers=layers)
    own = {
        e.id for e in graph.resolved.events
        if e.type in layers and any(graph.by_id[p.actor].iso3 == "USA" for p in e.participations if p.role != "rater")
    }  # fmt: skip
    assert found.set_index("country").contacts["USA"] == len(own)
