"""The forecast: it knows only what was published, counts honestly, and says when it does not beat guessing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from conftest import ROOT, facts, party, write_facts
from kg.cli import main
from kg.forecast import (
    METHODS,
    STAGES,
    WEIGHTS,
    Candidate,
    Contact,
    candidates,
    interval,
    rates,
    shortlisted,
    standings,
    verdict,
)

DAY = dt.date(2017, 12, 31)


@pytest.fixture(scope="module")
def graph() -> kg.Graph:
    return kg.load(ROOT)


def contact(stage: str, year: int, name: str = "e") -> Contact:
    return Contact(stage, dt.date(year, 6, 1), name)


def test_a_contact_is_halved_for_every_year_since() -> None:
    one = Candidate("PHL", (contact("talks", 2017), contact("talks", 2015)))
    assert one.score(DAY) == WEIGHTS["talks"] * (1 + 0.25)


def test_the_furthest_stage_counts_whatever_came_last() -> None:
    assert Candidate("PHL", (contact("other contact", 2017), contact("talks", 2014))).stage == "talks"


def test_standing_at_a_year_end_knows_nothing_of_later_reports(graph: kg.Graph) -> None:
    rows = {row.year: row for row in standings(graph)}
    told_by_2016 = {c.country for c in rows[2016].candidates}
    assert {"PLW", "VCT", "CAN", "PHL"} <= told_by_2016
    assert not told_by_2016 & {"BEL", "MHL"}, "first told by the report of 2017"
    known = {s.id: s.document for s in graph.data.statements}
    events = {c.event for c in (x for row in candidates(graph.known_by(2016), dt.date(2016, 12, 31)) for x in row.contacts)}
    assert {known[e] for e in events} <= {"roc103", "roc105"}


def test_who_has_signed_is_no_candidate(graph: kg.Graph) -> None:
    for row in standings(graph):
        signed = set(
            " ".join(g for y, g in zip(graph.growth().year, graph.growth().countries, strict=True) if y <= row.year).split()
        )
        known = kg.load(ROOT).known_by(row.year)
        told = set(" ".join(known.growth().countries).split())
        assert not {c.country for c in row.candidates} & told & signed


def test_the_back_test_counts_every_signature_of_the_next_years(graph: kg.Graph) -> None:
    rows = standings(graph)
    assert [r.year for r in rows] == [2014, 2015, 2016, 2017]
    assert [r.signed for r in rows] == [("GTM", "NRU", "SWZ"), ("PAN", "SLV"), ("MHL", "PLW", "VCT"), ("BEL",)]
    assert [r.reachable for r in rows] == [(), (), ("PLW", "VCT"), ("BEL",)]


def test_it_says_that_it_does_not_beat_the_most_recent_contact(graph: kg.Graph) -> None:
    rows = standings(graph)
    own, naive = (sum(r.hits[m] for r in rows) for m in ("score", "most recent contact"))
    assert own == pytest.approx(7 / 3)
    assert naive == pytest.approx(2.5)
    assert "does not beat the naive ranking by most recent contact (2.5)" in verdict(rows)
    assert "沒有勝過" in verdict(rows, "zh")


def test_stages_hold_every_candidate_once(graph: kg.Graph) -> None:
    rows = standings(graph)
    counted = rates(rows)
    assert sum(of for _, of in counted.values()) == sum(len(r.candidates) for r in rows)
    assert counted["positive response"] == (3, 7)


@settings(deadline=None)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=12), st.integers(1, 5))
def test_a_shortlist_holds_as_many_as_it_should(days: list[int], size: int) -> None:
    ranked = [Candidate(f"c{n}", (contact(STAGES[2], 2010 + d),)) for n, d in enumerate(days)]
    for method in METHODS.values():
        chances = shortlisted(ranked, method, DAY, size)
        assert sum(chances.values()) == pytest.approx(min(size, len(ranked)))
        assert all(0 <= c <= 1 for c in chances.values())


@settings(deadline=None)
@given(st.integers(1, 30), st.data())
def test_the_interval_is_that_of_clopper_and_pearson(trials: int, data: st.DataObject) -> None:
    stats = pytest.importorskip("scipy.stats")
    hits = data.draw(st.integers(0, trials))
    exact = stats.binomtest(hits, trials).proportion_ci(method="exact")
    assert interval(hits, trials) == pytest.approx((exact.low, exact.high), abs=1e-9)


def test_hits_between_whole_numbers_widen_the_interval() -> None:
    assert interval(2.5, 9) == (interval(2, 9)[0], interval(3, 9)[1])


def test_a_day_before_the_first_contact_gives_an_empty_typed_table(graph: kg.Graph, capsys: pytest.CaptureFixture[str]) -> None:
    frame = graph.forecast("2010")
    assert frame.empty
    assert list(frame.columns) == ["country", "name", "stage", "score", "contacts", "last", "events"]
    assert (frame.score.dtype.kind, frame.contacts.dtype.kind) == ("f", "i")
    assert main(["--project", str(ROOT), "forecast", "--as-of", "2010"]) == 0
    assert "no report up to 2010 tells of a dated contact" in capsys.readouterr().out


def test_the_command_ranks_tests_and_judges(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--project", str(ROOT), "forecast", "--as-of", "2017"]) == 0
    told = capsys.readouterr().out
    assert "it is no probability" in told
    assert [line.split()[1] for line in told.splitlines() if line.startswith(("1 ", "2 ", "3 "))] == ["CAN", "PHL", "BEL"]
    assert "does not beat" in told
    assert main(["--project", str(ROOT), "forecast", "--as-of", "106-03"]) == 2
    assert "ROC year left unconverted" in capsys.readouterr().err


def test_a_project_without_a_later_signature_has_nothing_to_test(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--project", str(project), "forecast"]) == 0
    assert "nothing to test the score on" in capsys.readouterr().out


def test_a_response_told_only_later_is_not_known_earlier(project: Path) -> None:
    response: dict[str, Any] = {
        "id": "rep2-agreement-jpn", "document": "rep2", "type": "agreement", "status": "positive-response", "date": "2015",
        "parties": [party("日本", "country", "JPN", "subject")],
        "evidence": [{"report": "rep2", "start": 0, "end": 4, "exact": "本署與帛"}],
    }  # fmt: skip
    write_facts(project, [*facts(), response])
    loaded = kg.load(project)
    day = dt.date(2015, 12, 31)
    assert {c.country: c.stage for c in candidates(loaded, day)} == {"JPN": "positive response"}
    assert {c.country: c.stage for c in candidates(loaded.known_by(2015), day)} == {"JPN": "visit or meeting"}


def test_the_back_test_stands_where_the_reports_of_the_year_stand(project: Path) -> None:
    evidence = [{"report": "rep2", "start": 0, "end": 4, "exact": "本署與帛"}]
    japan: dict[str, Any] = {"document": "rep2", "type": "agreement", "evidence": evidence}
    asked = {"status": "positive-response", "date": "2015", "parties": [party("日本", "country", "JPN", "subject")]}
    signed = {
        "status": "signed",
        "date": "2016",
        "parties": [party("日本", "country", "JPN", "signatory"), party("本署", "agency", "nia", "signatory")],
    }
    write_facts(
        project, [*facts(), {"id": "rep2-agreement-jpn", **japan, **asked}, {"id": "rep2-agreement-jpn-2", **japan, **signed}]
    )
    (row,) = standings(kg.load(project))
    assert (row.year, row.signed) == (2015, ("JPN",))
    assert [(c.country, c.stage) for c in row.candidates] == [("JPN", "visit or meeting")], (
        "the response is told only a year later"
    )
