"""Cells of a review file: values as a person sees and edits them, and back.

A spreadsheet may write a date cell in its own way when it saves (2017-03-17 as 2017/3/17, 2017-06 as Jun-17); such a cell counts as
unchanged where it can be the value that was given.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping

from kg.dates import parse_edtf, parse_roc
from kg.vocabulary import ROLES

Row = dict[str, object]

PLAIN = (
    "type", "status", "direction", "date", "date_as_written", "title", "location", "value", "unit", "period", "attendance",
    "countries_count",
)  # fmt: skip
DATES = ("date", "period")
COUNTS = ("attendance", "countries_count")
_PARTY = re.compile(
    rf"(?:(?P<role>{'|'.join(ROLES)}): )?(?P<name>.+?)(?: \[(?P<title>[^][;]*)(?:; (?P<affiliation>[^][]*))?\])?(?: = (?P<actor>\S+))?"
)
_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?")


def party_cell(parties: object) -> str:
    """Parties in one cell: ``role: name [title; affiliation] = actor``, separated by ``|``.

    >>> party_cell([{"name": "梅建華", "role": "visitor", "title": "處長", "actor": "mei-jianhua"}])
    'visitor: 梅建華 [處長] = mei-jianhua'
    """
    return " | ".join(map(_party, parties)) if isinstance(parties, list) else ""


def _party(party: Mapping[str, str]) -> str:
    role = f"{party['role']}: " if party.get("role") else ""
    title, affiliation = party.get("title", ""), party.get("affiliation", "")
    office = f" [{title}{'; ' if affiliation else ''}{affiliation}]" if title or affiliation else ""
    actor = f" = {party['actor']}" if party.get("actor") else ""
    return f"{role}{party['name'].replace('|', '/')}{office}{actor}"


def parties_of(cell: str) -> list[dict[str, str]]:
    """The parties of a cell, with the fields that it gives.  Raises ValueError.

    >>> parties_of("host: 本署 = nia | 帛琉")
    [{'name': '本署', 'role': 'host', 'actor': 'nia'}, {'name': '帛琉'}]
    """
    parties = []
    for part in filter(None, (p.strip() for p in cell.split("|"))):
        match = _PARTY.fullmatch(part)
        if match is None:
            raise ValueError(f"{part!r} is not <role>: <name> [<title>; <affiliation>] = <actor>")
        if re.match(r"[A-Za-z-]+: ", match["name"]):
            raise ValueError(f"{part!r} begins with no role; roles: {', '.join(ROLES)}")
        fields = ("name", "role", "title", "affiliation", "actor")
        parties.append({field: value.strip() for field in fields if (value := match[field])})
    return parties


def edtf_of(cell: str) -> str:
    """A date that a person wrote, as EDTF: EDTF itself, ``2017/3/17`` or a ROC date.  Raises ValueError.

    >>> edtf_of("2017/3/17"), edtf_of("106年3月17日"), edtf_of("2014-03-06/2014-03-07")
    ('2017-03-17', '2017-03-17', '2014-03-06/2014-03-07')
    """
    slashed = _SLASHED.fullmatch(cell)
    if slashed is not None:
        cell = "-".join(part.zfill(2) for part in slashed.groups() if part)
    for parse in (parse_edtf, parse_roc):
        try:
            return parse(cell).edtf
        except ValueError:
            continue
    raise ValueError("is no date: write 2017-03-17, 2017-03, 2017, 2014-03-06/2014-03-07 or 106年3月17日")


def saved_by_spreadsheets(edtf: str) -> frozenset[str]:
    """The ways in which spreadsheets save a day or month that they took for a date of their own.

    >>> "2017/3/17" in saved_by_spreadsheets("2017-03-17"), "Jun-17" in saved_by_spreadsheets("2017-06")
    (True, True)
    """
    if not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", edtf):
        return frozenset()
    year, month, *days = edtf.split("-")
    day = days[0] if days else "01"
    forms = {
        sign.join(order)
        for y in (year, year[2:])
        for m in (month, str(int(month)))
        for d in (day, str(int(day)))
        for order in ((y, m, d), (d, m, y), (m, d, y))
        for sign in "/-."
    }
    if not days:
        name = calendar.month_abbr[int(month)]
        forms |= {f"{name}-{year[2:]}", f"{year[2:]}-{name}", f"{year}年{int(month)}月", f"{int(month)}月-{year[2:]}"}
        forms |= {sign.join(order) for m in (month, str(int(month))) for order in ((year, m), (m, year)) for sign in "/-."}
    return frozenset(forms)


def number_of(cell: str) -> int | float | str:
    """The value of a cell: a number where it is one, with or without thousands separators, else its text.

    >>> number_of("1,234"), number_of("98.5"), number_of("Tier 1")
    (1234, 98.5, 'Tier 1')
    """
    plain = cell.replace(",", "")
    for read in _NUMBERS:
        try:
            number = read(plain)
        except ValueError:
            continue
        return number if re.fullmatch(r"-?[\d.]+", plain) else cell
    return cell


_NUMBERS: tuple[Callable[[str], int | float], ...] = (int, float)


def shown(row: Mapping[str, object], name: str) -> str:
    """The cell of a plain field."""
    value = row.get(name)
    return "" if value is None else str(value)
