"""Delegations: who came, and how high the highest of them ranked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.measures.scope import Scope, frame
from kg.model import Event, Participation, Rank
from kg.names import fold

if TYPE_CHECKING:
    import pandas as pd

SENT_ROLES = frozenset({"visitor", "delegate", "guest", "speaker", "signatory"})
FORMER = "前"


def rank_of(title: str, affiliations: Sequence[str], ranks: Sequence[Rank]) -> Rank | None:
    """The rank of a job title: the longest of the known titles that it ends with, at that affiliation if there is one so limited.

    >>> known = [Rank("次長", "", 3, "", ""), Rank("政務次長", "", 3, "", ""), Rank("處長", "", 5, "", "")]
    >>> rank_of("內政部政務次長", [], known).title
    '政務次長'
    >>> rank_of("犯罪學教授", [], known) is None
    True
    """
    places = [fold(a) for a in affiliations]
    fitting = [
        r
        for r in ranks
        if fold(title).endswith(fold(r.title)) and (not r.affiliation or any(fold(r.affiliation) in p for p in places))
    ]
    return max(fitting, key=lambda r: (len(fold(r.title)), bool(r.affiliation)), default=None)


DELEGATIONS = {
    "event": "str", "type": "str", "date": "str", "from": "str", "head": "str", "name": "str", "title": "str", "rank": "Int64",
    "level_en": "str", "level_zh": "str", "former": "boolean", "people": "int64", "unranked": "str",
}  # fmt: skip


def delegations(scope: Scope) -> pd.DataFrame:
    """Delegations: the people sent to a visit or meeting, a row for each country or body they come from, and the highest of them.

    Columns: event, type, date (EDTF); from (ISO code of the home country, "" for an international body); head (actor of the highest rank),
    name and title as written; rank (1 head of state or government to 7 officer; <NA> where no title is known or ranked); level_en and
    level_zh; former (whether the title is one held before); people (with a title); unranked (titles that data/reference/ranks.csv lacks).
    By default visits and meetings; the home country's own people count as a delegation only where they are the visitors.
    Unit: rank, an ordinal scale: distances between ranks mean nothing.
    Source: data/reference/ranks.csv, the project's own order.
    """
    scope = scope.of_layers("visit", "meeting")
    rows: list[tuple[object, ...]] = []
    for event in scope.events:
        sent = [p for p in event.participations if p.role in SENT_ROLES and scope.actors[p.actor].kind == "person"]
        for home in dict.fromkeys(scope.actors[p.actor].iso3 for p in sent):
            people = [p for p in sent if scope.actors[p.actor].iso3 == home]
            rows.append((event.id, event.type, "" if event.date is None else event.date.edtf, home, *_head(people, scope)))
    return frame(DELEGATIONS, rows, scope.note or ("" if rows else _nobody(scope.events)))


def _nobody(events: Sequence[Event]) -> str:
    return f"none of the {len(events)} events names a person who was sent"


def _head(people: Sequence[Participation], scope: Scope) -> tuple[object, ...]:
    ranked: list[tuple[int, str, Participation, str, Rank]] = []
    unranked: list[str] = []
    for p in people:
        for title in p.titles:
            rank = rank_of(title, p.affiliations, scope.data.ranks)
            if rank is None:
                unranked.append(title)
            else:
                ranked.append((rank.rank, p.actor, p, title, rank))
    named = len({p.actor for p in people})
    if not ranked:
        first = people[0]
        title = first.titles[0] if first.titles else ""
        return first.actor, first.names[0], title, None, "", "", None, named, "|".join(unranked)
    place, actor, head, title, rank = min(ranked, key=lambda row: row[:2])
    former = title.startswith(FORMER)
    return actor, head.names[0], title, place, rank.level_en, rank.level_zh, former, named, "|".join(unranked)
