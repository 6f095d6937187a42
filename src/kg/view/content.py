"""What the page knows, as JSON values: actors and where they stand, events and when each report year knew them, statements, conflicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from kg.dates import Dating, Precision, finest
from kg.memory import uncollected
from kg.model import Actor, Data, Event, Naming, Observation, Statement
from kg.reports import is_recorded, read_text
from kg.resolve import Resolved
from kg.ties import Tie, ties_of
from kg.view.layout import positions
from kg.vocabulary import EVENT_TYPES, HOME, KINDS, NETWORK_TYPES, ROLES, STATUSES

Row = dict[str, Any]
CANNOT = "cannot be checked"


class Check(Protocol):
    """What the page needs of a finding of the audit: a statement's own value and what a recount arrives at."""

    @property
    def about(self) -> str:
        """The statement checked."""
        ...

    @property
    def verdict(self) -> str:
        """One of "agrees", "differs" and CANNOT."""
        ...

    @property
    def stated(self) -> float | str | None:
        """The value that the report prints."""
        ...

    @property
    def own(self) -> float | str | None:
        """The value of the recount, in the unit of ``stated``."""
        ...

    @property
    def unit(self) -> str:
        """The unit of both values."""
        ...

    @property
    def arithmetic(self) -> Sequence[str]:
        """How the recount goes, in Chinese and English."""
        ...

    @property
    def remark(self) -> Sequence[str]:
        """What to keep in mind, in Chinese and English."""
        ...

    @property
    def others(self) -> Sequence[str]:
        """The statements on the other side."""
        ...

    @property
    def counted(self) -> Sequence[tuple[str, str]]:
        """What was counted: pairs of "event" or "actor" and an id."""
        ...


@uncollected()
def page_content(data: Data, resolved: Resolved, texts: Sequence[Path] = (), checks: Iterable[Check] = ()) -> Row:
    """The content of the page of a graph; where report texts are at hand, each statement's passage is in it.

    ``checks`` are the findings of the audit; those that could not be checked are left out.
    """
    actors = {a.id: a for a in data.actors}
    ties = list(ties_of(resolved.events, actors, EVENT_TYPES))
    pairs = _pairs(ties)
    shown = sorted({name for pair in pairs for name in pair})
    tied = set(shown)
    events = [e for e in resolved.events if any(p.actor in tied for p in e.participations)]
    claims = [o for o in resolved.observations if o.type == "claim" and o.value is not None]
    statements = {s.id: s for s in data.statements}
    used = {name for e in events for name in e.statements} | {name for o in claims for name in o.statements}
    used |= {name for c in resolved.conflicts for _, names in c.values for name in names}
    checked = [c for c in checks if c.verdict != CANNOT]
    used |= {name for c in checked for name in (c.about, *c.others)} & statements.keys()
    named = {p.actor for e in events for p in e.participations} | set(shown)
    named |= {actors[name].iso3 for name in shown if actors[name].iso3 in actors}
    years = {r.id: r.year for r in data.reports}
    return {
        "home": HOME,
        "nodes": _nodes(data, [actors[name] for name in shown], ties, events),
        "edges": [{"from": a, "to": b, "events": names} for (a, b), names in pairs.items()],
        "actors": {name: _actor(actors[name]) for name in sorted(named)},
        "events": {e.id: _event(e, statements, years) for e in events},
        "statements": _statements((s for s in data.statements if s.id in used), data, texts),
        "claims": [_claim(o) for o in claims],
        "conflicts": [[c.about, c.field, [[v, list(ids)] for v, ids in c.values]] for c in resolved.conflicts],
        "checks": [_check(c) for c in checked],
        "doubts": [[d.left, d.right, d.reason] for d in resolved.doubts],
        "reports": {r.id: {"year": r.year, "zh": r.title_zh, "en": r.title_en} for r in data.reports},
        "countries": _countries(data, {actors[name].iso3 for name in shown}),
        "network": list(NETWORK_TYPES),
        "order": {"types": list(EVENT_TYPES), "kinds": list(KINDS), "roles": list(ROLES), "statuses": list(STATUSES)},
    }


def _pairs(ties: Iterable[Tie]) -> dict[tuple[str, str], list[str]]:
    """The events of each pair of tied actors."""
    pairs: dict[tuple[str, str], list[str]] = {}
    for tie in ties:
        pairs.setdefault((min(tie.source, tie.target), max(tie.source, tie.target)), []).append(tie.event.id)
    return pairs


def _nodes(data: Data, shown: Sequence[Actor], ties: Iterable[Tie], events: Iterable[Event]) -> list[Row]:
    regions = {iso3: (region, sub) for iso3, region, sub in data.regions}
    degree = Counter(name for tie in ties for name in (tie.source, tie.target))
    places = positions(shown, regions, first_agreements(events, {a.id: a for a in data.actors}), degree)
    return [{"id": a.id, "x": places[a.id][0], "y": places[a.id][1]} for a in shown]


def first_agreements(events: Iterable[Event], actors: Mapping[str, Actor]) -> dict[str, str]:
    """For each foreign country with a signed agreement, the day (ISO) by which the first one was signed."""
    first: dict[str, str] = {}
    for event in events:
        if event.type == "agreement" and event.status == "signed" and event.date is not None and event.date.latest is not None:
            day = event.date.latest.isoformat()
            for part in event.participations:
                code = actors[part.actor].iso3
                if code and code != HOME:
                    first[code] = min(first.get(code, day), day)
    return first


def _filled(row: Row) -> Row:
    return {k: v for k, v in row.items() if v is not None and v != "" and v != []}


def _actor(actor: Actor) -> Row:
    return _filled(
        {
            "zh": actor.name_zh,
            "en": actor.name_en or actor.name_zh,
            "kind": actor.kind,
            "iso3": actor.iso3,
            "parent": actor.parent,
            "aliases": list(actor.aliases),
            "namings": [_naming(n) for n in actor.namings],
        }
    )


def _naming(naming: Naming) -> list[str]:
    since, until = naming.since, naming.until
    return [
        naming.lang,
        naming.name,
        since.earliest.isoformat() if since is not None and since.earliest else "",
        until.latest.isoformat() if until is not None and until.latest else "",
    ]


def _event(event: Event, statements: Mapping[str, Statement], years: Mapping[str, int]) -> Row:
    return _filled(
        {
            "type": event.type,
            "status": event.status,
            "direction": event.direction,
            "known": known_datings([statements[name] for name in event.statements], years),
            "titles": list(event.titles),
            "places": list(event.locations),
            "people": list(event.attendances),
            "values": [[v, event.units[0] if event.units else ""] for v in event.values],
            "parties": [[p.actor, p.role, list(p.names), list(p.titles)] for p in event.participations],
            "statements": list(event.statements),
        }
    )


def known_datings(statements: Sequence[Statement], years: Mapping[str, int]) -> list[list[Any]]:
    """How an event was dated once the reports of each year were out: rows of report year, EDTF, last day (ISO), 1 where uncertain.

    An undated event has "" for the date; a date with an open end has no last day; a date is uncertain unless given to the day.
    """
    rows: list[list[Any]] = []
    for year in sorted({years[s.document] for s in statements}):
        dates: list[Dating] = [s.date for s in statements if s.date is not None and years[s.document] <= year]
        date = finest(dates) if dates else None
        if date is None:
            row: list[Any] = ["", "", 0]
        else:
            row = [date.edtf, date.latest.isoformat() if date.latest else "", int(date.precision is not Precision.DAY)]
        if not rows or rows[-1][1:] != row:
            rows.append([year, *row])
    return rows


def _statements(statements: Iterable[Statement], data: Data, texts: Sequence[Path]) -> Row:
    at_hand = ((r, read_text(r, texts)) for r in data.reports)
    passages = {r.id: text for r, text in at_hand if text is not None and is_recorded(text, r)}
    rows: Row = {}
    for s in statements:
        evidence = []
        for e in s.evidence:
            text = passages.get(e.report)
            row: list[Any] = [e.report, e.start, e.end, e.exact]
            if text is not None:
                row.append(" ".join(text[e.start : e.end].split()))
            evidence.append(row)
        rows[s.id] = _filled(
            {
                "report": s.document,
                "date": s.date.edtf if s.date else "",
                "written": s.date_as_written,
                "title": s.title if s.type in ("claim", "figure") else "",
                "evidence": evidence,
                "note": s.note,
            }
        )
    return rows


def _claim(claim: Observation) -> Row:
    period = claim.period.edtf if claim.period else ""
    parties = [list(pair) for pair in claim.actors]
    return _filled(
        {"id": claim.id, "title": claim.title, "value": claim.value, "unit": claim.unit, "period": period}
        | {"parties": parties, "statements": list(claim.statements)}
    )


def _check(check: Check) -> Row:
    """The texts are in Chinese and English, in this order."""
    row = {"about": check.about, "verdict": check.verdict, "stated": check.stated, "own": check.own, "unit": check.unit}
    texts = {"arithmetic": [*check.arithmetic], "remark": [*check.remark] if any(check.remark) else []}
    return _filled(row | texts | {"others": list(check.others), "counted": [list(pair) for pair in check.counted]})


def _countries(data: Data, codes: set[str]) -> Row:
    rows: Row = {}
    for iso3, region, sub in data.regions:
        if iso3 in codes:
            rows[iso3] = {"region": region, "sub": sub, "relations": []}
    for relation in data.relations:
        if relation.iso3 in codes:
            row = rows.setdefault(relation.iso3, {"region": "", "sub": "", "relations": []})
            row["relations"].append([relation.since.edtf, relation.until.edtf if relation.until else "", relation.source])
    return rows
