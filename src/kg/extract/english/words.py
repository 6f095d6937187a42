"""What English texts are read with: names of countries and agencies, classes of words; and sentences with both found in them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import ahocorasick_rs

from kg import patterns as re
from kg.extract.english.dates import When
from kg.vocabulary import HOME

_TELLING = (
    "signed", "signing", "visited", "arrived", "received", "met", "held", "attended", "donates", "gives", "gets",
    "donation", "funds", "posted",
    "opened", "tier", "inforce", "rated", "stationed", "postopened", "gate", "response", "hopes", "negotiates", "instrument",
    "visitnoun", "meeting", "workshop", "training", "gift", "rank", "travel",
    "teach",
)  # fmt: skip
_LOCATED = re.compile(
    r"\b(?:in|at|from|to|near|into|for|toward|towards|via|outside|inside|around|of|the|leaving|visited|visiting)\s+$|\w,\s+$|-$"
)
_PARTNERED = re.compile(r"\b(?:between|with|by|and)\s+$|\bbetween [A-Z]\w+(?: [A-Z]\w+)? and $")
_PART_OF_NAME = re.compile(r"\s+[A-Z]|-[a-zA-Z]|,\s+[A-Z]\w+,?\s|[’']s\s+[A-Z]")
_BODY = re.compile(
    r"(?:\s+[A-Z][\w&’'-]+){0,4}\s+(?:Bureau|Department|Police|Customs|Government|Prosecutors|Court|Authority|Division|"
    r"Prefecture|Mayor|Governor|Assembly|Magistrate)\b"
)
_ACTS = re.compile(
    r"['’]s\b|,\s+[A-Z]\w+\s+(?:and|to|[a-z]+)\b|\s+and\s+[A-Z]|\s+(?:has|had|have|will|would|is|was|to|also|and|later|"
    r"then|on|in|"
    r"last|this|sign|ink|hold|agree|donate|give|send|[a-z]+ed|[a-z]+s)\b"
)
_INTERRUPTED = ("visited", "arrived", "received", "met", "held", "attended")
_PAUSE = (  # "called on Thursday on the minister"
    r"(?:\s+(?:on\s+)?(?:(?:last\s+|this\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|(?:last|this|earlier this)"
    r"\s+(?:week|month|year)|also|later|recently|jointly|together|formally|officially|separately))?\s+"
)
_OF_NAMES = re.compile(r"\b(?:Of|And|The|For|In|To|With)\b")
_LANGUAGE = re.compile(
    r"\b(?:in|into|speaks?|speaking|spoke|learn(?:s|ed|t|ing)?|fluent in|taught|reads?|understands?|or|and English,?)\s+$"
)
_LANGUAGE_AFTER = re.compile(r"[,.;)!?]|\s+(?:and|or|at|well|fluently|to|for|from|on|in|are|is)\b|\s*$")
_LISTED = re.compile(r"(?:,?\s+(?:and|or)\s+|,\s+)?")
_NEAR = 14
_PART = re.compile(r"\* |.")
_ANY = r"(?:[\w’'-]+\s+){0,4}?"


@dataclass(frozen=True, slots=True)
class Name:
    """A country, agency or city; ``people`` marks a form that is an adjective (Palauan).

    What a sentence takes up from those before it is a "person", "group", "pair" or "pronoun" of that country.
    """

    kind: str
    iso3: str
    actor: str = ""
    people: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a sentence, at code points of the sentence."""

    start: int
    end: int
    written: str
    name: Name


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its place in the text; white space is spaces, one for one.  ``headline`` is one without a full stop.

    ``focus`` is the ISO code of the other state that the sentences before it spoke of last, empty where they named none;
    ``paper`` is the agreement that they spoke of just before.
    """

    start: int
    text: str
    paragraph: int
    headline: bool
    names: tuple[Found, ...] = ()
    dates: tuple[When, ...] = ()
    tells: bool = False
    focus: str = ""
    paper: str = ""


@dataclass(frozen=True)
class EnglishWords:
    """Names by their form, and words by class."""

    names: dict[str, Name | None]
    words: dict[str, tuple[str, ...]]

    @cached_property
    def _automaton(self) -> ahocorasick_rs.AhoCorasick:
        return ahocorasick_rs.AhoCorasick(
            list(self.names), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest, store_patterns=False
        )

    @cached_property
    def _verbs(self) -> ahocorasick_rs.AhoCorasick:
        starts = {" ".join(form.partition(" *")[0].split()[:2]).lower() for kind in _TELLING for form in self.words[kind]}
        return ahocorasick_rs.AhoCorasick(sorted(starts))

    def tells(self, text: str) -> bool:
        """Whether a sentence holds any word that a statement could rest on: most do not, and nothing more is sought in them."""
        return bool(self._verbs.find_matches_as_indexes(text.lower()))

    @cached_property
    def _starts(self) -> tuple[ahocorasick_rs.AhoCorasick, tuple[frozenset[str], ...]]:
        kinds: dict[str, set[str]] = {}
        for kind, forms in self.words.items():
            for form in forms:
                kinds.setdefault(form.partition("*")[0].strip().lower() or form, set()).add(kind)
        return ahocorasick_rs.AhoCorasick(list(kinds)), tuple(map(frozenset, kinds.values()))

    def kinds(self, text: str) -> frozenset[str]:
        """The classes of which a sentence may hold a word; of the others it holds none."""
        automaton, kinds = self._starts
        found = {number for number, _, _ in automaton.find_matches_as_indexes(text.lower(), overlapping=True)}
        return frozenset().union(*(kinds[number] for number in found))

    @cached_property
    def _values(self) -> tuple[tuple[str, Name | None], ...]:
        return tuple(self.names.items())

    @cached_property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        return {}

    @cached_property
    def outlets(self) -> tuple[tuple[str, str], ...]:
        """Newspapers and offices in small letters, each with its country."""
        return tuple((name, code) for name, _, code in (form.partition("=") for form in self.words["outlet"]))

    def pattern(self, kind: str, template: str = r"\b(?:{})\b") -> re.Pattern[str]:
        """A pattern for the words of a class inside a template, compiled once."""
        key = kind + template
        if key not in self._patterns:
            spaces = _PAUSE if kind in _INTERRUPTED else r"\s+"
            self._patterns[key] = re.compile(template.format(_any_of(self.words[kind], spaces)))
        return self._patterns[key]

    def find(self, text: str) -> Iterator[Found]:
        """The names in a sentence, the longest form at each place; a body is its owner's: the Hungarian Ministry of the Interior."""
        last: Found | None = None
        listed = -1  # where the next of several languages may begin
        for number, start, end in self._automaton.find_matches_as_indexes(text):
            written, name = self._values[number]
            if text[end : end + 1].isalnum():  # "Australian High Commission" in "Australian High Commissioner"
                written, name = self._shorter(written)
                end = start + len(written)
            before, after = text[start - 1 : start], text[end : end + 1]
            if name is None or before.isalnum() or after.isalnum() or after == "$":
                continue
            if before == "-" and not text[text.rfind(" ", 0, start) + 1 : start][:1].isupper():
                continue  # non-Chinese
            if (
                name.people
                and _LANGUAGE_AFTER.match(text, end)
                and (_LANGUAGE.search(text, max(0, start - _NEAR), start) or start == listed)
            ):
                following = _LISTED.match(text, end)
                listed = following.end() if following else end
                continue
            if name.kind in ("capital", "city") and _BODY.match(text, end):
                name = Name("agency", name.iso3)
            elif name.kind == "capital":
                name = Name("country", name.iso3, name.iso3) if _rules(text, start, end) else Name("city", name.iso3)
            if name.kind == "agency" and name.iso3 == HOME and last is not None and last.name.iso3 not in ("", HOME):
                between = text[last.end : start]
                if (between == " " and last.name.people) or between in ("'s ", "’s "):
                    name = Name("agency", last.name.iso3)
            last = Found(start, end, written, name)
            yield last

    def _shorter(self, written: str) -> tuple[str, Name | None]:
        """The longest name that is the beginning of another one, in whole words."""
        while " " in written:
            written = written[: written.rindex(" ")]
            if written in self.names:
                return written, self.names[written]
        return "", None

    def find_all(self, text: str) -> Iterator[Found]:
        """The names in a line; of a line in capitals also those that are not written so elsewhere: REPUBLIC OF PALAU."""
        yield from self.find(text)
        if text.isupper() and " " in text:
            ordinary = _OF_NAMES.sub(lambda word: word[0].lower(), text.title())
            yield from (replace(found, written=text[found.start : found.end]) for found in self.find(ordinary))


def _rules(text: str, start: int, end: int) -> bool:
    """Whether a capital stands for its government: it does something, or is party to it, and no place is told by it."""
    before = text[max(0, start - 30) : start]
    if _PARTNERED.search(before) and not _PART_OF_NAME.match(text, end):
        return True
    return _LOCATED.search(before) is None and _ACTS.match(text, end) is not None


def _any_of(forms: Sequence[str], spaces: str) -> str:
    """A pattern for any of some words with what may stand between them, the longest first; ``*`` stands for up to four words.

    What they share at their beginnings is written once, so that the matcher tries each letter once and not each word.
    """
    tree: dict[str, Any] = {}
    for form in forms:
        node = tree
        for part in _PART.findall(form):
            node = node.setdefault({"* ": _ANY, " ": spaces}.get(part) or re.escape(part), {})
        node[""] = {}
    return _branches(tree)


def _branches(tree: dict[str, Any]) -> str:
    tails = [part + (_branches(below) if below.keys() - {""} or len(below) > 1 else "") for part, below in tree.items() if part]
    if "" not in tree:
        return tails[0] if len(tails) == 1 else f"(?:{'|'.join(tails)})"
    return f"(?:{'|'.join(tails)})?" if tails else ""


def load_english(folder: Path) -> EnglishWords:
    """Read ``english_countries.csv``, ``english_cities.csv``, ``english_agencies.csv`` and ``english_words.csv`` of a folder."""
    words = {row["class"]: tuple(row["words"].split("|")) for row in _rows(folder / "english_words.csv")}
    names: dict[str, Name | None] = {}
    for row in _rows(folder / "english_countries.csv"):
        for form in filter(None, row["names"].split("|")):
            names[form] = Name("country", row["iso3"], row["iso3"])
        for form in filter(None, row["demonyms"].split("|")):
            names[form] = Name("country", row["iso3"], row["iso3"], people=True)
    for row in _rows(folder / "english_cities.csv"):
        for column, kind in (("capital", "capital"), ("cities", "city")):
            for form in filter(None, row[column].split("|")):
                names.setdefault(form, Name(kind, row["iso3"]))
    for row in _rows(folder / "english_agencies.csv"):
        names[row["name"]] = Name(row["kind"], row["iso3"], row["actor"])
    for form in words["noise"]:
        names[form] = None
    return EnglishWords(names, words)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
