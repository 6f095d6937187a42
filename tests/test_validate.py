"""SHACL: the small project holds to the shapes, and what breaks them is reported with its node, property and reason."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

import kg
from conftest import ROOT, write_facts
from kg.errors import UsageError
from kg.iris import DEFAULT_BASE, KG, SKOS, XSD
from kg.validate import Violation, validate, violations_in

pytest.importorskip("pyshacl")

SHAPES = ROOT / "ontology" / "shapes.ttl"
EVENT = NamedNode(DEFAULT_BASE + "event/rep1-agreement-plw")
EVIDENCE = NamedNode(DEFAULT_BASE + "evidence/rep1/3-21/rep1-agreement-plw/0")


def kg_(name: str) -> NamedNode:
    return NamedNode(KG + name)


def day(text: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + "date"))


def without(quads: list[Quad], subject: NamedNode, name: str) -> list[Quad]:
    left = [q for q in quads if (q.subject, q.predicate) != (subject, kg_(name))]
    assert len(left) < len(quads)
    return left


def test_the_small_project_holds_to_the_shapes(project: Path) -> None:
    assert validate(kg.load(project).quads, SHAPES) == ()


def test_a_project_without_facts_holds_to_the_shapes(project: Path) -> None:
    write_facts(project, [])
    assert validate(kg.load(project).quads, SHAPES) == ()


@pytest.mark.parametrize("date", ["2015-03", "2015", "2015-03-02/2015-03-05", "../2015-03", "2015-03/..", "2016-02-29", None])
def test_any_date_of_the_facts_holds_to_the_shapes(change: Callable[..., Path], date: str | None) -> None:
    assert validate(kg.load(change("rep1-visit-yamada", date=date)).quads, SHAPES) == ()


BREAKS: list[tuple[str, Callable[[list[Quad]], list[Quad]], NamedNode, str, str]] = [
    (
        "untold", lambda quads: without(quads, EVENT, "toldBy"), EVENT, "toldBy",
        "An event is told by at least one statement.",
    ),
    (
        "one party", lambda quads: without(quads, NamedNode(f"{EVENT.value}/participation/1"), "actor"),
        NamedNode(f"{EVENT.value}/participation/1"), "actor",
        "A participation has exactly one actor, which is a known kg:Actor.",
    ),
    (
        "no phrase", lambda quads: without(quads, EVIDENCE, "exact"), EVIDENCE, "exact",
        "Evidence quotes one phrase of 1 to 40 characters.",
    ),
    (
        "two dates", lambda quads: [*quads, Quad(EVENT, kg_("edtf"), Literal("2016"))], EVENT, "edtf",
        "A date is one EDTF text: a year, month or day, or an interval of these, open at one end at most.",
    ),
    (
        "negative", lambda quads: [*quads, Quad(EVENT, kg_("attendance"), Literal(-1))], EVENT, "attendance",
        "Attendance is a whole number, 0 or more.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "broken", "at", "path", "message"), BREAKS, ids=[b[0] for b in BREAKS])
def test_what_breaks_a_shape_is_reported_with_node_path_and_message(
    project: Path, name: str, broken: Callable[[list[Quad]], list[Quad]], at: NamedNode, path: str, message: str
) -> None:
    found = validate(broken(kg.load(project).quads), SHAPES)
    assert Violation(at.value, KG + path, message) in found, name


def test_a_day_that_is_not_that_of_its_date_is_reported_at_its_event(project: Path) -> None:
    quads = without(kg.load(project).quads, EVENT, "latest")
    wrong = [*quads, Quad(EVENT, kg_("latest"), day("2015-12-31"), DefaultGraph())]
    found = [v for v in validate(wrong, SHAPES) if v.node == EVENT.value]
    assert [v.path for v in found] == [KG + "latest"]
    assert "the latest day of 2015-05-06 is 2015-05-06, but 2015-12-31 is given." in found[0].message


def test_a_quad_of_any_graph_is_held_against_the_shapes(project: Path) -> None:
    graph = kg.load(project)
    report = NamedNode(DEFAULT_BASE + "report/rep1")
    statement = NamedNode(DEFAULT_BASE + "statement/rep1-visit-yamada")
    found = validate([*graph.quads, Quad(statement, kg_("statementType"), Literal("rumour"), report)], SHAPES)
    assert {(v.node, v.path) for v in found} == {(statement.value, KG + "statementType")}


def test_violations_are_sorted_and_told_once(project: Path) -> None:
    quads = kg.load(project).quads
    for name in ("start", "end", "exact"):
        quads = without(quads, EVIDENCE, name)
    found = validate(quads, SHAPES)
    assert list(found) == sorted(set(found), key=lambda v: (v.node, v.path, v.message))
    assert {KG + name for name in ("start", "end", "exact")} <= {v.path for v in found}


def test_messages_are_in_english_alone(project: Path) -> None:
    (violation,) = validate(without(kg.load(project).quads, EVENT, "toldBy"), SHAPES)
    assert violation.message == "An event is told by at least one statement."


def test_a_name_twice_in_one_language_is_reported(project: Path) -> None:
    palau = NamedNode(DEFAULT_BASE + "actor/PLW")
    quads = [*kg.load(project).quads, Quad(palau, NamedNode(SKOS + "prefLabel"), Literal("貝勞", language="zh-Hant"))]
    assert {(v.node, v.path) for v in validate(quads, SHAPES)} == {(palau.value, SKOS + "prefLabel")}


def test_without_pyshacl_it_says_what_to_install(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(UsageError, match=r"pip install 'coopgraph\[validate\]'"):
        validate(kg.load(project).quads, SHAPES)


def test_a_report_that_is_none_is_an_error() -> None:
    with pytest.raises(UsageError, match="pySHACL gave no report: b'text'"):
        violations_in(b"text")
