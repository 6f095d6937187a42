"""What the audit found: how many findings of each kind came to each verdict."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from kg.audit.model import AGREES, CANNOT, DIFFERS
from kg.model import Event
from kg.view.charts.style import BLUE, GREEN, INK, RED, finished, inline, nothing, words_in

if TYPE_CHECKING:
    from kg.dates import Dating
    from kg.graph import Graph

WORDS = {
    "title": ("查核總覽：{all} 項查核，{off} 項不符", "Audit: {all} checks, of which {off} differ"),
    "subtitle": (
        "數字為項數；橫條長度依平方根，使小數也看得見",
        "Numbers are counts; lengths go by the square root, so that small ones show",
    ),
    AGREES: ("相符", "agrees"),
    DIFFERS: ("不符", "differs"),
    CANNOT: ("無法查核", "cannot be checked"),
    "list": ("列舉與所稱數目", "lists against their stated length"),
    "recount": ("主張重算", "claims counted again"),
    "omission": ("遺漏", "omissions"),
    "series": ("連續年數、屆次", "series of years or numbers"),
    "sum": ("部分與總數", "parts against totals"),
    "part": ("部分不逾總數", "parts no larger than the whole"),
    "share": ("占比", "shares"),
    "rate": ("比率、達成率", "rates"),
    "change": ("與他年相較", "changes against another year"),
    "same": ("同一數字的各處記載", "the same figure in several places"),
    "whole": ("關於全體的敘述", "statements about the whole"),
    "none": ("沒有可對照者", "nothing to hold it against"),
}
COLOURS = {AGREES: GREEN, DIFFERS: RED, CANNOT: BLUE}


def draw(graph: Graph, events: tuple[Event, ...], language: str, day: Dating | None = None) -> Any:  # noqa: ANN401
    """Kinds of finding down, a column of bars for each verdict; each bar has its number."""
    import altair as alt

    words = words_in(language, WORDS)
    counts = Counter((f.kind, f.verdict) for f in graph.findings)
    if not counts:
        raise nothing(day)
    totals: dict[str, int] = {}
    for (kind, _), n in counts.items():
        totals[kind] = totals.get(kind, 0) + n
    kinds = sorted(totals, key=lambda k: (k == "none", -totals[k], k))
    verdicts = [v for v in COLOURS if any(verdict == v for _, verdict in counts)]
    rows = [
        {"kind": words(kind), "verdict": words(verdict), "n": counts.get((kind, verdict), 0), "colour": COLOURS[verdict]}
        for kind in kinds
        for verdict in verdicts
    ]
    names, shown = [words(v) for v in verdicts], [words(k) for k in kinds]
    x = alt.X("n:Q", title=None, axis=None, scale=alt.Scale(type="sqrt", domain=[0, max(counts.values()) * 1.5]))
    y = alt.Y("kind:N", title=None, scale=alt.Scale(domain=shown), axis=alt.Axis(ticks=False, domain=False, labelLimit=320))
    columns = []
    for n, name in enumerate(names):
        bars = inline([r for r in rows if r["verdict"] == name])
        own = y if n == 0 else alt.Y("kind:N", title=None, scale=alt.Scale(domain=shown), axis=None)
        columns.append(
            alt.layer(
                bars.mark_bar(size=15).encode(x, own, color=alt.Color("colour:N", scale=None)),
                bars.transform_filter("datum.n > 0").mark_text(align="left", dx=5, color=INK).encode(x, own, text="n:Q"),
            ).properties(
                width=200,
                height=26 * len(kinds),
                title=alt.TitleParams(name, anchor="start", frame="group", fontSize=13, color=INK),
            )
        )
    off = sum(n for (_, verdict), n in counts.items() if verdict == DIFFERS)
    return finished(alt.hconcat(*columns, spacing=24), words("title", all=sum(counts.values()), off=off), [words("subtitle")])
