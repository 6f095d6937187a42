"""Findings as RDF: a ``kg:Check`` for each finding about a claim or a figure."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.audit.model import CANNOT, Finding
from kg.iris import KG, RDF, XSD, Iris
from kg.model import Observation

VERDICT = "https://example.org/coop/ns/verdict/"
_TYPE = NamedNode(RDF + "type")
_CHECK, _CHECKS, _VERDICT, _OWN, _COUNTED, _ABOUT, _NOTE = (
    NamedNode(KG + name) for name in ("Check", "checks", "verdict", "ownValue", "counted", "about", "note")
)


def check_quads(findings: Iterable[Finding], observations: Iterable[Observation], iris: Iris) -> list[Quad]:
    """The checks, in the default graph: what is checked, the verdict, the own value, what was counted, and the arithmetic as notes.

    A figure against which nothing can be held makes no check; of a claim that cannot be checked the check says so.  Findings about
    fields of events are conflicts, which ``kg.rdf`` writes.
    """
    told = {name: observation for observation in observations for name in observation.statements}
    quads: list[Quad] = []
    for finding in findings:
        observation = told.get(finding.about)
        if observation is not None and not (
            finding.verdict == CANNOT and finding.kind == "none" and observation.type == "figure"
        ):
            quads += _check(finding, observation, told, iris)
    return quads


def _check(finding: Finding, observation: Observation, told: dict[str, Observation], iris: Iris) -> list[Quad]:
    node, graph = NamedNode(iris.check(finding.id)), DefaultGraph()
    checked = NamedNode(iris.observation(observation.type, observation.id))
    others = {
        iris.observation(o.type, o.id): None
        for name in finding.others
        if (o := told.get(name)) is not None and o is not observation
    }
    quads = [
        Quad(node, _TYPE, _CHECK, graph),
        Quad(node, _CHECKS, checked, graph),
        Quad(node, _VERDICT, NamedNode(VERDICT + finding.verdict.replace(" ", "-")), graph),
        Quad(node, _ABOUT, checked, graph),
        *(Quad(node, _ABOUT, NamedNode(other), graph) for other in others),
        *(Quad(node, _COUNTED, NamedNode(_thing(kind, name, iris)), graph) for kind, name in dict.fromkeys(finding.counted)),
    ]
    if finding.own is not None:
        quads.append(Quad(node, _OWN, _literal(finding.own), graph))
    for language, texts in (
        ("zh-Hant", (finding.arithmetic.zh, finding.remark.zh)),
        ("en", (finding.arithmetic.en, finding.remark.en)),
    ):
        note = ("；" if language == "zh-Hant" else "; ").join(text for text in texts if text)
        if note:
            quads.append(Quad(node, _NOTE, Literal(note, language=language), graph))
    return quads


def _thing(kind: str, name: str, iris: Iris) -> str:
    return iris.event(name) if kind == "event" else iris.actor(name)


def _literal(value: float | str) -> Literal:
    if isinstance(value, str):
        return Literal(value)
    if float(value).is_integer():
        return Literal(str(int(value)), datatype=NamedNode(XSD + "integer"))
    return Literal(f"{value:f}".rstrip("0").rstrip("."), datatype=NamedNode(XSD + "decimal"))
