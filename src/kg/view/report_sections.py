"""What the report says: for each section the numbers and tables that fill the blanks of its text, each with its source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from kg.audit.model import AGREES, CANNOT, DIFFERS, Finding
from kg.growth import growth
from kg.view.charts.growth import rows_of
from kg.view.charts.style import LANGUAGES, name_of
from kg.view.charts.tiers import TIERS, census
from kg.view.report_forecast import forecast
from kg.view.sources import Sources, link, table

if TYPE_CHECKING:
    from kg.graph import Graph

NONE = "—"
PARTNERS = {
    "zh": ("國家", "簽署", "當日邦交", "此前拜會、會議", "正面回應至簽署（日）", "此後拜會、會議", "最近一次"),
    "en": (
        "country",
        "signed",
        "relations that day",
        "visits, meetings before",
        "response to signature (days)",
        "after",
        "last",
    ),
}
STATUS = {"with relations": ("有", "yes"), "without relations": ("無", "no"), "unclear": ("不明", "unclear")}
BROKERS = {
    "zh": ("行為者", "相連者", "關係", "中介中心性", "k 核"),
    "en": ("actor", "tied to", "ties", "betweenness", "k-core"),
}
AUDIT = {
    "zh": ("輕重", "陳述", "算式", "所載", "重算", "改此即符"),
    "en": ("severity", "statement", "arithmetic", "printed", "counted", "would agree"),
}
SEVERITY = {"high": ("重", "high"), "medium": ("中", "medium"), "low": ("輕", "low")}


def opening(graph: Graph, sources: Sources) -> dict[str, str]:
    """How large the graph is."""
    sources.add("graph", ("圖譜", "the graph"), "kg build")
    years = sorted(r.year for r in graph.data.reports)
    return {
        "reports": sources.number(len(years), "graph"),
        "statements": sources.number(f"{len(graph.data.statements):,}", "graph"),
        "report_years": ", ".join(map(str, years)),
    }


def partners(graph: Graph, sources: Sources) -> dict[str, str]:
    """Growth, diplomatic status on the day of signing, and the table of partners."""
    years = growth(graph.resolved.events, graph.by_id)
    rows = {language: rows_of(graph, graph.resolved.events, language) for language in LANGUAGES}
    statements = [s for r in rows["en"] for s in r["evidence"].split(", ")]
    sources.add("growth", ("簽署國", "countries with an agreement"), "kg growth", statements)
    best = max(years, key=lambda y: (len(y.new), -y.year))
    of_2017 = max((y.total for y in years if y.year <= 2017), default=0)
    found = {
        "first_year": years[0].year, "first_total": years[0].total, "total": years[-1].total, "total_2017": of_2017,
        "last_year": years[-1].year, "best_year": best.year, "best_new": len(best.new), "exact": sum(r["exact"] for r in rows["en"]),
    }  # fmt: skip
    blanks = {name: sources.number(value, "growth") for name, value in found.items()}
    for language in LANGUAGES:
        joint = "、" if language == "zh" else ", "
        blanks[f"first_names_{language}"] = joint.join(escape(name_of(graph.by_id[c], language)) for c in years[0].new)
    status = graph.measure("growth", by="status").groupby("group")["new"].sum().to_dict()
    sources.add(
        "status", ("簽署當日有無邦交", "relations on the day of signing"), "g.measure('growth', by='status')", statements
    )
    for name in ("with", "without"):
        blanks[f"{name}_relations"] = sources.number(int(status.get(f"{name} relations", 0)), "status")
    end = max(r.year for r in graph.data.reports)
    outlived = graph.measure("outlived", as_of=f"{end}-12-31")
    sources.add("outlived", ("簽署後斷交", "relations ended since"), f"g.measure('outlived', as_of='{end}-12-31')", statements)
    blanks |= {"outlived": sources.number(len(outlived), "outlived"), "end_year": str(end)}
    return blanks | _partner_tables(graph, sources, rows)


def _partner_tables(graph: Graph, sources: Sources, rows: Mapping[str, list[dict[str, Any]]]) -> dict[str, str]:
    history = graph.measure("contacts").set_index("country")
    on_the_day = {
        code: row["group"]
        for row in graph.measure("growth", by="status").to_dict("records")
        for code in str(row["countries"]).split()
    }
    tables: dict[str, str] = {}
    for language in LANGUAGES:
        cells = []
        for row in rows[language]:
            told = history.loc[row["iso3"]].to_dict() if row["iso3"] in history.index else {}
            lag = [told.get(f"days_from_response_{end}") for end in ("min", "max")]
            cells.append((
                escape(row["name"]),
                link(row["evidence"].split(", ")[0], row["date"]),
                STATUS[on_the_day.get(row["iso3"], "unclear")][LANGUAGES.index(language)],
                _count(told.get("contacts_before")),
                NONE if _is_missing(lag[0]) else f"{lag[0]} … {lag[1]}",
                _count(told.get("contacts_after")),
                escape(str(told.get("last_contact") or NONE)),
            ))  # fmt: skip
        tables[f"table_partners_{language}"] = table(
            PARTNERS[language], cells, sources.origin("contacts", language), right=(3, 4, 5)
        )
    return tables


def _is_missing(value: object) -> bool:
    import pandas as pd

    return value is None or bool(pd.isna(value))  # type: ignore[call-overload]


def _count(value: object) -> str:
    return NONE if _is_missing(value) or value == 0 else str(value)


def contacts(graph: Graph, sources: Sources) -> dict[str, str]:
    """Visits and meetings, and the partners of which none is told after the signature."""
    history = graph.measure("contacts")
    told = [s for e in graph.resolved.events if e.type in ("visit", "meeting") for s in e.statements]
    sources.add("contacts", ("拜會與會議", "visits and meetings"), "g.measure('contacts')", told)
    sources.add("events", ("全部事件", "all events"), "g.events()")
    met, signed = history[history["contacts"] > 0], history[history["agreement"] != ""]
    return {
        "contact_events": sources.number(int(met["contacts"].sum()), "contacts"),
        "contact_countries": sources.number(len(met), "contacts"),
        "quiet": sources.number(int((signed["contacts_after"] == 0).sum()), "contacts"),
    }


def network(graph: Graph, sources: Sources) -> dict[str, str]:
    """Positions in the network of actors, and who organizes together at home."""
    places = graph.measure("centrality")
    ties = graph.network()
    sources.add("network", ("行為者網絡", "the network of actors"), "g.measure('centrality')")
    sources.add("domestic", ("國內共同主辦", "organizing together at home"), "g.measure('domestic')")
    top = places.sort_values("betweenness", ascending=False, kind="stable").head(8)
    pairs = graph.measure("domestic")
    blanks = {
        "nodes": sources.number(ties.number_of_nodes(), "network"),
        "pairs": sources.number(len({frozenset(pair) for pair in ties.edges()}), "network"),
        "hub_betweenness": sources.number(f"{top.iloc[0]['betweenness']:.0%}", "network"),
        "second_betweenness": sources.number(f"{top.iloc[1]['betweenness']:.1%}" if len(top) > 1 else NONE, "network"),
        "top_events": sources.number(int(pairs.iloc[0]["events"]) if len(pairs) else 0, "domestic"),
    }
    for language in LANGUAGES:
        blanks[f"second_{language}"] = escape(name_of(graph.by_id[top.iloc[1]["node"]], language)) if len(top) > 1 else NONE
        for side in ("left", "right"):
            blanks[f"top_{side}_{language}"] = escape(str(pairs.iloc[0][f"{side}_{language}"])) if len(pairs) else NONE
        rows = [
            (
                escape(name_of(graph.by_id[row["node"]], language)),
                str(row["degree"]), str(row["ties"]), f"{row['betweenness']:.3f}", str(row["core"]),
            )
            for row in top.to_dict("records")
        ]  # fmt: skip
        blanks[f"table_brokers_{language}"] = table(
            BROKERS[language], rows, sources.origin("network", language), right=range(1, 5)
        )
    return blanks


def checks(graph: Graph, sources: Sources) -> dict[str, str]:
    """The audit: how many checks came to which verdict, and each one that differs, with its arithmetic."""
    found = graph.findings
    off = [f for f in found if f.verdict == DIFFERS]
    sources.add("audit", ("查核", "the audit"), "kg audit", [s for f in off for s in (f.about, *f.others)])
    sources.add(
        "conflicts",
        ("矛盾", "conflicts"),
        "kg query conflicts",
        [s for c in graph.resolved.conflicts for _, ids in c.values for s in ids],
    )
    most = [f.about for f in off if f.kind == "whole"]
    verdicts = Counter(f.verdict for f in found)
    blanks = {
        **{f"relations_claim_{language}": _claimed(most, language) for language in LANGUAGES},
        "audit_all": sources.number(f"{len(found):,}", "audit"),
        "conflicts": sources.number(len(graph.resolved.conflicts), "conflicts"),
        **{
            f"audit_{name}": sources.number(f"{verdicts[verdict]:,}", "audit")
            for name, verdict in (("agrees", AGREES), ("differs", DIFFERS), ("cannot", CANNOT))
        },
    }
    for n, language in enumerate(LANGUAGES):
        rows = [_finding_cells(f, n) for f in off]
        blanks[f"table_audit_{language}"] = table(
            AUDIT[language], rows, sources.origin("audit", language), right=(4,), text=(1, 3, 5), wide=(2,)
        )
    return blanks


def _claimed(statements: Sequence[str], language: str) -> str:
    """A sentence on claims about the diplomatic status of the whole that the count does not bear out; nothing where there is none."""
    links = ", ".join(map(link, statements))
    if not statements:
        return ""
    return f"報告所稱（{links}）與此不符。" if language == "zh" else f"What the reports say of that ({links}) differs."


def _finding_cells(finding: Finding, language: int) -> tuple[str, ...]:
    stated = (
        finding.stated
        if isinstance(finding.stated, str)
        else f"{finding.stated:g} {finding.unit}"
        if finding.stated is not None
        else ""
    )
    return (
        escape(SEVERITY.get(finding.severity, ("", ""))[language]),
        link(finding.about),
        escape(("；", "; ")[language].join(text[language] for text in (finding.arithmetic, finding.remark) if text)),
        escape(stated),
        escape("" if finding.own is None else f"{finding.own:.4g}" if isinstance(finding.own, float) else str(finding.own)),
        escape("; ".join(f"{m.printed} → {m.would}" for m in finding.mends)),
    )


def tiers(graph: Graph, sources: Sources) -> dict[str, str]:
    """The tier census added up."""
    years = census(graph.resolved.observations)
    given = {o.id: o.statements for o in graph.resolved.observations}
    told = [s for t in years.values() for values in t.values() for _, name in values for s in given[name]]
    sources.add("tiers", ("各級國家數", "the tier census"), "kg charts --only tiers", told)
    totals = {y: (t["total"][0][0], sum(t[tier][0][0] for tier in TIERS)) for y, t in years.items() if "total" in t}
    off = {y: pair for y, pair in totals.items() if pair[0] != pair[1]}
    worst = max(off, key=lambda y: abs(off[y][0] - off[y][1]), default=None)
    found = {
        "tier_years": len(totals), "tier_off": len(off), "tier_worst_year": worst or NONE,
        "tier_worst_total": off[worst][0] if worst else NONE, "tier_worst_sum": off[worst][1] if worst else NONE,
    }  # fmt: skip
    return {name: sources.number(value, "tiers") for name, value in found.items()}


CHART_SOURCES = {
    "growth": "growth",
    "world": "growth",
    "timeline": "events",
    "heat": "events",
    "domestic": "domestic",
    "audit": "audit",
    "tiers": "tiers",
}
SECTIONS: tuple[Callable[[Graph, Sources], dict[str, str]], ...] = (
    opening,
    contacts,
    partners,
    network,
    checks,
    tiers,
    forecast,
)
