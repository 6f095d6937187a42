"""Histories of contact: what came before and after an agreement, and how long ago the last contact was.

A date is an interval of days.  Whatever is counted from one is a range: the first of several contacts was no earlier than the least
of their first days and no later than the least of their last days, and a lag runs from the shortest to the longest that the days allow.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.dates import Dating
from kg.measures.diplomacy import signed_agreements
from kg.measures.scope import Scope, frame
from kg.model import Event

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from kg.measures.columns import Numbers

NEVER = 10_000_000
"""Stands for a day that is not known; later than any."""


@dataclass(frozen=True, slots=True)
class Spans:
    """Dated things of several groups as columns: ``group`` is a number from 0 on, ``low`` and ``high`` are ordinals of days, inclusive."""

    group: Numbers
    low: Numbers
    high: Numbers

    def of(self, kept: npt.NDArray[np.bool_]) -> Spans:
        """Those of the spans for which ``kept`` holds."""
        return Spans(self.group[kept], self.low[kept], self.high[kept])


@dataclass(frozen=True, slots=True)
class Histories:
    """For each group: bounds of its first and last contact and of the lag in days to its goal, and how many came before and after it.

    Each pair of columns is the least and the most.  A bound is -NEVER or NEVER where there is no contact, or no goal; ``before`` and
    ``after`` count the contacts that are so for each day they may mean, ``unclear`` the rest.
    """

    first: tuple[Numbers, Numbers]
    last: tuple[Numbers, Numbers]
    lag: tuple[Numbers, Numbers]
    before: Numbers
    after: Numbers
    unclear: Numbers


def histories(groups: int, contacts: Spans, low: Numbers, high: Numbers) -> Histories:
    """The histories of ``groups`` groups with their goals, which lie between the days ``low`` and ``high`` (NEVER where there is none)."""
    import numpy as np

    def least(values: Numbers, start: int) -> Numbers:
        found = np.full(groups, start, dtype=np.int64)
        np.minimum.at(found, contacts.group, values)
        return found

    first = least(contacts.low, NEVER), least(contacts.high, NEVER)
    last = -least(-contacts.low, NEVER), -least(-contacts.high, NEVER)
    known = (first[0] < NEVER) & (low < NEVER)
    lag = np.where(known, low - first[1], NEVER), np.where(known, high - first[0], NEVER)
    goal_low, goal_high = low[contacts.group], high[contacts.group]
    before = np.bincount(contacts.group[(contacts.high < goal_low) & (goal_low < NEVER)], minlength=groups)
    after = np.bincount(contacts.group[contacts.low > goal_high], minlength=groups)
    with_goal = np.bincount(contacts.group[goal_low < NEVER], minlength=groups)
    return Histories(first, last, lag, before, after, with_goal - before - after)


CONTACTS = {
    "country": "str", "name_zh": "str", "name_en": "str", "agreement": "str", "signed": "str",
    "first_contact": "str", "visits_before": "Int64", "meetings_before": "Int64", "contacts_before": "Int64",
    "contacts_unclear": "Int64", "contacts_after": "Int64", "days_from_contact_min": "Int64", "days_from_contact_max": "Int64",
    "positive_response": "str", "days_from_response_min": "Int64", "days_from_response_max": "Int64",
    "contacts": "int64", "undated": "int64", "last_contact": "str", "dormant_min": "Int64", "dormant_max": "Int64",
}  # fmt: skip


def contacts(scope: Scope) -> pd.DataFrame:
    """History of contact with each foreign country: first contact, what came before and after its first agreement, and dormancy.

    A contact is an event of the chosen layers (by default a visit or a meeting) in which the country, or a person or body of it, is.
    Columns: country, name_zh, name_en; agreement (its first signed one), signed (EDTF); first_contact (EDTF, an interval where the days
    leave it open); visits_before, meetings_before, contacts_before (all layers), contacts_unclear (the days leave it open) and
    contacts_after the signature, <NA> without one; days_from_contact_min and _max (from the first contact to the signature; both negative:
    the first contact told came after it); positive_response (the first one, EDTF), days_from_response_min and _max; contacts, undated;
    last_contact; dormant_min and _max (days from the last contact to the day asked for, by default the end of the year of the last report).
    Unit: events and days.
    Source: interval bounds after Allen 1983; the definitions are the project's own.
    """
    import numpy as np

    own = scope.of_layers("visit", "meeting")
    signed, responses = signed_agreements(scope), _responses(scope)
    met = [(code, e) for e in own.events if e.type != "agreement" for code in own.abroad(e)]
    codes = sorted({code for code, _ in met} | set(signed) | set(responses))
    number = {code: n for n, code in enumerate(codes)}
    dated = [(code, e.type, e.date) for code, e in met if _is_dated(e)]
    spans = _spans([(number[code], date) for code, _, date in dated])
    low, high = _goals(codes, {code: event.date for code, event in signed.items()})
    whole = histories(len(codes), spans, low, high)
    kinds = np.array([kind for _, kind, _ in dated], dtype=object)
    visits, meetings = (histories(len(codes), spans.of(kinds == kind), low, high) for kind in ("visit", "meeting"))
    answers = _spans([(number[code], date) for code, dates in responses.items() for date in dates])
    replied = histories(len(codes), answers, low, high)
    today = scope.today.latest
    rows: list[tuple[object, ...]] = []
    for code, n in number.items():
        agreement = signed.get(code)
        counts = [h[n] for h in (visits.before, meetings.before, whole.before, whole.unclear, whole.after)]
        all_contacts = [e for c, e in met if c == code]
        last = whole.last[0][n], whole.last[1][n]
        rows.append(
            (
                code, scope.actors[code].name_zh, scope.actors[code].name_en,
                "" if agreement is None else agreement.id,
                "" if agreement is None or agreement.date is None else agreement.date.edtf,
                _interval(whole.first[0][n], whole.first[1][n]), *(counts if low[n] < NEVER else [None] * 5),
                *_lag(whole.lag[0][n], whole.lag[1][n]), _interval(replied.first[0][n], replied.first[1][n]),
                *_lag(replied.lag[0][n], replied.lag[1][n]), len(all_contacts),
                sum(not _is_dated(e) for e in all_contacts), _interval(*last),
                *((None, None) if today is None or last[1] == -NEVER else (today.toordinal() - last[1], today.toordinal() - last[0])),
            )
        )  # fmt: skip
    return frame(CONTACTS, rows, scope.note)


def _is_dated(event: Event) -> bool:
    return event.date is not None and event.date.earliest is not None and event.date.latest is not None


def _responses(scope: Scope) -> dict[str, list[Dating | None]]:
    found: dict[str, list[Dating | None]] = {}
    for event in scope.only("agreement").events:
        if event.status == "positive-response" and _is_dated(event):
            for code in scope.abroad(event):
                found.setdefault(code, []).append(event.date)
    return found


def _spans(rows: Sequence[tuple[int, Dating | None]]) -> Spans:
    import numpy as np

    table = np.array([(n, *_days(date)) for n, date in rows], dtype=np.int64).reshape(-1, 3)
    return Spans(table[:, 0], table[:, 1], table[:, 2])


def _days(date: Dating | None) -> tuple[int, int]:
    if date is None or date.earliest is None or date.latest is None:
        return NEVER, NEVER
    return date.earliest.toordinal(), date.latest.toordinal()


def _goals(codes: Sequence[str], dates: dict[str, Dating | None]) -> tuple[Numbers, Numbers]:
    import numpy as np

    days = np.array([_days(dates.get(code)) for code in codes], dtype=np.int64).reshape(-1, 2)
    return days[:, 0], days[:, 1]


def _lag(low: int, high: int) -> tuple[int | None, int | None]:
    return (None, None) if low == NEVER else (int(low), int(high))


def _interval(low: int, high: int) -> str:
    """The EDTF of the days from one ordinal to another; "" where there is none."""
    if abs(low) == NEVER:
        return ""
    first, last = (dt.date.fromordinal(int(day)).isoformat() for day in (low, high))
    return first if first == last else f"{first}/{last}"
