"""Statements that cannot all hold: found, kept side by side and listed, never settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import permutations

from kg.model import Conflict, Statement
from kg.names import fold

_NOT_COUNTED = frozenset({"%", "倍", "級", "秒"})


def conflicts_of(groups: Iterable[Sequence[Statement]], told: Iterable[Statement]) -> tuple[Conflict, ...]:
    """Conflicts inside events (``groups``: the statements of each) and between figures and claims (``told``)."""
    return (*(c for group in groups if len(group) > 1 for c in _inside(group)), *_between_figures(told))


def _instrument(statement: Statement) -> str | None:
    """Agreement or memorandum, where the title says one and not the other."""
    agreement, memorandum = "協定" in statement.title, "備忘錄" in statement.title
    if statement.type != "agreement" or agreement == memorandum:
        return None
    return "協定" if agreement else "瞭解備忘錄"


_FIELDS: dict[str, Callable[[Statement], object]] = {
    "attendance": lambda s: s.attendance,
    "countries_count": lambda s: s.countries_count,
    "value": lambda s: s.value,
    "instrument": _instrument,
}


def _inside(group: Sequence[Statement]) -> Iterable[Conflict]:
    for name, read in _FIELDS.items():
        given = [(str(value), s) for s in group if (value := read(s)) is not None]
        if len({value for value, _ in given}) > 1:
            yield _conflict(group[0].id, name, given)
    dated = [s for s in group if s.date is not None]
    if any(a.date and b.date and not a.date.nests(b.date) for a in dated for b in dated):
        yield _conflict(group[0].id, "date", [(s.date.edtf, s) for s in dated if s.date])


def _between_figures(told: Iterable[Statement]) -> Iterable[Conflict]:
    """Figures of the same title and unit whose values differ for one period, or of which a part exceeds its whole."""
    metrics: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for s in told:
        if s.type == "figure" and s.title and s.period is not None:
            metrics[fold(s.title), s.unit].append(s)
    for same in metrics.values():
        by_period: dict[str, list[Statement]] = defaultdict(list)
        for s in same:
            by_period[s.period.edtf if s.period else ""].append(s)
        for rows in by_period.values():
            if len({s.value for s in rows}) > 1:
                yield _conflict(rows[0].id, "value", [(str(s.value), s) for s in rows])
        for part, whole in permutations(same, 2):
            if _exceeds(part, whole):
                yield _conflict(part.id, "value", [(str(s.value), s) for s in (part, whole)])


def _exceeds(part: Statement, whole: Statement) -> bool:
    """Whether a count for a part of a period is larger than that for the whole."""
    if part.period is None or whole.period is None or part.period == whole.period or part.unit in _NOT_COUNTED:
        return False
    if not isinstance(part.value, int | float) or not isinstance(whole.value, int | float):
        return False
    return part.period.within(whole.period) and part.value > whole.value


def _conflict(about: str, field: str, given: Sequence[tuple[str, Statement]]) -> Conflict:
    values: dict[str, list[str]] = {}
    for value, statement in given:
        values.setdefault(value, []).append(statement.id)
    return Conflict(f"{about}-{field}", about, field, tuple((v, tuple(ids)) for v, ids in values.items()))
