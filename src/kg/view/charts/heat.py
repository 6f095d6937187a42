"""How many contacts each country had in each year."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from kg.model import Event
from kg.view.charts.style import INK, SOFT, finished, foreign, inline, name_of, nothing, words_in
from kg.view.charts.timeline import kind_of
from kg.vocabulary import HOME

if TYPE_CHECKING:
    from kg.dates import Dating
    from kg.graph import Graph

WORDS = {
    "title": ("各國各年往來件數（◆ 為簽署之年）", "Contacts by country and year (◆ marks the year of the agreement)"),
    "count": (
        "簽署、洽談、拜會、會議、研討會、訓練、派駐、互惠與補助；跨年度者計入其最後一年",
        "Agreements, talks, visits, meetings, workshops, courses, postings, reciprocity, grants, by their last day",
    ),
    "blank": (
        "沒有報告的年度：{years}；空格不代表沒有往來",
        "Years without a report of their own: {years}; blank does not mean no contact",
    ),
    "events": ("件數", "events"),
    "year": ("年", "year"),
}


def draw(graph: Graph, events: tuple[Event, ...], language: str, day: Dating | None = None) -> Any:  # noqa: ANN401
    """Years across, countries down; partners first in the order of their agreements, a number in each cell."""
    import altair as alt

    words = words_in(language, WORDS)
    counts: Counter[tuple[str, int]] = Counter()
    signed: dict[str, int] = {}
    for event in events:
        if kind_of(event) is None or event.date is None or event.date.latest is None:
            continue
        year = event.date.latest.year
        for code in foreign(event, graph.by_id, HOME):
            counts[code, year] += 1
            if kind_of(event) == "signed":
                signed[code] = min(signed.get(code, year), year)
    if not counts:
        raise nothing(day)
    totals: Counter[str] = Counter()
    for (code, _), n in counts.items():
        totals[code] += n
    order = sorted(totals, key=lambda c: (signed.get(c, 9999), -totals[c], c))
    names = {c: name_of(graph.by_id[c], language) for c in order}
    cells = [
        {"country": names[c], "year": str(y), "events": n, "text": f"{'◆ ' if signed.get(c) == y else ''}{n}"}
        for (c, y), n in sorted(counts.items())
    ]
    years = [str(y) for y in range(min(y for _, y in counts), max(y for _, y in counts) + 1)]
    top = max(counts.values())
    base = inline(cells).encode(
        alt.X(
            "year:O",
            title=None,
            scale=alt.Scale(domain=years),
            axis=alt.Axis(orient="top", labelAngle=0, ticks=False, domain=False),
        ),
        alt.Y(
            "country:N", title=None, scale=alt.Scale(domain=[names[c] for c in order]), axis=alt.Axis(ticks=False, domain=False)
        ),
    )
    shade = alt.Color("events:Q", title=words("events"), scale=alt.Scale(scheme="blues", domain=[0, top + 1]), legend=None)
    ink = alt.condition(f"datum.events > {top * 0.55}", alt.value("white"), alt.value(INK))
    chart = alt.layer(
        base.mark_rect(stroke="white", strokeWidth=2).encode(shade, tooltip=["country:N", "year:O", "events:Q"]),
        base.mark_text().encode(text="text:N", color=ink),
    ).properties(width=54 * len(years), height=22 * len(order))
    told = {r.year for r in graph.data.reports}
    gaps = ", ".join(y for y in years if int(y) not in told)
    return finished(chart.configure_axisX(labelColor=SOFT), words("title"), [words("count"), words("blank", years=gaps)])
