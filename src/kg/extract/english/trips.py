"""Visits told by a noun: "a visit by … to …", "during his trip to …", "the April visit", or by "visiting" before the guest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.english.clauses import clause_start, reported
from kg.extract.english.dates import When
from kg.extract.english.home import View
from kg.extract.english.parties import PRIVATE, planned_before
from kg.extract.english.travellers import listed, sides, visit
from kg.extract.english.words import EnglishWords, Found, Name, Sentence

NOUN = re.compile(r"\b(?P<noun>visit|trip|tour|mission|stay|stopover)s?\b")
_SINCE_WHEN = r"(?:\s+(?:earlier\s+)?(?:last|this)\s+\w+|\s+on\s+\w+day|\s+in\s+[A-Z]\w+(?:\s+\d{4})?)?"
_BY = re.compile(
    r"(?:\s+(?:paid|made|undertaken))?\s+(?:by\s+|from\s+(?!\d|last\b|(?:early|mid|late|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\w+day\b))|"
    r"\s+(?P<of>of)\s+(?=(?:an?|the|its)\s|[A-Z]|(?:\w+\s+){1,2}[A-Z])"
)
_TO = re.compile(rf"{_SINCE_WHEN}\s+(?:to|in)\s+")
_ON_TO = re.compile(r"\s+to\s+")
_END = re.compile(r";|,\s+(?:which|who|while|but|and|where)\b|\s(?:which|who|that|where|when|after|before)\s|,\s+[a-z]+ing\b")
_LONGEST = 170  # characters of the phrase that a noun of visiting begins
_REACH = 70  # characters after the noun in which the place stands
_GUESTS = 90
_FIRST_TO = re.compile(  # "was the first Danish minister to visit Taiwan"
    r"\b(?:first|second|third|only|last|latest|most senior|(?:highest|top)-ranking|\w+th)\s+(?:[\w’'-]+\s+){1,8}to\s+(?:officially\s+)?$"
)
_LATTER = re.compile(r"[Tt]he (?:latter|former)")  # "the latter signed during his trip": the country and not who went
_SPACE = re.compile(r"\s+")
_COURTESY = re.compile(r"would like to (?:thank|express|extend|convey|congratulate|commend)\b|invitation")
_ADJOINING = re.compile(r"\s+(?:(?:working|official|state|study|first|\w+-day)\s+){0,2}")  # between a date and the noun
_NEEDS_PLACE = ("stay", "mission", "tour")
_OWNER = re.compile(r"(?:['’]s?\s+|\s+(?:delegation|group|mission|minister|team)['’]s\s+)(?:[\w-]+\s+){0,3}")
_HIS = re.compile(r"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur)\s+(?:[\w-]+\s+){0,4}$")
_LEFT_AFTER = re.compile(
    r"\b(?:departed|left|flew (?:home|back)|returned)\b[^;]{0,60}\bafter\s+(?:an?|his|her|their|the)\s+(?:[\w-]+\s+){0,4}$"
)
_TITLE_ALONE = re.compile(  # who was named before: "the commissioner is on a visit to"
    r"\b[Tt]he\s+(?:visiting\s+)?(?:(?:vice|deputy|prime|foreign)\s+)?(?:minister|commissioner|director(?:-general)?|president|premier|"
    r"speaker|chief|secretary|senator|envoy|governor|mayor|chairman|commander|general|official|lawmaker)s?\b(?!\s+(?:of|for|[A-Z]))"
)
_ACTED = re.compile(  # what stands between one who met somebody and the name of that one
    r"\b(?:met|meets?|held|holds?|had|received|welcomed|signed|called|visited|told|thanked|joined|discussed|agreed|briefed|attended|"
    r"spoke|talked|conferred)\b"
)
_ADJECTIVE = re.compile(r"\b[Vv]isiting\s+(?=[A-Z])")


def trips(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """The visits that nouns tell with a date."""
    for noun in NOUN.finditer(sentence.text):
        yield from (c for c in _told_by(noun, sentence, words, view) if c.date is not None)
    for mark in _ADJECTIVE.finditer(sentence.text):
        guests = [f for f in sentence.names if 0 <= f.start - mark.end() < 60 and f.name.iso3 not in ("", view.country)][:1]
        if not guests or planned_before(sentence, mark.start(), words):
            continue
        if words.pattern("official").search(sentence.text[guests[0].end : guests[0].end + 60].lower()):
            yield from (c for c in visit(sentence, mark.span(), guests, [], view, words) if c.date is not None)


def _told_by(noun: re.Match[str], sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """The visit that a noun tells, where it is one of officials and is said to be done."""
    text = sentence.text
    left = _LEFT_AFTER.search(text, 0, noun.start())
    begin = clause_start(text, left.start() if left else noun.start())
    plans = [m for m in words.pattern("plan").finditer(text, begin, noun.start()) if not _COURTESY.match(text, m.start())]
    if plans or words.pattern("novisit").search(text, begin, noun.end() + 20):
        return
    end = _END.search(text, noun.end(), noun.end() + _LONGEST)
    stop = end.start() if end else min(len(text), noun.end() + _LONGEST)
    to = _TO.match(text, noun.end()) or (_FIRST_TO.search(text, 0, noun.start()) and _SPACE.match(text, noun.end()))
    by = _BY.search(text, noun.end(), stop)
    if by and ("," in text[noun.end() : by.start()] or (by["of"] and _HIS.search(text, 0, noun.start()))):
        by = None  # "his visit of the airport"
    place = listed(sentence, [f for f in sentence.names if to and 0 <= f.start - to.end() < _REACH])
    if noun["noun"] in _NEEDS_PLACE and not to:
        return
    if by:
        onward = _ON_TO.search(text, by.end(), stop)
        last = onward.start() if onward else stop
        if onward and not place:
            place = listed(sentence, [f for f in sentence.names if onward.end() <= f.start < stop])
        near = [f for f in sentence.names if by.end() <= f.start < min(last, by.end() + _GUESTS) and f not in place]
        guests, told_of = listed(sentence, near), text[by.start() : last]
    else:
        guests = _visitors(sentence, begin, left.start() if left else noun.start(), place, words, view)
        told_of = text[begin : noun.end() + _REACH]
        owned = guests and _OWNER.fullmatch(text[guests[-1].end : noun.start()])
        if not to and not owned and not left and not _HIS.search(text, 0, noun.start()):
            return
        place = place or _met_at(sentence, guests, noun.start(), view)
    official = words.pattern("official").search(told_of.lower()) or _HIS.search(text, 0, noun.start())
    dated = place and _within(sentence, noun, noun.end()) is not None  # "the April visit to Fiji"
    if not (official or dated) or words.pattern("private", PRIVATE).search(text, max(begin, noun.start() - 60), noun.start()):
        return
    at = left.span() if left else noun.span()
    when = _within(sentence, noun, stop)
    yield from visit(sentence, at, guests, place, view, words, elsewhere=by is not None, when=when)


def _within(sentence: Sentence, noun: re.Match[str], stop: int) -> When | None:
    """The date in the phrase of a noun: "the April visit", "a visit by the minister in May"."""
    inside = [w for w in sentence.dates if noun.end() <= w.start < stop and not reported(sentence, w)]
    before = [w for w in sentence.dates if _ADJOINING.fullmatch(sentence.text, w.end, max(w.end, noun.start()))]
    return next(iter(before or inside), None)


def _visitors(sentence: Sentence, begin: int, end: int, place: Sequence[Found], words: EnglishWords, view: View) -> list[Found]:
    """Who went on a visit that names nobody itself: the subject of its sentence, or one named before where that is a title alone."""
    text = sentence.text
    guests = [f for f in sides(sentence, begin, end, words) if _LATTER.fullmatch(f.written) is None]
    title = words.pattern("official").search(text[begin : guests[0].start].lower()) if guests else None
    if title and _HIS.search(text, begin, end) and _ACTED.search(text, begin, guests[0].start):
        return []  # an official of the home side, who met those named
    if not guests and sentence.focus and place and all(f.name.iso3 == view.country for f in place):
        alone = _TITLE_ALONE.search(text, begin, end)
        return [Found(alone.start(), alone.end(), alone[0], Name("pronoun", sentence.focus))] if alone else []
    return guests


def _met_at(sentence: Sentence, guests: Sequence[Found], end: int, view: View) -> list[Found]:
    """The place of a visit that names none: the state of those whom an official of the home side met."""
    if any(f.name.iso3 != view.country for f in guests):
        return []
    return [f for f in sentence.names if f.end <= end and f.name.iso3 not in ("", view.country) and f.name.kind != "io"][:1]
