"""Parts against their total: the figures of one passage, of one unit and period."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.audit.figures import Figures, period_of
from kg.audit.numbers import leeway
from kg.audit.terms import Relation, Value, total
from kg.model import Statement

_TOTAL_TITLE = re.compile(r"合計|共計|總計|總數")
_NOT_ADDED = frozenset({"%", "倍", "級", "秒"})
_SMALL = 10


def sums(figures: Figures) -> Iterator[Relation]:
    """A figure that its title calls a total (合計, 共計, 總計, 總數) is the sum of the others beside it.

    Where no word says so, figures whose largest is exactly the sum of two or more others beside it are taken to be a total and its
    parts; figures that come to anything else are then not judged, since nothing says that they should.
    """
    for passage in figures.passages:
        alike: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for s in passage:
            if s.unit not in _NOT_ADDED:
                alike[s.unit, period_of(s)].append(s)
        for group in alike.values():
            if len(group) >= 3:
                yield from _sum(group, figures)


def _sum(group: Sequence[Statement], figures: Figures) -> Iterator[Relation]:
    named = [s for s in group if _TOTAL_TITLE.search(s.title)]
    if len(named) == 1:
        whole = named[0]
    else:
        whole = max(group, key=lambda s: figures.values[s.id])
        rest = sum(figures.values[s.id] for s in group if s is not whole)
        if figures.values[whole.id] < _SMALL or rest != figures.values[whole.id]:
            return
    parts = [s for s in group if s is not whole]
    if not any(leeway(s.evidence[0].exact) == "more" for s in group):
        yield Relation(f"{whole.id}-sum", "sum", whole.id, "=", total([Value(s.id) for s in parts]))
