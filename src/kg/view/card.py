"""An actor, event, figure or claim as a card for a notebook: what is known of it and the words that state it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from kg.model import Actor, Event
from kg.show import describe, find, own_events

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.model import Observation

HIGHLIGHT = "background:#fff3c4;color:#1c1f24"


@dataclass(frozen=True, slots=True)
class Card:
    """A card: text in a terminal, HTML in Jupyter."""

    text: str
    html: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html


def card(graph: Graph, what: str) -> Card:
    """The card of an id or name.  Raises UsageError, which names the nearest known ones."""
    thing = find(graph, what)
    html = _actor(graph, thing) if isinstance(thing, Actor) else _thing(graph, thing)
    return Card(describe(graph, what), html)


def _table(caption: str, rows: Sequence[Sequence[str]]) -> str:
    body = "".join("<tr>" + "".join(f'<td style="text-align:left">{cell}</td>' for cell in row) + "</tr>" for row in rows)
    return f'<table><caption style="text-align:left;font-weight:bold">{caption}</caption>{body}</table>'


def _thing(graph: Graph, thing: Event | Observation) -> str:
    date = thing.date if isinstance(thing, Event) else thing.period
    rows = [("date", escape(date.edtf if date else "undated"))]
    if isinstance(thing, Event):
        rows += [("status", escape(thing.status))] if thing.status else []
        rows += [("place", escape(place)) for place in thing.locations]
        for part in thing.participations:
            actor = graph.by_id[part.actor]
            rows.append(
                (
                    escape(part.role or "party"),
                    f"{escape(actor.name_zh)} {escape(actor.name_en)} <code>{escape(actor.id)}</code>",
                )
            )
        caption = f"{escape(thing.type)}: {escape(thing.titles[0]) if thing.titles else escape(thing.id)}"
    else:
        caption = f"{escape(thing.type)}: {escape(thing.title)}"
        rows.append(("value", escape(f"{'' if thing.value is None else thing.value} {thing.unit}")))
    statements = {s.id: s for s in graph.data.statements}
    for name in thing.statements:
        for e in statements[name].evidence:
            place = f"{escape(e.report)} {e.start}–{e.end}"
            rows.append((place, f'<span style="{HIGHLIGHT}">{escape(e.exact)}</span> <code>{escape(name)}</code>'))
    return _table(caption, rows)


def _actor(graph: Graph, actor: Actor) -> str:
    rows = [("kind", f"{escape(actor.kind)} <code>{escape(actor.id)}</code>")]
    if actor.parent:
        rows.append(("part of", escape(graph.by_id[actor.parent].name_zh)))
    for event in own_events(graph, actor):
        title = event.titles[0] if event.titles else ""
        what = f"{event.type} {event.status}".strip()
        rows.append(
            (
                escape(event.date.edtf if event.date else "undated"),
                f"{escape(what)} {escape(title)} <code>{escape(event.id)}</code>",
            )
        )
    return _table(f"{escape(actor.name_zh)} {escape(actor.name_en)}", rows)
