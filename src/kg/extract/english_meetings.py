"""English sentences on meetings of two sides."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.english_clauses import clause_around, clause_start, nearest_date
from kg.extract.english_home import View
from kg.extract.english_parties import (
    ANY_CASE,
    PRIVATE,
    asserted,
    candidate,
    mentions,
    planned_before,
    stands_for_state,
    with_home,
)
from kg.extract.english_spans import spanning
from kg.extract.english_visits import find_calls
from kg.extract.english_words import EnglishWords, Found, Name, Sentence

_TITLE_LEAD = re.compile(r"(?:(?:[A-Z0-9][\w’'–/-]*|of|and|on|for|in|the)\s+)*$")
_USUAL = re.compile(r"\b(?:every year|each year|annually|regularly|every \w+ months|since)\b")
_DAY = 10  # characters of a whole date
_BODIES = ("group", "committee", "commission", "force", "assembly", "board")
_AHEAD = re.compile(r"[^,;.]{0,40}\b(?:is|are|was|were) to\b|[^,;.]{0,40}\b(?:will|would|could|should|may)\b")
_SERIES_BEGAN = re.compile(  # "the dialogue, which was launched in 2016": the first of many, not this one
    r"\b(?:which|that) (?:was|were|has been|had been) (?:first |originally )?(?:launched|established|inaugurated|initiated|started|set up)$"
)
_LONG_AGO = re.compile(r"\b(?:years?|months?|decades?|weeks?) (?:after|since|before)\b[^,;]*$")
_BETWEEN = re.compile(r"\bbetween\s+")
_TWO_SIDED = re.compile(
    r"\b(?:[Bb]ilateral|[Tt]rilateral|[Jj]oint|[A-Z][a-z]+(?: [A-Z][a-z]+)?[-–][A-Z][a-z]+(?: [A-Z][a-z]+)?)\s+(?:[\w-]+\s+){0,4}"
    r"(?:[Cc]onference|[Dd]ialogue|[Ff]orum|[Mm]eetings?|[Rr]oundtable|[Tt]alks)\b"
)
_BACK = re.compile(r"\b(?:[Tt]he|[Tt]his|[Tt]hat)\s+(?:[\w-]+\s+)?$|\b[Nn]o\s+(?:[\w-]+\s+)?$")
_OF_SIDES = re.compile(
    r"\b(?:bilateral|joint|round|two sides|both sides|two countries|consultations?|dialogue)\b", re.IGNORECASE
)
_ALSO_MET = re.compile(
    r"\b(?:water cannons?|criticism|protests?|resistance|opposition|skepticism|scepticism|applause|"
    r"by(?! (?:video|phone|telephone|tele|Zoom|web)))\b"
)


def find_meetings(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Meetings of two sides; where the sentence tells the visit on which they met, it is that visit."""
    text = sentence.text
    verbs = [
        m
        for m in words.pattern("met").finditer(text)
        if asserted(sentence, m.start(), words) and not _ALSO_MET.match(text, m.end() + 1)
    ]
    held = [
        m for kind in ("held", "attended") for m in words.pattern(kind).finditer(text)
        if asserted(sentence, m.start(), words) and _bilateral(text, m, words)
        and not _LONG_AGO.search(text, 0, m.start())
        and not _SERIES_BEGAN.search(text, 0, m.end())
        and (kind == "held" or words.pattern("meeting", ANY_CASE).search(text, m.end(), m.end() + 80))
    ]  # fmt: skip
    talks = [m for m in words.pattern("meeting").finditer(text) if sentence.dates and _told_of(sentence, m, words)]
    if not (verbs or held or talks):
        return
    visited = any(True for _ in find_calls(sentence, words, view))
    for verb in verbs if visited else (*verbs, *held, *talks):
        names = [f for f in sentence.names if stands_for_state(sentence, f, words) and f.name.kind != "pronoun"]
        foreign = [f for f in names if f.name.iso3 not in ("", view.country) or (f.name.kind == "io" and verb not in verbs)]
        home = [f for f in names if f.name.iso3 == view.country]
        if not foreign and verb in held and sentence.focus and _OF_SIDES.search(text):
            foreign = [Found(verb.start(), verb.end(), sentence.focus, Name("pair", sentence.focus))]
        if not foreign and home and verb in verbs:  # their counterparts met them in Tokyo
            foreign = [
                f for f in sentence.names if f.name.kind == "city" and f.name.iso3 != view.country and f.start > verb.end()
            ][:1]
        begin, end = clause_around(text, *verb.span())
        if words.pattern("private", PRIVATE).search(text[max(begin, verb.start() - 50) : verb.start()]):
            continue
        if (
            view.known
            and not any(
                begin <= f.start < end and (f.start < verb.start() or "," not in text[verb.end() : f.start]) for f in home
            )
            and len({f.name.iso3 for f in foreign if f.end <= verb.start() and f.name.iso3}) > 1
        ):
            continue  # two other states
        official = words.pattern("official").search(text.lower()) or verb in held or (home and verb not in verbs)
        if not foreign or not official or words.pattern("private", PRIVATE).search(text[verb.end() : verb.end() + 40]):
            continue
        if words.pattern("plan").search(text[max(0, verb.start() - 60) : verb.start()]):
            continue
        thing = words.pattern("meeting", ANY_CASE).search(text)
        if thing and thing[0].endswith("ings") and _USUAL.search(text):
            continue
        title = _title(text, thing) if thing and verb not in verbs else ""
        parties = with_home(mentions([*home, *foreign], {}, "attendee"), view, "attendee")
        when = nearest_date(sentence, *verb.span())
        if when is None and thing and verb in held and _BACK.search(text[: thing.start()]):
            continue
        if visited and (when is None or len(when.dating.edtf) != _DAY):
            return
        when = spanning(sentence, verb.start(), when, words)
        yield candidate("meeting", sentence, verb.span(), when, parties, title=title)
        return


def _told_of(sentence: Sentence, noun: re.Match[str], words: EnglishWords) -> bool:
    """Whether a noun of meeting tells one without a verb: "talks between", "two days of talks in which", not one to come."""
    text = sentence.text
    if (
        noun[0].lower().endswith(_BODIES)
        or _AHEAD.match(text, noun.end())
        or planned_before(sentence, noun.start(), words)
        or words.pattern("workshop", ANY_CASE).search(text)
    ):
        return False
    if _BETWEEN.search(text[noun.end() : noun.end() + 60]):
        return True
    when = nearest_date(sentence, *noun.span())
    return when is not None and clause_start(text, when.start) == clause_start(text, noun.start())


def _bilateral(text: str, verb: re.Match[str], words: EnglishWords) -> bool:
    if words.pattern("meeting", ANY_CASE).search(text[verb.end() : verb.end() + 40]) and not words.pattern(
        "workshop", ANY_CASE
    ).search(text[verb.end() : verb.end() + 60]):
        return True
    near = text[max(0, verb.start() - 140) : verb.end() + 120]
    if _TWO_SIDED.search(near):
        return True
    return (
        words.pattern("meeting", ANY_CASE).search(near) is not None and words.pattern("workshop", ANY_CASE).search(near) is None
    )


def _title(text: str, noun: re.Match[str]) -> str:
    lead = _TITLE_LEAD.search(text[: noun.start()])
    return " ".join(f"{re.sub(r'^(?:(?:of|and|on|for|in|the|The|A|An)[ ]+)+', '', lead[0]) if lead else ''}{noun[0]}".split())
