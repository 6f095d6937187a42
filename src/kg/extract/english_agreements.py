"""English sentences on what was signed, by whom and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.english_parties import (
    ANY_CASE,
    View,
    asserted,
    candidate,
    clause_start,
    mentions,
    nearest_date,
    planned,
    stands_for_state,
)
from kg.extract.english_words import EnglishWords, Found, Sentence
from kg.vocabulary import HOME

_WITH = re.compile(r"\b(?:with|between|by|among|alongside|and its|and their)\b")
_WITH_ENDS = re.compile(
    r"[;]|\bon (?!(?:[A-Z][a-z]+\.? \d|\d))|\b(?:to|for|aimed|aiming|that|which|covering|regarding|during|at|under|concerning|allowing|"
    r"in an?|in the|in order|in (?=[A-Z]))\b"
)
_WITH_ENDS = re.compile(
    r"[;]|\bon (?!(?:[A-Z][a-z]+\.? \d|\d))|\b(?:to|for|aimed|aiming|that|which|covering|regarding|during|at|under|concerning|allowing|"
    r"in an?|in the|in order|in (?=[A-Z]))\b"
)
_PLURAL = re.compile(r"(?:s|memoranda)$")
_BARE = re.compile(r"\b(?:was|were|is|are|been|being|be|has|have|had|they|he|she|it|who)\s+(?:\w+ly\s+|also\s+|jointly\s+)*$")
_NONE = re.compile(r"\b(?:[Nn]o|[Nn]either|without an?y?)\s+(?:\w+\s+){0,2}$")
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MANY = re.compile(
    rf"\bwith (?:a total of )?(\d+|{'|'.join(_COUNTS)}) (?:other |different |foreign )?(?:countries|nations|partners|allies)\b"
)
_FREE_OF_TALK = 140
_FREE_OF_TALK = 140
_FREE_OF_TALK = 140


def find_agreements(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Agreements signed: a verb or noun of signing, an instrument, and at least one state beside the home country."""
    text = sentence.text
    if not sentence.names or (instrument := words.pattern("instrument", ANY_CASE).search(text)) is None:
        return
    for verb in (*words.pattern("signed").finditer(text), *words.pattern("signing").finditer(text)):
        things = [
            m
            for m in words.pattern("instrument", ANY_CASE).finditer(text)
            if -60 < m.start() - verb.end() < 60 or -230 < m.end() - verb.start() <= 0
        ]
        noun = not verb[0].endswith("ed")
        things = [m for m in things if not _NONE.search(text[: m.start()])]
        if not things or not asserted(sentence, verb.start(), words) or (noun and planned(sentence, words)):
            continue
        instrument = min(things, key=lambda m: min(abs(m.start() - verb.end()), abs(verb.start() - m.end())))
        parties = _signatories(sentence, verb, instrument, words)
        foreign = [f for f in parties if f.name.iso3 != HOME and f.name.kind == "country"] or [
            f for f in parties if f.name.iso3 not in ("", HOME)
        ]
        if (many := _MANY.search(text, verb.start())) and many.start() - verb.end() < _FREE_OF_TALK:
            yield candidate(
                "claim", sentence, verb.span(), None, mentions([f for f in parties if f.name.iso3 == HOME], {}, "signatory"),
                title=f"{instrument[0]} signed", value=_number(many[1]), unit="countries",
            )  # fmt: skip
            return
        if not foreign:
            continue
        participle = instrument.end() <= verb.start() and _BARE.search(text[: verb.start()]) is None
        home = [f for f in parties if f not in foreign]
        for group in _apart(text, foreign, instrument[0]):
            at = (group[0].start, group[-1].end) if len(group) < len(foreign) else verb.span()
            own = nearest_date(sentence, *at, narrow=False) if len(group) < len(foreign) else None
            when = own or nearest_date(sentence, *verb.span(), narrow=participle)
            yield candidate(
                "agreement", sentence, verb.span(), when, mentions([*home, *group], {}, "signatory"),
                status="signed", title=_instrument_title(text, instrument),
            )  # fmt: skip
        return


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _COUNTS.index(text) + 1


def _signatories(sentence: Sentence, verb: re.Match[str], instrument: re.Match[str], words: EnglishWords) -> list[Found]:
    """The names before the verb that stand for a state, and those in the list after "with", "between" or "by"."""
    text = sentence.text
    begin = clause_start(text, verb.start())
    reach = [(begin, verb.start())]
    for mark in _WITH.finditer(text, min(verb.end(), instrument.start())):
        if mark.start() - max(verb.end(), instrument.end()) > _FREE_OF_TALK:
            break
        stop = _WITH_ENDS.search(text, mark.end())
        reach.append((mark.end(), stop.start() if stop else len(text)))
    out = []
    for found in sentence.names:
        inside = [n for n, (a, b) in enumerate(reach) if a <= found.start < b]
        if inside and (inside[0] > 0 or stands_for_state(sentence, found, words)):
            company = found.name.people and not stands_for_state(sentence, found, words)
            if not company:
                out.append(found)
    if not any(f.name.iso3 != HOME for f in out):
        after = re.compile(r"\b(?:[Rr]epresentative|[Aa]mbassador|envoy) to (?:the )?$")
        out += [f for f in sentence.names if after.search(text[: f.start])]
    return out


def _apart(text: str, foreign: Sequence[Found], instrument: str) -> Iterator[list[Found]]:
    """One group for each agreement: one a country where several agreements are told, else all together."""
    first: dict[str, Found] = {}
    for found in foreign:
        first.setdefault(found.name.iso3, found)
    if len(first) > 1 and (_PLURAL.search(instrument) or re.search(r"\b(?:respectively|separately|each)\b", text)):
        yield from ([found] for found in first.values())
    else:
        yield list(first.values())


def _instrument_title(text: str, instrument: re.Match[str]) -> str:
    """The instrument with the words that name it: capitalised ones before, "on ..." after."""
    before = re.search(r"(?:(?:[A-Z][\w’'-]+|of|and|the|on|for|in)\s+)*$", text[: instrument.start()])
    lead = before[0] if before and instrument[0][0].isupper() else ""
    lead = re.sub(r"^(?:(?:of|and|the|on|for|in|The|A|An)\s+)+", "", lead)
    after = re.match(
        r"\s+(?:on|for|concerning|regarding)\s+[^,.;]{3,80}?(?=\s+(?:with|between|in|at|on|by|during|that|which|[A-Z][a-z]+day|today|earlier|last)\b|[,.;]|$)",
        text[instrument.end() :],
    )
    return " ".join(f"{lead}{instrument[0]}{after[0] if after else ''}".split())
