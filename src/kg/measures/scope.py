"""The scope of a measure: which events count, and what to say where none does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.dates import FIRST_YEAR, Dating, parse_edtf
from kg.model import Actor, Data, Event
from kg.ties import day_named, happened_by, layers_named
from kg.vocabulary import HOME

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Scope:
    """The events that a measure looks at, with what they were chosen by.

    ``events`` are over by ``day``: an uncertain date counts from the last day it may mean.  ``layers`` is None where the caller chose
    none: a measure then takes its own, see ``of_layers``.  ``data`` holds what the reports up to ``known_by`` say.
    """

    data: Data
    events: tuple[Event, ...]
    actors: Mapping[str, Actor]
    layers: frozenset[str] | None = None
    as_of: str | None = None
    day: Dating | None = None
    known_by: int | None = None
    note: str = ""

    def of_layers(self, *own: str) -> Scope:
        """The scope with the chosen layers; where none was chosen, with the ones that the measure names as its own."""
        return self.only(*(layers_named(own or None) if self.layers is None else self.layers))

    def only(self, *types: str) -> Scope:
        """The scope with the events of some types, whatever layers were chosen."""
        return replace(self, events=tuple(e for e in self.events if e.type in types))

    @property
    def today(self) -> Dating:
        """The day that the scope stands on: the last one asked for, else the last one of the year of the last report."""
        if self.day is not None and self.day.latest is not None:
            return parse_edtf(self.day.latest.isoformat())
        return parse_edtf(f"{max((r.year for r in self.data.reports), default=FIRST_YEAR)}-12-31")

    def named(self, actor: str) -> str:
        """The Chinese name of an actor."""
        return self.actors[actor].name_zh

    def abroad(self, event: Event) -> dict[str, None]:
        """The ISO codes of the foreign countries in an event, in order, as the keys; who rates does not count."""
        codes = (self.actors[p.actor].iso3 for p in event.participations if p.role != "rater")
        return {code: None for code in codes if code and code != HOME}


def scope_of(
    data: Data,
    events: Sequence[Event],
    layers: Iterable[str] | None = None,
    as_of: str | None = None,
    known_by: int | None = None,
) -> Scope:
    """The scope of events up to a day; ``data`` and ``events`` are already those that the reports up to ``known_by`` tell.

    Raises UsageError for an unknown layer, which names the nearest ones, and for a malformed day.
    """
    chosen = None if layers is None else layers_named(layers)
    day = None if as_of is None else day_named(as_of)
    within = tuple(e for e in events if happened_by(e, day))
    note = ""
    if not any(chosen is None or e.type in chosen for e in within):
        dated = [
            e.date for e in events if e.date is not None and e.date.latest is not None and (chosen is None or e.type in chosen)
        ]
        until = "" if day is None or day.latest is None else f" is over by {day.latest}"
        known = "" if known_by is None else f" in the reports up to {known_by}"
        first = min(dated, key=lambda d: (d.latest or dt.date.max, d.edtf), default=None)
        hint = "there are no dated ones" if first is None else f"the first one is of {first.edtf}"
        note = f"no event{'' if chosen is None else ' of ' + ', '.join(sorted(chosen))}{until}{known}: {hint}"
    return Scope(data, within, {a.id: a for a in data.actors}, chosen, as_of, day, known_by, note)


def frame(columns: Mapping[str, str], rows: Iterable[Sequence[object]], note: str = "") -> pd.DataFrame:
    """A DataFrame with these columns and dtypes, also where it has no rows; ``attrs["note"]`` holds the sentence about it.

    Dtypes are those of pandas by name; ``Int64`` and ``boolean`` hold <NA> where a value is not known.
    """
    import pandas as pd

    made = pd.DataFrame.from_records([tuple(row) for row in rows], columns=list(columns)).astype(dict(columns))
    made.attrs["note"] = note
    return made
