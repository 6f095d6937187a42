"""Arithmetic over statements: small expressions that are computed, shown in words, and computed again with one number changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.audit.model import NO_TEXT, Number, Text
from kg.audit.numbers import shown


@dataclass(frozen=True, slots=True)
class Value:
    """The number that a statement gives."""

    statement: str


@dataclass(frozen=True, slots=True)
class Constant:
    """A number that stands in the formula itself, or was counted."""

    number: Number
    counted: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Apply:
    """``left`` and ``right`` joined by one of ``+ - * /``."""

    sign: str
    left: Term
    right: Term


Term = Value | Constant | Apply


@dataclass(frozen=True, slots=True)
class Relation:
    """What a number has to do with others: ``about`` is ``sign`` (``=``, ``<=``, ``>=``, ``<``, ``>``) the value of ``term``.

    ``scope`` tells that the two sides may count different things, so that both can hold; ``parts`` that the sum may leave some out.
    """

    id: str
    kind: str
    about: str
    sign: str
    term: Term
    remark: Text = NO_TEXT
    scope: bool = False
    parts: bool = False
    left: Term | None = None

    @property
    def operands(self) -> tuple[str, ...]:
        """The statements on the other side, in order."""
        return tuple(
            dict.fromkeys(name for side in (self.left, self.term) if side for name in names(side) if name != self.about)
        )


class UndefinedError(ArithmeticError):
    """A division by zero."""


def names(term: Term) -> Iterator[str]:
    """The statements in a term, in reading order."""
    if isinstance(term, Value):
        yield term.statement
    elif isinstance(term, Apply):
        yield from names(term.left)
        yield from names(term.right)


def compute(term: Term, values: Mapping[str, Number]) -> Number:
    """The number a term comes to.  Raises UndefinedError for a division by zero."""
    if isinstance(term, Value):
        return values[term.statement]
    if isinstance(term, Constant):
        return term.number
    left, right = compute(term.left, values), compute(term.right, values)
    if term.sign == "+":
        return left + right
    if term.sign == "-":
        return left - right
    if term.sign == "*":
        return left * right
    if right == 0:
        raise UndefinedError
    return left / right


def written(term: Term, values: Mapping[str, Number], outer: str = "") -> str:
    """A term with its numbers: ``(20,678 − 16,851) / 16,851``; ratios times 100 are written as percentages elsewhere."""
    if isinstance(term, Value):
        return shown(values[term.statement])
    if isinstance(term, Constant):
        return shown(term.number)
    text = f"{written(term.left, values, term.sign)} {_SIGNS[term.sign]} {written(term.right, values, term.sign + 'r')}"
    tighter = (term.sign in "+-" and outer[:1] in ("*", "/")) or outer in ("-r", "/r")
    return f"({text})" if tighter else text


_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "/"}
SIGNS = {"=": "=", "<=": "≤", ">=": "≥", "<": "<", ">": ">"}


def total(items: list[Term]) -> Term:
    """The sum of one or more terms."""
    result = items[0]
    for item in items[1:]:
        result = Apply("+", result, item)
    return result


def percentage(part: Term, whole: Term) -> Term:
    """A part of a whole in per cent."""
    return Apply("*", Apply("/", part, whole), Constant(100))
