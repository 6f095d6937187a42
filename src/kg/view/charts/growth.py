"""The number of partner countries over time, each country's name at the date of its first agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.model import Event
from kg.view.charts.style import BLUE, INK, LINE, RED, SOFT, finished, foreign, inline, name_of, nothing, span_of, words_in
from kg.vocabulary import HOME

if TYPE_CHECKING:
    from kg.dates import Dating
    from kg.graph import Graph

WORDS = {
    "title": (
        "簽署移民事務與防制人口販運協定或備忘錄的國家：{total} 國",
        "Countries with a signed agreement or memorandum: {total}",
    ),
    "exact": ("實心：報告載明日期", "Filled: the reports give the day"),
    "span": (
        "空心與橫線：只知年份；同年各國依 ISO 代碼排列",
        "Hollow with a bar: only the year is known; countries of one such year stand in the order of their ISO codes",
    ),
    "total": ("年底累計", "at year end"),
}


def draw(graph: Graph, events: tuple[Event, ...], language: str, day: Dating | None = None) -> Any:  # noqa: ANN401  a layered Altair chart
    """One row a country, from the first signature upwards; a date known only by its year is a bar over that year."""
    import altair as alt

    words = words_in(language, WORDS)
    rows = rows_of(graph, events, language)
    if not rows:
        raise nothing(day)
    years = range(min(int(r["first"][:4]) for r in rows), max(int(r["last"][:4]) for r in rows) + 1)
    totals = [{"day": f"{y}-07-01", "total": sum(int(r["last"][:4]) <= y for r in rows), "year": y} for y in years]
    steps = [{"day": f"{years[0]}-01-01", "rank": 0}, *({"day": r["last"], "rank": r["rank"]} for r in rows)]
    steps.append({"day": f"{years[-1]}-12-31", "rank": len(rows)})
    x = alt.X(
        "day:T", title=None, scale=alt.Scale(domain=[f"{years[0] - 2}-07-01", f"{years[-1]}-12-31"]),
        axis=alt.Axis(format="%Y", values=[{"year": y} for y in years], labelAlign="left", labelOffset=2, grid=True),
    )  # fmt: skip
    y = alt.Y("rank:Q", title=None, scale=alt.Scale(domain=[-0.8, len(rows) + 0.6]), axis=None)
    first, last = alt.X("first:T", title=None), alt.X("last:T", title=None)
    spans = inline([r for r in rows if not r["exact"]])
    points = inline(rows)
    fill = alt.condition("datum.exact", alt.value(BLUE), alt.value("white"))
    chart = alt.layer(
        inline(steps).mark_line(interpolate="step-after", color=LINE, strokeWidth=2).encode(x, y),
        spans.mark_rule(color=RED, strokeWidth=3).encode(first, y, x2="last:T"),
        points.mark_point(size=70, color=BLUE, strokeWidth=1.8, opacity=1).encode(
            last, y, fill=fill, tooltip=["label:N", "date:N", "evidence:N"]
        ),
        points.mark_text(align="right", dx=-9, color=INK).encode(first, y, text="label:N"),
        inline(totals)
        .mark_text(fontSize=15, fontWeight="bold", color=BLUE, y=alt.expr("height - 8"))
        .encode(x, text="total:Q"),
        inline([{"day": f"{years[0] - 2}-07-01", "text": words("total")}])
        .mark_text(align="left", color=SOFT, y=alt.expr("height - 8"))
        .encode(x, text="text:N"),
    ).properties(width=760, height=24 * (len(rows) + 1.4))
    return finished(chart, words("title", total=len(rows)), [words("exact"), words("span")])


def rows_of(graph: Graph, events: tuple[Event, ...], language: str) -> list[dict[str, Any]]:
    """One row a partner, ranked by the last day on which its first agreement can have been signed."""
    actors = graph.by_id
    found: dict[str, dict[str, Any]] = {}
    for event in events:
        if event.type != "agreement" or event.status != "signed" or event.date is None or event.date.latest is None:
            continue
        first, last, exact = span_of(event.date)
        for code in foreign(event, actors, HOME):
            if code not in found or last < found[code]["last"]:
                found[code] = {
                    "iso3": code, "first": first, "last": last, "exact": exact, "date": event.date.edtf,
                    "name": name_of(actors[code], language), "evidence": ", ".join(event.statements),
                }  # fmt: skip
    rows = sorted(found.values(), key=lambda r: (r["last"], r["first"], r["iso3"]))
    return [{**r, "rank": n, "label": f"{n}  {r['name']}  {r['date']}"} for n, r in enumerate(rows, 1)]
