"""The command line: ``kg``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from kg import __version__
from kg.commands import MODULES, add_all
from kg.errors import DataError, KgError

EXAMPLES = """\
first steps:
  kg build                                  build the graph and the page build/index.html
  kg growth                                 partner countries, year by year
  kg query --list                           the named queries
  kg query partners --as-of 2015-12-31      who had signed by the end of 2015
  kg query between --actor TWN --other 帛琉  everything between two actors
  kg show JPN                               one actor, with its events
  kg query 'SELECT * { ?a a kg:Agreement } LIMIT 5'
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 done, 1 bad data or a refused query, 2 bad usage."""
    args = parser(_named(sys.argv[1:] if arguments is None else arguments)).parse_args(arguments)
    try:
        code: int = args.run(args)
        sys.stdout.flush()
    except DataError as error:
        if args.debug:
            raise
        print(f"{error}\nkg: {len(error.problems)} problem(s) in the data, nothing was changed", file=sys.stderr)
        return error.exit_code
    except KgError as error:
        if args.debug:
            raise
        print(f"kg: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130  # as a shell tells that SIGINT ended a command
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except OSError as error:
        if args.debug:
            raise
        print(f"kg: {error.filename or 'system'}: {error.strerror or error}", file=sys.stderr)
        return 1
    return code


def _named(arguments: Sequence[str]) -> str:
    """The command that the line plainly names, empty where only the whole parser can tell."""
    rest = iter(arguments)
    for word in rest:
        if word == "--project":
            next(rest, None)
        elif word != "--debug":
            return word if word in MODULES else ""
    return ""


def parser(only: str = "") -> argparse.ArgumentParser:
    """The parser of the whole command line, or that of ``only`` one command, which takes a fraction of the time."""
    top = argparse.ArgumentParser(
        prog="kg",
        description="A dated, evidence-backed graph of who cooperates with whom.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"coopgraph {__version__}")
    top.add_argument("--project", metavar="DIR", type=Path, help="the project folder (default: here or above; KG_HOME)")
    top.add_argument("--debug", action="store_true", help="show a traceback where something fails")
    add_all(top.add_subparsers(title="commands", metavar="COMMAND", required=True), only)
    return top


if __name__ == "__main__":
    sys.exit(main())
