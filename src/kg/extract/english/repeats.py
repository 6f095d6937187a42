"""English sentences in which one verb tells several agreements: of several days, or an instrument and then another, each with its date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.english.dates import When
from kg.extract.english.home import View
from kg.extract.english.instruments import UNDER, instrument_title
from kg.extract.english.parties import candidate, mentions, with_home
from kg.extract.english.signatories import PLURAL
from kg.extract.english.words import Found, Sentence

_AND_DATE = re.compile(
    r"\)?\s*(?:,|,?\s*and|,?\s*then|,?\s*as well as)\s+(?:again\s+|another\s+|also\s+|then\s+)?(?:in\s+|on\s+)?\(?"
)
_AND_THING = re.compile(
    r"\)?\s*(?:,|,?\s*and|,?\s*followed by|,?\s*as well as|,?\s*then|,?\s*plus)\s+(?:an?|the|another|its|one|two|its|also)\s"
)
_AND_TOPIC = re.compile(r"\)\s*(?:,|,?\s*and)\s+(?:on\s+|for\s+)?(?:the\s+)?[a-z][a-z -]{2,60}\(")
_OTHER_VERB = re.compile(r"\b(?:was|were|is|are|has|have|had|will|said|held|met|visited)\b")
_FARTHEST = 120
_NEW_ITEM = re.compile(r"\s*,?\s*(?:and|as well as|;|followed by|then)\s+(?:an?\s+|the\s+|another\s+)?(?:[\w-]+\s+){0,4}")
_REPLACES = re.compile(
    r"\b(?:replac(?:es?|ed|ing)|supersed(?:es?|ed|ing)|succeed(?:s|ed|ing)?|updat(?:es?|ed|ing)|renew(?:s|ed|ing)|"
    r"builds? on|built on|follows?|followed|in place of|takes? the place of|took the place of|supplements?|"
    r"expand(?:s|ed) on|extends?|amend(?:s|ed))\s+(?:(?:an?|the|its|their|that|one)\s+)?"
    r"(?:(?:earlier|previous|first|old|older|original|existing|similar|former|prior|initial)\s+)?"
)
_DATE_FOLLOWS = re.compile(
    r"(?:,?\s+(?:(?:in|on)\s+)?(?=\d|[A-Z][a-z]{2}|the same )|,\s+(?=\d|[A-Z][a-z]{2})|"
    r"\s*\((?:[A-Z][a-z]+,\s+|both\s+|all\s+|signed\s+(?:on|in)?\s*)?)"
)
OTHER_ITEM = re.compile(r"\band\s+(?:is|are|was|were|has|have|will)\b")
_IN_A_NAME = re.compile(r"(?:\b(?:an?|the|its|their|under|of)|['’]s)\s+$", re.IGNORECASE)


def further(
    sentence: Sentence, thing: re.Match[str], things: Sequence[re.Match[str]], when: When
) -> Iterator[tuple[re.Match[str], When]]:
    """The instruments with their dates that follow a dated one in the same list: "an accord in 2011 and a protocol in 2014"."""
    at = when.end
    for other in sentence.dates:
        if other.start < at:
            continue
        gap = sentence.text[at : other.start]
        if len(gap) > _FARTHEST:
            return
        if _AND_DATE.fullmatch(gap) or (PLURAL.search(thing[0]) and _AND_TOPIC.fullmatch(gap)):
            if not PLURAL.search(thing[0]) and sum(m.end() <= when.start for m in things) < 2:
                return
        elif _AND_THING.match(gap) and not _OTHER_VERB.search(gap):
            named = [m for m in things if at <= m.start() < other.start]
            if not named or any(at <= f.start < other.start and f.name.kind in ("country", "agency") for f in sentence.names):
                return
            thing = named[0]
        else:
            return
        yield thing, other
        at = other.end


def fresh_dates(sentence: Sentence, thing: re.Match[str]) -> tuple[When, ...]:
    """The dates of a sentence without those that close an earlier item of the list in which an instrument begins a new one."""
    return tuple(
        when
        for when in sentence.dates
        if when.end > thing.start() or _NEW_ITEM.fullmatch(sentence.text, when.end, thing.start()) is None
    )


def replaced(sentence: Sentence, things: Sequence[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The instruments that a newer one replaces, which were signed before: "replaces the text of April 2009"."""
    for thing in things:
        before = sentence.text[max(0, thing.start() - 90) : thing.start()]
        if any(m.end() == len(before) or not before[m.end() :].strip().count(" ") for m in _REPLACES.finditer(before)):
            yield thing


def listed(sentence: Sentence, instrument: re.Match[str], status: str, view: View) -> Iterator[Candidate]:
    """Agreements that are listed by their partners with a date each: "agreements: A (2011), B (2013)"."""
    states = [f for f in sentence.names if f.name.kind in ("country", "agency") and f.name.iso3 not in ("", view.country)]
    dates = {when.start: when for when in sentence.dates}
    found: list[tuple[Found, When]] = []
    undated: list[Found] = []
    for state in states:
        if (mark := _DATE_FOLLOWS.match(sentence.text, state.end)) and mark.end() in dates:
            found += [(one, dates[mark.end()]) for one in (*undated, state)]
            undated = []
        elif re.match(r"\s*(?:,|and)\s", sentence.text[state.end :]):
            undated.append(state)
    if len({when.start for _, when in found}) < (1 if PLURAL.search(instrument[0]) else 2):
        return
    for state, when in found:
        parties = with_home(mentions([state], {}, "signatory"), view, "signatory")
        yield candidate(
            "agreement",
            sentence,
            instrument.span(),
            when,
            parties,
            status=status,
            title=instrument_title(sentence.text, instrument),
        )


def of_other(text: str, when: When, verb: re.Match[str], instrument: re.Match[str], things: Sequence[re.Match[str]]) -> bool:
    """Whether a date is of another item, or the year in another instrument's name: "notes amending a 1995 agreement"."""
    if instrument.end() <= when.start < verb.start() and OTHER_ITEM.search(text, when.end, verb.start()):
        return True
    if len(when.dating.edtf) != 4 or not _IN_A_NAME.search(text, 0, when.start):
        return False
    named = next((thing for thing in things if thing.start() >= when.end), None)
    return named is not None and named.span() != instrument.span()


def own_parties(text: str, verb: re.Match[str], instrument: re.Match[str], parties: list[Found]) -> list[Found]:
    """The parties of an instrument without those of another item of a list; both sides of one named with them, or none."""
    if instrument.end() <= verb.start() and any(f.start > verb.end() for f in parties):
        parties = [
            f
            for f in parties
            if not instrument.end() <= f.start < verb.start() or not OTHER_ITEM.search(text, f.end, verb.start())
        ]
    if verb.re is not UNDER:
        return parties
    parties = [f for f in parties if f.start > verb.start() and f.name.kind in ("country", "agency")]
    return parties if len({f.name.iso3 for f in parties}) > 1 else []  # both are in its name
