"""A candidate as a person corrected it: the cells that were changed, read back into its row."""

from __future__ import annotations

from collections.abc import Sequence

from kg.review.cells import COUNTS, DATES, PLAIN, Row, edtf_of, number_of, parties_of
from kg.review.index import Index
from kg.review.naming import Tell
from kg.review.sheet import Candidate, Decided


def edited(row: Decided, index: Index, tell: Tell) -> Row:
    """The candidate's row with the cells that were changed; a cell that cannot be read is told."""
    content: Row = {**row.candidate.row}
    for name in row.changed:
        try:
            content |= _read(name, row.cells[name], row.candidate, index)
        except ValueError as error:
            tell(name, row.cells[name], str(error))
    if isinstance(row.candidate.row.get("value"), int | float) and isinstance(content.get("value"), str):
        tell("value", content["value"], "is not a number")
    return {name: value for name, value in content.items() if value is not None and value != ""}


def _read(name: str, cell: str, candidate: Candidate, index: Index) -> Row:
    if name in DATES:
        return {name: edtf_of(cell) if cell else ""}
    if name in COUNTS:
        return {name: _count(cell) if cell else None}
    if name == "value":
        return {name: number_of(cell) if cell else None}
    if name == "topic":
        return {name: [part.strip() for part in cell.split("|") if part.strip()]}
    if name == "parties":
        return {name: _parties(cell, candidate, index)}
    if name == "phrase":
        evidence: list[dict[str, object]] = candidate.row["evidence"]  # type: ignore[assignment]
        return {"evidence": [{**evidence[0], "exact": cell}, *evidence[1:]]}
    return {name: cell} if name in PLAIN or name == "note" else {}


def _count(cell: str) -> int:
    plain = cell.replace(",", "")
    if not (plain.isascii() and plain.isdigit()):
        raise ValueError("is not a whole number")
    return int(plain)


def _parties(cell: str, candidate: Candidate, index: Index) -> list[dict[str, str]]:
    """The parties of a cell; one without an actor is the one that stood there before by that name, or is known by it."""
    before: Sequence[dict[str, str]] = candidate.row.get("parties", [])  # type: ignore[assignment]
    parties = []
    for given in parties_of(cell):
        if "actor" not in given:
            known = {p["actor"] for p in before if p["name"] == given["name"]} or {a.id for a in index.named(given["name"])}
            if len(known) != 1:
                raise ValueError(f"does not say who {given['name']} is: write {given['name']} = <id in actors.csv>")
            given["actor"] = known.pop()
        kept = next((p for p in before if (p["actor"], p["name"]) == (given["actor"], given["name"])), {})
        parties.append({**given, **({"name_en": kept["name_en"]} if "name_en" in kept else {})})
    return parties
