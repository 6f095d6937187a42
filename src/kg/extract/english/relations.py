"""English sentences on mutual openings of borders: visa waivers, gates, driver's licenses, working holidays both ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from kg import patterns as re
from kg.extract.candidate import Candidate, Mention
from kg.extract.english.clauses import dated_list, lasting_since, nearest_date
from kg.extract.english.home import View
from kg.extract.english.parties import ANY_CASE, LISTED, asserted, candidate, mentions, with_home
from kg.extract.english.words import EnglishWords, Found, Sentence
from kg.vocabulary import HOME

_ARRANGEMENT = re.compile(
    r"\s+(?:[\w-]+\s+){0,3}(?:arrangement|scheme|program|programme|privilege|privileges|treatment|access|entry|"
    r"exemption|waiver|policy|use|recognition)\b"
)
_BOTH_WAYS = re.compile(
    r"\b(?:may|can|could|will|now|to)\s+(?:now\s+)?do the same\b|\bvice versa\b|\b(?:go|goes|went|works?|applies|"
    r"apply) both ways\b|"
    r"\b(?:citizens|nationals|holders|travell?ers|passport holders|residents|people|visitors|drivers|"
    r"licen[sc]es) (?:of|from|in) "
    r"(?:either|both|each|the two)\b|\btwo-way\b|\beither (?:side|country|direction|party|state|nation|"
    r"jurisdiction|territory)\b|"
    r"\b(?:recogni[sz]ed?|accept(?:ed)?) (?:by )?each other\b|\bthe other (?:side|country|party|state|way|direction)\b|"
    r"\bin the other\b|\bon the same terms\b|\blikewise\b|\bwith the same (?:number|terms?|right|quota|period|"
    r"treatment)\b|\bthe same (?:right|privilege|treatment|"
    r"courtesy|terms) (?:to|for|in)\b|\bbilateral\b|\breturned the (?:favor|favour|gesture)\b|\breciprocat\w+"
)
_OPEN_GATE = re.compile(
    r"\b(?:visa-(?:free|waiver|exempt)\w*|visa (?:waiver|exemption|abolition)|e-?gates?|without (?:a )?visas?|"
    r"free of visa|working[- ]holidays?)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween (?:the )?$")
_AND = re.compile(r"\s*(?:,|and|&|–|-)\s*(?:the )?")
_TRAVELLERS = re.compile(
    r"\b(?:citizens|nationals|holders|travell?ers|visitors|tourists|passengers|people|drivers|residents|youths?|young people)\b"
)
_HAS_ONE = re.compile(r"(?:has|have|is|are|in place|maintains?)\b")
_DATED_ITEM = re.compile(
    r"\s*(?:\([^)]{3,20}\)|in \d{4}|in [A-Z][a-z]+(?: \d{4})?)?\s*(?:,|and|,\s*and)\s*(?:with\s+)?(?:the\s+)?"
)
NAMED_PAPER = re.compile(r"\b(?:[Mm]emorand\w+|MO[UC]s?|[Tt]reat(?:y|ies)|[Pp]rotocols?|[Cc]onventions?|Agreement|[Nn]otes)\b")
_REACH = 4  # sentences over which a mutual opening is still spoken of
_FAR_REACH = 12  # ... and where another one is called similar
_SIMILAR = re.compile(r"\b(?:[Ss]imilar|[Ss]uch|[Tt]he same)\b")
_ONLY_TALKS = re.compile(
    r"\s+(?:[\w-]+\s+){0,3}(?:discussions?|talks|negotiations?|consultations?|studying|planning|preparations?|study|exploring)\b"
)
_NO_LONGER = re.compile(
    r"\b(?:suspend\w*|revok\w*|terminat\w*|end(?:ed|s|ing) (?:the|its)|cancel\w*|unilateral\w*|one-way|one-sided)\b"
)


def find_openings(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Mutual openings of borders: both sides let the other's travellers use what they use themselves."""
    text = sentence.text
    gate = words.pattern("gate", ANY_CASE).search(text)
    mutual = words.pattern("mutualwords", ANY_CASE).search(text)
    both = mutual or (gate and (_BOTH_WAYS.search(text) or (_OPEN_GATE.search(text) and _between(sentence))))
    if both is None or not (gate or _ARRANGEMENT.match(text, both.end())):
        return
    verb = _verb(sentence, words)
    if verb is None or _NO_LONGER.search(text):
        return
    yield from _with_each(sentence, verb, (gate or both)[0], view)


def find_entries(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """What travellers of one side may use at the other's border since a day, which is mutual only where the text says so elsewhere."""
    gate = _OPEN_GATE.search(sentence.text)
    if gate is None or _TRAVELLERS.search(sentence.text) is None or _NO_LONGER.search(sentence.text):
        return
    verb = _verb(sentence, words)
    if verb is not None:
        yield from (c for c in _with_each(sentence, verb, gate[0], view) if c.date is not None)


class Openings:
    """The openings of a text in the order of its sentences, by which arrangements in force and one-way entries are read as mutual."""

    def __init__(self) -> None:
        """Nothing told yet."""
        self._told: list[tuple[int, Candidate]] = []
        self._spoken: list[tuple[int, str]] = []
        self._entries: list[tuple[int, Candidate]] = []

    def told(
        self, number: int, sentence: Sentence, found: Sequence[Candidate], entries: Iterable[Candidate], words: EnglishWords
    ) -> list[Candidate]:
        """What a sentence tells, with an arrangement in force as an opening where a sentence just before told of one.

        What is named a treaty, a memorandum or a protocol stays an agreement: "a similar deal with Korea took effect in June".
        """
        near = [title for n, title in self._spoken if number - n < _REACH]
        far = [title for n, title in self._spoken if number - n < _FAR_REACH]
        found = [_as_opening(c, (near or far)[-1]) if near or (far and _SIMILAR.search(c.quote)) else c for c in found]
        gate = words.pattern("gate", ANY_CASE).search(sentence.text)
        if gate is not None and words.pattern("mutualwords", ANY_CASE).search(sentence.text):
            self._spoken.append((number, gate[0]))
        self._told += [(number, c) for c in found if c.type == "reciprocity"]
        self._spoken += [(number, c.title) for c in found if c.type == "reciprocity"]
        self._entries += [(number, c) for c in entries]
        return found

    def confirmed(self) -> Iterator[Candidate]:
        """The one-way entries that are part of a mutual opening told near them."""
        for number, entry in self._entries:
            if any(abs(number - n) < _REACH and _partners(entry) == _partners(opening) for n, opening in self._told):
                yield entry


def _as_opening(candidate: Candidate, title: str) -> Candidate:
    there = candidate.status == "applicable" or (candidate.status == "signed" and _HAS_ONE.match(candidate.exact))
    if candidate.type != "agreement" or not there or NAMED_PAPER.search(candidate.title):
        return candidate
    members = tuple(party._replace(role="member") for party in candidate.parties)
    return candidate._replace(type="reciprocity", status="", parties=members, title=title)


def _partners(candidate: Candidate) -> frozenset[str]:
    return frozenset(p.iso3 for p in candidate.parties) - {"", HOME}


def _with_each(sentence: Sentence, verb: re.Match[str], title: str, view: View) -> Iterator[Candidate]:
    """One opening for each state with which the home country has it, with the date that a list gives to it."""
    home = [f for f in sentence.names if f.name.kind == "country" and f.name.iso3 == view.country]
    named = [f for f in sentence.names if f.name.iso3 not in ("", view.country) and f.name.kind in ("country", "pair")]
    named = named or [f for f in sentence.names if f.name.iso3 not in ("", view.country) and f.name.kind in ("agency", "city")]
    when = lasting_since(sentence, verb.end()) or nearest_date(sentence, *verb.span())
    groups: dict[str, list[Found]] = {}
    for found in named:
        groups.setdefault(found.name.iso3, []).append(found)
    apart = (
        list(groups.values())
        if len(groups) > 1 and (home or view.known) and _listed(sentence, named)
        else [named]
        if named
        else []
    )
    dates = dated_list(sentence, [(group[0].start, group[-1].end) for group in apart])
    foreign = [mentions(group, {}, "member") for group in apart]
    if not foreign and sentence.focus:
        foreign = [(Mention(sentence.focus, "country", sentence.focus, "member", actor=sentence.focus),)]
    for number, group in enumerate(foreign):
        parties = with_home([*mentions(home, {}, "member"), *group], view, "member")
        yield candidate("reciprocity", sentence, verb.span(), dates[number] if dates else when, parties, title=title)


def _listed(sentence: Sentence, named: Sequence[Found]) -> bool:
    """Whether states stand in one list, so that each is a partner by itself."""
    return all(
        LISTED.fullmatch(sentence.text[a.end : b.start]) or _DATED_ITEM.fullmatch(sentence.text[a.end : b.start])
        for a, b in pairwise(named)
    )


def _between(sentence: Sentence) -> re.Match[str] | None:
    """Where a sentence says "between A and B", None where it does not."""
    for one, other in zip(sentence.names, sentence.names[1:], strict=False):
        if one.name.iso3 != other.name.iso3 and _AND.fullmatch(sentence.text[one.end : other.start]):
            mark = _BETWEEN.search(sentence.text[: one.start])
            if mark:
                return mark
    return None


def _verb(sentence: Sentence, words: EnglishWords) -> re.Match[str] | None:
    """The word that says that the opening is there."""
    told = (
        m
        for m in words.pattern("opened").finditer(sentence.text)
        if asserted(sentence, m.start(), words) and not _ONLY_TALKS.match(sentence.text, m.end())
    )
    return next(told, None)
