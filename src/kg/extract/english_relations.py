"""English sentences on what states do to each other: ratings, mutual openings of borders, postings abroad."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.dates import parse_edtf
from kg.extract.candidate import Candidate, Mention
from kg.extract.english_clauses import clause_start, nearest_date, reported
from kg.extract.english_home import View
from kg.extract.english_parties import ANY_CASE, asserted, candidate, mentions, planned, with_home
from kg.extract.english_words import EnglishWords, Found, Name, Sentence
from kg.model import HOME

_TIER = re.compile(r"\bTier[ -]?(?P<tier>1|2|3|one|two|three|I{1,3})\b(?P<watch>\s+Watch\s*(?:List|list))?", re.IGNORECASE)
_TIERS = {"1": 1, "one": 1, "i": 1, "2": 2, "two": 2, "ii": 2, "3": 3, "three": 3, "iii": 3}
_REPORT_YEAR = re.compile(
    r"\b(20\d\d)\s+(?:Trafficking in Persons|TIP)\b|(?:Trafficking in Persons|TIP) [Rr]eport(?:\s+for)?\s+(20\d\d)\b"
)
_REPORT_OUT = re.compile(
    r"(?:Trafficking in Persons|TIP|[Tt]rafficking)\b.{0,80}\b(?:released|issued|published|unveiled|made public)\b|"
    r"\b(?:released|issued|published|unveiled)\b.{0,60}(?:Trafficking in Persons|TIP) [Rr]eport"
)
_RATED = re.compile(
    r"\b(?:remain(?:ed|s)?|rank(?:ed|s)?|plac(?:ed|es)|rated|list(?:ed|s)|upgraded|downgraded|maintain(?:ed|s)|kept|keeps|retain(?:ed|s)|"
    r"named|classified|categorized|stay(?:ed|s)|moved|put|puts|given|received|receives|granted|earn(?:ed|s)|awarded|designated|status|"
    r"was|is|are|were|has been|dropped|fell|rose|achieved|attained|includes?|ranking)\b"
)
_ARRANGEMENT = re.compile(r"\s+(?:[\w-]+\s+){0,3}(?:arrangement|scheme|program|programme|privilege|privileges|treatment|access|entry|exemption|waiver|policy|use)\b")
_NATION = re.compile(r"\b(?:[Tt]his|[Tt]he|[Oo]ur) (?:nation|country|island)(?:['’]s)?\b")
_RATER = Mention("United States", "country", "USA", "rater", actor="USA")


def find_ratings(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Tiers of the United States' Trafficking in Persons Report, one for each country rated."""
    text = sentence.text
    if not words.pattern("tierword").search(text) and not _RATED.search(text):
        return
    tiers = [m for m in _TIER.finditer(text) if not re.search(r"\bfrom\s+$|\bbelow\s+$|\bthan\s+$", text[: m.start()])]
    if not tiers or planned(sentence, words) or not _RATED.search(text):
        return
    for last, tier in pairwise([None, *tiers]):
        if tier is None:
            continue
        names = _rated(sentence, last, tier, view.country, single=len(tiers) == 1)
        value = _TIERS[tier["tier"].lower()]
        for found in names:
            when = sentence.dates[0] if len(sentence.dates) == 1 else nearest_date(sentence, *tier.span())
            out = candidate(
                "rating", sentence, tier.span(), when, (*mentions([found], {}, "subject"), _RATER),
                title="Trafficking in Persons Report", value=value, unit="Tier Watch List" if tier["watch"] else "Tier",
            )  # fmt: skip
            yield _of_year(out, report_year(text) or ("" if out.date else view.report_year))


_PLACE_IN_LIST = re.compile(
    r"\b(?:rank(?:s|ed|ing)?|plac(?:es|ed)|c[ao]mes? in|c[al]imb(?:s|ed)|rose|rises|dropp?(?:s|ed)|slip(?:s|ped)|fell|falls|mov(?:es|ed)|is|was|at|to|as)\s+"
    r"(?:up\s+|down\s+|the\s+|from\s+\w+\s+to\s+|in\s+|joint\s+|\w+ly\s+){0,3}(?P<n>\d{1,3})(?:st|nd|rd|th)\b"
)
_LIST = re.compile(r"\b(?P<title>(?:[A-Z][\w’'&-]+\s+){1,5}(?:Index|Ranking|Report|Indicator))\b|\b(?:passport )?(?:index|ranking)\b")
_CAME_OUT = re.compile(r"\b(?:published|released|issued|unveiled|made public)\s+(?:on\s+|late\s+|in\s+)?$")


def find_ranks(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """The place of the home country in a list that others make: a passport index, an index of peace or freedom."""
    text = sentence.text
    place, listed = _PLACE_IN_LIST.search(text), _LIST.search(text)
    if place is None or listed is None or words.pattern("plan").search(text):
        return
    subject = [f for f in sentence.names if f.end <= place.start() and f.name.kind == "country"]
    if not subject or subject[0].name.iso3 != view.country or words.pattern("private").search(text, subject[0].end, place.start()):
        return
    out = next((when for when in sentence.dates if _CAME_OUT.search(text[: when.start])), None)
    yield candidate(
        "rating", sentence, place.span(), out or nearest_date(sentence, *place.span()), mentions(subject[:1], {}, "subject"),
        title=listed["title"] or listed[0], value=int(place["n"]), unit="rank",
    )  # fmt: skip


def report_year(text: str) -> str:
    """The year of the Trafficking in Persons Report that a text names, empty where it names none or several."""
    years = {m[1] or m[2] for m in _REPORT_YEAR.finditer(text)}
    return years.pop() if len(years) == 1 else ""


def released(told: Sequence[Sentence]) -> str:
    """The day on which the Trafficking in Persons Report of a text came out, empty where it does not say."""
    for sentence in told:
        if _REPORT_OUT.search(sentence.text):
            own = [when for when in sentence.dates if not reported(sentence, when)]
            if len(own) == 1:
                return own[0].dating.edtf
    return ""


def _of_year(rating: Candidate, year: str) -> Candidate:
    return replace(rating, date=parse_edtf(year), date_as_written=year) if year else rating


def _rated(sentence: Sentence, last: re.Match[str] | None, tier: re.Match[str], home: str, *, single: bool) -> list[Found]:
    """The countries that a tier is said of: the names before it, and those listed after "along with", "include" or "with"."""
    text = sentence.text
    start = last.end() if last else 0
    before = [
        f for f in sentence.names
        if f.name.kind == "country" and start <= f.start < tier.start() and not _is_rater(text, f)
        and not re.search(r"\b(?:in|of|by|from)\s+(?:the\s+)?$", text[: f.start])
    ]  # fmt: skip
    if not before and (nation := _NATION.search(text, start, tier.start())):
        before = [Found(nation.start(), nation.end(), nation[0], Name("country", home, home))]
    listed = []
    if single and (
        mark := re.search(
            r"\b(?:along with|alongside|together with|include|includes|including|joining|are|were)\b", text[tier.end() :]
        )
    ):
        listed = [
            f
            for f in sentence.names
            if f.name.kind == "country" and f.start > tier.end() + mark.end() and not _is_rater(text, f)
        ]
    seen: dict[str, Found] = {}
    for found in (*before, *listed):
        if not found.name.people:
            seen.setdefault(found.name.iso3, found)
    return list(seen.values())


def _is_rater(text: str, found: Found) -> bool:
    after = text[found.end : found.end + 60]
    return found.name.iso3 == "USA" and (
        found.name.people
        or re.match(
            r"(?:'s|’s)?\s+(?:State|Department|government|[Tt]rafficking|Secretary|has|ranked|rated|placed|on|released|said|report|annual|TIP)",
            after,
        )
        is not None
    )


def find_openings(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Mutual openings of borders: both sides let the other's travellers use what they use themselves."""
    text = sentence.text
    gate, mutual = words.pattern("gate", ANY_CASE).search(text), words.pattern("mutualwords", ANY_CASE).search(text)
    verb = next((m for m in words.pattern("opened").finditer(text) if asserted(sentence, m.start(), words)), None)
    if mutual is None or verb is None or not (gate or _ARRANGEMENT.match(text, mutual.end())):
        return
    home = [f for f in sentence.names if f.name.kind == "country" and f.name.iso3 == view.country]
    foreign = mentions([f for f in sentence.names if f.name.iso3 not in ("", view.country) and f.name.kind in ("country", "pair")], {}, "member")
    if not foreign and sentence.focus:
        foreign = (Mention(sentence.focus, "country", sentence.focus, "member", actor=sentence.focus),)
    if foreign:
        parties = with_home([*mentions(home, {}, "member"), *foreign], view, "member")
        yield candidate(
            "reciprocity", sentence, verb.span(), nearest_date(sentence, *verb.span()), parties, title=(gate or mutual)[0]
        )


def find_postings(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Officers posted abroad and posts opened there, one candidate for each country."""
    text = sentence.text
    for kind in ("posted", "postopened"):
        for verb in words.pattern(kind).finditer(text):
            near = text[max(0, verb.start() - 90) : verb.end() + 90]
            if not asserted(sentence, verb.start(), words) or not words.pattern("poster" if kind == "posted" else "post").search(near):
                continue
            begin = clause_start(text, verb.start())
            own = {f.name.iso3 for f in sentence.names if begin <= f.start < verb.start() and f.name.iso3} or {view.country}
            targets = [
                f for f in sentence.names
                if f.start >= verb.end() and not f.name.people and f.name.iso3 and f.name.iso3 not in own and f.name.kind in ("country", "city")
            ]  # fmt: skip
            senders = [f for f in sentence.names if begin <= f.start < verb.start() and f.name.iso3][:1]
            targets += [
                replace(f, name=replace(f.name, iso3=HOME)) for f in sentence.names
                if not targets and f.start >= verb.end() and f.name.kind == "embassy" and f.name.iso3 != HOME
            ]  # fmt: skip
            for found in targets:
                host = replace(found, name=replace(found.name, kind="country", actor=found.name.iso3))
                parties = with_home(mentions([*senders, host], {found.name.iso3: "host"}, "delegate"), view, "delegate")
                yield candidate(
                    "posting", sentence, verb.span(), nearest_date(sentence, *verb.span()), parties,
                    title=text[verb.start() : found.end], location=found.written,
                )  # fmt: skip
