"""The commands of ``kg``, a module each; what a command needs is imported when it runs, so that small ones stay quick."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from kg.places import Places

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # argparse names it nowhere else

MODULES = (
    "build", "query", "network", "audit", "show", "extract", "score", "add", "review", "export", "charts", "report", "forecast",
    "validate", "verify", "completion",
)  # fmt: skip


def add_all(commands: Commands, only: str = "") -> None:
    """Add every command to the parser, or ``only`` one; each module has ``add`` for that."""
    for name in (only,) if only else MODULES:
        import_module(f"kg.commands.{name}").add(commands)


def places_of(args: argparse.Namespace) -> Places:
    """The project that the command line names."""
    from kg.places import find_project

    return find_project(args.project)
