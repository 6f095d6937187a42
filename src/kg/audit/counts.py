"""Claims counted again from the statements: partners, responses, countries of a tier, and what a count leaves out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.audit.figures import Figures
from kg.audit.mend import near
from kg.audit.model import AGREES, DIFFERS, MEDIUM, Finding, Text
from kg.model import Actor, Data, Statement
from kg.resolve import Resolved
from kg.vocabulary import HOME

_REGIONS = {"亞洲": "Asia", "歐洲": "Europe", "非洲": "Africa", "大洋洲": "Oceania", "美洲": "Americas"}
_TIER = re.compile(r"(亞洲|歐洲|非洲|大洋洲|美洲)第([1-3一二三])級國家")
_AGREEMENT = re.compile(r"協定|備忘錄")
_CHINESE = {"一": 1, "二": 2, "三": 3}


@dataclass(frozen=True, slots=True)
class Known:
    """What reports up to a year tell: event statements by country, and for each statement its event."""

    data: Data
    actors: Mapping[str, Actor]
    years: Mapping[str, int]
    event_of: Mapping[str, str]
    statements: Mapping[str, Statement]
    dated_agreements: tuple[Statement, ...]

    @classmethod
    def of(cls, data: Data, resolved: Resolved) -> Known:
        """The view of resolved data."""
        return cls(
            data,
            {a.id: a for a in data.actors},
            {r.id: r.year for r in data.reports},
            {name: e.id for e in resolved.events for name in e.statements},
            {s.id: s for s in data.statements},
            tuple(s for s in data.statements if s.type == "agreement" and s.date is not None),
        )

    def agreements(
        self, status: str, since: dt.date, until: dt.date, known_by: int | None = None
    ) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Foreign countries with an agreement of a status surely dated between two days: the first, and what tells it, finest date first.

        Only reports up to the year ``known_by`` are heard (all where None).
        """
        latest: dict[str, dict[str, dt.date]] = {}
        told: dict[str, list[str]] = {}
        for s in self.dated_agreements:
            if s.status != status or s.date is None or s.date.latest is None:
                continue
            if known_by is not None and self.years[s.document] > known_by:
                continue
            event = self.event_of[s.id]
            told.setdefault(event, []).append(s.id)
            for code in {self.actors[p.actor].iso3 for p in s.parties} - {"", HOME}:
                days = latest.setdefault(code, {})
                days[event] = min(days.get(event, s.date.latest), s.date.latest)
        found: dict[str, tuple[str, tuple[str, ...]]] = {}
        for code, days in sorted(latest.items()):
            within = [event for event, day in days.items() if since <= day <= until]
            if within:
                first = min(within, key=lambda event: (days[event], event))
                found[code] = first, tuple(sorted(told[first], key=self._fineness))
        return found

    def _fineness(self, name: str) -> int:
        date = self.statements[name].date
        return 0 if date is None else -date.precision

    def year_of(self, s: Statement) -> int:
        """The year of a statement's report."""
        return self.years[s.document]


def recounts(known: Known, figures: Figures) -> Iterator[Finding]:
    """A finding for what each claim's report could know, and one for what all reports know where that is more or less."""
    regions = {iso3: region for iso3, region, _ in known.data.regions}
    for s in known.data.statements:
        value = figures.values.get(s.id)
        if s.type != "claim" or not isinstance(value, int) or "國" not in s.unit:
            continue
        tier = _TIER.search(s.title)
        if tier is not None:
            yield from _tiers(s, value, known, {c for c, r in regions.items() if r == _REGIONS[tier[1]]}, tier[2])
        elif _AGREEMENT.search(s.title):
            yield from _partners(s, value, known, "signed")
        elif "正面回應" in s.title + s.evidence[0].exact:
            yield from _partners(s, value, known, "positive-response")


def _span(s: Statement) -> tuple[dt.date, dt.date] | None:
    dating = s.period if s.period is not None else s.date
    if dating is None or dating.latest is None:
        return None
    return dating.earliest or dt.date.min, dating.latest


def _partners(s: Statement, value: int, known: Known, status: str) -> Iterator[Finding]:
    span = _span(s)
    if span is None:
        return
    year = known.year_of(s)
    then, now = known.agreements(status, *span, year), known.agreements(status, *span)
    listed = {p.actor for p in s.parties if known.actors[p.actor].kind == "country" and p.actor != HOME}
    yield _counted(s, value, then, known, f"{s.id}-recount", year, listed)
    if set(now) != set(then) or (listed and listed != set(now)):
        yield _omission(s, value, then, now, known, listed)


def _counted(
    s: Statement,
    value: int,
    found: Mapping[str, tuple[str, tuple[str, ...]]],
    known: Known,
    name: str,
    year: int,
    listed: set[str],
) -> Finding:
    own = len(found)
    alone = all(_places(ids, s, known) <= {s.evidence[0].start} for _, ids in found.values())
    return Finding(
        id=name, kind="recount", about=s.id, verdict=AGREES if own == value else DIFFERS, stated=value, unit=s.unit, own=own,
        by=value - own,
        arithmetic=Text(
            f"依 {year} 年以前之報告，圖譜中計 {own} 國：{_zh(found, known)}",
            f"by the reports up to {year} the graph has {own}: {_en(found, known)}",
        ),
        remark=Text("所計事件僅由同一段文字述及", "the events counted are told by this passage alone") if alone and found else Text("", ""),
        severity="" if own == value else MEDIUM,
        others=tuple(ids[0] for _, ids in found.values()),
        counted=tuple(("event", event) for event, _ in found.values()),
        mends=near(s.id, value, own),
    )  # fmt: skip


def _places(ids: Iterable[str], s: Statement, known: Known) -> set[int]:
    told = [known.statements[name] for name in ids]
    return {x.evidence[0].start if x.document == s.document else -1 for x in told}


def _omission(
    s: Statement,
    value: int,
    then: Mapping[str, object],
    now: Mapping[str, tuple[str, tuple[str, ...]]],
    known: Known,
    listed: set[str],
) -> Finding:
    missing = {code: told for code, told in now.items() if code not in (listed or then)}
    extra = sorted((listed or set(then)) - set(now))
    own = len(now)
    names_zh = _zh(missing, known) + ("；多列 " + "、".join(known.actors[c].name_zh for c in extra) if extra else "")
    names_en = _en(missing, known) + ("; listed besides: " + ", ".join(known.actors[c].name_en for c in extra) if extra else "")
    return Finding(
        id=f"{s.id}-omission", kind="omission", about=s.id, verdict=DIFFERS, stated=value, unit=s.unit, own=own, by=value - own,
        arithmetic=Text(f"依全部報告計 {own} 國，本處未計：{names_zh}", f"by all reports there are {own}; left out here: {names_en}"),
        remark=Text("漏列者由他份報告述及", "what is left out is told by another report"),
        severity=MEDIUM, others=tuple(n for _, ids in missing.values() for n in ids),
        counted=tuple(("event", event) for event, _ in now.values()), mends=near(s.id, value, own),
    )  # fmt: skip


def _tiers(s: Statement, value: int, known: Known, codes: set[str], tier: str) -> Iterator[Finding]:
    span = _span(s)
    if span is None:
        return
    wanted = _CHINESE.get(tier) or int(tier)
    year = known.year_of(s)
    rated: dict[str, tuple[str, list[str]]] = {}
    for x in known.data.statements:
        if x.type != "rating" or x.value != wanted or x.date is None or x.date.latest is None or known.year_of(x) > year:
            continue
        if x.date.earliest is None or not span[0] <= x.date.earliest <= x.date.latest <= span[1]:
            continue
        for code in {known.actors[p.actor].iso3 for p in x.parties if p.role == "subject"} & codes:
            rated.setdefault(code, (known.event_of[x.id], []))[1].append(x.id)
    found = {code: (event, tuple(ids)) for code, (event, ids) in sorted(rated.items())}
    if found:
        yield _counted(s, value, found, known, f"{s.id}-recount", year, set())


def _zh(found: Mapping[str, object], known: Known) -> str:
    return "、".join(known.actors[c].name_zh for c in found) or "無"


def _en(found: Mapping[str, object], known: Known) -> str:
    return ", ".join(known.actors[c].name_en or c for c in found) or "none"
