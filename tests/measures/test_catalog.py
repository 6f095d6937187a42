"""Every measure: definition, columns, scope, and what it says where there is nothing."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pandas as pd
import pytest

import kg
from conftest import ROOT
from kg.cli import main
from kg.errors import UsageError
from kg.measures.catalog import MEASURES


@pytest.mark.parametrize("name", MEASURES)
def test_the_docstring_defines_and_names_every_column(graph: kg.Graph, name: str) -> None:
    measure = MEASURES[name]
    text = MEASURES["domestic"].text + measure.text if "Columns: as of domestic" in measure.text else measure.text
    found = graph.measure(name)
    assert len(found) > 0
    assert [word for word in ("Columns:", "Unit:", "Source:") if word not in text] == []
    assert [c for c in found.columns if not c.endswith("_max") and c not in text] == []
    assert [c for c in found.columns if found[c].dtype == object] == []


@pytest.mark.parametrize("name", MEASURES)
def test_a_day_before_all_events_gives_an_empty_typed_table(graph: kg.Graph, name: str) -> None:
    found = graph.measure(name, as_of="1999-12-31")
    assert len(found) == 0
    assert found.dtypes.equals(graph.measure(name).dtypes)
    assert found.attrs["note"].startswith("no event is over by 1999-12-31: the first one is of ")
    none = graph.measure(name, known_by=1999)
    assert len(none) == 0
    assert "reports up to 1999" in none.attrs["note"]


@pytest.mark.parametrize(
    ("measure", "layer", "note"),
    [
        ("growth", "visit", "no event of these layers is a dated and signed agreement"),
        ("outlived", "visit", "no agreement has outlived the diplomatic relations under which it was signed"),
        ("snapshots", "law", "no event of these layers ties two actors by a day that is known"),
        ("change", "law", "no event of these layers ties two actors by a day that is known"),
        ("funding", "visit", "no event of these layers is a grant"), ("delegations", "rating", "events names a person who was sent"),
        ("series", "rating", "no event carries a number"), ("domestic", "rating", "no two bodies at home organize an event together"),
    ],
)  # fmt: skip
def test_layers_that_hold_nothing_for_a_measure_say_so(graph: kg.Graph, measure: str, layer: str, note: str) -> None:
    found = graph.measure(measure, layers=[layer], as_of="2014" if layer == "law" else None)
    assert found.attrs["note"].endswith(note)
    assert len(found) == 0


def test_unknown_names_are_told_with_the_nearest(graph: kg.Graph) -> None:
    with pytest.raises(UsageError, match=r"no layer is called 'visits'; layers: agreement, .*; nearest: visit$"):
        graph.measure("degree", layers=["visits"])
    with pytest.raises(UsageError, match="no measure is called 'centralty'; nearest: centrality"):
        graph.measure("centralty")
    with pytest.raises(UsageError, match="does not take 'by'; it takes: network"):
        graph.measure("degree", by="kind")
    with pytest.raises(UsageError, match="known_by 'soon': not a year"):
        graph.measure("degree", known_by="soon")
    with pytest.raises(UsageError, match="'2017-13' has month 13"):
        graph.measure("degree", as_of="2017-13")


def test_known_by_resolves_again_from_the_reports_up_to_a_year(graph: kg.Graph) -> None:
    early = graph.known_by(2014)
    assert {s.document for s in early.data.statements} == {"roc103"}
    assert early is graph.known_by("2014")
    assert graph.known_by(None) is graph
    assert set(graph.network(known_by=2014)) == set(early.network())
    assert len(early.network()) < len(graph.network())
    assert graph.known_by(2022).resolved == graph.resolved


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["--project", str(ROOT), "network", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_the_command_prints_each_format(capsys: pytest.CaptureFixture[str], graph: kg.Graph) -> None:
    expected = graph.measure("centrality", as_of="2014")
    code, out, _ = run(capsys, "centrality", "--as-of", "2014", "--format", "csv")
    assert code == 0
    read = pd.read_csv(io.StringIO(out), keep_default_na=False)
    assert read.node.tolist() == expected.node.tolist()
    assert abs(read.pagerank - expected.pagerank).max() < 1e-12
    code, out, _ = run(capsys, "contacts", "--format", "json")
    rows = {row["country"]: row for row in json.loads(out)}
    assert (rows["BEL"]["days_from_contact_min"], rows["ARG"]["contacts_before"]) == (301, None)
    code, out, _ = run(capsys, "growth", "--format", "markdown")
    assert out.splitlines()[0] == "| year | group | new | total | countries |"
    code, out, _ = run(capsys, "growth")
    assert "2018  all    1    20     BEL" in out


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_is_json_with_the_values_of_the_table(
    capsys: pytest.CaptureFixture[str], graph: kg.Graph, name: str
) -> None:
    code, out, _ = run(capsys, name, "--format", "json", "--as-of", "2016")
    rows = json.loads(out)
    expected = graph.measure(name, as_of="2016")
    assert code == 0
    assert [list(row) for row in rows] == [list(expected.columns)] * len(expected)
    assert pd.DataFrame(rows, columns=expected.columns).astype(expected.dtypes.to_dict()).equals(expected)
    assert "\\/" not in out


def test_the_command_lists_and_explains(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys)
    assert [name for name in MEASURES if f"\n{name}" not in out] == []
    code, out, _ = run(capsys, "contacts", "--list")
    assert code == 0
    assert "dormant_min" in out


def test_the_command_says_what_is_wrong_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "contact")
    assert (code, err[:59]) == (2, "kg: no measure is called 'contact'; nearest: contacts, cons")
    code, out, err = run(capsys, "degree", "--as-of", "1999")
    assert (code, out.splitlines()[0].split()[:2]) == (0, ["node", "kind"])
    assert err.startswith("kg: no event is over by 1999-12-31: the first one is of ")
    assert run(capsys, "growth", "--sample", "3")[0] == 2
    assert run(capsys, "contacts", "--actor", "比利士")[0] == 2


def test_rows_of_one_actor_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "contacts", "--actor", "比利時", "--format", "csv")
    assert code == 0
    assert [line.split(",")[0] for line in out.splitlines()] == ["country", "BEL"]
    code, out, err = run(capsys, "contacts", "--actor", "ecpat-taiwan")
    assert (code, err) == (0, "kg: no row names ecpat-taiwan\n")


def test_a_measure_of_a_small_project_without_ranks(project: Path) -> None:
    found = kg.load(project).measure("delegations")
    assert found[["event", "head", "unranked"]].values.tolist() == [["rep1-visit-yamada", "yamada", "代表"]]
