"""Betweenness estimated from the shortest paths of some nodes, which are followed side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.measures.columns import Matrix, Numbers, Reals

SEED = 4
BESIDE = 16
"""How many nodes' paths are followed at a time, which bounds the memory."""
FEW = 0.2
"""Share of the nodes below which their own rows are taken out of the matrix instead of multiplying all of it."""


def sampled_betweenness(matrix: Matrix, sample: int) -> Reals:
    """Betweenness of each node, between 0 and 1, as far as the shortest paths from ``sample`` nodes tell; all nodes give it exactly.

    The nodes are drawn without return and with a fixed seed, so that the same links give the same estimate.  Breadth-first search and
    Brandes' accumulation run as products of the sparse matrix with a column for each drawn node; the time grows with the number of links
    times the longest of the shortest paths.  Source: Brandes 2001; Brandes and Pich 2007.
    """
    import numpy as np

    size = matrix.shape[0]
    drawn = np.random.default_rng(SEED).permutation(size)[:sample]
    links = matrix.astype(bool).astype(np.float64)
    total = np.zeros(size)
    for start in range(0, len(drawn), BESIDE):
        total += _dependencies(links, drawn[start : start + BESIDE])
    found: Reals = total * (size / len(drawn)) / max((size - 1) * (size - 2), 1)
    return found


def _dependencies(links: Matrix, sources: Numbers) -> Reals:
    """How much of the shortest paths from the sources runs through each node, summed over the sources."""
    import numpy as np

    size, beside = links.shape[0], np.arange(len(sources))
    front = np.zeros((size, len(sources)))
    front[sources, beside] = 1.0
    seen = front > 0
    steps: list[tuple[Numbers, Reals]] = []
    while len(reached := np.flatnonzero(front.any(axis=1))):
        steps.append((reached, front[reached]))
        front = _spread(links, *steps[-1])
        front[seen] = 0.0
        seen |= front > 0
    total, depends = np.zeros(size), np.zeros((size, len(sources)))
    for depth in range(len(steps) - 1, 0, -1):
        nodes, paths = steps[depth]
        share = np.divide(1.0 + depends[nodes], paths, out=np.zeros_like(paths), where=paths > 0)
        depends = _spread(links, nodes, share)
        before, paths = steps[depth - 1]
        depends[before] *= paths
        if depth > 1:
            total[before] += depends[before].sum(axis=1)
    return total


def _spread(links: Matrix, nodes: Numbers, values: Reals) -> Reals:
    """What all nodes get where some nodes pass their values on along each link."""
    import numpy as np

    if len(nodes) < FEW * links.shape[0]:
        few: Reals = links[nodes].T @ values
        return few
    whole = np.zeros((links.shape[0], values.shape[1]))
    whole[nodes] = values
    found: Reals = links @ whole
    return found
