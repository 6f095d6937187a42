"""Records to quads.

The default graph holds the resolved view (reports, actors, events, figures, claims, conflicts); the named graph of a report, whose
IRI is the report's, holds what that report says; one graph holds the ontology and one the shortcuts derived by CONSTRUCT.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from kg.dates import Dating
from kg.iris import DCTERMS, DIRECTION, KG, ONTOLOGY_GRAPH, ORG, RDF, ROLE, SKOS, STATUS, XSD, Iris
from kg.model import Actor, Conflict, Data, Event, Naming, Observation, Participation, Report, Statement
from kg.resolve import Resolved

EVENT_CLASSES = {
    "agreement": "Agreement", "visit": "Visit", "meeting": "Meeting", "workshop": "Workshop", "training": "Training",
    "grant": "Grant", "rating": "Rating", "reciprocity": "Reciprocity", "posting": "Posting", "system": "SystemLaunch",
    "law": "LegalAct", "campaign": "Campaign", "award": "Award", "other": "OtherEvent",
}  # fmt: skip
ACTOR_CLASSES = {
    "country": "Country", "agency": "Agency", "ngo": "NGO", "io": "InternationalBody", "person": "Person",
    "university": "University", "company": "Company", "embassy": "Mission", "municipality": "Municipality", "group": "Group",
}  # fmt: skip
ONTOLOGY_FILES = ("coop.ttl", "roles.ttl")

_A = NamedNode(RDF + "type")
_NODES: dict[str, NamedNode] = {}
_DATE, _INTEGER, _DECIMAL, _POSITION = (NamedNode(XSD + name) for name in ("date", "integer", "decimal", "nonNegativeInteger"))


def _node(iri: str) -> NamedNode:
    node = _NODES.get(iri)
    if node is None:
        node = _NODES[iri] = NamedNode(iri)
    return node


def _literal(value: object) -> Literal:
    if isinstance(value, int):
        return Literal(str(value), datatype=_INTEGER)
    if isinstance(value, float):
        text = f"{Decimal(repr(value)):f}"
        return Literal(text.rstrip("0").rstrip(".") if "." in text else text, datatype=_DECIMAL)
    if isinstance(value, dt.date):
        return Literal(value.isoformat(), datatype=_DATE)
    return Literal(str(value))


class _Writer:
    """Collects the triples of one graph."""

    def __init__(self, graph: NamedNode | DefaultGraph) -> None:
        self.graph = graph
        self.quads: list[Quad] = []

    def link(self, subject: NamedNode, predicate: str, target: str) -> None:
        self.quads.append(Quad(subject, _node(predicate), _node(target), self.graph))

    def type(self, subject: NamedNode, name: str) -> None:
        self.quads.append(Quad(subject, _A, _node(KG + name), self.graph))

    def tell(self, subject: NamedNode, name: str, *values: object) -> None:
        predicate = _node(KG + name)
        for value in values:
            if value is not None and value != "":
                self.quads.append(Quad(subject, predicate, _literal(value), self.graph))

    def count(self, subject: NamedNode, name: str, number: int) -> None:
        self.quads.append(Quad(subject, _node(KG + name), Literal(str(number), datatype=_POSITION), self.graph))

    def label(self, subject: NamedNode, predicate: str, text: str, lang: str) -> None:
        if text:
            self.quads.append(Quad(subject, _node(predicate), Literal(text, language=lang), self.graph))

    def dating(self, subject: NamedNode, dating: Dating | None) -> None:
        if dating is not None:
            self.tell(subject, "edtf", dating.edtf)
            self.tell(subject, "earliest", dating.earliest)
            self.tell(subject, "latest", dating.latest)


def quads_of(data: Data, resolved: Resolved, iris: Iris, ontology: Path) -> list[Quad]:
    """Every quad but the derived ones, in an order that depends on the input alone."""
    view = _Writer(DefaultGraph())
    for report in data.reports:
        _report(view, report, iris)
    by_iso = {a.iso3: a.id for a in data.actors if a.kind == "country"}
    for actor in data.actors:
        _actor(view, actor, by_iso, iris)
    for event in resolved.events:
        _event(view, event, iris)
    for observation in resolved.observations:
        _observation(view, observation, iris)
    for conflict in resolved.conflicts:
        _conflict(view, conflict, resolved, iris)
    quads = view.quads
    writers: dict[str, _Writer] = {}
    for statement in data.statements:
        writer = writers.setdefault(statement.document, _Writer(NamedNode(iris.report(statement.document))))
        _statement(writer, statement, iris)
    for writer in writers.values():
        quads += writer.quads
    return quads + ontology_quads(ontology)


def ontology_quads(folder: Path) -> list[Quad]:
    """The ontology and the role schemes, in the ontology's graph.  Their files hold no blank nodes, whose names change each time."""
    graph = NamedNode(ONTOLOGY_GRAPH)
    return [
        Quad(q.subject, q.predicate, q.object, graph)
        for file in ONTOLOGY_FILES
        for q in parse(path=str(folder / file), format=RdfFormat.TURTLE)
    ]


def _report(view: _Writer, report: Report, iris: Iris) -> None:
    node = _node(iris.report(report.id))
    view.type(node, "Report")
    view.label(node, DCTERMS + "title", report.title_zh, "zh-Hant")
    view.label(node, DCTERMS + "title", report.title_en, "en")
    view.tell(node, "reportYear", report.year)
    view.tell(node, "sha256", report.sha256)
    view.count(node, "characters", report.characters)
    view.link(node, DCTERMS + "publisher", iris.actor(report.publisher))


def _actor(view: _Writer, actor: Actor, by_iso: Mapping[str, str], iris: Iris) -> None:
    node = _node(iris.actor(actor.id))
    view.type(node, ACTOR_CLASSES[actor.kind])
    view.label(node, SKOS + "prefLabel", actor.name_zh, "zh-Hant")
    view.label(node, SKOS + "prefLabel", actor.name_en, "en")
    for alias in actor.aliases:
        view.label(node, SKOS + "altLabel", alias, "en" if alias.isascii() else "zh-Hant")
    if actor.kind == "country":
        view.tell(node, "iso3", actor.iso3)
        view.quads.append(Quad(node, _node(SKOS + "notation"), Literal(actor.iso3), view.graph))
    elif actor.iso3:
        view.link(node, KG + "homeCountry", iris.actor(by_iso[actor.iso3]))
    if actor.parent:
        view.link(node, ORG + "unitOf", iris.actor(actor.parent))
    for match in actor.exact_match:
        view.link(node, SKOS + "exactMatch", match)
    for number, naming in enumerate(actor.namings):
        _naming(view, node, naming, number, iris)
    _renamings(view, node, actor, iris)
    view.tell(node, "note", actor.note)


def _naming(view: _Writer, actor: NamedNode, naming: Naming, number: int, iris: Iris) -> None:
    node = _node(iris.part(actor.value, "naming", number))
    view.link(actor, KG + "naming", node.value)
    view.type(node, "Naming")
    view.label(node, KG + "name", naming.name, naming.lang)
    view.tell(node, "nameFrom", naming.since.earliest if naming.since else None)
    view.tell(node, "nameUntil", naming.until.latest if naming.until else None)


def _renamings(view: _Writer, actor: NamedNode, record: Actor, iris: Iris) -> None:
    """A change event for each name that is followed by another one in the same language."""
    names = [n for n in record.namings if n.lang == "zh-Hant"]
    for number, (old, new) in enumerate(itertools.pairwise(names)):
        node = _node(iris.part(actor.value, "renaming", number))
        view.type(node, "Renaming")
        view.link(node, KG + "renames", actor.value)
        view.dating(node, new.since)
        view.label(node, KG + "formerName", old.name, old.lang)
        view.label(node, KG + "newName", new.name, new.lang)


def _event(view: _Writer, event: Event, iris: Iris) -> None:
    node = _node(iris.event(event.id))
    view.type(node, EVENT_CLASSES[event.type])
    for name in event.statements:
        view.link(node, KG + "toldBy", iris.statement(name))
    if event.status:
        view.link(node, KG + "status", STATUS + event.status)
    if event.direction:
        view.link(node, KG + "direction", DIRECTION + event.direction)
    view.dating(node, event.date)
    view.tell(node, "statedDate", *event.dates)
    for title in event.titles:
        view.label(node, KG + "title", title, "zh-Hant")
    view.tell(node, "location", *event.locations)
    view.tell(node, "topic", *event.topics)
    view.tell(node, "tier" if _is_tier(event) else "value", *event.values)
    view.tell(node, "unit", *event.units)
    view.tell(node, "attendance", *event.attendances)
    view.tell(node, "countriesCount", *event.countries_counts)
    for number, participation in enumerate(event.participations):
        _participation(view, node, participation, number, iris)


def _is_tier(event: Event) -> bool:
    return event.type == "rating" and any(p.role == "subject" for p in event.participations)


def _participation(view: _Writer, owner: NamedNode, part: Participation, number: int, iris: Iris) -> None:
    node = _node(iris.part(owner.value, "participation", number))
    view.link(owner, KG + "participation", node.value)
    view.type(node, "Participation")
    view.link(node, KG + "actor", iris.actor(part.actor))
    if part.role:
        view.link(node, KG + "role", ROLE + part.role)
    view.tell(node, "nameAsWritten", *part.names)
    view.tell(node, "jobTitle", *part.titles)
    view.tell(node, "affiliation", *part.affiliations)


def _observation(view: _Writer, observation: Observation, iris: Iris) -> None:
    node = _node(iris.observation(observation.type, observation.id))
    view.type(node, observation.type.capitalize())
    for name in observation.statements:
        view.link(node, KG + "toldBy", iris.statement(name))
    view.label(node, KG + "title", observation.title, "zh-Hant")
    view.tell(node, "value", observation.value)
    view.tell(node, "unit", observation.unit)
    view.dating(node, observation.period)
    if observation.period is not None:
        view.tell(node, "period", observation.period.edtf)
    for number, (actor, role) in enumerate(observation.actors):
        _participation(view, node, Participation(actor, role), number, iris)


def _conflict(view: _Writer, conflict: Conflict, resolved: Resolved, iris: Iris) -> None:
    node = _node(iris.conflict(conflict.id))
    view.type(node, "Conflict")
    figure = next((o for o in resolved.observations if conflict.about in o.statements), None)
    about = iris.event(conflict.about) if figure is None else iris.observation(figure.type, figure.id)
    view.link(node, KG + "about", about)
    view.tell(node, "field", conflict.field)
    for value, statements in conflict.values:
        view.tell(node, "conflictingValue", value)
        for name in statements:
            view.link(node, KG + "between", iris.statement(name))


def _statement(writer: _Writer, statement: Statement, iris: Iris) -> None:
    node = _node(iris.statement(statement.id))
    writer.type(node, "Statement")
    writer.tell(node, "statementType", statement.type)
    writer.link(node, KG + "inReport", iris.report(statement.document))
    if statement.status:
        writer.link(node, KG + "status", STATUS + statement.status)
    if statement.direction:
        writer.link(node, KG + "direction", DIRECTION + statement.direction)
    writer.dating(node, statement.date)
    writer.tell(node, "dateAsWritten", statement.date_as_written)
    writer.label(node, KG + "title", statement.title, "zh-Hant")
    for name in ("location", "value", "unit", "attendance", "note"):
        writer.tell(node, name, getattr(statement, name))
    writer.tell(node, "topic", *statement.topic)
    writer.tell(node, "countriesCount", statement.countries_count)
    if statement.period is not None:
        writer.tell(node, "period", statement.period.edtf)
    for number, p in enumerate(statement.parties):
        part = Participation(p.actor, p.role, (p.name,), (p.title,), (p.affiliation,))
        _participation(writer, node, part, number, iris)
    for number, evidence in enumerate(statement.evidence):
        place = _node(iris.evidence(evidence, number, statement.id))
        writer.link(node, KG + "evidence", place.value)
        writer.type(place, "Evidence")
        writer.link(place, KG + "inReport", iris.report(evidence.report))
        writer.count(place, "start", evidence.start)
        writer.count(place, "end", evidence.end)
        writer.tell(place, "exact", evidence.exact)


def in_graph(quads: Iterable[Quad], graph: DefaultGraph | NamedNode) -> Iterator[Quad]:
    """The quads of one graph."""
    return (q for q in quads if q.graph_name == graph)
