"""English sentences on what states do to each other: mutual openings of borders, postings abroad."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg import patterns as re
from kg.extract.candidate import Candidate, Mention
from kg.extract.english_clauses import clause_start, nearest_date
from kg.extract.english_home import View
from kg.extract.english_parties import ANY_CASE, asserted, candidate, mentions, with_home
from kg.extract.english_words import EnglishWords, Found, Name, Sentence
from kg.vocabulary import HOME

_ARRANGEMENT = re.compile(
    r"\s+(?:[\w-]+\s+){0,3}(?:arrangement|scheme|program|programme|privilege|privileges|treatment|access|entry|"
    r"exemption|waiver|policy|use)\b"
)
_OFFICERS = re.compile(r"\b(?:officers?|attach\w+|secretar\w+|agents?|liaisons?|personnel|officials?)\s+$")


def find_openings(sentence: Sentence, words: EnglishWords, view: View) -> Iterator[Candidate]:
    """Mutual openings of borders: both sides let the other's travellers use what they use themselves."""
    text = sentence.text
    gate, mutual = words.pattern("gate", ANY_CASE).search(text), words.pattern("mutualwords", ANY_CASE).search(text)
    verb = next((m for m in words.pattern("opened").finditer(text) if asserted(sentence, m.start(), words)), None)
    if mutual is None or verb is None or not (gate or _ARRANGEMENT.match(text, mutual.end())):
        return
    home = [f for f in sentence.names if f.name.kind == "country" and f.name.iso3 == view.country]
    foreign = mentions(
        [f for f in sentence.names if f.name.iso3 not in ("", view.country) and f.name.kind in ("country", "pair")],
        {},
        "member",
    )
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
    for kind, thing in (("posted", "poster"), ("postopened", "post")):
        for verb in words.pattern(kind).finditer(text):
            near = text[max(0, verb.start() - 90) : verb.end() + 90]
            if not asserted(sentence, verb.start(), words) or not words.pattern(thing).search(near):
                continue
            when = nearest_date(sentence, *verb.span())
            if when is None and _OFFICERS.search(text[: verb.start()]):
                continue  # told in passing: "an officer stationed in Hanoi"
            before = [f for f in sentence.names if clause_start(text, verb.start()) <= f.start < verb.start() and f.name.iso3]
            own = {f.name.iso3 for f in before} or {view.country}
            for place in _places(sentence, verb.end(), own):
                parties = with_home(mentions([*before[:1], place], {place.name.iso3: "host"}, "delegate"), view, "delegate")
                yield candidate(
                    "posting", sentence, verb.span(), when, parties,
                    title=text[verb.start() : place.end], location=place.written,
                )  # fmt: skip


def _places(sentence: Sentence, start: int, own: set[str]) -> list[Found]:
    """The countries after a verb of posting, by their own name or a city's; an office in Taipei stands for Taiwan."""
    after = [f for f in sentence.names if f.start >= start and not f.name.people and f.name.iso3]
    places = [
        replace(f, name=Name("country", f.name.iso3, f.name.iso3))
        for f in after if f.name.kind in ("country", "city") and f.name.iso3 not in own
    ]  # fmt: skip
    offices = [f for f in after if f.name.kind == "embassy" and f.name.iso3 != HOME]
    return places or [Found(f.start, f.end, f.written, Name("country", HOME, HOME)) for f in offices]
