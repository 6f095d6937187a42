"""``kg build``: everything under ``data/`` to everything under ``build/``.

The same input gives the same bytes (the on-disk store apart: it holds the quads of ``graph.nq``, in files that RocksDB names and dates).
All is written beside the old build, which is replaced only once it is whole: a killed or failed build leaves the last good one.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.audit import audit
from kg.audit.model import Finding
from kg.audit.quads import check_quads
from kg.beside import Beside
from kg.errors import KgError
from kg.growth import YearOfGrowth, growth
from kg.iris import Iris
from kg.manifest import MANIFEST, current_build, input_hashes, old_build, write_manifest
from kg.memory import uncollected
from kg.model import Data
from kg.outputs import (
    ACTOR_TABLE_COLUMNS,
    EDGE_COLUMNS,
    EVENT_COLUMNS,
    actor_rows,
    derive,
    edge_rows,
    event_rows,
    write_parquet,
    write_rdf,
)
from kg.places import Places
from kg.rdf import ontology_quads, quads_of
from kg.resolve import Resolved, resolve
from kg.store import StoreWriter
from kg.tables import MERGE_COLUMNS, read_data, write_csv
from kg.ties import ties_of
from kg.vocabulary import EVENT_TYPES

STEPS = ("data", "quads", "files", "tables", "store")


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build came to."""

    growth: tuple[YearOfGrowth, ...]
    statements: int
    events: int
    observations: int
    actors: int
    conflicts: int
    doubts: int
    quads: int
    folder: Path


@uncollected()
def build(places: Places, iris: Iris, step: Callable[[str], None] = lambda name: None) -> Summary:
    """Build the project; ``step`` is told each of STEPS as it is done.

    Raises DataError where the data break their format; ``build/`` is then as it was.
    """
    current_build(places)
    if places.build.exists() and any(places.build.iterdir()) and not (places.build / MANIFEST).is_file():
        raise KgError(f"{places.build} is not empty and holds no build: move its files away, a build replaces the whole folder")
    inputs = input_hashes(places)
    data = read_data(places.data)
    resolved = resolve(data)
    findings = audit(data, resolved, places.data)
    step("data")
    new = places.build.with_name(f"{places.build.name}.new-{os.getpid()}")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    tables = Beside("the tables and pages", lambda: _write_tables(new, places, data, resolved, findings))
    try:
        told = quads_of(data, resolved, iris, places.ontology)
        write_rdf(told, "nquads", iris, new / "graph.nq")
        store = StoreWriter(new / "store")
        loading = _Background(lambda: store.load(new / "graph.nq"))
        made = derive(told, iris) + check_quads(findings, resolved.observations, iris)
        quads = told + made
        step("quads")
        write_rdf(quads, "trig", iris, new / "graph.trig")
        write_rdf(quads, "turtle", iris, new / "graph.ttl")
        step("files")
        tables.wait()
        step("tables")
        loading.wait()
        store.close(made)
        with (new / "graph.nq").open("ab") as file:
            write_rdf(made, "nquads", iris, file)
        counts = {
            "statements": len(data.statements),
            "events": len(resolved.events),
            "figures and claims": len(resolved.observations),
            "conflicts": len(resolved.conflicts),
            "doubts": len(resolved.doubts),
            "quads": len(quads),
        }
        write_manifest(new, inputs, iris.base, counts)
        step("store")
        _replace(places, new)
    finally:
        tables.stop()
        shutil.rmtree(new, ignore_errors=True)
    return Summary(
        growth=growth(resolved.events, {a.id: a for a in data.actors}),
        statements=len(data.statements),
        events=len(resolved.events),
        observations=len(resolved.observations),
        actors=len(data.actors),
        conflicts=len(resolved.conflicts),
        doubts=len(resolved.doubts),
        quads=len(quads),
        folder=places.build,
    )


class _Background:
    """A call in a thread of its own; ``wait`` raises what it raised."""

    def __init__(self, call: Callable[[], None]) -> None:
        self._call = call
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._call()
        except BaseException as error:  # handed on by wait
            self._error = error

    def wait(self) -> None:
        self._thread.join()
        if self._error is not None:
            raise self._error


def _write_tables(folder: Path, places: Places, data: Data, resolved: Resolved, findings: Sequence[Finding]) -> None:
    """Write what is made from the records rather than the quads: tables, the audit and the page."""
    from kg.audit.page import audit_page
    from kg.audit.tables import COLUMNS as AUDIT_COLUMNS
    from kg.audit.tables import rows as audit_rows
    from kg.view.page import labels_of, make_page

    actors = {a.id: a for a in data.actors}
    told = {s.id: s for s in data.statements}
    events = event_rows(resolved.events, data)
    write_csv(folder / "events.csv", EVENT_COLUMNS, events)
    write_parquet(folder / "events.parquet", EVENT_COLUMNS, events)
    write_csv(folder / "actors.csv", ACTOR_TABLE_COLUMNS, actor_rows(data, resolved.events))
    write_csv(folder / "edges.csv", EDGE_COLUMNS, edge_rows(ties_of(resolved.events, actors, EVENT_TYPES)))
    write_csv(folder / "merges-open.csv", MERGE_COLUMNS, [(d.left, d.right, "", "", d.reason, "") for d in resolved.doubts])
    write_csv(folder / "audit.csv", AUDIT_COLUMNS, audit_rows(findings, told))
    (folder / "audit.html").write_text(audit_page(findings, told, data.reports), encoding="utf-8")
    labels = labels_of(ontology_quads(places.ontology))
    make_page(data, resolved, places.texts(), labels, findings).save(folder / "index.html")


def _replace(places: Places, new: Path) -> None:
    """Put the new build in the place of the old one."""
    old = old_build(places)
    shutil.rmtree(old, ignore_errors=True)
    if places.build.exists():
        places.build.rename(old)
    new.rename(places.build)
    shutil.rmtree(old, ignore_errors=True)
