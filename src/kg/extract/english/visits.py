"""English sentences on officials who cross a border to see each other: who went, who came, who was received."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.english.clauses import subject_start
from kg.extract.english.home import View
from kg.extract.english.journeys import journeys
from kg.extract.english.parties import (
    PRIVATE,
    asserted,
)
from kg.extract.english.spans import sent_for_long
from kg.extract.english.travellers import listed, sides, visit
from kg.extract.english.trips import NOUN, trips
from kg.extract.english.words import EnglishWords, Found, Sentence

_BESIDE = 30  # characters before the verb in which its subject's noun stands
_REACH = 70  # characters after the verb in which the place stands
_GUESTS = 160
_ONGOING = re.compile(r"\b(?:is|are|was|were|been|currently)\s+(?:\w+ly\s+)?$")
_INVITED = re.compile(
    r"(?:[^,]{0,60}:\s+)?(?:(?:At|On|Upon|Following|After|Fresh from|Accompanied by|Hosted by|Invited by|Acting on)\b[^,]{0,120},\s+)?"
)
_ESCORT = re.compile(
    r",\s+(?:accompanied|joined|escorted) by\b[^,]*,\s*(?:will\s+)?$|,\s+(?:along|together) with\b[^,]*,\s*(?:will\s+)?$"
)
_APART = re.compile(r"[,;]|\b(?:with|by|who|which|where|from)\b")
_GAP = re.compile(r"[\w\s’'&-]{0,40}")
_EVER_IN = re.compile(r"(?:is|are|was|were|has|have|had|went|returned|headed|landed)\b.*")
_THEY = re.compile(r"\b(?:an?|another|the|one)\s+(?:[\w-]+\s+){0,2}(?:group|delegation|team|mission)\b")
_FIRST_PERSON = re.compile(r"(?:^|\s|,)(?:I|[Ww]e)\s+(?:also\s+|then\s+)?$")
_ARRIVED_AT = re.compile(r"\s+(?:in|at|from|back)?.{0,40}")
_BY_WHOM = re.compile(r"[\w .]{0,25}?\bby\b")
_DUTY = re.compile(
    r"\b(?:cooperation|counterparts?|bilateral|ministers?|ministry|officials|talks|partnership|dialogue|border security)\b",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"\s+(?:capital|city|port|island|resort|border town|side)\b")  # the Indian capital
_PREMISES = re.compile(
    r"[^,;.]{0,50}\b(?:airport|headquarters|office|ministry|bureau|port|harbou?r|station|academy|agency|"
    r"cent(?:er|re)|facility|facilities|school|court|prison|shelter|command)\b"
)
_WAS = re.compile(r"\b(?:was|were|been)\s+(?:\w+ly\s+)?$")
_URGED = re.compile(r"call(?:ed|s)?\s+on")
_ASKED = re.compile(
    r"\s+(?:[\w’'-]+\s+){1,6}to\s+(?!(?:discuss|talk|thank|bid|say|congratulate|brief|exchange|introduce|present|pay|mark|report|convey|express|"
    r"hold|take leave|share|seek|learn|hear|review|the|an?|his|her|their|its)\b)[a-z]+"
)
_PLAINLY_MET = ("met", "met with", "meets", "meets with")
_BY = re.compile(r"\s+by\b")
_VISIT_TO = re.compile(r"\b(?:visit|trip)\s+to\b")
_PERSONAL = re.compile(
    r"\s+(?:(?:(?:an?|the|his|her|their)\s+)?(?:[\w-]+\s+)?(?:holidays?|vacation|honeymoon|pilgrimage)|"
    r"her|him|them|his|their|relatives|friends|family|families|(?:the|a|an) (?:\w+ )?(?:victims?|survivors?|families|family|"
    r"patients?|suspects?|"
    r"detainees?|inmates?|workers?))\b"
)
_NO_PLACE = re.compile(r"\s+(?:an?|power|light|terms|office|nothing|blows|agreement|work|be|know)\b")
_AS_NOUN = re.compile(r"\s*(?:(?:to|by|from|of|between|and|are|were|have|is|was|will)\b|[,.;])")
_EVENT = re.compile(
    r"\b(?:workshop|forum|seminar|conference|meeting|training|summit|award|support|aid|party|course|symposium|"
    r"exhibition|exercise|round|talks|dialogue|competition|letters?|reports?|complaints?|information|requests?|tips?|"
    r"money|funds|funding|awards?|medals?|commendations?|honou?rs|praise|thanks|condolences|petitions?|"
    r"approval|invitations?|(?:threatening|phone|telephone|emergency) calls?|messages?|"
    r"instructions?|permission|certificates?|lessons?|treatment|assistance|donations?|compensation|threats?|news|word|notice)\b"
)
_AWARD = re.compile(
    r"\s+(?:an?|the|his|her|their|this)\s+(?:[\w’'-]+\s+){0,4}?(?:[Mm]edals?|[Aa]wards?|[Oo]rders? of|[Dd]ecorations?|[Pp]rizes?|"
    r"[Pp]laques?|[Cc]itations?|[Hh]onorary|[Dd]octorates?|[Cc]ertificates?)\b"
)
_PURPOSE = 150  # characters after a verb of going in which stands what for
_TO_LEARN = re.compile(
    r"\b(?:for|attend(?:ed)?|undergo|underwent|complete|join(?:ed)?|took part in|take part in|receive)\s+"
    r"(?:[\w-]+\s+){0,4}?(?:training|courses?)\b"
    r"(?! (?:cent|school|academ|facilit|ground|college|base|ship))"
)
_PLAINLY_MET = ("met", "met with", "meets", "meets with")
_WORKING = re.compile(r"\b(?:working|contact|expert|friendship|steering) (?:group|party)\b")
_AT_HOME = re.compile(
    r"\bat (?:(?:the|his|her|its|our|their)\s+)?(?:[\w’'.-]+\s+){0,4}?(?:Office|office|Palace|palace|House|Ministry|ministry|Headquarters|"
    r"headquarters|Bureau|bureau|Istana|Malaca[nñ]ang)\b"
)
_IN = re.compile(r"\b(?:in|at)\s+$")
_OBJECT = 90  # characters after a verb of receiving in which stands what was received
_TOGETHER = re.compile(r"\s+(?:with|together|jointly|in partnership|alongside)\b")


def find_calls(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Visits of officials across a border."""
    told: dict[str, Candidate] = {}
    for find in (_goings, _receptions, trips, _journeys):
        if any(found.date is not None for found in told.values()):
            break  # told already, in plainer words
        for found in find(sentence, words, view):
            key = found.direction + "".join(sorted(p.iso3 for p in found.parties if p.iso3 not in ("", view.country)))
            if key in told and _meanwhile(sentence.text, told[key], found):
                key += found.exact  # "a group visited in May, while the governor came in June"
            if key not in told or (told[key].date is None and found.date is not None):
                told[key] = found
    yield from told.values()


def _meanwhile(text: str, one: Candidate, other: Candidate) -> bool:
    """Whether two visits of a sentence, each with a date of its own, are of two delegations: a "while" stands between them."""
    apart = one.date is not None and other.date is not None and not one.date.nests(other.date)
    return apart and text.find(", while ", text.find(one.exact), max(0, text.find(other.exact))) >= 0


def _goings(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Somebody went, arrived or called."""
    text = sentence.text
    for kind in ("visited", "arrived"):
        for verb in words.pattern(kind).finditer(text):
            if not asserted(sentence, verb.start(), words) or not _goes(sentence, verb):
                continue
            begin, subject = _goer(sentence, verb, words)
            place = listed(sentence, _places(sentence, verb.end(), words))
            if verb[0] == "visited" and _WAS.search(text[: verb.start()]) and (by := _BY_WHOM.match(text, verb.end())):
                place, subject, begin = subject, sides(sentence, by.end(), by.end() + _REACH, words), 0  # was visited by
            if place and _APART.search(text[verb.end() : place[0].start]):
                place = []
            if verb[0].endswith((" in", " at", " to")) and place and not _GAP.fullmatch(text[verb.end() : place[0].start]):
                continue
            official = words.pattern("official").search(text[begin : verb.start()].lower())
            there = place and (subject or official or NOUN.search(text, verb.end(), place[0].end + 60))
            here = subject and (verb[0].endswith(("here", "the country")) or _PREMISES.match(text, verb.end()))
            if _EVER_IN.fullmatch(verb[0]) and not (there or here):
                continue
            if kind == "arrived" and place and not _ARRIVED_AT.fullmatch(text, verb.end(), max(verb.end(), place[0].start)):
                place = []
            if not subject and not _is_abroad(place, view):
                subject = _named_before(sentence, begin, verb.start(), view, words)
            if _official(text, begin, verb.start(), subject, place, words):
                yield from visit(sentence, verb.span(), subject, place, view, words)


def _goes(sentence: Sentence, verb: re.Match[str]) -> bool:
    """Whether a verb tells an official journey: no visit to relatives, no course, no posting, no noun, nobody called on to act."""
    text = sentence.text
    if verb[0] == "visiting" and not _ONGOING.search(text[: verb.start()]):
        return False
    if sent_for_long(sentence, verb[0], verb.end()) or _TO_LEARN.search(text, verb.start(), verb.end() + _PURPOSE):
        return False
    if _PERSONAL.match(text, verb.end()) or (verb[0] == "came to" and _NO_PLACE.match(text, verb.end())):
        return False
    if verb[0] == "visits" and _AS_NOUN.match(text, verb.end()):
        return False
    return _URGED.fullmatch(verb[0]) is None or not (
        _ASKED.match(text, verb.end())
        or any(
            f.name.kind == "country" and not f.name.people and text[verb.end() : f.start].strip() in ("", "the")
            for f in sentence.names
        )
    )  # called on Beijing to release


def _goer(sentence: Sentence, verb: re.Match[str], words: EnglishWords) -> tuple[int, list[Found]]:
    """Where the subject of a verb of going begins, and the states that it names."""
    text = sentence.text
    begin = subject_start(text, verb.start())
    subject = [f for f in sides(sentence, begin, verb.start(), words) if f.name.kind != "pair"]
    if not subject and not words.pattern("official").search(text[begin : verb.start()].lower()):
        begin = _INVITED.match(text).end()  # type: ignore[union-attr]  # a second verb of the same subject
        subject = listed(sentence, sides(sentence, begin, verb.start(), words))
    if verb.start() == 0:  # "In town for the opening, the mayor of"
        begin = text.find(",") + 1
        subject = sides(sentence, begin, begin + _REACH, words) if begin else []
    return begin, subject


def _is_abroad(place: Sequence[Found], view: View) -> bool:
    """Whether a place is abroad."""
    return any(f.name.iso3 not in ("", view.country) for f in place)


def _named_before(sentence: Sentence, begin: int, end: int, view: View, words: EnglishWords) -> list[Found]:
    """The state of those who came, "a group led by Lin", where the sentence named one before."""
    if _THEY.search(sentence.text[begin:end]) is None:
        return []
    states = [f for f in sentence.names if f.end <= begin and f.name.iso3 not in ("", view.country) and f.name.kind != "city"]
    return states[-1:] if len({f.name.iso3 for f in states}) == 1 else []


def _places(sentence: Sentence, start: int, words: EnglishWords) -> list[Found]:
    """The names of places and bodies after a verb of visiting; a people only with its officials."""
    near = [f for f in sentence.names if 0 <= f.start - start < _REACH]
    near = [replace(f, name=replace(f.name, people=False)) if _CAPITAL.match(sentence.text, f.end) else f for f in near]
    return [f for f in near if not f.name.people or words.pattern("official").search(sentence.text[f.end : f.end + 60].lower())]


def _receptions(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Somebody was received, or visitors were met."""
    text = sentence.text
    for kind in ("received", "met"):
        for verb in words.pattern(kind).finditer(text):
            if not asserted(sentence, verb.start(), words) or (kind == "received" and _no_guests(text, verb.end(), words)):
                continue
            sides_of = _guests_and_hosts(sentence, verb, words, view)
            if sides_of is None:
                continue
            guests, hosts, near = sides_of
            if kind == "met" and _VISIT_TO.search(near):
                continue  # "met the premier during his visit to": told by the noun
            if not _came(sentence, verb, near, words, view) or words.pattern("private", PRIVATE).search(near[:30]):
                continue
            states = {f.name.iso3 for f in guests}
            if not states - {"", view.country} and view.country not in states:
                continue
            if _abroad(sentence, 0, view) and not any(f.name.iso3 not in ("", view.country) for f in hosts):
                continue
            for found in visit(sentence, verb.span(), guests, hosts, view, words):
                if found.date is not None or kind == "received":
                    yield found


def _guests_and_hosts(
    sentence: Sentence, verb: re.Match[str], words: EnglishWords, view: View
) -> tuple[list[Found], list[Found], str] | None:
    """Who came and who received them, and the words in which the guests are told; None where there is neither."""
    text = sentence.text
    begin = subject_start(text, verb.start())
    before = sides(sentence, begin, verb.start(), words)
    after = sides(sentence, verb.end(), verb.end() + _GUESTS, words)
    passive = _WAS.search(text[: verb.start()]) is not None
    if _BY.match(text, verb.end()) and not passive:
        return None  # a banquet hosted by
    if passive:  # "was received by", or "was welcomed in Taipei"
        own = [f for f in _places(sentence, verb.end(), words) if f.name.iso3 == view.country]
        after = after or own
        return (before, after, text[begin : verb.start()]) if before or after else None
    return (after, before, text[verb.end() : verb.end() + _GUESTS]) if before or after else None


def _came(sentence: Sentence, verb: re.Match[str], near: str, words: EnglishWords, view: View) -> bool:
    """Whether those received or met are told as visitors: as a delegation, or as one in office who was met at a place of the home side."""
    if words.pattern("received").match(verb[0]):
        return words.pattern("guests").search(near.lower()) is not None
    if words.pattern("delegation").search(_WORKING.sub("", near.lower())):
        return True
    if verb[0] not in _PLAINLY_MET or words.pattern("resident").search(sentence.text.lower()):
        return False
    at_home = _AT_HOME.search(sentence.text) or any(
        f.name.iso3 == view.country and f.name.kind == "city" and _IN.search(sentence.text[: f.start]) for f in sentence.names
    )
    return bool(at_home) and words.pattern("caller").search(near[:80].lower()) is not None


def _no_guests(text: str, start: int, words: EnglishWords) -> bool:
    """Whether what somebody received or hosted, behind the verb, is no visitor but an event or a thing."""
    if _WAS.search(text[max(0, start - _BESIDE) : start].rsplit(" ", 1)[0] + " "):
        return False  # somebody was welcomed
    if _TOGETHER.match(text, start) or _AWARD.match(text, start):
        return True
    thing = _EVENT.search(text, start, start + _OBJECT)
    guests = next(
        (
            m
            for m in words.pattern("guests").finditer(text.lower(), start, start + _OBJECT)
            if text[m.end() : m.end() + 1] not in ("'", "’")
        ),
        None,
    )
    return thing is not None and (guests is None or thing.start() < guests.start())


def _abroad(sentence: Sentence, position: int, view: View) -> bool:
    """Whether the sentence puts what it tells into another country."""
    return any(
        f.name.iso3 not in ("", view.country) and f.name.kind in ("city", "country") and not f.name.people
        and re.search(r"\b(?:in|at)\s+(?:the\s+)?$", sentence.text[: f.start])
        for f in sentence.names if f.start >= position
    )  # fmt: skip


def _journeys(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Officials of one state at a place of another, on a trip."""
    for at, mover, place, when in journeys(sentence, words, view):
        yield from visit(sentence, at, [mover], [place], view, words, when=when)


def _official(text: str, begin: int, end: int, subject: Sequence[Found], place: Sequence[Found], words: EnglishWords) -> bool:
    """Whether the one who visits holds an office, or is a person already met who calls on one who does."""
    official = words.pattern("official")
    aside = _ESCORT.search(text, begin, end)
    near = aside.start() if aside else end
    if words.pattern("private", PRIVATE).search(text, max(begin, near - _BESIDE), near):
        return False
    if official.search(text[begin:end].lower()) or any(f.name.kind != "country" for f in subject):
        return True
    if _FIRST_PERSON.search(text[begin:end]) and _DUTY.search(text):
        return True
    person = re.match(r"\W*(?:and\s+)?(?:[Hh]e|[Ss]he|[Tt]hey|[A-Z][a-z]+)\s+(?:also\s+|then\s+|later\s+)?$", text[begin:end])
    return bool(person and place and official.search(text[place[0].end : place[0].end + 60].lower()))
