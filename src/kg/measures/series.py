"""Numbered series: 第3次臺越移民事務會議, and the numbers between that no report tells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.measures.scope import Scope, frame
from kg.model import Event
from kg.names import fold_title
from kg.vocabulary import EVENT_TYPES

if TYPE_CHECKING:
    import pandas as pd

_NUMBER = re.compile(r"第\s*([0-9]+|[一二三四五六七八九十百]+)\s*([次屆期回場])")
_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九", 1)}
_BILATERAL = frozenset({"meeting", "visit"})


def numeral(text: str) -> int:
    """A whole number from 1 to 999 in Arabic or Chinese numerals.

    >>> [numeral(x) for x in ("3", "三", "十", "十二", "二十", "一百零三", "一百二十一")]
    [3, 3, 10, 12, 20, 103, 121]
    """
    if text.isdigit():
        return int(text)
    hundreds, _, rest = text.rpartition("百")
    tens, ten, ones = rest.lstrip("零").rpartition("十")
    total = 100 * _DIGITS.get(hundreds, 0) + (10 * _DIGITS.get(tens, 1) if ten else 0)
    return total + _DIGITS.get(ones, 0)


@dataclass(frozen=True, slots=True)
class Numbered:
    """An event with its number in a series; ``key`` is what the events of the series share."""

    key: str
    number: int
    unit: str
    event: Event


def numbered(event: Event, countries: Iterable[str]) -> Numbered | None:
    """The number that an event's titles give it, or None.

    Meetings with one foreign country are one series, whatever their titles say besides (they change from year to year); any other
    event belongs to those of its type whose title is the same but for the number and a year.
    """
    codes = list(countries)
    for title in event.titles:
        text = unicodedata.normalize("NFKC", title)
        match = _NUMBER.search(text)
        if match is not None:
            rest = fold_title(text[: match.start()] + text[match.end() :])
            key = codes[0] if event.type in _BILATERAL and len(codes) == 1 else rest
            return Numbered(f"{event.type}:{key}", numeral(match[1]), match[2], event)
    return None


SERIES = {
    "series": "str", "first": "int64", "last": "int64", "missing": "bool", "event": "str", "date": "str", "title": "str",
    "after": "str", "before": "str",
}  # fmt: skip


def series(scope: Scope) -> pd.DataFrame:
    """Series: events that carry a number (第3次, 第4屆, 第10期), and the numbers of the same series that no report tells.

    Columns: series (type and country, or type and title without number and year); first and last (the number, or the run of missing ones);
    missing; event, date (EDTF) and title of a told one; after and before (for missing ones: the dates of the told ones around them, ""
    where there is none).  Numbers above the highest one told are not known and not listed.  By default all layers.
    Unit: running number.
    Source: the titles, as written.
    """
    scope = scope.of_layers(*EVENT_TYPES)
    groups: dict[str, list[Numbered]] = {}
    for event in scope.events:
        found = numbered(event, scope.abroad(event))
        if found is not None:
            groups.setdefault(found.key, []).append(found)
    rows: list[tuple[object, ...]] = []
    for key, members in sorted(groups.items()):
        told, date_before = 0, ""
        for member in sorted(members, key=lambda m: (m.number, m.event.id)):
            date = "" if member.event.date is None else member.event.date.edtf
            if member.number > told + 1:
                rows.append((key, told + 1, member.number - 1, True, "", "", "", date_before, date))
            rows.append((key, member.number, member.number, False, member.event.id, date, member.event.titles[0], "", ""))
            told, date_before = member.number, date
    return frame(SERIES, rows, scope.note or ("" if rows else "no event carries a number"))
