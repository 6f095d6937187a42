"""Shares, rates and percentages of attainment against the counts they are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.audit.figures import Figures, period_of
from kg.audit.model import NO_TEXT, Text
from kg.audit.numbers import EPSILON, leeway
from kg.audit.terms import Relation, Value, percentage
from kg.model import Statement

SHARE = re.compile(r"(.+?)(?:[（(]約占[）)]|占比|所占比率)")
_RATE = re.compile(r"(?:比率|率|比例)$")
_ATTAINMENT = re.compile(r"達成[率度][（(](.+)[）)]")
_WHOLE = re.compile(r"總數|合計|共計|總計")
_TARGETS = ("原定目標值（{}）", "原訂目標值（{}）", "年度目標值（{}）", "目標值（{}）")
_ACTUALS = ("{}", "實際值（{}）")
_EVEN = Text(
    "所印各占比相加恰為 100，末位或經調整", "the shares printed add up to 100: their last digits may have been adjusted"
)
_RANKS = frozenset({"", "級"})


def shares(figures: Figures) -> Iterator[Relation]:
    """「X占比」 and 「X（約占）」 are the share of 「X」 in the total that stands in the same passage."""
    for passage in figures.passages:
        printed = [s for s in passage if s.unit == "%" and SHARE.fullmatch(s.title)]
        whole_shares = len(printed) > 1 and abs(sum(figures.values[s.id] for s in printed) - 100) < EPSILON
        for s in passage:
            match = SHARE.fullmatch(s.title) if s.unit == "%" else None
            if match is None:
                continue
            part = figures.titled(s.document, match[1], period_of(s))
            whole = next(
                (x for x in passage if _WHOLE.search(x.title) and period_of(x) == period_of(s) and x.unit != "%"), None
            )
            if part is not None and whole is not None and part is not whole:
                yield Relation(
                    f"{s.id}-share",
                    "share",
                    s.id,
                    "=",
                    percentage(Value(part.id), Value(whole.id)),
                    _EVEN if whole_shares else NO_TEXT,
                )


def rates(figures: Figures) -> Iterator[Relation]:
    """In a passage that says "A 件, B 件, rate C %" the rate is B of A: two counts of one unit and period, then a rate of that period."""
    for passage in figures.passages:
        since: list[Statement] = []
        for s in passage:
            if s.unit != "%":
                since.append(s)
                continue
            if _RATE.search(s.title) and not SHARE.fullmatch(s.title) and not leeway(s.evidence[0].exact):
                pair = [x for x in since if period_of(x) == period_of(s)]
                if len(pair) == 2 and pair[0].unit == pair[1].unit:
                    yield Relation(f"{s.id}-rate", "rate", s.id, "=", percentage(Value(pair[1].id), Value(pair[0].id)))
            since = []


def attainments(figures: Figures) -> Iterator[Relation]:
    """「達成率（X）」 is 「X」, or 「實際值（X）」, in per cent of 「原定目標值（X）」.

    A target that is a rank, or has no unit, is no quantity: attainment is then 100 % where the target was met, and otherwise not judged.
    """
    for s in figures.figures:
        match = _ATTAINMENT.fullmatch(s.title) if s.unit == "%" else None
        if match is None:
            continue
        target = _first(figures, s, [form.format(match[1]) for form in _TARGETS])
        if target is None:
            continue
        actual = _first(figures, s, [form.format(match[1]) for form in _ACTUALS]) or _rating(figures, s, target)
        if actual is None or (target.unit in _RANKS and figures.values[actual.id] != figures.values[target.id]):
            continue
        yield Relation(f"{s.id}-attainment", "rate", s.id, "=", percentage(Value(actual.id), Value(target.id)))


def _first(figures: Figures, s: Statement, titles: Sequence[str]) -> Statement | None:
    """The figure of one of these titles for the period of ``s``, else for a part of it."""
    for title in titles:
        found = figures.titled(s.document, title, period_of(s))
        if found is not None:
            return found
    for title in titles:
        for other in figures.with_title(s.document, title):
            if other.period is not None and s.period is not None and other.period.within(s.period):
                return other
    return None


def _rating(figures: Figures, s: Statement, target: Statement) -> Statement | None:
    if target.unit != "級":
        return None
    return next(
        (
            x
            for x in figures.statements.values()
            if x.type == "rating" and x.document == s.document and x.unit == "級" and period_of(x) == period_of(s)
        ),
        None,
    )
