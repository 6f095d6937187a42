"""One figure told in several passages or reports: the values have to be the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.audit.figures import Figures, canonical, period_of
from kg.audit.mend import near
from kg.audit.model import AGREES, DIFFERS, MEDIUM, Finding, Mend, Number, Text
from kg.audit.numbers import severity, shown
from kg.audit.rates import SHARE
from kg.model import Conflict, Statement
from kg.resolve import Resolved


def same_figures(figures: Figures, resolved: Resolved) -> Iterator[Finding]:
    """A finding for each figure, claim or event field that several statements give."""
    groups = _groups(figures, resolved)
    for group in groups:
        yield _compared(group, figures)
    covered = [frozenset(s.id for s in group) for group in groups]
    for conflict in resolved.conflicts:
        told = frozenset(name for _, names in conflict.values for name in names)
        if conflict.field != "value" or not any(told <= group for group in covered):
            yield _conflict(conflict, figures)
    conflicting = {(c.about, c.field) for c in resolved.conflicts}
    for event in resolved.events:
        for field in ("attendance", "countries_count"):
            told_by = [s for n in event.statements if getattr(s := figures.statements[n], field) is not None]
            if len(told_by) > 1 and (event.id, field) not in conflicting:
                yield _agreeing(told_by, field)


def _groups(figures: Figures, resolved: Resolved) -> list[list[Statement]]:
    """Figures of one title (a share is one whether 占比 or 約占 is written), unit and period; and what is linked as told again."""
    by_key: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for s in figures.figures:
        match = SHARE.fullmatch(s.title) if s.unit == "%" else None
        if s.title and period_of(s):
            by_key[canonical(match[1] + "占比" if match else s.title), s.unit, period_of(s)].append(s)
    joined: dict[str, list[Statement]] = {}
    for group in (
        *by_key.values(),
        *([figures.statements[n] for n in o.statements if n in figures.values] for o in resolved.observations),
    ):
        whole = {x.id: x for s in group for x in joined.get(s.id, [s])}
        for name in whole:
            joined[name] = list(whole.values())
    groups = {frozenset(s.id for s in group): group for group in joined.values() if len(group) > 1}
    return [sorted(group, key=lambda s: figures.order[s.id]) for group in groups.values()]


def _compared(group: Sequence[Statement], figures: Figures) -> Finding:
    first = group[0]
    stated = figures.values[first.id]
    other = next((s for s in group if figures.values[s.id] != stated), None)
    own = stated if other is None else figures.values[other.id]
    told: dict[str, list[str]] = {}
    for s in group:
        told.setdefault(str(figures.values[s.id]), []).append(s.id)
    where = "、".join(dict.fromkeys(s.document for s in group))
    listed = ", ".join(shown(figures.values[s.id]) for s in group)
    return Finding(
        id=f"{first.id}-same", kind="same", about=first.id, verdict=AGREES if other is None else DIFFERS,
        stated=stated, unit=first.unit, own=own, by=stated - own,
        arithmetic=Text(
            f"同一數字見於 {len(group)} 處（{where}）：{listed}", f"one figure, told in {len(group)} passages ({where}): {listed}"
        ),
        severity="" if other is None else severity(stated, own), others=tuple(s.id for s in group[1:]),
        mends=_mends(list(told.items())),
    )  # fmt: skip


_FIELDS = {
    "attendance": Text("人數", "attendance"), "countries_count": Text("國數", "number of countries"),
    "value": Text("數值", "value"), "instrument": Text("文件種類", "kind of instrument"), "date": Text("日期", "date"),
}  # fmt: skip


def _conflict(conflict: Conflict, figures: Figures) -> Finding:
    """The two sides of a conflict; where a part of a period has more than the whole, the remark says so."""
    field = _FIELDS.get(conflict.field, Text(conflict.field, conflict.field))
    sides = [(value, names[0]) for value, names in conflict.values]
    others = tuple(n for _, names in conflict.values for n in names)
    numbers: list[Number] = [int(value) for value, _ in sides if value.isascii() and value.isdigit()]
    stated: Number | str = numbers[0] if len(numbers) == len(sides) else sides[0][0]
    own: Number | str = numbers[1] if len(numbers) == len(sides) else sides[1][0]
    periods = [period_of(figures.statements[name]) for _, name in sides]
    remark = Text("", "")
    if conflict.field == "value" and len(set(periods)) > 1:
        remark = Text(
            f"{periods[0]} 為 {periods[1]} 之一部分，其數卻較大",
            f"{periods[0]} is a part of {periods[1]}, yet its count is larger",
        )
    about = sides[0][1]
    return Finding(
        id=f"{conflict.id}-same", kind="same", about=about, verdict=DIFFERS, stated=stated,
        unit="人" if conflict.field == "attendance" else figures.statements[about].unit if conflict.field == "value" else "", own=own,
        by=stated - own if not isinstance(stated, str) and not isinstance(own, str) else None,
        arithmetic=Text(
            f"{field.zh}：" + "；".join(f"{value}（{name}）" for value, name in sides),
            f"{field.en}: " + "; ".join(f"{value} ({name})" for value, name in sides),
        ),
        remark=remark,
        severity=MEDIUM if isinstance(stated, str) or isinstance(own, str) else severity(stated, own),
        others=tuple(n for n in others if n != about), mends=_mends(conflict.values),
    )  # fmt: skip


def _mends(told: Sequence[tuple[str, Sequence[str]]]) -> tuple[Mend, ...]:
    """Where two whole numbers are one digit apart, that told less often set to the other; either, where both are told as often."""
    if len(told) != 2 or not all(value.isascii() and value.isdigit() for value, _ in told):
        return ()
    (left, by_left), (right, by_right) = told
    less = [(left, right, by_left)] if len(by_left) <= len(by_right) else []
    less += [(right, left, by_right)] if len(by_right) <= len(by_left) else []
    return tuple(mend for value, would, names in less for name in names for mend in near(name, int(value), int(would)))


def _agreeing(told: Sequence[Statement], field: str) -> Finding:
    first = told[0]
    number = getattr(first, field)
    words = _FIELDS[field]
    return Finding(
        id=f"{first.id}-{field}-same", kind="same", about=first.id, verdict=AGREES, stated=number, own=number, by=0,
        unit="人" if field == "attendance" else "國",
        arithmetic=Text(f"{words.zh}見於 {len(told)} 處，皆為 {number}", f"{words.en}, told in {len(told)} passages: each time {number}"),
        others=tuple(s.id for s in told[1:]),
    )  # fmt: skip
