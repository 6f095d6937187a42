"""Series of years: "連續8年" counted from the first year in which the graph knows the rating."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.audit.counts import Known
from kg.audit.figures import Figures
from kg.audit.mend import near
from kg.audit.model import AGREES, CANNOT, DIFFERS, HIGH, Finding, Text
from kg.model import Statement
from kg.vocabulary import HOME

_SERIES = re.compile(r"連續\s*(\d+)\s*年")
_SINCE = re.compile(r"自\s*(\d{2,3})\s*年起.*(?:歷年|連年|每年)")
_TIER = re.compile(r"第\s*([1-3一二三])\s*級")
_CHINESE = {"一": 1, "二": 2, "三": 3}


@dataclass(frozen=True, slots=True)
class _Claimed:
    """A series that a statement claims: the first and last year, and its length where that is what it states."""

    statement: Statement
    tier: int
    first: int
    last: int
    length: int | None


def series(known: Known, figures: Figures) -> Iterator[Finding]:
    """A finding for each claim of an unbroken series of ratings of the home country.

    The series is counted from the first rating of that tier that any report tells to the year of the claim.  A claim that reaches
    further back differs only where something else says when the series began: another claim, or a rating of another tier in the
    year before; otherwise it cannot be checked, since the earlier ratings may merely be untold.
    """
    claims = list(_claims(known, figures))
    ratings = _ratings(known)
    for c in claims:
        others = [x for x in claims if x.tier == c.tier and x.last != c.last]
        if c.length is None:
            yield _every_year(c, ratings.get(c.tier, {}), known)
        else:
            yield _run(c, c.length, ratings, others, known)


def _claims(known: Known, figures: Figures) -> Iterator[_Claimed]:
    for s in known.data.statements:
        phrase = unicodedata.normalize("NFKC", s.evidence[0].exact) if s.type == "claim" else ""
        match = _TIER.search(phrase)
        if match is None:
            continue
        tier = _CHINESE.get(match[1]) or int(match[1])
        length = figures.values.get(s.id)
        if _SERIES.search(phrase) and isinstance(length, int):
            dating = s.period if s.period is not None else s.date
            last = known.year_of(s) if dating is None or dating.latest is None else dating.latest.year
            yield _Claimed(s, tier, last - length + 1, last, length)
        elif _SINCE.search(phrase) and s.period is not None and s.period.earliest is not None:
            yield _Claimed(s, tier, s.period.earliest.year, known.year_of(s), None)


def _ratings(known: Known) -> dict[int, dict[int, list[Statement]]]:
    """The ratings of the home country by tier and year."""
    found: dict[int, dict[int, list[Statement]]] = {}
    for s in known.data.statements:
        home = any(p.role == "subject" and p.actor == HOME for p in s.parties)
        if home and s.type == "rating" and isinstance(s.value, int) and s.date is not None and s.date.earliest is not None:
            found.setdefault(s.value, {}).setdefault(s.date.earliest.year, []).append(s)
    return {tier: dict(sorted(years.items())) for tier, years in found.items()}


def _run(
    c: _Claimed, length: int, ratings: Mapping[int, Mapping[int, list[Statement]]], others: Sequence[_Claimed], known: Known
) -> Finding:
    s, own_ratings = c.statement, ratings.get(c.tier, {})
    if not own_ratings or min(own_ratings) > c.last:
        return Finding(
            id=f"{s.id}-series", kind="series", about=s.id, verdict=CANNOT, stated=length, unit=s.unit,
            remark=Text("圖譜中沒有此等級之評等", "the graph has no rating of this tier"),
        )  # fmt: skip
    first = min(own_ratings)
    own = c.last - first + 1
    same_length = [x for x in others if x.length == length and own != length]
    begun = any(x.first == first for x in others) or any(
        first - 1 in years for tier, years in ratings.items() if tier != c.tier
    )
    verdict = AGREES if own == length else CANNOT if own < length and not begun else DIFFERS
    untold = [year for year in range(first, c.last + 1) if year not in own_ratings]
    told = [*own_ratings[first], *own_ratings.get(c.last, ()), *(x.statement for x in same_length)]
    return Finding(
        id=f"{s.id}-series", kind="series", about=s.id, verdict=verdict, stated=length, unit=s.unit, own=own, by=length - own,
        arithmetic=Text(
            f"首次為 {first} 年，至 {c.last} 年：{c.last} − {first} + 1 = {own} 年",
            f"the first is that of {first}; up to {c.last}: {c.last} − {first} + 1 = {own} years",
        ),
        remark=_remark(untold, same_length, first if verdict == CANNOT else None),
        severity=HIGH if verdict == DIFFERS else "",
        others=tuple(dict.fromkeys(x.id for x in told)),
        counted=tuple(
            dict.fromkeys(("event", known.event_of[x.id]) for year, xs in own_ratings.items() if year <= c.last for x in xs)
        ),
        mends=near(s.id, length, own) if verdict == DIFFERS else (),
    )  # fmt: skip


def _remark(untold: list[int], same_length: Sequence[_Claimed], unsure: int | None) -> Text:
    years = sorted({x.last for x in same_length})
    zh, en = [], []
    if unsure is not None:
        zh.append(f"報告所述評等自 {unsure} 年起，較早者可能只是未載")
        en.append(f"the ratings told begin with {unsure}; earlier ones may merely be untold")
    if untold:
        zh.append(f"{_years(untold)} 年之評等未見於任何報告")
        en.append(f"no report tells the rating of {_years(untold)}")
    if years:
        zh.append(f"另有宣稱對 {_years(years)} 年亦作相同年數")
        en.append(f"the same number of years is claimed for {_years(years)} too")
    return Text("；".join(zh), "; ".join(en))


def _every_year(c: _Claimed, ratings: Mapping[int, list[Statement]], known: Known) -> Finding:
    s, first, last = c.statement, c.first, c.last
    untold = [year for year in range(first, last + 1) if year not in ratings]
    told = [x for year, xs in ratings.items() if first <= year <= last for x in xs]
    return Finding(
        id=f"{s.id}-series", kind="series", about=s.id, verdict=CANNOT if untold else AGREES,
        own=last - first + 1 - len(untold), unit="年", stated=last - first + 1,
        arithmetic=Text(
            f"{first} 至 {last} 年共 {last - first + 1} 年，圖譜有評等者 {last - first + 1 - len(untold)} 年",
            f"{first} to {last} are {last - first + 1} years; the graph has the rating of {last - first + 1 - len(untold)} of them",
        ),
        remark=Text(f"{_years(untold)} 年未見於報告", f"no report tells that of {_years(untold)}") if untold else Text("", ""),
        others=tuple(x.id for x in told), counted=tuple(dict.fromkeys(("event", known.event_of[x.id]) for x in told)),
    )  # fmt: skip


def _years(years: list[int]) -> str:
    if len(years) > 2 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}–{years[-1]}"
    return ", ".join(map(str, years))
