"""The IRIs of the graph: made from ids, so that the same input gives the same IRIs."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from kg.errors import UsageError
from kg.model import Evidence

DEFAULT_BASE = "https://example.org/coop/"
KG = "https://example.org/coop/ns#"
ROLE = "https://example.org/coop/ns/role/"
STATUS = "https://example.org/coop/ns/status/"
DIRECTION = "https://example.org/coop/ns/direction/"
ONTOLOGY_GRAPH = "https://example.org/coop/ns"

DCTERMS = "http://purl.org/dc/terms/"
ORG = "http://www.w3.org/ns/org#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"

_BASE = re.compile(r"https?://[^\s<>\"{}|\\^`]+[/#]")


def base_iri() -> str:
    """The base of instance IRIs: ``KG_BASE``, else ``https://example.org/coop/``.  Raises UsageError for one that cannot be."""
    base = os.environ.get("KG_BASE") or DEFAULT_BASE
    if not _BASE.fullmatch(base):
        raise UsageError(f"KG_BASE is {base!r}: a web address that ends in / or # is needed")
    return base


@cache
def _quoted(part: str) -> str:
    return quote(part, safe="-._~")


@dataclass(frozen=True, slots=True)
class Iris:
    """IRIs of the instances under one base.

    >>> Iris("https://example.org/coop/").actor("JPN")
    'https://example.org/coop/actor/JPN'
    """

    base: str

    def _make(self, kind: str, *parts: object) -> str:
        return f"{self.base}{kind}/{'/'.join(_quoted(str(p)) for p in parts)}"

    def report(self, name: str) -> str:
        """A report, and the named graph of what it says."""
        return self._make("report", name)

    def actor(self, name: str) -> str:
        """An actor."""
        return self._make("actor", name)

    def statement(self, name: str) -> str:
        """A statement."""
        return self._make("statement", name)

    def event(self, name: str) -> str:
        """An event."""
        return self._make("event", name)

    def observation(self, kind: str, name: str) -> str:
        """A figure or claim."""
        return self._make(kind, name)

    def conflict(self, name: str) -> str:
        """A conflict."""
        return self._make("conflict", name)

    def check(self, name: str) -> str:
        """A check of a claim or figure."""
        return self._make("check", name)

    def part(self, whole: str, kind: str, number: int) -> str:
        """A numbered part of a thing, such as a participation of an event."""
        return f"{whole}/{kind}/{number}"

    def evidence(self, evidence: Evidence, number: int, statement: str) -> str:
        """The passage a statement rests on."""
        return self._make("evidence", evidence.report, f"{evidence.start}-{evidence.end}", statement, number)

    @property
    def derived(self) -> str:
        """The named graph of derived shortcuts."""
        return self.base + "graph/derived"

    def prefixes(self) -> dict[str, str]:
        """Prefixes for queries and files."""
        return {
            "kg": KG,
            "role": ROLE,
            "status": STATUS,
            "direction": DIRECTION,
            "actor": self.base + "actor/",
            "event": self.base + "event/",
            "statement": self.base + "statement/",
            "report": self.base + "report/",
            "figure": self.base + "figure/",
            "claim": self.base + "claim/",
            "graph": self.base + "graph/",
            "dcterms": DCTERMS,
            "org": ORG,
            "rdf": RDF,
            "rdfs": RDFS,
            "skos": SKOS,
            "xsd": XSD,
        }
