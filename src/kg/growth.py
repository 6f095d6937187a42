"""Growth: the countries with a signed agreement, counted from the resolved events.

The named query ``growth`` asks the same of the store; a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.dates import LAST_YEAR, parse_edtf
from kg.model import Actor, Event
from kg.vocabulary import HOME


@dataclass(frozen=True, slots=True)
class YearOfGrowth:
    """A year in which partners were won: their ISO codes, and how many there are at its end."""

    year: int
    new: tuple[str, ...]
    total: int


def partner_years(events: Iterable[Event], actors: Mapping[str, Actor]) -> dict[str, int]:
    """For each foreign country with a signed agreement, the year by whose end the first one was signed.

    Of several datings of one agreement the one that ends first tells by when it was signed.
    """
    first: dict[str, int] = {}
    for event in events:
        years = [day.year for text in event.dates if (day := parse_edtf(text).latest) is not None]
        if event.type == "agreement" and event.status == "signed" and years:
            for part in event.participations:
                code = actors[part.actor].iso3
                if code and code != HOME:
                    first[code] = min(first.get(code, LAST_YEAR), *years)
    return first


def growth(events: Iterable[Event], actors: Mapping[str, Actor]) -> tuple[YearOfGrowth, ...]:
    """The years in which partners were won, in order."""
    years = partner_years(events, actors)
    rows: list[YearOfGrowth] = []
    total = 0
    for year in sorted(set(years.values())):
        new = tuple(sorted(code for code, first in years.items() if first == year))
        total += len(new)
        rows.append(YearOfGrowth(year, new, total))
    return tuple(rows)
