"""Traditional Chinese reports and press texts: text to candidate statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from types import ModuleType

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.chinese import (
    agreements,
    claims,
    events,
    guestlists,
    journeys,
    measures,
    meetings,
    openings,
    pending,
    posts,
    ratings,
    receptions,
    registers,
    support,
    tables,
    talks,
    trainees,
    visits,
)
from kg.extract.chinese.again import groups_of, people_of, with_groups, with_people, with_series
from kg.extract.chinese.bodies import with_bodies
from kg.extract.chinese.calls import with_calls
from kg.extract.chinese.carried import headline_dated, taken_up
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.furniture import with_labels_apart, without_links
from kg.extract.chinese.lasting import with_ends
from kg.extract.chinese.merging import settle
from kg.extract.chinese.occasion import lead_day, with_occasion
from kg.extract.chinese.others import is_between_others
from kg.extract.chinese.points import Frame
from kg.extract.chinese.published import covered_year, day_in_head, dispatched, publication_day
from kg.extract.chinese.tokens import find_tokens
from kg.extract.chinese.viewpoint import as_seen_from, viewpoint_of
from kg.extract.chinese.when import find_dates
from kg.extract.document import Document
from kg.extract.folding import fold
from kg.extract.lexicon import Lexicon
from kg.vocabulary import HOME

_URGES = re.compile(r"[今昨](?:[日天]|\(\d+\)[日天])?(?:[上下]午)?(?:呼籲|籲請|主張|喊話)")
_ASKED = ("問：", "問:", "Q：", "Q:", "記者：", "記者問")
_REPORTER = re.compile("[^，。：]{0,14}記者[：:]")
_FAMILIES = (agreements, pending, talks, visits, events, support, ratings, openings, posts, measures)
_TRIGGERS = meetings.TRIGGERS.union(*(family.TRIGGERS for family in _FAMILIES))
_MEANWHILE = re.compile("(?:訪問|參訪|訪團|在訪|此行|行程|停留|訪[臺華])(?:期間|途中|當中)")
_ATTENDS = re.compile("率[團員隊][^，。]{0,4}(?:出席|與會|參加|參與)")
_GOODS_CAME = re.compile("(?:批|劑|裝備|物資|口罩|疫苗|設備|器材|車|艇|船)[^。；]{0,16}?(?:運抵|抵達|抵臺|送達|運達)")
_TALK_HELD = re.compile("[^「」]{0,6}座談會?|(?:雙邊|正式|工作)?會談")
_CALLED = re.compile("拜會|拜訪|訪|參觀|考察|視察|會見|會晤|接見|觀摩|晉見")
_TAUGHT = frozenset(("workshop", "training"))
_GATHERED = frozenset(("meeting", "workshop"))
_TRAVELS = frozenset(("visit", "posting"))
_BETWEEN = frozenset(("agreement", "reciprocity"))
_ANSWERED = frozenset(("negotiating", "positive-response"))  # says more than that signing is hoped for
_LAST = 6
_HELD = frozenset(("visit", "workshop", "training"))
_GATHERINGS = frozenset(("workshop", "training"))


def extract_chinese(document: Document, lexicon: Lexicon) -> list[Candidate]:
    """The candidate statements of a Traditional Chinese text, in the order of their passages."""
    reading = read(document, lexicon)
    found: list[Candidate] = []
    elsewhere = reading.home != HOME
    people = people_of(reading) if reading.year is None else {}  # a yearly report names a person in full each time
    groups = groups_of(reading) if elsewhere else {}
    lead = lead_day(reading) if elsewhere else None
    for written in reading.sentences():
        stated = _stated(written)
        if stated is None:
            continue
        if elsewhere:
            stated = stated._replace(dates=with_occasion(with_people(stated, reading, people), reading, found, lead).dates)
        sentence = taken_up(stated, reading, found)
        if elsewhere:
            sentence = with_groups(sentence, reading, groups)
        sentence = with_bodies(with_people(sentence, reading, people), reading)
        sentence = with_series(sentence, found)
        triggers = _TRIGGERS.intersection([token.kind for token in sentence.tokens])
        if not triggers and not sentence.dates:
            continue
        before = len(found)
        for family in _families(triggers):
            found.extend(family.find(sentence, reading))
        if sentence.dates and elsewhere:
            found.extend(receptions.find(sentence, reading))
        here = {candidate.type for candidate in found[before:]}
        if sentence.dates and here.isdisjoint(_TRAVELS):
            found.extend(tuple(guestlists.find(sentence, reading)) or journeys.find(sentence, reading, found))
        if len(found) > before:
            found[before:] = _without_parts(found[before:], sentence, reading, found[max(0, before - _LAST) : before])
            here = {candidate.type for candidate in found[before:]}
        if sentence.dates and here.isdisjoint(_HELD):
            found.extend(trainees.find(sentence, reading))
        if not meetings.TRIGGERS.isdisjoint(triggers):
            here = {candidate.type for candidate in found[before:]}
            if here.isdisjoint(_GATHERINGS if elsewhere else _HELD):
                found.extend(meetings.find(sentence, reading, found))
    if reading.published is not None:
        found = [_without_past(c, reading.published) for c in found if not _to_come(c, reading.published)]
    found.extend(ratings.in_tables(reading))
    found.extend(tables.find_all(reading))
    found.extend(registers.find_all(reading))
    found.extend(claims.find_all(reading))
    return settle(headline_dated(found, reading), document)


@lru_cache(maxsize=512)
def _families(triggers: frozenset[str]) -> tuple[ModuleType, ...]:
    """The families that read a sentence with trigger words of these kinds."""
    return tuple(family for family in _FAMILIES if not family.TRIGGERS.isdisjoint(triggers))


def _stated(sentence: Sentence) -> Sentence | None:
    """The sentence without the question in its last part; None where it is all question, a reporter's, or a call for something."""
    text = sentence.text
    if ("今" in text or "昨" in text) and _URGES.search(text) is not None:
        return None
    if text[-1] not in "？?":
        return sentence
    cut = text.rfind("，")
    if cut < 0 or text.startswith(_ASKED) or _REPORTER.match(text) is not None:
        return None
    end = sentence.start + cut + 1
    tokens = tuple(token for token in sentence.tokens if token.end <= end)
    dates = tuple(date for date in sentence.dates if date.end <= end)
    return Sentence(sentence.start, end, text[: cut + 1], tokens, dates)


def _without_parts(here: list[Candidate], sentence: Sentence, reading: Reading, told: Sequence[Candidate]) -> list[Candidate]:
    """The candidates of a sentence without parts of what is told anyway and what other countries do with each other."""
    kept = [c for c in here if not _is_part(c, sentence, told, here) or (c.type == "meeting" and reading.home != HOME)]
    talked = {p.iso3 for c in kept if c.status in _ANSWERED for p in c.parties} - {reading.home}
    kept = [c for c in kept if c.status != "planned" or talked.isdisjoint(p.iso3 for p in c.parties)]
    if any(c.type in _BETWEEN for c in kept) and is_between_others(sentence, reading):
        kept = [c for c in kept if c.type not in _BETWEEN]
    return kept


def _is_part(candidate: Candidate, sentence: Sentence, told: Sequence[Candidate], here: Sequence[Candidate]) -> bool:
    """Whether a statement is a part of what is told: a visit of the one before or of the meeting that they came to attend.

    So is an unnamed agreement on nothing but what both sides open to each other: 訂有駕照互惠安排.
    """
    if candidate.type == "agreement" and not candidate.title and candidate.date is None:
        return any(c.type == "reciprocity" and c.parties[-1].iso3 == candidate.parties[-1].iso3 for c in here)
    if candidate.type in _GATHERED and _TALK_HELD.fullmatch(candidate.title) is not None:
        return any(c.type == "visit" and c.date == candidate.date for c in here)
    if candidate.type != "visit":
        return False
    held = any(c.type in _TAUGHT and c.date == candidate.date and not _TALK_HELD.fullmatch(c.title) for c in here)
    if held and _CALLED.search(candidate.exact) is None:
        return True  # they came for what was held
    if _GOODS_CAME.search(sentence.text) is not None and any(c.type == "grant" and c.date == candidate.date for c in here):
        return True
    codes = {p.iso3 for p in candidate.parties} - {HOME}
    if _MEANWHILE.match(sentence.text) is not None:
        last = next((c for c in reversed(told) if c.type == "visit"), None)
        return last is not None and any(p.iso3 in codes for p in last.parties)
    return _ATTENDS.search(sentence.text) is not None and any(
        c.type in _GATHERED and c.date == candidate.date and any(p.iso3 in codes for p in c.parties) for c in here
    )


def _to_come(candidate: Candidate, published: dt.date) -> bool:
    """Whether an event lies behind the day on which the text appeared: announced, not told."""
    date = candidate.date
    return candidate.type != "agreement" and date is not None and date.earliest is not None and date.earliest > published


def _without_past(candidate: Candidate, published: dt.date) -> Candidate:
    """What is planned without a day of the past, which is that of something else told beside it."""
    date = candidate.date
    if candidate.status != "planned" or date is None or date.latest is None or date.latest >= published:
        return candidate
    return candidate._replace(date=None, date_as_written="")


def read(document: Document, lexicon: Lexicon) -> Reading:
    """A document folded, with its names, words and dates found and its viewpoint chosen."""
    folded = fold(without_links(with_labels_apart(document.text)))
    year = covered_year(folded, lexicon, 60 if document.date is not None else 8000)
    published = document.date.earliest if document.date is not None else publication_day(folded.text)
    if published is None and year is None:
        published = day_in_head(document.text)
    published = dispatched(folded.text, published)
    frame = Frame(published if year is None else None, year)
    dates = tuple(with_ends(folded.text, find_dates(folded.text, frame)))
    viewpoint = document.viewpoint or viewpoint_of(folded.text, lexicon, simplified=document.simplified)
    tokens = find_tokens(folded.text, lexicon)
    if viewpoint.country != HOME:
        tokens = as_seen_from(viewpoint, folded.text, tokens, lexicon)
    tokens = with_calls(folded.text, tokens, lexicon, viewpoint.country)
    return Reading(folded, lexicon, viewpoint, tokens, dates, year, published)
