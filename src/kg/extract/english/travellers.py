"""Who visits whom: the visit that a verb or a noun tells, with its direction, its parties and its days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg import patterns as re
from kg.dates import parse_edtf
from kg.extract.candidate import Candidate
from kg.extract.english.clauses import dated_places, nearest_date, reported
from kg.extract.english.dates import When
from kg.extract.english.home import View
from kg.extract.english.parties import LISTED, candidate, mentions, stands_for_state, with_home
from kg.extract.english.spans import UNTIL, since, spanning
from kg.extract.english.words import EnglishWords, Found, Name, Sentence
from kg.vocabulary import HOME

_WHICH_ENDED = re.compile(
    r"\b(?:trip|visit|tour|stay|mission)\b[^,;.]{0,80},?\s+(?:which|that)\s+(?:ended|concluded|began|started|took place|ran)\b"
)
_WHERE = re.compile(r",\s+where\s+(?:on\s+)?")
_LEADS = re.compile(r"(?:led|leads?|headed)\b")  # nobody leads a delegation to his own country: "he" is another
_NEXT_CLAUSE = re.compile(r"[;,]|\b(?:which|that|who|since|after|before)\b")
_WENT = re.compile(
    r"(?:visited|arrived in|travell?ed to|paid|made|undertook|landed in|flew (?:in)?to|(?:is|was) (?:currently )?in\b|visit|trip)"
)
_PART = re.compile(r"['’]s?\b|\s+[A-Z]")  # Tonga's parliament, Tonga Airport
_CAME = re.compile(r"(?:arrive|land|touch|flew|reach|came|is in|are in|is on|are on)")
_LEAVES = re.compile(
    r"(?:\b(?:depart|leave|return|go home|fly home|stay)s?\b|\bdeparted\b|\bleft\b|\buntil\b|\bthrough\b)[\w ]{0,25}$"
)
_DATED_LIST = re.compile(
    r"\s*\(?(?:on |from |in |for )?\|\)?\s*(?:,|,?\s*and|&)?\s+(?:and |then |later |on )*(?:to |in |from |with )?(?:the )?"
)
_DAY = 10  # characters of a whole date
_SOON = 20


def sides(sentence: Sentence, begin: int, end: int, words: EnglishWords) -> list[Found]:
    """The names between two places of a sentence that stand for a state or its officials."""
    return [f for f in sentence.names if begin <= f.start < end and stands_for_state(sentence, f, words)]


def listed(sentence: Sentence, names: Sequence[Found]) -> list[Found]:
    """The first name and those that follow it in a list, also with a day each: "Palau on May 3 and Nauru on May 6"."""
    out = list(names[:1])
    for one, other in pairwise(names):
        gap = sentence.text[one.end : other.start].replace(";", ",")
        when = next((w for w in sentence.dates if one.end <= w.start and w.end <= other.start), None)
        dated = when and _DATED_LIST.fullmatch(
            sentence.text[one.end : when.start] + "|" + sentence.text[when.end : other.start]
        )
        if LISTED.fullmatch(gap) is None and not dated:
            break
        out.append(other)
    return out


def visit(
    sentence: Sentence,
    at: tuple[int, int],
    subject: Sequence[Found],
    place: Sequence[Found],
    view: View,
    words: EnglishWords,
    *,
    elsewhere: bool = False,
    when: When | None = None,
) -> Iterator[Candidate]:
    """The visit of a subject to a place: inbound where the subject is foreign, outbound where the place is; else none.

    With ``elsewhere`` a visit of the home side without a place went to the partner last spoken of; ``when`` is its date where known.
    """
    guests, hosts = _guests_and_hosts(sentence, at, subject, place, view, elsewhere=elsewhere)
    direction, foreign = _way(guests, hosts, view)
    if not foreign:
        return
    roles = {f.name.iso3: "visited" if not guests or (len(foreign) > 1 and f in hosts) else "visitor" for f in foreign}
    other = "visited" if guests else "visitor"
    home = [f for f in (*subject, *place) if f not in foreign and f.name.kind != "pronoun"]
    each = dated_places(sentence, [(f.start, f.end) for f in foreign], None)
    if len({w.dating.edtf for w in each if w}) > 1:  # "Palau on May 3 and Nauru on May 6"
        for one, day in zip(foreign, each, strict=True):
            parties = with_home(mentions([one, *home], roles, other), view, other)
            yield candidate("visit", sentence, at, day, parties, direction=direction)
        return
    parties = with_home(mentions([*foreign, *home], roles, other), view, other)
    yield candidate("visit", sentence, at, _when(sentence, at, when, words), parties, direction=direction)


def _guests_and_hosts(
    sentence: Sentence, at: tuple[int, int], subject: Sequence[Found], place: Sequence[Found], view: View, *, elsewhere: bool
) -> tuple[list[Found], list[Found]]:
    """Who of other states came, and those of other states who were visited; neither for those on their way home."""
    guests = [f for f in subject if f.name.iso3 not in ("", view.country)]
    hosts = [f for f in place if f.name.iso3 not in ("", view.country)]
    if guests and hosts and {f.name.iso3 for f in guests} <= {f.name.iso3 for f in hosts}:
        leads = _LEADS.match(sentence.text, at[0]) and all(f.name.kind == "pronoun" for f in guests)
        if not leads and any(f.name.kind in ("person", "pronoun", "group") for f in guests):
            return [], []
        guests = []  # those whom the visitors met there
    spoken_of = Found(*at, sentence.text[slice(*at)], Name("pair", sentence.focus))
    if elsewhere and subject and not place and not guests and sentence.focus not in ("", view.country):
        hosts = [spoken_of]
    taken_up = all(f.name.kind == "pronoun" for f in subject)
    if not (guests or hosts) and taken_up and _to_own_state(sentence, at[0], place):
        guests = [spoken_of]  # nobody travels to his own country
    return guests, hosts


def _way(guests: list[Found], hosts: list[Found], view: View) -> tuple[str, list[Found]]:
    """The direction of a visit, empty where nothing says which side tells, and those of other states who had part in it."""
    if guests and hosts:
        two = not view.sure and guests[0].name.iso3 != hosts[0].name.iso3
        return "", [guests[0], *hosts] if two else []
    foreign = guests or hosts
    if not view.sure or (view.country != HOME and any(f.name.iso3 == HOME for f in foreign)):
        return "", foreign  # another country tells: whether Taiwan came or went stands in the roles
    return "inbound" if guests else "outbound", foreign


def _when(sentence: Sentence, at: tuple[int, int], known: When | None, words: EnglishWords) -> When | None:
    """The days of a visit: the day known or nearest to its words, else that of a clause on it; from there to the departure."""
    when = (
        known
        or nearest_date(sentence, *at)
        or _until(sentence, at)
        or since(sentence)
        or _lasted(sentence)
        or _where(sentence, at[1])
    )
    return _until_departure(sentence, at, when) or spanning(sentence, at[0], when, words, opening=False)


def _until(sentence: Sentence, at: tuple[int, int]) -> When | None:
    """The last day of a visit that goes on: "is on a three-day visit until Friday"."""
    if _CAME.match(sentence.text, at[0]) is None:
        return None
    last = next((w for w in sentence.dates if w.start >= at[1] and UNTIL.search(sentence.text, 0, w.start)), None)
    return None if last is None else replace(last, dating=last.ahead or last.dating)


def _to_own_state(sentence: Sentence, verb: int, place: Sequence[Found]) -> bool:
    """Whether somebody is told to have gone to the country from which the text tells, by its name, so that he came from the other."""
    if not place or place[0].name.kind != "country" or place[0].name.people or sentence.focus in ("", place[0].name.iso3):
        return False
    return _WENT.match(sentence.text, verb) is not None and _PART.match(sentence.text, place[0].end) is None


def _until_departure(sentence: Sentence, at: tuple[int, int], when: When | None) -> When | None:
    """All days of a visit told by both its ends: "arrived on June 13 and will leave on June 18"."""
    if when is None or _CAME.match(sentence.text, at[0]) is None:
        return None
    last = next((w for w in sentence.dates if w.start > when.end and _LEAVES.search(sentence.text, when.end, w.start)), None)
    first_day, last_day = when.dating.edtf, (last.ahead or last.dating).edtf if last else ""
    if len(first_day) != _DAY or len(last_day) != _DAY or not first_day < last_day:
        return None
    return replace(when, dating=parse_edtf(f"{first_day}/{last_day}"))


def _lasted(sentence: Sentence) -> When | None:
    """The day on which a visit began or ended, as a clause on it says: "the four-day trip, which ended on Thursday"."""
    told = _WHICH_ENDED.search(sentence.text)
    return next((w for w in sentence.dates if told and 0 <= w.start - told.end() < _SOON), None)


def _where(sentence: Sentence, start: int) -> When | None:
    """The day of what a visitor did at the place: "travelled to Apia, where on Saturday she attended"."""
    told = _WHERE.search(sentence.text, start)
    if told is None:
        return None
    stop = _NEXT_CLAUSE.search(sentence.text, told.end())
    until = stop.start() if stop else len(sentence.text)
    there = (w for w in sentence.dates if told.end() <= w.start < until and not reported(sentence, w))
    return next(there, None)
