"""Make data/reference/world.json from the npm package world-atlas 2.0.2: ``python docs/world.py FOLDER-OF-THE-PACKAGE``.

The package holds Natural Earth 4.1.0 (public domain) as TopoJSON.  Outlines are those of the scale of 1:110 million, without Antarctica;
each country's centre (of its largest polygon's bounding box) is taken from 1:50 million, which also has small islands, and from
1:10 million where that has none.
"""

from __future__ import annotations

import json
import sys
from itertools import accumulate
from pathlib import Path
from typing import Any

import pycountry

HERE = Path(__file__).resolve().parent
SOURCE = (
    "Natural Earth 4.1.0, 1:110m countries (public domain), from the npm package world-atlas 2.0.2 (ISC), without Antarctica; "
    "boundaries are those of that source and state no position"
)


def iso3(geometry: dict[str, Any]) -> str:
    """The alpha-3 code of a country, "" for an area without one."""
    found = pycountry.countries.get(numeric=geometry.get("id", ""))
    return found.alpha_3 if found else ""


def rings(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """The rings of arcs of a geometry."""
    if geometry["type"] == "Polygon":
        return list(geometry["arcs"])
    return [ring for polygon in geometry.get("arcs", []) for ring in polygon]


def centre(topology: dict[str, Any], geometry: dict[str, Any]) -> list[float]:
    """Longitude and latitude of the middle of the largest ring's bounding box, in degrees."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    best: tuple[float, list[float]] = (-1.0, [0.0, 0.0])
    for ring in rings(geometry):
        xs: list[float] = []
        ys: list[float] = []
        for index in ring:
            arc = topology["arcs"][index if index >= 0 else ~index]
            xs += [x * kx + dx for x in accumulate(p[0] for p in arc)]
            ys += [y * ky + dy for y in accumulate(p[1] for p in arc)]
        area = (max(xs) - min(xs)) * (max(ys) - min(ys))
        if area > best[0]:
            best = (area, [round((max(xs) + min(xs)) / 2, 1), round((max(ys) + min(ys)) / 2, 1)])
    return best[1]


def main() -> None:
    """Write the file."""
    package = Path(sys.argv[1])
    coarse, fine, finest = (
        json.loads((package / f"countries-{scale}.json").read_text("utf-8")) for scale in ("110m", "50m", "10m")
    )
    shown = [g for g in coarse["objects"]["countries"]["geometries"] if g.get("id") != "010"]
    used = sorted({index if index >= 0 else ~index for g in shown for ring in rings(g) for index in ring})
    place = {old: new for new, old in enumerate(used)}

    def renumber(arcs: Any) -> Any:  # noqa: ANN401  nested lists of any depth
        if isinstance(arcs, int):
            return place[arcs] if arcs >= 0 else ~place[~arcs]
        return [renumber(a) for a in arcs]

    countries = [{"type": g["type"], "id": iso3(g), "arcs": renumber(g["arcs"])} for g in shown]
    centres: dict[str, list[float]] = {}
    for atlas in (finest, fine):
        areas = [g for g in atlas["objects"]["countries"]["geometries"] if iso3(g)]
        # an outlying territory may carry its country's code: the one of most arcs, last in order, gives the centre
        areas.sort(key=lambda g: sum(map(len, rings(g))))
        centres |= {iso3(g): centre(atlas, g) for g in areas}
    topology = {
        "source": SOURCE,
        "type": "Topology",
        "transform": coarse["transform"],
        "objects": {"countries": {"type": "GeometryCollection", "geometries": countries}},
        "arcs": [coarse["arcs"][old] for old in used],
        "centres": dict(sorted(centres.items())),
    }
    text = json.dumps(topology, ensure_ascii=False, separators=(",", ":"))
    (HERE.parent / "data" / "reference" / "world.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
