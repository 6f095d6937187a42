"""English sentences on events with a name of their own: workshops, trainings, grants."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.candidate import Candidate, Mention
from kg.extract.english_clauses import clause_start, nearest_date
from kg.extract.english_home import View
from kg.extract.english_parties import asserted, candidate, mentions, stands_for_state
from kg.extract.english_words import EnglishWords, Sentence
from kg.model import HOME

_QUOTED = re.compile(r"[\"“‘]([^\"”’]{6,160})[\"”’]")
_NEAR = 160
_ATTENDANCE = re.compile(
    r"\b(\d{1,3}(?:,\d{3})+|\d+)\s+(?:participants|attendees|people|officers|officials|experts|representatives|delegates|guests|"
    r"trainees|professionals)\b"
)
_COUNTRIES = re.compile(r"\b(?:from\s+)?(\d{1,3})\s+(?:different\s+)?(?:countries|nations)\b")
_MONEY = re.compile(
    r"(?:(?P<unit>US\$|NT\$|USD|TWD|EUR|€|\$)\s?(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<scale>million|billion|thousand)?)"
)
_SCALE = {"": 1, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_TO = re.compile(r"\bto\s+(?:the\s+|an?\s+)?((?:[A-Z][\w’'.-]*|of|and|for|in|the)(?:\s+(?:[A-Z][\w’'.-]*|of|and|for|in|the))*)")
_TOPIC = re.compile(
    r"\s+(?:on|about|for|in|of|against|to)\s+[\w’'–/-]+"
    r"(?:,?\s+(?!(?:in|at|on|with|from|that|which|was|were|took|held|hosted|by|this|last|opened|began|concluded|kicked|ended|closed|"
    r"runs|drew|attracted|is|are|"
    r"will|has|have|had|organized|co-hosted|co-organized|said|the agency|[A-Z][a-z]+day)\b)[\w’'–/-]+){0,12}"
)


def find_events(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Workshops, trainings and grants of a sentence."""
    yield from _gatherings(sentence, words)
    yield from _grants(sentence, words, view)


def _gatherings(sentence: Sentence, words: EnglishWords) -> Iterator[Candidate]:
    text = sentence.text
    for kind in ("training", "workshop"):
        for noun in words.pattern(kind, r"(?i:\b(?:{})\b)").finditer(text):
            verb = _told(sentence, noun, words)
            if verb is None or words.pattern("routine").search(text):
                continue
            title = _title(text, noun)
            if not title or not (
                title[0].isupper()
                or title[0].isdigit()
                or words.pattern("field").search(title)
                or _public(sentence, verb, words)
            ):
                continue
            names = [f for f in sentence.names if stands_for_state(sentence, f, words) or f.name.kind != "country"]
            role = "organizer" if words.pattern("held").fullmatch(verb[0]) else "attendee"
            number, countries = _ATTENDANCE.search(text), _COUNTRIES.search(text)
            yield candidate(
                kind, sentence, verb.span(), nearest_date(sentence, *verb.span()),
                mentions([f for f in names if f.end <= verb.start()], {}, role), title=title,
                attendance=int(number[1].replace(",", "")) if number else None,
                countries_count=int(countries[1]) if countries else None,
            )  # fmt: skip
            return


def _public(sentence: Sentence, verb: re.Match[str], words: EnglishWords) -> bool:
    """Whether an authority holds or attends it, or a foreign country is named."""
    text = sentence.text
    by = re.search(r"\bby\s+(?:[\w’'-]+\s+){0,8}", text[verb.end() :])
    doer = f"{text[clause_start(text, verb.start()) : verb.start()]} {by[0] if by else ''}".lower()
    return words.pattern("official").search(doer) is not None or any(
        f.name.iso3 != HOME or (f.name.kind != "country" and f.written.lower() in doer) for f in sentence.names
    )


def _told(sentence: Sentence, noun: re.Match[str], words: EnglishWords) -> re.Match[str] | None:
    """The verb that says that the event took place or was attended, in the noun's clause."""
    text = sentence.text
    begin = clause_start(text, noun.start())
    for kind in ("held", "attended"):
        for verb in words.pattern(kind).finditer(text, begin):
            gap = noun.start() - verb.end() if verb.end() <= noun.start() else verb.start() - noun.end()
            if gap > _NEAR or not asserted(sentence, verb.start(), words):
                continue
            if verb.start() > noun.end() and not re.search(
                r"\b(?:was|were|been)\s+(?:\w+\s+){0,2}\w+$|took|opened|kicked|concluded|began|wrapped|closed",
                text[noun.end() : verb.end()],
            ):
                continue
            return verb
    return None


def _title(text: str, noun: re.Match[str]) -> str:
    """The quoted name that holds the noun or follows it, else the capitalised words around it, else the noun with its topic."""
    for quoted in _QUOTED.finditer(text):
        if quoted.start() <= noun.start() < quoted.end() or 0 <= quoted.start() - noun.end() < 30:
            return quoted[1].strip(" ,.")
    lead = re.search(r"(?:(?:[A-Z0-9][\w’'–/-]*|of|and|for|on|in|the|against)\s+)*$", text[: noun.start()])
    front = re.sub(r"^(?:(?:of|and|for|on|in|the|The|against|A|An|On|In|At)\s+)+", "", lead[0]) if lead else ""
    tail = _TOPIC.match(text, noun.end())
    if front or (tail and re.match(r"\s+(?:on|about|against|for|of)\b", tail[0])):
        return " ".join(f"{front}{noun[0]}{tail[0] if tail else ''}".split())
    adjectives = re.search(r"(?:[\w-]+\s+){1,4}$", text[: noun.start()])
    words = re.sub(r"^.*\b(?:an?|the|its|their|this|that)\s+", "", adjectives[0], flags=re.IGNORECASE) if adjectives else ""
    return " ".join(f"{words}{noun[0]}".split()) if words else ""


def _grants(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Money or goods given by a government to another state or to a named body."""
    text = sentence.text
    money, gift = _MONEY.search(text), words.pattern("gift").search(text)
    verbs = [m for m in words.pattern("donated").finditer(text) if asserted(sentence, m.start(), words)]
    if gift is not None and money is not None:
        verbs += [m for m in words.pattern("provided").finditer(text) if asserted(sentence, m.start(), words)]
    for verb in verbs:
        begin = clause_start(text, verb.start())
        giver = [f for f in sentence.names if begin <= f.start < verb.start() and stands_for_state(sentence, f, words)]
        taker = [
            f
            for f in sentence.names
            if f.start > verb.end() and re.search(r"\b(?:to|for|of)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,3}$", text[: f.start])
        ]
        body = _TO.search(text, verb.end())
        if not giver or not (taker or body) or (money is None and not taker):
            continue
        parties = [
            *mentions(giver, {}, "funder"),
            *mentions([f for f in taker if f.name.iso3 != giver[0].name.iso3][:1], {}, "grantee"),
        ]
        if body and not any(m.name in body[1] for m in parties):
            parties.append(Mention(body[1], "agency" if "Ministry" in body[1] else "ngo", "", "grantee"))
        yield candidate(
            "grant", sentence, verb.span(), nearest_date(sentence, *verb.span()), parties,
            value=_amount(money), unit=money["unit"] if money else "",
        )  # fmt: skip
        return


def _amount(money: re.Match[str] | None) -> int | None:
    if money is None:
        return None
    return round(float(money["number"].replace(",", "")) * _SCALE[money["scale"] or ""])
