"""The graph in Python: tables as pandas DataFrames, networks as networkx graphs, RDF as rdflib datasets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import UsageError
from kg.growth import growth as growth_of
from kg.iris import Iris, base_iri
from kg.model import Actor, Data
from kg.named import bind, find_query, named_queries
from kg.network import network as network_of
from kg.outputs import (
    ACTOR_TABLE_COLUMNS,
    EVENT_COLUMNS,
    Row,
    actor_rows,
    derive,
    event_rows,
)
from kg.places import Places, find_project
from kg.rdf import quads_of
from kg.resolve import Resolved, resolve, told_by
from kg.store import Answer, OxigraphStore, Result, Table, Term, Triples
from kg.tables import read_data

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import rdflib
    from pyoxigraph import Quad
    from pyvis.network import Network as PyvisNetwork

    from kg.audit import Finding
    from kg.view.card import Card
    from kg.view.charts import Picture
    from kg.view.page import Page


class Graph:
    """The graph of one project, resolved from its data.

    >>> import kg
    >>> kg.load().growth().total.tolist()[-1]
    20
    """

    def __init__(self, places: Places, data: Data, resolved: Resolved, iris: Iris) -> None:
        self.places, self.data, self.resolved, self.iris = places, data, resolved, iris
        self._known: dict[int, Graph] = {}

    def __repr__(self) -> str:
        counts = f"{len(self.resolved.events)} events, {len(self.data.actors)} actors, {len(self.data.statements)} statements"
        return f"<kg.Graph of {self.places.root}: {counts} from {len(self.data.reports)} reports>"

    def _repr_html_(self) -> str:
        from html import escape

        rows = "".join(
            f"<tr><td>{escape(name)}</td><td>{number}</td></tr>"
            for name, number in (
                ("reports", len(self.data.reports)),
                ("statements", len(self.data.statements)),
                ("events", len(self.resolved.events)),
                ("figures and claims", len(self.resolved.observations)),
                ("actors", len(self.data.actors)),
                ("conflicts", len(self.resolved.conflicts)),
            )
        )
        return f"<table><caption>coopgraph: {escape(str(self.places.root))}</caption>{rows}</table>"

    @cached_property
    def by_id(self) -> dict[str, Actor]:
        """Actors by id."""
        return {a.id: a for a in self.data.actors}

    @cached_property
    def quads(self) -> list[Quad]:
        """Every quad: the resolved view with its checks, one named graph per report, the ontology and the derived shortcuts."""
        from kg.audit.quads import check_quads

        quads = quads_of(self.data, self.resolved, self.iris, self.places.ontology)
        return quads + derive(quads, self.iris) + check_quads(self.findings, self.resolved.observations, self.iris)

    @cached_property
    def store(self) -> OxigraphStore:
        """The quads in an embedded store."""
        store = OxigraphStore(prefixes=self.iris.prefixes())
        store.load(self.quads)
        return store

    @property
    def dataset(self) -> rdflib.Dataset:
        """The quads as an ``rdflib.Dataset``; its default graph is the resolved view."""
        import io

        import rdflib
        from pyoxigraph import RdfFormat, serialize

        buffer = io.BytesIO()
        serialize(self.quads, buffer, RdfFormat.N_QUADS)
        dataset = rdflib.Dataset()
        dataset.parse(data=buffer.getvalue(), format="nquads")
        for prefix, iri in self.iris.prefixes().items():
            dataset.bind(prefix, iri)
        return dataset

    def growth(self) -> pd.DataFrame:
        """Columns year, new (number of countries whose first agreement was signed that year), total, countries (ISO codes)."""
        rows = [(y.year, len(y.new), y.total, " ".join(y.new)) for y in growth_of(self.resolved.events, self.by_id)]
        return _frame(("year", "new", "total", "countries"), rows)

    def events(self) -> pd.DataFrame:
        """One row an event: its id, type, EDTF date with its bounds as days, titles, actors and statements (``|`` between several)."""
        import pandas as pd

        frame = _frame(EVENT_COLUMNS, event_rows(self.resolved.events, self.data))
        for name in ("earliest", "latest"):
            frame[name] = pd.to_datetime(frame[name].replace("", None))
        return frame

    def actors(self) -> pd.DataFrame:
        """One row an actor, with the number of its events and the first and last day of the dated ones."""
        return _frame(ACTOR_TABLE_COLUMNS, actor_rows(self.data, self.resolved.events))

    def conflicts(self) -> pd.DataFrame:
        """One row for each value of each conflict, with the statements that give it."""
        rows = [
            (c.about, c.field, value, "|".join(statements)) for c in self.resolved.conflicts for value, statements in c.values
        ]
        return _frame(("about", "field", "value", "statements"), rows)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the audit finds, as records; see ``kg.audit``."""
        from kg.audit import audit

        return audit(self.data, self.resolved, self.places.data)

    def audit(self) -> pd.DataFrame:
        """One row a finding: the verdict, its size, what is checked with its phrase, both values, the arithmetic, a correction.

        ``by`` is the printed value less our own, in the unit of the row; see ``kg.audit.model.Finding``.
        """
        from kg.audit.tables import COLUMNS, rows

        return _frame(COLUMNS, rows(self.findings, {s.id: s for s in self.data.statements}))

    def query(self, query: str, **parameters: str) -> pd.DataFrame | rdflib.Graph | bool:
        """Run a named query or SPARQL text: a DataFrame for SELECT, an ``rdflib.Graph`` for CONSTRUCT, a bool for ASK.

        ``parameters`` belong to named queries, e.g. ``g.query("partners", as_of="2017-12-31")``.  Text is run only where it reads
        this graph and nothing else (see ``kg.guard``).
        """
        if re.fullmatch(r"[\w-]+", query):
            named = find_query(query)
            text = bind(named, {k: str(v) for k, v in parameters.items()}, self.iris, self.actor_ids)
            return _present(self.store.query(text))
        if parameters:
            raise UsageError("parameters belong to named queries: " + ", ".join(named_queries()))
        from kg.guard import Limits, check, run

        store = self.store
        check(query, self.iris.prefixes(), {g.value for g in store.store.named_graphs()})
        return _present(run(lambda: store.query(query), Limits()))

    @cached_property
    def actor_ids(self) -> dict[str, str]:
        """Ids of actors by id and by folded name; of actors that share a name the first is meant, and a former name comes last."""
        from kg.names import fold

        current = [(name, a.id) for a in self.data.actors for name in (a.name_zh, a.name_en, *a.aliases)]
        former = [(naming.name, a.id) for a in self.data.actors for naming in a.namings]
        ids: dict[str, str] = {}
        for name, own in current + former:
            if name:
                ids.setdefault(fold(name), own)
        return ids | {a.id: a.id for a in self.data.actors}

    def known_by(self, year: int | str | None) -> Graph:
        """The graph that the reports up to a year tell: resolved again from their statements alone; itself where the year is None.

        Raises UsageError where the year is none.
        """
        if year is None:
            return self
        if not str(year).isascii() or not str(year).isdigit():
            raise UsageError(f"known_by {year!r}: not a year")
        if int(year) not in self._known:
            data = told_by(self.data, int(year))
            self._known[int(year)] = Graph(self.places, data, resolve(data), self.iris)
        return self._known[int(year)]

    def network(
        self,
        layers: Iterable[str] | None = None,
        as_of: str | None = None,
        *,
        known_by: int | str | None = None,
        groups: bool = False,
    ) -> nx.MultiGraph[str]:
        """The actors tied by events, as a networkx multigraph; see ``kg.network.network`` and ``known_by``."""
        known = self.known_by(known_by)
        return network_of(known.resolved.events, known.by_id, layers, as_of, groups=groups)

    def measure(
        self,
        name: str,
        *,
        as_of: str | None = None,
        known_by: int | str | None = None,
        layers: Iterable[str] | None = None,
        **options: str,
    ) -> pd.DataFrame:
        """One of the measures of ``kg.measures.catalog`` as a DataFrame, e.g. ``g.measure("contacts", as_of="2017-12-31")``.

        ``attrs["note"]`` of the answer holds a sentence where there is something to say about it.  Raises UsageError for an unknown
        measure, layer or option, and names the nearest ones.
        """
        from kg.measures.catalog import run
        from kg.measures.scope import scope_of

        known = self.known_by(known_by)
        year = None if known_by is None else int(known_by)
        return run(name, scope_of(known.data, known.resolved.events, layers, as_of, year), options)

    def show(self, what: str) -> Card:
        """An actor, event, figure or claim with the words that state it; shows itself in Jupyter and as text elsewhere.

        Raises UsageError for an unknown id or name, and names the nearest ones.
        """
        from kg.view.card import card

        return card(self, what)

    def chart(self, name: str, language: str = "zh", as_of: str | None = None) -> Picture:
        """One of the pictures of ``kg.view.charts.NAMES``; shows itself in Jupyter and is written with ``.save(path)``."""
        from kg.view.charts import picture

        return picture(self, name, language, as_of)

    def forecast(self, as_of: str | None = None) -> pd.DataFrame:
        """Countries in contact without an agreement, ranked by ``kg.forecast``'s score, which is no probability.

        Columns country, name, stage, score, contacts, last (day) and events (``|`` between several), as the reports up to the year of
        ``as_of`` tell; by default that of the last report.
        """
        from kg.forecast import candidates, standing_day

        day = standing_day(self, as_of)
        ranked = sorted(candidates(self.known_by(day.year), day), key=lambda c: (-c.score(day), c.country))
        rows = [
            (
                c.country, self.by_id[c.country].name_zh, c.stage, round(c.score(day), 2), len(c.contacts), c.contacts[0].day.isoformat(),
                "|".join(contact.event for contact in c.contacts),
            )
            for c in ranked
        ]  # fmt: skip
        frame = _frame(("country", "name", "stage", "score", "contacts", "last", "events"), rows)
        return frame.astype({"score": float, "contacts": int})

    def page(self) -> Page:
        """The interactive page; shows itself in Jupyter and is written with ``.save(path)``."""
        from kg.rdf import ontology_quads
        from kg.view.page import labels_of, make_page

        labels = labels_of(ontology_quads(self.places.ontology))
        return make_page(self.data, self.resolved, self.places.texts(), labels, self.findings)

    def pyvis(self, language: str = "zh") -> PyvisNetwork:
        """The network of the page as a pyvis network, with its positions and physics off; ``language`` is "zh" or "en"."""
        from kg.view.content import page_content
        from kg.view.vis import pyvis_network

        return pyvis_network(page_content(self.data, self.resolved), language)


def load(project: Path | str | None = None) -> Graph:
    """The graph of a project: the one named, else the one here or above, else the one the package came with.

    Raises UsageError where none is found and DataError where its data break the format.
    """
    places = find_project(project)
    data = read_data(places.data)
    return Graph(places, data, resolve(data), Iris(base_iri()))


def _frame(columns: Sequence[str], rows: Sequence[Row]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame.from_records(list(rows), columns=list(columns))


def _present(result: Result) -> pd.DataFrame | rdflib.Graph | bool:
    if isinstance(result, Answer):
        return result.value
    if isinstance(result, Table):
        return _frame(result.columns, [tuple(_python(t) for t in row) for row in result.rows])
    return _rdflib_graph(result)


def _python(term: Term | None) -> object:
    from kg.present import as_python

    return as_python(term)


def _rdflib_graph(result: Triples) -> rdflib.Graph:
    import rdflib
    from pyoxigraph import RdfFormat, serialize

    text = serialize(result.triples, format=RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=text or b"", format="nt")
