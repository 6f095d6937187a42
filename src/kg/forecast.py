"""Which country in contact signs next: a ranked score with fixed weights, back-tested beside naive rankings.

Standing at the end of a year, a candidate is a country with a dated contact and no signed agreement, as far as the reports up to that
year tell.  Its score adds up its contacts, each with the weight of its stage and halved for every year since it: ``WEIGHTS[stage] * 0.5
** age``.  The weights were set by hand and fitted to nothing: nine signatures in four years are too few to fit anything.  The score is
no probability; ``rates`` says how often each stage was followed by a signature.

The back-test stands at each year-end from the first report's year on and looks whether the countries that signed in the next year are on a
shortlist.  Ties are not broken: a country that shares the last places of the list counts as the share of it that chance would give.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.growth import partner_years
from kg.model import Event
from kg.ties import day_named
from kg.vocabulary import HOME

if TYPE_CHECKING:
    from kg.graph import Graph

STAGES = ("positive response", "talks", "visit or meeting", "other contact")
WEIGHTS: Mapping[str, float] = dict(zip(STAGES, (4.0, 3.0, 1.0, 0.5), strict=True))
SHORTLIST = 3
_STAGE_OF = {
    "visit": STAGES[2], "meeting": STAGES[2], "workshop": STAGES[3], "training": STAGES[3], "posting": STAGES[3],
    "reciprocity": STAGES[3], "grant": STAGES[3],
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contact:
    """One event that a candidate takes part in, at its last day."""

    stage: str
    day: dt.date
    event: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A country in contact without a signed agreement, and its contacts up to a day, the latest first."""

    country: str
    contacts: tuple[Contact, ...]

    @property
    def stage(self) -> str:
        """The furthest stage that it reached."""
        return min((c.stage for c in self.contacts), key=STAGES.index)

    def score(self, day: dt.date, weights: Mapping[str, float] = WEIGHTS) -> float:
        """The model: contacts weighted by stage, halved for every calendar year since."""
        return sum(weights[c.stage] * 0.5 ** (day.year - c.day.year) for c in self.contacts)


Method = Callable[[Candidate, dt.date], float]
METHODS: Mapping[str, Method] = {
    "score": Candidate.score,
    "most recent contact": lambda c, day: c.contacts[0].day.toordinal(),
    "most contacts": lambda c, day: len(c.contacts),
    "chance": lambda c, day: 0.0,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What stood at a year-end: the candidates, who signed in the next year, and the hits expected of each method's shortlist."""

    year: int
    candidates: tuple[Candidate, ...]
    signed: tuple[str, ...]
    hits: Mapping[str, float]

    @property
    def reachable(self) -> tuple[str, ...]:
        """Those who signed that were candidates: the others no ranking of candidates can name."""
        known = {c.country for c in self.candidates}
        return tuple(code for code in self.signed if code in known)


def stage_of(event: Event) -> str | None:
    """The stage of a contact; None of an event that is none, such as a rating or an agreement signed."""
    if event.type == "agreement":
        return {"positive-response": STAGES[0], "negotiating": STAGES[1], "planned": STAGES[1]}.get(event.status)
    return _STAGE_OF.get(event.type)


def candidates(graph: Graph, day: dt.date) -> tuple[Candidate, ...]:
    """Countries in contact by a day that have no signed agreement by then, as the graph tells; undated contacts are left out."""
    actors = graph.by_id
    past = [e for e in graph.resolved.events if e.date is not None and e.date.latest is not None and e.date.latest <= day]
    signed = set(partner_years(past, actors)) | {HOME, ""}
    found: dict[str, list[Contact]] = {}
    for event in past:
        stage = stage_of(event)
        if stage is not None and event.date is not None and event.date.latest is not None:
            for code in {actors[p.actor].iso3 for p in event.participations} - signed:
                found.setdefault(code, []).append(Contact(stage, event.date.latest, event.id))
    return tuple(
        Candidate(code, tuple(sorted(contacts, key=lambda c: (c.day, c.event), reverse=True)))
        for code, contacts in sorted(found.items())
    )


def shortlisted(ranked: Sequence[Candidate], method: Method, day: dt.date, size: int) -> dict[str, float]:
    """For each candidate the chance, 0 to 1, of standing among the first ``size``, ties being drawn by lot."""
    values = {c.country: method(c, day) for c in ranked}
    chances: dict[str, float] = {}
    for code, value in values.items():
        above = sum(v > value for v in values.values())
        level = sum(v == value for v in values.values())
        chances[code] = min(1.0, max(0.0, (size - above) / level))
    return chances


def standings(graph: Graph, size: int = SHORTLIST) -> tuple[Standing, ...]:
    """The back-test: every year-end from the first report's year on that is followed by a year with a signature."""
    signings = partner_years(graph.resolved.events, graph.by_id)
    first = min((r.year for r in graph.data.reports), default=0)
    rows: list[Standing] = []
    for year in range(first, max(signings.values(), default=first)):
        day = dt.date(year, 12, 31)
        signed = tuple(sorted(code for code, when in signings.items() if when == year + 1))
        if not signed:
            continue
        known = candidates(graph.known_by(year), day)
        hits = {
            name: sum(shortlisted(known, method, day, size).get(code, 0.0) for code in signed)
            for name, method in METHODS.items()
        }
        rows.append(Standing(year, known, signed, hits))
    return tuple(rows)


def rates(rows: Sequence[Standing]) -> dict[str, tuple[int, int]]:
    """For each stage, how many candidates at year-ends signed in the next year, and of how many."""
    counted = dict.fromkeys(STAGES, (0, 0))
    for row in rows:
        for candidate in row.candidates:
            signed, of = counted[candidate.stage]
            counted[candidate.stage] = (signed + (candidate.country in row.signed), of + 1)
    return counted


def interval(hits: float, trials: int, level: float = 0.95) -> tuple[float, float]:
    """The exact interval of a proportion (Clopper and Pearson 1934); expected hits between whole numbers widen it to both.

    >>> [round(x, 3) for x in interval(3, 9)]
    [0.075, 0.701]
    """
    tail = (1 - level) / 2
    low, high = math.floor(hits + 1e-9), math.ceil(hits - 1e-9)

    def at_least(k: int, p: float) -> float:
        return sum(math.comb(trials, i) * p**i * (1 - p) ** (trials - i) for i in range(k, trials + 1))

    def solve(k: int, target: float) -> float:
        a, b = 0.0, 1.0
        for _ in range(60):
            middle = (a + b) / 2
            a, b = (middle, b) if at_least(k, middle) < target else (a, middle)
        return (a + b) / 2

    return (0.0 if low == 0 else solve(low, tail), 1.0 if high >= trials else solve(high + 1, 1 - tail))


def steadiness(rows: Sequence[Standing], size: int = SHORTLIST) -> tuple[float, float]:
    """The fewest and most expected hits of the score over the whole back-test when its weights are halved or doubled, each alone."""
    totals = []
    for stage in STAGES:
        for factor in (0.5, 2.0):
            weights = {**WEIGHTS, stage: WEIGHTS[stage] * factor}
            total = 0.0
            for row in rows:
                day = dt.date(row.year, 12, 31)
                chances = shortlisted(row.candidates, lambda c, d, w=weights: c.score(d, w), day, size)  # type: ignore[misc]
                total += sum(chances.get(code, 0.0) for code in row.signed)
            totals.append(total)
    return min(totals), max(totals)


VERDICT = {
    "none": (
        "沒有可供檢驗的簽署：第一份報告之後，沒有報告提到新的簽署。",
        "There is nothing to test the score on: no signature is reported after the first report's year.",
    ),
    "all": (
        "{signed} 個隔年簽署中，分數的前 {size} 名期望命中 {own:.1f} 個（95 % 信賴區間 {low:.0%} 至 {high:.0%}）；{says}。"
        "年底時就報告所知，{signed} 國中只有 {reachable} 國有過往來，其餘任何排序都無從猜中。",
        "Of {signed} signatures of a next year the score's first {size} hold {own:.1f} (95 % interval {low:.0%} to {high:.0%}); it {says}. "
        "Only {reachable} of the {signed} countries were in contact at the end of the year before, as far as the reports told; "
        "no ranking can name the others.",
    ),
    "loses": ("它沒有勝過單純依「{name}」排序（{best:.1f} 個）", "does not beat the naive ranking by {name} ({best:.1f})"),
    "close": (
        "它領先最好的單純排序「{name}」（{best:.1f} 個），但差距小於不確定的範圍，不足以證明較好",
        "is ahead of the best naive ranking, {name} ({best:.1f}), by less than its uncertainty, which proves nothing",
    ),
    "wins": (
        "它勝過最好的單純排序「{name}」（{best:.1f} 個），差距大於不確定的範圍",
        "beats the best naive ranking, {name} ({best:.1f}), by more than its uncertainty",
    ),
}
METHOD_ZH = {"most recent contact": "最近往來", "most contacts": "往來最多", "chance": "抽籤"}


def verdict(rows: Sequence[Standing], language: str = "en", size: int = SHORTLIST) -> str:
    """What the back-test says of the score, in a sentence or two of Chinese (zh) or English."""
    n = 0 if language == "zh" else 1
    signed = sum(len(r.signed) for r in rows)
    if not signed:
        return VERDICT["none"][n]
    sums = {m: sum(r.hits[m] for r in rows) for m in METHODS}
    name = max((m for m in METHODS if m != "score"), key=lambda m: sums[m])
    own, best = sums["score"], sums[name]
    low, high = interval(own, signed)
    outcome = "loses" if own <= best + 1e-9 else "close" if best >= low * signed else "wins"
    says = VERDICT[outcome][n].format(name=METHOD_ZH[name] if language == "zh" else name, best=best)
    reachable = sum(len(r.reachable) for r in rows)
    return VERDICT["all"][n].format(signed=signed, size=size, own=own, low=low, high=high, says=says, reachable=reachable)


def standing_day(graph: Graph, as_of: str | None) -> dt.date:
    """The day to stand at: the last one of ``as_of``, else the end of the last report's year.  Raises UsageError for no date."""
    latest = None if as_of is None else day_named(as_of).latest
    return latest or dt.date(max((r.year for r in graph.data.reports), default=dt.MINYEAR), 12, 31)
