"""How the number of partner countries grew: by year, region, diplomatic status on the day of signing, and kind of relation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.measures.columns import UNDATED, year_of
from kg.measures.diplomacy import signed_agreements, status_on
from kg.measures.scope import Scope, frame
from kg.named import nearest

if TYPE_CHECKING:
    import pandas as pd

GROUPINGS = ("year", "region", "subregion", "status", "kind")
GROWTH = {"year": "int64", "group": "str", "new": "int64", "total": "int64", "countries": "str"}


def growth(scope: Scope, by: str = "year") -> pd.DataFrame:
    """Growth: countries that sign their first agreement in a year, and how many have one by its end.

    Columns: year; group (see below); new; total (of the group, by the end of the year); countries (ISO codes of the new ones).
    Options: by, the groups: year ("all"), region or subregion, status (with, without diplomatic relations on the day of signing, unclear
    where the date leaves it open), kind (of relation: countries first met in an event of each type, for the chosen layers).
    Unit: countries, in the year of the last day that the date may mean.
    Source: regions: UN M49; diplomatic relations: data/reference/diplomatic_relations.csv.
    """
    if by not in GROUPINGS:
        raise UsageError(f"growth by {by!r}: unknown; {nearest(by, dict.fromkeys(GROUPINGS))}")
    if by == "kind":
        scope = scope.of_layers()
        return _counted(_first_by_type(scope), scope.note)
    scope = scope.of_layers("agreement")
    place = 1 if by == "region" else 2
    regions = {row[0]: row[place] for row in scope.data.regions}
    found: list[tuple[int, str, str]] = []
    for code, event in signed_agreements(scope).items():
        if event.date is not None and (year := year_of(event)) < UNDATED:
            group = {
                "year": "all",
                "status": status_on(code, event.date, scope.data.relations),
            }.get(by, regions.get(code, "unknown region"))
            found.append((year, group, code))
    return _counted(found, scope.note or ("" if found else "no event of these layers is a dated and signed agreement"))


def _first_by_type(scope: Scope) -> list[tuple[int, str, str]]:
    first: dict[tuple[str, str], int] = {}
    for event in scope.events:
        counts = event.type != "agreement" or event.status == "signed"
        if counts and (year := year_of(event)) < UNDATED:
            for code in scope.abroad(event):
                first[event.type, code] = min(first.get((event.type, code), year), year)
    return [(year, kind, code) for (kind, code), year in first.items()]


def _counted(found: Iterable[tuple[int, str, str]], note: str) -> pd.DataFrame:
    new: dict[tuple[int, str], list[str]] = {}
    for year, group, code in found:
        new.setdefault((year, group), []).append(code)
    totals: dict[str, int] = {}
    rows: list[tuple[object, ...]] = []
    for (year, group), codes in sorted(new.items()):
        totals[group] = totals.get(group, 0) + len(codes)
        rows.append((year, group, len(codes), totals[group], " ".join(sorted(codes))))
    return frame(GROWTH, rows, note)
