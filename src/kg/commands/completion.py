"""``kg completion``."""

from __future__ import annotations

import argparse

from kg.commands import Commands


def add(commands: Commands) -> None:
    """Add the command."""
    completion = commands.add_parser("completion", help="print a completion script for a shell")
    completion.add_argument("shell", choices=("bash", "zsh", "tcsh"), help="the shell that completes")
    completion.set_defaults(run=_completion)


def _completion(args: argparse.Namespace) -> int:
    import shtab

    from kg.cli import parser

    print(shtab.complete(parser(), args.shell))
    return 0
