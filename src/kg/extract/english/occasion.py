"""The day of an event told in the simple past without a date: that of the occasion of which the sentences before it tell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg import patterns as re
from kg.dates import Dating, Precision, parse_edtf
from kg.extract.candidate import Candidate
from kg.extract.english.clauses import reported
from kg.extract.english.words import Sentence
from kg.vocabulary import HOME

_RECENT = dt.timedelta(31)
_NOT_SIMPLE = re.compile(
    r"\b(?:has|have|had|having|been|be|being|to|will|would|could|may|might|can|is|are|not|never|since)\s+(?:\w+ly\s+|also\s+|both\s+|jointly\s+)*$"
)
_PASSIVE = re.compile(r"\b(?:was|were)\s+(?:\w+ly\s+|also\s+|both\s+|jointly\s+)*$")
_TAKES_OBJECT = re.compile(
    r"(?P<verb>\w+)(?:(?:\s+and|,)\s+\w+ed)?\s+(?!(?:on|in|by|with|between|at|during|last|earlier|this|for|from|to|under|and|as|that|which|"
    r"back|after|before|yesterday|today|when|since)\b)[\w“\"‘]"
)
_ACT = re.compile(r"(?:[a-z-]*(?:sign|seal|signature)\w*|exchange|conclusion|inking|ceremony)\b", re.IGNORECASE)
_THERE = re.compile(
    r"(?:[Uu]nder|[Pp]ursuant|[Bb]ased|[Tt]hrough|[Ii]n accordance|[Oo]n the basis|has|have|had|is|are|was|were|maintains?)\b"
)
_HANDS = re.compile(r"(?:handed|turned) over\b|presented\b", re.IGNORECASE)
_SEEN = re.compile(
    r"\b(?:witness(?:ed|ing)?|attend(?:ed|ing)|oversaw|presided over|observed|watched|took part in|joined|saw|followed by|"
    r"present (?:at|for))\s+(?:[\w’'-]+\s+){0,4}$"
)
_HAPPENED = re.compile(r"\b(?:took place|was held|followed|came)\b")
_TALKED = re.compile(
    r"\b(?:discussed|agreed|talked|held|reviewed|proposed|expressed|asked|conveyed|exchanged|suggested|welcomed|voiced|"
    r"replied|responded|promised|pledged|decided|announced|spoke)\b"
)
_GOING_ON = re.compile(r"\b(?:has|have|had|is|are|been|will|would|continues?|remains?)\b")
_FORMER = re.compile(
    r"\b(?:earlier|previous(?:ly)?|in the past|already|ago|at (?:that|the) time|originally|formerly|until|years|decades?|"
    r"last (?:year|month|time)|that year|then-|historically|when|since|under|after (?!(?:the |their |his |her |an? )?(?:\w+ )?"
    r"(?:talks|meeting|ceremony|visit|signing|event|discussions?|session|conference|tour|briefing)))\b"
)
_ARRIVED = re.compile(r"(?:arriv|depart|land|left|le[df])")
_TOGETHER = ("pair", "group", "pronoun")
_TIE = re.compile(
    r"\b(?:[Tt]he|[Bb]oth|[Tt]he [Tt]wo|[Tt]wo)\s+(?:(?:two|\w+)\s+)?(?:parties|sides|ministers|leaders|officials|chiefs|"
    r"heads(?: of state)?|delegations|agencies|presidents|governments|countries|directors?(?:-general)?|commissioners|counterparts)\b|"
    r"\b(?:[Ff]ollowing|[Aa]fter|[Dd]uring|[Aa]t|[Oo]n the sidelines of|[Bb]efore|[Ii]n the course of) (?:the|their|his|her|this) (?:\w+ )?"
    r"(?:talks|meetings?|ceremony|event|session|conference|signing|discussions?|visit|dialogue|forum|consultations|occasion)\b|"
    r"\b(?:[Tt]hey|[Bb]oth) (?:also |then |later )?(?:sign|discuss|agree|exchang|witness|ink|conclud)|\balso (?:signed|discussed|agreed|"
    r"exchanged|witnessed|inked|concluded)\b|\bSeparately\b"
)
_SAYS = re.compile(r"\s+(?:also\s+)?(?:said|says|added|told|noted|explained|stressed|announced|pointed out|recalled)\b")
_DAYS_APART = re.compile(
    r"\b(?P<count>[Aa]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Tt]he) (?P<unit>day|year)s? (?P<order>after|before)\b(?=[^.;]*$)"
)
_ON_THE_TRIP = re.compile(
    r"(?:During|On|In the course of)\s+(?:the|this|that|his|her|their)\s+(?:[\w-]+\s+){0,2}?(?:visit|trip|tour|stay)\b"
)
_JUST_BEFORE = 500  # characters between the telling of a trip and what was signed on it
_COUNT = {"a": 1, "the": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


@dataclass(frozen=True, slots=True)
class Anchor:
    """A day of which an earlier sentence tells something, what kind of event that is, by which word, and of which countries."""

    date: Dating
    written: str
    kind: str
    exact: str
    countries: frozenset[str]


def anchors_of(sentence: Sentence, found: Sequence[Candidate], *, first: bool) -> Iterator[Anchor]:
    """The dated events of a sentence; of the first one with a day, its first day where none of the kinds read is told."""
    dated = [
        c
        for c in found
        if c.date is not None and c.type not in ("rating", "posting") and c.status not in ("planned", "applicable")
    ]
    for event in dated:
        if event.date is not None and event.date.precision is Precision.DAY:
            countries = frozenset(p.iso3 for p in event.parties) - {"", HOME}
            yield Anchor(event.date, event.date_as_written, event.type, event.exact, countries)
    days = [w for w in sentence.dates if w.dating.precision is Precision.DAY and not reported(sentence, w)]
    if first and days and not dated:
        countries = frozenset(f.name.iso3 for f in sentence.names) - {"", HOME}
        yield Anchor(days[0].dating, days[0].written, "", "", countries)


def of_the_occasion(
    candidate: Candidate, sentence: Sentence, anchors: Sequence[Anchor], published: dt.date | None
) -> Candidate:
    """An undated agreement or gift with the day of the last dated event before it of the same occasion, where it is told as done then.

    A perfect ("has signed"), a participle ("an agreement signed with") and what is told as former are of no occasion told.
    """
    if candidate.type == "grant":
        return _handed_over(candidate, sentence, anchors, published)
    if candidate.type != "agreement" or candidate.status not in ("signed", "negotiating", "positive-response"):
        return candidate
    at = sentence.text.find(candidate.exact)
    if at > 0 and (apart := _DAYS_APART.search(sentence.text, 0, at)) is not None:
        return _days_apart(candidate, apart, anchors, published)
    told = _signed_then(sentence.text, at) if candidate.status == "signed" else _talked_then(sentence.text, at)
    if at < 0 or not told:
        return candidate
    if not tied(sentence):
        return candidate
    for anchor in reversed(anchors):
        if _fits(candidate, anchor) and _recent(anchor, anchors, published):
            return candidate._replace(date=anchor.date, date_as_written=anchor.written)
    return candidate


def on_the_trip(candidate: Candidate, sentence: Sentence, before: Sequence[Candidate]) -> Candidate:
    """A signing told as done "during the trip" with the days of the visit or meeting told last, where that is of the same partner."""
    if candidate.date is not None or (candidate.type, candidate.status) != ("agreement", "signed"):
        return candidate
    at = sentence.text.find(candidate.exact)
    if at < 0 or _ON_THE_TRIP.match(sentence.text) is None or not _signed_then(sentence.text, at):
        return candidate
    mine = {p.iso3 for p in candidate.parties} - {"", HOME}
    for event in reversed(before):
        if event.type in ("visit", "meeting") and sentence.start - event.start < _JUST_BEFORE:
            if event.date is None or not mine & {p.iso3 for p in event.parties}:
                return candidate
            return candidate._replace(date=event.date, date_as_written=event.date_as_written)
    return candidate


def _handed_over(candidate: Candidate, sentence: Sentence, anchors: Sequence[Anchor], published: dt.date | None) -> Candidate:
    """A gift handed over in person ("the ambassador turned over ten radios") with the last day of the event told before it."""
    at = sentence.text.find(candidate.exact)
    before = sentence.text[max(0, at - 90) : max(0, at)]
    if _HANDS.match(candidate.exact) is None or _NOT_SIMPLE.search(before) or _FORMER.search(before):
        return candidate
    for anchor in reversed(anchors):
        fits = _fits(candidate, anchor) or not anchor.countries
        if anchor.kind and fits and _recent(anchor, anchors, published) and anchor.date.latest is not None:
            return candidate._replace(date=parse_edtf(anchor.date.latest.isoformat()), date_as_written=anchor.written)
    return candidate


def _days_apart(candidate: Candidate, apart: re.Match[str], anchors: Sequence[Anchor], published: dt.date | None) -> Candidate:
    """What happened so many days before or after the event told last: "came one day after the two signed"."""
    for anchor in reversed(anchors):
        day = anchor.date.earliest
        if day is not None and day == anchor.date.latest and _fits(candidate, anchor) and _recent(anchor, anchors, published):
            count = _COUNT[apart["count"].lower()] * (-1 if apart["order"] == "after" else 1)
            if apart["unit"] == "year":
                return candidate._replace(date=parse_edtf(str(day.year + count)), date_as_written=apart[0])
            return candidate._replace(date=parse_edtf((day + dt.timedelta(count)).isoformat()), date_as_written=apart[0])
    return candidate


def tied(sentence: Sentence) -> bool:
    """Whether a sentence says that it tells of the occasion told before: "the two ministers", "following their talks"."""
    taken_up = (f for f in sentence.names if f.name.kind in _TOGETHER)
    return any(_SAYS.match(sentence.text, f.end) is None for f in taken_up) or _TIE.search(sentence.text) is not None


def _signed_then(text: str, verb: int) -> bool:
    """Whether a signing is told in the simple past as the act of those who signed, or as a ceremony at which somebody was."""
    before = text[max(0, verb - 90) : verb]
    if _NOT_SIMPLE.search(before) or _FORMER.search(before) or _THERE.match(text, verb):
        return False
    if _ACT.match(text, verb) and not re.match(r"\w+ed\b", text[verb : verb + 20]):
        return _SEEN.search(before) is not None or _HAPPENED.search(text, verb, verb + 120) is not None
    return _PASSIVE.search(before) is not None or _TAKES_OBJECT.match(text, verb) is not None


def _talked_then(text: str, verb: int) -> bool:
    """Whether talks, a wish or an answer are told as of that day, and not as going on."""
    clause = text[max(0, verb - 120) : verb + 30]
    return _TALKED.search(clause) is not None and _GOING_ON.search(clause) is None and _FORMER.search(clause) is None


def _fits(candidate: Candidate, anchor: Anchor) -> bool:
    """Whether an earlier event is of the same partner, and tells the day of more than an arrival."""
    if anchor.kind == "visit" and "/" not in anchor.date.edtf and _ARRIVED.match(anchor.exact):
        return False
    mine = {p.iso3 for p in candidate.parties} - {"", HOME}
    return bool(mine & anchor.countries) or not mine


def _recent(anchor: Anchor, anchors: Sequence[Anchor], published: dt.date | None) -> bool:
    """Whether an earlier event is what the text reports, and no background: near its publication, else near its first event."""
    day, first = anchor.date.earliest, anchors[0].date.earliest
    if day is None or first is None:
        return False
    return published - _RECENT <= day <= published if published is not None else abs(day - first) <= _RECENT
