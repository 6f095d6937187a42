"""English sentences on how others rate a country: tiers of the Trafficking in Persons Report, places and points in an index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg import patterns as re
from kg.dates import parse_edtf
from kg.extract.candidate import Candidate, Mention
from kg.extract.english_clauses import nearest_date, reported
from kg.extract.english_dates import When
from kg.extract.english_home import View
from kg.extract.english_parties import LISTED, candidate, mentions
from kg.extract.english_words import EnglishWords, Found, Name, Sentence

_TIER = re.compile(
    r"\bTier[ -]?(?P<tier>1|2|3|one|two|three|I{1,3})\b(?P<watch>(?:\s+|-|\s*\()Watch[ -]?(?:List|list))?|"
    r"\b(?P<top>(?:top|highest|best|first|uppermost)[ -](?:possible\s+)?(?:tier|category|ranking|rating|grade|"
    r"tier ranking)|top-tier)\b|"
    r"\b(?P<bottom>(?:bottom|lowest|worst|third)[ -](?:possible\s+)?(?:tier|category|ranking|rating|grade)|"
    r"trafficking blacklist)\b|"
    r"\b(?P<second>(?:second|middle)[ -](?:tier|category))\b|(?P<list>\b(?:Tier|the)\s+(?:2\s+)?Watch\s+List\b)",
    re.IGNORECASE,
)
_TIERS = {"1": 1, "one": 1, "i": 1, "2": 2, "two": 2, "ii": 2, "3": 3, "three": 3, "iii": 3}
_ABOUT = re.compile(r"\b(?:[Tt]rafficking|TIP)\b")
_OTHER_TIER = re.compile(
    r"\b(?:from|below|than|above|of|for|toward|towards|avoid\w*|regain\w*|reach|return(?:ing)? to|qualify for|"
    r"in)\s+(?:the\s+)?$"
)
_IN = re.compile(r"\bin\s+(?:the\s+)?$")
_FALSE = re.compile(
    r"\b(?:could|might|may|would|will|should|can|if|unless|hop(?:e[sd]?|ing)|aim(?:s|ed|ing)?|goal|target\w*|risk\w*|"
    r"require\w*|criteria|return(?:ing)? to|regain\w*|striv\w+|in order to|not|never|expects?|expected|threat\w*|likely|"
    r"wants?|meaning|standards?|sanctions?|defined|reserved for|countries placed)\b"
)
_REPORT_YEAR = re.compile(
    r"\b(20\d\d)\s+(?:Trafficking in Persons|TIP)\b|(?:Trafficking in Persons|TIP) [Rr]eport(?:\s+for)?\s+(20\d\d)\b"
)
_REPORT_OUT = re.compile(
    r"(?:Trafficking in Persons|TIP|[Tt]rafficking)\b.{0,80}\b(?:released|issued|published|unveiled|made public|launched)\b|"
    r"\b(?:released|issued|published|unveiled|launched)\b.{0,60}(?:Trafficking in Persons|TIP|trafficking) [Rr]eport|"
    r"\b[Rr]eport,?\s+(?:which was\s+)?(?:just\s+|newly\s+)?(?:released|issued|published|unveiled)\b|"
    r"\breport (?:came out|was (?:released|issued|published|unveiled))\b"
)
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
_NTH = (
    rf"(?:(?P<n{{0}}>\d{{{{1,3}}}})(?:st|nd|rd|th)\b|(?P<w{{0}}>{'|'.join(_ORDINALS)})\b|"
    rf"[Nn](?:o\.|umber)\s*(?P<m{{0}}>\d{{{{1,3}}}})\b)"
)
_PLACE_IN_LIST = re.compile(
    r"\b(?:[Rr]ank(?:s|ed|ing|ings)?|[Pp]lac(?:es?|ed|ing|ings)|c[ao]mes?(?: in| out)?|coming(?: in)?|climb(?:s|"
    r"ed|ing)?|rose|rises|rising|"
    r"dropp?(?:s|ed|ing)?|slip(?:s|ped)?|slid|fell|falls|tumbled|jump(?:s|ed)|leap(?:s|ed|t)|vault(?:s|ed)|"
    r"advanc(?:es|ed)|improved|"
    r"mov(?:es|ed)|edged|soar(?:s|ed)|surg(?:es|ed)|list(?:s|ed)|rat(?:es|ed)|put(?:s)?|position(?:ed|s)?|sits?|"
    r"stands?|stood|finish(?:es|ed)|"
    r"remain(?:s|ed)|score[sd]?|held|holds?|retain(?:s|ed)|kept|keeps|secur(?:es|ed)|claim(?:s|ed)|took|takes|earn(?:s|ed)|"
    r"shares?|shared|tied for|ties for|is|was|are|were|at|to|as|in),?\s+"
    r"(?:(?:up|down|back|out|the|from|in|to|at|joint|jointly|tied|for|a|an|its|their|equal|only|again|overall|"
    r"\w+ly|(?:world|region|globe|[A-Z][a-z]+)['’]s|[\w-]+ (?:places?|spots?|positions?|notches|rungs)|(?:travel )?(?:documents?|passports?)|"
    r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?),?\s+){0,6}?"
    rf"{_NTH.format(1)}"
    r"|"
    rf"(?:[A-Z]\w+|it)['’]s\s+{_NTH.format(2)}(?:[ -](?:place|ranking))"
)
_POINTS = re.compile(
    r"\b(?:score(?:d|s)?(?:\s+of)?|rating of|mark of|total of|points? of|"
    r"with)\s+(?:an?\s+)?(?:\w+\s+of\s+)?(?P<n>\d{1,3}(?:\.\d+)?)\b"
    r"(?!\s*(?:%|percent|countries|million|billion|people|officers|members|cases|years?|delegates|days))|"
    r"\b(?P<p>\d{1,3}(?:\.\d+)?)\s+(?:points|out of (?:100|10))\b|\bCategory\s+(?P<c>[12])\b"
)
_LIST = re.compile(
    r"\b(?P<title>(?:(?:[A-Z]|20\d\d\b)[\w’'&-]+\s+(?:(?:of|in|on|for|and|the)\s+)*){1,7}(?:Index|Rankings?|"
    r"Report|Indicators?|Survey|Barometer|Scoreboard|"
    r"Yearbook|Scorecard|Review|Ratings?|League Table)(?:\s+(?:of|on)(?:\s+[A-Z]\w+)+)?)\b|"
    r"\b(?:[a-z]+\s+)?(?:index|rankings?|survey|league table|scoreboard|barometer|scorecard|"
    r"list of the world)\b(?:\s+of(?:\s+[a-z-]+){1,6})?"
)
_FOR = re.compile(r"\s+(?:for|to)\s+(?:the\s+)?")
_ASIDE = re.compile(r"(?<!long )(?<!ogether )\b(?:in|of|by|from|with)\s+(?:the\s+)?$")
_BESIDE = re.compile(r"(?<!passport )(?<!holders )\b(?:by|behind|after|of|from|in|than)\s+(?:the\s+)?$")
_YEAR_OF_LIST = re.compile(r"\b20\d\d\b")
_POINTED = re.compile(r"\b(?:[Ii]ndex|[Ss]urvey|[Ss]core(?:board|card)|[Rr]anking|[Rr]eport)\b")
_NOT_RANKED = re.compile(
    r"\s*(?:-?(?:time|generation|round|term|meeting|edition|quarter|day|week|month|year|consecutive|straight|"
    r"batch|phase|reading|lady|"
    r"largest|biggest|highest|lowest|most|best|worst|anniversary|visit|session|floor|party|country|countries)\b)"
)
_RANKED_ANYWAY = re.compile(r"\s*(?:strongest|safest|freest|cleanest|largest|biggest|highest|lowest|most|best|worst)\b")
_GAME = re.compile(
    r"\b(?:FIFA|football|soccer|basketball|baseball|tennis|badminton|WTA|ATP|Olympics?|medals?|tournament|"
    r"championship|league|"
    r"team|player|golf|universit(?:y|ies)|company|companies|airport|airline|stocks?|exporters?|"
    r"trading partner|students?)\b"
)
_CAME_OUT = re.compile(
    r"\b(?:published|released|issued|unveiled|launched|made public|came out|out|announced|"
    r"posted)\s+(?:[a-z]+\s+){0,3}(?:in \w+\s+)?(?:on\s+|late\s+|in\s+)*$"
)
_NATION = re.compile(
    r"\b(?:[Tt]his|[Tt]he|[Oo]ur)\s+(?:[A-Z]?\w+\s+)?(?:nation|country|island|republic|kingdom|"
    r"city-state)\b(?:['’]s)?|\b[Ii]t\b|^\s*[Ww]e\b"
)
_AFTER_TIER = re.compile(
    r"\b(?:along with|alongside|together with|include[sd]?|including|joining|are|were|went to|given to|assigned to|"
    r"joined|while|as (?:was|were|did)|so (?:was|were|did)|and)\b"
)
_FATE = re.compile(r"\b(?:the same (?:fate|tier|category|rank\w*|list|group)|likewise|that tier)\b")
_RATER = Mention("United States", "country", "USA", "rater", actor="USA")


@dataclass(frozen=True, slots=True)
class _Told:
    """A tier said in a sentence: its value, whether on the watch list, and its place."""

    value: int
    watch: bool
    match: re.Match[str]


def find_ratings(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Tiers of the United States' Trafficking in Persons Report, one for each country rated."""
    tiers = list(_tiers(sentence.text, about=bool(view.report_year or _ABOUT.search(sentence.text))))
    for number, told in enumerate(tiers):
        start = tiers[number - 1].match.end() if number else 0
        stop = tiers[number + 1].match.start() if number + 1 < len(tiers) else len(sentence.text)
        if _FALSE.search(sentence.text, max(start, told.match.start() - 60), told.match.start()):
            continue
        names = _rated(sentence, start, told.match, stop, view.country)
        if not names and number and (before := _rated(sentence, 0, tiers[0].match, told.match.start(), view.country)):
            names = before[:1]
        for when in _days(sentence, told, start, stop, words):
            for found in names:
                out = candidate(
                    "rating", sentence, told.match.span(), when, (*mentions([found], {}, "subject"), _RATER),
                    title="Trafficking in Persons Report", value=told.value, unit="Tier Watch List" if told.watch else "Tier",
                )  # fmt: skip
                yield _of_year(out, "" if out.date else report_year(sentence.text) or view.report_year)


def _tiers(text: str, *, about: bool) -> Iterator[_Told]:
    """The tiers that a sentence says somebody is in; words without a number count only where trafficking is spoken of."""
    for match in _TIER.finditer(text):
        before = text[max(0, match.start() - 24) : match.start()]
        if match["tier"]:
            if _OTHER_TIER.search(before) and not _IN.search(before):
                continue
            yield _Told(_TIERS[match["tier"].lower()], bool(match["watch"]), match)
        elif about and not re.search(r"\b(?:from|below|than|above|for)\s+(?:the\s+|a\s+)?$", before):
            yield _Told(1 if match["top"] else 3 if match["bottom"] else 2, bool(match["list"]), match)


def _days(sentence: Sentence, told: _Told, start: int, stop: int, words: EnglishWords) -> list[When | None]:
    """The day on which the report came out, else the years said right after the tier, else the nearest date."""
    out = [when for when in sentence.dates if _CAME_OUT.search(sentence.text[: when.start])]
    if out:
        return [out[0]]
    after: list[When | None] = []
    end = told.match.end()
    for when in sentence.dates:
        if (
            when.start >= end
            and when.end <= stop
            and re.fullmatch(
                r"(?:\s+(?:country|status|nation|ranking|rating|list|as|recently|from|each|year|both|"
                r"then))*\s*(?:,\s*)?(?:in|for|of|and|,)?\s*(?:in\s+)?",
                sentence.text[end : when.start],
            )
        ):
            after.append(when)
            end = when.end
    if after:
        return after
    own = [
        when
        for when in sentence.dates
        if not reported(sentence, when)
        and not re.search(r"(?:19|20)\d\d['’]?s?\s+(?:Traff|TIP)", sentence.text[when.start : when.end + 12])
    ]
    inside = [when for when in own if start <= when.start < stop] or own
    return (
        [inside[0]]
        if len(inside) == 1 and len(own) == 1
        else [nearest_date(replace(sentence, dates=tuple(inside)), *told.match.span())]
    )


def find_ranks(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """The place or the points of a country in a list that others make: a passport index, an index of peace or freedom."""
    text = sentence.text
    listed = _LIST.search(text) or words.pattern("rater").search(text)
    if listed is None or _GAME.search(text):
        return
    place = next((m for m in _PLACE_IN_LIST.finditer(text) if _is_place(text, m)), None)
    value: int | float
    if place is not None:
        number = place["n1"] or place["m1"] or place["n2"] or place["m2"]
        value = int(number) if number else _ORDINALS.index((place["w1"] or place["w2"]).lower()) + 1
    else:
        place = _POINTS.search(text) if _POINTED.search(text) or words.pattern("rater").search(text) else None
        if place is None:
            return
        points = place["n"] or place["p"] or place["c"]
        value = float(points) if "." in points else int(points)
    if _FALSE.search(text, max(0, place.start() - 40), place.start()) or re.search(r"\b(?:hopes?|aims?|goal|target)\b", text):
        return
    subject = _ranked(sentence, place, listed, view, words)
    if subject is None:
        return
    out = next((when for when in sentence.dates if _CAME_OUT.search(text[: when.start])), None)
    when = out or nearest_date(sentence, *place.span())
    found = candidate(
        "rating", sentence, place.span(), when, mentions([subject], {}, "subject"),
        title=(listed.groupdict().get("title") or listed[0]).strip(), value=value, unit="rank" if "n1" in place.re.groupindex else "points",
    )  # fmt: skip
    year = _YEAR_OF_LIST.search(text, max(0, listed.start() - 12), listed.end())
    yield _of_year(found, "" if out or year is None else year[0])


def _is_place(text: str, place: re.Match[str]) -> bool:
    end = max(place.end(group) for group in ("n1", "w1", "m1", "n2", "w2", "m2") if place[group])
    return _NOT_RANKED.match(text, end) is None or _RANKED_ANYWAY.match(text, end) is not None


def _ranked(sentence: Sentence, place: re.Match[str], listed: re.Match[str], view: View, words: EnglishWords) -> Found | None:
    """The country whose place is told: the last one named before it that does not own the list, else the home country for "it"."""
    text = sentence.text
    names = [f for f in sentence.names if f.name.kind == "country" and not words.pattern("private").match(text, f.end + 1)]
    names = [f for f in names if not (f.name.people and not re.match(r"\s+(?:passport|government|police)", text[f.end :]))]
    inside = [f for f in names if place.start() <= f.start < place.end()]
    if inside:
        return inside[0]
    before = [f for f in names if f.end <= place.start() and not _BESIDE.search(text[: f.start])]
    if before:
        return next((f for f in before if f.name.iso3 == view.country), before[-1])
    if nation := _NATION.search(text, 0, place.start()):
        return Found(nation.start(), nation.end(), nation[0], Name("country", view.country, view.country))
    return None


def report_year(text: str) -> str:
    """The year of the Trafficking in Persons Report that a text names, empty where it names none or several."""
    years = {m[1] or m[2] for m in _REPORT_YEAR.finditer(text)}
    return years.pop() if len(years) == 1 else ""


def released(told: Sequence[Sentence]) -> str:
    """The day on which the Trafficking in Persons Report of a text came out, empty where it does not say."""
    about = False
    for sentence in told:
        about = about or _ABOUT.search(sentence.text) is not None
        if about and _REPORT_OUT.search(sentence.text):
            own = [when for when in sentence.dates if not reported(sentence, when)]
            if len(own) == 1:
                return own[0].dating.edtf
    return ""


def _of_year(rating: Candidate, year: str) -> Candidate:
    return replace(rating, date=parse_edtf(year), date_as_written=year) if year else rating


def _rated(sentence: Sentence, start: int, tier: re.Match[str], stop: int, home: str) -> list[Found]:
    """The countries that a tier is said of: the names before it, those listed after it, and the nation where none is named."""
    text = sentence.text
    names = [f for f in sentence.names if f.name.kind == "country" and not f.name.people and not _is_rater(text, f)]
    before = [f for f in names if start <= f.start < tier.start() and not _ASIDE.search(text[: f.start])]
    if said_for := [f for f in names if tier.end() <= f.start < stop and _FOR.fullmatch(text, tier.end(), f.start)]:
        return said_for
    mark = _AFTER_TIER.search(text, tier.end(), stop)
    after = [f for f in names if mark is not None and mark.end() <= f.start < stop]
    if after and mark is not None and mark[0] in ("and", "while") and not _FATE.search(text, mark.end()):
        after = []
    last = len(text)
    for n, found in enumerate(after):  # one list
        if n and LISTED.fullmatch(text[after[n - 1].end : found.start]) is None:
            last = found.start
            break
    after = [f for f in after if f.start < last]
    if not before and not after:
        after = [f for f in names if tier.end() <= f.start < stop][:1]
    if not before and not after and (nation := _NATION.search(text, start, tier.start())):
        before = [Found(nation.start(), nation.end(), nation[0], Name("country", home, home))]
    seen: dict[str, Found] = {}
    for found in (*before, *after):
        seen.setdefault(found.name.iso3, found)
    return list(seen.values())


def _is_rater(text: str, found: Found) -> bool:
    after = text[found.end : found.end + 60]
    return found.name.iso3 == "USA" and (
        found.name.people
        or re.match(
            r"(?:'s?|’s?)?\s+(?:(?!and\b|was\b|is\b|remain)\w+\s+)?(?:State|Department|government|[Tt]rafficking|"
            r"Secretary|has|ranked|rated|placed|on|released|"
            r"said|report|annual|TIP|again|lists?|kept|put|moved|upgraded|downgraded)",
            after,
        )
        is not None
    )
