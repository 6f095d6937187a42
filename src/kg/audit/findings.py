"""All findings of an audit: every claim and every figure ends with a verdict, be it that nothing can be held against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from kg.audit.changes import CHANGE, changes
from kg.audit.counts import Known, recounts
from kg.audit.figures import Figures
from kg.audit.formulas import read_formulas, relations
from kg.audit.judge import judge
from kg.audit.lists import lists
from kg.audit.mend import Mender
from kg.audit.model import CANNOT, DIFFERS, SEVERITIES, VERDICTS, Finding, Text
from kg.audit.numbers import shown
from kg.audit.rates import attainments, rates, shares
from kg.audit.same import same_figures
from kg.audit.series import series
from kg.audit.sums import sums
from kg.audit.terms import Relation
from kg.audit.wholes import wholes
from kg.model import Data, Statement
from kg.resolve import Resolved


def audit(data: Data, resolved: Resolved, folder: Path) -> tuple[Finding, ...]:
    """Every finding, those that differ first (the gravest first), then by report and position.

    ``folder`` is the data folder; its ``reference/checks.csv`` adds the relations that no rule infers.  Raises DataError where that
    table breaks its format or names a statement that is not there.
    """
    figures = Figures(data.statements)
    stated, reasons = relations(read_formulas(folder), figures, resolved.events, folder)
    ruled = [r for rule in (sums, shares, rates, attainments, changes) for r in rule(figures)]
    related = _distinct([*stated, *(r for r in ruled if r.about not in reasons)])
    mender = Mender(related, figures)
    judged = (judge(r, figures) for r in related)
    numeric = [replace(f, mends=mender.mends(r)) if f.verdict == DIFFERS else f for f, r in zip(judged, related, strict=True)]
    known = Known.of(data, resolved)
    actors = dict(known.actors)
    found = [
        *numeric,
        *lists(data.statements, figures, actors),
        *recounts(known, figures),
        *series(known, figures),
        *wholes(known),
        *same_figures(figures, resolved),
    ]
    found += _unchecked(data.statements, found, figures, reasons)
    found = [_against_print(f) for f in found]
    order = {s.id: n for n, s in enumerate(data.statements)}
    return tuple(sorted(found, key=lambda f: (VERDICTS.index(f.verdict), _rank(f), order[f.about], f.id)))


_COUNTS = frozenset({"list", "recount", "omission", "series"})


def _against_print(f: Finding) -> Finding:
    """A count that differs, with the number printed beside it in the words (relations say theirs already)."""
    if f.verdict != DIFFERS or f.kind not in _COUNTS or f.by is None or "印作" in f.arithmetic.zh:
        return f
    printed = f"{f.stated} {f.unit}".rstrip()
    much = shown(abs(f.by))
    zh = f"{f.arithmetic.zh}；印作 {printed}，{'多' if f.by > 0 else '少'} {much}"
    en = f"{f.arithmetic.en}; printed {printed}, {much} {'more' if f.by > 0 else 'less'}"
    return replace(f, arithmetic=Text(zh, en))


def _rank(finding: Finding) -> int:
    return SEVERITIES.index(finding.severity) if finding.severity else 0


def _distinct(made: Iterable[Relation]) -> list[Relation]:
    """Each relation once: what the table says of a number comes before what a rule infers of it."""
    seen: set[tuple[str, str, frozenset[str]]] = set()
    kept: list[Relation] = []
    for r in made:
        key = (r.about, r.sign, frozenset(r.operands))
        if key not in seen:
            seen.add(key)
            kept.append(r)
    return kept


def _unchecked(
    statements: Iterable[Statement], found: Iterable[Finding], figures: Figures, reasons: Mapping[str, Text]
) -> list[Finding]:
    """A finding for each claim and figure that no check has touched, with the reason why not."""
    touched = {name for f in found for name in (f.about, *(f.others if f.kind not in ("recount", "omission", "whole") else ()))}
    return [
        Finding(
            f"{s.id}-none", "none", s.id, CANNOT, s.value, s.unit,
            remark=reasons.get(s.id) or _reason(s, figures),
        )
        for s in statements
        if not s.tells_event and (s.id in reasons or s.id not in touched)
    ]  # fmt: skip


_NO_COUNT = Text("未述及可重算之數目、序列或占比", "it states no count, series or share that could be counted again")
_NOT_NUMBER = Text("不是數字", "it is not a number")
_NOT_LISTED = Text("所計之項目未逐一列於報告陳述中", "the things counted are not told one by one")
_ALONE = Text("各報告中沒有與其必須相符的其他數字", "no other figure of the reports has to agree with it")
_NO_BASE = Text("比較年度之數值未見於任何報告", "the value of the year it is compared with stands in no report")


def _reason(s: Statement, figures: Figures) -> Text:
    if s.type == "claim":
        return _NOT_LISTED if s.id in figures.values else _NO_COUNT
    if s.id not in figures.values:
        return _NOT_NUMBER
    return _NO_BASE if CHANGE.fullmatch(s.title) else _ALONE
