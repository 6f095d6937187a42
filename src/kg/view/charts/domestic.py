"""Who at home organizes together, and who pays whom: the co-ordinating network of agencies, NGOs and others."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

from kg.model import Event
from kg.present import width as columns
from kg.view.charts.style import BLUE, GREEN, INK, ORANGE, PINK, SKY, finished, inline, name_of, nothing, words_in
from kg.vocabulary import HOME

if TYPE_CHECKING:
    from kg.dates import Dating
    from kg.graph import Graph

WORDS = {
    "title": ("國內合作網絡：{nodes} 個單位", "The network at home: {nodes} bodies"),
    "subtitle": (
        "連線：共同主辦或補助；越粗次數越多（最多 {most} 次）。中央為往來最多的單位",
        "A line: organized together or funded, thicker the more often (at most {most}). In the middle: most ties",
    ),
    "agency": ("機關", "agency"),
    "ngo": ("民間團體", "NGO"),
    "company": ("公司、媒體", "company, media"),
    "municipality": ("地方政府", "municipality"),
    "university": ("學校", "university"),
}
KINDS = {
    "agency": ("square", BLUE), "ngo": ("triangle-up", GREEN), "company": ("diamond", ORANGE), "municipality": ("circle", PINK),
    "university": ("cross", SKY),
}  # fmt: skip
_TOGETHER = frozenset({"host", "organizer", "co-organizer", "funder", "grantee"})
RADIUS, GAP, LETTER = 240, 12, 6.2  # pixels; the width of a Latin letter, a Chinese one taking two


def pairs_of(graph: Graph, events: tuple[Event, ...]) -> Counter[tuple[str, str]]:
    """Pairs of domestic bodies with the number of events that both organize, pay for or are paid for."""
    pairs: Counter[tuple[str, str]] = Counter()
    for event in events:
        bodies = {
            p.actor
            for p in event.participations
            if p.role in _TOGETHER and graph.by_id[p.actor].kind in KINDS and graph.by_id[p.actor].iso3 == HOME
        }
        pairs.update(combinations(sorted(bodies), 2))
    return pairs


def draw(graph: Graph, events: tuple[Event, ...], language: str, day: Dating | None = None) -> Any:  # noqa: ANN401
    """The body with most ties in the middle, the others on a circle, by kind and then by the number of their ties."""
    import altair as alt

    words = words_in(language, WORDS)
    pairs = pairs_of(graph, events)
    if not pairs:
        raise nothing(day)
    weight: Counter[str] = Counter()
    for pair, n in pairs.items():
        weight.update(dict.fromkeys(pair, n))
    hub = min(weight, key=lambda name: (-weight[name], name))
    kinds = list(KINDS)
    ring = sorted(set(weight) - {hub}, key=lambda name: (kinds.index(graph.by_id[name].kind), -weight[name], name))
    places = {hub: (0.0, 0.0, 0.0)}
    for n, name in enumerate(ring):
        turn = 2 * math.pi * n / len(ring) - math.pi / 2
        places[name] = (RADIUS * math.cos(turn), RADIUS * math.sin(turn), turn)
    nodes = [
        _node(name, places[name], words(graph.by_id[name].kind), name_of(graph.by_id[name], language), name == hub)
        for name in places
    ]
    lines = [
        {"x": places[a][0], "y": places[a][1], "x2": places[b][0], "y2": places[b][1], "n": n, "pair": f"{a} – {b}"}
        for (a, b), n in sorted(pairs.items(), key=lambda item: item[1])
    ]
    (left, right), (top, bottom) = (_extent(nodes, axis) for axis in "xy")
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[left, right], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[top, bottom], nice=False, reverse=True))
    used = [k for k in kinds if any(graph.by_id[name].kind == k for name in places)]
    domain = [words(k) for k in used]
    colour = alt.Color(
        "kind:N",
        scale=alt.Scale(domain=domain, range=[KINDS[k][1] for k in used]),
        legend=alt.Legend(title=None, orient="bottom"),
    )
    shape = alt.Shape(
        "kind:N",
        scale=alt.Scale(domain=domain, range=[KINDS[k][0] for k in used]),
        legend=alt.Legend(title=None, orient="bottom"),
    )
    marks = inline(nodes)
    widths = alt.Scale(domain=[1, max(pairs.values())], range=[1, 7])
    layers = [
        inline(lines).mark_rule(color="#8b95a5", opacity=0.55).encode(
            x, y, x2="x2:Q", y2="y2:Q", strokeWidth=alt.StrokeWidth("n:Q", scale=widths, legend=None),
            tooltip=["pair:N", "n:Q"],
        ),
        marks.mark_point(filled=True, opacity=1, stroke="white", strokeWidth=1).encode(
            x, y, shape=shape, color=colour, size=alt.Size("size:Q", scale=None), tooltip=["label:N", "kind:N"]
        ),
    ]  # fmt: skip
    for align in ("left", "right", "center"):
        named = marks.transform_filter(f"datum.align == '{align}'").transform_calculate(
            tx="datum.x + datum.dx", ty="datum.y + datum.dy"
        )
        text = named.mark_text(align=align, baseline="middle", color=INK, fontWeight="bold" if align == "center" else "normal")
        if align == "center":
            text = named.mark_text(align="center", baseline="middle", color=INK, fontWeight="bold", fontSize=14)
            layers.append(
                named.mark_text(
                    align="center", baseline="middle", stroke="white", strokeWidth=5, fontWeight="bold", fontSize=14
                ).encode(alt.X("tx:Q"), alt.Y("ty:Q"), text="label:N")
            )
        layers.append(text.encode(alt.X("tx:Q"), alt.Y("ty:Q"), text="label:N", angle=alt.Angle("angle:Q", scale=None)))
    chart = alt.layer(*layers).properties(width=right - left, height=bottom - top)
    return finished(chart, words("title", nodes=len(places)), [words("subtitle", most=max(pairs.values()))])


def _extent(nodes: Sequence[Mapping[str, Any]], axis: str) -> tuple[float, float]:
    """How far the marks and the outer ends of their labels reach along an axis, in pixels, with a margin."""
    ends = [n[axis] + n[f"d{axis}"] * (1 + LETTER * columns(n["label"]) / GAP) for n in nodes if n["align"] != "center"]
    return min(ends) - 2 * GAP, max(ends) + 2 * GAP


def _node(name: str, place: tuple[float, float, float], kind: str, label: str, hub: bool) -> dict[str, Any]:
    x, y, turn = place
    row: dict[str, Any] = {"id": name, "x": x, "y": y, "kind": kind, "label": label, "size": 420 if hub else 110}
    if hub:
        return {**row, "dx": 0, "dy": 22, "align": "center", "angle": 0}
    left = math.cos(turn) < -1e-9
    angle = math.degrees(turn) + (180 if left else 0)
    return {
        **row,
        "dx": 12 * math.cos(turn),
        "dy": 12 * math.sin(turn),
        "align": "right" if left else "left",
        "angle": angle % 360,
    }
