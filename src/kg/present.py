"""Query results shown: tables for a terminal, Markdown, CSV and JSON (SPARQL 1.1 results), Turtle."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, serialize

from kg.errors import UsageError
from kg.iris import XSD
from kg.store import Answer, Result, Table, Term, Triples

_MARKUP = re.compile(r"[\\`*_\[\]<>&|~]")
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


def as_python(term: Term | None) -> object:
    """A term as int, float, bool, text or None; an IRI as its text."""
    if term is None:
        return None
    if isinstance(term, Literal):
        name = term.datatype.value.removeprefix(XSD)
        try:
            if name in ("integer", "nonNegativeInteger"):
                return int(term.value)
            if name in ("decimal", "double", "float"):
                return float(term.value)
        except ValueError:  # a query can make a literal that is none of its datatype
            return term.value
        return _BOOLEANS.get(term.value, term.value) if name == "boolean" else term.value
    return term.value if isinstance(term, NamedNode | BlankNode) else str(term)


def _short(term: Term | None, prefixes: Mapping[str, str]) -> str:
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        for prefix, iri in prefixes.items():
            if iri and term.value.startswith(iri):
                return f"{prefix}:{term.value[len(iri) :]}"
    return _value(term) or ""


def width(text: str) -> int:
    """Columns a text takes in a terminal: two for a wide letter, none for one that combines or is not seen.

    >>> width("臺越 TV")
    7
    """
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def clip(text: str, columns: int) -> str:
    """A text cut or filled to a number of terminal columns; one that is cut ends in "…".

    >>> clip("臺越合作", 5), clip("TV", 4)
    ('臺越…', 'TV  ')
    """
    clean = printable(text)
    if width(clean) > columns:
        kept, used = "", 0
        for letter in clean:
            used += width(letter)
            if used >= columns:
                break
            kept += letter
        clean = kept + "…"
    return clean + " " * (columns - width(clean))


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Text columns aligned for a terminal, also with Chinese; control characters are shown as spaces."""
    clean = [[printable(cell) for cell in row] for row in [columns, *rows]]
    widths = [max(width(row[n]) for row in clean) for n in range(len(columns))]

    def line(row: Sequence[str]) -> str:
        return "  ".join(cell + " " * (w - width(cell)) for cell, w in zip(row, widths, strict=True)).rstrip()

    head, *body = clean
    return "\n".join([line(head), "  ".join("-" * w for w in widths), *map(line, body)])


def printable(text: str) -> str:
    """A text with spaces in the place of control characters and line ends."""
    return "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)


def markdown(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; what is markup in it shows as it is written."""
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(_MARKUP.sub(r"\\\g<0>", printable(c)) for c in row) + " |" for row in rows]
    return "\n".join(lines)


def render(result: Result, form: str, prefixes: Mapping[str, str]) -> str:
    """A result as table, markdown, csv, json or turtle, without a final line end.  Raises UsageError where the format does not fit it."""
    if isinstance(result, Triples):
        if form not in ("turtle", "table"):
            raise UsageError(f"a CONSTRUCT query gives triples: --format {form} does not hold them, turtle does")
        return (serialize(result.triples, format=RdfFormat.TURTLE, prefixes=dict(prefixes)) or b"").decode("utf-8").rstrip("\n")
    if isinstance(result, Answer):
        if form == "json":
            return json.dumps({"head": {}, "boolean": result.value})
        return "true" if result.value else "false"
    if form == "turtle":
        raise UsageError("a SELECT query gives rows: --format turtle does not hold them; choose table, markdown, csv or json")
    return _render_table(result, form, prefixes)


def _render_table(result: Table, form: str, prefixes: Mapping[str, str]) -> str:
    if form == "json":
        return json.dumps(_sparql_json(result), ensure_ascii=False, indent=1)
    if form == "csv":
        from kg.tables import csv_text

        text = csv_text(result.columns, ([_value(t) for t in row] for row in result.rows), guard=lambda cell: cell)
        return text.removesuffix("\n")
    rows = [[_short(t, prefixes) for t in row] for row in result.rows]
    return markdown(result.columns, rows) if form == "markdown" else table(result.columns, rows)


def _value(term: Term | None) -> str | None:
    if term is None or isinstance(term, NamedNode | Literal):
        return None if term is None else term.value
    return str(term)


def _sparql_json(result: Table) -> dict[str, object]:
    bindings = [
        {name: _json_term(term) for name, term in zip(result.columns, row, strict=True) if term is not None}
        for row in result.rows
    ]
    return {"head": {"vars": list(result.columns)}, "results": {"bindings": bindings}}


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, Literal):
        return {"type": "literal", "value": str(term)}
    cell = {"type": "literal", "value": term.value}
    if term.language:
        cell["xml:lang"] = term.language
    elif term.datatype.value != XSD + "string":
        cell["datatype"] = term.datatype.value
    return cell
