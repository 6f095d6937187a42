"""The page: one HTML file that shows the network year by year and the words behind each tie, with no request to any network.

Nodes and edges are pyvis's, drawn by the vis-network that pyvis bundles, inside our own template: pyvis's own page links to
other hosts and puts names into HTML as they are.  Names reach the page as JSON and are shown as text only.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

from kg.growth import partner_years
from kg.iris import KG
from kg.model import EVENT_TYPES, KINDS, NETWORK_TYPES, ROLES, STATUSES, Actor, Data, Event
from kg.rdf import ACTOR_CLASSES, EVENT_CLASSES
from kg.reports import read_text
from kg.resolve import Resolved
from kg.ties import Tie, ties_of
from kg.view.layout import positions

VIS_NETWORK = Path("lib") / "vis-9.1.2" / "vis-network.min.js"
COLOURS = {  # Okabe and Ito's palette, told apart by the colour-blind; shapes carry the same difference
    "country": ("#0072B2", "dot"), "agency": ("#E69F00", "square"), "ngo": ("#009E73", "triangle"),
    "io": ("#CC79A7", "diamond"), "embassy": ("#56B4E9", "square"), "person": ("#999999", "dot"),
    "university": ("#D55E00", "triangleDown"), "company": ("#F0E442", "hexagon"), "municipality": ("#882255", "star"),
    "group": ("#BBBBBB", "dot"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page."""

    html: str

    def save(self, path: Path | str) -> None:
        """Write the page."""
        Path(path).write_text(self.html, encoding="utf-8")

    def _repr_html_(self) -> str:
        return f'<iframe title="coopgraph" srcdoc="{escape(self.html)}" width="100%" height="720" style="border:0"></iframe>'


def make_page(
    data: Data, resolved: Resolved, texts: Sequence[Path] = (), labels: Mapping[str, Mapping[str, str]] | None = None
) -> Page:
    """The page of a graph; where report texts are at hand, each statement's passage is in it."""
    import pyvis

    content = page_content(data, resolved, texts)
    content["labels"] = dict(labels or {})
    vis = (Path(pyvis.__file__).parent / VIS_NETWORK).read_text("utf-8")
    return Page(_fill(content, vis))


def page_content(data: Data, resolved: Resolved, texts: Sequence[Path]) -> dict[str, Any]:
    """What the page knows, as JSON values."""
    actors = {a.id: a for a in data.actors}
    ties = list(ties_of(resolved.events, actors, EVENT_TYPES))
    shown = sorted({name for tie in ties for name in (tie.source, tie.target)})
    regions = {iso3: (region, sub) for iso3, region, sub in data.regions}
    partners = partner_years(resolved.events, actors)
    places = positions([actors[name] for name in shown], regions, partners)
    nodes, edges = _pyvis_elements([actors[name] for name in shown], ties, places)
    told = {name: n for n, name in enumerate(dict.fromkeys(t.event.id for t in ties))}
    events = {e.id: e for e in resolved.events}
    used = [s for name in told for s in events[name].statements]
    return {
        "nodes": nodes,
        "edges": edges,
        "actors": {name: _actor(actors[name]) for name in sorted({p.actor for n in told for p in events[n].participations})},
        "events": {name: _event(events[name]) for name in told},
        "statements": _statements(data, set(used), texts),
        "reports": {r.id: {"year": r.year, "zh": r.title_zh, "en": r.title_en} for r in data.reports},
        "partners": partners,
        "disputed": _disputed(resolved),
        "network": list(NETWORK_TYPES),
        "order": {"types": list(EVENT_TYPES), "kinds": list(KINDS), "roles": list(ROLES), "statuses": list(STATUSES)},
    }


def _disputed(resolved: Resolved) -> dict[str, list[Any]]:
    disputed: dict[str, list[Any]] = {}
    for conflict in resolved.conflicts:
        disputed.setdefault(conflict.about, []).append([conflict.field, [[v, list(ids)] for v, ids in conflict.values]])
    return disputed


def _pyvis_elements(
    actors: Sequence[Actor], ties: Sequence[Tie], places: Mapping[str, tuple[int, int]]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Pyvis's nodes and edges; one edge a pair, with the ids of its events."""
    from pyvis.network import Network

    # directed: otherwise pyvis drops the second edge of a pair
    net = Network(directed=True)
    for actor in actors:
        colour, shape = COLOURS[actor.kind]
        x, y = places[actor.id]
        size = 26 if actor.kind == "country" else 14
        net.add_node(actor.id, label=actor.name_zh, color=colour, shape=shape, x=x, y=y, size=size, kind=actor.kind)
    pairs: dict[tuple[str, str], list[str]] = {}
    for tie in ties:
        pairs.setdefault((min(tie.source, tie.target), max(tie.source, tie.target)), []).append(tie.event.id)
    for (left, right), events in pairs.items():
        net.add_edge(left, right, events=events, arrows="")
    return net.nodes, net.edges


def _actor(actor: Actor) -> dict[str, Any]:
    row: dict[str, Any] = {"zh": actor.name_zh, "en": actor.name_en or actor.name_zh, "kind": actor.kind, "iso3": actor.iso3}
    if actor.namings:
        row["namings"] = [
            [
                n.lang,
                n.name,
                n.since.earliest.isoformat() if n.since and n.since.earliest else "",
                n.until.latest.isoformat() if n.until and n.until.latest else "",
            ]
            for n in actor.namings
        ]
    return row


def _event(event: Event) -> dict[str, Any]:
    date = event.date
    row: dict[str, Any] = {
        "type": event.type,
        "status": event.status,
        "date": date.edtf if date else "",
        "latest": date.latest.isoformat() if date and date.latest else "",
        "uncertain": bool(date and "/" not in date.edtf and len(date.edtf) < 10),
        "titles": list(event.titles),
        "places": list(event.locations),
        "people": list(event.attendances),
        "parties": [[p.actor, p.role, list(p.names), list(p.titles)] for p in event.participations],
        "statements": list(event.statements),
    }
    return {k: v for k, v in row.items() if v not in ("", [], False)}


def _statements(data: Data, used: set[str], texts: Sequence[Path]) -> dict[str, Any]:
    passages = {r.id: read_text(r, texts) for r in data.reports}
    rows: dict[str, Any] = {}
    for s in data.statements:
        if s.id not in used:
            continue
        evidence = []
        for e in s.evidence:
            text = passages.get(e.report)
            passage = "" if text is None else " ".join(text[e.start : e.end].split())
            evidence.append([e.report, e.start, e.end, e.exact, passage])
        rows[s.id] = {"date": s.date.edtf if s.date else "", "written": s.date_as_written, "evidence": evidence, "note": s.note}
    return rows


def labels_of(quads: Sequence[Any]) -> dict[str, dict[str, str]]:
    """Names of event types, kinds, roles and statuses in both languages, from the ontology's labels."""
    found: dict[str, dict[str, str]] = {}
    for quad in quads:
        if quad.predicate.value.endswith(("#label", "#prefLabel")) and getattr(quad.object, "language", None):
            found.setdefault(quad.subject.value, {})[quad.object.language] = quad.object.value
    classes = {**EVENT_CLASSES, **ACTOR_CLASSES}
    labels = {name: found.get(KG + local, {}) for name, local in classes.items()}
    for iri, texts in found.items():
        if "/ns/role/" in iri or "/ns/status/" in iri:
            labels[iri.rsplit("/", 1)[1]] = texts
    return {name: {lang[:2]: text for lang, text in texts.items()} for name, texts in labels.items()}


def as_script_data(content: object) -> str:
    r"""JSON that stays inside a script element, whatever the names in it.

    >>> as_script_data("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def script_hash(text: str) -> str:
    """The source expression by which a content security policy allows one inline script or style."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"


def _fill(content: Mapping[str, Any], vis: str) -> str:
    here = files("kg.view")
    style, script = ((here / name).read_text("utf-8") for name in ("page.css", "page.js"))
    vis = vis.replace("</script", "<\\/script")
    policy = (
        f"default-src 'none'; script-src {script_hash(vis)} {script_hash(script)}; style-src {script_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    template = Template((here / "page.html").read_text("utf-8"))
    return template.substitute(policy=escape(policy), style=style, vis=vis, script=script, data=as_script_data(content))
