"""The figures of the reports, found by title, unit and period, and by the passage they stand in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from kg.audit.model import Number
from kg.model import Statement
from kg.names import fold

_NUMERALS = str.maketrans("一二三四五六七八九", "123456789")


@lru_cache(maxsize=65536)
def canonical(title: str) -> str:
    """A title by which figures are held together: folded like a name, with Arabic numerals for 一 to 九."""
    return fold(title).translate(_NUMERALS)


def number_of(statement: Statement) -> Number | None:
    """The number a statement gives: its value, or of an event the attendance."""
    if isinstance(statement.value, int | float):
        return statement.value
    return statement.attendance if statement.tells_event else None


class Figures:
    """Figures with numbers, and every statement by id."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.statements: dict[str, Statement] = {s.id: s for s in statements}
        self.order = {name: n for n, name in enumerate(self.statements)}
        self.values: Mapping[str, Number] = {
            s.id: number for s in self.statements.values() if (number := number_of(s)) is not None
        }
        self.figures = [s for s in self.statements.values() if s.type == "figure" and s.id in self.values]
        self._by_title: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for s in self.figures:
            self._by_title[s.document, canonical(s.title)].append(s)
        self.passages = list(_passages(self.figures))

    def titled(self, document: str, title: str, period: str | None, unit: str | None = None) -> Statement | None:
        """The first figure of a report with this title, for this period (any where None) and unit (any where None)."""
        for s in self._by_title.get((document, canonical(title)), ()):
            if (period is None or period_of(s) == period) and (unit is None or s.unit == unit):
                return s
        return None

    def with_title(self, document: str, title: str) -> Sequence[Statement]:
        """All figures of a report with this title."""
        return self._by_title.get((document, canonical(title)), ())


def period_of(statement: Statement) -> str:
    """The EDTF period of a figure, else its date, else nothing."""
    dating = statement.period if statement.period is not None else statement.date
    return "" if dating is None else dating.edtf


def _passages(figures: Sequence[Statement]) -> Iterator[list[Statement]]:
    """Figures whose passages overlap, together, in reading order (passages of one sentence begin alike and end later and later)."""
    places = sorted(figures, key=lambda s: (s.document, s.evidence[0].start, s.evidence[0].end))
    group: list[Statement] = []
    for s in places:
        if group and (s.document != group[0].document or s.evidence[0].start >= max(x.evidence[0].end for x in group)):
            yield group
            group = []
        group.append(s)
    if group:
        yield group
