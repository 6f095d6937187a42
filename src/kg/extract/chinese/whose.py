"""Whose event it is: one of the home side alone, or of two other countries with each other."""

from __future__ import annotations

from kg import patterns as re
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.telling import domestic, foreign
from kg.extract.chinese.tokens import Token
from kg.extract.lexicon import LONGEST_CITY, PAIR
from kg.vocabulary import HOME

_SIDES = re.compile("(?P<who>(?:[一-鿿][、與和及]?){2,5}?)(?:等?[雙三四五六七八]方|[兩三四五]國|[兩三四五]地)")
_COUNTED = re.compile("[雙三四五六七八兩][方國地]")  # found sooner than the letters before it
_PLACED = re.compile("[在於假赴往抵]")
_OFFICIALS = re.compile("駐[臺華]|官員|警官|檢察官|[領外]館")
_WITH = re.compile("[與和跟同]")


def is_domestic(sentence: Sentence, reading: Reading, kind: str) -> bool:
    """Whether a press text tells of an event in a sentence without any word of abroad; a report tells its own events too."""
    if reading.published is None or reading.year is not None:
        return False
    abroad = [token for token in sentence.tokens if foreign(reading, token)]
    residents = reading.lexicon.pattern("residents", "<<residents>>")
    for_residents = kind == "training" and residents.search(sentence.text) and all(t.kind == "country" for t in abroad)
    if for_residents and not (abroad and _OFFICIALS.search(sentence.text)):
        return True
    if any(
        foreign(reading, token) or token.kind in ("io", "ngo", "bothsides", "delegation", "them", "pair")
        for token in sentence.tokens
    ):
        return False
    if place_abroad(sentence, reading) is not None:
        return False
    return (
        reading.lexicon.pattern("abroadword", r"<<abroadword>>|[A-Z]{3}|\d國|[兩三四五六七八九十]國").search(sentence.text)
        is None
    )


def place_abroad(sentence: Sentence, reading: Reading, low: int | None = None, high: int | None = None) -> Token | None:
    """The country of the first city abroad that the sentence names as a place, or its part from ``low`` to ``high``: 在胡志明市舉行."""
    begin = 0 if low is None else low - sentence.start
    for match in _PLACED.finditer(sentence.text, begin, len(sentence.text) if high is None else high - sentence.start):
        name = reading.lexicon.city_at(sentence.text[match.end() : match.end() + LONGEST_CITY])
        code = reading.lexicon.cities[name] if name else ""
        if code and code != reading.home:
            start = sentence.start + match.end()
            return Token(start, start + len(name), "country", name, code, code, reading.lexicon.country_names[code])
    return None


def is_of_others(sentence: Sentence, reading: Reading, place: int) -> bool:
    """Whether two other countries are told to meet with each other before ``place``, and nobody of the home side."""
    if any(domestic(reading, t) or t.kind in (PAIR, "bothsides", "delegation") for t in sentence.tokens if t.start <= place):
        return False
    abroad = [t for t in sentence.tokens if t.start <= place and foreign(reading, t)]
    return any(
        t.iso3 != abroad[0].iso3 and _WITH.search(sentence.between(t.start - 1, t.start)) is not None for t in abroad[1:]
    )


def sides(sentence: Sentence, reading: Reading, place: int) -> list[Token]:
    """The countries whose letters stand in a row with the home side's before ``place``: 臺、日、美三方."""
    before = sentence.between(sentence.start, place)
    match = _SIDES.search(before) if reading.home == HOME and _COUNTED.search(before) is not None else None
    if match is None or not any(letter in "臺我" for letter in match["who"]):
        return []
    out = []
    for at, letter in enumerate(match["who"]):
        codes = reading.lexicon.letters.get(letter, ())
        if codes:
            start = sentence.start + match.start("who") + at
            name = reading.lexicon.country_names[codes[0]]
            out.append(Token(start, start + 1, "country", letter, codes[0], codes[0], name))
    return out
