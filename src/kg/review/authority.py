"""Names of candidates brought to the authority file: the actor known by a name, one that may be meant, or a new one proposed."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.model import Actor
from kg.names import fold, likeness
from kg.resolve import DOUBTFUL
from kg.review.index import Index

NEW, SAME, ALIAS = "new", "same", "alias"
DECISIONS = (NEW, SAME, ALIAS)
_LONGEST_ID = 48

Party = Mapping[str, str]
"""A party of a row in the statement format."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name that no actor goes by, and what is proposed for it.

    ``decision`` is `NEW` (make the actor), `SAME` (it is the actor ``id``), `ALIAS` (the same, and the name is kept as its alias), or
    empty where a person has to say; ``key`` is the id first proposed, by which the parties of candidates name it.
    """

    key: str
    decision: str
    doubt: str
    name: str
    kind: str
    iso3: str
    id: str
    name_zh: str
    name_en: str = ""
    parent: str = ""
    note: str = ""

    def actor(self) -> Actor:
        """The actor that is proposed."""
        return Actor(self.id, self.kind, self.name_zh, self.name_en, self.iso3, self.parent, note=self.note)


@dataclass
class Authority:
    """The actors of the graph and those proposed in one run; ``countries`` holds Chinese and English names by ISO code."""

    index: Index
    countries: Mapping[str, tuple[str, str]]
    proposals: dict[tuple[str, str, str], Proposal] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)

    def resolve(self, party: Party) -> dict[str, str]:
        """The party with its actor, and with that actor's kind and country; a name that is not known becomes a proposal."""
        known = self._known(party)
        if known is not None:
            return _as(party, known.id, known.kind, known.iso3)
        name, kind, iso3 = party["name"], party["kind"], party.get("iso3", "")
        key = (fold(name) if kind != "country" else iso3, kind, iso3)
        if key not in self.proposals:
            proposal = self._propose(name, kind, iso3)
            self.proposals[key] = proposal
            self.keys.add(proposal.key)
            self.index.expect(replace(proposal.actor(), id=proposal.key))
        proposal = self.proposals[key]
        return _as(party, proposal.key, proposal.kind, proposal.iso3)

    def country(self, iso3: str) -> Actor | None:
        """The country of a code, as the lexicon names it, None where it names none."""
        names = self.countries.get(iso3)
        return None if names is None else Actor(iso3, "country", *names, iso3)

    def _known(self, party: Party) -> Actor | None:
        given = party.get("actor", "")
        if given not in self.keys and given in self.index:
            return self.index[given]
        if party["kind"] == "country":
            code = party.get("iso3", "")
            return self.index[code] if code not in self.keys and code in self.index else None
        iso3 = party.get("iso3", "")
        found = [a for a in self.index.named(party["name"]) if not iso3 or a.iso3 in ("", iso3)]
        alike = [a for a in found if a.kind == party["kind"]]
        fit = alike or [a for a in found if "person" not in (a.kind, party["kind"])]
        return fit[0] if len(fit) == 1 else None

    def _propose(self, name: str, kind: str, iso3: str) -> Proposal:
        if kind == "country" and (country := self.country(iso3)) is not None:
            return Proposal(iso3, NEW, "", name, kind, iso3, iso3, country.name_zh, country.name_en)
        key = self._free(slug(name, "" if kind == "person" else iso3))
        english = name if name.isascii() else ""
        near = self._near(name, kind, iso3)
        if near is not None:
            other, like = near
            how = "has all of it in its name" if like == 1 else f"is alike ({like:.2f})"
            doubt = f"{name} is not in actors.csv, but {other.name_zh} ({other.id}) {how}: new, same or alias?"
            return Proposal(key, "", doubt, name, kind, iso3, other.id, name, english)
        doubt = _odd(name, kind)
        return Proposal(key, "" if doubt else NEW, doubt, name, kind, iso3, key, name, english)

    def _near(self, name: str, kind: str, iso3: str) -> tuple[Actor, float] | None:
        scored = [(likeness(name, other), actor) for other, actor in self.index.peers(kind, iso3)]
        like, actor = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        return (actor, like) if actor is not None and like >= DOUBTFUL else None

    def _free(self, wanted: str) -> str:
        name, n = wanted, 1
        while name in self.index:
            n += 1
            name = f"{wanted}-{n}"
        return name


def load_countries(data: Path) -> dict[str, tuple[str, str]]:
    """Chinese and English names of countries by ISO code, from the lexicon."""
    with (data / "lexicon" / "countries.csv").open(encoding="utf-8", newline="") as file:
        return {row["iso3"]: (row["name_zh"], row["name_en"]) for row in csv.DictReader(file)}


def slug(name: str, iso3: str = "") -> str:
    """An id for a name, after its country's code: Latin letters as they are, Chinese in Hanyu pinyin, a person's given name in one.

    >>> slug("梅建華"), slug("Adeline Trouillet"), slug("越南公安部", "VNM")
    ('mei-jianhua', 'adeline-trouillet', 'vnm-yue-nan-gong-an-bu')
    """
    from pypinyin import lazy_pinyin

    parts = [part for word in re.split(r"[\s,.·・．]+", name.lower()) for part in lazy_pinyin(word)]
    words = [word for part in parts if (word := re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-"))]
    if not iso3 and 1 < len(words) <= 4 and not re.search("[A-Za-z]", name):
        words = [words[0], "".join(words[1:])]
    whole = "-".join(filter(None, [iso3.lower(), *words])) or "actor"
    return whole if len(whole) <= _LONGEST_ID else whole[:_LONGEST_ID].rpartition("-")[0]


def _odd(name: str, kind: str) -> str:
    """What makes a string look like something else than a name, empty where nothing does."""
    if re.match(r"[\d０-９]|[一二三四五六七八九十]+月", name):
        return f"{name} begins with a number or date: is that its name?"
    if kind == "person" and re.fullmatch(r"[A-Za-z.-]+", name):
        return f"{name} is one word of a name: is that all of it?"
    if re.match(r"(?:the|a|an|his|her|their|該|此|其)\b|該|此", name, re.IGNORECASE):
        return f"{name} points to somebody named before: who is it?"
    return ""


def _as(party: Party, actor: str, kind: str, iso3: str) -> dict[str, str]:
    changed = {**party, "actor": actor, "kind": kind}
    changed.pop("iso3", None)
    return changed | ({"iso3": iso3} if iso3 else {})
