"""Who the parties of accepted statements are, as decided in the table of names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from kg.errors import Problem
from kg.model import Actor
from kg.review.authority import ALIAS, NEW, Proposal
from kg.review.index import Index
from kg.vocabulary import KINDS

_ID = re.compile(r"[A-Za-z0-9]+(?:[-._][A-Za-z0-9]+)*")

Tell = Callable[[str, object, str], None]
"""What is told a problem: the cell's column, its value, and what is wrong with it."""


class Naming:
    """The actors of one run: those known, and those made by its decisions, which ``actors`` and ``aliases`` gather.

    ``countries`` gives Chinese and English names by ISO code.  A problem of a name is told once.
    """

    def __init__(
        self, rows: Iterable[tuple[int, Proposal]], index: Index, countries: Mapping[str, tuple[str, str]], file: str
    ) -> None:
        """The rows of the table with their lines; ``file`` is its name in problems."""
        self._rows = {proposal.key: (line, proposal) for line, proposal in rows}
        self._new = {proposal.id: key for key, (_, proposal) in self._rows.items() if proposal.decision == NEW}
        self._index, self._countries, self._file = index, countries, file
        self._judged: dict[str, Actor | None] = {}
        self.actors: dict[str, Actor] = {}
        self.aliases: dict[str, list[str]] = {}
        self.problems: list[Problem] = []

    def actor(self, key: str, number: int, tell: Tell) -> Actor | None:
        """The actor that a party of row ``number`` names by ``key``, None where there is none, which is told."""
        if key in self._rows:
            if key not in self._judged:
                self._judged[key] = self._decided(*self._rows[key], number)
            return self._judged[key]
        if key not in self._index:
            tell("parties", key, "is neither in data/actors.csv nor in actors.csv of this review")
            return None
        return self._index[key]

    def _decided(self, line: int, proposal: Proposal, number: int) -> Actor | None:
        found = len(self.problems)

        def tell(name: str, value: object, message: str) -> None:
            self.problems.append(Problem(self._file, line, name, value, message))

        if not proposal.decision:
            tell("decision", "", f"is empty, but row {number} of statements.csv is accepted: new, same or alias?")
        elif proposal.decision == NEW:
            return self._made(proposal, number, tell)
        elif not self._known(proposal.id, number):
            tell("actor", proposal.id, "is not in data/actors.csv")
        if len(self.problems) > found:
            return None
        if proposal.decision == ALIAS and "|" in proposal.name:
            tell("name", proposal.name, "holds |, which separates names in data/actors.csv")
        elif proposal.decision == ALIAS:
            self.aliases.setdefault(proposal.id, []).append(proposal.name)
        return self._index[proposal.id]

    def _known(self, name: str, number: int) -> bool:
        """Whether there is an actor of an id, made by another row of the table if need be."""
        if name not in self._index and name in self._new:
            self.actor(self._new[name], number, lambda *problem: None)
        return name in self._index

    def _made(self, proposal: Proposal, number: int, tell: Tell) -> Actor | None:
        """The new actor, and its country with it where that is new too."""
        actor = proposal.actor()
        if actor.id in self._index:
            known = self._index[actor.id]
            if (known.kind, known.iso3, known.name_zh) == (actor.kind, actor.iso3, actor.name_zh):
                return known
            tell("actor", actor.id, f"is {known.name_zh} already: choose another id, or decide same")
            return None
        found = len(self.problems)
        self._check(actor, tell)
        if actor.parent and not self._known(actor.parent, number):
            tell("parent", actor.parent, "is not an actor")
        country = self._country(actor, tell)
        if len(self.problems) > found:
            return None
        for made in filter(None, (country, actor)):
            self.actors[made.id] = made
            self._index.expect(made)
        return actor

    def _check(self, actor: Actor, tell: Tell) -> None:
        if not _ID.fullmatch(actor.id):
            tell("actor", actor.id, "is no id: Latin letters, digits and hyphens")
        if actor.kind not in KINDS:
            tell("kind", actor.kind, f"is none of {', '.join(KINDS)}")
        if not actor.name_zh:
            tell("name_zh", "", "is empty: every actor has a Chinese name (a Latin one where it has no other)")
        for column, name in (("name_zh", actor.name_zh), ("name_en", actor.name_en)):
            if "|" in name:
                tell(column, name, "holds |, which separates names in data/actors.csv")
            for known in self._index.named(name) if name else ():
                if (known.kind, known.iso3) == (actor.kind, actor.iso3):
                    tell(column, name, f"is a name of {known.id} already: decide same, with actor {known.id}")
        if actor.kind == "country" and actor.id != actor.iso3:
            tell("actor", actor.id, f"is not the country's ISO code {actor.iso3!r}")

    def _country(self, actor: Actor, tell: Tell) -> Actor | None:
        """The actor's home country where the authority file lacks it."""
        if actor.kind == "country" or not actor.iso3 or actor.iso3 in self._index:
            return None
        names = self._countries.get(actor.iso3)
        if names is None:
            tell("iso3", actor.iso3, "is the code of no country that the lexicon knows")
            return None
        return Actor(actor.iso3, "country", *names, actor.iso3)
