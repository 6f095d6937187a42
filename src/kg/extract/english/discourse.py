"""What an English sentence takes up from those before it: people by their surname, "the delegation", "the two sides", "he", "the pact"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg import patterns as re
from kg.extract.english.crowds import CROWD
from kg.extract.english.idle import of_firms
from kg.extract.english.people import after_adjectives, by_title, introduced
from kg.extract.english.words import EnglishWords, Found, Name, Sentence

_BOTH = re.compile(
    r"\b(?:[Tt]he\s+two|[Bb]oth(?:\s+the)?|[Oo]ur\s+two|[Tt]he)\s+(?:\w+\s+)?"
    r"(?:sides|countries|governments|nations|agencies|parties|peoples|allies|neighbou?rs|organizations|institutions|ministries|"
    r"leaders|presidents|chiefs|heads(?:\s+of\s+(?:state|government))?|directors(?:-general)?|commissioners|coast\s+guards|"
    r"bureaus|ministers|economies|departments|services|forces|delegations)\b(?!\s+of\s+the\s+two)|"
    r"\b[Bb]oth\s+sides\b|\beach\s+other\b"
)
_LETTERS = re.compile(r"\s+\(([A-Z][A-Za-z]*[A-Z])\)")
_GROUP = re.compile(
    r"\b(?:[Tt]he|[Tt]heir)\s+(?:[\w-]+\s+){0,2}(?:delegation|group|delegates|visitors|team|mission|party|guests|"
    r"lawmakers|legislators)\b"
    r"(?!\s+(?:of|from|led))"
)
_PRONOUN = re.compile(
    r"(?:^(?:(?:During|On|At|In|While|After|Before)\s[^,;]{2,50}?\s)?|[,;]\s+(?:and\s+|but\s+|where\s+|when\s+|"
    r"during\s+which\s+)?|\b(?:that|where|when|after|before|"
    r"as)\s+)(?P<who>[Hh]e|[Ss]he|[Tt]hey)\b"
)
_COMING = re.compile(r"\b(?:delegation|group|mission|team|visit(?:ed|ing|s)?|arrived|led)\b")
_LAND = re.compile(  # what a partner of the text is called once it was named: "visited the kingdom", "the Caribbean ally"
    r"\b[Tt]he\s+(?:kingdom|sultanate|emirate|archipelago|twin-island (?:federation|nation|state)|"
    r"(?:(?:southern|eastern|western|northern|central|South|North|East|West|Southeast|Central|fellow|friendly|landlocked|tiny|small)\s+)?"
    r"(?:diplomatic|allied|Pacific|Caribbean|African|American|Asian|European|"
    r"Baltic|Balkan|Himalayan|Nordic|Latin American|Central American)\s+"
    r"(?:island\s+)?(?:ally|country|nation|state|partner|kingdom|republic))\b(?!\s+of\b|['’])"
)
_PARTY = re.compile(r"\([DRI]-[A-Z][A-Za-z.]+(?: [A-Z][a-z]+)?\)")  # how American lawmakers are told apart: "(D-Ohio)"
_LATTER = re.compile(
    r"\b[Tt]he (?:latter|former)\b(?!\s+[a-z])|\b[Tt]he (?:latter|former)\b"
    r"(?=\s+(?:was|were|is|in|on|and|last|has|had|signed|inked|concluded|visited|during|after)\b)"
)
_PAPER_REACH = 3  # sentences over which an agreement is still spoken of
_OFFICES = re.compile(
    r"embass(?:y|ies)|offices?|ministr(?:y|ies)|agenc(?:y|ies)|governments?|bureaus?|departments?|cent(?:er|re)|ship|vessel"
)
_OF_STATE = ("country", "agency", "embassy")
_MANY = 4  # a sentence that lists so many countries is about none of them


@dataclass(slots=True)
class _Memory:
    """What the sentences read so far leave behind for those that follow.

    ``people`` and ``letters`` are who is known by a surname or by letters; ``focus`` is the partner last spoken of, ``main`` the one
    that the text names most; ``group`` is where a delegation is from, ``last`` who "he" is; ``paper`` is the agreement spoken of last,
    in sentence ``spoken``.
    """

    words: EnglishWords
    home: str
    main: str
    people: dict[str, Name] = field(default_factory=dict)
    letters: dict[str, Name] = field(default_factory=dict)
    focus: str = ""
    group: str = ""
    last: str = ""
    paper: str = ""
    spoken: int = -_PAPER_REACH

    @property
    def partner(self) -> str:
        """The other state that a sentence which names none is about."""
        return self.focus or self.main

    def named(self, sentence: Sentence) -> list[Found]:
        """The people and bodies of a sentence that were introduced before."""
        return [*_by_surname(sentence, self.people), *_by_surname(sentence, self.letters)]

    def pointed(self, sentence: Sentence, own: set[str], *, opening: bool) -> Iterator[Found]:
        """What a sentence points back to: "the delegation", "the two sides" or "the kingdom" where it names no other state, and "he".

        The ``opening`` sentence of a text has no state to call by its land.
        """
        text = sentence.text
        if not own and self.group:
            yield from (_found(match, "group", self.group) for match in list(_GROUP.finditer(text))[:1])
        if not own and self.partner:
            yield from (_found(match, "pair", self.partner) for match in list(_BOTH.finditer(text))[:1] if _is_both(match[0]))
            if not opening and (land := _LAND.search(text)):
                yield Found(land.start(), land.end(), land[0], Name("country", self.partner, self.partner))
        yield from (_found(match, "person", "USA") for match in list(_PARTY.finditer(text))[:1])
        yield from _latter(sentence)
        if self.last:
            for match in _PRONOUN.finditer(text):
                yield Found(match.start("who"), match.end("who"), match["who"], Name("pronoun", self.last))

    def remember(self, sentence: Sentence, known: Sequence[Found]) -> None:
        """Take up whom a sentence introduces and who came; ``known`` are those whom it takes up itself."""
        told_of = [(f.start, f.name.iso3) for f in known if f.name.kind == "person"]
        for found in sentence.names:
            if found.name.kind in _OF_STATE and found.name.iso3:
                told_of += self._introduce(sentence.text, found)
                if found.name.iso3 != self.home and _COMING.search(sentence.text) and CROWD.search(sentence.text) is None:
                    self.group = found.name.iso3
        foreign = next((f.start for f in sentence.names if f.name.iso3 not in ("", self.home)), len(sentence.text))
        for start, surname in by_title(sentence.text[:foreign], self.words.pattern("office")):
            told_of.append((start, self.people.setdefault(surname, Name("person", self.home)).iso3))
        if told_of:
            self.last = min(told_of)[1]  # who a sentence begins with is whom the next one means by "he"

    def _introduce(self, text: str, found: Found) -> Iterator[tuple[int, str]]:
        """The place and the state of each person introduced with a name of a state; their surnames and its letters are kept."""
        told = found.start, found.name.iso3
        official = self.words.pattern("official")
        if short := _LETTERS.match(text, found.end):
            self.letters.setdefault(short[1], Name("agency", found.name.iso3))
        for surname in introduced(text, found, self.words.pattern("office"), official):
            if not surname.isupper():
                self.people.setdefault(surname, Name("person", found.name.iso3))
                yield told
        after = official.match(text.lower(), after_adjectives(text, found.end)) if found.name.people else None
        if after is not None and _OFFICES.fullmatch(after[0]) is None:
            yield told

    def keep_paper(self, sentence: Sentence, number: int) -> None:
        """Take up the agreement or mutual opening that a sentence tells of; what firms sign is none."""
        if not sentence.tells or sentence.headline:
            return
        text, words = sentence.text, self.words
        if instrument := words.pattern("instrument").search(text):
            self.paper, self.spoken = "" if of_firms(text[: instrument.start()]) else instrument[0], number
        elif words.pattern("gate").search(text) and words.pattern("mutualwords").search(text):
            self.paper, self.spoken = "arrangement", number

    def turn_to(self, names: Sequence[Found], own: set[str]) -> None:
        """Take up the partner that a sentence is about: the one before if it names it, else the first; a long list is about none."""
        if 0 < len(own) < _MANY and self.focus not in own:
            self.focus = next((f.name.iso3 for f in names if f.name.iso3 in own), "")


def linked(told: Sequence[Sentence], words: EnglishWords, home: str) -> Iterator[Sentence]:
    """The sentences with what they take up from earlier ones among their names, and the partner last spoken of as ``focus``."""
    private = words.pattern("private", r"\s+(?:[\w-]+\s+){{0,2}}(?:{})\b")
    counts = Counter(f.name.iso3 for s in told for f in s.names if _partner(f, home))
    memory = _Memory(words, home, counts.most_common(1)[0][0] if counts else "")
    for number, sentence in enumerate(told):
        own = {
            f.name.iso3
            for f in sentence.names
            if _partner(f, home) and not (f.name.people and private.match(sentence.text, f.end))
        }
        known = memory.named(sentence)
        own |= {f.name.iso3 for f in known if f.name.iso3 not in ("", home)}
        known += memory.pointed(sentence, own, opening=number == 0)
        names = tuple(sorted((*sentence.names, *known), key=lambda f: f.start))
        paper = memory.paper if number - memory.spoken < _PAPER_REACH else ""
        yield replace(sentence, names=names, focus=memory.partner, paper=paper)
        memory.keep_paper(sentence, number)
        memory.remember(sentence, known)
        memory.turn_to(names, own)


def _found(match: re.Match[str], kind: str, iso3: str) -> Found:
    """Words that stand for somebody of a state."""
    return Found(match.start(), match.end(), match[0], Name(kind, iso3))


def _is_both(written: str) -> bool:
    """Whether the words stand for both sides: "both countries", "the two ministers", "the parties", but not "the ministries"."""
    lower = written.lower()
    return not lower.startswith("the ") or lower.startswith("the two ") or written.endswith(("parties", "sides"))


def _latter(sentence: Sentence) -> Iterator[Found]:
    """The country that "the latter" or "the former" is, of the two named before in the sentence."""
    for match in _LATTER.finditer(sentence.text):
        named = [f for f in sentence.names if f.name.kind == "country" and f.end <= match.start()]
        if len(named) > 1:
            found = named[-1] if match[0][4:] == "latter" else named[-2]
            yield Found(match.start(), match.end(), match[0], Name("person", found.name.iso3))


def _partner(found: Found, home: str) -> bool:
    """Whether a name stands for another state than the one from which the text tells."""
    return found.name.kind in _OF_STATE and found.name.iso3 not in ("", home)


def _by_surname(sentence: Sentence, known: dict[str, Name]) -> list[Found]:
    """The first place of each surname or row of letters known from before, outside of other names."""
    taken = [(f.start, f.end) for f in sentence.names]
    out = []
    for surname, name in known.items():
        if surname not in sentence.text:
            continue
        match = re.search(rf"\b{re.escape(surname)}\b", sentence.text)
        if match is not None and not any(a < match.end() and match.start() < b for a, b in taken):
            out.append(Found(match.start(), match.end(), surname, name))
    return out
