"""Series of years: "連續8年" counted from the first year in which the graph knows the rating."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from kg.audit.counts import Known
from kg.audit.figures import Figures
from kg.audit.mend import near
from kg.audit.model import AGREES, CANNOT, DIFFERS, HIGH, Finding, Text
from kg.model import HOME, Statement

_SERIES = re.compile(r"連續\s*(\d+)\s*年")
_SINCE = re.compile(r"自\s*(\d{2,3})\s*年起.*(?:歷年|連年|每年)")
_TIER = re.compile(r"第\s*([1-3一二三])\s*級")
_CHINESE = {"一": 1, "二": 2, "三": 3}


def series(known: Known, figures: Figures) -> Iterator[Finding]:
    """A finding for each claim of an unbroken series of ratings of the home country.

    The series begins with the first rating of that tier that any report tells, and reaches to the year of the claim.
    """
    ratings_of: dict[int, dict[int, list[Statement]]] = {}
    lengths: dict[tuple[int, int], list[Statement]] = {}
    claims: list[tuple[Statement, str, int]] = []
    for s in known.data.statements:
        phrase = unicodedata.normalize("NFKC", s.evidence[0].exact) if s.type == "claim" else ""
        match = _TIER.search(phrase)
        if match is None:
            continue
        tier = _CHINESE.get(match[1]) or int(match[1])
        claims.append((s, phrase, tier))
        if _SERIES.search(phrase) and isinstance(figures.values.get(s.id), int):
            lengths.setdefault((tier, int(figures.values[s.id])), []).append(s)
    for s, phrase, tier in claims:
        if tier not in ratings_of:
            ratings_of[tier] = _ratings(known, tier)
        ratings = ratings_of[tier]
        if _SERIES.search(phrase) and isinstance(figures.values.get(s.id), int):
            value = int(figures.values[s.id])
            rivals = [x for x in lengths[tier, value] if _last(x, known) != _last(s, known)]
            yield _run(s, value, ratings, rivals, known)
        elif _SINCE.search(phrase) and s.period is not None and s.period.earliest is not None:
            yield _every_year(s, s.period.earliest.year, ratings, known)


def _ratings(known: Known, tier: int) -> dict[int, list[Statement]]:
    found: dict[int, list[Statement]] = {}
    for s in known.data.statements:
        subject = any(p.role == "subject" and p.actor == HOME for p in s.parties)
        if s.type == "rating" and s.value == tier and subject and s.date is not None and s.date.earliest is not None:
            found.setdefault(s.date.earliest.year, []).append(s)
    return dict(sorted(found.items()))


def _last(s: Statement, known: Known) -> int:
    """The last year of a series: that of the claim, else of its report."""
    dating = s.period if s.period is not None else s.date
    return known.year_of(s) if dating is None or dating.latest is None else dating.latest.year


def _run(s: Statement, value: int, ratings: Mapping[int, list[Statement]], rivals: list[Statement], known: Known) -> Finding:
    last = _last(s, known)
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
        remark=_remark(untold, [] if own == value else rivals, known),
        severity="" if own == value else HIGH,
        others=tuple(
            dict.fromkeys(x.id for x in (*ratings[first], *ratings.get(last, ()), *([] if own == value else rivals)))
        ),
        counted=tuple(dict.fromkeys(("event", known.event_of[x.id]) for year, xs in ratings.items() if year <= last for x in xs)),
        mends=near(s.id, value, own),
    )  # fmt: skip


def _remark(untold: list[int], rivals: list[Statement], known: Known) -> Text:
    years = sorted({_last(x, known) for x in rivals})
    zh, en = [], []
    if untold:
        zh.append(f"{_years(untold)} 年之評等未見於任何報告")
        en.append(f"no report tells the rating of {_years(untold)}")
    if years:
        zh.append(f"另有宣稱對 {_years(years)} 年亦作相同年數")
        en.append(f"the same number of years is claimed for {_years(years)} too")
    return Text("；".join(zh), "; ".join(en))


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
