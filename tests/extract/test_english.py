"""English press texts: what they tell, and that texts without an event tell none."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import ROOT
from kg.dates import parse_edtf
from kg.extract.candidate import Candidate
from kg.extract.document import Document
from kg.extract.english.articles import extract_english
from kg.extract.lexicon import Lexicon, load_lexicon

HERE = Path(__file__).parent / "english"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(ROOT / "data")


def blocks(name: str) -> list[list[str]]:
    """The paragraphs of a case file, without its comment lines."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#"))
    return [block.strip().splitlines() for block in text.split("\n\n") if block.strip()]


TOLD = [
    (b[0].removeprefix("day: "), b[1], tuple(line[2:] for line in b[2:] if line != "> nothing"))
    for b in (x for x in blocks("told.txt"))
]
UNTOLD = [" ".join(block) for block in blocks("untold.txt")]


def read(text: str, day: str, lexicon: Lexicon) -> list[Candidate]:
    date = None if day == "-" else parse_edtf(day)
    return extract_english(Document("press.txt", text, date, "en"), lexicon)


def foreign(candidate: Candidate) -> str:
    return " ".join(sorted({p.iso3 for p in candidate.parties if p.iso3 not in ("", "TWN") and p.role != "rater"}))


def shown(candidate: Candidate, expected: str) -> str:
    """The candidate in the form of an expected line, with the same further field."""
    *_, further = expected.split("|")
    name, _, wanted = further.strip().partition("=")
    value = str(getattr(candidate, name)) if name else ""
    if name == "title" and wanted in value:
        value = wanted
    date = candidate.date.edtf if candidate.date else "-"
    countries = foreign(candidate) if expected.split("|")[2].strip() or candidate.type == "agreement" else ""
    return f"{candidate.type} | {date} | {countries} | {f'{name}={value}' if name else ''}".replace("  ", " ").strip()


@pytest.mark.parametrize(("day", "text", "expected"), TOLD, ids=[t[1][:40] for t in TOLD])
def test_told(day: str, text: str, expected: tuple[str, ...], lexicon: Lexicon) -> None:
    found = read(text, day, lexicon)
    assert len(found) == len(expected), [f"{c.type} {c.date and c.date.edtf} {foreign(c)}" for c in found]
    wanted = [e.replace("  ", " ").strip() for e in expected]
    assert sorted(shown(c, e) for c, e in zip(found, expected, strict=True)) == sorted(wanted)
    for c in found:
        assert text[c.start : c.end] == c.quote
        assert c.exact in c.quote
        assert 0 < len(c.exact) <= 40


@pytest.mark.parametrize("text", UNTOLD, ids=[t[:40] for t in UNTOLD])
def test_untold(text: str, lexicon: Lexicon) -> None:
    assert [f"{c.type} {c.exact}" for c in read(text, "2020-01-15", lexicon)] == []


def test_no_day_is_made_up_where_the_publication_day_is_not_known(lexicon: Lexicon) -> None:
    for _, text, _ in TOLD:
        for c in read(text, "-", lexicon):
            if c.date is not None:
                year = c.date.edtf[:4]
                before = "year before" in c.date_as_written and str(int(year) + 1)
                assert year in text or (before and before in text), (text, c.date.edtf)


def test_a_dateline_is_no_part_of_the_quote(lexicon: Lexicon) -> None:
    text = "Taipei, Oct. 4 (CNA) Taiwan and Palau signed an agreement on Sept. 28. It covers trafficking."
    (found,) = read(text, "2012-10-04", lexicon)
    assert found.quote == "Taiwan and Palau signed an agreement on Sept. 28."
    assert found.start == text.index("Taiwan and")
