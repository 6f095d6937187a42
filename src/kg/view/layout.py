"""Positions laid out beforehand: the home country in the middle, its bodies around it, the world on a ring outside.

Lengths are in pixels at scale 1.  Countries stand in the order of their UN region and sub-region, so that neighbours are
near each other; a foreign body stands outside its country.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import cos, pi, sin

from kg.model import HOME, Actor

INNER, STEP, RING, OUTSIDE, SPACING = 190.0, 95.0, 820.0, 90.0, 120.0


def positions(actors: Iterable[Actor], regions: Mapping[str, tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """A place for each actor, the same for the same actors."""
    middle: list[Actor] = []
    slots: dict[str, list[Actor]] = defaultdict(list)
    for actor in sorted(actors, key=lambda a: (a.kind != "country", a.kind, a.id)):
        if actor.iso3 and actor.iso3 != HOME:
            slots[actor.iso3].append(actor)
        elif actor.id != HOME:
            middle.append(actor)
    places = {HOME: (0, 0)}
    ring = max(RING, _rings(middle, places) + 2 * STEP, len(slots) * SPACING / (2 * pi))
    share = 2 * pi / max(len(slots), 1)
    for n, code in enumerate(sorted(slots, key=lambda code: (regions.get(code, ("", "")), code))):
        angle = share * n - pi / 2
        for k, actor in enumerate(slots[code]):
            sway = 0.0 if k == 0 else (k % 3 - 1) * 0.4 * share
            places[actor.id] = _at(ring + OUTSIDE * k, angle + sway)
    return places


def _rings(actors: Sequence[Actor], places: dict[str, tuple[int, int]]) -> float:
    """Put actors on rings around the middle; the radius of the last one."""
    radius, rest = INNER, list(actors)
    while rest:
        room = max(1, int(2 * pi * radius / SPACING))
        share = min(room, len(rest))
        for n, actor in enumerate(rest[:share]):
            places[actor.id] = _at(radius, 2 * pi * n / share + radius)
        rest = rest[share:]
        radius += STEP
    return radius - STEP


def _at(radius: float, angle: float) -> tuple[int, int]:
    return round(radius * cos(angle)), round(radius * sin(angle))
