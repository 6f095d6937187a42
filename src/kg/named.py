"""Named queries: ``queries/*.rq``, each with a header that says what it answers.

A header line is ``# key: value``; keys are ``title-en``, ``title-zh``, ``row`` (what a row is) and ``param``, whose value is
``name kind default: meaning``.  Kinds: ``date`` (EDTF, of which the last day counts), ``year``, ``actor`` (an id or a name), ``thing``
(an id of an event, figure or claim).  A parameter whose default is ``-`` has to be given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode

from kg.dates import parse_edtf
from kg.errors import UsageError
from kg.iris import XSD, Iris
from kg.store import Term

_HEADER = re.compile(r"# ([a-z-]+): (.*)")
_PARAM = re.compile(r"(\w+) (date|year|actor|thing) (\S+): (.+)")
_PLACE = re.compile(r"\$(\w+)")
_VARIABLE = {"as_of": "asOf", "known_by": "knownBy"}
REQUIRED = "-"


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of a named query."""

    name: str
    kind: str
    default: str
    meaning: str

    @property
    def variable(self) -> str:
        """The query variable that the parameter replaces."""
        return _VARIABLE.get(self.name, self.name)


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query with its header."""

    name: str
    title_en: str
    title_zh: str
    row: str
    params: tuple[Param, ...]
    text: str


@cache
def named_queries() -> Mapping[str, NamedQuery]:
    """All named queries by name, in alphabetical order."""
    folder = files("kg") / "queries"
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".rq")), key=lambda f: f.name)
    return {f.name[:-3]: _parse(f.name[:-3], f.read_text("utf-8")) for f in found}


def _parse(name: str, text: str) -> NamedQuery:
    header: dict[str, list[str]] = {}
    for line in text.splitlines():
        match = _HEADER.match(line)
        if match is None:
            break
        header.setdefault(match[1], []).append(match[2])
    params = []
    for value in header.get("param", []):
        match = _PARAM.fullmatch(value)
        if match is None:
            raise ValueError(f"{name}.rq: {value!r} is not 'name kind default: meaning'")
        params.append(Param(*match.groups()))
    return NamedQuery(name, header["title-en"][0], header["title-zh"][0], header["row"][0], tuple(params), text)


def find_query(name: str) -> NamedQuery:
    """A named query.  Raises UsageError, which names the nearest ones."""
    known = named_queries()
    if name not in known:
        raise UsageError(f"no query is called {name!r}; {nearest(name, known)}")
    return known[name]


def nearest(name: str, known: Mapping[str, object]) -> str:
    """A hint: the known names most like the given one."""
    import difflib

    close = difflib.get_close_matches(name, list(known), n=3, cutoff=0.4)
    return f"nearest: {', '.join(close)}" if close else f"known: {', '.join(list(known)[:12])}"


def bind(query: NamedQuery, given: Mapping[str, str], iris: Iris, actor_ids: Mapping[str, str]) -> str:
    """The query's text with a term, written out by the RDF library, in the place of each ``$parameter``.

    ``actor_ids`` maps folded names and ids of actors to ids.  Raises UsageError for a parameter that the query lacks, that is
    missing, or whose value is of the wrong kind.
    """
    known = {p.name: p for p in query.params}
    for name in given:
        if name not in known:
            takes = ", ".join(f"--{p.replace('_', '-')}" for p in known) or "none"
            raise UsageError(f"the query {query.name} does not take --{name.replace('_', '-')}; its parameters: {takes}")
    values: dict[str, str] = {}
    for param in query.params:
        value = given.get(param.name, param.default)
        if value == REQUIRED:
            raise UsageError(f"the query {query.name} needs --{param.name.replace('_', '-')}: {param.meaning}")
        values[param.variable] = str(_term(param, value, iris, actor_ids))
    return _PLACE.sub(lambda match: values.get(match[1], match[0]), query.text)


def _term(param: Param, value: str, iris: Iris, actor_ids: Mapping[str, str]) -> Term:
    if param.kind == "date":
        return Literal(last_day(value), datatype=NamedNode(XSD + "date"))
    if param.kind == "year":
        if not (value.isascii() and value.isdigit()):
            raise UsageError(f"--{param.name.replace('_', '-')} {value}: not a year")
        return Literal(value, datatype=NamedNode(XSD + "integer"))
    if param.kind == "actor":
        return NamedNode(iris.actor(find_actor(value, actor_ids)))
    try:
        return Literal(value)
    except ValueError as error:  # half of a surrogate pair, from an argument that is not UTF-8
        raise UsageError(f"--{param.name.replace('_', '-')} {value!r}: not UTF-8 text") from error


def last_day(value: str) -> str:
    """The last day of an EDTF date, as an ISO date.

    >>> last_day("2017-02")
    '2017-02-28'
    """
    try:
        latest = parse_edtf(value).latest
    except ValueError as error:
        raise UsageError(f"{value!r} {error}") from error
    if latest is None:
        raise UsageError(f"{value!r} has no last day")
    return latest.isoformat()


def find_actor(value: str, actor_ids: Mapping[str, str]) -> str:
    """The id of the actor that goes by this id or name.  Raises UsageError, which names the nearest ones."""
    from kg.names import fold

    found = actor_ids.get(value) or actor_ids.get(fold(value))
    if found is None:
        raise UsageError(f"no actor is called {value!r}; {nearest(fold(value), actor_ids)}")
    return found
