"""Statements held against a gold standard: recall, recall with the exact date, precision.

A gold event counts as found where some fact of its type agrees with one of the gold rows that tell it (rows linked by ``same_as``
tell one event); a fact counts as right where some gold row agrees with it.  Two rows agree when all of this holds:

- their dates share a day; where the gold row gives a ``date`` the fact has to give one too (``period`` stands in for a missing date);
- agreements have one status, visits one direction where both give it;
- for agreements, reciprocity, postings, visits and meetings, a foreign country is shared where the gold row names any; a visit or
  meeting without one shares a party's name; ratings have the same foreign countries, the rater aside;
- figures, claims and ratings have one value, or, where the gold gives no number, a like title;
- titles of the remaining types are like: at least half the letter pairs of the shorter stand in the other, which is the fact's title,
  quote and evidence together; a grant may share a party's name instead.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.dates import Dating, parse_edtf
from kg.names import fold
from kg.vocabulary import HOME, NETWORK_TYPES

Row = Mapping[str, Any]

CONTEXT_TYPES = ("campaign", "system", "law", "award", "other", "claim", "figure")
_BY_COUNTRY = frozenset(("agreement", "reciprocity", "posting"))
_BY_PARTY = frozenset(("visit", "meeting"))
_BY_VALUE = frozenset(("figure", "claim", "rating"))
_BY_TITLE = frozenset(("workshop", "training", "grant", "campaign", "system", "law", "award", "other", "posting"))
_OURSELVES = frozenset(map(fold, ("本署", "我國", "內政部移民署", "移民署", "內政部入出國及移民署", "臺", "雙方")))
_SAME_NAME, _SAME_TITLE = 0.6, 0.5


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one type, or of several together; ``missed`` and ``wrong`` name the gold events and facts at fault."""

    gold: int = 0
    found: int = 0
    dated: int = 0
    facts: int = 0
    right: int = 0
    missed: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.gold + other.gold, self.found + other.found, self.dated + other.dated, self.facts + other.facts,
            self.right + other.right, self.missed + other.missed, self.wrong + other.wrong,
        )  # fmt: skip

    @property
    def recall(self) -> float | None:
        """The share of gold events found, None where there are none."""
        return self.found / self.gold if self.gold else None

    @property
    def dated_recall(self) -> float | None:
        """The share of gold events found with exactly their date."""
        return self.dated / self.gold if self.gold else None

    @property
    def precision(self) -> float | None:
        """The share of facts that are right, None where there are none."""
        return self.right / self.facts if self.facts else None

    @property
    def f1(self) -> float:
        """The harmonic mean of recall and precision (van Rijsbergen 1979); 0 where nothing is found."""
        recall, precision = self.recall or 0.0, self.precision or 0.0
        return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def score(gold: Sequence[Row], facts: Sequence[Row]) -> dict[str, Tally]:
    """A tally for each type that gold or facts hold, the types about cooperation (NETWORK) first."""
    tallies: dict[str, Tally] = {}
    for kind in (*NETWORK_TYPES, *CONTEXT_TYPES):
        told = [_Side(row) for row in gold if row["type"] == kind]
        given = [_Side(row) for row in facts if row.get("type") == kind]
        if told or given:
            tallies[kind] = _tally(told, given)
    return tallies


def total(tallies: Mapping[str, Tally], kinds: Sequence[str]) -> Tally:
    """The sum of the tallies of these types."""
    return sum((tally for kind, tally in tallies.items() if kind in kinds), Tally())


def _tally(told: Sequence[_Side], given: Sequence[_Side]) -> Tally:
    agreed = {side.name: [fact for fact in given if side.agrees(fact)] for side in told}
    right = {id(fact) for facts in agreed.values() for fact in facts}
    events = _events(told)
    found = [event for event in events if any(agreed[side.name] for side in event)]
    dated = [event for event in found if any(side.same_date(fact) for side in event for fact in agreed[side.name])]
    return Tally(
        len(events), len(found), len(dated), len(given), sum(id(fact) in right for fact in given),
        tuple(event[0].name for event in events if event not in found),
        tuple(fact.name for fact in given if id(fact) not in right),
    )  # fmt: skip


def _events(told: Sequence[_Side]) -> list[list[_Side]]:
    """The gold rows by the event they tell: the connected parts of their ``same_as`` links."""
    event = {side.name: [side] for side in told}
    for side in told:
        for other in side.row.get("same_as", ()):
            if other in event and event[other] is not event[side.name]:
                joined = event[side.name] + event[other]
                for member in joined:
                    event[member.name] = joined
    return list({id(members): members for members in event.values()}.values())


class _Side:
    """A row with what is compared of it."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.kind: str = row["type"]
        self.name = str(row.get("id") or row.get("quote") or row.get("title") or row["type"])
        self.when = _bounds(row.get("date") or row.get("period"))
        parties = row.get("parties", ())
        self.foreign = {p["iso3"] for p in parties if p.get("iso3") and p["iso3"] != HOME and p.get("role") != "rater"}
        self.names = {fold(p.get("name", "")) for p in parties} - _OURSELVES - {""}
        self.title = row.get("title") or row.get("quote", "")
        phrases = (e.get("exact") for e in row.get("evidence", ()))
        self.words = _pairs(" ".join(filter(None, (row.get("title"), row.get("quote"), *phrases))))

    def same_date(self, fact: _Side) -> bool:
        """Whether the fact has the gold row's date exactly; a gold row without a date asks for none."""
        return not self.row.get("date") or self.when is None or self.when == fact.when

    def agrees(self, fact: _Side) -> bool:
        return (
            self._dates_agree(fact) and self._manner_agrees(fact) and self._parties_agree(fact) and self._content_agrees(fact)
        )

    def _dates_agree(self, fact: _Side) -> bool:
        if self.when is None:
            return True
        if fact.when is None:
            return not self.row.get("date")
        return self.when[0] <= fact.when[1] and fact.when[0] <= self.when[1]

    def _manner_agrees(self, fact: _Side) -> bool:
        if self.kind == "agreement":
            return (self.row.get("status") or "signed") == (fact.row.get("status") or "signed")
        if self.kind == "visit" and fact.row.get("direction"):
            return self.row.get("direction") in (None, fact.row["direction"])
        return True

    def _parties_agree(self, fact: _Side) -> bool:
        if self.kind == "rating":
            return self.foreign == fact.foreign
        if self.foreign and self.kind in _BY_COUNTRY | _BY_PARTY:
            return bool(self.foreign & fact.foreign)
        if self.names and self.kind in _BY_PARTY:
            return any(_alike(_pairs(a), _pairs(b)) >= _SAME_NAME for a in self.names for b in fact.names)
        return True

    def _content_agrees(self, fact: _Side) -> bool:
        if self.kind in _BY_VALUE and (value := _number(self.row.get("value"))) is not None:
            return value == _number(fact.row.get("value"))
        if self.kind not in _BY_VALUE | _BY_TITLE or not self.title:
            return True
        return _alike(_pairs(self.title), fact.words) >= _SAME_TITLE or (self.kind == "grant" and bool(self.names & fact.names))


def _bounds(text: object) -> tuple[dt.date, dt.date] | None:
    """First and last day; None where there is no date, or one without an end."""
    if not text:
        return None
    try:
        dating: Dating = parse_edtf(str(text))
    except ValueError:
        return None
    return None if dating.earliest is None or dating.latest is None else (dating.earliest, dating.latest)


def _pairs(text: str) -> frozenset[str]:
    plain = fold(text)
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1)) or frozenset((plain,) if plain else ())


def _alike(left: frozenset[str], right: frozenset[str]) -> float:
    """The overlap coefficient (Szymkiewicz 1934, Simpson 1943) of two sets of letter pairs."""
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0


def _number(value: object) -> float | None:
    try:
        number = float(str(value).replace(",", ""))
    except ValueError:
        return None
    return None if math.isnan(number) else number
