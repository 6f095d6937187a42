"""The score counts as its rules say, and as the reference scorer does where that is at hand."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from conftest import ROOT, SHARED
from kg.cli import main
from kg.score import score, total
from kg.vocabulary import NETWORK_TYPES

PALAU = {"name": "帛琉", "iso3": "PLW"}
JAPAN = {"name": "日本", "iso3": "JPN"}


def row(name: str, kind: str = "agreement", **fields: object) -> dict[str, Any]:
    return {"id": name, "type": kind, "date": "2015-05-06", "parties": [PALAU], **fields}


@pytest.mark.parametrize(
    ("fact", "found", "dated"),
    [
        (row("f"), 1, 1),
        (row("f", date="2015"), 1, 0),
        (row("f", date="2015-05-01/2015-05-31"), 1, 0),
        (row("f", date="2016"), 0, 0),
        (row("f", date=None), 0, 0),
        (row("f", date="../2015-12-31"), 0, 0),
        (row("f", parties=[JAPAN]), 0, 0),
        (row("f", parties=[JAPAN, PALAU]), 1, 1),
        (row("f", status="planned"), 0, 0),
        (row("f", status="signed"), 1, 1),
        (row("f", "meeting"), 0, 0),
    ],
)
def test_an_agreement_is_found(fact: dict[str, Any], found: int, dated: int) -> None:
    tally = score([row("g")], [fact])["agreement"]
    assert (tally.gold, tally.found, tally.dated) == (1, found, dated)


def test_directions_titles_names_and_values_have_to_agree() -> None:
    visit = row("g", "visit", direction="inbound")
    assert score([visit], [row("f", "visit", direction="outbound")])["visit"].found == 0
    assert score([visit], [row("f", "visit")])["visit"].found == 1
    workshop = row("g", "workshop", parties=[], title="防制人口販運國際工作坊")
    assert score([workshop], [row("f", "workshop", quote="舉辦防制人口販運工作坊")])["workshop"].found == 1
    assert score([workshop], [row("f", "workshop", quote="舉辦消防演練")])["workshop"].found == 0
    call = row("g", "visit", parties=[{"name": "關懷協會"}])
    assert score([call], [row("f", "visit", parties=[{"name": "關懷協會會長"}])])["visit"].found == 1
    assert score([call], [row("f", "visit", parties=[{"name": "本署"}])])["visit"].found == 0
    figure = row("g", "figure", value=1200)
    assert score([figure], [row("f", "figure", value="1,200")])["figure"].found == 1
    assert score([figure], [row("f", "figure", value=12)])["figure"].found == 0
    rating = row("g", "rating", value=1, parties=[{"name": "美國", "iso3": "USA", "role": "rater"}])
    assert score([rating], [row("f", "rating", value=1, parties=[])])["rating"].found == 1


def test_rows_that_tell_one_event_count_once() -> None:
    gold = [row("a", same_as=["b"]), row("b", date="2015"), row("c", parties=[JAPAN])]
    tally = score(gold, [row("f"), row("h", parties=[JAPAN], date="2001")])["agreement"]
    assert (tally.gold, tally.found, tally.facts, tally.right) == (2, 1, 2, 1)
    assert (tally.missed, tally.wrong) == (("c",), ("h",))
    assert (tally.recall, tally.precision, tally.f1) == (0.5, 0.5, 0.5)


def test_nothing_found_has_no_share() -> None:
    tally = score([], [row("f")])["agreement"]
    assert (tally.recall, tally.precision, tally.f1) == (None, 0.0, 0.0)


def reference() -> ModuleType:
    path = SHARED / "eval" / "score.py"
    if not path.is_file():
        pytest.skip(f"the reference scorer is not at hand ({path})")
    spec = importlib.util.spec_from_file_location("reference_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("document", ["roc103", "roc106"])
def test_the_reference_scorer_gives_the_same_numbers(document: str) -> None:
    other = reference()
    gold = [json.loads(line) for line in (SHARED / "eval" / "gold" / f"{document}.jsonl").read_text("utf-8").splitlines()]
    facts = [json.loads(line) for line in (ROOT / "data" / "facts" / f"{document}.jsonl").read_text("utf-8").splitlines()]
    for seed in range(4):
        damaged = _damaged(facts, random.Random(seed)) if seed else facts  # noqa: S311  no secret
        theirs = other.score(gold, damaged)
        ours = score(gold, damaged)
        assert {k: (t.gold, t.found, t.dated, t.facts, t.right) for k, t in ours.items()} == {
            k: (c["gold"], c["found"], c["found_exact_date"], c["facts"], c["right"]) for k, c in theirs.items()
        }
        network = total(ours, NETWORK_TYPES)
        assert network.found == sum(c["found"] for k, c in theirs.items() if k in NETWORK_TYPES)


def _damaged(facts: list[dict[str, Any]], chance: random.Random) -> list[dict[str, Any]]:
    """The facts with fields lost and swapped."""
    out = []
    for fact in facts:
        other, changed = chance.choice(facts), dict(fact)
        for name in ("date", "period", "title", "value", "parties", "status", "direction", "type"):
            if chance.random() < 0.15:
                changed.pop(name, None) if name != "type" else None
                if name in other:
                    changed[name] = other[name]
        out.append(changed)
    return out


def test_the_command_prints_the_totals(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold, facts = tmp_path / "gold.jsonl", tmp_path / "facts.jsonl"
    gold.write_text(json.dumps(row("g")) + "\n" + json.dumps(row("h", "figure", value=3)) + "\n", "utf-8")
    facts.write_text(json.dumps(row("f")) + "\n", "utf-8")
    assert main(["score", str(gold), str(facts)]) == 0
    lines = {line.split()[0]: line.split()[1:] for line in capsys.readouterr().out.splitlines()}
    assert lines["NETWORK"] == ["1", "1", "1.000", "1.000", "1", "1", "1.000", "1.000"]
    assert lines["CONTEXT"] == ["1", "0", "0.000", "0.000", "0", "0", "-", "0.000"]


def test_the_command_extracts_where_no_facts_are_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "press.txt").write_text("Taiwan and Palau signed a memorandum of understanding on May 6, 2015.\n", "utf-8")
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({**row("g"), "document": "press.txt"}) + "\n", "utf-8")
    assert main(["score", str(gold), "--reports", str(tmp_path), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["NETWORK"]["found_exact_date"] == 1


def test_the_command_names_what_it_lacks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({**row("g"), "document": "nowhere.txt"}) + "\n", "utf-8")
    assert main(["score", str(gold)]) == 1
    assert "the text of 'nowhere.txt' is not at hand" in capsys.readouterr().err
    gold.write_text("not json\n", "utf-8")
    assert main(["score", str(gold), str(gold)]) == 1
    assert "gold.jsonl:1" in capsys.readouterr().err
