"""Corrections near at hand: one digit, or one whole number, that lets a relation hold and breaks no other."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.audit.figures import Figures
from kg.audit.judge import holds
from kg.audit.model import Mend, Number, Text
from kg.audit.numbers import fits, places, shown
from kg.audit.terms import Apply, Constant, Relation, UndefinedError, Value, compute

MOST = 3
_CLEAN = frozenset({"exact", "rounded"})


class Mender:
    """Looks for corrections among relations; ``changed`` numbers are tried on copies of the values."""

    def __init__(self, relations: Iterable[Relation], figures: Figures) -> None:
        self.figures = figures
        self._of: dict[str, list[Relation]] = defaultdict(list)
        for relation in relations:
            if not relation.scope:
                for name in dict.fromkeys((relation.about, *relation.operands)):
                    self._of[name].append(relation)

    def mends(self, relation: Relation) -> tuple[Mend, ...]:
        """Up to three corrections for a relation that does not hold: those that put most in order, one digit before a whole number."""
        if relation.scope or relation.sign != "=" or relation.left is not None:
            return ()
        found = sorted(self._digits(relation), key=lambda pair: -pair[0])
        if found:
            best = found[0][0]
            return tuple(mend for score, mend in found if score == best)[:MOST]
        return tuple(self._numbers(relation))[:MOST]

    def _digits(self, relation: Relation) -> Iterator[tuple[int, Mend]]:
        for name in (relation.about, *relation.operands):
            printed = self.figures.values[name]
            for would in one_digit(printed):
                score = self._score(relation, name, would)
                if score:
                    yield score, Mend(name, shown(printed), shown(would), Text("改一位數字", "one digit"))

    def _score(self, relation: Relation, name: str, would: Number) -> int:
        """How many relations that fail would hold with a changed number; none where the one at hand would not, or another breaks."""
        changed = _Changed(self.figures.values, name, would)
        if not _clean(relation, changed, self.figures):
            return 0
        score = 0
        for other in self._of[name]:
            before, after = _clean(other, None, self.figures, loosely=True), _clean(other, changed, self.figures, loosely=True)
            if before and not after:
                return 0
            score += after and not before
        return score

    def _numbers(self, relation: Relation) -> Iterator[Mend]:
        """The only whole number in the place of the part of a share that gives the share printed."""
        term = relation.term
        if not (isinstance(term, Apply) and term.sign == "*" and isinstance(term.left, Apply) and term.left.sign == "/"):
            return
        part, whole = term.left.left, term.left.right
        if not (isinstance(part, Value) and isinstance(whole, Value) and term.right == Constant(100)):
            return
        base, stated = self.figures.values[whole.statement], self.figures.values[relation.about]
        near = math.floor(base * stated / 100)
        fitting = [n for n in range(max(near - 2, 0), near + 4) if base and fits(stated, n / base * 100) in _CLEAN]
        if len(fitting) == 1:
            yield Mend(
                part.statement,
                shown(self.figures.values[part.statement]),
                shown(fitting[0]),
                self._effect(relation, part, fitting[0]),
            )

    def _effect(self, relation: Relation, part: Value, would: Number) -> Text:
        """What the number does to the share and to the sums it belongs to."""
        changed = _Changed(self.figures.values, part.statement, would)
        zh = [f"{shown(stated := self.figures.values[relation.about])}% 才相符（{shown(compute(relation.term, changed), 2)}%）"]
        en = [f"fits {shown(stated)} % ({shown(compute(relation.term, changed), 2)} %)"]
        for other in self._of[part.statement]:
            if other.kind == "sum":
                stated, before, after = (
                    changed[other.about], compute(other.term, self.figures.values), compute(other.term, changed)
                )  # fmt: skip
                zh.append(f"合計由 {shown(before)} 變為 {shown(after)}，總數印作 {shown(stated)}")
                en.append(f"the sum goes from {shown(before)} to {shown(after)}, the total is printed {shown(stated)}")
        return Text("；".join(zh), "; ".join(en))


class _Changed(dict[str, Number]):
    """The printed numbers with one of them changed."""

    def __init__(self, values: Mapping[str, Number], name: str, would: Number) -> None:
        super().__init__({name: would})
        self._values = values

    def __missing__(self, name: str) -> Number:
        return self._values[name]


def _clean(relation: Relation, changed: dict[str, Number] | None, figures: Figures, *, loosely: bool = False) -> bool:
    try:
        how = holds(relation, changed, figures)
    except UndefinedError:
        return False
    return bool(how) if loosely else how in _CLEAN


def near(statement: str, value: int, own: int) -> tuple[Mend, ...]:
    """The own count in the place of the stated one, where they are one digit apart."""
    return (Mend(statement, shown(value), shown(own), Text("改一位數字", "one digit")),) if own in one_digit(value) else ()


def one_digit(number: Number) -> Sequence[Number]:
    """Every number that differs from a printed one in one digit, as long as it, without a nought in front or after a point.

    >>> 8.2 in one_digit(8.6), 44 in one_digit(36), 7 in one_digit(8)
    (True, False, True)
    """
    text = f"{number:.{places(number)}f}"
    found: list[Number] = []
    for place, letter in enumerate(text):
        if not letter.isdigit():
            continue
        for digit in "0123456789":
            if digit != letter and not (place == 0 and digit == "0" and len(text) > 1 and text[1] != "."):
                changed = text[:place] + digit + text[place + 1 :]
                if not changed.endswith("0") or "." not in changed:
                    found.append(float(changed) if "." in changed else int(changed))
    return found
