"""People in English texts: who was introduced with a country (Palauan Minister Ana Benitez) stands for it by the surname afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg import patterns as re
from kg.extract.english_words import EnglishWords, Found, Name, Sentence
from kg.vocabulary import HOME

_PERSON = r"(?P<person>[A-Z][\w’'-]+(?:\s+[A-Z]\.)?(?:\s+[A-Z][\w’'-]+){1,3})"
_TITLED = re.compile(r"(?:\s+(?:[A-Z][\w’'-]*|of|for|and|the|vice|deputy|former))+(?<=[a-z])")
_SURNAME = re.compile(r"[A-Z][\w’'-]+$")
_BOTH = re.compile(r"\b(?:[Tt]he\s+two|[Bb]oth)\s+(?:sides|countries|governments|nations|agencies|parties)\b")
_GROUP = re.compile(r"\b(?:[Tt]he|[Tt]heir)\s+(?:[\w-]+\s+)?(?:delegation|group|delegates|visitors)\b")


def with_people(told: Sequence[Sentence], words: EnglishWords) -> list[Sentence]:
    """The sentences with surnames of people introduced earlier, and "the delegation" named earlier, among their names."""
    office = words.pattern("office")
    named = re.compile(rf"{_PERSON},\s+(?:[\w’'-]+\s+){{0,6}}of\s+(?:the\s+)?$")
    known: dict[str, Name] = {}
    states: set[str] = set()
    group: Name | None = None
    out: list[Sentence] = []
    for sentence in told:
        extra = _by_surname(sentence, known)
        if group is not None and all(f.name.iso3 in ("", HOME) for f in sentence.names):
            extra += [Found(m.start(), m.end(), m[0], group) for m in list(_GROUP.finditer(sentence.text))[:1]]
        if len(states) == 1 and all(f.name.iso3 in ("", HOME) for f in sentence.names):
            other = Name("group", next(iter(states)))
            extra += [Found(m.start(), m.end(), m[0], other) for m in list(_BOTH.finditer(sentence.text))[:1]]
        states |= {f.name.iso3 for f in sentence.names if f.name.kind == "country"} - {HOME}
        for found in sentence.names:
            if found.name.kind != "country":
                continue
            if (surname := _introduced(sentence.text, found, named, office)) is not None:
                known[surname] = Name("person", found.name.iso3)
            if found.name.iso3 != HOME and "delegation" in sentence.text:
                group = Name("group", found.name.iso3)
        out.append(replace(sentence, names=tuple(sorted((*sentence.names, *extra), key=lambda f: f.start))))
    return out


def _introduced(text: str, found: Found, named: re.Pattern[str], office: re.Pattern[str]) -> str | None:
    """The surname of the person whom the words around a country's name introduce, None where they do not."""
    owner = re.compile(r"['’]s?").match(text, found.end)
    if not found.name.people and owner is None:
        match = named.search(text[: found.start])
        return match["person"].split()[-1] if match else None
    run = _TITLED.match(text, owner.end() if owner else found.end)
    if run is None or (title := office.search(run[0])) is None:
        return None
    surname = _SURNAME.search(run[0], title.end())
    return surname[0] if surname and not office.fullmatch(surname[0]) else None


def _by_surname(sentence: Sentence, known: dict[str, Name]) -> list[Found]:
    taken = [(f.start, f.end) for f in sentence.names]
    out = []
    for surname, name in known.items():
        match = re.search(rf"\b{re.escape(surname)}\b", sentence.text)
        if match is not None and not any(a < match.end() and match.start() < b for a, b in taken):
            out.append(Found(match.start(), match.end(), surname, name))
    return out
