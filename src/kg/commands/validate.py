"""``kg validate``."""

from __future__ import annotations

import argparse

from kg.commands import Commands, places_of
from kg.errors import KgError


def add(commands: Commands) -> None:
    """Add the command."""
    validate = commands.add_parser("validate", help="hold the graph against the SHACL shapes")
    validate.set_defaults(run=_validate)


def _validate(args: argparse.Namespace) -> int:
    from kg.graph import load
    from kg.present import table
    from kg.validate import validate

    graph = load(places_of(args).root)
    violations = validate(graph.quads, graph.places.ontology / "shapes.ttl")
    if not violations:
        print(f"{len(graph.quads)} quads hold to every shape")
        return 0
    print(table(("node", "path", "message"), [(v.node, v.path, v.message) for v in violations]))
    raise KgError(f"{len(violations)} violation(s) of the shapes")
