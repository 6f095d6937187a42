"""English sentences on officers posted abroad and on offices opened there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.english_clauses import clause_start, lasting_since, nearest_date
from kg.extract.english_clock import COUNTS
from kg.extract.english_home import View
from kg.extract.english_parties import LISTED, asserted, candidate, mentions, with_home
from kg.extract.english_words import EnglishWords, Found, Name, Sentence
from kg.vocabulary import HOME

_OFFICERS = re.compile(r"\b(?:officers?|attach\w+|secretar\w+|agents?|liaisons?|personnel|officials?)\s+$")
_REACH, _BY = 110, 50
_OBJECT = re.compile(
    r"\s+(?:(?:on|last|this)\s+\w+\s+)?(?:an?|the|its|their|his|her|two|three|\d+)\s|\s+(?:at \d|last year by)"
)
_THERE = re.compile(r"\b(?:there|[Ii]n the (?:country|capital|city|island|kingdom|republic))\b")
_PLACED = re.compile(
    r"\b(?:in|at|to|within|inside|of|for|with|near)\s+(?:(?:the|its|their|downtown|central|northern|southern|"
    r"neighbou?ring|capital|"
    r"port|city|of|capital of|city of|headquarters of)\s+)*$"
)
_LOCATED = re.compile(r"\b(?:in|at|to|within|inside|near)\s+(?:the\s+)?$")
_LASTING = re.compile(r"(?:has|have)\b")
_TOLD_TOGETHER = re.compile(
    rf"\b(?P<n>\d{{1,3}}|{'|'.join(COUNTS)})\s+(?:other\s+|foreign\s+|different\s+)?(?:countries|nations|states)\b",
    re.IGNORECASE,
)
_SHUT = re.compile(
    r"\b(?:clos(?:ed|es|ing|ure)|shut\w*|withdr\w+|recalled|vacant|abolish\w*|(?:opened|opens?) (?:fire|"
    r"an? investigation|the door to)|"
    r"demonstrat\w+|protest\w*|attack\w*|fled|refuge|asylum|honorary)\b"
)
_ERRAND = re.compile(
    r"\bto\s+(?:pick up|escort|bring|question|investigate|attend|collect|take part|join|help|assist|search|observe|monitor|fetch|"
    r"repatriate|study|learn|inspect|arrest|interview|meet|discuss|negotiate|visit|represent)\b"
)
_LATER = re.compile(r"\b(?:will|would|to be|plans? to|is to|are to)\b")
_TRADED = re.compile(r"(?:exchanged|swapped|traded)", re.IGNORECASE)
_AGAIN = re.compile(r"\bre-?open")
_BRANCH = re.compile(
    r"\b(?:Electronics|Motors|Airlines|Airways|Corp|Inc|Ltd|Holdings|firm|plant)\b|\b(?:[Bb]ank|[Cc]ompany|"
    r"airline|[Cc]hamber|university|[Uu]niversity|factory|store|restaurant)\b"
)


def find_postings(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Officers posted abroad and posts opened there, one candidate for each country."""
    text = sentence.text
    if (_SHUT.search(text) and not _AGAIN.search(text)) or _BRANCH.search(text):
        return
    seen: set[str] = set()
    for kind, thing in (("posted", "poster"), ("postopened", "post"), ("stationed", "official")):
        for verb in words.pattern(kind).finditer(text):
            near = words.pattern(thing).search(text, max(0, verb.start() - _REACH), verb.end() + _REACH)
            if not asserted(sentence, verb.start(), words) or near is None:
                continue
            other = kind == "postopened" and _OBJECT.match(text, verb.end()) is not None
            if other and words.pattern(thing).search(text, verb.start(), verb.end() + _BY) is None:
                continue  # an office that opened something else
            since = lasting_since(sentence, verb.end())
            when = since if since and _LASTING.match(verb[0]) else nearest_date(sentence, *verb.span()) or since
            if when is None and _OFFICERS.search(text[: verb.start()]):
                continue  # told in passing: "an officer stationed in Hanoi"
            if _ERRAND.search(text, verb.end()) or (when is None and _LATER.search(text)):
                continue
            if when is None and (many := _TOLD_TOGETHER.search(text)):
                yield _claim(sentence, verb, many, view)
                return
            for owner, place in _places(sentence, verb, near, view):
                if place.name.iso3 in seen:
                    continue
                seen.add(place.name.iso3)
                named = place.end if place.end - verb.end() < _REACH else 0
                parties = with_home(mentions([*owner, place], {place.name.iso3: "host"}, "delegate"), view, "delegate")
                yield candidate(
                    "posting", sentence, verb.span(), when, parties,
                    title=text[min(verb.start(), near.start()) : max(verb.end(), near.end(), named)],
                    location=place.written,
                )  # fmt: skip


def _claim(sentence: Sentence, verb: re.Match[str], many: re.Match[str], view: View) -> Candidate:
    """Posts counted together: a number of countries, whichever of them are named."""
    home = [f for f in sentence.names if f.name.iso3 == view.country][:1]
    return candidate(
        "claim", sentence, verb.span(), None, mentions(home, {}, "delegate"), title="officers abroad", value=_count(many["n"]),
        unit="countries",
    )  # fmt: skip


def _count(written: str) -> int:
    return int(written) if written.isdigit() else COUNTS.index(written.lower()) + 1


def _places(sentence: Sentence, verb: re.Match[str], near: re.Match[str], view: View) -> Iterator[tuple[list[Found], Found]]:
    """Who posts and where: the countries after the verb or the post, by their own name, a city's or an office's."""
    text = sentence.text
    begin = clause_start(text, min(verb.start(), near.start()))
    start = min(verb.start(), near.start())
    reach = [f for f in sentence.names if f.name.iso3 and f.start >= begin]
    owner = [f for f in reach if f.start < start and not _LOCATED.search(text[: f.start])] or [
        f
        for f in reach
        if f.start < verb.start() and f.name.kind in ("country", "agency") and not _PLACED.search(text[: f.start])
    ]
    own = {f.name.iso3 for f in owner[:1]} or {view.country}
    found = [
        f for f in reach
        if f.start >= start and not f.name.people and f.name.kind in ("country", "city", "agency") and f.name.iso3 not in own
        and (f.name.kind != "agency" or _PLACED.search(text[: f.start]))
    ]  # fmt: skip
    placed = [
        f for n, f in enumerate(found)
        if _PLACED.search(text[: f.start]) or (n and LISTED.fullmatch(text[found[n - 1].end : f.start]))
    ] or [f for f in found if abs(f.end - near.start()) < _BY]  # fmt: skip
    offices = [f for f in reach if f.start >= verb.end() and f.name.kind == "embassy" and f.name.iso3 != HOME]
    if not placed and offices:
        placed = [Found(f.start, f.end, f.written, Name("country", HOME, HOME)) for f in offices]
    if not placed and (there := _THERE.search(text)) and sentence.focus not in ("", *own):
        placed = [Found(there.start(), there.end(), there[0], Name("country", sentence.focus, sentence.focus))]
    if not placed:
        placed = [
            f
            for f in sentence.names
            if f.end <= begin
            and f.name.kind in ("city", "country")
            and f.name.iso3 not in ("", *own)
            and not f.name.people
            and _PLACED.search(text[: f.start])
        ][-1:]
    if not placed and _TRADED.match(verb[0]):
        placed = [f for f in reach if f.start < verb.start() and f.name.iso3 != view.country]
    for place in placed:
        yield owner[:1], replace(place, name=Name("country", place.name.iso3, place.name.iso3))
