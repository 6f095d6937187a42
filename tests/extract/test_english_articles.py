"""Whole English articles in the manner of newsrooms and ministries: what they tell, told once, and what tells nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import ROOT
from kg.dateline import publication_day
from kg.extract.candidate import Candidate
from kg.extract.document import Document
from kg.extract.english.articles import extract_english
from kg.extract.lexicon import Lexicon, load_lexicon

_TYPES = ("agreement", "visit", "meeting", "workshop", "training", "grant", "rating", "reciprocity", "posting")
ARTICLES = [
    article.strip().partition("\n> ")
    for article in (Path(__file__).parent / "english" / "articles.txt").read_text("utf-8").split("=====")
]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(ROOT / "data")


def shown(found: Candidate) -> str:
    countries = sorted({p.iso3 for p in found.parties if p.iso3 not in ("", "TWN") and p.role != "rater"})
    further = found.status or found.direction or str(found.value or "-")
    return f"{found.type} | {further} | {found.date.edtf if found.date else '-'} | {' '.join(countries) or '-'}"


@pytest.mark.parametrize(("text", "expected"), [(a[0], a[2]) for a in ARTICLES], ids=[a[0][:40] for a in ARTICLES])
def test_article(text: str, expected: str, lexicon: Lexicon) -> None:
    found = extract_english(Document("article.txt", text, publication_day(text), "en"), lexicon)
    told = sorted(shown(c) for c in found if c.type in _TYPES)
    assert told == ([] if expected == "nothing" else sorted(expected.split("\n> ")))
