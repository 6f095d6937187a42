"""Where a node stands: degree, betweenness, closeness, PageRank and k-core, and which community it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.measures import engines
from kg.measures.columns import Links, largest_component, links_of
from kg.measures.paths import sampled_betweenness
from kg.measures.scope import Scope, frame
from kg.measures.snapshots import pagerank

if TYPE_CHECKING:
    import pandas as pd

    from kg.measures.columns import Matrix

_Cells = Callable[["Matrix"], list[list[object]]]

NODE = {"node": "str", "kind": "str", "name_zh": "str", "name_en": "str"}


def network_in(scope: Scope, network: str, least: int, measure: str) -> tuple[Links, str]:
    """The network of a scope, and why a measure cannot be had of it where no component has ``least`` nodes."""
    links = links_of(scope.events, scope.actors, network)
    largest = largest_component(links)
    if scope.note or largest >= least:
        return links, scope.note
    return links, f"{measure} needs a component of {least} nodes or more; the largest one here has {largest}"


def node_cells(scope: Scope, node: str, events: Mapping[str, tuple[str, str]]) -> tuple[str, str, str, str]:
    """Id, kind, Chinese and English name of an actor, or id, type and title of an event."""
    if node in scope.actors:
        actor = scope.actors[node]
        return node, actor.kind, actor.name_zh, actor.name_en
    return node, *events[node], ""


def _nodes(scope: Scope, links: Links) -> list[tuple[str, str, str, str]]:
    events = {e.id: (e.type, e.titles[0] if e.titles else "") for e in scope.events}
    return [node_cells(scope, node, events) for node in links.nodes]


def _table(scope: Scope, network: str, least: int, measure: str, columns: Mapping[str, str], cells: _Cells) -> pd.DataFrame:
    """A row a node, with the values that ``cells`` counts of the network's matrix; the first of them in falling order."""
    links, note = network_in(scope, network, least, measure)
    if note:
        return frame({**NODE, **columns}, [], note)
    values = cells(links.matrix())
    made = frame({**NODE, **columns}, [(*n, *v) for n, v in zip(_nodes(scope, links), zip(*values, strict=True), strict=True)])
    return made.sort_values([next(iter(columns)), "node"], ascending=[False, True], ignore_index=True)


def _number(value: str) -> int:
    if not (value.isascii() and value.isdigit()):
        raise UsageError(f"sample {value!r}: not a whole number")
    return int(value)


def _degrees(matrix: Matrix) -> list[list[object]]:
    import numpy as np

    return [np.diff(matrix.indptr).tolist(), matrix.sum(axis=1).astype(int).tolist()]


def degree(scope: Scope, network: str = "ties") -> pd.DataFrame:
    """Degree: how many others a node is linked to, and by how many ties.

    Columns: node, kind, name_zh, name_en; degree (different neighbours); ties (weighted degree: one for each tie of each event).
    Options: network, one of ties, bipartite, actors, events.
    Unit: neighbours and ties.
    Source: Freeman 1978; weighted degree (node strength): Barrat et al. 2004.
    """
    return _table(scope.of_layers(), network, 2, "degree", {"degree": "int64", "ties": "int64"}, _degrees)


def betweenness(scope: Scope, network: str = "ties", sample: str = "0") -> pd.DataFrame:
    """Betweenness: the share of shortest paths between other nodes that run through a node.

    Columns: node, kind, name_zh, name_en; betweenness (0 to 1; every link is one step).
    Options: network; sample (count from the paths of so many nodes alone; 0: of all, exactly).
    Unit: share of all pairs of other nodes, a pair with several shortest paths in parts.
    Source: Freeman 1977, counted after Brandes 2001; sampled: Brandes and Pich 2007.
    """
    drawn = _number(sample)
    columns = {"betweenness": "float64"}

    def cells(matrix: Matrix) -> list[list[object]]:
        exact = not 0 < drawn < matrix.shape[0]
        return [(engines.betweenness(matrix) if exact else sampled_betweenness(matrix, drawn)).tolist()]

    return _table(scope.of_layers(), network, 3, "betweenness", columns, cells)


def closeness(scope: Scope, network: str = "ties") -> pd.DataFrame:
    """Closeness: the inverse of the mean number of steps to the nodes that a node reaches, times the share of all that these are.

    Columns: node, kind, name_zh, name_en; closeness (0 to 1).
    Options: network.
    Unit: 1 / steps.
    Source: Freeman 1978, for several components after Wasserman and Faust 1994 (p. 201).
    """
    columns = {"closeness": "float64"}
    return _table(scope.of_layers(), network, 2, "closeness", columns, lambda m: [engines.closeness(m).tolist()])


def pageranks(scope: Scope, network: str = "ties") -> pd.DataFrame:
    """PageRank: the chance to find a walker at a node who follows ties 85 times in 100 and else starts anywhere.

    Columns: node, kind, name_zh, name_en; pagerank (sums to 1; a link counts once for each of its ties).
    Options: network.
    Unit: probability.
    Source: Brin and Page 1998, damping 0.85.
    """
    columns = {"pagerank": "float64"}
    return _table(scope.of_layers(), network, 2, "pagerank", columns, lambda m: [pagerank(m).tolist()])


def core(scope: Scope, network: str = "ties") -> pd.DataFrame:
    """k-core: the largest k such that a node belongs to a set in which each has at least k neighbours of the set.

    Columns: node, kind, name_zh, name_en; core (k).
    Options: network.
    Unit: neighbours.
    Source: Seidman 1983, counted after Batagelj and Zaversnik 2003.
    """
    return _table(scope.of_layers(), network, 2, "core", {"core": "int64"}, lambda m: [engines.cores(m).tolist()])


def centrality(scope: Scope, network: str = "ties") -> pd.DataFrame:
    """All positions of a node beside each other: degree, ties, betweenness, closeness, PageRank and k-core.

    Columns: node, kind, name_zh, name_en; degree, ties, betweenness, closeness, pagerank, core: see the measures of these names.
    Options: network, one of ties, bipartite, actors, events.
    Unit: as there.
    Source: as there.
    """
    columns = {
        "degree": "int64", "ties": "int64", "betweenness": "float64", "closeness": "float64", "pagerank": "float64",
        "core": "int64",
    }  # fmt: skip

    def cells(matrix: Matrix) -> list[list[object]]:
        positions = (engines.betweenness(matrix), engines.closeness(matrix), pagerank(matrix), engines.cores(matrix))
        return [*_degrees(matrix), *(p.tolist() for p in positions)]

    return _table(scope.of_layers(), network, 3, "betweenness", columns, cells)


def communities(scope: Scope, network: str = "ties") -> pd.DataFrame:
    """Communities: groups of nodes with more ties inside than their degrees let expect.

    Columns: node, kind, name_zh, name_en; community (1 is the largest); size (its members).  ``attrs["modularity"]`` is the modularity of
    the partition, -0.5 to 1, and the note says it too.  The same links always give the same communities.
    Options: network, one of ties, bipartite, actors, events.
    Unit: members.
    Source: Louvain: Blondel et al. 2008; modularity: Newman and Girvan 2004, weighted by ties.
    """
    scope = scope.of_layers()
    columns = {**NODE, "community": "int64", "size": "int64"}
    links, note = network_in(scope, network, 3, "a community")
    if note:
        return frame(columns, [], note)
    matrix = links.matrix()
    labels = engines.louvain(matrix)
    sizes = Counter(labels)
    order = {label: n for n, (label, _) in enumerate(sizes.most_common(), 1)}
    rows = [(*cells, order[label], sizes[label]) for cells, label in zip(_nodes(scope, links), labels, strict=True)]
    value = engines.modularity(matrix, labels)
    made = frame(columns, rows, f"{len(sizes)} communities, modularity {value:.3f}")
    made.attrs["modularity"] = value
    return made.sort_values(["community", "node"], ignore_index=True)
