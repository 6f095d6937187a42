"""What the report says of who may sign next, and how little that is worth."""

from __future__ import annotations

import datetime as dt
from html import escape
from typing import TYPE_CHECKING

from kg.forecast import METHODS, STAGES, Standing, interval, rates, standings, verdict
from kg.view.charts.style import LANGUAGES, name_of
from kg.view.sources import Sources, table

if TYPE_CHECKING:
    from kg.graph import Graph

NONE = "—"
BACKTEST = {
    "zh": ("立足點", "往來國", "隔年簽署", "其中往來國", "分數", "最近往來", "往來最多", "抽籤"),
    "en": ("stood at", "in contact", "signed next year", "of them in contact", *METHODS),
}
FORECAST = {
    "zh": ("", "國家", "已到階段", "分數", "往來", "最近一次"),
    "en": ("", "country", "furthest stage", "score", "contacts", "last"),
}
STAGE_ZH = dict(zip(STAGES, ("正面回應", "洽談", "拜會或會議", "其他往來"), strict=True))


def forecast(graph: Graph, sources: Sources) -> dict[str, str]:
    """The ranking of countries in contact, and how the same ranking did in the past."""
    rows = standings(graph)
    told = {e.id: e.statements for e in graph.resolved.events}
    behind = [s for r in rows for c in r.candidates for contact in c.contacts for s in told.get(contact.event, ())]
    sources.add("forecast", ("預測與回測", "forecast and back-test"), "kg forecast", behind)
    blanks = {f"verdict_{language}": escape(verdict(rows, language)) for language in LANGUAGES}
    counted = rates(rows)
    for name, stage in zip(("response", "talks", "visit", "other"), STAGES, strict=True):
        blanks[f"rate_{name}"] = sources.number(f"{counted[stage][0]}/{counted[stage][1]}", "forecast")
    frame = graph.forecast()
    for language in LANGUAGES:
        ranked = [
            (
                str(n), escape(name_of(graph.by_id[row["country"]], language)),
                escape(STAGE_ZH[row["stage"]] if language == "zh" else row["stage"]),
                f"{row['score']:.2f}", str(row["contacts"]), row["last"],
            )
            for n, row in enumerate(frame.to_dict("records"), 1)
        ]  # fmt: skip
        blanks[f"table_forecast_{language}"] = table(
            FORECAST[language], ranked, sources.origin("forecast", language), right=(0, 3, 4)
        )
        blanks[f"table_backtest_{language}"] = _backtest_table(graph, rows, language, sources.origin("forecast", language))
    return blanks


def _backtest_table(graph: Graph, rows: tuple[Standing, ...], language: str, caption: str) -> str:
    def named(codes: tuple[str, ...]) -> str:
        return escape(("、" if language == "zh" else ", ").join(name_of(graph.by_id[c], language) for c in codes)) or NONE

    cells = [
        (
            dt.date(r.year, 12, 31).isoformat(), str(len(r.candidates)), named(r.signed), named(r.reachable),
            *(f"{r.hits[m]:.1f}" for m in METHODS),
        )
        for r in rows
    ]  # fmt: skip
    signed = sum(len(r.signed) for r in rows)
    sums = [sum(r.hits[m] for r in rows) for m in METHODS]
    total = "合計" if language == "zh" else "all"
    cells.append((total, "", str(signed), str(sum(len(r.reachable) for r in rows)), *(f"{s:.1f}" for s in sums)))
    if signed:
        spans = [interval(s, signed) for s in sums]
        cells.append(("95 %", "", "", "", *(f"{low:.0%}–{high:.0%}" for low, high in spans)))
    return table(BACKTEST[language], cells, caption, right=(1, 4, 5, 6, 7), text=(2, 3))
