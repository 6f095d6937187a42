"""Who works with whom at home, who shares events with whom, and who is paid by whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.measures.columns import pairs_within, sorted_places
from kg.measures.scope import Scope, frame
from kg.model import Event
from kg.vocabulary import EVENT_TYPES, HOME, ROLES

if TYPE_CHECKING:
    import pandas as pd

    from kg.measures.columns import Numbers

ORGANIZING = frozenset({"organizer", "co-organizer", "host"})
BODIES = frozenset({"agency", "ngo", "university", "company", "municipality"})
FAR = dt.date.max.toordinal()
"""Stands for the first day of an event without one; 0 stands for the last one."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Pairs that share events, sorted by pair: positions of the two, how many events, and the ordinals of the first and last day."""

    left: Numbers
    right: Numbers
    events: Numbers
    first: Numbers
    last: Numbers


def shared_events(size: int, actor: Numbers, event: Numbers, low: Numbers, high: Numbers) -> Shared:
    """The pairs of ``size`` actors that share events: each entry is an actor's part in an event from day to day, each given once."""
    import numpy as np

    left, right = pairs_within(event)
    key = np.minimum(actor[left], actor[right]) * size + np.maximum(actor[left], actor[right])
    key, order = sorted_places(key)
    place = left[order]
    if not len(key):
        return Shared(key, key, key, key, key)
    begins = np.flatnonzero(np.r_[True, key[1:] != key[:-1]])
    counts = np.diff(np.r_[begins, len(key)])
    first, last = np.minimum.reduceat(low[place], begins), np.maximum.reduceat(high[place], begins)
    return Shared(key[begins] // size, key[begins] % size, counts, first, last)


SHARED = {
    "left": "str", "right": "str", "left_zh": "str", "right_zh": "str", "left_en": "str", "right_en": "str", "events": "int64",
    "first": "str", "last": "str", "layers": "str", "event_ids": "str",
}  # fmt: skip


def domestic(scope: Scope) -> pd.DataFrame:
    """Domestic co-ordination: which agencies, NGOs, universities, companies and municipalities of the home country organize together.

    Columns: left, right (actors); left_zh, right_zh, left_en, right_en (their names); events (that both of them organize, co-organize or
    host); first and last (ISO days: the first day that the first one may mean, and the last day that the last one may mean, "" where
    undated); layers; event_ids.  By default all layers.
    Unit: events, an undirected and weighted network.
    Source: co-membership as a one-mode projection: Breiger 1974.
    """
    return _pairs(scope.of_layers(*EVENT_TYPES), ORGANIZING, home=True, note="no two bodies at home organize an event together")


def together(scope: Scope) -> pd.DataFrame:
    """Co-participation: which actors take part in the same events, in whatever role; actors of kind group are left out.

    Columns: as of domestic.
    Unit: events, an undirected and weighted network.
    Source: Breiger 1974.
    """
    return _pairs(scope.of_layers(), frozenset(ROLES) | {""}, home=False, note="no two actors share an event")


def _pairs(scope: Scope, roles: Collection[str], *, home: bool, note: str) -> pd.DataFrame:
    import numpy as np

    place: dict[str, int] = {}
    entries: list[tuple[int, int, int, int]] = []
    taking: dict[str, dict[str, Event]] = {}
    for n, event in enumerate(scope.events):
        for name in dict.fromkeys(p.actor for p in event.participations if p.role in roles):
            actor = scope.actors[name]
            if actor.kind != "group" and (not home or (actor.kind in BODIES and actor.iso3 == HOME)):
                entries.append((place.setdefault(name, len(place)), n, *_days(event)))
                taking.setdefault(name, {})[event.id] = event
    table = np.array(entries, dtype=np.int64).reshape(-1, 4)
    found = shared_events(len(place), *table.T)
    names = list(place)
    rows: list[tuple[object, ...]] = []
    columns = (found.left, found.right, found.events, found.first, found.last)
    for a, b, count, first, last in zip(*(c.tolist() for c in columns), strict=True):
        left, right = scope.actors[names[a]], scope.actors[names[b]]
        events = [e for name, e in taking[left.id].items() if name in taking[right.id]]
        layers = " ".join(sorted({e.type for e in events}))
        rows.append(
            (
                left.id, right.id, left.name_zh, right.name_zh, left.name_en, right.name_en, count,
                _iso(first), _iso(last), layers, "|".join(e.id for e in events),
            )
        )  # fmt: skip
    made = frame(SHARED, rows, scope.note or ("" if rows else note))
    return made.sort_values(["events", "left", "right"], ascending=[False, True, True], ignore_index=True)


def _days(event: Event) -> tuple[int, int]:
    date = event.date
    low = FAR if date is None or date.earliest is None else date.earliest.toordinal()
    return low, 0 if date is None or date.latest is None else date.latest.toordinal()


def _iso(day: int) -> str:
    return "" if day in (0, FAR) else dt.date.fromordinal(day).isoformat()


FUNDING = {
    "funder": "str", "grantee": "str", "funder_zh": "str", "grantee_zh": "str", "grantee_kind": "str", "event": "str", "date": "str",
    "amount": "Float64", "unit": "str", "title": "str",
}  # fmt: skip


def funding(scope: Scope) -> pd.DataFrame:
    """Funding network: who pays whom, one row a grant, funder and grantee; a grant that its report tells without either has "" there.

    Columns: funder, grantee (actors), funder_zh, grantee_zh, grantee_kind; event, date (EDTF); amount and unit as stated (<NA> where no
    report states one; grants shared by several grantees repeat it); title.  By default grants; of other layers what names either.
    Unit: as stated in ``unit``.
    Source: the grants of the reports.
    """
    scope = scope.of_layers("grant")
    rows: list[tuple[object, ...]] = []
    for event in scope.events:
        payers = [p.actor for p in event.participations if p.role == "funder"]
        payees = [p.actor for p in event.participations if p.role == "grantee"]
        amount = event.values[0] if event.values and not isinstance(event.values[0], str) else None
        if not payers and not payees and event.type != "grant":
            continue
        for payer in payers or [""]:
            for payee in payees or [""]:
                kind = scope.actors[payee].kind if payee else ""
                rows.append(
                    (
                        payer, payee, scope.named(payer) if payer else "", scope.named(payee) if payee else "", kind, event.id,
                        "" if event.date is None else event.date.edtf, amount, "|".join(event.units),
                        event.titles[0] if event.titles else "",
                    )
                )  # fmt: skip
    return frame(FUNDING, rows, scope.note or ("" if rows else "no event of these layers is a grant"))
