"""A relation between numbers judged: agrees, differs by so much, or cannot be checked."""

from __future__ import annotations

from kg.audit.figures import Figures
from kg.audit.model import AGREES, CANNOT, DIFFERS, LOW, MEDIUM, NO_TEXT, Finding, Number, Text
from kg.audit.numbers import fits, leeway, severity, shown
from kg.audit.terms import SIGNS, Apply, Constant, Relation, Term, UndefinedError, compute, names, written

_HOW = {
    "exact": Text("所印亦為", "as is printed:"),
    "rounded": Text("四捨五入即所印之", "which rounds to the printed"),
    "cut": Text("捨去末位即所印之", "which cut off is the printed"),
    "loose": Text("所印為概數", "printed as a round"),
}
_CUT = Text("末位捨去而非四捨五入", "the last digits are cut off, not rounded")


def holds(relation: Relation, values: dict[str, Number] | None, figures: Figures) -> str:
    """How a relation holds with the printed numbers, or with others: a word of ``numbers.fits``, ``yes``, or nothing."""
    given = figures.values if values is None else values
    own = compute(relation.term, given)
    stated = given[relation.about] if relation.left is None else compute(relation.left, given)
    if relation.sign == "=":
        return fits(stated, own) or fits(stated, own, leeway(figures.statements[relation.about].evidence[0].exact))
    met = {"<=": stated <= own, ">=": stated >= own, "<": stated < own, ">": stated > own}[relation.sign]
    return "yes" if met else ""


def judge(relation: Relation, figures: Figures) -> Finding:
    """The finding for a relation."""
    statement = figures.statements[relation.about]
    try:
        own = compute(relation.term, figures.values)
        stated = figures.values[relation.about] if relation.left is None else compute(relation.left, figures.values)
    except UndefinedError:
        return Finding(
            relation.id, relation.kind, relation.about, CANNOT, figures.values.get(relation.about), statement.unit,
            remark=Text("除數為 0", "it would be a division by nought"), others=relation.operands,
        )  # fmt: skip
    how = holds(relation, None, figures)
    verdict = AGREES if how else CANNOT if relation.parts and own < stated else DIFFERS
    places = 2 if statement.unit == "%" else None
    unit = statement.unit if relation.left is None else figures.statements[next(names(relation.left), relation.about)].unit
    counted = _counted(relation.term)
    return Finding(
        id=relation.id, kind=relation.kind, about=relation.about, verdict=verdict, stated=stated, unit=unit,
        own=round(own, 4), by=round(stated - own, 4) if relation.sign == "=" else None,
        arithmetic=_words(relation, figures, stated, own, places),
        remark=_CUT if how == "cut" else relation.remark if verdict != AGREES or relation.kind not in ("share", "sum") else NO_TEXT,
        severity=_severity(relation, stated, own) if verdict == DIFFERS else "",
        others=relation.operands, counted=counted,
    )  # fmt: skip


def _severity(relation: Relation, stated: Number, own: Number) -> str:
    if relation.kind == "list":
        return MEDIUM
    return LOW if relation.scope else severity(stated, own)


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
    printed = f"{shown(stated)} {unit}".rstrip()
    how = holds(relation, None, figures)
    if how:
        return Text(f"{total}，{_HOW[how].zh} {printed}", f"{total}, {_HOW[how].en} {printed}")
    more, zh, en = shown(abs(stated - own), places), "多" if stated > own else "少", "more" if stated > own else "less"
    return Text(f"{total}；印作 {printed}，{zh} {more}", f"{total}; printed {printed}, {more} {en}")
