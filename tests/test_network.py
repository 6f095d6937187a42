"""The network: a multigraph of actors whose every edge is an event, by layer and as of a day."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import kg
from conftest import NIA, facts, party, statement, write_facts
from kg.errors import UsageError


def edges(network: nx.MultiGraph[str]) -> set[tuple[str, str, str]]:
    return {(min(a, b), max(a, b), key) for a, b, key in network.edges(keys=True)}


def test_every_layer_of_cooperation_is_in_it(project: Path) -> None:
    network = kg.load(project).network()
    assert isinstance(network, nx.MultiGraph)
    assert not network.is_directed()
    assert edges(network) == {
        ("PLW", "nia", "rep1-agreement-plw"),
        ("JPN", "nia", "rep1-visit-yamada"),
        ("nia", "yamada", "rep1-visit-yamada"),
        ("care", "nia", "rep1-grant-care"),
        ("TWN", "USA", "rep2-rating-twn"),
    }


def test_nodes_and_edges_say_what_they_are(project: Path) -> None:
    network = kg.load(project).network()
    assert network.nodes["PLW"] == {"kind": "country", "name_zh": "帛琉", "name_en": "Palau", "iso3": "PLW"}
    assert network.nodes["yamada"] == {"kind": "person", "name_zh": "山田一郎", "name_en": "", "iso3": "JPN"}
    assert network.edges["nia", "PLW", "rep1-agreement-plw"] == {
        "layer": "agreement", "date": "2015-05-06", "earliest": "2015-05-06", "latest": "2015-05-06", "status": "signed",
        "title": "合作備忘錄", "source_role": "signatory", "target_role": "signatory",
    }  # fmt: skip
    grant = network.edges["nia", "care", "rep1-grant-care"]
    assert (grant["earliest"], grant["latest"], grant["source_role"]) == ("2015-01-01", "2015-12-31", "funder")


def test_layers_choose_the_events(project: Path) -> None:
    graph = kg.load(project)
    assert edges(graph.network(["grant"])) == {("care", "nia", "rep1-grant-care")}
    assert set(graph.network(["grant"])) == {"nia", "care"}
    assert set(nx.get_edge_attributes(graph.network(["grant", "rating"]), "layer").values()) == {"grant", "rating"}
    assert edges(graph.network("grant")) == edges(graph.network(["grant"]))
    assert edges(graph.network([])) == set()


def test_an_unknown_layer_is_an_error(project: Path) -> None:
    with pytest.raises(UsageError, match="no layer is called 'friendship'; layers: agreement,"):
        kg.load(project).network(["friendship"])


@pytest.mark.parametrize(
    ("as_of", "events"),
    [
        ("2015-03-01", set()),
        ("2015-03-02", {"rep1-visit-yamada"}),
        ("2015-05-06", {"rep1-visit-yamada", "rep1-agreement-plw"}),
        ("2015-12-30", {"rep1-visit-yamada", "rep1-agreement-plw"}),
        ("2015", {"rep1-visit-yamada", "rep1-agreement-plw", "rep1-grant-care"}),
        ("2016-12-30", {"rep1-visit-yamada", "rep1-agreement-plw", "rep1-grant-care"}),
        ("2016-12-31", {"rep1-visit-yamada", "rep1-agreement-plw", "rep1-grant-care", "rep2-rating-twn"}),
    ],
)
def test_as_of_counts_an_uncertain_date_from_its_end(project: Path, as_of: str, events: set[str]) -> None:
    network = kg.load(project).network(as_of=as_of)
    assert {key for *_, key in network.edges(keys=True)} == events


def test_what_is_undated_or_not_over_is_left_out_where_a_day_is_asked_for(change: Callable[..., Path]) -> None:
    for date in (None, "2015/.."):
        graph = kg.load(change("rep1-grant-care", date=date))
        assert "care" in graph.network()
        assert "care" not in graph.network(as_of="2100")
        assert graph.network().edges["nia", "care", "rep1-grant-care"]["latest"] == ""


def test_a_day_that_is_none_is_an_error(project: Path) -> None:
    with pytest.raises(UsageError, match="'104-05-06' is a ROC year left unconverted: 104 is 2015"):
        kg.load(project).network(as_of="104-05-06")


def test_groups_are_in_it_only_where_asked_for(project: Path) -> None:
    graph = kg.load(project)
    assert "public" not in graph.network()
    assert ("nia", "public", "rep2-workshop-one") in edges(graph.network(groups=True))


def test_a_pair_that_meets_twice_has_two_edges(project: Path) -> None:
    def meeting(name: str, date: str, title: str) -> dict[str, Any]:
        parties = [{**NIA, "role": "host"}, party("日本", "country", "JPN", "guest")]
        return statement(name, "計", date=date, title=title, parties=parties)

    rows = [meeting("rep1-meeting-a", "2015-01-16", "第1屆會議"), meeting("rep1-meeting-b", "2015-09-01", "第2屆會議")]
    write_facts(project, [*facts(), *rows])
    graph = kg.load(project)
    assert graph.network(["meeting"]).number_of_edges("nia", "JPN") == 2
    assert set(graph.network(["meeting"])["nia"]["JPN"]) == {"rep1-meeting-a", "rep1-meeting-b"}
    assert graph.network(["meeting"], as_of="2015-06").number_of_edges("nia", "JPN") == 1


def test_events_of_other_layers_are_in_it_where_named(project: Path) -> None:
    parties = [{**NIA, "role": "organizer"}, party("關懷協會", "ngo", "care", "co-organizer")]
    write_facts(project, [*facts(), statement("rep1-campaign-x", "計", date="2015", title="宣導", parties=parties)])
    graph = kg.load(project)
    assert "rep1-campaign-x" not in {key for *_, key in graph.network().edges(keys=True)}
    assert edges(graph.network(["campaign"])) == {("care", "nia", "rep1-campaign-x")}
