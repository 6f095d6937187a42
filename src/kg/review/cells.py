"""Cells of a review file: values as a person sees and edits them, and back.

A spreadsheet may write a date cell in its own way when it saves (2017-03-17 as 2017/3/17, 2017-06 as Jun-17); such a cell counts as
unchanged where it can be the value that was given.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping

from kg.dates import ROC_OFFSET, parse_edtf, parse_roc
from kg.vocabulary import ROLES

Row = dict[str, object]

PLAIN = (
    "type", "status", "direction", "date", "date_as_written", "title", "location", "value", "unit", "period", "attendance",
    "countries_count",
)  # fmt: skip
DATES = ("date", "period")
COUNTS = ("attendance", "countries_count")
_WIDE = str.maketrans("｜＝［］", "|=[]")
_PARTY = re.compile(
    rf"(?:(?P<role>{'|'.join(ROLES)})\s*[:：]\s*)?(?P<name>[^=]+?)"
    r"(?:\s*\[(?P<title>[^][;；]*)(?:[;；]\s*(?P<affiliation>[^][]*))?\])?(?:\s*=\s*(?P<actor>[^\s=]+))?",
    re.IGNORECASE,
)
_NO_ROLE = re.compile(r"[^\s:：]{1,14}\s*[:：]")
_SLASHED = re.compile(r"(\d{3,4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?[月日]?")
_ROC_NAME = re.compile("^(?:中華民國|民國)")


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
    for part in filter(None, (p.strip() for p in cell.translate(_WIDE).split("|"))):
        match = _PARTY.fullmatch(part)
        if match is None:
            raise ValueError(f"{part!r} is not <role>: <name> [<title>; <affiliation>] = <actor>")
        if _NO_ROLE.match(match["name"]):
            raise ValueError(f"{part!r} begins with no role; roles: {', '.join(ROLES)}")
        fields = ("name", "role", "title", "affiliation", "actor")
        given = {field: value.strip() for field in fields if (value := match[field])}
        parties.append(given | ({"role": given["role"].lower()} if "role" in given else {}))
    return parties


def edtf_of(cell: str) -> str:
    """A date that a person wrote, as EDTF: EDTF itself, or year, month and day in that order, also of the ROC.  Raises ValueError.

    >>> edtf_of("2017/3/17"), edtf_of("106年3月17日"), edtf_of("112/3"), edtf_of("2014-03-06/2014-03-07")
    ('2017-03-17', '2017-03-17', '2023-03', '2014-03-06/2014-03-07')
    """
    plain = _ROC_NAME.sub("", cell)
    parts = _SLASHED.fullmatch(plain)
    if parts is not None:
        year = int(parts[1]) + (0 if len(parts[1]) == 4 else ROC_OFFSET)
        plain = "-".join([str(year), *(part.zfill(2) for part in parts.groups()[1:] if part)])
    for parse in (parse_edtf, parse_roc):
        try:
            return parse(plain).edtf
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
    months, years, name = {month, str(int(month))}, (year, year[2:]), calendar.month_abbr[int(month)]
    if not days:
        forms = {sign.join(order) for m in months for order in ((year, m), (m, year)) for sign in "/-."}
        return frozenset(
            forms | {f"{name}-{year[2:]}", f"{year[2:]}-{name}", f"{year}年{int(month)}月", f"{int(month)}月-{year[2:]}"}
        )
    orders = ((y, m, d) for y in years for m in months for d in {days[0], str(int(days[0]))})
    forms = {sign.join(form) for y, m, d in orders for form in ((y, m, d), (d, m, y), (m, d, y)) for sign in "/-."}
    return frozenset(forms | {f"{int(days[0])}-{name}-{y}" for y in years})


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


_ROC = 1911
_NUMBERS: tuple[Callable[[str], int | float], ...] = (int, float)


def shown(row: Mapping[str, object], name: str) -> str:
    """The cell of a plain field."""
    value = row.get(name)
    return "" if value is None else str(value)
