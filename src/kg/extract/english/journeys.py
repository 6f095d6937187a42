"""Visits told without a verb of visiting before their place: officials of one state who are at a place of another, on a day, on a trip.

They are read where a sentence holds no visit in plainer words: "the minister, in Hanoi since Monday", "on a study trip to Tokyo in May".
"""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.dates import Precision
from kg.extract.english.clauses import reported
from kg.extract.english.dates import When
from kg.extract.english.home import View
from kg.extract.english.parties import ANY_CASE, PRIVATE, hypothetical, stands_for_state
from kg.extract.english.spans import sent_for_long
from kg.extract.english.words import EnglishWords, Found, Name, Sentence
from kg.vocabulary import HOME

_AT = re.compile(r"\b(?:in|to|at|into|for|via|around|across|reached|visiting|toured)\s+(?:the\s+)?$")
_SINCE = re.compile(r"\b[Ii]n\s+(?:the\s+)?$")
_FROM_DAY = re.compile(r",?\s+(?:since|from)\s+(?:last\s+)?$")
_POSTED = re.compile(
    r"\b(?:officers?|offices?|staff|posts?|stationed|based|posted|embassy|envoy|ambassador|representative)\s+(?:\w+\s+)?in\s+$"
)
_NOW = re.compile(r"\b(?:ends|departs|leaves|begins|starts|arrives|returns|flies|heads|continues|runs)\b")  # what is to come
_BESIDE = 90


def journeys(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[tuple[tuple[int, int], Found, Found, When]]:
    """Where it is told, who went, the place, and the day, of a journey of officials across a border; at most one a sentence."""
    text = sentence.text
    if not sentence.dates or any(words.pattern(kind, ANY_CASE).search(text) for kind in ("novisit", "workshop", "training")):
        return
    for place in sentence.names:
        if not _place(sentence, place):
            continue
        cue = _cue(sentence, place, words)
        mover = _mover(sentence, place, words, view)
        if cue is None or mover is None or sent_for_long(sentence, text[slice(*cue)], cue[1]):
            continue
        if words.pattern("private", PRIVATE).search(text[max(0, cue[0] - _BESIDE) : cue[1] + 40]):
            continue
        if not sentence.headline and _NOW.search(text):
            continue
        if hypothetical(sentence, cue[0]) or words.pattern("plan").search(text, 0, max(cue[1], place.end)):
            continue
        dates = [w for w in sentence.dates if not reported(sentence, w) or _FROM_DAY.fullmatch(text[place.end : w.start])]
        if dates:
            yield cue, mover, place, min(dates, key=lambda w: min(abs(w.start - place.end), abs(cue[0] - w.end)))
            return


def _place(sentence: Sentence, found: Found) -> bool:
    if found.name.people or not found.name.iso3 or found.name.kind not in ("city", "country"):
        return False
    return _AT.search(sentence.text[: found.start]) is not None


def _cue(sentence: Sentence, place: Found, words: EnglishWords) -> tuple[int, int] | None:
    """The word of travel beside a place, or "in Hanoi since Monday"."""
    text = sentence.text
    if _POSTED.search(text[: place.start]):
        return None
    if _SINCE.search(text[: place.start]) and any(
        (_FROM_DAY.fullmatch(text[place.end : when.start]) and when.dating.precision is Precision.DAY)
        or (text[place.end : when.start] == " " and "/" in when.dating.edtf)
        for when in sentence.dates
        if when.start >= place.end
    ):
        return place.start, place.end
    for match in words.pattern("travel").finditer(text):
        gap = place.start - match.end() if match.end() <= place.start else match.start() - place.end
        if 0 <= gap <= _BESIDE:
            return match.span()
    return None


def _mover(sentence: Sentence, place: Found, words: EnglishWords, view: View) -> Found | None:
    """The first official party of another state than the place's; officials without a state are the home country's."""
    text = sentence.text
    official = words.pattern("official")
    before = [f for f in sentence.names if f.start < place.start]
    for found in (*reversed(before), *(f for f in sentence.names if f.start > place.start)):
        if found.name.kind in ("city", "io", "pair") or found.name.iso3 in ("", place.name.iso3):
            continue
        near = text[max(0, found.start - 60) : found.end + 60].lower()
        if stands_for_state(sentence, found, words) and (found.name.kind != "country" or official.search(near)):
            return found
    if place.name.iso3 == view.country or any(f.name.iso3 == place.name.iso3 for f in before):
        return None
    title = official.search(text[: place.start].lower())
    if title is None or words.pattern("private", PRIVATE).search(text[max(0, title.start() - 30) : title.end() + 30]):
        return None
    return Found(
        title.start(), title.end(), text[title.start() : title.end()], Name("country", view.country or HOME, view.country)
    )
