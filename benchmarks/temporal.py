"""Measures on a generated temporal network, beside the same questions to networkx and to SPARQL on Oxigraph, as ratios of one run.

    python benchmarks/temporal.py                          10 000 participations: a minute
    python benchmarks/temporal.py --participations 1000000 the size that the figures in the documentation are of
    python benchmarks/temporal.py --part snapshots         one part: snapshots, positions, sparql or growth

Each part runs in a process of its own, which says how much memory its own columns needed at most.  Both sides answer the same question
on the same links, and the answers are compared.  Times are
those of the processor, all threads together, so that a machine shared with others tells the same; of quick calls (ours) the best of three
is taken, slow ones run once.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import math
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from kg.measures import engines
from kg.measures.columns import Links
from kg.measures.contacts import NEVER, Spans, histories
from kg.measures.domestic import shared_events
from kg.measures.paths import sampled_betweenness
from kg.measures.snapshots import pagerank, pairs_of, yearly

if TYPE_CHECKING:
    import numpy.typing as npt

    from kg.measures.columns import Numbers

FIRST_YEAR, YEARS = 2011, 12
FIRST_DAY = 733_773
"""The ordinal of 2011-01-01 less one."""
SEED = 11
BLOCK = 100
"""Actors of one community of the generated network."""
PIVOTS = 16
TYPES = ("Visit", "Meeting", "Workshop", "Agreement")
PARTS = ("snapshots", "positions", "sparql", "growth")

T = TypeVar("T")


@dataclass(frozen=True)
class Generated:
    """A network: a row a participation, and a row an event; the first participation of an event is its central one."""

    actors: int
    event: Numbers
    actor: Numbers
    central: npt.NDArray[np.bool_]
    kind: Numbers
    low: Numbers
    high: Numbers

    def links(self) -> Links:
        """The ties: from the central participant of an event to each of the others."""
        centre = self.actor[self.central][self.event]
        tied = ~self.central & (centre != self.actor)
        year = FIRST_YEAR + ((self.high - FIRST_DAY - 1) // 365.2425).astype(np.int64)
        return Links(tuple(f"a{n}" for n in range(self.actors)), centre[tied], self.actor[tied], year[self.event[tied]])


def generate(participations: int, actors: int, seed: int = SEED) -> Generated:
    """A network of so many participations over twelve years, the same for the same numbers.

    Events have 2 participants or more (geometric, 2.9 on average), four in five of them of one community of 100, few of whom take part in
    much; there are 1.4 times as many events in a year as in the year before.  Half the dates are known to the day, a third to
    the month, the rest to the year.
    """
    rng = np.random.default_rng(seed)
    sizes = np.minimum(1 + rng.geometric(0.53, participations // 2), 12)
    event = np.repeat(np.arange(len(sizes)), sizes)
    home = rng.integers(0, math.ceil(actors / BLOCK), len(sizes))[event]
    near = home * BLOCK + (BLOCK * rng.random(len(event)) ** 2).astype(np.int64)
    far = (actors * rng.random(len(event)) ** 1.5).astype(np.int64)
    actor = np.where(rng.random(len(event)) < 0.8, near, far) % actors
    _, first = np.unique(event * actors + actor, return_index=True)
    first = np.sort(first)[:participations]
    event, actor = event[first], actor[first]
    central = np.r_[True, event[1:] != event[:-1]]
    count = int(event[-1]) + 1
    weight = 1.4 ** np.arange(YEARS)
    year = rng.choice(YEARS, count, p=weight / weight.sum())
    day = FIRST_DAY + 1 + (year * 365.2425).astype(np.int64) + rng.integers(0, 364, count)
    start = FIRST_DAY + 1 + np.ceil(year * 365.2425).astype(np.int64)
    spread = rng.random(count)
    low = np.where(spread < 1 / 2, day, np.where(spread < 5 / 6, np.maximum(start, day - 15), start))
    high = np.where(spread < 1 / 2, day, np.where(spread < 5 / 6, np.minimum(start + 363, day + 15), start + 363))
    return Generated(actors, event, actor, central, rng.choice(len(TYPES), count, p=(0.4, 0.3, 0.25, 0.05)), low, high)


def timed(what: Callable[[], T], times: int = 1) -> tuple[float, T]:
    """Processor seconds that a call takes in all its threads, the least of so many times, and its answer."""
    seconds = []
    for _ in range(times):
        start = time.process_time()
        answer = what()
        seconds.append(time.process_time() - start)
    return min(seconds), answer


def say(what: str, ours: float, theirs: float, other: str) -> None:
    """One line of results."""
    print(f"{what:<44} {ours:9.3f} s   {other} {theirs:9.2f} s   {theirs / ours:7.1f} times", flush=True)


def memory() -> str:
    """The most memory that this process has held."""
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB"


def snapshots_part(made: Generated) -> None:
    """Degree, components and PageRank at the end of each year: one pass, beside networkx graph by graph."""
    import networkx as nx
    import scipy.sparse.csgraph
    import scipy.sparse.linalg  # noqa: F401  importing it once is not part of a measure

    links = made.links()
    ours, found = timed(lambda: yearly(links), 3)
    print(f"{len(links.source)} ties of {made.actors} actors; memory of one pass: {memory()}", flush=True)
    ends = np.searchsorted(np.sort(links.year), np.array(found.years), side="right")
    order = np.argsort(links.year, kind="stable")
    pairs = np.stack([links.source[order], links.target[order]], axis=1).tolist()
    total = 0.0
    for n, end in enumerate(ends.tolist()):

        def one(end: int = end) -> tuple[dict[int, int], int, dict[int, float]]:
            graph: nx.Graph[int] = nx.Graph()
            for a, b in pairs[:end]:
                if graph.has_edge(a, b):
                    graph[a][b]["weight"] += 1
                else:
                    graph.add_edge(a, b, weight=1)
            return dict(graph.degree), nx.number_connected_components(graph), nx.pagerank(graph)

        seconds, (degrees, components, ranks) = timed(one)
        total += seconds
        there = np.fromiter(degrees, dtype=np.int64)
        if not np.array_equal(found.degree[n][there], np.fromiter(degrees.values(), dtype=np.int64)):
            raise SystemExit(f"degrees of {found.years[n]} differ")
        if components != len(np.unique(found.component[n][there])):
            raise SystemExit(f"components of {found.years[n]} differ")
        # networkx stops as soon as its steps, summed over all nodes, change less than 1e-6 times their number
        if abs(found.pagerank[n][there] - np.fromiter(ranks.values(), dtype=np.float64)).sum() > 1e-5 * len(there):
            raise SystemExit(f"PageRank of {found.years[n]} differs")
    say(f"{len(found.years)} yearly snapshots", ours, total, "networkx")


def positions_part(made: Generated) -> None:
    """Sampled betweenness, communities and PageRank of the whole network, beside networkx, both from their own graph."""
    import networkx as nx

    matrix = made.links().matrix()
    graph = engines.as_networkx(matrix)
    import networkit  # noqa: F401  importing it once is not part of a measure

    ours, found = timed(lambda: pagerank(matrix), 3)
    theirs, expected = timed(lambda: nx.pagerank(graph))
    say("PageRank", ours, theirs, "networkx")
    there = np.diff(matrix.indptr) > 0
    print(
        f"  sum over the {int(there.sum())} actors with ties {found.sum():.9f}, networkx over all {sum(expected.values()):.9f}"
    )
    ours, _ = timed(lambda: sampled_betweenness(matrix, PIVOTS), 3)
    theirs, _ = timed(lambda: nx.betweenness_centrality(graph, k=min(PIVOTS, len(graph)), seed=SEED))
    say(f"betweenness from {PIVOTS} actors", ours, theirs, "networkx")
    ours, labels = timed(lambda: engines.louvain(matrix, "networkit"), 3)
    theirs, groups = timed(lambda: nx.community.louvain_communities(graph, seed=SEED))
    say("communities (Louvain)", ours, theirs, "networkx")
    number = {node: n for n, members in enumerate(groups) for node in members}
    own, other = engines.modularity(matrix, labels), engines.modularity(matrix, [number[n] for n in range(len(labels))])
    print(f"  modularity {own:.4f}, networkx {other:.4f}; memory with both: {memory()}")


def goals(made: Generated) -> tuple[Numbers, Numbers]:
    """The first and last day that the first agreement of each actor may mean."""
    agreed = made.kind[made.event] == TYPES.index("Agreement")
    low, high = (np.full(made.actors, NEVER, dtype=np.int64) for _ in range(2))
    np.minimum.at(low, made.actor[agreed], made.low[made.event[agreed]])
    np.minimum.at(high, made.actor[agreed], made.high[made.event[agreed]])
    return low, high


def lags(made: Generated) -> tuple[int, int]:
    """How many visits and meetings ended before the first agreement of an actor of theirs could be signed, and the sum of all lags."""
    low, high = goals(made)
    met = made.kind[made.event] <= TYPES.index("Meeting")
    event = made.event[met]
    spans = Spans(made.actor[met], made.low[event], made.high[event])
    before = spans.of(spans.high < low[spans.group])
    found = histories(made.actors, before.of(low[before.group] < NEVER), low, high)
    return int(found.before.sum()), int(found.lag[1][found.lag[1] < NEVER].sum())


def together(made: Generated) -> tuple[int, int]:
    """How many pairs of actors share an event, and how many they share."""
    found = shared_events(made.actors, made.actor, made.event, made.low[made.event], made.high[made.event])
    return len(found.left), int(found.events.sum())


LAGS = """
PREFIX : <urn:x:>
SELECT (SUM(?n) AS ?contacts) (SUM(?lag) AS ?days) {
  SELECT ?actor (COUNT(?contact) AS ?n) (MIN(?by) - MIN(?from) AS ?lag) {
    { SELECT ?actor (MIN(?earliest) AS ?signed) (MIN(?latest) AS ?by) {
        ?agreement a :Agreement ; :earliest ?earliest ; :latest ?latest ; :participation/:actor ?actor } GROUP BY ?actor }
    VALUES ?class { :Visit :Meeting }
    ?contact a ?class ; :participation/:actor ?actor ; :earliest ?from ; :latest ?to .
    FILTER(?to < ?signed)
  } GROUP BY ?actor
}"""
TOGETHER = """
PREFIX : <urn:x:>
SELECT (COUNT(*) AS ?pairs) (SUM(?n) AS ?events) {
  SELECT ?a ?b (COUNT(?event) AS ?n) (MIN(?from) AS ?first) (MAX(?to) AS ?last) {
    ?event :participation/:actor ?a, ?b ; :earliest ?from ; :latest ?to . FILTER(STR(?a) < STR(?b))
  } GROUP BY ?a ?b
}"""


def triples(made: Generated) -> bytes:
    """The network in N-Triples, as the ontology models it: an event has participations, each with its actor."""
    out = io.StringIO()
    integer = "^^<http://www.w3.org/2001/XMLSchema#integer>"
    for n, (kind, low, high) in enumerate(zip(made.kind.tolist(), made.low.tolist(), made.high.tolist(), strict=True)):
        out.write(f"<urn:x:e{n}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:x:{TYPES[kind]}> .\n")
        out.write(f'<urn:x:e{n}> <urn:x:earliest> "{low}"{integer} .\n<urn:x:e{n}> <urn:x:latest> "{high}"{integer} .\n')
    for n, (event, actor) in enumerate(zip(made.event.tolist(), made.actor.tolist(), strict=True)):
        out.write(f"<urn:x:e{event}> <urn:x:participation> <urn:x:p{n}> .\n<urn:x:p{n}> <urn:x:actor> <urn:x:a{actor}> .\n")
    return out.getvalue().encode()


def sparql_part(made: Generated) -> None:
    """Lags and co-participation, beside SPARQL on Oxigraph with the network loaded."""
    from pyoxigraph import RdfFormat, Store

    our_lags, first = timed(lambda: lags(made), 3)
    our_pairs, second = timed(lambda: together(made), 3)
    print(f"{len(made.event)} participations in {len(made.kind)} events; memory of the columns: {memory()}", flush=True)
    store = Store()
    store.bulk_load(triples(made), RdfFormat.N_TRIPLES)
    for what, ours, answer, query in (("lags", our_lags, first, LAGS), ("co-participation", our_pairs, second, TOGETHER)):
        seconds, rows = timed(lambda query=query: [[int(term.value) for term in row] for row in store.query(query)])
        say(f"{what} ({answer[0]} found)", ours, seconds, "SPARQL")
        if rows != [list(answer)]:
            raise SystemExit(f"{what} differ: {answer} and {rows}")


def growth_part(made: Generated) -> None:
    """How the cost grows: 10 000 participations, ten times as many, and so on up to the number asked for."""
    sizes = [10_000]
    while sizes[-1] * 10 <= len(made.event) * 1.2:
        sizes.append(sizes[-1] * 10)
    works: dict[str, Callable[[Generated, Links], object]] = {
        "snapshots": lambda _, links: yearly(links),
        "change": lambda _, links: pairs_of(links),
        "communities": lambda _, links: engines.louvain(links.matrix(), "networkit"),
        "betweenness, sampled": lambda _, links: sampled_betweenness(links.matrix(), PIVOTS),
        "lags": lambda made, _: lags(made),
        "co-participation": lambda made, _: together(made),
    }
    spent: dict[str, list[float]] = {name: [] for name in works}
    for size in sizes:
        part = generate(size, size // 10)
        links = part.links()
        for name, work in works.items():
            spent[name].append(min(timed(lambda work=work: work(part, links))[0] for _ in range(5)))  # noqa: B023
    print("seconds at " + ", ".join(map(str, sizes)) + " participations; the last step's growth beside that of n log n")
    for name, seconds in spent.items():
        grown = ""
        if len(sizes) > 1:
            own, allowed = seconds[-1] / seconds[-2], 10 * math.log(sizes[-1]) / math.log(sizes[-2])
            whole, whole_allowed = seconds[-1] / seconds[0], sizes[-1] * math.log(sizes[-1]) / sizes[0] / math.log(sizes[0])
            grown = f"   last {own:.1f} of {allowed:.1f}   whole {whole:.0f} of {whole_allowed:.0f}"
        print(f"{name:<24}" + "".join(f"{s:10.4f}" for s in seconds) + grown)
    print(f"memory: {memory()}")


def main() -> None:
    """Run one part, or all of them one after the other."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--participations", type=int, default=10_000, help="how many (default 10 000)")
    parser.add_argument("--actors", type=int, help="how many (default a tenth as many)")
    parser.add_argument("--part", choices=PARTS, help="one part (default all)")
    args = parser.parse_args()
    if importlib.util.find_spec("networkit") is None:
        parser.error("networkit is not installed: pip install coopgraph[measures]")
    actors = args.actors or max(args.participations // 10, 10)
    if args.part is None:
        for part in PARTS:
            print(f"-- {part}", flush=True)
            own = [
                sys.executable,
                __file__,
                "--participations",
                str(args.participations),
                "--actors",
                str(actors),
                "--part",
                part,
            ]
            subprocess.run(own, check=True)
        return
    made = generate(args.participations, actors)
    {"snapshots": snapshots_part, "positions": positions_part, "sparql": sparql_part, "growth": growth_part}[args.part](made)


if __name__ == "__main__":
    main()
