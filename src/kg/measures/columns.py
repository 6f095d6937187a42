"""Networks as columns: links between numbered nodes, from which all measures at size are counted.

Four networks stand behind the measures: ``ties`` (actors tied by the rule of ``kg.ties``), ``bipartite`` (actors and the events they
take part in), and its two projections, ``actors`` (linked by each event they share) and ``events`` (linked by each actor they share).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from kg.errors import UsageError
from kg.model import Actor, Event
from kg.named import nearest
from kg.ties import ties_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import scipy.sparse as sp

    Numbers: TypeAlias = npt.NDArray[np.int64]
    Reals: TypeAlias = npt.NDArray[np.float64]
    Matrix: TypeAlias = sp.csr_array

NETWORKS = ("ties", "bipartite", "actors", "events")
UNDATED = 10_000
"""The year of a link without a last day: later than any."""


@dataclass(frozen=True, slots=True)
class Links:
    """A network: ``source`` and ``target`` are positions in ``nodes``, ``year`` is that of the last day the link's event may mean.

    One entry is one event's link, so that the same pair may stand in it many times; no entry links a node to itself.
    """

    nodes: tuple[str, ...]
    source: Numbers
    target: Numbers
    year: Numbers

    def matrix(self) -> Matrix:
        """The symmetric matrix of how many entries link each pair, nodes in the order of ``nodes``."""
        return symmetric(len(self.nodes), self.source, self.target)


def symmetric(size: int, source: Numbers, target: Numbers) -> Matrix:
    """A sparse symmetric matrix that counts the entries of each pair."""
    import numpy as np
    import scipy.sparse as sp

    rows, cols = np.concatenate([source, target]), np.concatenate([target, source])
    made: Matrix = sp.coo_array((np.ones(len(rows)), (rows, cols)), shape=(size, size)).tocsr()
    return made


def links_of(events: Sequence[Event], actors: Mapping[str, Actor], network: str = "ties") -> Links:
    """One of NETWORKS; actors of kind group (such as "the public") are left out, as they are in ``kg.network``.

    Raises UsageError for an unknown network, which names the nearest ones.
    """
    if network not in NETWORKS:
        hint = nearest(network, dict.fromkeys(NETWORKS))
        raise UsageError(f"no network is called {network!r}; {hint}; networks: {', '.join(NETWORKS)}")
    if network == "ties":
        ties = list(ties_of(events, actors, {e.type for e in events}))
        return _numbered((t.source, t.target, year_of(t.event)) for t in ties)
    taken = [
        (p, e.id, year_of(e))
        for e in events
        for p in dict.fromkeys(p.actor for p in e.participations)
        if actors[p].kind != "group"
    ]
    both = _numbered(taken)
    if network == "bipartite":
        return both
    return project(both, [actor for actor, _, _ in taken] if network == "actors" else [event for _, event, _ in taken])


def year_of(event: Event) -> int:
    """The year of the last day that an event's date may mean; UNDATED where it has none."""
    return UNDATED if event.date is None or event.date.latest is None else event.date.latest.year


def _numbered(rows: Iterable[tuple[str, str, int]]) -> Links:
    import numpy as np

    place: dict[str, int] = {}
    numbers = [(place.setdefault(a, len(place)), place.setdefault(b, len(place)), year) for a, b, year in rows]
    table = np.array(numbers, dtype=np.int64).reshape(-1, 3)
    return Links(tuple(place), table[:, 0], table[:, 1], table[:, 2])


def project(both: Links, side: Iterable[str]) -> Links:
    """The projection of a bipartite network on one side: an entry for each pair of its nodes and each node they share.

    The year of an entry is the later one of the two it is made of.
    """
    import numpy as np

    place = {name: n for n, name in enumerate(both.nodes)}
    nodes = tuple(dict.fromkeys(side))
    number = np.full(len(both.nodes), -1, dtype=np.int64)
    number[[place[name] for name in nodes]] = np.arange(len(nodes))
    first = number[both.source] >= 0
    own = number[np.where(first, both.source, both.target)]
    shared = np.where(first, both.target, both.source)
    left, right = pairs_within(shared)
    return Links(nodes, own[left], own[right], np.maximum(both.year[left], both.year[right]))


def pairs_within(group: Numbers) -> tuple[Numbers, Numbers]:
    """The positions of all pairs of entries of the same group, each pair once."""
    import numpy as np

    if not len(group):
        return group.astype(np.int64), group.astype(np.int64)
    order = np.argsort(group, kind="stable")
    ordered = group[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    ends = np.repeat(np.r_[starts[1:], len(ordered)], np.diff(np.r_[starts, len(ordered)]))
    later = ends - np.arange(len(ordered)) - 1
    left = np.repeat(np.arange(len(ordered)), later)
    offset = np.arange(len(left)) - np.repeat(np.cumsum(later) - later, later)
    return order[left], order[left + 1 + offset]


def sorted_places(key: Numbers) -> tuple[Numbers, Numbers]:
    """Keys from 0 on in order, and the place that each had; key and place are sorted as one number where they fit into one."""
    import numpy as np

    bits = max(len(key) - 1, 1).bit_length()
    if not len(key) or int(key.max()).bit_length() + bits > 62:
        order = np.argsort(key, kind="stable")
        return key[order], order
    both = np.sort((key << bits) | np.arange(len(key)))
    return both >> bits, both & ((1 << bits) - 1)


def largest_component(links: Links) -> int:
    """How many nodes the largest component has; 0 where there is none."""
    import numpy as np
    from scipy.sparse.csgraph import connected_components

    if not len(links.nodes):
        return 0
    _, labels = connected_components(links.matrix(), directed=False)
    return int(np.bincount(labels).max())
