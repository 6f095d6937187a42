"""The page: one HTML file that shows the network as it grew and the words behind each tie, with no request to any network.

Names reach the page as JSON and are shown as text only; the content-security policy lets nothing run but the page's own script,
named by its hash.  The script is the modules of ``js/`` in one function, in the order of MODULES.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

from kg.iris import KG
from kg.memory import uncollected
from kg.model import Data
from kg.rdf import ACTOR_CLASSES, EVENT_CLASSES
from kg.resolve import Resolved
from kg.view.content import Check, page_content

MODULES = (
    "graph", "dates", "state", "words", "names", "elements", "seen", "colours", "pens", "labels", "network", "map", "timeline",
    "stage", "gestures", "flash", "time", "histogram", "facts", "panel", "search", "filters", "table", "audit", "share", "start",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page."""

    html: str

    def save(self, path: Path | str) -> None:
        """Write the page."""
        Path(path).write_text(self.html, encoding="utf-8")

    def _repr_html_(self) -> str:
        return f'<iframe title="coopgraph" srcdoc="{escape(self.html)}" width="100%" height="720" style="border:0"></iframe>'


def make_page(
    data: Data,
    resolved: Resolved,
    texts: Sequence[Path] = (),
    labels: Mapping[str, Mapping[str, str]] | None = None,
    checks: Iterable[Check] = (),
) -> Page:
    """The page of a graph; where report texts are at hand, each statement's passage is in it; ``checks`` are the audit's findings."""
    return fill(page_content(data, resolved, texts, checks), labels or {})


@uncollected()
def fill(content: Mapping[str, Any], labels: Mapping[str, Mapping[str, str]]) -> Page:
    """The page of a content, with the names of types, kinds, roles and statuses in both languages."""
    here = files("kg.view")
    template, style = ((here / name).read_text("utf-8") for name in ("page.html", "page.css"))
    modules = "\n".join((here / "js" / f"{name}.js").read_text("utf-8") for name in MODULES)
    script = f'(() => {{\n"use strict";\n{modules}\n}})();'
    words, world = (json.loads((here / name).read_text("utf-8")) for name in ("words.json", "world.json"))
    policy = (
        f"default-src 'none'; script-src {script_hash(script)}; style-src {script_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    parts = {"policy": escape(policy), "style": style, "script": script}
    rest = {"data": {**content, "labels": labels}, "words": words, "world": world}
    return Page(Template(template).substitute(parts, **{name: as_script_data(value) for name, value in rest.items()}))


def labels_of(quads: Sequence[Any]) -> dict[str, dict[str, str]]:
    """Names of event types, kinds, roles and statuses in both languages, from the ontology's labels."""
    found: dict[str, dict[str, str]] = {}
    for quad in quads:
        if quad.predicate.value.endswith(("#label", "#prefLabel")) and getattr(quad.object, "language", None):
            found.setdefault(quad.subject.value, {})[quad.object.language] = quad.object.value
    classes = {**EVENT_CLASSES, **ACTOR_CLASSES}
    labels = {name: found.get(KG + local, {}) for name, local in classes.items()}
    for iri, texts in found.items():
        if "/ns/role/" in iri or "/ns/status/" in iri:
            labels[iri.rsplit("/", 1)[1]] = texts
    return {name: {lang[:2]: text for lang, text in texts.items()} for name, texts in labels.items()}


def as_script_data(content: object) -> str:
    r"""JSON that stays inside a script element, whatever the names in it.

    >>> as_script_data("</script>")
    '"\\u003c/script\\u003e"'
    """
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    if isinstance(content, dict):  # part by part: one list of all the pieces of a large page is slow to grow
        text = "{" + ",".join(f"{encode(str(name))}:{encode(part)}" for name, part in content.items()) + "}"
    else:
        text = encode(content)
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def script_hash(text: str) -> str:
    """The source expression by which a content security policy allows one inline script or style."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"
