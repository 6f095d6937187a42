"""English sentences on officers posted abroad and on offices opened there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.english.clauses import dated_places, lasting_since, nearest_date, subject_start
from kg.extract.english.clock import COUNTS
from kg.extract.english.dates import When
from kg.extract.english.home import View
from kg.extract.english.parties import ANY_CASE, asserted, candidate, mentions, with_home
from kg.extract.english.travellers import listed
from kg.extract.english.words import EnglishWords, Found, Name, Sentence
from kg.vocabulary import HOME

_OFFICERS = re.compile(r"\b(?:officers?|attach\w+|secretar\w+|agents?|liaisons?|personnel|officials?)\s+$")
_REACH, _BY = 110, 50
_OBJECT = re.compile(
    r"\s+(?:(?:on|last|this)\s+\w+\s+)?(?:an?|the|its|their|his|her|two|three|\d+)\s|\s+(?:at \d|last year by)"
)
_THERE = re.compile(r"\b(?:there|[Ii]n the (?:country|capital|city|island|kingdom|republic))\b")
_PLACED = re.compile(
    r"\b(?:in|at|to|within|inside|of|for|with|near|followed by)\s+(?:(?:the|its|their|downtown|central|northern|southern|"
    r"neighbou?ring|capital|"
    r"port|city|of|capital of|city of|headquarters of)\s+)*$"
)
_LOCATED = re.compile(r"\b(?:in|at|to|within|inside|near)\s+(?:the\s+)?$")
_BODY = re.compile(  # "stationed at the Bureau": a body of the country from which the text tells
    r"\b(?:at|in|within|inside|with|to)\s+(?P<body>(?:the|our|its)\s+(?:[A-Z][\w’'-]*\s+|of\s+|and\s+|for\s+){0,6}"
    r"(?:Academy|Administration|Agency|Authority|Bureau|Centre|Center|Commission|Customs|Department|Directorate|Division|"
    r"Government|Guard|Headquarters|Ministry|Office|Police|Service|Unit|agency|bureau|ministry|department|headquarters|directorate)\b)"
)
_LASTING = re.compile(r"(?:has|have)\b")
_PERFECT = re.compile(r"\b(?:has|have|had)\s+(?:(?:been|also|\w+ly)\s+)*$")
_HAS = re.compile(r"\b(?:has|have|keeps|maintains)\s+(?:[\w-]+\s+){1,4}$")
_FOR_LONG = re.compile(r"(?:stationed|seconded|secondment|posted to|on secondment)")
_STAFF = re.compile(r"\b(?:members|staff|people|experts?|specialists?|employees|colleagues|trainers?|consultants?)\b")
_BASED = re.compile(r"-based\s")
_SIDE = re.compile(r"\s+side\b")
_MISSION = re.compile(r"\b(?:embassy|consulate|representat\w+ office|trade office|mission)\b", re.IGNORECASE)
_TOOK_UP = re.compile(r"(?:took|taking|takes) up (?:the|his|her|their)? ?(?:post|duties|position)")
_ASSIGNED = re.compile(r"(?:assigned|stationed|posted|seconded|appointed|took up)\b")
_SHORT = 60  # days that are too few for a posting
_NAMELY = re.compile(r"\b(?:including|among them|such as|namely)\b")
_TOLD_TOGETHER = re.compile(
    rf"\b(?P<n>\d{{1,3}}|{'|'.join(COUNTS)})\s+(?:other\s+|foreign\s+|different\s+)?(?:countries|nations|states)\b",
    re.IGNORECASE,
)
_SHUT = re.compile(
    r"\b(?:clos(?:ed|es|ing|ure)|shut\w*|withdr\w+|recalled|vacant|abolish\w*|(?:opened|opens?) (?:fire|"
    r"an? investigation|the door to)|"
    r"demonstrat\w+|protest\w*|attack\w*|fled|refuge|asylum|honorary|posted (?:the names?|photos?|pictures?|videos?|messages?)|"
    r"(?:web ?site|online|Facebook|social media|Twitter|Instagram))\b"
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
    """Officers posted abroad and posts opened there, one candidate for each country; posts counted together are a claim too."""
    text = sentence.text
    if (_SHUT.search(text) and not _AGAIN.search(text)) or _BRANCH.search(text):
        return
    seen: set[tuple[str, str]] = set()
    for verb, near in _verbs(sentence, words):
        when, lasting = _when(sentence, verb)
        if _is_aside(text, verb, when):
            continue
        if not lasting and ((_ERRAND.search(text, verb.end()) and not _ASSIGNED.match(verb[0])) or _learns(text, verb, words)):
            continue
        if (when is None and _LATER.search(text)) or _for_days(when):
            continue
        many = _TOLD_TOGETHER.search(text) if when is None else None
        if many:
            yield _claim(sentence, verb, many, view)
        placed = list(_places(sentence, verb, near, view))
        if many and not _NAMELY.search(text, many.end()):
            placed = [(owner, place) for owner, place in placed if verb.end() <= place.start < many.start()]
        days = dated_places(sentence, [(place.start, place.end) for _, place in placed], when)
        told: set[tuple[str, str]] = set()
        for (owner, place), day in zip(placed, days, strict=True):
            pair = (owner[0].name.iso3 if owner else "", place.name.iso3)
            if pair in seen or (day is when and pair in told):
                continue
            if (
                view.known
                and view.sure
                and owner
                and owner[0].name.kind != "pair"
                and view.country not in (owner[0].name.iso3, place.name.iso3, "")
            ):
                continue  # two other states
            told.add(pair)
            named = place.end if place.end - verb.end() < _REACH else 0
            parties = with_home(mentions([*owner, place], {place.name.iso3: "host"}, "delegate"), view, "delegate")
            yield candidate(
                "posting", sentence, verb.span(), day, parties,
                title=text[min(verb.start(), near.start()) : max(verb.end(), near.end(), named)],
                location=place.written,
            )  # fmt: skip
        seen |= told


def _is_aside(text: str, verb: re.Match[str], when: When | None) -> bool:
    """Whether a posting is told in passing, without a day of its own: "an officer stationed in Hanoi said"."""
    own = when is not None and when.end > verb.start()
    return not own and _OFFICERS.search(text[: verb.start()]) is not None and not _HAS.search(text, 0, verb.start())


def _verbs(sentence: Sentence, words: EnglishWords) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """The verbs of posting and of opening posts, each with the officers or the post beside it."""
    text = sentence.text
    for kind, thing in (("posted", "poster"), ("postopened", "post"), ("stationed", "official")):
        for verb in words.pattern(kind).finditer(text):
            who = words.pattern(thing, ANY_CASE) if thing == "official" else words.pattern(thing)
            found = who.finditer(text, max(0, verb.start() - _REACH), verb.end() + _REACH)
            near = min(found, key=lambda m: max(verb.start() - m.end(), m.start() - verb.end()), default=None)
            if near is None and _FOR_LONG.match(text, verb.start()):
                near = _STAFF.search(text, max(0, verb.start() - _BY), verb.end() + _BY) or verb
            if near is None or not asserted(sentence, verb.start(), words):
                continue
            other = kind == "postopened" and _OBJECT.match(text, verb.end()) is not None
            if other and words.pattern(thing).search(text, verb.start(), verb.end() + _BY) is None:
                continue  # an office that opened something else
            yield verb, near


def _when(sentence: Sentence, verb: re.Match[str]) -> tuple[When | None, bool]:
    """The day of a posting, and whether it is the one since which it lasts: "has been stationed there since May"."""
    text = sentence.text
    since = lasting_since(sentence, verb.end())
    perfect = _LASTING.match(verb[0]) or _PERFECT.search(text[max(0, verb.start() - _BY) : verb.start()])
    if since is not None and (perfect or 0 <= since.start - verb.end() < _BY):
        return since, True
    return nearest_date(sentence, *verb.span()) or since, since is not None


def _for_days(when: When | None) -> bool:
    """Whether officers were sent for so many days only, which is no posting."""
    if when is None or "/" not in when.dating.edtf or when.dating.earliest is None or when.dating.latest is None:
        return False
    return (when.dating.latest - when.dating.earliest).days < _SHORT


def _learns(text: str, verb: re.Match[str], words: EnglishWords) -> bool:
    """Whether officers are abroad for a course only."""
    return words.pattern("training", ANY_CASE).search(text, max(0, verb.start() - _REACH), verb.end() + _REACH) is not None


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
    start = min(verb.start(), near.start())
    begin = subject_start(text, start)
    reach = [f for f in sentence.names if f.name.iso3 and f.start >= begin]
    before = [f for f in reach if f.start < verb.start() and not _BASED.match(text, f.end)]
    owner = [f for f in before if f.start < start and not _LOCATED.search(text[: f.start])] or [
        f for f in before if f.name.kind in ("country", "agency") and not _PLACED.search(text[: f.start])
    ]
    own = {f.name.iso3 for f in owner[:1]} or {view.country}
    placed = _named(sentence, [f for f in reach if f.name.iso3 not in own], start, near) or [
        f for f in reach if f.end <= start and f.name.iso3 not in own and _BASED.match(text, f.end)
    ]  # fmt: skip
    if not placed:
        placed = list(_elsewhere(sentence, verb, reach, owner, own, near, view))
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


def _named(sentence: Sentence, foreign: Sequence[Found], start: int, near: re.Match[str]) -> list[Found]:
    """The names behind the verb or the officers that are places: "in A and B", "on the Argentine side"."""
    text = sentence.text
    found = [
        f for f in foreign
        if f.start >= start and f.name.kind in ("country", "city", "agency") and (not f.name.people or _SIDE.match(text, f.end))
        and (f.name.kind != "agency" or _PLACED.search(text[: f.start]))
    ]  # fmt: skip
    return [
        f for n, f in enumerate(found)
        if f.name.people or _PLACED.search(text[: f.start]) or (n and listed(sentence, found[n - 1 : n + 1])[1:])
    ] or [f for f in found if abs(f.end - near.start()) < _BY]  # fmt: skip


def _elsewhere(
    sentence: Sentence,
    verb: re.Match[str],
    reach: Sequence[Found],
    owner: Sequence[Found],
    own: set[str],
    near: re.Match[str],
    view: View,
) -> Iterator[Found]:
    """The place that no name of a country tells: an office of ours abroad, "there", or a body of the country that speaks."""
    text = sentence.text
    offices = [f for f in reach if f.start >= verb.end() and f.name.kind == "embassy" and f.name.iso3 != HOME]
    for f in offices:
        yield Found(f.start, f.end, f.written, Name("country", HOME, HOME))
    if offices:
        return
    start = min(verb.start(), near.start())
    places = [f for f in reach if f.start >= start and f.name.kind in ("city", "country") and _PLACED.search(text[: f.start])]
    at_home = any(f.name.iso3 in own for f in places)
    there = None if at_home else _THERE.search(text)
    before = [f for f in sentence.names if there and f.end <= there.start() and f.name.iso3 not in ("", *own)]
    named = [f for f in before if _LOCATED.search(text[: f.start])]
    if named:
        yield named[-1]
    elif there and sentence.focus not in ("", *own):
        yield Found(there.start(), there.end(), there[0], Name("country", sentence.focus, sentence.focus))
    elif _TOOK_UP.match(verb[0]) and sentence.focus not in ("", *own) and not at_home:
        yield Found(*verb.span(), verb[0], Name("country", sentence.focus, sentence.focus))
    elif owner and view.country not in own and (body := _BODY.search(text, start)):
        yield Found(body.start("body"), body.end("body"), body["body"], Name("country", view.country, view.country))
    elif owner and view.country not in own and (owner[0].name.kind == "embassy" or _MISSION.search(near[0])):
        yield Found(*near.span(), near[0], Name("country", view.country, view.country))
