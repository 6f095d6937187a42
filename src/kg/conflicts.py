"""Statements that cannot all hold: found, kept side by side and listed, never settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from kg.model import Conflict, Statement
from kg.names import fold


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
    """Figures of the same title, unit and period whose values differ."""
    rows: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for s in told:
        if s.type == "figure" and s.title and s.period is not None:
            rows[fold(s.title), s.unit, s.period.edtf].append(s)
    for same in rows.values():
        if len({s.value for s in same}) > 1:
            yield _conflict(same[0].id, "value", [(str(s.value), s) for s in same])


def _conflict(about: str, field: str, given: Sequence[tuple[str, Statement]]) -> Conflict:
    values: dict[str, list[str]] = {}
    for value, statement in given:
        values.setdefault(value, []).append(statement.id)
    return Conflict(f"{about}-{field}", about, field, tuple((v, tuple(ids)) for v, ids in values.items()))
