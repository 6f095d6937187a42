"""The network at the end of each year, all years in one pass over its links, and what changes from year to year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.measures.columns import UNDATED, Links, links_of
from kg.measures.scope import Scope, frame

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from kg.measures.columns import Matrix, Numbers, Reals

DAMPING = 0.85
"""The chance to follow a link, after Brin and Page (1998)."""
UNTIED = "no event of these layers ties two actors by a day that is known"
PRECISION = 1e-10
"""Where the solver of PageRank stops: the residual's norm against that of the right-hand side."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """The linked pairs of a network: one entry a pair and year in which it is linked, sorted by pair, then by year.

    ``low`` and ``high`` are positions in the nodes, ``year`` is a position in ``years``, ``count`` the number of links, and ``first``
    and ``previous`` say whether the pair was never linked before, and whether it was in the year just before.
    """

    years: tuple[int, ...]
    low: Numbers
    high: Numbers
    year: Numbers
    count: Numbers
    first: npt.NDArray[np.bool_]
    previous: npt.NDArray[np.bool_]


def pairs_of(links: Links) -> Pairs:
    """The pairs of the dated links, for every year from the first to the last."""
    import numpy as np

    dated = links.year < UNDATED
    source, target, year = links.source[dated], links.target[dated], links.year[dated]
    if not len(year):
        none, no = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.bool_)
        return Pairs((), none, none, none, none, no, no)
    start = int(year.min())
    years = tuple(range(start, int(year.max()) + 1))
    span = len(years)
    pair = np.minimum(source, target) * len(links.nodes) + np.maximum(source, target)
    key = np.sort(pair * span + (year - start))
    begins = np.flatnonzero(np.r_[True, key[1:] != key[:-1]])
    count = np.diff(np.r_[begins, len(key)])
    key = key[begins]
    pair, when = key // span, key % span
    same = np.r_[False, pair[1:] == pair[:-1]]
    previous = same & np.r_[False, when[1:] - when[:-1] == 1]
    return Pairs(years, pair // len(links.nodes), pair % len(links.nodes), when, count, ~same, previous)


@dataclass(frozen=True, slots=True)
class Yearly:
    """What stands at the end of each year, links of all years so far taken together: arrays of years by nodes.

    ``component`` numbers the components of a year, -1 where a node has no link yet; ``pagerank`` is 0 there.
    """

    years: tuple[int, ...]
    degree: Numbers
    ties: Numbers
    component: Numbers
    pagerank: Reals


def yearly(links: Links) -> Yearly:
    """Degree, number of ties, component and PageRank of each node at the end of each year.

    Each link is read once: degrees are running sums of first links, components of a year are those of the year before joined by what is
    new, and PageRank lays the pairs out once and starts from the year before.
    """
    import numpy as np

    size, pairs = len(links.nodes), pairs_of(links)
    shape = (len(pairs.years), size)

    def running(weight: Numbers) -> Numbers:
        cells = np.concatenate([pairs.year * size + pairs.low, pairs.year * size + pairs.high])
        total = np.bincount(cells, np.concatenate([weight, weight]), minlength=shape[0] * size)
        return total.reshape(shape).cumsum(axis=0).astype(np.int64)

    degree, ties = running(pairs.first.astype(np.int64)), running(pairs.count)
    return Yearly(pairs.years, degree, ties, _components(pairs, degree), _pageranks(pairs, degree))


def _components(pairs: Pairs, degree: Numbers) -> Numbers:
    import numpy as np
    import scipy.sparse as sp
    from scipy.sparse.csgraph import connected_components

    found = np.empty_like(degree)
    label = np.arange(degree.shape[1])
    for n in range(len(pairs.years)):
        new = pairs.first & (pairs.year == n)
        left, right = label[pairs.low[new]], label[pairs.high[new]]
        size = int(label.max()) + 1
        joined = sp.coo_array((np.ones(len(left), dtype=np.int8), (left, right)), shape=(size, size))
        label = connected_components(joined, directed=False)[1].astype(np.int64)[label]
        found[n] = np.where(degree[n] > 0, label, -1)
    return found


def _pageranks(pairs: Pairs, degree: Numbers) -> Reals:
    """PageRank at the end of each year: the last year's matrix is laid out once, and each year takes its part of it.

    The nodes stand in the order of their first years, so that those of a year come first.
    """
    import numpy as np
    import scipy.sparse as sp

    ranks = np.zeros(degree.shape)
    if not len(pairs.years):
        return ranks
    nodes = np.argsort((degree == 0).sum(axis=0), kind="stable")
    place = np.argsort(nodes)
    low, high, since = place[pairs.low[pairs.first]], place[pairs.high[pairs.first]], pairs.year[pairs.first]
    order = np.argsort(np.concatenate([low, high]), kind="stable")
    columns = np.concatenate([high, low]).astype(np.int32)[order]
    pair = np.where(order < len(low), order, order - len(low)).astype(np.int32)
    begun = since.astype(np.int16)[pair]
    number = np.cumsum(pairs.first) - 1
    weight = np.zeros(len(low))
    for n in range(len(pairs.years)):
        now = pairs.year == n
        weight[number[now]] += pairs.count[now]
        there = begun <= n
        own = nodes[: int((degree[n] > 0).sum())]
        starts = np.r_[0, np.cumsum(degree[n][own])].astype(np.int32)
        matrix: Matrix = sp.csr_array((weight[pair[there]], columns[there], starts), shape=(len(own), len(own)))
        ranks[n, own] = pagerank(matrix, ranks[n - 1, own] if n else None)
    return ranks


def pagerank(matrix: Matrix, start: Reals | None = None) -> Reals:
    """PageRank of a symmetric matrix of weights; 0 for a node without links, which counts as not being there.

    On undirected links the walk's matrix is similar to a symmetric one, so that the method of conjugate gradients solves for it
    (Hestenes and Stiefel 1952) in about a quarter of the steps of a power iteration; ``start`` is a first guess.
    """
    import numpy as np
    import scipy.sparse as sp

    weight = matrix.sum(axis=1)
    there = weight > 0
    if not there.any():
        return np.zeros(len(weight))
    root = np.sqrt(np.where(there, weight, 1.0))
    inverse = np.where(there, 1.0 / root, 0.0)
    data = matrix.data * np.repeat(DAMPING * inverse, np.diff(matrix.indptr)) * inverse[matrix.indices]
    walk = sp.csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)
    aim = (1 - DAMPING) * inverse / there.sum()
    solved = aim.copy() if start is None else start * inverse
    rest = aim - solved + walk @ solved
    step, left = rest.copy(), _dot(rest, rest)
    enough = PRECISION**2 * _dot(aim, aim)
    while left > enough:
        changed = step - walk @ step
        length = left / _dot(step, changed)
        solved += length * step
        rest -= length * changed
        before, left = left, _dot(rest, rest)
        step *= left / before
        step += rest
    rank = solved * root
    found: Reals = rank / rank.sum()
    return found


def _dot(left: Reals, right: Reals) -> float:
    """The inner product, without the threads of a linear algebra library, which wait for each other on a busy machine."""
    import numpy as np

    return float(np.einsum("i,i->", left, right))


SNAPSHOT = {"year": "int64", "actor": "str", "degree": "int64", "ties": "int64", "component": "int64", "pagerank": "float64"}


def snapshots(scope: Scope) -> pd.DataFrame:
    """Position of each actor at the end of each year, ties of all years so far taken together.

    Columns: year; actor; degree (actors it is tied to); ties (events' ties, the same pair as often as it met); component (1 is the largest
    of that year, then by size); pagerank (0 to 1, sums to 1 in a year).  Actors without a tie yet have no row, nor do undated events.
    Unit: one row an actor and year.
    Source: PageRank: Brin and Page 1998, damping 0.85, weighted by ties; degree: Freeman 1978.
    """
    import numpy as np

    scope = scope.of_layers()
    links = links_of(scope.events, scope.actors)
    found = yearly(links)
    rows: list[tuple[object, ...]] = []
    for n, year in enumerate(found.years):
        there = np.flatnonzero(found.component[n] >= 0)
        if len(there):
            place = _by_size(found.component[n][there])
            rows += [
                (year, links.nodes[i], found.degree[n][i], found.ties[n][i], place[found.component[n][i]], found.pagerank[n][i])
                for i in there
            ]
    return frame(SNAPSHOT, rows, scope.note or ("" if rows else UNTIED))


def _by_size(labels: Numbers) -> dict[int, int]:
    """The place of each component among those of its year, the largest first, then by its first member."""
    import numpy as np

    names, first, sizes = np.unique(labels, return_index=True, return_counts=True)
    order = sorted(range(len(names)), key=lambda n: (-sizes[n], first[n]))
    return {int(names[n]): place for place, n in enumerate(order, 1)}


CHANGE = {
    "year": "int64", "actors": "int64", "ties": "int64", "new": "int64", "lost": "int64", "kept": "int64", "first": "int64",
    "jaccard": "Float64", "total_actors": "int64", "total_ties": "int64", "components": "int64", "largest": "int64",
    "reported": "bool",
}  # fmt: skip


def change(scope: Scope) -> pd.DataFrame:
    """How the tied pairs of one year differ from those of the year before.

    Columns: year; actors and ties (tied pairs) of that year alone; new (not there the year before), lost (there the year before alone),
    kept; first (never there before); jaccard (kept pairs against all pairs of the two years, 0 to 1, <NA> where neither year has one);
    total_actors, total_ties, components and largest (members of the largest component) of all years so far; reported (whether a report
    of that year is at hand: where it is not, a tie that is "lost" may only have gone untold).
    Unit: pairs of actors; an event belongs to the year of the last day its date may mean.
    Source: Jaccard 1912; its use between waves of a network: Snijders, van de Bunt and Steglich 2010.
    """
    import numpy as np

    scope = scope.of_layers()
    links = links_of(scope.events, scope.actors)
    pairs, found = pairs_of(links), yearly(links)
    reports = {r.year for r in scope.data.reports}
    rows: list[tuple[object, ...]] = []
    before = 0
    for n, year in enumerate(pairs.years):
        now = pairs.year == n
        ties, kept, first = int(now.sum()), int((now & pairs.previous).sum()), int((now & pairs.first).sum())
        union = ties + before - kept
        there = found.component[n][found.component[n] >= 0]
        sizes = np.bincount(there)
        actors = len(np.union1d(pairs.low[now], pairs.high[now]))
        rows.append(
            (
                year, actors, ties, ties - kept, before - kept, kept, first, kept / union if union else None, len(there),
                int(found.degree[n].sum()) // 2, int((sizes > 0).sum()), int(sizes.max()), year in reports,
            )
        )  # fmt: skip
        before = ties
    return frame(CHANGE, rows, scope.note or ("" if rows else UNTIED))
