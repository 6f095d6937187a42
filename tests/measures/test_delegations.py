"""Delegations and the rank of those who lead them."""

from __future__ import annotations

import kg
from kg.measures.delegations import SENT_ROLES, rank_of
from kg.model import Rank


def test_the_highest_title_leads(graph: kg.Graph) -> None:
    found = graph.measure("delegations").set_index("event")
    told = found[found["head"] == "kin-moy"].iloc[0]
    assert (told["title"], told["rank"], told["people"], told["from"]) == ("處長", 4, 2, "USA")
    former = found[found["former"].fillna(value=False)]
    assert set(former["title"]) == {"前主任", "前助理部長"}


def test_every_title_is_ranked_or_listed(graph: kg.Graph) -> None:
    found = graph.measure("delegations", layers=["visit", "meeting", "workshop", "training"])
    unranked = {t for cell in found.unranked for t in cell.split("|") if t}
    titles = {
        t for e in graph.resolved.events if e.type in ("visit", "meeting", "workshop", "training")
        for p in e.participations if p.role in SENT_ROLES and graph.by_id[p.actor].kind == "person" for t in p.titles
    }  # fmt: skip
    ranked = {t for t in titles if t not in unranked}
    assert unranked == {"犯罪學教授"}
    assert all(rank_of(t, ["美國在台協會"], graph.data.ranks) is not None for t in ranked)
    assert found[found.title == "犯罪學教授"]["rank"].isna().all()


def test_the_own_people_are_a_delegation_only_where_they_go(graph: kg.Graph) -> None:
    found = graph.measure("delegations")
    directions = {e.id: e.direction for e in graph.resolved.events}
    assert {directions[e] for e in found[found["from"] == "TWN"].event} == {"outbound"}


def test_the_longest_title_wins_and_an_affiliation_only_where_it_holds() -> None:
    known = [Rank("主任", "", 6, "", ""), Rank("副主任", "", 7, "", ""), Rank("主任", "海巡會", 2, "", "")]
    asked = [("前副主任", []), ("主任", []), ("主任", ["海巡會臺北處"]), ("主任", ["關務署"])]
    assert [found.rank for title, places in asked if (found := rank_of(title, places, known)) is not None] == [7, 6, 2, 6]
    assert rank_of("教授", ["海巡會"], known) is None
