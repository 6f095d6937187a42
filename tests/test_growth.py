"""Growth: each country counts once, from the year by whose end its first agreement was signed."""

from __future__ import annotations

import pytest

from kg.growth import YearOfGrowth, growth, partner_years
from kg.model import Actor, Event, Participation

ACTORS = {
    name: Actor(name, kind, name, iso3=iso3)
    for name, kind, iso3 in (
        ("TWN", "country", "TWN"), ("nia", "agency", "TWN"), ("JPN", "country", "JPN"), ("jib", "agency", "JPN"),
        ("PLW", "country", "PLW"), ("MNG", "country", "MNG"), ("iom", "io", ""),
    )
}  # fmt: skip


def agreement(partner: str, *dates: str, status: str = "signed", kind: str = "agreement") -> Event:
    parties = (Participation("nia", "signatory"), Participation(partner, "signatory"))
    return Event("e", kind, ("e",), status=status, dates=dates, participations=parties)


def counted(*events: Event) -> list[tuple[int, tuple[str, ...], int]]:
    return [(y.year, y.new, y.total) for y in growth(events, ACTORS)]


def test_totals_grow_year_by_year_and_codes_are_sorted() -> None:
    assert counted(agreement("PLW", "2015"), agreement("MNG", "2011"), agreement("JPN", "2015-03")) == [
        (2011, ("MNG",), 1),
        (2015, ("JPN", "PLW"), 3),
    ]


def test_a_country_counts_once_from_its_first_agreement() -> None:
    assert counted(agreement("PLW", "2017"), agreement("PLW", "2015"), agreement("PLW", "2016")) == [(2015, ("PLW",), 1)]


def test_a_body_counts_as_its_home_country() -> None:
    assert counted(agreement("jib", "2014"), agreement("JPN", "2016")) == [(2014, ("JPN",), 1)]


@pytest.mark.parametrize("partner", ["TWN", "nia", "iom"])
def test_home_and_those_without_a_country_are_no_partner_countries(partner: str) -> None:
    assert counted(agreement(partner, "2014")) == []


@pytest.mark.parametrize("status", ["planned", "negotiating", "positive-response", "applicable", ""])
def test_what_is_not_signed_does_not_count(status: str) -> None:
    assert counted(agreement("PLW", "2014", status=status)) == []


@pytest.mark.parametrize("kind", ["visit", "reciprocity", "other"])
def test_what_is_no_agreement_does_not_count(kind: str) -> None:
    assert counted(agreement("PLW", "2014", kind=kind)) == []


@pytest.mark.parametrize(
    ("dates", "year"),
    [
        (("2014-12-30/2015-01-02",), 2015),
        (("../2013-05",), 2013),
        (("2014/2016",), 2016),
        (("2014/2016", "2015-02-03"), 2015),
        (("2015-02-03", "2016"), 2015),
        (("2014/..", "2016"), 2016),
    ],
)
def test_it_counts_from_the_end_of_the_dating_that_ends_first(dates: tuple[str, ...], year: int) -> None:
    assert partner_years([agreement("PLW", *dates)], ACTORS) == {"PLW": year}


@pytest.mark.parametrize("dates", [(), ("2014/..",)])
def test_what_has_no_end_does_not_count(dates: tuple[str, ...]) -> None:
    assert counted(agreement("PLW", *dates)) == []


def test_a_year_without_new_partners_is_no_row() -> None:
    assert [y.year for y in growth([agreement("PLW", "2011"), agreement("JPN", "2014")], ACTORS)] == [2011, 2014]


def test_no_events_no_growth() -> None:
    assert growth([], ACTORS) == ()


def test_a_row_is_a_value() -> None:
    assert growth([agreement("PLW", "2011")], ACTORS) == (YearOfGrowth(2011, ("PLW",), 1),)
