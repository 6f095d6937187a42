"""A relation between numbers judged: agrees, differs by so much, or cannot be checked."""

from __future__ import annotations

from kg.audit.figures import Figures
from kg.audit.model import AGREES, CANNOT, DIFFERS, LOW, MEDIUM, Finding, Number, Text
from kg.audit.numbers import fits, leeway, severity, shown
from kg.audit.terms import SIGNS, Apply, Constant, Relation, Term, Undefined, compute, written

_CUT = Text("末位捨去而非四捨五入", "the last digits are cut off, not rounded")


def holds(relation: Relation, values: dict[str, Number] | None, figures: Figures) -> str:
    """How a relation holds with the printed numbers, or with others: a word of ``numbers.fits``, ``yes``, or nothing."""
    given = figures.values if values is None else values
    own = compute(relation.term, given)
    stated = given[relation.about] if relation.left is None else compute(relation.left, given)
    if relation.sign == "=":
        return fits(stated, own, leeway(figures.statements[relation.about].evidence[0].exact))
    met = {"<=": stated <= own, ">=": stated >= own, "<": stated < own, ">": stated > own}[relation.sign]
    return "yes" if met else ""


def judge(relation: Relation, figures: Figures) -> Finding:
    """The finding for a relation."""
    statement = figures.statements[relation.about]
    try:
        own = compute(relation.term, figures.values)
        stated = figures.values[relation.about] if relation.left is None else compute(relation.left, figures.values)
    except Undefined:
        return Finding(
            relation.id, relation.kind, relation.about, CANNOT, figures.values.get(relation.about), statement.unit,
            remark=Text("除數為 0", "it would be a division by nought"), others=relation.operands,
        )  # fmt: skip
    how = holds(relation, None, figures)
    verdict = AGREES if how else CANNOT if relation.parts and own < stated else DIFFERS
    places = 2 if statement.unit == "%" else None
    counted = _counted(relation.term)
    loosely = leeway(statement.evidence[0].exact)
    return Finding(
        id=relation.id, kind=relation.kind, about=relation.about, verdict=verdict, stated=stated, unit=statement.unit,
        own=round(own, 4), by=round(stated - own, 4) if relation.sign == "=" else None,
        arithmetic=_words(relation, figures, stated, own, places),
        remark=_CUT if how == "cut" else relation.remark,
        severity="" if verdict != DIFFERS else LOW if relation.scope else _severity(relation, stated, own, loosely),
        others=relation.operands, counted=counted,
    )  # fmt: skip


def _severity(relation: Relation, stated: Number, own: Number, loosely: str) -> str:
    if relation.kind == "list":
        return MEDIUM
    return MEDIUM if loosely and severity(stated, own) != LOW and abs(stated - own) < abs(own) / 5 else severity(stated, own)


def _counted(term: Term) -> tuple[tuple[str, str], ...]:
    if isinstance(term, Constant):
        return term.counted
    return _counted(term.left) + _counted(term.right) if isinstance(term, Apply) else ()


def _words(relation: Relation, figures: Figures, stated: Number, own: Number, places: int | None) -> Text:
    unit = figures.statements[relation.about].unit
    result = shown(own, places)
    term = written(relation.term, figures.values)
    total = f"{term} = {result}" if isinstance(relation.term, Apply) else result
    if relation.sign != "=":
        left = shown(stated, places) if relation.left is None else written(relation.left, figures.values)
        met = holds(relation, None, figures)
        return Text(
            f"{left} {SIGNS[relation.sign]} {total}{'' if met else '，不成立'}",
            f"{left} {SIGNS[relation.sign]} {total}{'' if met else ': it is not'}",
        )
    printed = shown(stated)
    more = shown(abs(stated - own), places)
    if fits(stated, own) == "exact":
        return Text(f"{total}，與所印相同", f"{total}, as printed")
    if stated > own:
        return Text(f"{total}；印作 {printed}{unit}，多 {more}", f"{total}; printed {printed} {unit}, {more} more")
    return Text(f"{total}；印作 {printed}{unit}，少 {more}", f"{total}; printed {printed} {unit}, {more} less")
