"""The merging rule: what becomes one event, what never does, and what is left for a person to decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import facts, write_facts
from kg.cli import main
from kg.dates import parse_edtf
from kg.errors import DataError
from kg.model import Actor, Data, Evidence, Merge, Party, Statement
from kg.resolve import Resolved, foreign_countries, resolve
from kg.vocabulary import STATEMENT_TYPES

PEOPLE = tuple(
    Actor(*row)
    for row in (
        ("TWN", "country", "臺灣", "", "TWN"), ("PLW", "country", "帛琉", "", "PLW"), ("USA", "country", "美國", "", "USA"),
        ("JPN", "country", "日本", "", "JPN"), ("nia", "agency", "移民署", "", "TWN"), ("state", "agency", "美國國務院", "", "USA"),
        ("house", "ngo", "自由之家", "", ""), ("abe", "person", "安倍", "", "JPN"), ("aso", "person", "麻生", "", "JPN"),
        ("ito", "person", "伊藤", "", "JPN"), ("care", "ngo", "關懷協會", "", "TWN"),
    )
)  # fmt: skip
KINDS = {a.id: a.kind for a in PEOPLE}


def say(
    name: str, date: str = "", parties: Iterable[str] = (), *, status: str = "", direction: str = "", title: str = "",
    value: float | str | None = None, unit: str = "", period: str = "", same_as: Sequence[str] = (), attendance: int | None = None,
) -> Statement:  # fmt: skip
    """A statement whose name is report-type-rest; a party is written role:actor."""
    document, kind, _ = name.split("-", 2)
    told = tuple(Party(actor, KINDS[actor], actor, role=role) for role, actor in (p.split(":") for p in parties))
    return Statement(
        name, document, kind, (Evidence(document, 0, 1, "字"),), date=parse_edtf(date) if date else None, parties=told,
        status=status or ("signed" if kind == "agreement" else ""),
        direction=direction or ("inbound" if kind == "visit" else ""),
        title=title, value=value, unit=unit, period=parse_edtf(period) if period else None, same_as=tuple(same_as),
        attendance=attendance,
    )  # fmt: skip


def agreement(name: str, date: str, *countries: str, status: str = "signed", same_as: Sequence[str] = ()) -> Statement:
    parties = ["signatory:nia", *(f"signatory:{c}" for c in countries or ("PLW",))]
    return say(f"{name[0:2]}-agreement-{name}", date, parties, status=status, same_as=same_as)


def visit(name: str, date: str, *people: str, direction: str = "inbound") -> Statement:
    parties = ["visitor:JPN", *(f"visitor:{p}" for p in people), "visited:nia"]
    return say(f"{name[0:2]}-visit-{name}", date, parties, direction=direction)


def rating(name: str, date: str, rater: str, subject: str, value: int = 1) -> Statement:
    parties = [f"rater:{rater}"] * bool(rater) + [f"subject:{subject}"] * bool(subject)
    return say(f"{name[0:2]}-rating-{name}", date, parties, value=value)


def workshop(name: str, date: str, title: str = "防制人口販運國際工作坊") -> Statement:
    return say(f"{name[0:2]}-workshop-{name}", date, ["organizer:nia"], title=title)


def decide(left: Statement, right: Statement, verdict: str) -> Merge:
    return Merge(left.id, right.id, verdict, "a reader", "read both", "2026-01-05")


def settle(*statements: Statement, merges: Sequence[Merge] = ()) -> Resolved:
    return resolve(Data((), PEOPLE, statements, tuple(merges), (), ()))


def groups(resolved: Resolved) -> set[frozenset[str]]:
    """Which statements stand together, by the last part of their names."""
    return {frozenset(s.split("-", 2)[2] for s in e.statements) for e in (*resolved.events, *resolved.observations)}


def together(*names: str) -> set[frozenset[str]]:
    """Groups written as words: ``"a1 b1", "c1"``."""
    return {frozenset(name.split()) for name in names}


def doubted(resolved: Resolved) -> set[frozenset[str]]:
    return {frozenset(s.split("-", 2)[2] for s in (d.left, d.right)) for d in resolved.doubts}


def test_a_day_inside_a_year_of_another_report_is_one_event_with_the_day() -> None:
    resolved = settle(agreement("r1", "2016"), agreement("r2", "2016-01-21"), agreement("r3", "2016-01"))
    (event,) = resolved.events
    assert event.date == parse_edtf("2016-01-21")
    assert event.dates == ("2016", "2016-01-21", "2016-01")
    assert event.id == "r1-agreement-r1"
    assert event.statements == ("r1-agreement-r1", "r2-agreement-r2", "r3-agreement-r3")
    assert not resolved.doubts
    assert not resolved.conflicts


@pytest.mark.parametrize(
    ("left", "right"),
    [("2016", "2017"), ("2016-01-21", "2016-01-22"), ("2016-01", "2016-02-01"), ("../2015", "2016-01-01"), ("2016", "2017/..")],
)
def test_disjoint_dates_are_never_one_event_and_no_doubt(left: str, right: str) -> None:
    for make in (agreement, visit, workshop):
        resolved = settle(make("r1", left), make("r2", right))
        assert groups(resolved) == together("r1", "r2")
        assert not resolved.doubts


def test_dates_that_overlap_without_nesting_are_a_doubt() -> None:
    resolved = settle(agreement("r1", "2016-01/2016-03"), agreement("r2", "2016-03/2016-05"))
    assert groups(resolved) == together("r1", "r2")
    assert doubted(resolved) == together("r1 r2")
    assert "only partly agree" in resolved.doubts[0].reason


def test_a_coarse_date_that_fits_two_events_is_a_doubt_and_not_merged() -> None:
    for order in permutations((agreement("r1", "2016-01-21"), agreement("r2", "2016-07-01"), agreement("r3", "2016"))):
        resolved = settle(*order)
        assert groups(resolved) == together("r1", "r2", "r3")
        assert doubted(resolved) == together("r1 r3", "r2 r3")
        assert {d.reason for d in resolved.doubts} == {"the coarse date fits several events"}


def test_a_stay_that_holds_two_days_is_a_doubt_and_not_merged() -> None:
    for order in permutations(
        (agreement("r1", "2016-03-03"), agreement("r2", "2016-03-04"), agreement("r3", "2016-03-02/2016-03-05"))
    ):
        resolved = settle(*order)
        assert groups(resolved) == together("r1", "r2", "r3")
        assert doubted(resolved) == together("r1 r3", "r2 r3")


def test_a_stay_and_one_of_its_days_are_one_event_that_lasts_the_stay() -> None:
    for order in permutations((visit("r1", "2016-03-02/2016-03-05", "abe"), visit("r2", "2016-03-03", "abe"))):
        (event,) = settle(*order).events
        assert event.date == parse_edtf("2016-03-02/2016-03-05")


def test_a_stay_that_holds_a_day_and_a_month_is_a_doubt_and_not_merged() -> None:
    for order in permutations(
        (agreement("r1", "2016-01-01"), agreement("r2", "2016-03"), agreement("r3", "2016-01-01/2016-12-31"))
    ):
        resolved = settle(*order)
        assert groups(resolved) == together("r1", "r2", "r3")
        assert doubted(resolved) == together("r1 r3", "r2 r3")


def test_a_date_that_nests_with_one_date_of_an_event_and_not_with_another_is_a_doubt() -> None:
    statements = (agreement("r1", "2016-01-21"), agreement("r2", "2015-12/2016-01"), agreement("r3", "2016"))
    for order in permutations(statements):
        resolved = settle(*order)
        assert groups(resolved) == together("r1 r2", "r3")
        assert len(resolved.doubts) == 1


def test_a_doubt_names_two_reports_even_where_the_event_begins_in_the_same_one() -> None:
    told = (visit("r2a", "2016-01-21", "abe"), visit("r1", "2016-01-21", "abe"), visit("r2b", "2016-01-21"))
    resolved = settle(*told)
    assert groups(resolved) == together("r2a r1", "r2b")
    assert doubted(resolved) == together("r1 r2b")


def test_what_one_report_tells_is_no_doubt_in_itself() -> None:
    resolved = settle(agreement("r1a", "2016-01-21"), agreement("r1b", "2016-07-01"), agreement("r1c", "2016"))
    assert groups(resolved) == together("r1a", "r1b", "r1c")
    assert not resolved.doubts


def test_statements_without_a_date_stand_alone() -> None:
    resolved = settle(agreement("r1", ""), agreement("r2", ""), agreement("r3", "2016"))
    assert groups(resolved) == together("r1", "r2", "r3")
    assert not resolved.doubts


def test_other_foreign_countries_status_direction_or_type_is_another_event() -> None:
    assert len(settle(agreement("r1", "2016", "PLW"), agreement("r2", "2016", "JPN")).events) == 2
    assert len(settle(agreement("r1", "2016", "PLW"), agreement("r2", "2016", "PLW", "JPN")).events) == 2
    assert len(settle(agreement("r1", "2016"), agreement("r2", "2016", status="planned")).events) == 2
    assert len(settle(visit("r1", "2016", "abe"), visit("r2", "2016", "abe", direction="outbound")).events) == 2
    meeting = say("r2-meeting-r2", "2016", ["organizer:nia"], title="防制人口販運國際工作坊")
    assert len(settle(workshop("r1", "2016"), meeting).events) == 2


def test_domestic_parties_do_not_keep_statements_apart() -> None:
    with_home = say("r2-agreement-r2", "2016", ["signatory:TWN", "signatory:care", "signatory:PLW"])
    assert groups(settle(agreement("r1", "2016"), with_home)) == together("r1 r2")


def test_foreign_countries_are_the_home_countries_of_all_but_raters() -> None:
    actors = {a.id: a for a in PEOPLE}
    statement = say("r1-other-a", "2016", ["guest:abe", "host:nia", "rater:USA", "member:house", "guest:PLW"])
    assert foreign_countries([statement], actors) == {"JPN", "PLW"}


def test_visits_on_one_day_by_different_persons_stay_two() -> None:
    resolved = settle(visit("r1", "2016-01-21", "abe"), visit("r2", "2016-01-21", "aso"))
    assert groups(resolved) == together("r1", "r2")
    assert not resolved.doubts


def test_visits_of_one_person_are_one_and_those_of_no_named_person_a_doubt() -> None:
    assert groups(settle(visit("r1", "2016", "abe"), visit("r2", "2016-01-21", "abe", "aso"))) == together("r1 r2")
    for people in ((), ("abe",)):
        resolved = settle(visit("r1", "2016-01-21", *people), visit("r2", "2016-01-21"))
        assert groups(resolved) == together("r1", "r2")
        assert doubted(resolved) == together("r1 r2")


def test_ratings_are_one_by_subject_and_a_census_of_none_is_another() -> None:
    resolved = settle(
        rating("r1", "2016", "USA", "TWN"), rating("r2", "2016-06-30", "state", "TWN"), rating("r3", "2016", "USA", "JPN"),
        rating("r4", "2016", "USA", "", 188), rating("r5", "2016", "USA", "", 188), rating("r6", "2017", "USA", "TWN"),
    )  # fmt: skip
    assert groups(resolved) == together("r1 r2", "r3", "r4 r5", "r6")
    assert not resolved.conflicts


def test_ratings_by_different_raters_are_two_and_an_unnamed_rater_is_no_other() -> None:
    by_two = rating("r1", "2016", "USA", "TWN", 1), rating("r2", "2016", "house", "TWN", 93)
    assert groups(settle(*by_two)) == together("r1", "r2")
    assert not settle(*by_two).conflicts
    assert groups(settle(by_two[0], rating("r3", "2016-06-30", "", "TWN"))) == together("r1 r3")


@pytest.mark.parametrize(
    ("title", "one", "doubt"),
    [
        ("105年防制人口販運國際工作坊", True, False),
        ("國際工作坊", True, False),
        ("防制人口販運研習會", False, True),
        ("新住民學習中心揭牌", False, False),
        ("", False, False),
    ],
)
def test_other_events_are_one_by_their_titles(title: str, one: bool, doubt: bool) -> None:
    resolved = settle(workshop("r1", "2016-07-01"), workshop("r2", "2016", title))
    assert groups(resolved) == (together("r1 r2") if one else together("r1", "r2"))
    assert doubted(resolved) == (together("r1 r2") if doubt else set())


def test_workshops_of_one_report_are_one_only_where_its_reader_said_so() -> None:
    first, second = workshop("r1a", "2016-07-01"), workshop("r1b", "2016")
    assert groups(settle(first, second)) == together("r1a", "r1b")
    linked = say("r1-workshop-r1b", "2016", ["organizer:nia"], title="講習", same_as=[first.id])
    assert groups(settle(first, linked)) == groups(settle(linked, first)) == together("r1a r1b")


def test_two_workshops_of_one_report_do_not_both_join_that_of_another() -> None:
    resolved = settle(workshop("r1", "2016-07-01"), workshop("r2a", "2016"), workshop("r2b", "2016"))
    assert not any({"r2a", "r2b"} <= group for group in groups(resolved))


def test_same_as_joins_whatever_the_rule_says() -> None:
    resolved = settle(agreement("r1a", "2016"), agreement("r1b", "2017", "JPN", same_as=["r1-agreement-r1a"]))
    assert groups(resolved) == together("r1a r1b")


def test_same_as_does_not_join_what_is_of_another_kind() -> None:
    figure = say("r1-figure-f", value=3, period="2016", same_as=["r1-workshop-r1"])
    planned = agreement("r1a", "2016", status="planned", same_as=["r1-agreement-r1b"])
    resolved = settle(workshop("r1", "2016"), figure, planned, agreement("r1b", "2016"))
    assert groups(resolved) == together("r1", "f", "r1a", "r1b")


def test_a_decision_that_two_are_the_same_joins_them_and_ends_the_doubt() -> None:
    left, right = visit("r1", "2016-01-21"), visit("r2", "2016-01-21", "abe")
    assert doubted(settle(left, right)) == together("r1 r2")
    resolved = settle(left, right, merges=[decide(left, right, "same")])
    assert groups(resolved) == together("r1 r2")
    assert not resolved.doubts
    assert settle(left, right, merges=[decide(right, left, "same")]).events == resolved.events


def test_a_decision_that_two_differ_keeps_them_apart_and_ends_the_doubt() -> None:
    left, right = agreement("r1", "2016"), agreement("r2", "2016-01-21")
    assert groups(settle(left, right)) == together("r1 r2")
    for merge in (decide(left, right, "different"), decide(right, left, "different")):
        resolved = settle(left, right, merges=[merge])
        assert groups(resolved) == together("r1", "r2")
        assert not resolved.doubts


def test_what_is_decided_to_differ_is_not_joined_through_a_third() -> None:
    left, right, third = agreement("r1", "2016-01-21"), agreement("r2", "2016-01-21"), agreement("r3", "2016-01-21")
    for order in permutations((left, right, third)):
        for group in groups(settle(*order, merges=[decide(left, right, "different")])):
            assert not {"r1", "r2"} <= group


def test_decisions_that_contradict_each_other_are_refused() -> None:
    a, b, c = agreement("r1", "2016"), agreement("r2", "2017"), agreement("r3", "2018")
    rows = [decide(a, b, "same"), decide(b, c, "same"), decide(a, c, "different")]
    with pytest.raises(DataError, match=r"merges.csv: right: 'r3-agreement-r3' is different from r1-agreement-r1"):
        settle(a, b, c, merges=rows)
    assert groups(settle(a, b, c, merges=rows[:2])) == together("r1 r2 r3")
    assert groups(settle(a, b, c, merges=[decide(a, b, "same"), decide(c, b, "same")])) == together("r1 r2 r3")
    linked = agreement("r1b", "2016", same_as=[a.id])
    with pytest.raises(DataError, match="same_as"):
        settle(a, linked, merges=[decide(a, linked, "different")])


def test_a_contradicting_decision_leaves_the_build_as_it_was(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = project / "data" / "merges.csv"
    with table.open("a", encoding="utf-8") as file:
        file.write("rep2-workshop-one,rep2-workshop-two,different,me,two rooms,2026-01-05\n")
    assert main(["--project", str(project), "build"]) == 1
    assert "data/merges.csv: right: 'rep2-workshop-two' is different from rep2-workshop-one" in capsys.readouterr().err
    assert not (project / "build").exists()


def test_deleting_a_decision_undoes_it(project: Path) -> None:
    def events() -> bytes:
        assert main(["--project", str(project), "build", "--quiet"]) == 0
        return (project / "build" / "events.csv").read_bytes()

    table = project / "data" / "merges.csv"
    header = table.read_bytes()
    before = events()
    table.write_bytes(header + b"rep1-agreement-plw,rep2-agreement-plw,different,me,two papers,2026-01-05\n")
    assert events() != before
    table.write_bytes(header)
    assert events() == before


def test_open_doubts_are_rows_that_can_be_decided(project: Path) -> None:
    dates = {"rep1-agreement-plw": "2015-04/2015-05", "rep2-agreement-plw": "2015-05/2015-06"}
    rows = [{**r, "date": dates[r["id"]]} if r["id"] in dates else r for r in facts()]
    write_facts(project, [{k: v for k, v in r.items() if k != "date_as_written"} for r in rows])
    assert main(["--project", str(project), "build", "--quiet"]) == 0
    header, row = (project / "build" / "merges-open.csv").read_text("utf-8").splitlines()
    assert header == (project / "data" / "merges.csv").read_text("utf-8").rstrip("\n")
    assert row.startswith("rep1-agreement-plw,rep2-agreement-plw,,,")
    decided = row.replace(",,,", ",same,me,", 1) + "2026-01-05\n"
    (project / "data" / "merges.csv").write_text(f"{header}\n{decided}", encoding="utf-8")
    assert main(["--project", str(project), "build", "--quiet"]) == 0
    assert (project / "build" / "merges-open.csv").read_text("utf-8").splitlines() == [header]


def test_an_event_keeps_every_value_that_its_statements_give() -> None:
    first = say("r1-workshop-a", "2016", ["organizer:nia"], title="工作坊", attendance=80)
    second = say(
        "r1-workshop-b", "2016-07-01", ["organizer:nia", "speaker:abe"], title="講座", attendance=90, same_as=[first.id]
    )
    (event,) = settle(first, second).events
    assert event.titles == ("工作坊", "講座")
    assert event.attendances == (80, 90)
    assert [(p.actor, p.role) for p in event.participations] == [("nia", "organizer"), ("abe", "speaker")]
    assert event.participations[0].names == ("nia",)


def test_figures_told_again_are_one_observation_and_others_are_not() -> None:
    def figure(
        name: str, title: str = "查獲案件", value: float | str = 12, unit: str = "件", period: str = "2016"
    ) -> Statement:
        return say(f"{name[:2]}-figure-{name}", title=title, value=value, unit=unit, period=period)

    again = say("r3-figure-r3", title="別名", value=12, unit="案", same_as=["r1-figure-r1"])
    resolved = settle(
        figure("r1"), figure("r2", " 查獲「案件」"), again, figure("r4", value=13), figure("r5", period="2017"), figure("r6", unit="人"),
        figure("r7", "查獲人數"), figure("r8", ""), figure("r9", ""),
    )  # fmt: skip
    assert groups(resolved) == together("r1 r2 r3", "r4", "r5", "r6", "r7", "r8", "r9")
    assert resolved.observations[0].id == "r1-figure-r1"


def test_claims_are_one_only_where_same_as_says_so_with_one_value() -> None:
    first = say("r1-claim-a", title="共有19國", value=19, period="2017")
    resolved = settle(
        first, say("r1-claim-b", title="共有19國", value=19, period="2017"),
        say("r1-claim-c", value=19, same_as=[first.id]), say("r1-claim-d", value=20, same_as=[first.id]),
    )  # fmt: skip
    assert groups(resolved) == together("a c", "b", "d")


DATES = (
    "",
    "2016",
    "2017",
    "2016-01",
    "2016-01-21",
    "2016-01-22",
    "2016-01-20/2016-01-22",
    "2015-12/2016-01",
    "2016-01-21/..",
    "../2016",
)
TITLES = ("", "防制人口販運國際工作坊", "105年國際工作坊", "防制人口販運研習會", "第3次會議", "第4次會議")


@st.composite
def statements(draw: st.DrawFn) -> list[Statement]:
    found: list[Statement] = []
    for number in range(draw(st.integers(1, 9))):
        kind = draw(st.sampled_from(("agreement", "visit", "rating", "workshop", "meeting", "figure", "claim")))
        roles = {"rating": "subject", "visit": "visitor"}.get(kind, "member")
        parties = [f"{roles}:{a}" for a in draw(st.sets(st.sampled_from(("PLW", "abe", "aso", "TWN")), max_size=2))]
        found.append(
            say(
                f"r{draw(st.integers(1, 3))}-{kind}-{number}", draw(st.sampled_from(DATES)), parties,
                title=draw(st.sampled_from(TITLES)), value=draw(st.sampled_from((1, 2))), period=draw(st.sampled_from(DATES[:3])),
                status=draw(st.sampled_from(("signed", "planned"))) if kind == "agreement" else "",
                same_as=[s.id for s in found if s.type == kind and draw(st.integers(0, 9)) == 0],
            )
        )  # fmt: skip
    return found


def pairs(of: Sequence[Statement]) -> st.SearchStrategy[list[tuple[str, str]]]:
    ids = sorted(s.id for s in of if s.tells_event)
    one = st.sampled_from(ids or ["none"])
    return st.lists(st.tuples(one, one).filter(lambda p: p[0] != p[1]), max_size=2) if len(ids) > 1 else st.just([])


@given(statements(), st.data())
def test_every_statement_lands_in_exactly_one_event_or_observation(many: list[Statement], data: st.DataObject) -> None:
    merges = [Merge(a, b, "same", "", "", "") for a, b in data.draw(pairs(many))]
    resolved = settle(*many, merges=merges)
    landed = [s for e in (*resolved.events, *resolved.observations) for s in e.statements]
    assert sorted(landed) == sorted(s.id for s in many)
    order = {s.id: n for n, s in enumerate(many)}
    by_id = {s.id: s for s in many}
    for found in (*resolved.events, *resolved.observations):
        assert found.id == found.statements[0]
        assert list(found.statements) == sorted(found.statements, key=order.__getitem__)
        assert found.type == by_id[found.id].type
    for whole in (resolved.events, resolved.observations):
        assert [e.id for e in whole] == sorted((e.id for e in whole), key=order.__getitem__)
    assert all(by_id[s].tells_event for e in resolved.events for s in e.statements)
    assert not any(by_id[s].tells_event for o in resolved.observations for s in o.statements)


@given(statements())
def test_no_event_holds_disjoint_dates_unless_its_reader_said_so(many: list[Statement]) -> None:
    by_id = {s.id: s for s in many}
    for event in settle(*(replace(s, same_as=()) for s in many)).events:
        dates = [d for s in event.statements if (d := by_id[s].date) is not None]
        assert all(a.nests(b) for a in dates for b in dates)
        assert len(event.statements) == 1 or len(dates) == len(event.statements)


@given(statements(), st.data())
def test_what_a_person_held_to_differ_is_never_one_event(many: list[Statement], data: st.DataObject) -> None:
    many = [replace(s, same_as=()) for s in many]
    chosen = data.draw(pairs(many))
    resolved = settle(*many, merges=[Merge(a, b, "different", "", "", "") for a, b in chosen])
    for event in resolved.events:
        assert not any({a, b} <= set(event.statements) for a, b in chosen)
    assert not {frozenset((d.left, d.right)) for d in resolved.doubts} & {frozenset(pair) for pair in chosen}


@st.composite
def comparable(draw: st.DrawFn) -> list[Statement]:
    """Statements of the types where being alike has no direction and no middle: agreements, visits of one person, ratings."""
    many: list[Statement] = []
    for number in range(draw(st.integers(2, 9))):
        report, date = draw(st.integers(1, 3)), draw(st.sampled_from(DATES))
        name = f"r{report}{number}"
        kind = draw(st.sampled_from(("agreement", "visit", "rating")))
        if kind == "agreement":
            many.append(agreement(name, date, draw(st.sampled_from(("PLW", "JPN")))))
        elif kind == "visit":
            many.append(visit(name, date, draw(st.sampled_from(("abe", "aso")))))
        else:
            many.append(rating(name, date, draw(st.sampled_from(("USA", "state"))), draw(st.sampled_from(("TWN", "JPN", "")))))
    return many


@given(comparable(), st.randoms())
def test_the_order_of_statements_does_not_change_what_is_one_event(many: list[Statement], random: Random) -> None:
    expected = settle(*many)
    random.shuffle(many)
    assert groups(settle(*many)) == groups(expected)


@given(statements())
def test_the_same_statements_give_the_same_result(many: list[Statement]) -> None:
    assert settle(*many) == settle(*many)


def test_every_type_of_statement_lands_somewhere() -> None:
    many = [say(f"r1-{kind}-x", "2016", value=1, title="題", period="2016") for kind in STATEMENT_TYPES]
    resolved = settle(*many)
    assert {e.type for e in resolved.events} | {o.type for o in resolved.observations} == set(STATEMENT_TYPES)
    assert {o.type for o in resolved.observations} == {"figure", "claim"}
