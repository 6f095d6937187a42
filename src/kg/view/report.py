"""The report: what the graph says, on one page that needs no network, its numbers counted when it is made.

The text stands in ``report.html`` in both languages, with a blank for each number, table and picture; each number links to its source.
"""

from __future__ import annotations

import re
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.growth import growth
from kg.view.charts import EmptyPictureError, picture
from kg.view.charts.style import LANGUAGES
from kg.view.page import Page, script_hash
from kg.view.report_sections import CHART_SOURCES, SECTIONS
from kg.view.sources import Sources

if TYPE_CHECKING:
    from kg.graph import Graph


def make_report(graph: Graph) -> Page:
    """The page of the report.  Raises KgError where the graph has no signed agreement to report on."""
    if not growth(graph.resolved.events, graph.by_id):
        raise KgError("there is nothing to report: no signed agreement has a date")
    sources = Sources(graph.data)
    blanks: dict[str, str] = {}
    for section in SECTIONS:
        blanks |= section(graph, sources)
    here = files("kg.view")
    template = Template((here / "report.html").read_text("utf-8"))
    for name in sorted(
        {m["named"] for m in template.pattern.finditer(template.template) if (m["named"] or "").startswith("chart_")}
    ):
        _, chart, language = name.split("_")
        blanks[name] = (
            _figure(graph, chart, language) + f"<figcaption>{sources.origin(CHART_SOURCES[chart], language)}</figcaption>"
        )
    style, script = ((here / f"report.{kind}").read_text("utf-8") for kind in ("css", "js"))
    policy = (
        f"default-src 'none'; script-src {script_hash(script)}; style-src {script_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return Page(
        template.substitute(
            blanks,
            policy=escape(policy),
            style=style,
            script=script,
            sources=sources.html(),
            statement_list=sources.statements_html(),
        )
    )


def _figure(graph: Graph, name: str, language: str) -> str:
    """A picture as SVG inside the page; ids are made its own, since one page holds many pictures."""
    assert language in LANGUAGES  # noqa: S101  the template is part of the package
    try:
        drawn = picture(graph, name, language)
    except EmptyPictureError as error:
        return f'<p class="note">{escape(str(error))}</p>'
    svg = re.sub(r'(\bid="|url\(#)', rf"\g<1>{name}-{language}-", drawn.svg())
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(drawn.title)}" ', 1)
