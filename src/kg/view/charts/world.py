"""The world with the partner countries as of a day, each with the order and year of its agreement."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kg.model import Event
from kg.view.charts.growth import rows_of
from kg.view.charts.style import BLUE, INK, ORANGE, EmptyPictureError, finished, foreign, inline, name_of, nothing, words_in
from kg.view.charts.timeline import kind_of
from kg.vocabulary import HOME

if TYPE_CHECKING:
    from kg.dates import Dating
    from kg.graph import Graph

WORDS = {
    "title": ("簽署國分布：{total} 國（截至 {year} 年底）", "Where the partners are: {total} countries by the end of {year}"),
    "title_day": ("簽署國分布：{total} 國（截至 {day}）", "Where the partners are: {total} countries as of {day}"),
    "dots": (
        "圓點與數字為簽署國及簽署順序；方塊為有往來而尚未簽署",
        "A numbered dot is a partner, in order of signing; a square a country in contact without an agreement",
    ),
    "source": (
        "底圖：Natural Earth（公有領域），不代表任何領土立場",
        "Outlines: Natural Earth (public domain), which state no position on boundaries",
    ),
    "home": ("臺灣", "Taiwan"),
}
COLUMNS = 4


def draw(graph: Graph, events: tuple[Event, ...], language: str, day: Dating | None = None) -> Any:  # noqa: ANN401
    """A map centred on the Pacific; the key below it names each number with its year."""
    import altair as alt

    words = words_in(language, WORDS)
    partners = rows_of(graph, events, language)
    if not partners:
        raise nothing(day)
    codes = [r["iso3"] for r in partners]
    path = graph.places.data / "reference" / "world.json"
    if not path.is_file():
        raise EmptyPictureError(f"{path} is missing: the map has no outlines")
    world = json.loads(path.read_text("utf-8"))
    centres: dict[str, list[float]] = world["centres"]
    dots = [
        {"lon": centres[r["iso3"]][0], "lat": centres[r["iso3"]][1], "n": str(r["rank"]), "name": r["name"], "date": r["date"]}
        for r in partners
        if r["iso3"] in centres
    ]
    contact = {c for e in events if kind_of(e) for c in foreign(e, graph.by_id, HOME)} - set(codes)
    others = [
        {"lon": centres[c][0], "lat": centres[c][1], "n": "", "name": name_of(graph.by_id[c], language)}
        for c in sorted(contact)
        if c in centres
    ]
    placed = _apart([*dots, *others])
    dots, others = placed[: len(dots)], placed[len(dots) :]
    projection: dict[str, Any] = {"type": "naturalEarth1", "rotate": [-155, 0, 0], "scale": 155, "translate": [430, 205]}
    land = alt.Chart(
        alt.Data(values=world, format=alt.TopoDataFormat(feature="countries", type="topojson"))  # type: ignore[no-untyped-call]
    )
    members = alt.FieldOneOfPredicate("id", sorted(codes))
    shapes = alt.layer(
        land.mark_geoshape(fill="#dfe3e8", stroke="white", strokeWidth=0.5, clip=True),
        land.transform_filter(members).mark_geoshape(fill="#9fc6e3", stroke="white", strokeWidth=0.5, clip=True),
        inline(others).mark_square(size=34, color=ORANGE, opacity=1, stroke="white", strokeWidth=0.6).encode(
            longitude="lon2:Q", latitude="lat2:Q", tooltip=["name:N"]
        ),
        _home(alt, centres[HOME], words("home")),
        inline(dots).mark_rule(color=BLUE, strokeWidth=1).encode(
            longitude="lon:Q", latitude="lat:Q", longitude2="lon2:Q", latitude2="lat2:Q"
        ),
        inline(dots).mark_circle(size=230, color=BLUE, opacity=1, stroke="white", strokeWidth=1).encode(
            longitude="lon2:Q", latitude="lat2:Q", tooltip=["n:N", "name:N", "date:N"]
        ),
        inline(dots).mark_text(color="white", fontWeight="bold", fontSize=10).encode(
            longitude="lon2:Q", latitude="lat2:Q", text="n:N"
        ),
    ).project(**projection).properties(width=860, height=370)  # fmt: skip
    title = (
        words("title", total=len(codes), year=partners[-1]["last"][:4])
        if day is None
        else words("title_day", total=len(codes), day=day.edtf)
    )
    return finished(alt.vconcat(shapes, _key(alt, dots), spacing=4), title, [words("dots"), words("source")])


def _home(alt: Any, place: list[float], text: str) -> Any:  # noqa: ANN401  Altair's module and chart
    here = inline([{"lon": place[0], "lat": place[1], "text": text}]).encode(longitude="lon:Q", latitude="lat:Q")
    return alt.layer(
        here.mark_point(shape="diamond", size=110, fill=INK, color="white", opacity=1),
        here.mark_text(align="left", dx=9, dy=1, fontWeight="bold", color=INK).encode(text="text:N"),
    )


def _apart(dots: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The marks with places ``lon2`` and ``lat2`` moved, in small equal steps, until none covers another (degrees)."""
    placed = [{**d, "lon2": float(d["lon"]), "lat2": float(d["lat"])} for d in dots]
    for _ in range(200):
        moved = False
        for n, a in enumerate(placed):
            for b in placed[n + 1 :]:
                near = 7.0 if a["n"] and b["n"] else 5.5 if a["n"] or b["n"] else 4.0
                dx, dy = b["lon2"] - a["lon2"], b["lat2"] - a["lat2"]
                far = (dx * dx + dy * dy) ** 0.5
                if far < near - 1e-6:
                    moved = True
                    ux, uy = (dx / far, dy / far) if far else (1.0, 0.0)
                    for dot, sign in ((a, -1), (b, 1)):
                        dot["lon2"] += sign * ux * (near - far) / 2
                        dot["lat2"] += sign * uy * (near - far) / 2
        if not moved:
            break
    return placed


def _key(alt: Any, dots: list[dict[str, Any]]) -> Any:  # noqa: ANN401  Altair's module and chart
    deep = -(-len(dots) // COLUMNS)
    rows = [
        {"column": i // deep, "row": i % deep, "text": f"{d['n']}  {d['name']}  {d['date'][:4]}"} for i, d in enumerate(dots)
    ]
    return (
        inline(rows)
        .mark_text(align="left", color=INK)
        .encode(
            alt.X("column:Q", axis=None, scale=alt.Scale(domain=[-0.05, COLUMNS])),
            alt.Y("row:Q", axis=None, scale=alt.Scale(domain=[-0.5, deep - 0.5], reverse=True)),
            text="text:N",
        )
        .properties(width=860, height=20 * deep)
    )
