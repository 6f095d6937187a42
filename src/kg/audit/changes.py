"""Differences and growth against an earlier year, where the values of both years are in the reports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.audit.figures import Figures, canonical, period_of
from kg.audit.terms import Apply, Constant, Relation, Term, Value
from kg.dates import ROC_OFFSET
from kg.model import Statement

CHANGE = re.compile(r"(?:達成率（)?(.+?)較(\d{2,3})年度?(增加|提升|成長|減少)）?")


def changes(figures: Figures) -> Iterator[Relation]:
    """「X較104年提升」 is the value of 「X」 less that of 「X」 in that year, in per cent of it where the unit is %."""
    values: dict[tuple[str, str], list[Statement]] = {}
    for s in figures.figures:
        values.setdefault((canonical(s.title), period_of(s)), []).append(s)
    for s in figures.figures:
        match = CHANGE.fullmatch(s.title)
        if match is None or s.unit == "倍":
            continue
        now, then = (
            next((x for x in values.get((canonical(match[1]), year), ()) if x.unit != "%"), None)
            for year in (period_of(s), str(int(match[2]) + ROC_OFFSET))
        )
        if now is None or then is None:
            continue
        first, last = Value(now.id), Value(then.id)
        change: Term = Apply("-", last, first) if match[3] == "減少" else Apply("-", first, last)
        if s.unit == "%":
            change = Apply("*", Apply("/", change, last), Constant(100))
        yield Relation(f"{s.id}-change", "change", s.id, "=", change)
