"""Diplomatic relations on a day, and the agreements that outlived them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.dates import Dating
from kg.measures.scope import Scope, frame
from kg.model import DiplomaticRelation, Event

if TYPE_CHECKING:
    import pandas as pd

STATUSES = ("with relations", "without relations", "unclear")


def status_on(iso3: str, date: Dating, relations: Iterable[DiplomaticRelation]) -> str:
    """Whether a country had diplomatic relations with the Republic of China on a date: one of STATUSES.

    It is unclear where the answer is not the same for every day that the date, or the beginning or end of a period, may mean.  A country
    without a period has had none: ``data/reference/diplomatic_relations.csv`` covers the countries with an agreement.

    >>> from kg.dates import parse_edtf
    >>> period = DiplomaticRelation("XXX", parse_edtf("1990"), parse_edtf("2016-06"), "")
    >>> [status_on("XXX", parse_edtf(day), [period]) for day in ("2016-05-31", "2016", "2017")]
    ['with relations', 'unclear', 'without relations']
    """
    low, high = _low(date), _high(date)
    clear = "without relations"
    for period in (r for r in relations if r.iso3 == iso3):
        until = period.until
        if _high(period.since) <= low and (until is None or high <= _low(until)):
            return "with relations"
        if _low(period.since) <= high and (until is None or low <= _high(until)):
            clear = "unclear"
    return clear


def _low(date: Dating) -> dt.date:
    return dt.date.min if date.earliest is None else date.earliest


def _high(date: Dating) -> dt.date:
    return dt.date.max if date.latest is None else date.latest


def signed_agreements(scope: Scope) -> dict[str, Event]:
    """The first signed agreement of each foreign country, by ISO code, in order of the last day its date may mean."""
    signed = [e for e in scope.events if e.type == "agreement" and e.status == "signed" and e.date is not None]
    first: dict[str, Event] = {}
    for event in sorted(signed, key=lambda e: (_high(e.date), e.id) if e.date is not None else (dt.date.max, e.id)):
        for code in scope.abroad(event):
            first.setdefault(code, event)
    return first


OUTLIVED = {
    "country": "str", "name_zh": "str", "name_en": "str", "agreement": "str", "signed": "str", "relations_ended": "str",
    "days_to_end_min": "int64", "days_to_end_max": "int64", "days_since_end_min": "int64", "days_since_end_max": "int64",
    "last_report": "int64", "told_after_end": "bool", "source": "str",
}  # fmt: skip


def outlived(scope: Scope) -> pd.DataFrame:
    """Agreements signed under diplomatic relations that have ended since, as of a day (without one: as the reference table stands).

    Columns: country, name_zh, name_en; agreement (event); signed (EDTF); relations_ended (EDTF); days_to_end_min and _max (from the
    signature to the end); days_since_end_min and _max (from the end to the day asked for, by default the end of the year of the last
    report; negative where the end came later); last_report (year of the last report that tells the agreement); told_after_end (whether
    that is later than the year of the end); source (of the period).  That an agreement is still in force no report says of each: it is
    listed as long as none tells of its end.
    Unit: days; a range where a date is not known to the day.
    Source: data/reference/diplomatic_relations.csv.
    """
    scope = scope.of_layers("agreement")
    report = {s.id: s.document for s in scope.data.statements}
    year = {r.id: r.year for r in scope.data.reports}
    rows: list[tuple[object, ...]] = []
    for code, event in signed_agreements(scope).items():
        signed = event.date
        for period in scope.data.relations:
            ended = period.until
            if period.iso3 != code or signed is None or ended is None or status_on(code, signed, [period]) != STATUSES[0]:
                continue
            if scope.day is not None and _high(ended) > _high(scope.today):
                continue
            last = max(year[report[s]] for s in event.statements)
            actor = scope.actors[code]
            rows.append(
                (
                    code, actor.name_zh, actor.name_en, event.id, signed.edtf, ended.edtf,
                    *days_between(signed, ended), *days_between(ended, scope.today),
                    last, last > _high(ended).year, period.source,
                )
            )  # fmt: skip
    note = scope.note or ("" if rows else "no agreement has outlived the diplomatic relations under which it was signed")
    return frame(OUTLIVED, sorted(rows, key=lambda row: str(row[5])), note)


def days_between(start: Dating, end: Dating) -> tuple[int, int]:
    """The fewest and the most days from one date to another; negative where the second may be, or is, the earlier one.

    >>> from kg.dates import parse_edtf
    >>> days_between(parse_edtf("2016"), parse_edtf("2016-01-21"))
    (-345, 20)
    """
    return (_low(end) - _high(start)).days, (_high(end) - _low(start)).days
