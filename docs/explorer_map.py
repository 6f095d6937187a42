"""Make src/kg/view/world.json from Natural Earth's country shapes, as the npm package world-atlas ships them (public domain).

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python docs/explorer_map.py package

Needs shapely and pycountry.  The map is an Equal Earth projection (Šavrič, Patterson and Jenny 2018, doi:10.1080/13658816.2018.1504949)
centred on 150° E, so that the Pacific is whole and the cut runs through the Atlantic; units are thousandths of its radius, y downwards.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

import pycountry
from shapely import affinity
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

CENTRE, SMALLEST, TOLERANCE = 150.0, 0.4, 0.18
OUT = Path(__file__).resolve().parents[1] / "src" / "kg" / "view" / "world.json"


def project(longitude: float, latitude: float) -> tuple[int, int]:
    """Equal Earth of a longitude relative to the centre."""
    t = asin(sqrt(3) / 2 * sin(radians(latitude)))
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    slope = a1 + 3 * a2 * t**2 + t**6 * (7 * a3 + 9 * a4 * t**2)
    x = 2 * sqrt(3) * radians(longitude) * cos(t) / (3 * slope)
    y = t * (a1 + a2 * t**2 + t**6 * (a3 + a4 * t**2))
    return round(1000 * x), round(-1000 * y)


def shapes(path: Path) -> Iterator[tuple[str, MultiPolygon]]:
    """The ISO code and shape of each country of a TopoJSON file; a feature without a code has the code ""."""
    topology = json.loads(path.read_text("utf-8"))
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[tuple[float, float]]] = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
        arcs.append(points)

    def ring(numbers: list[int]) -> list[tuple[float, float]]:
        joined: list[tuple[float, float]] = []
        for n in numbers:
            points = arcs[n] if n >= 0 else arcs[~n][::-1]
            joined += points[1 if joined else 0 :]
        whole: list[tuple[float, float]] = []
        for x, y in joined:  # a ring may cross the date line, where its longitudes jump
            turns = round((x - whole[-1][0]) / 360) if whole else 0
            whole.append((x - 360 * turns, y))
        return whole

    for feature in topology["objects"]["countries"]["geometries"]:
        parts: list[Any] = feature["arcs"] if feature["type"] == "MultiPolygon" else [feature["arcs"]]
        polygons = [Polygon(ring(p[0]), [ring(h) for h in p[1:]]).buffer(0) for p in parts if len(ring(p[0])) > 3]
        known = pycountry.countries.get(numeric=str(feature.get("id", "")).zfill(3))
        yield known.alpha_3 if known else "", unary_union(polygons)


def turned(shape: BaseGeometry) -> BaseGeometry:
    """A shape with longitudes relative to the centre, cut at the far side."""
    window = box(-180, -90, 180, 90)
    return unary_union([affinity.translate(shape, turn - CENTRE).intersection(window) for turn in (-360, 0, 360, 720)])


def polygons_of(shape: BaseGeometry) -> list[Polygon]:
    """The polygons of a shape, without its lines and points."""
    return [p for p in getattr(shape, "geoms", [shape]) if p.geom_type == "Polygon" and not p.is_empty]


def main(folder: Path) -> None:
    """Write the file."""
    land = []
    for code, shape in shapes(folder / "countries-110m.json"):
        if code == "ATA":
            continue
        rings = []
        for polygon in polygons_of(turned(shape).simplify(TOLERANCE)):
            if polygon.area >= SMALLEST:
                flat: list[int] = []
                last = (0, 0)
                for x, y in polygon.exterior.coords[:-1]:
                    point = project(x, y)
                    if not flat or point != last:
                        flat += [point[0] - last[0], point[1] - last[1]]
                        last = point
                rings.append(flat)
        if rings:
            land.append([code, rings])
    points = {}
    for code, shape in shapes(folder / "countries-10m.json"):
        biggest = max(polygons_of(shape), key=lambda p: p.area, default=None)
        if code and biggest is not None:
            place = biggest.representative_point() if not biggest.contains(biggest.centroid) else biggest.centroid
            points[code] = project((place.x - CENTRE + 180) % 360 - 180, place.y)
    edge = [list(project(x, y)) for x, y in ((-180, 0), (0, 90))]
    world = {"reach": [-edge[0][0], -edge[1][1]], "land": sorted(land), "points": dict(sorted(points.items()))}
    OUT.write_text(json.dumps(world, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
