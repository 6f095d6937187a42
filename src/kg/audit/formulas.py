"""The table ``reference/checks.csv``: relations between figures that no general rule can infer, as formulas.

A formula is ``left sign right``, or ``[id]: left sign right`` where the statement checked is not the left side; signs are
``=``, ``<=``, ``>=``, ``<`` and ``>``.  A side is made of numbers, ``+ - * /``, brackets and references:

- ``{title}`` or ``{title|other title}``: the figure of that title in the same report and period, ``{title:unit}`` of that unit; the
  formula then holds in every report and period that gives all its figures;
- ``[id]``: the number of that statement;
- ``events(report start-end type type)``: how many events of these types are told by passages that begin in this range (code points).

``[id]`` alone, with the kind ``none``, says in its note why a statement cannot be checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.audit.figures import Figures, period_of
from kg.audit.model import KINDS, Text
from kg.audit.terms import Apply, Constant, Relation, Term, Value, names
from kg.errors import DataError
from kg.model import Event, Statement
from kg.tables import Log

COLUMNS = ("id", "kind", "formula", "scope", "note_zh", "note_en")
SCOPES = ("", "scope", "parts")
FILE = Path("reference") / "checks.csv"

_TOKEN = re.compile(r"\s*(\{[^{}]+\}|\[[^\[\]]+\]|events\([^()]+\)|\d+(?:\.\d+)?|<=|>=|[-+*/()=<>])")
_RANGE = re.compile(r"events\((\S+) (\d+)-(\d+)((?: [a-z]+)+)\)")
Resolve = Callable[[str], Term]
Inner = Callable[[], Term]

_ABOUT = re.compile(r"(\{[^{}]+\}|\[[^\[\]]+\])\s*:")
_COMPARISONS = frozenset({"=", "<=", ">=", "<", ">"})


@dataclass(frozen=True, slots=True)
class Formula:
    """One row: ``about`` is the statement or title checked, as a token; ``left`` and ``right`` are tokens."""

    id: str
    kind: str
    about: str
    left: tuple[str, ...]
    sign: str
    right: tuple[str, ...]
    scope: str
    note: Text


def read_formulas(data: Path) -> tuple[Formula, ...]:
    """The rows of ``reference/checks.csv``; none where there is no such file.  Raises DataError with every problem found."""
    path = data / FILE
    if not path.is_file():
        return ()
    log = Log(data)
    formulas: list[Formula] = []
    seen: set[str] = set()
    for line, row in log.rows(path, COLUMNS):
        if row["id"] in seen or not row["id"]:
            log.add(path, line, "id", row["id"], "is empty or stands already above")
        seen.add(row["id"])
        for name, allowed in (("kind", KINDS), ("scope", SCOPES)):
            if row[name] not in allowed:
                log.add(path, line, name, row[name], f"is none of {', '.join(filter(None, allowed))}")
        try:
            formulas.append(_formula(row))
        except ValueError as error:
            log.add(path, line, "formula", row["formula"], str(error))
    if log.problems:
        raise DataError(log.problems)
    return tuple(formulas)


def _formula(row: Mapping[str, str]) -> Formula:
    text = row["formula"].strip()
    match = _ABOUT.match(text)
    tokens = _tokens(text[match.end() :] if match else text)
    signs = [n for n, token in enumerate(tokens) if token in _COMPARISONS]
    note = Text(row["note_zh"], row["note_en"])
    if row["kind"] == "none":
        if len(tokens) != 1 or tokens[0][0] != "[" or not note:
            raise ValueError("is not one [id] with a note that says why it cannot be checked")
        return Formula(row["id"], row["kind"], tokens[0], (), "", (), row["scope"], note)
    if len(signs) != 1:
        raise ValueError("needs exactly one of = <= >= < >")
    left, right = tuple(tokens[: signs[0]]), tuple(tokens[signs[0] + 1 :])
    for side in (left, right):
        _Parser(side, lambda token: Constant(1)).whole()  # says what is wrong with the syntax, with any numbers
    if match is None and (len(left) != 1 or left[0][0] not in "{["):
        raise ValueError("does not name the statement checked: its left side is not one reference")
    about = match[1] if match else left[0]
    return Formula(row["id"], row["kind"], about, left, tokens[signs[0]], right, row["scope"], note)


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    place = 0
    while text[place:].strip():
        match = _TOKEN.match(text, place)
        if match is None:
            raise ValueError(f"has something that is no part of a formula at {text[place:].strip()[:12]!r}")
        if match[1][0] == "e" and _RANGE.fullmatch(match[1]) is None:
            raise ValueError(f"has {match[1]!r}, which is not events(report start-end type ...)")
        tokens.append(match[1])
        place = match.end()
    return tokens


class _MissingError(LookupError):
    """A reference that names nothing here."""


class _Parser:
    """Reads a side of a formula: sums of products of references, numbers and brackets."""

    def __init__(self, tokens: Sequence[str], resolve: Resolve) -> None:
        self.tokens, self.resolve, self.place = tokens, resolve, 0

    def whole(self) -> Term:
        term = self._chain("+-", lambda: self._chain("*/", self._unit))
        if self.place < len(self.tokens):
            raise ValueError(f"goes on with {self.tokens[self.place]!r} where it should end")
        return term

    def _chain(self, signs: str, inner: Inner) -> Term:
        term = inner()
        while self.place < len(self.tokens) and self.tokens[self.place] in signs:
            sign = self.tokens[self.place]
            self.place += 1
            term = Apply(sign, term, inner())
        return term

    def _unit(self) -> Term:
        if self.place >= len(self.tokens):
            raise ValueError("ends where a number or reference is needed")
        token = self.tokens[self.place]
        self.place += 1
        if token == "(":  # noqa: S105  not a secret
            term = self._chain("+-", lambda: self._chain("*/", self._unit))
            if self.place >= len(self.tokens) or self.tokens[self.place] != ")":
                raise ValueError("has a bracket that is not closed")
            self.place += 1
            return term
        if token[0].isdigit():
            return Constant(float(token) if "." in token else int(token))
        if token[0] in "{[e":
            return self.resolve(token)
        raise ValueError(f"has {token!r} where a number or reference is needed")


def relations(
    formulas: Sequence[Formula], figures: Figures, events: Sequence[Event], data: Path
) -> tuple[list[Relation], dict[str, Text]]:
    """The relations that the formulas make here, and the statements that they say cannot be checked, with the reason.

    A formula that names a statement of a report which is not among those given is left out, as in a graph of earlier reports.
    Raises DataError for one whose report is there but whose statement is not.
    """
    log = Log(data)
    made: list[Relation] = []
    reasons: dict[str, Text] = {}
    event_of = {name: event for event in events for name in event.statements}
    documents = tuple({f"{s.document}-" for s in figures.statements.values()})
    for formula in formulas:
        tokens = (formula.about, *formula.left, *formula.right)
        unknown = [t[1:-1] for t in tokens if t[0] == "[" and t[1:-1] not in figures.statements]
        wrong = [name for name in unknown if name.startswith(documents)]
        if wrong:
            log.add(data / FILE, 0, "formula", wrong[0], f"is no statement (check {formula.id})")
        elif unknown:
            continue
        elif formula.kind == "none":
            reasons[formula.about[1:-1]] = formula.note
        else:
            made += _instances(formula, figures, event_of)
    if log.problems:
        raise DataError(log.problems)
    return made, reasons


def _instances(formula: Formula, figures: Figures, event_of: Mapping[str, Event]) -> Iterator[Relation]:
    for about in _abouts(formula, figures):

        def resolve(token: str, about: Statement = about) -> Term:
            return _resolved(token, about, figures, event_of)

        try:
            left, right = _Parser(formula.left, resolve).whole(), _Parser(formula.right, resolve).whole()
        except _MissingError:
            continue
        same = isinstance(left, Value) and left.statement == about.id
        if not same or about.id not in names(right):
            yield Relation(
                f"{about.id}-{formula.id}", formula.kind, about.id, formula.sign, right, formula.note,
                formula.scope == "scope", formula.scope == "parts", None if same else left,
            )  # fmt: skip


def _abouts(formula: Formula, figures: Figures) -> list[Statement]:
    """The statements checked: the one named, or the first of each report and period with the title."""
    if formula.about[0] == "[":
        return [figures.statements[formula.about[1:-1]]]
    titles, unit = _titles(formula.about)
    documents = dict.fromkeys(s.document for s in figures.figures)
    found = [s for d in documents for title in titles for s in figures.with_title(d, title) if unit is None or s.unit == unit]
    first: dict[tuple[str, str], Statement] = {}
    for s in found:
        first.setdefault((s.document, period_of(s)), s)
    return list(first.values())


def _titles(token: str) -> tuple[list[str], str | None]:
    inner, colon, unit = token[1:-1].partition(":")
    return inner.split("|"), unit if colon else None


def _resolved(token: str, about: Statement, figures: Figures, event_of: Mapping[str, Event]) -> Term:
    if token[0] == "e":
        return _counted(token, figures, event_of)
    if token[0] == "[":
        if token[1:-1] not in figures.values:
            raise _MissingError
        return Value(token[1:-1])
    titles, unit = _titles(token)
    for title in titles:
        found = figures.titled(about.document, title, period_of(about), unit)
        if found is not None:
            return Value(found.id)
    raise _MissingError


def _counted(token: str, figures: Figures, event_of: Mapping[str, Event]) -> Constant:
    match = _RANGE.fullmatch(token)
    if match is None:
        raise ValueError(token)
    types = match[4].split()
    found = dict.fromkeys(
        event_of[s.id].id
        for s in figures.statements.values()
        if s.document == match[1] and s.type in types and int(match[2]) <= s.evidence[0].start < int(match[3])
    )
    return Constant(len(found), tuple(("event", name) for name in found))
