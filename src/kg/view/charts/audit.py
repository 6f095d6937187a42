"""What the audit found: the number of findings of each kind and verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.model import Event
from kg.view.charts.style import BLUE, GREEN, INK, ORANGE, RED, SOFT, finished, nothing, words_in

if TYPE_CHECKING:
    from kg.dates import Dating
    from kg.graph import Graph

WORDS = {
    "title": ("查核總覽：{all} 項，其中 {off} 項不符", "Audit: {all} claims and figures checked, {off} differ"),
    "subtitle": ("每格為該類查核的項數", "A number in each row: how many of that kind came to that verdict"),
    "agrees": ("相符", "agrees"),
    "differs": ("不符", "differs"),
    "cannot be checked": ("無法查核", "cannot be checked"),
}
COLOURS = {"agrees": GREEN, "differs": RED, "cannot be checked": BLUE}


def draw(graph: Graph, events: tuple[Event, ...], language: str, day: Dating | None = None) -> Any:  # noqa: ANN401
    """Kinds down, a column of bars for each verdict; each bar has its number."""
    import altair as alt

    words = words_in(language, WORDS)
    frame = graph.audit()
    if frame.empty:
        raise nothing(day)
    counts = frame.groupby(["kind", "verdict"]).size()
    rows = [
        {"kind": str(kind), "verdict": str(verdict), "label": WORDS.get(str(verdict), (str(verdict),) * 2)[language == "en"], "n": int(n)}
        for (kind, verdict), n in counts.items()
    ]
    kinds = sorted({r["kind"] for r in rows}, key=lambda k: -sum(r["n"] for r in rows if r["kind"] == k))
    return rows, kinds, alt, BLUE, INK, ORANGE, SOFT, finished
