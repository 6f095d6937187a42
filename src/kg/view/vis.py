"""The same network as a pyvis network, for those who go on from there in Python: pyvis's data model, our positions, physics off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyvis.network import Network


def pyvis_network(content: Mapping[str, Any], language: str = "zh") -> Network:
    """A pyvis network of a page's content: a node for each actor, one edge a pair with the number of its events as ``value``.

    ``language`` is "zh" or "en".  Pyvis puts ids and labels into its own page as they are: do not publish that page with names that you
    have not read.
    """
    from pyvis.network import Network

    # directed: otherwise pyvis looks for the reverse of each edge among all others
    network = Network(directed=True, cdn_resources="in_line")
    network.toggle_physics(False)
    for node in content["nodes"]:
        actor = content["actors"][node["id"]]
        network.add_node(node["id"], label=actor[language], group=actor["kind"], x=node["x"], y=node["y"], physics=False)
    for edge in content["edges"]:
        network.add_edge(edge["from"], edge["to"], value=len(edge["events"]), arrows="")
    return network
