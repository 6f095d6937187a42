"""Growth by year, region, diplomatic status and kind of relation."""

from __future__ import annotations

import pytest

import kg
from kg.dates import parse_edtf
from kg.errors import UsageError
from kg.measures.diplomacy import days_between, outlived, status_on
from kg.measures.growth import growth
from kg.measures.scope import Scope
from kg.model import DiplomaticRelation


def test_growth_by_year_is_that_of_the_named_query(graph: kg.Graph) -> None:
    found = graph.measure("growth")
    expected = graph.growth()
    assert found[["year", "new", "total", "countries"]].values.tolist() == expected.values.tolist()
    assert found.total.tolist() == [1, 3, 6, 11, 14, 16, 19, 20]


def test_reports_up_to_a_year_tell_less(graph: kg.Graph) -> None:
    found = graph.measure("growth", known_by=2016)
    assert found.total.iloc[-1] == 12
    assert "GMB" not in " ".join(found.countries)


@pytest.mark.parametrize("by", ["region", "subregion", "status"])
def test_groups_add_up_to_the_whole(graph: kg.Graph, by: str) -> None:
    found, whole = graph.measure("growth", by=by), graph.measure("growth")
    assert found.groupby("year").new.sum().tolist() == whole.new.tolist()
    assert found.groupby("group").total.last().sum() == 20


def test_status_is_that_of_the_day_of_signing(scope: Scope) -> None:
    found = growth(scope, "status")
    by_group = {g: set(" ".join(rows.countries).split()) for g, rows in found.groupby("group")}
    assert by_group["without relations"] == {"MNG", "IDN", "VNM", "USA", "JPN", "BEL"}
    assert {"GMB", "PAN", "SLV", "PLW"} <= by_group["with relations"]


def test_kinds_of_relation_count_countries_once_each(scope: Scope) -> None:
    found = growth(scope, "kind")
    agreements = found[found.group == "agreement"]
    assert agreements.total.iloc[-1] == 20
    visits = " ".join(found[found.group == "visit"].countries).split()
    assert len(visits) == len(set(visits)) > 10


def test_an_unknown_grouping_names_the_nearest(scope: Scope) -> None:
    with pytest.raises(UsageError, match="growth by 'regions': unknown; nearest: region"):
        growth(scope, "regions")


PERIODS = [
    DiplomaticRelation("XXX", parse_edtf("1968"), parse_edtf("1974"), ""),
    DiplomaticRelation("XXX", parse_edtf("1995-07"), parse_edtf("2013-11-14"), ""),
]


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("1967-12-31", "without relations"), ("1968-06-01", "unclear"), ("1970", "with relations"), ("1974-02", "unclear"),
        ("1975", "without relations"), ("1995-07-15", "unclear"), ("2012", "with relations"), ("2013", "unclear"),
        ("2013-11-14", "with relations"), ("2013-11-15", "without relations"), ("../2012", "unclear"),
    ],
)  # fmt: skip
def test_status_on_a_date_is_certain_or_said_to_be_unclear(day: str, status: str) -> None:
    assert status_on("XXX", parse_edtf(day), PERIODS) == status
    assert status_on("YYY", parse_edtf(day), PERIODS) == "without relations"


def test_agreements_that_outlived_relations(graph: kg.Graph, scope: Scope) -> None:
    found = outlived(scope).set_index("country")
    assert list(found.index) == ["GMB", "PAN", "SLV", "SLB", "HND", "NRU"]
    assert found.days_to_end_min["PAN"] == found.days_to_end_max["PAN"] == 351
    assert found.days_to_end_min["GMB"] < found.days_to_end_max["GMB"]
    assert set(graph.measure("outlived", as_of="2018-12-31").country) == {"GMB", "PAN", "SLV"}
    none = graph.measure("outlived", as_of="2012-12-31")
    assert len(none) == 0
    assert none.attrs["note"] == "no agreement has outlived the diplomatic relations under which it was signed"


def test_days_between_an_open_and_a_known_end_are_bounded_by_what_is_known() -> None:
    assert days_between(parse_edtf("2016-02"), parse_edtf("2016-03-01")) == (1, 29)
