"""English sentences on how others rate a country: tiers of the Trafficking in Persons Report, places in an index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg import patterns as re
from kg.dates import parse_edtf
from kg.extract.candidate import Candidate, Mention
from kg.extract.english_clauses import nearest_date, reported
from kg.extract.english_home import View
from kg.extract.english_parties import candidate, mentions, planned
from kg.extract.english_words import EnglishWords, Found, Name, Sentence

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
    r"\b(?:remain(?:ed|s)?|rank(?:ed|s)?|plac(?:ed|es)|rated|list(?:ed|s)|upgraded|downgraded|maintain(?:ed|s)|kept|"
    r"keeps|retain(?:ed|s)|"
    r"named|classified|categorized|stay(?:ed|s)|moved|put|puts|given|received|receives|granted|earn(?:ed|s)|awarded|"
    r"designated|status|"
    r"was|is|are|were|has been|dropped|fell|rose|achieved|attained|includes?|ranking)\b"
)
_PLACE_IN_LIST = re.compile(
    r"\b(?:rank(?:s|ed|ing)?|plac(?:es|ed)|c[ao]mes? in|c[al]imb(?:s|ed)|rose|rises|dropp?(?:s|ed)|slip(?:s|ped)|fell|"
    r"falls|mov(?:es|ed)|is|was|at|to|as)\s+"
    r"(?:up\s+|down\s+|the\s+|from\s+\w+\s+to\s+|in\s+|joint\s+|\w+ly\s+){0,3}(?P<n>\d{1,3})(?:st|nd|rd|th)\b"
)
_LIST = re.compile(
    r"\b(?P<title>(?:[A-Z][\w’'&-]+\s+){1,5}(?:Index|Ranking|Report|Indicator))\b|\b(?:passport )?(?:index|ranking)\b"
)
_CAME_OUT = re.compile(r"\b(?:published|released|issued|unveiled|made public)\s+(?:on\s+|late\s+|in\s+)?$")
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
            own = [when for when in sentence.dates if not reported(sentence, when)]
            when = own[0] if len(own) == 1 else nearest_date(sentence, *tier.span())
            out = candidate(
                "rating", sentence, tier.span(), when, (*mentions([found], {}, "subject"), _RATER),
                title="Trafficking in Persons Report", value=value, unit="Tier Watch List" if tier["watch"] else "Tier",
            )  # fmt: skip
            yield _of_year(out, report_year(text) or ("" if out.date else view.report_year))


def find_ranks(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """The place of the home country in a list that others make: a passport index, an index of peace or freedom."""
    text = sentence.text
    place, listed = _PLACE_IN_LIST.search(text), _LIST.search(text)
    if place is None or listed is None or words.pattern("plan").search(text):
        return
    subject = [f for f in sentence.names if f.end <= place.start() and f.name.kind == "country"]
    if (
        not subject
        or subject[0].name.iso3 != view.country
        or words.pattern("private").search(text, subject[0].end, place.start())
    ):
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
            r"(?:'s|’s)?\s+(?:State|Department|government|[Tt]rafficking|Secretary|has|ranked|rated|placed|on|released|"
            r"said|report|annual|TIP)",
            after,
        )
        is not None
    )
