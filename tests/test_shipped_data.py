"""The facts that the project ships: what they add up to, and that they hold to the report texts where these are at hand."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

import kg
from conftest import ROOT, SHARED
from kg.export import export
from kg.names import fold
from kg.reports import verify
from kg.validate import validate
from kg.vocabulary import NETWORK_TYPES

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the report texts and annotations are not at hand")


@pytest.fixture(scope="module")
def graph() -> kg.Graph:
    return kg.load(ROOT)


def test_partners_grow_from_one_to_twenty(graph: kg.Graph) -> None:
    growth = graph.growth()
    assert growth.year.tolist() == list(range(2011, 2019))
    assert growth.total.tolist() == [1, 3, 6, 11, 14, 16, 19, 20]
    assert growth.countries.tolist()[0] == "MNG"


def test_a_day_in_one_report_refines_the_year_in_another(graph: kg.Graph) -> None:
    panama = next(e for e in graph.resolved.events if e.id == "roc105-agreement-panama-1")
    assert panama.date is not None
    assert (panama.date.edtf, panama.dates) == ("2016-06-27", ("2016-06-27", "2016"))
    assert {s.split("-")[0] for s in panama.statements} == {"roc105", "roc106"}


def test_known_contradictions_are_listed(graph: kg.Graph) -> None:
    listed = {(c.field, frozenset(value for value, _ in c.values)) for c in graph.resolved.conflicts}
    assert {("attendance", frozenset({"370", "350"})), ("value", frozenset({"136", "101"}))} <= listed


def test_every_report_tells_of_the_network(graph: kg.Graph) -> None:
    counts: dict[str, int] = defaultdict(int)
    for statement in graph.data.statements:
        counts[statement.document] += statement.type in NETWORK_TYPES
    assert {name: count >= 10 for name, count in counts.items()} == {r.id: True for r in graph.data.reports}


def test_every_party_in_an_event_of_the_network_has_a_role(graph: kg.Graph) -> None:
    bare = [(s.id, p.name) for s in graph.data.statements if s.type in NETWORK_TYPES for p in s.parties if not p.role]
    assert bare == []


def test_every_actor_has_an_english_name_and_is_used_or_stands_above_one_that_is(graph: kg.Graph) -> None:
    assert [a.id for a in graph.data.actors if not a.name_en and a.kind != "person"] == []
    used = {p.actor for s in graph.data.statements for p in s.parties}
    needed = used | {a.parent for a in graph.data.actors} | {r.publisher for r in graph.data.reports}
    homes = {a.iso3 for a in graph.data.actors if a.kind != "country"}
    assert [a.id for a in graph.data.actors if a.id not in needed | homes] == []


def test_country_codes_and_names_agree_with_iso_and_cldr(graph: kg.Graph) -> None:
    babel = pytest.importorskip("babel")
    pycountry = pytest.importorskip("pycountry")
    chinese, english = babel.Locale.parse("zh_Hant_TW"), babel.Locale.parse("en")
    for actor in graph.data.actors:
        if actor.kind == "country":
            alpha_2 = pycountry.countries.get(alpha_3=actor.iso3).alpha_2
            names = {fold(n) for n in (actor.name_zh, actor.name_en, *actor.aliases, *(n.name for n in actor.namings))}
            assert fold(chinese.territories[alpha_2]) in names, actor.id
            assert fold(english.territories[alpha_2]) in names, actor.id


def test_figures_with_one_title_and_unit_are_one_metric(graph: kg.Graph) -> None:
    values: dict[tuple[str, str, str, str], set[object]] = defaultdict(set)
    for s in graph.data.statements:
        if s.type == "figure" and s.title and s.period is not None:
            values[s.document, fold(s.title), s.unit, s.period.edtf].add(s.value)
    assert {key: found for key, found in values.items() if len(found) > 1} == {}


def test_the_graph_holds_to_the_shapes(graph: kg.Graph) -> None:
    pytest.importorskip("pyshacl")
    assert validate(graph.quads, ROOT / "ontology" / "shapes.ttl") == ()


@needs_shared
def test_every_phrase_stands_at_its_place(graph: kg.Graph) -> None:
    result = verify(graph.data.statements, graph.data.reports, [SHARED / "sources"])
    assert result.missing == ()
    assert result.found == sum(len(s.evidence) for s in graph.data.statements)


@needs_shared
@pytest.mark.parametrize("report", ["roc103", "roc106"])
def test_the_annotated_reports_are_found_whole(graph: kg.Graph, report: str, tmp_path: Path) -> None:
    facts = tmp_path / "facts.jsonl"
    facts.write_bytes(export(graph, "statements"))
    gold = SHARED / "eval" / "gold" / f"{report}.jsonl"
    command = [sys.executable, str(SHARED / "eval" / "score.py"), str(gold), str(facts), "--document", report, "--json"]
    score = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    network = [cell for kind, cell in score.items() if kind in NETWORK_TYPES]
    assert sum(c["found_exact_date"] for c in network) == sum(c["gold"] for c in network) > 0
    assert sum(c["right"] for c in network) >= 0.98 * sum(c["facts"] for c in network)
    context = [cell for kind, cell in score.items() if kind not in NETWORK_TYPES]
    assert sum(c["found"] for c in context) >= 0.9 * sum(c["gold"] for c in context) > 0


@needs_shared
def test_no_passage_of_a_report_stands_in_the_project() -> None:
    done = subprocess.run(
        [sys.executable, str(SHARED / "eval" / "overlap.py"), str(ROOT)], capture_output=True, text=True, check=False
    )
    assert done.stdout == ""
