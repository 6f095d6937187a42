"""networkx or networkit: the same numbers for the same links.

networkx counts a small network sooner than networkit (an extra, ``coopgraph[measures]``) is imported; a large one networkit counts
many times faster.  Where networkit is not installed networkx counts every network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

    from kg.measures.columns import Matrix, Reals

SMALL = 20_000
"""Links up to which networkx is used."""
SEED = 4


def engine(matrix: Matrix) -> str:
    """The library that counts this network: ``networkx`` or ``networkit``."""
    from importlib.util import find_spec

    return "networkit" if matrix.nnz // 2 > SMALL and find_spec("networkit") is not None else "networkx"


def as_networkx(matrix: Matrix) -> nx.Graph[int]:
    """The network as a simple networkx graph of positions, ``weight`` being how many entries link a pair."""
    import networkx as nx
    import scipy.sparse as sp

    upper = sp.triu(matrix, k=1).tocoo()
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(matrix.shape[0]))
    graph.add_weighted_edges_from(zip(upper.row.tolist(), upper.col.tolist(), upper.data.tolist(), strict=True))
    return graph


def as_networkit(matrix: Matrix, *, weighted: bool) -> Any:  # noqa: ANN401  networkit names no types
    """The network as a networkit graph of positions."""
    import networkit as nk
    import numpy as np
    import scipy.sparse as sp

    upper = sp.triu(matrix, k=1).tocoo()
    data = upper.data if weighted else np.ones(len(upper.data))
    return nk.GraphFromCoo((data, (upper.row, upper.col)), n=matrix.shape[0], weighted=weighted, directed=False)


def betweenness(matrix: Matrix, library: str = "") -> Reals:
    """Betweenness of each node, between 0 and 1."""
    import numpy as np

    if (library or engine(matrix)) == "networkit":
        import networkit as nk

        counted = nk.centrality.Betweenness(as_networkit(matrix, weighted=False), normalized=True)
        return np.array(counted.run().scores())
    import networkx as nx

    found = nx.betweenness_centrality(as_networkx(matrix))
    return np.array([found[n] for n in range(matrix.shape[0])])


def closeness(matrix: Matrix, library: str = "") -> Reals:
    """Closeness of each node by the steps to those it reaches, times the share of the network that these are."""
    import numpy as np

    if (library or engine(matrix)) == "networkit":
        import networkit as nk

        graph = as_networkit(matrix, weighted=False)
        counted = nk.centrality.Closeness(graph, True, nk.centrality.ClosenessVariant.GENERALIZED)
        return np.array(counted.run().scores())
    import networkx as nx

    found = nx.closeness_centrality(as_networkx(matrix))
    return np.array([found[n] for n in range(matrix.shape[0])])


def cores(matrix: Matrix, library: str = "") -> Reals:
    """The core number of each node."""
    import numpy as np

    if (library or engine(matrix)) == "networkit":
        import networkit as nk

        return np.array(nk.centrality.CoreDecomposition(as_networkit(matrix, weighted=False)).run().scores())
    import networkx as nx

    found = nx.core_number(as_networkx(matrix))
    return np.array([float(found[n]) for n in range(matrix.shape[0])])


def louvain(matrix: Matrix, library: str = "") -> list[int]:
    """The community of each node, by the Louvain method; networkit counts by its parallel form (Staudt and Meyerhenke 2016)."""
    if (library or engine(matrix)) == "networkit":
        import networkit as nk

        nk.setSeed(SEED, False)
        graph = as_networkit(matrix, weighted=True)
        labels: list[int] = nk.community.PLM(graph, refine=True).run().getPartition().getVector()
        return labels
    import networkx as nx

    found = nx.community.louvain_communities(as_networkx(matrix), weight="weight", seed=SEED)
    number = {node: n for n, members in enumerate(found) for node in members}
    return [number[n] for n in range(matrix.shape[0])]


def modularity(matrix: Matrix, labels: list[int]) -> float:
    """Modularity of a partition, weights being the entries of the matrix."""
    import numpy as np

    label = np.array(labels)
    total = matrix.sum()
    inside = matrix.tocoo()
    within = inside.data[label[inside.row] == label[inside.col]].sum() / total
    weight = np.bincount(label, np.asarray(matrix.sum(axis=1)).ravel())
    return float(within - np.square(weight / total).sum())
