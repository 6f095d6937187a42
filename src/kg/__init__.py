"""coopgraph: a dated, evidence-backed graph of who cooperates with whom.

>>> import kg
>>> g = kg.load()
>>> g.growth().year.tolist()[0]
2011
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.errors import DataError, KgError, QueryError, UsageError

if TYPE_CHECKING:
    from kg.graph import Graph, load

__all__ = ["DataError", "Graph", "KgError", "QueryError", "UsageError", "__version__", "load"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:  # noqa: ANN401  the small commands do not pay for what they do not use
    if name in ("Graph", "load"):
        import kg.graph

        return getattr(kg.graph, name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
