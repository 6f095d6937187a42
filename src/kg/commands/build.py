"""``kg build``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from kg.commands import Commands, places_of


def add(commands: Commands) -> None:
    """Add the command."""
    build = commands.add_parser("build", help="build the graph, the tables and the page from data/")
    build.add_argument("--quiet", action="store_true", help="print nothing but errors")
    build.set_defaults(run=_build)


def _build(args: argparse.Namespace) -> int:
    from kg.build import STEPS, build
    from kg.iris import Iris, base_iri

    places = places_of(args)
    with _progress(len(STEPS), quiet=args.quiet) as step:
        summary = build(places, Iris(base_iri()), step)
    if args.quiet:
        return 0
    from kg.present import table

    print(
        table(
            ("year", "new", "total", "partners"),
            [(str(y.year), str(len(y.new)), str(y.total), " ".join(y.new)) for y in summary.growth],
        )
    )
    print(
        f"\n{summary.statements} statements in: {summary.events} events and {summary.observations} figures and claims out, "
        f"{summary.actors} actors, {summary.conflicts} conflicts, {summary.doubts} open merges, {summary.quads} quads"
    )
    print(f"open {summary.folder / 'index.html'} in a browser")
    return 0


class _progress:  # noqa: N801  used like a function
    """A progress bar on standard error that shows itself only after a second, and only on a terminal."""

    def __init__(self, total: int, *, quiet: bool) -> None:
        self._total, self._off = total, quiet or not sys.stderr.isatty()

    def __enter__(self) -> Callable[[str], None]:
        if self._off:
            return lambda name: None
        from tqdm import tqdm

        self._bar = tqdm(total=self._total, delay=1, leave=False, file=sys.stderr)

        def step(name: str) -> None:
            self._bar.set_description(name)
            self._bar.update()

        return step

    def __exit__(self, *error: object) -> None:
        if not self._off:
            self._bar.close()
