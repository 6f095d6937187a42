"""The audit shown: the command, the table, the page and the checks in RDF."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from invented import data_of, figure, resolved_of

import kg
from conftest import ROOT, facts, statement, write_facts
from kg.audit import audit
from kg.audit.model import CANNOT, DIFFERS, VERDICTS
from kg.audit.page import audit_page
from kg.audit.quads import VERDICT, check_quads
from kg.audit.tables import COLUMNS
from kg.cli import main
from kg.graph import Graph
from kg.iris import KG


@pytest.fixture(scope="module")
def graph() -> Graph:
    """The shipped graph."""
    return kg.load(ROOT)


def test_a_frame_has_a_row_for_each_finding(graph: Graph) -> None:
    frame = graph.audit()
    assert list(frame.columns) == list(COLUMNS)
    assert len(frame) == len(graph.findings)
    assert set(frame.verdict) == set(VERDICTS)
    row = frame[frame.id == "roc105-claim-tier1-8y-1-series"].iloc[0]
    assert (row.stated, row.own, row.by, row.severity) == (8, 7, 1, "high")
    assert row.suggestion_zh.endswith("8 → 7（改一位數字）")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """What a command says."""
    code = main(["--project", str(ROOT), "audit", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_command_shows_what_differs(graph: Graph, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys)
    differing = sum(f.verdict == DIFFERS for f in graph.findings)
    assert code == 0
    assert f"{differing} of {len(graph.findings)} findings shown" in out
    assert "roc111-figure-interviews-failed-share-a1" in out
    assert len(out.splitlines()) == 2 + differing + 2


def test_the_command_narrows_down(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "--severity", "high", "--report", "roc106", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert rows
    assert {(r["severity"], r["report"]) for r in rows} == {("high", "roc106")}
    _, out, _ = run(capsys, "--kind", "series", "--all", "--format", "json")
    assert {row["verdict"] for row in json.loads(out)} == {"agrees", "differs"}
    _, out, _ = run(capsys, "--kind", "omission", "--format", "markdown")
    assert out.startswith("| severity | kind |")
    assert "roc103-claim-ten-signatories-1" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--kind", "serie"), "series"),
        (("--report", "roc109"), "roc10"),
        (("--page", "/nowhere/at/all.html"), "cannot be written"),
    ],
)
def test_a_name_that_is_not_known_is_refused(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_the_page_is_written(graph: Graph, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = run(capsys, "--page", str(tmp_path / "audit.html"))
    assert code == 0
    assert str(len(graph.findings)) in out
    assert (tmp_path / "audit.html").read_text("utf-8").count("<article ") == sum(f.verdict == DIFFERS for f in graph.findings)


class Links(HTMLParser):
    """Collects what a page would fetch, and its scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.fetched += [
            value or "" for name, value in attrs if name in ("src", "href", "action", "style") or name.startswith("on")
        ]


def test_the_page_fetches_nothing_and_has_both_languages(graph: Graph) -> None:
    html = audit_page(graph.findings, {s.id: s for s in graph.data.statements}, graph.data.reports)
    links = Links()
    links.feed(html)
    assert links.fetched == []
    assert links.tags.count("script") == 1
    assert "default-src &#x27;none&#x27;" in html
    assert "unsafe" not in html
    assert len(re.findall('<span lang="zh-Hant">', html)) == len(re.findall('<span lang="en">', html))


def test_names_stay_text_in_the_page() -> None:
    hostile = '</script><img src=x onerror="alert(1)">'
    rows = (figure("rep2015-a", hostile, 53, hostile), figure("rep2016-b", hostile, 58, hostile))
    data = data_of(*rows)
    findings = audit(data, resolved_of(data), Path("nowhere"))
    html = audit_page(findings, {s.id: s for s in rows}, data.reports)
    links = Links()
    links.feed(html)
    assert any(f.verdict == DIFFERS for f in findings)
    assert links.fetched == []
    assert "img" not in links.tags


def test_checks_in_rdf(graph: Graph) -> None:
    quads = check_quads(graph.findings, graph.resolved.observations, graph.iris)
    by_predicate: dict[str, set[str]] = {}
    told: dict[str, dict[str, list[str]]] = {}
    for q in quads:
        by_predicate.setdefault(q.predicate.value, set()).add(q.object.value)
        told.setdefault(q.subject.value, {}).setdefault(q.predicate.value, []).append(q.object.value)
    assert by_predicate[KG + "verdict"] == {VERDICT + v for v in ("agrees", "differs", "cannot-be-checked")}
    series = told[graph.iris.check("roc105-claim-tier1-8y-1-series")]
    assert series[KG + "checks"] == [graph.iris.observation("claim", "roc105-claim-tier1-8y-1")]
    assert series[KG + "ownValue"] == ["7"]
    assert len(series[KG + "counted"]) > 1
    assert all(len(t[KG + "checks"]) == len(t[KG + "verdict"]) == 1 for t in told.values())
    checked = {f.about for f in graph.findings if not (f.verdict == CANNOT and f.kind == "none")}
    assert len(told) >= len({o.id for o in graph.resolved.observations if set(o.statements) & checked})


def test_a_check_of_nothing_breaks_the_shapes(project: Path) -> None:
    pytest.importorskip("pyshacl")
    from kg.validate import validate

    again = statement("rep2-figure-again", "查獲案件12件", title="查獲案件", value=13, unit="件", period="2016")
    write_facts(project, [*facts(), again])
    small = kg.load(project)
    quads = check_quads(small.findings, small.resolved.observations, small.iris)
    assert {q.object.value for q in quads if q.predicate.value == KG + "ownValue"} == {"12"}
    assert set(quads) <= set(small.quads)
    assert validate(small.quads, small.places.ontology / "shapes.ttl") == ()
    without = [q for q in small.quads if q.predicate.value != KG + "checks"]
    found = validate(without, small.places.ontology / "shapes.ttl")
    assert {v.message for v in found} == {"A check is of exactly one claim or figure."}


def test_a_project_without_a_table_of_checks_is_audited(change: Callable[..., Path]) -> None:
    findings = kg.load(change("rep2-figure-cases")).findings
    assert {f.about for f in findings} >= {"rep2-figure-cases"}
    workshop = next(f for f in findings if f.kind == "same" and f.verdict == DIFFERS)
    assert (workshop.stated, workshop.own) == (80, 90)
