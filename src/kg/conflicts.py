"""Statements that cannot all hold: found, kept side by side and listed, never settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from kg.model import Conflict, Statement
from kg.names import fold

_NOT_COUNTED = frozenset({"%", "倍", "級", "秒"})


def conflicts_of(groups: Iterable[Sequence[Statement]], told: Sequence[Statement]) -> tuple[Conflict, ...]:
    """Conflicts inside events (``groups``: the statements of each) and between figures and claims (``told``)."""
    inside = (c for group in groups if len(group) > 1 for c in _inside(group))
    return (*inside, *_between_figures(told), *_between_linked(told))


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
            if any(_differ(rows[0], s) for s in rows):
                yield _conflict(rows[0].id, "value", [(str(s.value), s) for s in rows])
        for part in same:
            wholes = [s for s in same if _exceeds(part, s)]
            if wholes:
                yield _conflict(part.id, "value", [(str(s.value), s) for s in (part, *wholes)], "exceeds")


def _between_linked(told: Iterable[Statement]) -> Iterable[Conflict]:
    """Figures or claims that ``same_as`` makes one, in one unit, whose values differ."""
    by_id = {s.id: s for s in told}
    seen: set[frozenset[str]] = set()
    for s in by_id.values():
        linked = [o for name in s.same_as if (o := by_id.get(name)) is not None and frozenset((s.id, name)) not in seen]
        others = [o for o in linked if _metric(o) != _metric(s) and (o.type, o.unit) == (s.type, s.unit) and _differ(o, s)]
        if others:
            seen |= {frozenset((s.id, o.id)) for o in others}
            yield _conflict(s.id, "value", [(str(x.value), x) for x in (s, *others)], "same-as")


def _metric(statement: Statement) -> tuple[str, str] | str:
    """What makes two figures comparable by title alone; a figure or claim without it is like no other."""
    if statement.type != "figure" or not statement.title or statement.period is None:
        return statement.id
    return fold(statement.title), statement.period.edtf


def _differ(left: Statement, right: Statement) -> bool:
    """Whether two values differ; 12 and "12" do not."""
    given = left.value is not None and right.value is not None
    return given and left.value != right.value and str(left.value) != str(right.value)


def _exceeds(part: Statement, whole: Statement) -> bool:
    """Whether a count for a part of a period is larger than that for the whole."""
    if part.period is None or whole.period is None or part.period == whole.period or part.unit in _NOT_COUNTED:
        return False
    if not isinstance(part.value, int | float) or not isinstance(whole.value, int | float):
        return False
    return part.period.within(whole.period) and part.value > whole.value


def _conflict(about: str, field: str, given: Sequence[tuple[str, Statement]], kind: str = "") -> Conflict:
    values: dict[str, list[str]] = {}
    for value, statement in given:
        values.setdefault(value, []).append(statement.id)
    return Conflict(f"{about}-{kind or field}", about, field, tuple((v, tuple(ids)) for v, ids in values.items()))
