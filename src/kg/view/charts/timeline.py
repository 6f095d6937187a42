"""Contacts with each country over time: one line a country, one mark an event."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from kg.model import Event
from kg.view.charts.style import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    PALE,
    PINK,
    RED,
    SKY,
    SOFT,
    finished,
    foreign,
    inline,
    name_of,
    nothing,
    span_of,
    words_in,
)
from kg.vocabulary import HOME

if TYPE_CHECKING:
    from kg.dates import Dating
    from kg.graph import Graph

WORDS = {
    "title": ("各國往來紀事：{countries} 國、{events} 件", "Contacts by country: {countries} countries, {events} events"),
    "filled": (
        "實心菱形為簽署；橫線為日期的可能範圍",
        "A filled diamond is a signature; a bar is the span in which the day lies",
    ),
    "shaded": (
        "灰底年度沒有報告：空白不代表沒有往來",
        "Grey years have no report of their own: blank does not mean no contact",
    ),
    "undated": ("未載日期而未繪出：{n} 件", "Not drawn, since no date is given: {n}"),
    "kind": ("事件", "event"),
    "signed": ("簽署協定或備忘錄", "agreement signed"),
    "towards": ("正面回應、洽談", "positive response, talks"),
    "visit": ("拜會", "visit"),
    "meeting": ("會議", "meeting"),
    "workshop": ("研討會、訓練", "workshop, training"),
    "posting": ("派駐、互惠、補助", "posting, reciprocity, grant"),
}
KINDS = {
    "signed": ("diamond", BLUE, 130),
    "towards": ("diamond", RED, 90),
    "visit": ("circle", GREEN, 60),
    "meeting": ("square", ORANGE, 60),
    "workshop": ("triangle-up", PINK, 60),
    "posting": ("cross", SKY, 60),
}
_LANES = {"signed": 0.5, "towards": 0.2, "visit": 0.5, "meeting": 0.2, "workshop": 0.8, "posting": 0.8}
_KIND_OF = {
    "visit": "visit", "meeting": "meeting", "workshop": "workshop", "training": "workshop", "posting": "posting",
    "reciprocity": "posting", "grant": "posting",
}  # fmt: skip
STEP = 34


def kind_of(event: Event) -> str | None:
    """Which of KINDS an event is; None where it is not a contact, as a rating or an old agreement that still applies is not."""
    if event.type == "agreement" and event.status == "applicable":
        return None
    if event.type == "agreement":
        return "signed" if event.status == "signed" else "towards"
    return _KIND_OF.get(event.type)


def draw(graph: Graph, events: tuple[Event, ...], language: str, day: Dating | None = None) -> Any:  # noqa: ANN401
    """One line a country, partners first in the order of their agreements; years without a report are shaded."""
    import altair as alt

    words = words_in(language, WORDS)
    rows, undated = _rows(graph, events, language)
    if not rows:
        raise nothing(day)
    order = _order(rows)
    for row in rows:
        row["y"] = order.index(row["country"]) + row["lane"]
    first, last = min(r["first"] for r in rows)[:4], max(r["last"] for r in rows)[:4]
    years = list(range(int(first), int(last) + 1))
    told = {r.year for r in graph.data.reports}
    blank = [{"from": f"{y}-01-01", "to": f"{y + 1}-01-01"} for y in years if y not in told]
    domain = [f"{years[0]}-01-01", f"{years[-1] + 1}-01-01"]
    axis = alt.Axis(format="%Y", values=[{"year": y} for y in years], labelAlign="left", labelOffset=2, grid=True, orient="top")
    x = alt.X("middle:T", title=None, scale=alt.Scale(domain=domain), axis=axis)
    down = alt.Scale(domain=[0, len(order)], reverse=True)
    labels = json.dumps(order)  # a list in Vega's expression language, names escaped
    y = alt.Y(
        "y:Q", title=None, scale=down,
        axis=alt.Axis(
            values=[n + 0.5 for n in range(len(order))], labelExpr=f"{labels}[floor(datum.value)]", grid=False, ticks=False, domain=False
        ),
    )  # fmt: skip
    chosen = [k for k in KINDS if any(r["kind"] == k for r in rows)]
    names = [words(k) for k in chosen]
    colour = alt.Scale(domain=names, range=[KINDS[k][1] for k in chosen])
    inside = alt.Scale(domain=names, range=[BLUE if k == "signed" else "white" for k in chosen])
    shape = alt.Scale(domain=names, range=[KINDS[k][0] for k in chosen])
    legend = alt.Legend(title=None, orient="bottom", columns=3, symbolSize=110, symbolStrokeWidth=2)
    marks = inline(rows)
    chart = alt.layer(
        inline(blank).mark_rect(color=PALE).encode(alt.X("from:T", title=None), x2="to:T"),
        inline([{"y": n} for n in range(len(order) + 1)]).mark_rule(color="#d9dde3", strokeWidth=0.7).encode(y=y),
        inline([r for r in rows if r["wide"]])
        .mark_rule(strokeWidth=2, opacity=0.75)
        .encode(alt.X("first:T", title=None), y, x2="last:T", color=alt.Color("label:N", scale=colour, legend=legend)),
        marks.mark_point(strokeWidth=1.7, opacity=1).encode(
            x, y,
            shape=alt.Shape("label:N", scale=shape, legend=legend),
            color=alt.Color("label:N", scale=colour, legend=legend),
            fill=alt.Fill("label:N", scale=inside, legend=legend),
            size=alt.Size("size:Q", scale=None),
            tooltip=["country:N", "label:N", "date:N", "title:N", "event:N"],
        ),
    ).properties(width=760, height=STEP * len(order))  # fmt: skip
    note = [words("filled"), words("shaded")]
    if undated:
        note.append(words("undated", n=undated))
    return finished(
        chart.configure_axisY(labelColor=INK, titleColor=SOFT),
        words("title", countries=len(order), events=len({r["event"] for r in rows})),
        note,
    )


def _rows(graph: Graph, events: tuple[Event, ...], language: str) -> tuple[list[dict[str, Any]], int]:
    """One row for each event and country, and the number of contacts without a date."""
    words = words_in(language, WORDS)
    rows: list[dict[str, Any]] = []
    undated = 0
    for event in events:
        kind = kind_of(event)
        countries = foreign(event, graph.by_id, HOME)
        if kind is None or not countries:
            continue
        if event.date is None:
            undated += 1
            continue
        first, last, exact = span_of(event.date)
        middle = _middle(first, last)
        for code in countries:
            rows.append({
                "iso3": code, "country": name_of(graph.by_id[code], language), "kind": kind, "label": words(kind), "date": event.date.edtf,
                "first": first, "last": last, "middle": middle, "wide": not exact, "lane": _LANES[kind], "size": KINDS[kind][2],
                "title": event.titles[0] if event.titles else "", "event": event.id,
            })  # fmt: skip
    return rows, undated


def _middle(first: str, last: str) -> str:
    start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    return (start + (end - start) / 2).isoformat()


def _order(rows: list[dict[str, Any]]) -> list[str]:
    """Countries: partners by their first signature, then the others by their first contact."""
    firsts: dict[str, tuple[bool, str, str]] = {}
    for row in rows:
        key = (row["kind"] != "signed", row["last"], row["iso3"])
        firsts[row["country"]] = min(firsts.get(row["country"], key), key)
    return sorted(firsts, key=lambda name: firsts[name])
