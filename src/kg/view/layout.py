"""Positions laid out beforehand, so that nothing jumps while time runs.

The home country stands in the middle with its own bodies around it; the partner countries stand on a ring like the hours of a clock, in
the order in which they signed, and the other countries on a ring outside, in the order of their UN regions.  A foreign body
stands outside its country.  Lengths are in pixels at scale 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import cos, pi, sin

from kg.model import HOME, Actor

INNER, STEP = 170.0, 80.0
PARTNERS, OTHERS, SPACING = 640.0, 960.0, 130.0
OUTSIDE, FAN = 95.0, 0.09


def positions(
    actors: Iterable[Actor], regions: Mapping[str, tuple[str, str]], partners: Mapping[str, int]
) -> dict[str, tuple[int, int]]:
    """A place for each actor, the same for the same input; ``partners`` gives the year of a country's first agreement by ISO code."""
    middle: list[Actor] = []
    slots: dict[str, list[Actor]] = defaultdict(list)
    for actor in sorted(actors, key=lambda a: (a.kind != "country", a.kind == "person", a.kind, a.id)):
        if actor.iso3 and actor.iso3 != HOME:
            slots[actor.iso3].append(actor)
        elif actor.id != HOME:
            middle.append(actor)
    places = {HOME: (0, 0)}
    radius = max(PARTNERS, _rings(middle, places) + 2 * STEP)
    inner = sorted((code for code in slots if code in partners), key=lambda code: (partners[code], code))
    outer = sorted((code for code in slots if code not in partners), key=lambda code: (regions.get(code, ("", "")), code))
    _ring(inner, slots, radius, places)
    _ring(outer, slots, max(radius + OTHERS - PARTNERS, len(outer) * SPACING / (2 * pi)), places)
    return places


def _ring(
    codes: Sequence[str], slots: Mapping[str, Sequence[Actor]], radius: float, places: dict[str, tuple[int, int]]
) -> None:
    """Put countries on a ring from twelve o'clock on, each with its bodies fanned out behind it, three in a row."""
    for n, code in enumerate(codes):
        angle = 2 * pi * n / len(codes) - pi / 2
        for k, actor in enumerate(slots[code]):
            row, column = divmod(k - 1, 3) if k else (-1, 1)
            places[actor.id] = _at(radius + OUTSIDE * (row + 1), angle + FAN * (column - 1))


def _rings(actors: Sequence[Actor], places: dict[str, tuple[int, int]]) -> float:
    """Put actors on rings around the middle, the innermost first; the radius of the last one."""
    radius, rest = INNER, list(actors)
    while rest:
        share = min(max(1, int(2 * pi * radius / SPACING)), len(rest))
        for n, actor in enumerate(rest[:share]):
            places[actor.id] = _at(radius, 2 * pi * n / share + radius)
        rest = rest[share:]
        radius += STEP
    return radius - STEP


def _at(radius: float, angle: float) -> tuple[int, int]:
    return round(radius * cos(angle)), round(radius * sin(angle))
