"""Contradictions: found, kept side by side with who says what, and never settled."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.conflicts import conflicts_of
from kg.dates import parse_edtf
from kg.model import Conflict, Evidence, Statement
from kg.places import find_project
from kg.resolve import Resolved, resolve
from kg.tables import read_data

Change = Callable[..., Path]
Found = set[tuple[str, frozenset[tuple[str, frozenset[str]]]]]


def say(
    name: str, kind: str = "workshop", *, title: str = "", date: str = "", value: float | str | None = None, unit: str = "",
    period: str = "", attendance: int | None = None, countries: int | None = None, same_as: tuple[str, ...] = (),
) -> Statement:  # fmt: skip
    return Statement(
        name, "r1", kind, (Evidence("r1", 0, 1, "字"),), title=title, date=parse_edtf(date) if date else None, value=value, unit=unit,
        period=parse_edtf(period) if period else None, attendance=attendance, countries_count=countries, same_as=same_as,
    )  # fmt: skip


def figure(
    name: str,
    value: float | str,
    period: str = "2016",
    unit: str = "件",
    title: str = "查獲案件",
    same_as: tuple[str, ...] = (),
) -> Statement:
    return say(name, "figure", title=title, value=value, unit=unit, period=period, same_as=same_as)


def held(conflicts: tuple[Conflict, ...]) -> Found:
    """Field, values and who gives each, without order."""
    return {(c.field, frozenset((value, frozenset(ids)) for value, ids in c.values)) for c in conflicts}


def values(**given: str) -> frozenset[tuple[str, frozenset[str]]]:
    """``a="80", b="90"``: statement a says 80, b says 90; several statements are written with an underscore between."""
    return frozenset((value, frozenset(names.split("_"))) for names, value in given.items())


def resolved_of(project: Path) -> Resolved:
    return resolve(read_data(find_project(project).data))


def test_two_attendances_of_one_event_stand_side_by_side(project: Path) -> None:
    resolved = resolved_of(project)
    (conflict,) = (c for c in resolved.conflicts if c.field == "attendance")
    assert conflict.about == "rep2-workshop-one"
    assert conflict.values == (("80", ("rep2-workshop-one",)), ("90", ("rep2-workshop-two",)))
    assert next(e for e in resolved.events if e.id == conflict.about).attendances == (80, 90)


def test_an_agreement_that_is_also_called_a_memorandum_is_listed(project: Path) -> None:
    resolved = resolved_of(project)
    (conflict,) = (c for c in resolved.conflicts if c.field == "instrument")
    assert conflict.values == (("瞭解備忘錄", ("rep1-agreement-plw",)), ("協定", ("rep2-agreement-plw",)))
    assert next(e for e in resolved.events if e.id == conflict.about).titles == ("合作備忘錄", "協定")


def test_the_small_project_has_these_conflicts_and_no_other(project: Path) -> None:
    assert [c.id for c in resolved_of(project).conflicts] == ["rep1-agreement-plw-instrument", "rep2-workshop-one-attendance"]


def test_dates_that_same_as_joins_and_do_not_nest_are_listed(change: Change) -> None:
    resolved = resolved_of(change("rep2-workshop-two", date="2017"))
    (conflict,) = (c for c in resolved.conflicts if c.field == "date")
    assert conflict.values == (("2016-07-01", ("rep2-workshop-one",)), ("2017", ("rep2-workshop-two",)))
    assert next(e for e in resolved.events if e.id == conflict.about).dates == ("2016-07-01", "2017")


@pytest.mark.parametrize(
    ("left", "right", "conflict"),
    [("2016", "2016-07-01", False), ("2016", "2017", True), ("2016-06/2016-07", "2016-07/2016-08", True), ("2016", "", False)],
)
def test_dates_contradict_each_other_where_they_do_not_nest(left: str, right: str, conflict: bool) -> None:
    for group in permutations((say("a", date=left), say("b", date=right))):
        found = held(conflicts_of([group], []))
        assert found == ({("date", values(a=left, b=right))} if conflict else set())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("移民事務合作協定", "移民事務合作瞭解備忘錄"),
        ("協定", "備忘錄"),
    ],
)
def test_an_instrument_is_told_by_the_title(one: str, other: str) -> None:
    group = say("a", "agreement", title=one), say("b", "agreement", title=other)
    assert held(conflicts_of([group], [])) == {("instrument", values(a="協定", b="瞭解備忘錄"))}


@pytest.mark.parametrize("title", ["協定或備忘錄", "合作文件", "", "移民協定"])
def test_a_title_that_does_not_say_another_instrument_is_no_contradiction(title: str) -> None:
    assert conflicts_of([(say("a", "agreement", title="協定"), say("b", "agreement", title=title))], []) == ()
    assert conflicts_of([(say("a", "meeting", title="協定"), say("b", "meeting", title="備忘錄"))], []) == ()


def test_every_number_of_an_event_is_compared() -> None:
    group = (
        say("a", value=1, attendance=80, countries=20),
        say("b", value=2, attendance=90, countries=21),
        say("c", attendance=80),
    )
    assert held(conflicts_of([group], [])) == {
        ("value", values(a="1", b="2")), ("attendance", values(a_c="80", b="90")), ("countries_count", values(a="20", b="21")),
    }  # fmt: skip


def test_nought_is_a_number_and_nothing_is_none() -> None:
    assert held(conflicts_of([(say("a", attendance=0), say("b", attendance=5))], [])) == {("attendance", values(a="0", b="5"))}
    assert conflicts_of([(say("a"), say("b", attendance=5))], []) == ()


def test_numbers_of_different_events_do_not_contradict_each_other() -> None:
    assert conflicts_of([(say("a", attendance=80),), (say("b", attendance=90),)], []) == ()


def test_figures_with_one_title_unit_and_period_that_differ_are_listed(change: Change, project: Path) -> None:
    told = [figure("a", 12), figure("b", 13, title=" 查獲「案件」"), figure("c", 12)]
    assert held(conflicts_of([], told)) == {("value", values(a_c="12", b="13"))}
    row = next(r for r in read_data(project / "data").statements if r.id == "rep2-figure-cases")
    resolved = resolved_of(change("rep2-rating-twn", type="figure", title=row.title, unit=row.unit, period="2016", value=13))
    assert ("value", values(**{"rep2-figure-cases": "12", "rep2-rating-twn": "13"})) in held(resolved.conflicts)
    assert {o.value for o in resolved.observations} == {12, 13}


@pytest.mark.parametrize(
    "other",
    [
        figure("b", 13, period="2017"),
        figure("b", 13, unit="人"),
        figure("b", 13, title="查獲人數"),
        figure("b", 12),
        figure("b", "12"),
        figure("b", 12.0),
        say("b", "figure", value=13, unit="件", period="2016"),
        say("b", "claim", title="查獲案件", value=13, unit="件", period="2016"),
    ],
    ids=["period", "unit", "title", "same", "as text", "as fraction", "no title", "claim"],
)
def test_figures_of_something_else_do_not_contradict_each_other(other: Statement) -> None:
    assert conflicts_of([], [figure("a", 12), other]) == ()
    assert conflicts_of([], [other, figure("a", 12)]) == ()


def test_a_count_of_a_part_that_exceeds_that_of_the_whole_is_listed() -> None:
    told = [figure("a", 20, "2016-03"), figure("b", 12, "2016"), figure("c", 9, "2016-04"), figure("d", 11, "../2016")]
    for order in permutations(told):
        found = conflicts_of([], order)
        assert held(found) == {("value", values(a="20", b="12", d="11")), ("value", values(b="12", d="11"))}
        assert len({c.id for c in found}) == 2


@pytest.mark.parametrize("unit", ["%", "級", "倍"])
def test_a_share_of_a_part_may_exceed_that_of_the_whole(unit: str) -> None:
    assert conflicts_of([], [figure("a", 20, "2016-03", unit), figure("b", 12, "2016", unit)]) == ()


def test_figures_and_claims_that_same_as_makes_one_must_have_one_value() -> None:
    for kind in ("figure", "claim"):
        told = [
            say("a", kind, value=12, same_as=("b",)),
            say("b", kind, value=13, same_as=("a",)),
            say("c", kind, same_as=("a",)),
        ]
        for order in permutations(told):
            assert held(conflicts_of([], order)) == {("value", values(a="12", b="13"))}
            assert len(conflicts_of([], order)) == 1
    assert conflicts_of([], [say("a", "claim", value=12), say("b", "claim", value=13)]) == ()
    assert conflicts_of([], [say("a", "claim", value=12, unit="萬"), say("b", "claim", value=120000, same_as=("a",))]) == ()
    assert conflicts_of([], [say("a", "claim", value=12), figure("b", 13, same_as=("a",))]) == ()


def test_a_contradiction_between_like_figures_is_listed_once() -> None:
    assert len(conflicts_of([], [figure("a", 12), figure("b", 13, same_as=("a",))])) == 1


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2016", "2016-03", "2016-04", "../2016"]), st.sampled_from([1, 2, 3, "1"]),
            st.sampled_from(["甲", "乙"]), st.sets(st.integers(0, 7), max_size=2),
        ),
        max_size=8,
    )
)  # fmt: skip
def test_conflicts_have_ids_of_their_own_and_at_least_two_values(
    rows: list[tuple[str, float | str, str, set[int]]],
) -> None:
    told = [
        figure(f"s{n}", value, period, title=title, same_as=tuple(f"s{i}" for i in links))
        for n, (period, value, title, links) in enumerate(rows)
    ]
    found = conflicts_of([], told)
    assert len({c.id for c in found}) == len(found)
    for conflict in found:
        assert len(conflict.values) > 1
        assert all(str(next(t.value for t in told if t.id == s)) == value for value, ids in conflict.values for s in ids)


def test_nothing_is_settled_silently(change: Change) -> None:
    """Every value that a statement gives is kept by its event, whether or not another one contradicts it."""
    project = change("rep2-workshop-two", date="2017", value=5, countries_count=3, title="工作坊", location="高雄")
    resolved = resolved_of(project)
    by_id = {s.id: s for s in read_data(find_project(project).data).statements}
    for event in resolved.events:
        told = [by_id[s] for s in event.statements]
        assert set(event.attendances) == {s.attendance for s in told if s.attendance is not None}
        assert set(event.countries_counts) == {s.countries_count for s in told if s.countries_count is not None}
        assert set(event.values) == {s.value for s in told if s.value is not None}
        assert set(event.titles) == {s.title for s in told if s.title}
        assert set(event.locations) == {s.location for s in told if s.location}
        assert set(event.dates) == {s.date.edtf for s in told if s.date is not None}
        assert {(p.actor, p.role) for p in event.participations} == {(p.actor, p.role) for s in told for p in s.parties}
