"""The audit of the five reports: nothing without a verdict, the known slips found, and a verdict that follows the data."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from conftest import ROOT
from kg.audit.figures import number_of
from kg.audit.model import AGREES, CANNOT, DIFFERS, KINDS, SEVERITIES, VERDICTS, Finding
from kg.graph import Graph


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The shipped graph."""
    return kg.load(ROOT)


@pytest.fixture(scope="module")
def by_id(graph: Graph) -> dict[str, Finding]:
    """Its findings by id."""
    return {f.id: f for f in graph.findings}


def test_every_claim_and_every_figure_has_a_verdict(graph: Graph) -> None:
    touched = {name for f in graph.findings for name in (f.about, *f.others)}
    untold = [s.id for s in graph.data.statements if not s.tells_event and s.id not in touched]
    assert untold == []
    claims = {f.about for f in graph.findings}
    missing = [s.id for s in graph.data.statements if s.type == "claim" and s.id not in claims and s.id not in touched]
    assert missing == []


def test_every_finding_is_whole(graph: Graph) -> None:
    known = {s.id for s in graph.data.statements}
    events, actors = {e.id for e in graph.resolved.events}, {a.id for a in graph.data.actors}
    assert len({f.id for f in graph.findings}) == len(graph.findings)
    for f in graph.findings:
        assert f.kind in KINDS, f.id
        assert f.verdict in VERDICTS, f.id
        assert (f.severity in SEVERITIES) == (f.verdict == DIFFERS), f.id
        assert {f.about, *f.others, *(m.statement for m in f.mends)} <= known, f.id
        assert all(name in (events if kind == "event" else actors) for kind, name in f.counted), f.id
        assert all(bool(text.zh) == bool(text.en) for text in (f.arithmetic, f.remark)), f.id
        if f.verdict == CANNOT:
            assert f.remark, f.id
        else:
            assert f.arithmetic, f.id
        if f.verdict == AGREES:
            assert not f.mends, f.id


SLIPS = {
    "roc106-figure-census-2016-total-1-census": (188, 177), "roc106-figure-census-2017-total-1-census": (187, 184),
    "roc107-figure-census-2018-total-1-census": (187, 183), "roc103-figure-tip-2014-total-1-census": (187, 186),
    "roc106-figure-census-2016-tier2wl-share-1-share": (23.4, 19.1489),
    "roc111-figure-interviews-failed-share-a1-rate": (8.6, 8.2449),
    "roc111-figure-border-interviews-failed-share-a1-rate": (1.35, 2.0503),
    "roc105-claim-tier1-8y-1-series": (8, 7), "roc103-claim-ten-signatories-1-omission": (10, 11),
    "roc106-workshop-tip2017-1-attendance-same": (370, 350), "roc106-figure-cases-to-nov-1-exceeds-same": (136, 101),
    "roc106-figure-victims-placed-year-1-placed-2017": (134, 53), "roc106-claim-exchanges-20-1-exchanges-2017-scope": (20, 5),
    "roc107-claim-countries-190-1-rated-2018": (190, 187), "roc107-claim-asia-tier1-2018-1-list": (6, 5),
    "roc105-figure-finance-attain-1-attain-finance": (100, 102.7027),
}  # fmt: skip


@pytest.mark.parametrize("name", SLIPS)
def test_the_known_slips_are_found(by_id: dict[str, Finding], name: str) -> None:
    finding = by_id[name]
    assert (finding.verdict, finding.stated, finding.own) == (DIFFERS, *SLIPS[name])


def test_most_signatories_without_relations_is_so_in_neither_report(by_id: dict[str, Finding]) -> None:
    early, late = by_id["roc103-claim-no-diplomatic-ties-1-whole"], by_id["roc106-claim-no-formal-ties-1-whole"]
    assert (early.verdict, early.own) == (DIFFERS, "5/10")
    assert (late.verdict, late.own) == (DIFFERS, "5/19")
    assert [m.would for m in late.mends] == ["簽訂國多有正式邦交"]


def test_suggestions_for_the_known_slips(by_id: dict[str, Finding]) -> None:
    def would(name: str) -> set[tuple[str, str]]:
        return {(m.printed, m.would) for m in by_id[name].mends}

    assert would("roc106-figure-census-2016-tier2wl-share-1-share") == {("36", "44")}
    assert would("roc105-claim-tier1-8y-1-series") == {("8", "7")}
    assert ("8.6", "8.2") in would("roc111-figure-interviews-failed-share-a1-rate")
    assert would("roc106-figure-census-2016-total-1-census") == set(), "no digit mends the sum without breaking a share"
    (watch,) = by_id["roc106-figure-census-2016-tier2wl-share-1-share"].mends
    assert "from 177 to 185" in watch.remark.en


AGREEING = (
    "roc106-claim-19-countries-1-recount", "roc103-claim-ten-signatories-1-recount", "roc105-claim-positive-6-1-list",
    "roc103-claim-signatory-visits-count-1-signatory-visits", "roc106-claim-five-exchanges-1-exchanges-2017",
    "roc106-claim-tier1-8y-1-series", "roc107-claim-tier1-9y-1-series", "roc111-claim-tier1-13y-b2-series",
    "roc105-figure-cases-1-cases", "roc111-figure-intercepted-total-a1-sum", "roc105-figure-mainland-attain-1-attainment",
    "roc105-figure-missing-workers-growth-1-change", "roc107-figure-empower-attain-2018-1-attainment",
    "roc111-claim-fifth-egate-country-c1-members", "roc107-claim-tier1-since-2010-1-series",
)  # fmt: skip


@pytest.mark.parametrize("name", AGREEING)
def test_what_holds_is_said_to_hold(by_id: dict[str, Finding], name: str) -> None:
    assert by_id[name].verdict == AGREES


def test_verdicts_are_as_counted_by_reading(graph: Graph) -> None:
    differing = Counter(f.kind for f in graph.findings if f.verdict == DIFFERS)
    assert differing == {
        "sum": 7, "share": 7, "same": 7, "rate": 4, "whole": 2, "omission": 1, "series": 1, "list": 1,
    }, "each of these was read in its report: a change here is a change of what the audit says"  # fmt: skip


@pytest.fixture
def broken(tmp_path: Path) -> Callable[..., dict[str, Finding]]:
    """The findings of a copy of the data in which one statement is changed."""

    def change(name: str, **fields: object) -> dict[str, Finding]:
        root = tmp_path / "copy"
        shutil.copytree(ROOT / "data", root / "data")
        shutil.copytree(ROOT / "ontology", root / "ontology")
        path = root / "data" / "facts" / f"{name.split('-')[0]}.jsonl"
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        assert any(row["id"] == name for row in rows)
        lines = [json.dumps({**row, **fields} if row["id"] == name else row, ensure_ascii=False) for row in rows]
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return {f.id: f for f in kg.load(root).findings}

    return change


@pytest.mark.parametrize(
    ("statement", "fields", "finding", "verdict"),
    [
        ("roc105-figure-cases-labor-1", {"value": 41}, "roc105-figure-cases-1-cases", DIFFERS),
        ("roc111-figure-banned-intercepted-a1", {"value": 273}, "roc111-figure-intercepted-total-a1-sum", DIFFERS),
        ("roc106-claim-19-countries-1", {"value": 18}, "roc106-claim-19-countries-1-recount", DIFFERS),
        ("roc107-claim-tier1-9y-1", {"value": 8}, "roc107-claim-tier1-9y-1-series", DIFFERS),
        ("roc105-claim-tier1-8y-1", {"value": 7}, "roc105-claim-tier1-8y-1-series", AGREES),
        ("roc111-figure-interviews-failed-share-a1", {"value": 8.24}, "roc111-figure-interviews-failed-share-a1-rate", AGREES),
        ("roc106-figure-census-2016-tier2wl-1", {"value": 44}, "roc106-figure-census-2016-tier2wl-share-1-share", AGREES),
        ("roc107-figure-empower-actual-2018-1", {"value": 3288}, "roc107-claim-empower-not-reached-1-goal-empowered", DIFFERS),
    ],
)  # fmt: skip
def test_a_changed_number_changes_the_verdict(
    broken: Callable[..., dict[str, Finding]], statement: str, fields: dict[str, object], finding: str, verdict: str
) -> None:
    assert broken(statement, **fields)[finding].verdict == verdict


def test_a_graph_of_earlier_reports_is_audited_by_itself(graph: Graph) -> None:
    found = {f.id: f for f in graph.known_by(2014).findings}
    assert {f.about.split("-")[0] for f in found.values()} == {"roc103"}
    assert "roc103-claim-ten-signatories-1-omission" not in found, "that Gambia had signed is told by a later report"
    earlier = {f.id: f for f in graph.known_by(2016).findings}
    assert earlier["roc105-claim-tier1-8y-1-series"].verdict == CANNOT, "when the series began is told by later reports"


def test_a_figure_without_a_number_is_said_to_be_none(graph: Graph, by_id: dict[str, Finding]) -> None:
    stars = [s for s in graph.data.statements if s.type == "figure" and number_of(s) is None]
    assert stars
    assert {by_id[f"{s.id}-none"].remark.en for s in stars if f"{s.id}-none" in by_id} == {"it is not a number"}
