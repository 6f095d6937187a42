"""Series of years: "連續8年" counted from the first year in which the graph knows the rating."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from kg.audit.counts import Known
from kg.audit.figures import Figures
from kg.audit.model import AGREES, CANNOT, DIFFERS, HIGH, Finding, Mend, Text
from kg.model import HOME, Statement

_SERIES = re.compile(r"連續\s*(\d+)\s*年")
_SINCE = re.compile(r"自\s*(\d{2,3})\s*年起.*(?:歷年|連年|每年)")
_TIER = re.compile(r"第\s*([1-3一二三])\s*級")
_CHINESE = {"一": 1, "二": 2, "三": 3}


def series(known: Known, figures: Figures) -> Iterator[Finding]:
    """A finding for each claim of an unbroken series of ratings of the home country.

    The series begins with the first rating of that tier that any report tells, and reaches to the year of the claim.
    """
    for s in known.data.statements:
        phrase = unicodedata.normalize("NFKC", s.evidence[0].exact)
        tier = _TIER.search(phrase)
        if s.type != "claim" or tier is None:
            continue
        ratings = _ratings(known, _CHINESE.get(tier[1]) or int(tier[1]))
        if _SERIES.search(phrase) and isinstance(figures.values.get(s.id), int):
            yield _run(s, int(figures.values[s.id]), ratings, known)
        elif _SINCE.search(phrase) and s.period is not None and s.period.earliest is not None:
            yield _every_year(s, s.period.earliest.year, ratings, known)


def _ratings(known: Known, tier: int) -> dict[int, list[Statement]]:
    found: dict[int, list[Statement]] = {}
    for s in known.data.statements:
        subject = any(p.role == "subject" and p.actor == HOME for p in s.parties)
        if s.type == "rating" and s.value == tier and subject and s.date is not None and s.date.earliest is not None:
            found.setdefault(s.date.earliest.year, []).append(s)
    return dict(sorted(found.items()))


def _run(s: Statement, value: int, ratings: Mapping[int, list[Statement]], known: Known) -> Finding:
    dating = s.period if s.period is not None else s.date
    last = known.year_of(s) if dating is None or dating.latest is None else dating.latest.year
    if not ratings or min(ratings) > last:
        return Finding(
            id=f"{s.id}-series", kind="series", about=s.id, verdict=CANNOT, stated=value, unit=s.unit,
            remark=Text("圖譜中沒有此等級之評等", "the graph has no rating of this tier"),
        )  # fmt: skip
    first = min(ratings)
    own = last - first + 1
    untold = [year for year in range(first, last + 1) if year not in ratings]
    return Finding(
        id=f"{s.id}-series", kind="series", about=s.id, verdict=AGREES if own == value else DIFFERS, stated=value, unit=s.unit,
        own=own, by=value - own,
        arithmetic=Text(
            f"首次為 {first} 年，至 {last} 年：{last} − {first} + 1 = {own} 年",
            f"the first is that of {first}; up to {last}: {last} − {first} + 1 = {own} years",
        ),
        remark=Text("", "")
        if not untold
        else Text(f"{_years(untold)} 年之評等未見於任何報告", f"no report tells the rating of {_years(untold)}"),
        severity="" if own == value else HIGH,
        others=tuple(x.id for x in ratings[first]) + tuple(x.id for x in ratings.get(last, ()) if last != first),
        counted=tuple(dict.fromkeys(("event", known.event_of[x.id]) for year, xs in ratings.items() if year <= last for x in xs)),
        mends=() if own == value or len(str(own)) != len(str(value)) else (Mend(s.id, str(value), str(own), Text("改一位數字", "one digit")),),
    )  # fmt: skip


def _every_year(s: Statement, first: int, ratings: Mapping[int, list[Statement]], known: Known) -> Finding:
    last = known.year_of(s)
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
