"""Ties: whom an event connects, by role and kind, and on which day it counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.dates import parse_edtf
from kg.errors import UsageError
from kg.model import Actor, Event, Participation
from kg.ties import CENTRAL_ROLES, day_named, happened_by, layers_named, ties_of
from kg.vocabulary import EVENT_TYPES, NETWORK_TYPES, ROLES

ACTORS = {
    name: Actor(name, kind, name, iso3=iso3)
    for name, kind, iso3 in (
        ("TWN", "country", "TWN"), ("nia", "agency", "TWN"), ("moi", "agency", "TWN"), ("JPN", "country", "JPN"),
        ("jib", "agency", "JPN"), ("PLW", "country", "PLW"), ("iom", "io", ""), ("care", "ngo", "TWN"), ("public", "group", ""),
    )
}  # fmt: skip


def event(kind: str, *parties: tuple[str, str], name: str = "e", date: str = "2016") -> Event:
    dating = parse_edtf(date) if date else None
    return Event(name, kind, (name,), date=dating, participations=tuple(Participation(a, r) for a, r in parties))


def pairs(*events: Event, groups: bool = False) -> list[tuple[str, str, str, str]]:
    ties = ties_of(events, ACTORS, EVENT_TYPES, groups=groups)
    return [(t.source, t.target, t.source_role, t.target_role) for t in ties]


def test_who_is_central_is_tied_to_all_others_and_they_are_not_tied() -> None:
    visit = event("visit", ("JPN", "visitor"), ("jib", "delegate"), ("nia", "visited"))
    assert pairs(visit) == [("nia", "JPN", "visited", "visitor"), ("nia", "jib", "visited", "delegate")]


def test_two_central_participants_are_tied_to_each_other_too() -> None:
    workshop = event("workshop", ("nia", "organizer"), ("care", "co-organizer"), ("JPN", "attendee"))
    assert pairs(workshop) == [
        ("nia", "care", "organizer", "co-organizer"),
        ("nia", "JPN", "organizer", "attendee"),
        ("care", "JPN", "co-organizer", "attendee"),
    ]


def test_without_a_central_participant_all_pairs_are_tied() -> None:
    meeting = event("meeting", ("JPN", "attendee"), ("PLW", "attendee"), ("nia", "guest"))
    assert [p[:2] for p in pairs(meeting)] == [("JPN", "PLW"), ("JPN", "nia"), ("PLW", "nia")]


def test_an_agreement_ties_different_home_countries_only() -> None:
    agreement = event("agreement", ("nia", "signatory"), ("moi", "signatory"), ("JPN", "signatory"), ("jib", "signatory"))
    assert [p[:2] for p in pairs(agreement)] == [("nia", "JPN"), ("nia", "jib"), ("moi", "JPN"), ("moi", "jib")]
    assert [p[:2] for p in pairs(event("agreement", ("nia", "signatory"), ("iom", "signatory")))] == [("nia", "iom")]


def test_an_agreement_ties_bodies_that_have_no_home_country() -> None:
    actors = {**ACTORS, "icrc": replace(ACTORS["iom"], id="icrc")}
    agreement = event("agreement", ("iom", "signatory"), ("icrc", "signatory"))
    assert [(t.source, t.target) for t in ties_of([agreement], actors, EVENT_TYPES)] == [("iom", "icrc")]


def test_other_events_tie_actors_of_one_country() -> None:
    assert pairs(event("grant", ("nia", "funder"), ("care", "grantee"))) == [("nia", "care", "funder", "grantee")]


def test_a_pair_in_several_roles_is_one_tie_and_nobody_is_tied_to_himself() -> None:
    training = event("training", ("nia", "host"), ("nia", "speaker"), ("JPN", "attendee"), ("JPN", "speaker"))
    assert pairs(training) == [("nia", "JPN", "host", "attendee")]


def test_each_event_is_a_tie_of_its_own() -> None:
    grants = [event("grant", ("nia", "funder"), ("care", "grantee"), name=name) for name in ("e1", "e2")]
    assert [t.event.id for t in ties_of(grants, ACTORS, EVENT_TYPES)] == ["e1", "e2"]


def test_groups_are_tied_only_where_asked_for() -> None:
    workshop = event("workshop", ("nia", "organizer"), ("public", "attendee"))
    assert pairs(workshop) == []
    assert pairs(workshop, groups=True) == [("nia", "public", "organizer", "attendee")]


def test_a_group_at_the_centre_makes_no_centre_where_groups_are_left_out() -> None:
    meeting = event("meeting", ("public", "host"), ("JPN", "attendee"), ("PLW", "attendee"))
    assert [p[:2] for p in pairs(meeting)] == [("JPN", "PLW")]
    assert [p[:2] for p in pairs(meeting, groups=True)] == [("public", "JPN"), ("public", "PLW")]


def test_only_the_layers_asked_for_are_tied() -> None:
    events = [event("grant", ("nia", "funder"), ("care", "grantee")), event("visit", ("JPN", "visitor"), ("nia", "visited"))]
    assert [t.event.type for t in ties_of(events, ACTORS, {"visit"})] == ["visit"]
    assert list(ties_of(events, ACTORS, frozenset())) == []


def test_fewer_than_two_participants_make_no_tie() -> None:
    assert pairs(event("visit", ("JPN", "visitor")), event("other")) == []


def test_the_central_roles_are_roles_of_event_types() -> None:
    assert set(CENTRAL_ROLES) <= set(EVENT_TYPES)
    assert all(roles and roles <= set(ROLES) for roles in CENTRAL_ROLES.values())


def test_layers_are_named_or_all_those_of_cooperation() -> None:
    assert layers_named(None) == set(NETWORK_TYPES)
    assert "law" not in layers_named(None)
    assert layers_named(["law", "visit"]) == {"law", "visit"}
    assert layers_named("visit") == {"visit"}
    assert layers_named([]) == set()


def test_an_unknown_layer_is_named_beside_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"^no layer is called 'visits'; layers: agreement, visit, meeting"):
        layers_named(["agreement", "visits"])


@pytest.mark.parametrize(
    ("date", "as_of", "counts"),
    [
        ("2015-05-06", "2015-05-06", True),
        ("2015-05-06", "2015-05-05", False),
        ("2015-05-06", "2015-05", True),
        ("2015-05", "2015-05-30", False),
        ("2015-05", "2015-05-31", True),
        ("2015", "2015-12-30", False),
        ("2015", "2015", True),
        ("2014-12-30/2015-01-02", "2015-01-01", False),
        ("2014-12-30/2015-01-02", "2015-01-02", True),
        ("../2015-01-02", "2015-01-02", True),
        ("2015-01-02/..", "2100", False),
        ("", "2100", False),
        ("2015-01-02/..", None, True),
        ("", None, True),
        ("2015", "../2015-12-31", True),
    ],
)
def test_an_event_counts_from_the_last_day_it_can_have_been(date: str, as_of: str | None, counts: bool) -> None:
    assert happened_by(event("visit", date=date), day_named(as_of) if as_of else None) is counts


@pytest.mark.parametrize(
    ("text", "message"),
    [("104-05", "'104-05' is a ROC year"), ("soon", "'soon' is not a date"), ("2015-01/..", "'2015-01/..' has no last day")],
)
def test_a_day_that_is_none_is_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        day_named(text)
