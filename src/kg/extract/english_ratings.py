"""English sentences on how others rate a country: tiers of the Trafficking in Persons Report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg import patterns as re
from kg.extract.candidate import Candidate, Mention
from kg.extract.english_clauses import nearest_date, reported
from kg.extract.english_dates import When
from kg.extract.english_home import View
from kg.extract.english_parties import LISTED, candidate, mentions
from kg.extract.english_ranks import CAME_OUT, NATION, ONLY_WISHED, of_year
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
_REPORT_YEAR = re.compile(
    r"\b(20\d\d)\s+(?:Trafficking in Persons|TIP)\b|(?:Trafficking in Persons|TIP) [Rr]eport(?:\s+for)?\s+(20\d\d)\b"
)
_REPORT_OUT = re.compile(
    r"(?:Trafficking in Persons|TIP|[Tt]rafficking)\b.{0,80}\b(?:released|issued|published|unveiled|made public|launched)\b|"
    r"\b(?:released|issued|published|unveiled|launched)\b.{0,60}(?:Trafficking in Persons|TIP|trafficking) [Rr]eport|"
    r"\b[Rr]eport,?\s+(?:which was\s+)?(?:just\s+|newly\s+)?(?:released|issued|published|unveiled)\b|"
    r"\breport (?:came out|was (?:released|issued|published|unveiled))\b"
)
_FOR = re.compile(r"\s+(?:for|to)\s+(?:the\s+)?")
_ASIDE = re.compile(r"(?<!long )(?<!ogether )\b(?:in|of|by|from|with)\s+(?:the\s+)?$")
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
        if ONLY_WISHED.search(sentence.text, max(start, told.match.start() - 60), told.match.start()):
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
                yield of_year(out, "" if out.date else report_year(sentence.text) or view.report_year)


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
    out = [when for when in sentence.dates if CAME_OUT.search(sentence.text[: when.start])]
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
    if not before and not after and (nation := NATION.search(text, start, tier.start())):
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
