"""English sentences on the place or the points of a country in a list that others make: a passport index, an index of peace."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.dates import parse_edtf
from kg.extract.candidate import Candidate
from kg.extract.english.clauses import nearest_date
from kg.extract.english.home import View
from kg.extract.english.parties import candidate, mentions
from kg.extract.english.words import EnglishWords, Found, Name, Sentence

_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
_NTH = (
    rf"(?:(?P<n{{0}}>\d{{{{1,3}}}})(?:st|nd|rd|th)\b|(?P<w{{0}}>{'|'.join(_ORDINALS)})\b|"
    rf"[Nn](?:o\.|umber)\s*(?P<m{{0}}>\d{{{{1,3}}}})\b)"
)
_PLACE_IN_LIST = re.compile(
    r"\b(?:[Rr]ank(?:s|ed|ing|ings)?|[Pp]lac(?:es?|ed|ing|ings)|c[ao]mes?(?: in| out)?|coming(?: in)?|climb(?:s|"
    r"ed|ing)?|rose|rises|rising|"
    r"dropp?(?:s|ed|ing)?|slip(?:s|ped)?|slid|fell|falls|tumbled|jump(?:s|ed)|leap(?:s|ed|t)|vault(?:s|ed)|"
    r"advanc(?:es|ed)|improved|"
    r"mov(?:es|ed)|edged|soar(?:s|ed)|surg(?:es|ed)|list(?:s|ed)|rat(?:es|ed)|put(?:s)?|position(?:ed|s)?|sits?|"
    r"stands?|stood|finish(?:es|ed)|"
    r"remain(?:s|ed)|score[sd]?|held|holds?|retain(?:s|ed)|kept|keeps|secur(?:es|ed)|claim(?:s|ed)|took|takes|earn(?:s|ed)|"
    r"shares?|shared|tied for|ties for|is|was|are|were|at|to|as|in),?\s+"
    r"(?:(?:up|down|back|out|the|from|in|to|at|joint|jointly|tied|for|a|an|its|their|equal|only|again|overall|"
    r"\w+ly|(?:world|region|globe|[A-Z][a-z]+)['’]s|[\w-]+ (?:places?|spots?|positions?|notches|rungs)|"
    r"(?:travel )?(?:documents?|passports?)|"
    r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?),?\s+){0,6}?"
    rf"{_NTH.format(1)}"
    r"|"
    rf"(?:[A-Z]\w+|it)['’]s\s+{_NTH.format(2)}(?:[ -](?:place|ranking))"
)
_POINTS = re.compile(
    r"\b(?:score(?:d|s)?(?:\s+of)?|rating of|mark of|total of|points? of|"
    r"with)\s+(?:an?\s+)?(?:\w+\s+of\s+)?(?P<n>\d{1,3}(?:\.\d+)?)\b"
    r"(?!\s*(?:%|percent|countries|million|billion|people|officers|members|cases|years?|delegates|days))|"
    r"\b(?P<p>\d{1,3}(?:\.\d+)?)\s+(?:points|out of (?:100|10))\b|\bCategory\s+(?P<c>[12])\b"
)
_LIST = re.compile(
    r"\b(?P<title>(?:(?:[A-Z]|20\d\d\b)[\w’'&-]+\s+(?:(?:of|in|on|for|and|the)\s+)*){1,7}(?:Index|Rankings?|"
    r"Report|Indicators?|Survey|Barometer|Scoreboard|"
    r"Yearbook|Scorecard|Review|Ratings?|League Table)(?:\s+(?:of|on)(?:\s+[A-Z]\w+)+)?)\b|"
    r"\b(?:[a-z]+\s+)?(?:index|rankings?|survey|league table|scoreboard|barometer|scorecard|"
    r"list of the world)\b(?:\s+of(?:\s+[a-z-]+){1,6})?"
)
_POINTED = re.compile(r"\b(?:[Ii]ndex|[Ss]urvey|[Ss]core(?:board|card)|[Rr]anking|[Rr]eport)\b")
_NOT_RANKED = re.compile(
    r"\s*(?:-?(?:time|generation|round|term|meeting|edition|quarter|day|week|month|year|consecutive|straight|"
    r"batch|phase|reading|lady|"
    r"largest|biggest|highest|lowest|most|best|worst|anniversary|visit|session|floor|party|country|countries)\b)"
)
_RANKED_ANYWAY = re.compile(r"\s*(?:strongest|safest|freest|cleanest|largest|biggest|highest|lowest|most|best|worst)\b")
_GAME = re.compile(
    r"\b(?:FIFA|football|soccer|basketball|baseball|tennis|badminton|WTA|ATP|Olympics?|medals?|tournament|"
    r"championship|league|"
    r"team|player|golf|universit(?:y|ies)|company|companies|airport|airline|stocks?|exporters?|"
    r"trading partner|students?)\b"
)
_YEAR_OF_LIST = re.compile(r"\b20\d\d\b")
_NEXT_TO = re.compile(r"\s+\(?(\d{1,3})(?:st|nd|rd|th)\b")
_BESIDE = re.compile(r"(?<!passport )(?<!holders )\b(?:by|behind|after|of|from|in|than)\s+(?:the\s+)?$")
ONLY_WISHED = re.compile(
    r"\b(?:could|might|may|would|will|should|can|if|unless|hop(?:e[sd]?|ing)|aim(?:s|ed|ing)?|goal|target\w*|risk\w*|"
    r"require\w*|criteria|return(?:ing)? to|regain\w*|striv\w+|in order to|not|never|expects?|expected|threat\w*|likely|"
    r"wants?|meaning|standards?|sanctions?|defined|reserved for|countries placed)\b"
)
CAME_OUT = re.compile(
    r"\b(?:published|released|issued|unveiled|launched|made public|came out|out|announced|"
    r"posted)\s+(?:[a-z]+\s+){0,3}(?:in \w+\s+)?(?:on\s+|late\s+|in\s+)*$"
)
NATION = re.compile(
    r"\b(?:[Tt]his|[Tt]he|[Oo]ur)\s+(?:[A-Z]?\w+\s+)?(?:nation|country|island|republic|kingdom|"
    r"city-state)\b(?:['’]s)?|\b[Ii]t\b|^\s*[Ww]e\b"
)


def find_ranks(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """The place or the points of a country in a list that others make: a passport index, an index of peace or freedom."""
    text = sentence.text
    listed = _LIST.search(text) or words.pattern("rater").search(text)
    if listed is None or _GAME.search(text):
        return
    row = list(_rows(sentence))
    if len(row) > 1:
        when = next((when for when in sentence.dates if CAME_OUT.search(text[: when.start])), None)
        for country, rank in row:
            yield candidate(
                "rating", sentence, rank.span(), when, mentions([country], {}, "subject"),
                title=(listed.groupdict().get("title") or listed[0]).strip(), value=int(rank[1]), unit="rank",
            )  # fmt: skip
        return
    place = next((m for m in _PLACE_IN_LIST.finditer(text) if _is_place(text, m)), None)
    value: int | float
    if place is not None:
        number = place["n1"] or place["m1"] or place["n2"] or place["m2"]
        value = int(number) if number else _ORDINALS.index((place["w1"] or place["w2"]).lower()) + 1
    else:
        place = _POINTS.search(text) if _POINTED.search(text) or words.pattern("rater").search(text) else None
        if place is None:
            return
        points = place["n"] or place["p"] or place["c"]
        value = float(points) if "." in points else int(points)
    if ONLY_WISHED.search(text, max(0, place.start() - 40), place.start()) or re.search(
        r"\b(?:hopes?|aims?|goal|target)\b", text
    ):
        return
    subject = _ranked(sentence, place, listed, view, words)
    if subject is None:
        return
    out = next((when for when in sentence.dates if CAME_OUT.search(text[: when.start])), None)
    when = out or nearest_date(sentence, *place.span())
    found = candidate(
        "rating", sentence, place.span(), when, mentions([subject], {}, "subject"),
        title=(listed.groupdict().get("title") or listed[0]).strip(), value=value, unit="rank" if "n1" in place.re.groupindex else "points",
    )  # fmt: skip
    year = _YEAR_OF_LIST.search(text, max(0, listed.start() - 12), listed.end())
    yield of_year(found, "" if out or year is None else year[0])


def _rows(sentence: Sentence) -> Iterator[tuple[Found, re.Match[str]]]:
    """The countries that stand in a row with their places: "A 31st, B 14th"."""
    for found in sentence.names:
        if found.name.kind == "country" and not found.name.people and (place := _NEXT_TO.match(sentence.text, found.end)):
            yield found, place


def _is_place(text: str, place: re.Match[str]) -> bool:
    end = max(place.end(group) for group in ("n1", "w1", "m1", "n2", "w2", "m2") if place[group])
    return _NOT_RANKED.match(text, end) is None or _RANKED_ANYWAY.match(text, end) is not None


def _ranked(sentence: Sentence, place: re.Match[str], listed: re.Match[str], view: View, words: EnglishWords) -> Found | None:
    """The country whose place is told: the last one named before it that does not own the list, else the home country for "it"."""
    text = sentence.text
    names = [f for f in sentence.names if f.name.kind == "country" and not words.pattern("private").match(text, f.end + 1)]
    names = [f for f in names if not (f.name.people and not re.match(r"\s+(?:passport|government|police)", text[f.end :]))]
    inside = [f for f in names if place.start() <= f.start < place.end()]
    if inside:
        return inside[0]
    before = [f for f in names if f.end <= place.start() and not _BESIDE.search(text[: f.start])]
    if before:
        return next((f for f in before if f.name.iso3 == view.country), before[-1])
    if nation := NATION.search(text, 0, place.start()):
        return Found(nation.start(), nation.end(), nation[0], Name("country", view.country, view.country))
    return None


def of_year(rating: Candidate, year: str, written: str = "") -> Candidate:
    """The rating with a year or a day (EDTF) as its date, unchanged where that is empty."""
    return rating._replace(date=parse_edtf(year), date_as_written=written or year) if year else rating
