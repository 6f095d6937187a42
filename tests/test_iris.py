"""IRIs: made from ids, one for each, and safe in every RDF syntax."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.cli import main
from kg.errors import UsageError
from kg.iris import DEFAULT_BASE, KG, Iris, base_iri
from kg.model import Evidence

IRIS = Iris(DEFAULT_BASE)
IDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=10)


def test_each_kind_of_thing_has_its_own_place() -> None:
    evidence = Evidence("roc106", 3, 9, "簽署")
    assert IRIS.actor("JPN") == "https://example.org/coop/actor/JPN"
    assert IRIS.report("roc106") == "https://example.org/coop/report/roc106"
    assert IRIS.statement("roc106-visit-a") == "https://example.org/coop/statement/roc106-visit-a"
    assert IRIS.event("roc106-visit-a") == "https://example.org/coop/event/roc106-visit-a"
    assert IRIS.observation("figure", "roc106-figure-a") == "https://example.org/coop/figure/roc106-figure-a"
    assert IRIS.conflict("a-value") == "https://example.org/coop/conflict/a-value"
    assert IRIS.part(IRIS.event("a"), "participation", 0) == "https://example.org/coop/event/a/participation/0"
    assert IRIS.evidence(evidence, 1, "a") == "https://example.org/coop/evidence/roc106/3-9/a/1"
    assert IRIS.derived == "https://example.org/coop/graph/derived"


@given(IDS)
def test_an_id_comes_back_from_its_iri_and_nothing_in_it_breaks_out(name: str) -> None:
    own = IRIS.actor(name).removeprefix(IRIS.actor(""))
    assert re.fullmatch(r"[A-Za-z0-9._~%-]+", own)
    assert unquote(own) == name
    assert NamedNode(IRIS.actor(name)).value == IRIS.actor(name)


@given(IDS, IDS)
def test_different_ids_have_different_iris(left: str, right: str) -> None:
    assert (IRIS.event(left) == IRIS.event(right)) == (left == right)
    assert IRIS.event(left) != IRIS.statement(right)


def test_the_base_is_a_setting_and_the_terms_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_BASE", raising=False)
    assert base_iri() == DEFAULT_BASE
    monkeypatch.setenv("KG_BASE", "")
    assert base_iri() == DEFAULT_BASE
    monkeypatch.setenv("KG_BASE", "https://data.example/coop#")
    assert base_iri() == "https://data.example/coop#"
    own = Iris(base_iri()).prefixes()
    assert own["actor"] == "https://data.example/coop#actor/"
    assert own["kg"] == KG == IRIS.prefixes()["kg"]


@pytest.mark.parametrize(
    "base", ["coop/", "https://example.org/coop", "https://example.org/a b/", "https://example.org/<a>/", "/"]
)
def test_a_base_that_cannot_be_is_bad_usage(
    base: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KG_BASE", base)
    with pytest.raises(UsageError, match="KG_BASE"):
        base_iri()
    assert main(["query", "ASK {}"]) == 2
    assert repr(base) in capsys.readouterr().err


def test_every_prefix_of_the_instances_is_that_of_their_iris() -> None:
    prefixes = IRIS.prefixes()
    for name, iri in (
        ("actor", IRIS.actor("a")), ("event", IRIS.event("a")), ("statement", IRIS.statement("a")), ("report", IRIS.report("a")),
        ("figure", IRIS.observation("figure", "a")), ("claim", IRIS.observation("claim", "a")),
    ):  # fmt: skip
        assert iri == prefixes[name] + "a"
    assert IRIS.derived.startswith(prefixes["graph"])
