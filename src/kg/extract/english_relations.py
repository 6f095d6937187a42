"""English sentences on mutual openings of borders: visa waivers, gates, driver's licenses, working holidays both ways."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.extract.candidate import Candidate, Mention
from kg.extract.english_clauses import lasting_since, nearest_date
from kg.extract.english_home import View
from kg.extract.english_parties import ANY_CASE, asserted, candidate, mentions, with_home
from kg.extract.english_words import EnglishWords, Sentence

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
    home = [f for f in sentence.names if f.name.kind == "country" and f.name.iso3 == view.country]
    named = [f for f in sentence.names if f.name.iso3 not in ("", view.country) and f.name.kind in ("country", "pair")]
    named = named or [f for f in sentence.names if f.name.iso3 not in ("", view.country) and f.name.kind in ("agency", "city")]
    foreign = mentions(named, {}, "member")
    if not foreign and sentence.focus:
        foreign = (Mention(sentence.focus, "country", sentence.focus, "member", actor=sentence.focus),)
    if foreign:
        parties = with_home([*mentions(home, {}, "member"), *foreign], view, "member")
        yield candidate(
            "reciprocity",
            sentence,
            verb.span(),
            nearest_date(sentence, *verb.span()) or lasting_since(sentence, verb.end()),
            parties,
            title=(gate or both)[0],
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
    told = (m for m in words.pattern("opened").finditer(sentence.text) if asserted(sentence, m.start(), words))
    return next(told, None)
