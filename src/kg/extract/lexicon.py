"""The words that the extractor knows, read from data/lexicon/ and the authority file."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import ahocorasick_rs

from kg import patterns as re
from kg.errors import DataError, Problem
from kg.extract.folding import letters

if TYPE_CHECKING:
    from kg.extract.english.words import EnglishWords

LONGEST_CITY = 9  # characters of its name
PAIR, BRIEF, SIDE, GOES = "pair", "brief", "side", "goes"
BACK, OFF, ROW, CITY = "back", "off", "row", "city"
SOUGHT = (
    "noise", "sign", "talks", "applies", "response", "instrument", "visitverb", "receive", "come", "go", "hold", "attend",
    "meets", "meeting", "workshop", "training", "fund", "jointly", "rate", "census", "tier", "post", "setup", "office", "poster",
    "lawact", "launch", "mutual", "passage", "programme", "home", "bothsides", "delegation", "them", "thatbody", "self",
    "plan", "deny", "ongoing", "favour", "index", "gift",
)  # fmt: skip


class Entry(NamedTuple):
    """What a string in the text stands for.

    ``kind`` is a class of words, a kind of actor, or one of `PAIR` (臺越), `BACK` (越臺), `BRIEF` (菲國), `SIDE` (越方), `GOES` (訪日),
    `OFF` (赴日), `ROW` (日、韓) and `CITY` (河內), which stand for the countries in ``iso3`` where the text bears it out.
    """

    kind: str
    iso3: tuple[str, ...] = ()
    actor: str = ""


class Viewpoint(NamedTuple):
    """Who speaks: the country that 我國 is and the agency that 本署 is, where ``marks`` stand in the text.

    ``letter`` is the home side's in pairs of countries (中柬), ``home`` the further words that stand for it (中方, 公安部), and
    ``letters`` the countries of the other letters where its texts use others than Taiwan's (中老).
    """

    id: str
    country: str
    self: tuple[str, ...]
    agency: str
    actor: str
    marks: tuple[str, ...]
    letter: str
    home: tuple[str, ...]
    letters: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """The words by class, the names of actors and countries, and who speaks; ``cities`` are the countries that cities lie in."""

    words: dict[str, tuple[str, ...]]
    names: dict[str, Entry]
    country_names: dict[str, str]
    viewpoints: tuple[Viewpoint, ...]
    letters: dict[str, tuple[str, ...]]
    cities: dict[str, str]
    folder: Path = Path()

    @cached_property
    def english(self) -> EnglishWords:
        """What texts in English are read with, loaded where one is met."""
        from kg.extract.english.words import load_english

        return load_english(self.folder)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries in the order of the automaton's patterns."""
        return tuple(self.names.values())

    @cached_property
    def automaton(self) -> ahocorasick_rs.AhoCorasick:
        """All names and words at once (Aho and Corasick 1975), leftmost and longest first."""
        return ahocorasick_rs.AhoCorasick(
            list(self.names), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest, store_patterns=False
        )

    def alternatives(self, kind: str) -> str:
        """A pattern that matches any word of a class, the longest first."""
        found = self.written.get(kind)
        if found is None:
            words = sorted(self.words.get(kind, ()), key=len, reverse=True)
            found = "|".join([word if word.isalnum() else re.escape(word) for word in words])
            self.written[kind] = found
        return found

    @cached_property
    def written(self) -> dict[str, str]:
        """The patterns of whole classes, by class; filled by `alternatives`."""
        return {}

    def city_at(self, text: str) -> str:
        """The longest name of a city at the head of a text; empty where none stands there."""
        if text[:2] not in self.city_heads:
            return ""
        return next((text[:size] for size in range(min(LONGEST_CITY, len(text)), 1, -1) if text[:size] in self.cities), "")

    @cached_property
    def city_heads(self) -> frozenset[str]:
        """The first two letters of the cities."""
        return frozenset(name[:2] for name in self.cities)

    @cached_property
    def patterns(self) -> dict[str, re.Pattern[str]]:
        """Compiled patterns that need whole classes of words, by name; filled by `pattern`."""
        return {}

    def pattern(self, name: str, template: str) -> re.Pattern[str]:
        """``template`` with ``<<class>>`` replaced by the words of that class, compiled once under ``name``."""
        found = self.patterns.get(name)
        if found is None:
            found = re.compile(re.sub(r"<<([a-z]+)>>", lambda m: f"(?:{self.alternatives(m[1])})", template))
            self.patterns[name] = found
        return found


def load_lexicon(data_dir: Path) -> Lexicon:
    """Read the lexicon of a data folder: lexicon/*.csv and actors.csv.

    Raises DataError naming the file and line of a row that cannot be read.
    """
    folder = data_dir / "lexicon"
    words = {row["class"]: _list(row["words"]) for row in _rows(folder / "words.csv", ("class", "words"))}
    names: dict[str, Entry] = {}
    country_names, shorts, briefs = _add_countries(names, folder)
    _add_actors(names, _rows(data_dir / "actors.csv", ("id", "kind", "name_zh", "iso3", "aliases")))
    _add_bodies(names, folder)
    likely = {cell[0]: cell[1:] for cell in words.get("letterlikely", ())}
    shorts.sort(key=lambda pair: likely.get(pair[0]) != pair[1])  # stable: the likelier country of a letter comes first
    codes = _add_letters(names, shorts, briefs)
    places = [(name, row["iso3"]) for row in _rows(folder / "cities.csv", ("iso3", "names")) for name in _list(row["names"])]
    for name, code in places:
        names.setdefault(name, Entry(CITY, (code,)))
    for kind in SOUGHT:
        entry = Entry(kind)
        for word in words.get(kind, ()):
            if kind in ("self", "home") or word not in names:
                names[word] = entry
    return Lexicon(words, names, country_names, _viewpoints(folder), codes, dict(places), folder)


def _add_countries(
    names: dict[str, Entry], folder: Path
) -> tuple[dict[str, str], list[tuple[str, str]], dict[str, tuple[str, ...]]]:
    """Add the countries; give their names by code, their letters each with a code, and their brief forms."""
    country_names: dict[str, str] = {}
    shorts: list[tuple[str, str]] = []
    briefs: dict[str, tuple[str, ...]] = {}
    for row in _rows(folder / "countries.csv", ("iso3", "name_zh", "name_en", "short", "brief", "aliases")):
        code = row["iso3"]
        entry = Entry("country", (code,), code)
        country_names[code] = row["name_zh"]
        for name in _list("|".join((row["name_zh"], row["aliases"]))):
            if _chinese(name):
                names.setdefault(name, entry)
        shorts += [(letter, code) for letter in _list(row["short"])]
        for name in _list(row["brief"]):
            briefs[name] = (*briefs.get(name, ()), code)
    return country_names, shorts, briefs


def _add_bodies(names: dict[str, Entry], folder: Path) -> None:
    """Add the bodies that are no actors of the graph, and the places that are party to something themselves."""
    for row in _rows(folder / "agencies.csv", ("name", "kind", "iso3", "aliases")):
        entry = Entry(row["kind"], (row["iso3"],) if row["iso3"] else ())
        for name in _list("|".join((row["name"], row["aliases"]))):
            names.setdefault(name, entry)
    for row in _rows(folder / "places.csv", ("iso3", "names")):
        entry = Entry("municipality", (row["iso3"],))
        for name in _list(row["names"]):
            names.setdefault(name, entry)


def _viewpoints(folder: Path) -> tuple[Viewpoint, ...]:
    """Who may speak, in the order of the table."""
    columns = ("id", "country", "self", "agency", "actor", "marks", "letter", "home")
    return tuple(
        Viewpoint(
            row["id"],
            row["country"],
            _list(row["self"]),
            row["agency"],
            row["actor"],
            _list(row["marks"]),
            row["letter"],
            _list(row["home"]),
            tuple((cell[0], tuple(cell[1:].split())) for cell in _list(row.get("letters", ""))),
        )
        for row in _rows(folder / "viewpoints.csv", columns)
    )


def _add_actors(names: dict[str, Entry], rows: Iterable[dict[str, str]]) -> None:
    for row in rows:
        if row["kind"] in ("group", "municipality"):
            continue
        entry = Entry(row["kind"], (row["iso3"],) if row["iso3"] else (), row["id"])
        for name in _list("|".join((row["name_zh"], row["aliases"]))):
            if len(name) > 1:
                names[name] = entry


def _add_letters(
    names: dict[str, Entry], shorts: list[tuple[str, str]], briefs: dict[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    codes: dict[str, tuple[str, ...]] = {}
    for letter, code in shorts:
        codes[letter] = (*codes.get(letter, ()), code)
    for letter, iso3 in codes.items():
        forms = (
            (f"臺{letter}", PAIR),
            (f"我{letter}", PAIR),
            (f"{letter}臺", BACK),
            (f"{letter}方", SIDE),
            (f"訪{letter}", GOES),
        )
        for form, kind in (*forms, (f"赴{letter}", OFF), (f"{letter}、", ROW)):
            names.setdefault(form, Entry(kind, iso3))
    for form, iso3 in briefs.items():
        names.setdefault(form, Entry(BRIEF, iso3))
    return codes


def _list(cell: str) -> tuple[str, ...]:
    if not cell:
        return ()
    return tuple(dict.fromkeys([name for part in letters(cell).split("|") if (name := part.strip())]))


def _chinese(name: str) -> bool:
    return len(name) > 1 and name[0] >= "⺀"


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    try:
        file = path.open(encoding="utf-8", newline="")
    except OSError as error:
        raise DataError([Problem(str(path), 0, "file", path.name, f"cannot be read: {error.strerror}")]) from error
    with file:
        reader = csv.reader(file)
        head = next(reader, [])
        missing = [column for column in columns if column not in head]
        if missing:
            raise DataError([Problem(str(path), 1, "column", missing[0], "is missing")])
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(head):
                message = f"has {len(cells)} cells where {len(head)} are named"
                raise DataError([Problem(str(path), reader.line_num, "row", ",".join(cells), message)])
            yield dict(zip(head, cells, strict=True))
