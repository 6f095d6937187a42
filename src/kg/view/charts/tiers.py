"""How many countries the trafficking reports put into each tier, as the reports print it, against the total they print."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kg.model import Event, Observation
from kg.view.charts.style import INK, ORANGE, RED, SKY, YELLOW, finished, inline, nothing, words_in

if TYPE_CHECKING:
    from kg.dates import Dating
    from kg.graph import Graph

WORDS = {
    "title": ("美國人口販運問題報告：各級國家數", "Trafficking in Persons Report: countries in each tier"),
    "subtitle": (
        "數字為各報告所載；各級相加與所載總數不符者，以虛線框標出",
        "Numbers as printed; a dashed frame is what the parts lack of the printed total",
    ),
    "1": ("第1級", "Tier 1"),
    "2": ("第2級", "Tier 2"),
    "watch": ("第2級觀察名單", "Tier 2 watch list"),
    "3": ("第3級", "Tier 3"),
    "agrees": ("{total}", "{total}"),
    "differs": ("載為 {total}\n相加 {sum}", "printed {total}\nsum {sum}"),
    "alone": ("相加 {sum}\n未載總數", "sum {sum}\nno total printed"),
    "countries": ("國家數", "countries"),
}
TIERS = {"1": (SKY, INK), "2": (YELLOW, INK), "watch": (ORANGE, INK), "3": (RED, "white")}
_TIER = re.compile(r"第([一二三123])級(觀察名單)?國家")
_NUMERAL = {"一": "1", "二": "2", "三": "3"}


def census(observations: tuple[Observation, ...]) -> dict[int, dict[str, list[tuple[int, str]]]]:
    """By year and tier (1, 2, watch, 3, total): the numbers of countries given, each with its observation's id."""
    found: dict[int, dict[str, list[tuple[int, str]]]] = {}
    for o in observations:
        if o.type != "figure" or not isinstance(o.value, int) or o.period is None or o.period.latest is None:
            continue
        match = _TIER.fullmatch(o.title)
        if match is not None:
            tier = "watch" if match[2] else _NUMERAL.get(match[1], match[1])
        elif re.fullmatch(r"受防制人口販運評定國家(及地區)?總數", o.title):
            tier = "total"
        else:
            continue
        given = found.setdefault(o.period.latest.year, {}).setdefault(tier, [])
        if (o.value, o.id) not in given:
            given.append((o.value, o.id))
    return {year: tiers for year, tiers in sorted(found.items()) if set(TIERS) <= set(tiers)}


def draw(graph: Graph, events: tuple[Event, ...], language: str, day: Dating | None = None) -> Any:  # noqa: ANN401
    """A bar a year, its parts in the order of the tiers from the ground up, each with its number and, once, its name."""
    import altair as alt

    words = words_in(language, WORDS)
    years = {
        y: t
        for y, t in census(graph.resolved.observations).items()
        if day is None or day.latest is None or y <= day.latest.year
    }
    if not years:
        raise nothing(day)
    parts: list[dict[str, Any]] = []
    tops: list[dict[str, Any]] = []
    for year, tiers in years.items():
        base = 0
        for tier, (_, ink) in TIERS.items():
            n, told = tiers[tier][0]
            parts.append(
                {"year": str(year), "tier": words(tier), "n": n, "from": base, "to": base + n, "ink": ink, "evidence": told}
            )
            base += n
        total = tiers["total"][0][0] if "total" in tiers else None
        if total is None:
            text = words("alone", sum=base)
        elif total == base:
            text = words("agrees", total=total)
        else:
            text = words("differs", total=total, sum=base)
        tops.append(
            {"year": str(year), "to": max(base, total or 0), "from": base, "text": text, "off": total not in (None, base)}
        )
    x = alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, orient="bottom", ticks=False))
    y = alt.Y("from:Q", title=words("countries"), scale=alt.Scale(domain=[0, 205]))
    names = [words(t) for t in TIERS]
    bars = inline([{**p, "middle": (p["from"] + p["to"]) / 2} for p in parts])
    over = inline(tops)
    shade = alt.Scale(domain=names, range=[c for c, _ in TIERS.values()])
    chart = alt.layer(
        bars.mark_bar(stroke="white", strokeWidth=1.5, size=62).encode(
            x,
            y,
            y2="to:Q",
            color=alt.Color("tier:N", scale=shade, legend=None),
            tooltip=["year:O", "tier:N", "n:Q", "evidence:N"],
        ),
        bars.mark_text().encode(x, alt.Y("middle:Q"), text="n:Q", color=alt.Color("ink:N", scale=None)),
        bars.transform_filter(f"datum.year == '{max(years)}'")
        .mark_text(align="left", dx=40, color=INK)
        .encode(x, alt.Y("middle:Q"), text="tier:N"),
        over.transform_filter("datum.off")
        .mark_bar(size=62, fillOpacity=0, stroke=INK, strokeDash=[4, 3])
        .encode(x, y, y2="to:Q"),
        *(
            over.transform_filter(f"datum.off == {off}")
            .mark_text(dy=dy, color=INK, fontWeight="bold", lineHeight=15, lineBreak="\n")
            .encode(x, alt.Y("to:Q"), text="text:N")
            for off, dy in (("true", -27), ("false", -11))
        ),
    ).properties(width=alt.Step(80), height=430)
    return finished(chart, words("title"), [words("subtitle")])
