"""English sentences on meetings of two sides."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.english.clauses import clause_around, clause_start, dated_places, nearest_date
from kg.extract.english.dates import When
from kg.extract.english.home import View
from kg.extract.english.parties import (
    ANY_CASE,
    PRIVATE,
    asserted,
    candidate,
    mentions,
    planned_before,
    stands_for_state,
    with_home,
)
from kg.extract.english.spans import spanning
from kg.extract.english.words import EnglishWords, Found, Name, Sentence

_TITLE_LEAD = re.compile(r"(?:(?:[A-Z0-9][\w’'–/-]*|of|and|on|for|in|the)\s+)*$")
_AGAIN = re.compile(r"\b(?:again and again|time and again|repeatedly|many times|several times|often)\b")
_USUAL = re.compile(r"\b(?:every year|each year|annually|regularly|every \w+ months|since)\b")
_NEAR = 260  # characters before "took place" in which stands what did
_PARTNER = 60  # characters behind a verb of meeting in which stands who was met
_SUBJECT = 12  # characters between "she" and the verb whose subject it is
_BODIES = ("group", "committee", "commission", "force", "assembly", "board")
_AHEAD = re.compile(r"[^,;.]{0,40}\b(?:is|are|was|were) to\b|[^,;.]{0,40}\b(?:will|would|could|should|may)\b")
_SERIES_BEGAN = re.compile(  # "the dialogue, which was launched in 2016": the first of many, not this one
    r"\b(?:which|that) (?:was|were|has been|had been) (?:first |originally )?(?:launched|established|inaugurated|initiated|started|set up)$"
)
_LONG_AGO = re.compile(r"\b(?:years?|months?|decades?|weeks?) (?:after|since|before)\b[^,;]*$")
_BETWEEN = re.compile(r"\bbetween\s+")
_TWO_SIDED = re.compile(
    r"\b(?:[Bb]ilateral|[Tt]rilateral|[Jj]oint|held their(?: \w+)?|"
    r"[A-Z][a-z]+(?: [A-Z][a-z]+)?[-–][A-Z][a-z]+(?: [A-Z][a-z]+)?)\s+(?:[\w-]+\s+){0,4}"
    r"(?:[Cc]onference|[Dd]ialogue|[Ff]orum|[Mm]eetings?|[Rr]oundtable|[Tt]alks)\b"
)
_WITH_ONE = re.compile(
    r"\b(?:[Cc]onference|[Vv]ideoconference|[Rr]oundtable)\s+with\s+(?:(?:the|his|her|its|their)\s+)?(?:[A-Z][a-z]|counterparts?\b)"
)
_WHERE = re.compile(r",\s+where\s+(?:\w+\s+){1,4}$")
_WHO = re.compile(r"\b(?:who|which|whose)\b")
_BY_THE_WAY = re.compile(r",\s+(?:(?:to|of|in|from|with)\s+)?(?:which|whose|where)\b[^,]*,")
_I = re.compile(r"\bI\s+(?:\w+\s+)?$")
_BOTH = re.compile(
    r"\b(?:[Tt]he|[Bb]oth)\s+(?:two\s+)?"
    r"(?:[Mm]inisters|leaders|[Pp]residents|chiefs|heads of [a-z]+|delegations|commissioners|directors(?:-general)?)\s+"
    r"(?:also\s+|then\s+|later\s+|last\s+)?$"
)
_VISIT_TO = re.compile(r"\b(?:visit|trip|tour)\s+(?:to|of)\s+(?:the\s+)?$")
_STATE = re.compile(r"^[A-Z][a-z]+(?: [A-Z][a-z]+)?$|\bRepublic of\b|\bKingdom of\b")
_PHONE = re.compile(r"\b(?:phone|telephone|phoned)\b")
_WITH = re.compile(r"\s+with\b")
_IN = re.compile(r"\s+(?:in|at|on)\b")
_BACK = re.compile(r"\b(?:[Tt]he|[Tt]his|[Tt]hat)\s+(?:[\w-]+\s+)?$|\b[Nn]o\s+(?:[\w-]+\s+)?$")
_OF_VISIT = re.compile(
    r"\s+(?:(?:an?|his|her|their|its|the)\s+)?(?:[\w-]+\s+){0,3}?(?:visit|trip|tour|stay)\b"
)  # began a visit
_THERE = re.compile(r"^(?:(?:[Ww]hile|[Dd]uring|[Ll]ater|[Ee]arlier)[^,;]{0,40}\s)?\b[Ii]n\s+(?:the\s+)?$")
_DUE = re.compile(r"\b(?:will|would|(?:is|are|was|were) (?:due|scheduled|expected|set|slated) to)\b[^,;]*$")
_FOR_THE_PRESS = re.compile(
    r"\b(?:[Rr]egular|[Nn]ews|[Pp]ress|[Dd]aily|[Ww]eekly|[Mm]edia|[Rr]outine)\s+(?:press\s+|news\s+)?$"
)
_ANAPHORIC = re.compile(r"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hose|[Tt]hese)\s$")
_ASIDE = re.compile(r"(?:at|in|during|after|following)\b", re.IGNORECASE)
_OF_SIDES = re.compile(
    r"\b(?:bilateral|joint|round|two sides|both sides|two countries|consultations?|dialogue)\b|"
    r"\blast year['’]s (?:annual )?(?:meeting|session|talks)\b|"
    r"\b(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|previous|last|latest)\s+"
    r"(?:annual\s+|working\s+|ministerial\s+)*(?:meeting|session|talks)\b"
    r"(?! of(?! the (?:joint |tripartite |bilateral )?(?:commission|committee|working group|mechanism)))",
    re.IGNORECASE,
)
_ALSO_MET = re.compile(
    r"\b(?:water cannons?|criticism|protests?|resistance|opposition|skepticism|scepticism|applause|"
    r"by(?! (?:video|phone|telephone|tele|Zoom|web)))\b"
)


def find_meetings(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Meetings of two sides, by themselves or as a part of a visit."""
    for verb, kind in _tellings(sentence, words):
        found = _meetings(sentence, verb, kind, words, view)
        if found:
            yield from found
            return


def _tellings(sentence: Sentence, words: EnglishWords) -> list[tuple[re.Match[str], str]]:
    """The words that tell a meeting, each with how: a verb of meeting, one of holding a meeting, or a noun with its day."""
    text = sentence.text
    met = [
        m
        for m in words.pattern("met", ANY_CASE).finditer(text)
        if asserted(sentence, m.start(), words) and not _ALSO_MET.match(text, m.end() + 1) and not _privately(text, m, words)
    ]
    held = [
        m for kind in ("held", "attended") for m in words.pattern(kind).finditer(text)
        if asserted(sentence, m.start(), words) and _bilateral(text, m, words)
        and not _LONG_AGO.search(text, 0, m.start())
        and not _SERIES_BEGAN.search(text, 0, m.end())
        and not _OF_VISIT.match(text, m.end())
        and not (m[0].endswith(("under way", "underway")) and not sentence.dates)
        and (kind == "held" or words.pattern("meeting", ANY_CASE).search(text, m.end(), m.end() + 80))
    ]  # fmt: skip
    talks = [m for m in words.pattern("meeting").finditer(text) if sentence.dates and _told_of(sentence, m, words)]
    return [(m, kind) for kind, found in (("met", met), ("held", held), ("talks", talks)) for m in found]


def _meetings(sentence: Sentence, verb: re.Match[str], kind: str, words: EnglishWords, view: View) -> list[Candidate]:
    """The meetings that a word tells, where two sides with an office are named: one, or one for each partner with a day of its own."""
    text = sentence.text
    home, foreign = _sides(sentence, verb, kind, words, view)
    begin, end = clause_around(text, *verb.span())
    acted = kind == "met" and _ASIDE.match(verb[0]) is None
    if acted and words.pattern("private", PRIVATE).search(text[max(begin, verb.start() - 50) : verb.start()]):
        return []
    near_home = [
        f for f in home if begin <= f.start < end and (f.start < verb.start() or "," not in text[verb.end() : f.start])
    ]
    before = {f.name.iso3 for f in foreign if f.end <= verb.start() and f.name.kind != "city"}
    if (
        view.known
        and view.sure
        and not near_home
        and before
        and len({f.name.iso3 for f in foreign if f.name.kind != "city"}) > 1
    ):
        return []  # two other states
    if _PHONE.search(text):
        return []
    official = words.pattern("official").search(text.lower()) or kind == "held" or (home and kind != "met")
    if not foreign or not official or words.pattern("private", PRIVATE).search(text[verb.end() : verb.end() + 40]):
        return []
    if planned_before(sentence, verb.start(), words):
        return []
    thing = words.pattern("meeting", ANY_CASE).search(text)
    if _AGAIN.search(text, begin, end) or (thing and thing[0].endswith("ings") and _USUAL.search(text)):
        return []
    title = _title(text, thing) if thing and kind != "met" else ""
    when = nearest_date(sentence, *verb.span())
    back = thing is not None and _BACK.search(text[: thing.start()]) and _WITH.match(text, thing.end()) is None
    if when is None and back and kind == "held":
        return []
    each = dated_places(sentence, [(f.start, f.end) for f in foreign], None)
    if (
        len({w.dating.edtf for w in each if w}) < 2 or len({f.name.iso3 for f in foreign}) < 2
    ):  # not "with his Fijian counterpart on Monday and the Tongan one on Tuesday"
        return [_told(sentence, verb, [*home, *foreign], spanning(sentence, verb.start(), when, words), view, title)]
    return [_told(sentence, verb, [*home, one], day, view, title) for one, day in zip(foreign, each, strict=True)]


def _told(sentence: Sentence, verb: re.Match[str], names: list[Found], when: When | None, view: View, title: str) -> Candidate:
    parties = with_home(mentions(names, {}, "attendee"), view, "attendee")
    return candidate("meeting", sentence, verb.span(), when, parties, title=title)


def _sides(
    sentence: Sentence, verb: re.Match[str], kind: str, words: EnglishWords, view: View
) -> tuple[list[Found], list[Found]]:
    """Who of the home side is named, and who of others; the partner last spoken of where talks of two sides name none."""
    names = [
        f
        for f in sentence.names
        if stands_for_state(sentence, f, words) and (f.name.kind != "pronoun" or 0 < verb.start() - f.end < _SUBJECT)
    ]
    if kind == "met" and (whose := _WHO.search(sentence.text, verb.end())):  # "met owners who employ Indonesian crews"
        names = [f for f in names if f.start < whose.start()]
    asides = [m.span() for m in _BY_THE_WAY.finditer(sentence.text, 0, verb.start())]
    names = [f for f in names if not any(a <= f.start < b for a, b in asides)]
    foreign = [f for f in names if f.name.iso3 not in ("", view.country) or (f.name.kind == "io" and kind != "met")]
    home = [f for f in names if f.name.iso3 == view.country]
    both = _BOTH.search(sentence.text[: verb.start()]) is not None
    near = sentence.text[verb.end() : verb.end() + _PARTNER]
    in_office = words.pattern("official").search(near.lower()) is not None or " members of " in near
    return home, foreign or (
        list(_unnamed(sentence, verb, kind, home, view)) if in_office or home or both or kind != "met" else []
    )


def _unnamed(sentence: Sentence, verb: re.Match[str], kind: str, home: list[Found], view: View) -> Iterator[Found]:
    """The other side of a meeting that names none: the partner last spoken of, or the place abroad where it was held."""
    text = sentence.text
    abroad = [f for f in sentence.names if f.name.iso3 not in ("", view.country)]
    cities = [f for f in abroad if f.name.kind == "city"]
    named = [f for f in home if f.name.kind in ("country", "agency")]
    if kind != "talks" and sentence.focus and sentence.dates and _BOTH.search(text[: verb.start()]):
        yield Found(verb.start(), verb.end(), sentence.focus, Name("pair", sentence.focus))
    elif kind == "held" and _OF_SIDES.search(text):
        if sentence.focus:
            yield Found(verb.start(), verb.end(), sentence.focus, Name("pair", sentence.focus))
        else:  # "the joint committee met in Ulaanbaatar"
            yield from cities[:1]
    elif kind == "met" and (where := _WHERE.search(text, 0, verb.start())):  # "visited Kigali, where he met the president"
        yield from [f for f in abroad if f.end <= where.start()][-1:]
    elif kind == "met" and sentence.focus and named and all(f.start > verb.end() and _STATE.search(f.written) for f in named):
        yield Found(verb.start(), verb.end(), sentence.focus, Name("pair", sentence.focus))  # met the head of Taiwan's customs
    elif kind == "met" and (visited := [f for f in abroad if _VISIT_TO.search(text[: f.start])]):
        yield from visited[:1]  # "on a visit to Astana he met the minister"
    elif kind == "met" and (there := [f for f in abroad if f.end <= verb.start() and _THERE.search(text[: f.start])]):
        yield from there[:1]  # "while in Apia he met the minister"
    elif kind == "met" and (home or _IN.match(text, verb.end()) is None):  # their counterparts met them in Tokyo
        yield from [f for f in cities if f.start > verb.end() and _WHO.search(text, verb.end(), f.start) is None][:1]


def _privately(text: str, verb: re.Match[str], words: EnglishWords) -> bool:
    """Whether the writer tells whom he met himself, and that was nobody in office."""
    return (
        _I.search(text[: verb.start()]) is not None
        and words.pattern("office").search(text, verb.end(), verb.end() + _PARTNER) is None
    )


def _told_of(sentence: Sentence, noun: re.Match[str], words: EnglishWords) -> bool:
    """Whether a noun of meeting tells one without a verb: "talks between", "two days of talks in which", not one to come."""
    text = sentence.text
    if (
        noun[0].lower().endswith(_BODIES)
        or _AHEAD.match(text, noun.end())
        or planned_before(sentence, noun.start(), words)
        or words.pattern("workshop", ANY_CASE).search(text)
        or _ANAPHORIC.search(text, 0, noun.start())
        or _FOR_THE_PRESS.search(text, 0, noun.start())
        or _DUE.search(text, clause_start(text, noun.start()), noun.start())
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
    near = text[max(0, verb.start() - _NEAR) : verb.end() + 120]
    if _TWO_SIDED.search(near) or _WITH_ONE.search(near):
        return True
    return (
        words.pattern("meeting", ANY_CASE).search(near) is not None and words.pattern("workshop", ANY_CASE).search(near) is None
    )


def _title(text: str, noun: re.Match[str]) -> str:
    lead = _TITLE_LEAD.search(text[: noun.start()])
    return " ".join(f"{re.sub(r'^(?:(?:of|and|on|for|in|the|The|A|An)[ ]+)+', '', lead[0]) if lead else ''}{noun[0]}".split())
