"""English sentences on officials who cross a border to see each other: who went, who came, who was received."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.english_clauses import clause_around, clause_start, nearest_date, subject_start
from kg.extract.english_dates import When
from kg.extract.english_home import View
from kg.extract.english_journeys import journeys
from kg.extract.english_parties import (
    LISTED,
    PRIVATE,
    asserted,
    candidate,
    mentions,
    planned_before,
    stands_for_state,
    with_home,
)
from kg.extract.english_spans import sent_for_long, since, spanning
from kg.extract.english_words import EnglishWords, Found, Name, Sentence
from kg.vocabulary import HOME

_BESIDE = 30  # characters before the verb in which its subject's noun stands
_REACH = 70  # characters after the verb in which the place stands
_GUESTS = 160
_ONGOING = re.compile(r"\b(?:is|are|was|were|been|currently)\s+(?:\w+ly\s+)?$")
_ON_VISIT = re.compile(
    r"\b(?P<noun>visit|trip|tour|mission|stay|stopover)s?\b(?:\s+(?:last\s+\w+|this\s+\w+|"
    r"on\s+\w+day))?(?P<by>\s+(?:(?:paid\s+)?by|of(?= an? | the | [A-Z]))\b)?(?P<to>\s+(?:to|in)\b)?"
)
_INVITED = re.compile(
    r"(?:[^,]{0,60}:\s+)?(?:(?:At|On|Upon|Following|After|Fresh from|Accompanied by|Hosted by|Invited by|Acting on)\b[^,]{0,120},\s+)?"
)
_ESCORT = re.compile(
    r",\s+(?:accompanied|joined|escorted) by\b[^,]*,\s*(?:will\s+)?$|,\s+(?:along|together) with\b[^,]*,\s*(?:will\s+)?$"
)
_TITLE_ALONE = re.compile(  # who was named before: "the commissioner is on a visit to"
    r"\b[Tt]he\s+(?:visiting\s+)?(?:(?:vice|deputy|prime|foreign)\s+)?(?:minister|commissioner|director(?:-general)?|president|premier|"
    r"speaker|chief|secretary|senator|envoy|governor|mayor|chairman|commander|general|official|lawmaker)s?\b(?!\s+(?:of|for|[A-Z]))"
)
_APART = re.compile(r"[,;]|\b(?:with|by|who|which|where|from)\b")
_GAP = re.compile(r"[\w\s’'&-]{0,40}")
_EVER_IN = re.compile(r"(?:is|are|was|were|has|have|had|went|returned|headed|landed)\b.*")
_PREMISES = re.compile(r"[^,;.]{0,50}\b(?:airport|headquarters|office|ministry|bureau|port|harbou?r|station|academy)\b")
_WAS = re.compile(r"\b(?:was|were|been)\s+(?:\w+ly\s+)?$")
_WHICH_ENDED = re.compile(
    r"\b(?:trip|visit|tour|stay|mission)\b[^,;.]{0,80},?\s+(?:which|that)\s+(?:ended|concluded|began|started|took place|ran)\b"
)
_URGED = re.compile(r"call(?:ed|s)?\s+on")
_PLAINLY_MET = ("met", "met with", "meets", "meets with")
_PART_OF_VISIT = re.compile(r"\b(?:the|his|her|their|this)\s+(?:[\w-]+\s+)?(?:visit|trip|tour|stay)\b", re.IGNORECASE)
_SOON = 20
_BY = re.compile(r"\s+by\b")
_ADJECTIVE = re.compile(r"\b[Vv]isiting\s+(?=[A-Z])")
_OWNER = re.compile(r"(?:['’]s?\s+|\s+(?:delegation|group|mission|minister|team)['’]s\s+)(?:[\w-]+\s+){0,3}")
_PERSONAL = re.compile(
    r"\s+(?:her|him|them|his|their|relatives|friends|family|families|(?:the|a|an) (?:\w+ )?(?:victims?|survivors?|families|family|"
    r"patients?|suspects?|"
    r"detainees?|inmates?|workers?))\b"
)
_NO_PLACE = re.compile(r"\s+(?:an?|power|light|terms|office|nothing|blows|agreement|work|be|know)\b")
_AS_NOUN = re.compile(r"\s*(?:(?:to|by|from|of|between|and|are|were|have|is|was|will)\b|[,.;])")
_HIS = re.compile(r"\b(?:[Hh]is|[Hh]er|[Tt]heir)\s+(?:[\w-]+\s+){0,2}$")
_EVENT = re.compile(
    r"\b(?:workshop|forum|seminar|conference|meeting|training|summit|award|support|aid|party|course|symposium|"
    r"exhibition|exercise|round|talks|dialogue|competition|letters?|reports?|complaints?|information|requests?|tips?|"
    r"money|funds|funding|awards?|medals?|approval|invitations?|(?:threatening|phone|telephone|emergency) calls?|messages?|"
    r"instructions?|permission|certificates?|lessons?|treatment|assistance|donations?|compensation|threats?|news|word|notice)\b"
)
_RESIDENT = re.compile(r"\b(?:to|in) (?:Taiwan|the (?:ROC|R\.O\.C\.))")


def find_calls(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Visits of officials across a border."""
    told: dict[str, Candidate] = {}
    for find in (_goings, _receptions, _nouns, _journeys):
        if any(found.date is not None for found in told.values()):
            break  # told already, in plainer words
        for found in find(sentence, words, view):
            key = found.direction + "".join(sorted(p.iso3 for p in found.parties if p.iso3 not in ("", view.country)))
            if key not in told or (told[key].date is None and found.date is not None):
                told[key] = found
    yield from told.values()


def _goings(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Somebody went, arrived or called."""
    text = sentence.text
    for kind in ("visited", "arrived"):
        for verb in words.pattern(kind).finditer(text):
            if not asserted(sentence, verb.start(), words) or (
                verb[0] == "visiting" and not _ONGOING.search(text[: verb.start()])
            ):
                continue
            if sent_for_long(sentence, verb[0], verb.end()):
                continue
            if _PERSONAL.match(text, verb.end()) or (verb[0] == "came to" and _NO_PLACE.match(text, verb.end())):
                continue
            if verb[0] == "visits" and _AS_NOUN.match(text, verb.end()):
                continue
            begin = subject_start(text, verb.start())
            subject = _sides(sentence, begin, verb.start(), words)
            if not subject and not words.pattern("official").search(text[begin : verb.start()].lower()):
                begin = _INVITED.match(text).end()  # type: ignore[union-attr]  # a second verb of the same subject
                subject = _listed(text, _sides(sentence, begin, verb.start(), words))
            if _URGED.fullmatch(verb[0]) and any(
                f.name.kind == "country" and not f.name.people and text[verb.end() : f.start].strip() in ("", "the")
                for f in sentence.names
            ):
                continue  # called on Beijing to release
            if verb.start() == 0:  # "In town for the opening, the mayor of"
                begin = text.find(",") + 1
                subject = _sides(sentence, begin, begin + _REACH, words) if begin else []
            place = _listed(text, _places(sentence, verb.end(), words))
            if place and _APART.search(text[verb.end() : place[0].start]):
                place = []
            if verb[0].endswith((" in", " at", " to")) and place and not _GAP.fullmatch(text[verb.end() : place[0].start]):
                continue
            if _EVER_IN.fullmatch(verb[0]) and not (
                (
                    place
                    and (
                        subject
                        or words.pattern("official").search(text[begin : verb.start()].lower())
                        or _ON_VISIT.search(text, verb.end(), place[0].end + 60)
                    )
                )
                or (subject and _PREMISES.match(text, verb.end()))
            ):
                continue
            if (
                kind == "arrived"
                and place
                and not re.fullmatch(r"\s+(?:in|at|from|back)?.{0,40}", text[verb.end() : place[0].start])
            ):
                place = []
            if _official(text, begin, verb.start(), subject, place, words):
                yield from _visit(sentence, verb.span(), subject, place, view, words)


def _places(sentence: Sentence, start: int, words: EnglishWords) -> list[Found]:
    """The names of places and bodies after a verb of visiting; a people only with its officials."""
    near = [f for f in sentence.names if 0 <= f.start - start < _REACH]
    return [f for f in near if not f.name.people or words.pattern("official").search(sentence.text[f.end : f.end + 60].lower())]


def _receptions(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Somebody was received, or visitors were met."""
    text = sentence.text
    for kind in ("received", "met"):
        for verb in words.pattern(kind).finditer(text):
            if not asserted(sentence, verb.start(), words) or (
                kind == "received" and _EVENT.search(text[verb.end() : verb.end() + 50])
            ):
                continue
            begin, end = clause_around(text, *verb.span())
            begin = subject_start(text, verb.start())
            before = _sides(sentence, begin, verb.start(), words)
            after = _sides(sentence, verb.end(), min(max(end, verb.end() + _GUESTS), verb.end() + _GUESTS), words)
            if _BY.match(text, verb.end()):
                if not _WAS.search(text[: verb.start()]):
                    continue  # a banquet hosted by
                hosts, guests, near = after, before, text[begin : verb.start()]
            else:
                hosts, guests, near = before, after, text[verb.end() : verb.end() + _GUESTS]
            cue = words.pattern("delegation" if kind == "met" else "guests").search(near.lower())
            if (
                cue is None
                and verb[0] in ("met", "met with", "meets", "meets with")
                and not words.pattern("resident").search(text.lower())
            ):
                cue = words.pattern("caller").search(near[:80].lower())
            if cue is None or not (guests or hosts) or words.pattern("private", PRIVATE).search(near[:30]):
                continue
            if not any(f.name.iso3 not in ("", view.country) for f in guests) and view.country not in {
                f.name.iso3 for f in guests
            }:
                continue
            if _abroad(sentence, 0, view) and not any(f.name.iso3 not in ("", view.country) for f in hosts):
                continue
            for found in _visit(sentence, verb.span(), guests, hosts, view, words):
                if found.date is not None or kind == "received":
                    yield found


def _abroad(sentence: Sentence, position: int, view: View) -> bool:
    """Whether the sentence puts what it tells into another country."""
    return any(
        f.name.iso3 not in ("", view.country) and f.name.kind in ("city", "country") and not f.name.people
        and re.search(r"\b(?:in|at)\s+(?:the\s+)?$", sentence.text[: f.start])
        for f in sentence.names if f.start >= position
    )  # fmt: skip


def _nouns(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """A visit told by a noun ("a visit by … to …", "during his trip to …") or by "visiting" before the guest; only with a date."""
    text = sentence.text
    for noun in _ON_VISIT.finditer(text):
        begin = clause_start(text, noun.start())
        if words.pattern("plan").search(text, begin, noun.start()) or words.pattern("novisit").search(
            text, begin, noun.end() + 20
        ):
            continue
        if noun["noun"] in ("stay", "mission", "tour") and not noun["to"]:
            continue
        after = [f for f in sentence.names if 0 <= f.start - noun.end() < _REACH]
        if noun["by"]:
            guests = _listed(text, after)
            place = [f for f in after if re.search(r"\bto\s+(?:the\s+)?$", text[: f.start])]
            guests = [f for f in guests if f not in place]
        else:
            guests = [f for f in sentence.names if begin <= f.start < noun.start() and stands_for_state(sentence, f, words)]
            place = _listed(text, after) if noun["to"] else []
            if not guests and sentence.focus and place and all(f.name.iso3 == view.country for f in place):
                guests = [
                    Found(m.start(), m.end(), m[0], Name("pronoun", sentence.focus))
                    for m in _TITLE_ALONE.finditer(text, begin, noun.start())
                ][:1]
        if not noun["by"] and not noun["to"] and not (guests and _OWNER.fullmatch(text[guests[-1].end : noun.start()])):
            continue
        official = words.pattern("official").search(text[begin : noun.end() + _REACH].lower()) or _HIS.search(
            text[: noun.start()]
        )
        if not official or words.pattern("private", PRIVATE).search(text, max(begin, noun.start() - 60), noun.start()):
            continue
        yield from (c for c in _visit(sentence, noun.span(), guests, place, view, words) if c.date is not None)
    for mark in _ADJECTIVE.finditer(text):
        guests = [f for f in sentence.names if 0 <= f.start - mark.end() < 60 and f.name.iso3 not in ("", view.country)][:1]
        if not guests or planned_before(sentence, mark.start(), words):
            continue
        if words.pattern("official").search(text[guests[0].end : guests[0].end + 60].lower()):
            yield from (c for c in _visit(sentence, mark.span(), guests, [], view, words) if c.date is not None)


def _journeys(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Officials of one state at a place of another, on a trip."""
    for at, mover, place, when in journeys(sentence, words, view):
        yield from (replace(c, date=when.dating, date_as_written=when.written)
                    for c in _visit(sentence, at, [mover], [place], view, words))  # fmt: skip


def _sides(sentence: Sentence, begin: int, end: int, words: EnglishWords) -> list[Found]:
    return [f for f in sentence.names if begin <= f.start < end and stands_for_state(sentence, f, words)]


def _official(text: str, begin: int, end: int, subject: Sequence[Found], place: Sequence[Found], words: EnglishWords) -> bool:
    """Whether the one who visits holds an office, or is a person already met who calls on one who does."""
    official = words.pattern("official")
    aside = _ESCORT.search(text, begin, end)
    near = aside.start() if aside else end
    if words.pattern("private", PRIVATE).search(text, max(begin, near - _BESIDE), near):
        return False
    if official.search(text[begin:end].lower()) or any(f.name.kind != "country" for f in subject):
        return True
    person = re.match(r"\W*(?:and\s+)?(?:[Hh]e|[Ss]he|[Tt]hey|[A-Z][a-z]+)\s+(?:also\s+|then\s+|later\s+)?$", text[begin:end])
    return bool(person and place and official.search(text[place[0].end : place[0].end + 60].lower()))


def _listed(text: str, names: Sequence[Found]) -> list[Found]:
    """The first name and those that follow it in a list."""
    out = list(names[:1])
    for one, other in pairwise(names):
        if LISTED.fullmatch(text[one.end : other.start]) is None:
            break
        out.append(other)
    return out


def _visit(
    sentence: Sentence, at: tuple[int, int], subject: Sequence[Found], place: Sequence[Found], view: View, words: EnglishWords
) -> Iterator[Candidate]:
    """The visit of a subject to a place: inbound where the subject is foreign, outbound where the place is; else none."""
    guests = [f for f in subject if f.name.iso3 not in ("", view.country)]
    hosts = [f for f in place if f.name.iso3 not in ("", view.country)]
    own = [f for f in subject if f.name.iso3 == view.country]
    if guests and hosts and own and {f.name.iso3 for f in guests} <= {f.name.iso3 for f in hosts}:
        guests = []
    if guests and not hosts:
        direction, foreign = "inbound", guests
    elif hosts and not guests:
        direction, foreign = "outbound", hosts
    elif guests and hosts and not view.known and guests[0].name.iso3 != hosts[0].name.iso3:
        direction, foreign = "", [guests[0], hosts[0]]  # two states, and nothing says which one speaks
    else:
        return
    if not view.sure or (view.country != HOME and any(f.name.iso3 == HOME for f in foreign)):
        direction = ""  # nothing says who speaks, or it is another country, and whether Taiwan came or went stands in the roles
    abroad = foreign is hosts
    roles = {f.name.iso3: "visited" if abroad or (len(foreign) > 1 and f in hosts) else "visitor" for f in foreign}
    other = "visitor" if abroad else "visited"
    home = [f for f in (*subject, *place) if f not in foreign and f.name.kind != "pronoun"]
    parties = with_home(mentions([*foreign, *home], roles, other), view, other)
    when = nearest_date(sentence, *at) or since(sentence) or _lasted(sentence)
    when = spanning(sentence, at[0], when, words, opening=False)
    yield candidate("visit", sentence, at, when, parties, direction=direction)


def _lasted(sentence: Sentence) -> When | None:
    """The day on which a visit began or ended, as a clause on it says: "the four-day trip, which ended on Thursday"."""
    told = _WHICH_ENDED.search(sentence.text)
    return next((w for w in sentence.dates if told and 0 <= w.start - told.end() < _SOON), None)
