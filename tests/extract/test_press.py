"""Sentences in the register of press releases, each with the network events that it tells."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.dates import parse_edtf
from kg.extract import Candidate, Document, extract
from kg.extract.lexicon import Lexicon, load_lexicon
from kg.letters import language_of, traditional
from kg.vocabulary import HOME, NETWORK_TYPES

CASES = [
    json.loads(line)
    for path in sorted((Path(__file__).parent / "cases").glob("*.jsonl"))
    for line in path.open(encoding="utf-8")
]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(Path(__file__).parents[2] / "data")


def told(candidate: Candidate) -> str:
    """A candidate in one line: type, status or direction, date, foreign countries."""
    abroad = sorted({party.iso3 for party in candidate.parties if party.iso3 not in ("", HOME) and party.role != "rater"})
    date = candidate.date.edtf if candidate.date is not None else "-"
    countries = [] if candidate.type == "rating" and not abroad else abroad
    return " ".join(filter(None, (candidate.type, candidate.status, candidate.direction, date, " ".join(countries) or "-")))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_tells_what_the_sentence_tells(case: dict, lexicon: Lexicon) -> None:
    simplified = language_of(case["text"]) == "zh-Hans"
    text = traditional(case["text"]) if simplified else case["text"]
    document = Document("case", text, date=parse_edtf(case["date"]) if case["date"] else None, simplified=simplified)
    found = [candidate for candidate in extract(document, lexicon) if candidate.type in NETWORK_TYPES]
    assert sorted(map(told, found)) == sorted(case["expect"])
    for candidate in found:
        assert 0 <= candidate.start < candidate.end <= len(case["text"])
        assert 0 < len(candidate.exact) <= 40
        assert "".join(candidate.exact.split()) in "".join(text[candidate.start : candidate.end].split())
