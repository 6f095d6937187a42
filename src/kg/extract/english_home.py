"""From which country an English text tells: its dateline, its masthead, or the country that it names most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg import patterns as re
from kg.extract.english_words import EnglishWords, Sentence
from kg.vocabulary import HOME

_FEWEST, _FEWEST_SENTENCES = 3, 2
_OFTEN = 5  # one in so many names is Taiwan's where it is the one that speaks
_HEAD_LINES = 4
_PLACE = re.compile(
    r"(?m)^\s*(?P<place>[A-Z][A-Za-zé’'. ]{2,28}?)(?:,\s+[A-Z][A-Za-z. ]{2,20})??"
    r"(?:,?\s+(?:[A-Z][A-Za-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][A-Za-z]{2,8}\.?)"
    r"(?:,?\s+\d{4})?)?,?\s*(?:[(/][A-Za-z/ ]+[)/]\.?\s*)?(?:\s-{1,2}\s|[–—]|--|\([A-Z][A-Za-z]+\)|/\.|/[A-Z]+/|"
    r"(?<=\d\d\d\d)(?:\s*$|\.\s)|(?<=[\d)A-Z]):(?=\s+[A-Z]))|"
    r"\A\s*(?P<alone>[A-Z][A-Za-zé’'. ]{2,28}?)\.(?=\s+[A-Z])"
)
_NEWSROOM = re.compile(r"(?m)^[^\n]{3,60}?[(/]([A-Z][A-Za-z ]+)(?:/[A-Z][A-Za-z ]+)?[)/]")
_TITLE = re.compile(r"(?:(?:[Tt]he|of|and|[A-Z][\w’'.-]+)\s*){2,5}")
_OWN_BODY = re.compile(
    r"(?:(?:Ministry|Department|Bureau|Council|Office) (?:of|for) [A-Z][\w ,]+|[A-Z][\w ]+ (?:Ministry|Agency|Administration|Council))"
)
_OF_MANY = re.compile(
    r"\b(?:European|EU|International|Pacific|African|Asian|ASEAN|American|Caribbean|World|Global|Regional|Nations)\b"
)


@dataclass(frozen=True, slots=True)
class View:
    """The country from which a text tells, so that visits to it are inbound, and the rating report that it tells of.

    ``report`` is when that came out (EDTF), ``tiers`` whether the text tells of one; ``known`` is whether the text says its country:
    by its dateline or masthead, or by naming the country; ``sure`` leaves out the last.
    """

    country: str
    report: str = ""
    tiers: bool = False
    known: bool = True
    sure: bool = True


def viewpoint(text: str, told: Sequence[Sentence], words: EnglishWords) -> View:
    """The country of the dateline's newsroom or place, else of the masthead, else Taiwan where named, else the one named most."""
    rooms = dict(room.split("=") for room in words.words["newsroom"])
    for room in _NEWSROOM.finditer(text[:1500]):
        if any(f.name.iso3 == rooms.get(room[1]) for sentence in told for f in sentence.names):
            return View(rooms[room[1]])
    for match in _PLACE.finditer(text[:3000]):
        place = match["place"] or match["alone"]
        for found in words.find(place.title() if place.isupper() else place):
            if found.start == 0 and not found.name.people and found.name.iso3 and found.end >= len(place) - 1:
                return View(found.name.iso3)
    return _by_masthead(told, words) or _by_count(told)


def _by_masthead(told: Sequence[Sentence], words: EnglishWords) -> View | None:
    """The country of a body that heads the text: "Australian Border Force"; one without a country ("Ministry of Labor") is Taiwan's."""
    first = told[0] if told else None
    tells = first is not None and words.pattern("present").search(first.text.lower()) is not None
    if first is not None and first.headline and not tells and _TITLE.fullmatch(first.text):
        named = [f.name.iso3 for f in first.names if f.name.kind in ("country", "city")]
        if len(named) == 1:
            return View(named[0])
    for sentence in told[:_HEAD_LINES]:
        if sentence.headline and len(sentence.text) < 90:
            for found in sentence.names:
                if found.name.kind in ("agency", "embassy") and found.name.iso3 and found.start < 30:
                    return View(found.name.iso3 if found.name.kind == "agency" else HOME)
            if (
                _OWN_BODY.fullmatch(sentence.text)
                and not any(f.name.iso3 for f in sentence.names)
                and _OF_MANY.search(sentence.text) is None
            ):
                return View(HOME)
    return None


def _by_count(told: Sequence[Sentence]) -> View:
    named = [f.name for s in told for f in s.names if f.name.iso3 and f.name.kind in ("country", "agency", "embassy")]
    counts = Counter(name.iso3 for name in named) + Counter(name.iso3 for name in named if name.kind != "country")
    if HOME in counts:
        return View(HOME, sure=counts[HOME] * _OFTEN >= counts.total())
    if counts.total() < _FEWEST or sum(any(f.name.iso3 for f in s.names) for s in told) < _FEWEST_SENTENCES:
        return View(HOME, known=False)
    code, most = counts.most_common(1)[0]
    return View(code, sure=False) if most * 2 > counts.total() else View(HOME, known=False, sure=False)
