"""Who stands between others: Burt's constraint and the roles of Gould and Fernandez, counted on sparse matrices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.measures.centrality import NODE, network_in, node_cells
from kg.measures.scope import Scope, frame
from kg.named import nearest
from kg.vocabulary import HOME

if TYPE_CHECKING:
    import pandas as pd

    from kg.measures.columns import Matrix, Numbers, Reals

CHUNK = 200_000
"""Rows of pairs multiplied at a time, which bounds the memory."""
ROLES = ("coordinator", "consultant", "gatekeeper", "liaison")
GROUPINGS = ("kind", "home")


def constraint_of(matrix: Matrix) -> Reals:
    """Burt's constraint of each node; NaN for a node without links, of which it says nothing."""
    import numpy as np
    import scipy.sparse as sp

    weight = np.asarray(matrix.sum(axis=1)).ravel()
    with np.errstate(divide="ignore"):
        inverse = np.where(weight > 0, 1 / weight, 0.0)
    share: Matrix = sp.csr_array(sp.diags_array(inverse) @ matrix)
    columns: Matrix = sp.csr_array(share.T)
    links = share.tocoo()
    indirect = np.empty(len(links.data))
    for part in _parts(len(links.data)):
        shared = share[links.row[part]].multiply(columns[links.col[part]])
        indirect[part] = np.asarray(shared.sum(axis=1)).ravel()
    found = np.bincount(links.row, (links.data + indirect) ** 2, minlength=len(weight))
    return np.where(weight > 0, found, np.nan)


def _parts(length: int) -> Iterator[slice]:
    for start in range(0, length, CHUNK):
        yield slice(start, min(start + CHUNK, length))


def roles_of(matrix: Matrix, group: Numbers) -> Numbers:
    """How often each node has each of ROLES: an array of nodes by roles.

    A node brokers each pair of its neighbours that are not linked themselves; of all pairs, those that are linked are taken off.
    """
    import numpy as np
    import scipy.sparse as sp

    adjacency: Matrix = sp.csr_array((matrix > 0).astype(np.int64))
    size, groups = matrix.shape[0], int(group.max()) + 1
    belongs = sp.csr_array((np.ones(size, dtype=np.int64), (np.arange(size), group)), shape=(size, groups))
    by_group: Numbers = (adjacency @ belongs).toarray()
    own = by_group[np.arange(size), group]
    degree = by_group.sum(axis=1)
    pairs = by_group * (by_group - 1) // 2
    same, all_same = own * (own - 1) // 2, pairs.sum(axis=1)
    other = degree - own
    found = np.stack([same, all_same - same, own * other, other * (other - 1) // 2 - (all_same - same)], axis=1)
    links = sp.triu(adjacency, k=1).tocoo()
    for part in _parts(len(links.data)):
        left, right = links.row[part], links.col[part]
        closed = adjacency[left].multiply(adjacency[right]).tocoo()
        a, b, c = group[left[closed.row]], group[closed.col], group[right[closed.row]]
        role = np.where(a == c, np.where(a == b, 0, 1), np.where((a == b) | (b == c), 2, 3))
        np.subtract.at(found, (closed.col, role), 1)
    return found


def constraint(scope: Scope, network: str = "ties") -> pd.DataFrame:
    """Burt's constraint: how far a node's ties all lead to nodes that are tied to each other; low means a broker.

    Columns: node, kind, name_zh, name_en; constraint (0 to about 1.1: 1 where all ties go to one neighbour); degree.
    Options: network, one of ties, bipartite, actors, events.
    Unit: none; a tie weighs as much as its pair has ties.
    Source: Burt 1992, equation 2.4.
    """
    import numpy as np

    scope = scope.of_layers()
    links, note = network_in(scope, network, 3, "constraint")
    columns = {**NODE, "constraint": "float64", "degree": "int64"}
    if note:
        return frame(columns, [], note)
    matrix = links.matrix()
    values, degrees = constraint_of(matrix).tolist(), np.diff(matrix.indptr).tolist()
    events = {e.id: (e.type, e.titles[0] if e.titles else "") for e in scope.events}
    cells = (node_cells(scope, node, events) for node in links.nodes)
    made = frame(columns, [(*c, v, d) for c, v, d in zip(cells, values, degrees, strict=True)])
    return made.sort_values(["constraint", "node"], ignore_index=True)


def brokerage(scope: Scope, by: str = "kind") -> pd.DataFrame:
    """Brokerage roles: how many pairs of actors that are not tied to each other an actor ties, by the groups of the three.

    Columns: node, kind, name_zh, name_en; group; coordinator (all three of one group), consultant (the two of one group, the actor of
    another), gatekeeper (the actor and one of the two of one group; on ties without direction this is the representative too), liaison
    (three groups); total.
    Options: by, the groups: kind (of actor) or home (domestic or foreign).
    Unit: pairs of actors, each counted once.
    Source: Gould and Fernandez 1989, on undirected ties.
    """
    import numpy as np

    if by not in GROUPINGS:
        raise UsageError(f"no grouping is called {by!r}; {nearest(by, dict.fromkeys(GROUPINGS))}")
    scope = scope.of_layers()
    links, note = network_in(scope, "ties", 3, "brokerage")
    columns = {**NODE, "group": "str", **dict.fromkeys((*ROLES, "total"), "int64")}
    if note:
        return frame(columns, [], note)
    actors = [scope.actors[node] for node in links.nodes]
    groups = [a.kind if by == "kind" else "domestic" if a.iso3 == HOME else "foreign" for a in actors]
    numbers = {name: n for n, name in enumerate(dict.fromkeys(groups))}
    counts = roles_of(links.matrix(), np.array([numbers[g] for g in groups], dtype=np.int64)).tolist()
    rows = [
        (*node_cells(scope, a.id, {}), group, *count, sum(count))
        for a, group, count in zip(actors, groups, counts, strict=True)
    ]
    return frame(columns, rows).sort_values(["total", "node"], ascending=[False, True], ignore_index=True)
