"""SHACL: the graph held against ``ontology/shapes.ttl`` with pySHACL, on a plain rdflib graph."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, serialize

from kg.errors import UsageError


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule."""

    node: str
    path: str
    message: str


def validate(quads: Sequence[Quad], shapes: Path) -> tuple[Violation, ...]:
    """Every violation, sorted; the named graphs and the default graph are taken together.  Needs the extra ``validate``."""
    try:
        import pyshacl
    except ImportError as error:
        raise UsageError("kg validate needs pySHACL: pip install 'coopgraph[validate]'") from error
    import rdflib

    buffer = io.BytesIO()
    serialize(dict.fromkeys(q.triple for q in quads), buffer, RdfFormat.N_TRIPLES)
    data = rdflib.Graph().parse(data=buffer.getvalue(), format="nt")
    rules = rdflib.Graph().parse(shapes, format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=rules, inference="none", advanced=False)
    return violations_in(report)


def violations_in(report: object) -> tuple[Violation, ...]:
    """The results of a SHACL report graph."""
    import rdflib

    if not isinstance(report, rdflib.Graph):
        raise UsageError(f"pySHACL gave no report: {report!r}")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    found = set()
    for result in report.subjects(rdflib.RDF.type, sh.ValidationResult):
        messages = sorted(
            str(m) for m in report.objects(result, sh.resultMessage) if getattr(m, "language", None) in (None, "en")
        )
        path = report.value(result, sh.resultPath)
        node = report.value(result, sh.focusNode)
        if report.value(result, sh.sourceConstraintComponent) == sh.SPARQLConstraintComponent:
            # such a shape asks once for all dates: its focus is the property, the thing at fault is the value
            node = report.value(result, sh.value) or node
        found.add(Violation(str(node), "" if path is None else str(path), "; ".join(messages)))
    return tuple(sorted(found, key=lambda v: (v.node, v.path, v.message)))
