"""Invented statements for the audit's rules: short ways to write figures, claims, ratings and agreements."""

from __future__ import annotations

from itertools import count

from kg.audit.counts import Known
from kg.audit.figures import Figures
from kg.dates import parse_edtf
from kg.model import Actor, Data, DiplomaticRelation, Evidence, Party, Report, Statement
from kg.resolve import Resolved, resolve

COUNTRIES = {
    "TWN": ("臺灣", "Taiwan"), "AAA": ("甲國", "Aland"), "BBB": ("乙國", "Beland"), "CCC": ("丙國", "Celand"), "DDD": ("丁國", "Deland"),
}  # fmt: skip
ACTORS = tuple(Actor(code, "country", zh, en, code) for code, (zh, en) in COUNTRIES.items())
REPORTS = tuple(
    Report(f"rep{year}", year, f"{year} 年報告", f"Report {year}", "TWN", "report", f"{year}.txt", "", 9999)
    for year in (2015, 2016, 2017)
)
_place = count(0, 1000)


def told(
    name: str, kind: str, phrase: str = "", *, start: int | None = None, end: int | None = None, **fields: object
) -> Statement:
    """A statement with a passage of its own, unless ``start`` and ``end`` say where it stands."""
    first = next(_place) if start is None else start
    for field in ("period", "date"):
        if isinstance(fields.get(field), str):
            fields[field] = parse_edtf(fields[field])
    document = name.split("-")[0]
    evidence = (Evidence(document, first, first + 100 if end is None else end, phrase or name),)
    return Statement(name, document, kind, evidence, **fields)


def figure(name: str, title: str, value: float, unit: str = "件", **fields: object) -> Statement:
    """A figure for the year 2016."""
    return told(name, "figure", **{"title": title, "value": value, "unit": unit, "period": "2016", **fields})


def passage(
    *rows: tuple[str, str, float, str], start: int = 500_000, document: str = "rep2016", **fields: object
) -> list[Statement]:
    """Figures of one sentence, in reading order: their passages begin alike and end one after the other."""
    return [
        figure(f"{document}-{name}", title, value, unit, start=start, end=start + 10 * (n + 1), **fields)
        for n, (name, title, value, unit) in enumerate(rows)
    ]


def claim(
    name: str, phrase: str, value: int | None = None, unit: str = "", members: tuple[str, ...] = (), **fields: object
) -> Statement:
    """A claim with countries as members."""
    return told(name, "claim", phrase, value=value, unit=unit, parties=tuple(country(m, "member") for m in members), **fields)


def country(code: str, role: str) -> Party:
    """A country in a role."""
    return Party(COUNTRIES[code][0], "country", code, code, role)


def agreement(name: str, code: str, date: str, status: str = "signed") -> Statement:
    """An agreement of the home country with another."""
    return told(name, "agreement", status=status, date=date, parties=(country("TWN", "signatory"), country(code, "signatory")))


def rating(name: str, year: int, tier: int = 1, code: str = "TWN") -> Statement:
    """A rating of a country."""
    return told(name, "rating", value=tier, unit="級", date=str(year), title="報告", parties=(country(code, "subject"),))


def data_of(*statements: Statement, relations: tuple[DiplomaticRelation, ...] = ()) -> Data:
    """Data with these statements."""
    regions = (("TWN", "Asia", ""), ("AAA", "Asia", ""), ("BBB", "Asia", ""), ("CCC", "Oceania", ""), ("DDD", "Asia", ""))
    return Data(REPORTS, ACTORS, statements, (), relations, regions)


def resolved_of(data: Data) -> Resolved:
    """The same, resolved."""
    return resolve(data)


def known_of(*statements: Statement, relations: tuple[DiplomaticRelation, ...] = ()) -> tuple[Known, Figures]:
    """What the claims are counted from."""
    data = data_of(*statements, relations=relations)
    return Known.of(data, resolve(data)), Figures(statements)


def relation(code: str, since: str, until: str = "") -> DiplomaticRelation:
    """Diplomatic relations."""
    return DiplomaticRelation(code, parse_edtf(since), parse_edtf(until) if until else None, "invented")
