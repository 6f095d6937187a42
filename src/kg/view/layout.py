"""Positions laid out beforehand, so that nothing jumps while time runs.

The home country stands in the middle with its own bodies around it, those with the most ties next to it; the partner countries stand on
a ring like the hours of a clock, in the order in which they signed, and the other countries on a ring outside, by UN region.
The bodies of a foreign country lie in a cluster behind it.  Lengths are in pixels at scale 1; the page stretches them to its shape.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import cos, pi, sin, sqrt

from kg.model import Actor
from kg.vocabulary import HOME

SPACING = 26.0  # between the bodies of one country
PARTNERS, STEP, SLOT = 200.0, 92.0, 34.0
GOLDEN = pi * (3 - sqrt(5))


def positions(
    actors: Iterable[Actor], regions: Mapping[str, tuple[str, str]], partners: Mapping[str, str], ties: Mapping[str, int]
) -> dict[str, tuple[int, int]]:
    """A place for each actor, the same for the same input.

    ``partners`` gives the day of a country's first agreement by ISO code, ``ties`` the number of ties by actor.
    """
    middle: list[Actor] = []
    slots: dict[str, list[Actor]] = defaultdict(list)
    for actor in sorted(actors, key=lambda a: (a.kind != "country", a.kind == "person", -ties.get(a.id, 0), a.id)):
        if actor.iso3 and actor.iso3 != HOME:
            slots[actor.iso3].append(actor)
        elif actor.id != HOME:
            middle.append(actor)
    places = {HOME: (0, 0)}
    for n, actor in enumerate(middle):
        places[actor.id] = _sunflower(n, 1.6, 0.0, 0.0, 0.0)
    inner = sorted((code for code in slots if code in partners), key=lambda code: (partners[code], code))
    outer = sorted((code for code in slots if code not in partners), key=lambda code: (regions.get(code, ("~", "")), code))
    radius = max(PARTNERS, SPACING * sqrt(len(middle) / pi) + STEP, len(inner) * SLOT / (2 * pi))
    depth = max((SPACING * sqrt(len(slots[code]) / pi) for code in inner), default=0.0)
    _ring(inner, slots, radius, places)
    _ring(outer, slots, max(radius + STEP + depth, len(outer) * SLOT / (2 * pi)), places)
    return places


def _ring(
    codes: Sequence[str], slots: Mapping[str, Sequence[Actor]], radius: float, places: dict[str, tuple[int, int]]
) -> None:
    """Put countries on a ring from twelve o'clock on, each with its bodies in a cluster behind it."""
    for n, code in enumerate(codes):
        angle = 2 * pi * n / len(codes) - pi / 2
        first, *rest = slots[code]
        places[first.id] = round(radius * cos(angle)), round(radius * sin(angle))
        behind = radius + 30 + SPACING * sqrt(len(rest) / pi)
        for k, actor in enumerate(rest):
            places[actor.id] = _sunflower(k, 0.0, behind * cos(angle), behind * sin(angle), angle)


def _sunflower(n: int, start: float, x: float, y: float, turn: float) -> tuple[int, int]:
    """The n-th seed of a sunflower (Vogel 1979, doi:10.1016/0025-5564(79)90080-4) around a point."""
    radius, angle = SPACING * sqrt((n + start) / pi), turn + n * GOLDEN
    return round(x + radius * cos(angle)), round(y + radius * sin(angle))
