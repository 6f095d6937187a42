"""Tiers of the Trafficking in Persons Report in an English sentence, and the countries that each is said of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from kg import patterns as re
from kg.extract.english.parties import LISTED
from kg.extract.english.ranks import NATION, ONLY_WISHED
from kg.extract.english.words import Found, Name, Sentence

_TIER = re.compile(
    r"\bTier[ -]?(?P<tier>1|2|3|one|two|three|I{1,3})\b(?P<watch>(?:\s+|-|\s*\()[Ww]atch[ -]?[Ll]ist)?|"
    r"\b(?P<top>(?:top|highest|best|first|uppermost)[ -](?:possible\s+)?(?:tier|category|ranking|rating|grade|level|"
    r"tier ranking)|top-tier)\b|"
    r"\b(?P<bottom>(?:bottom|lowest|worst|third)[ -](?:possible\s+)?(?:tier|category|ranking|rating|grade|level)|"
    r"trafficking blacklist)\b|"
    r"\b(?P<second>(?:second|middle)[ -](?:tier|category))\b|(?P<list>\b(?:Tier|the|its)\s+(?:2\s+)?Watch[ -]?List\b)",
    re.IGNORECASE,
)
_TIERS = {"1": 1, "one": 1, "i": 1, "2": 2, "two": 2, "ii": 2, "3": 3, "three": 3, "iii": 3}
_LEFT = re.compile(
    r"\b(?:from|off|out of|below|than|above|of|for|toward|towards|avoid\w*|regain\w*|reach|escap\w+|return(?:ing)? to|"
    r"qualify for|worse|better)\s+(?:the\s+|its\s+|being\s+(?:in|on)\s+)?[\"“'‘]?$"
)
_LEFT_BY_WORDS = re.compile(
    r"\b(?:from|off|out of|below|than|above|for|escap\w+)\s+(?:the\s+|a\s+|its\s+|being\s+(?:in|on)\s+(?:the\s+)?)?[\"“'‘]?$"
)
_OF = re.compile(r"\b(?:in|on)\s+(?:the\s+)?$")
_APPOSED = re.compile(r"\W{1,6}(?:or\s+)?")
_ASIDE = re.compile(r"(?<!long )(?<!ogether )\b(?:in|of|by|from|with|to|after|between|against)\s+(?:the\s+)?$")
_STATUS = r"(?:status|ranking|rating|list|category|classification|nations?|countries|group|blacklist|designation|standing)"
_LIST_AFTER = re.compile(
    rf"[\"”’')]*(?:\s+{_STATUS}\b|\s+(?:on|in|of|at)\s+(?:the|this|its)\s+(?:\w+\s+){{0,3}}(?:list|report|rankings?|scale)"
    r"(?:\s+(?:released|issued|published|unveiled)(?:\s+\w+){0,3})?|"
    r"\s+(?:this|last) year|\s+again|\s+too|\s+as well)*[\"”’')]*,?\s*(?:\(|[:—–-]+\s*)?(?:where (?:it|they) (?:\w+ ){0,3}?)?"
    r"(?:(?:along|together|also) with|alongside|include[sd]?|including|such as|like|joining|joined|are|were|is|was|went to|given to|"
    r"assigned to|held by|shared (?:with|by)|with|as (?:was|were|did|is)(?: the case)?(?: (?:with|for|of|in))?|"
    r"so (?:was|were|did)|the same (?:fate|tier|category|rank\w*|list|group|level) as)?"
    r"\s*(?:(?:the|other|fellow|countries|nations|states|neighbou?rs|both|those|likes|of|such|as|like)\s+){0,4}"
)
_SAME_FATE = re.compile(r"\b(?:the same (?:fate|tier|category|rank\w*|list|group|level)|likewise|that tier|joined it)\b")
_SAME_LIST = re.compile(r"\b(?:joined|shared|met|suffered|followed|likewise)\b")
_FOR = re.compile(r"[\"”]?\s+(?:for|to)\s+(?:the\s+)?")
_PART = re.compile(r"\b[Tt]he (?P<which>first|last|latter|former)(?: (?P<many>two|three|four|five|six))?\b")
_ANY_COUNTRY = re.compile(r"\b(?:[Aa] (?:country|government|nation)|[Cc]ountries (?:that|which|can|may|must)|unless)\b")
_MOST = 20  # tiers read in a sentence
_MANY = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_RATED = re.compile(
    r"\s+(?:itself\b|was\b|were\b|is\b|are\b|remain|stay|fell\b|slipped|rose\b|dropped|also (?:was|is|ranked))(?! among those)"
)


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier said in a sentence: its value, whether on the watch list, its place, and the countries that are in it."""

    value: int
    watch: bool
    match: re.Match[str]
    countries: tuple[Found, ...] = ()


def find_tiers(sentence: Sentence, home: str, *, about: bool) -> Iterator[Tier]:
    """The tiers of a sentence with the countries told to be in them; in words ("the top tier") only where trafficking is the topic."""
    text = sentence.text
    tiers = [
        t for t in _tiers(text, about=about) if not ONLY_WISHED.search(text, max(0, t.match.start() - 60), t.match.start())
    ]
    rated = [f for f in sentence.names if f.name.kind == "country" and not f.name.people]
    rated = [f for f in rated if not _is_rater(text, f, rated)]
    in_turn = sum(t.match.end() <= text.find("respectively") for t in tiers)
    before = [f for f in rated if tiers and f.end <= tiers[0].match.start()]
    if in_turn > 1 and len(before) == in_turn:
        for tier, found in zip(tiers, before, strict=False):
            yield Tier(tier.value, tier.watch, tier.match, (found,))
        tiers = tiers[in_turn:]
        rated = [f for f in rated if f not in before]
    taken = 0
    subject: list[Found] = []
    for number, tier in enumerate(tiers):
        stop = tiers[number + 1].match.start() if number + 1 < len(tiers) else len(text)
        before = [f for f in rated if taken <= f.start and f.end <= tier.match.start() and not _ASIDE.search(text[: f.start])]
        before = _chosen(text, taken, tier.match.start(), rated) or before
        after = _listed_after(text, tier.match, stop, rated)
        if said_for := [
            f for f in rated if tier.match.end() <= f.start < stop and _FOR.fullmatch(text, tier.match.end(), f.start)
        ]:
            before, after = [], said_for
        if (
            not before
            and not after
            and not _ANY_COUNTRY.search(text)
            and (nation := NATION.search(text, taken, tier.match.start()))
        ):
            before = [Found(nation.start(), nation.end(), nation[0], Name("country", home, home))]
        if not before and not after:
            before = subject or [f for f in rated if tier.match.end() <= f.start < stop][:1]
        subject = before or after
        taken = after[-1].end if after else tier.match.end()
        countries: dict[str, Found] = {}
        for found in (*before, *after):
            countries.setdefault(found.name.iso3, found)
        yield Tier(tier.value, tier.watch, tier.match, tuple(countries.values()))


def _tiers(text: str, *, about: bool) -> Iterator[Tier]:
    """The tiers that a sentence says somebody is in, without those that somebody left."""
    left = 0
    for match in islice(_TIER.finditer(text), _MOST):
        before = text[max(0, match.start() - 32) : match.start()]
        if left and _APPOSED.fullmatch(text, left, match.start()):
            left = match.end()  # the lowest ranking, "Tier 3"
            continue
        if match["tier"]:
            if _LEFT.search(before) and not _OF.search(before):
                left = match.end()
                continue
            yield Tier(_TIERS[match["tier"].lower()], bool(match["watch"]), match)
        elif about:
            if _LEFT_BY_WORDS.search(before):
                left = match.end()
                continue
            yield Tier(1 if match["top"] else 3 if match["bottom"] else 2, bool(match["list"]), match)


def _chosen(text: str, start: int, stop: int, rated: Sequence[Found]) -> list[Found]:
    """The countries that are picked out of those listed before: "the first four", "the latter"."""
    part = _PART.search(text, start, stop)
    if part is None:
        return []
    listed = [f for f in rated if f.end <= part.start()]
    many = _MANY.get(part["many"] or "", 1)
    return listed[:many] if part["which"] in ("first", "former") else listed[-many:]


def _listed_after(text: str, tier: re.Match[str], stop: int, rated: Sequence[Found]) -> list[Found]:
    """The list of countries behind a tier that are in it too: "along with A, B and C", "as was the case with A"."""
    behind = [f for f in rated if tier.end() <= f.start < stop]
    if not behind:
        return []
    mark = _LIST_AFTER.fullmatch(text, tier.end(), behind[0].start)
    same = _SAME_FATE.search(text, tier.end()) and _SAME_LIST.search(text, tier.end())
    if not same and (mark is None or not mark[0].strip(" \"”’'),")):
        return []
    return _one_list(text, behind)


def _one_list(text: str, names: Sequence[Found]) -> list[Found]:
    """The names up to where the list ends."""
    for number in range(1, len(names)):
        if LISTED.fullmatch(text[names[number - 1].end : names[number].start]) is None:
            return list(names[:number])
    return list(names)


def _is_rater(text: str, found: Found, names: Sequence[Found]) -> bool:
    """Whether the United States are named as those who rate: they are in no list of countries and nothing is said of their own rank."""
    if found.name.iso3 != "USA":
        return False
    place = list(names).index(found)
    near = [names[n] for n in (place - 1, place + 1) if 0 <= n < len(names)]
    spans = [(min(found.end, other.end), max(found.start, other.start)) for other in near]
    if any(LISTED.fullmatch(text[a:b]) for a, b in spans):
        return False
    return _RATED.match(text, found.end) is None
