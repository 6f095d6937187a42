"""``kg audit``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from kg.commands import Commands, places_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.audit import Finding
    from kg.graph import Graph

FORMATS = ("table", "markdown", "csv", "json")


def add(commands: Commands) -> None:
    """Add the command."""
    audit = commands.add_parser(
        "audit",
        help="count the reports' claims again and hold their figures against each other",
        description="Count the reports' claims again and hold their figures against each other. "
        "Shown is what differs; --all shows the rest.",
    )
    audit.add_argument("--format", choices=FORMATS, default="table", help="the output (default table)")
    audit.add_argument("--severity", choices=("high", "medium", "low"), help="only differences at least this large")
    audit.add_argument(
        "--kind", metavar="KIND", help="only checks of this kind: list, recount, omission, series, sum, share, ..."
    )
    audit.add_argument("--report", metavar="REPORT", help="only statements of this report")
    audit.add_argument("--all", action="store_true", help="also what agrees and what cannot be checked")
    audit.add_argument("--page", metavar="FILE", type=Path, help="write all findings as a page of their own")
    audit.set_defaults(run=_audit)


def _audit(args: argparse.Namespace) -> int:
    from kg.audit.page import audit_page
    from kg.graph import load

    graph = load(places_of(args).root)
    findings = graph.findings
    chosen = _chosen(args, graph, findings)
    if args.page is not None:
        _write(args.page, audit_page(findings, {s.id: s for s in graph.data.statements}, graph.data.reports))
        print(f"{args.page}: {len(findings)} findings")
        return 0
    print(_shown(chosen, findings, args.format, graph))
    return 0


def _chosen(args: argparse.Namespace, graph: Graph, findings: Sequence[Finding]) -> list[Finding]:
    from kg.audit.model import DIFFERS, KINDS, SEVERITIES
    from kg.errors import UsageError
    from kg.named import nearest

    documents = {s.id: s.document for s in graph.data.statements}
    for given, known in ((args.kind, dict.fromkeys(KINDS)), (args.report, {r.id: None for r in graph.data.reports})):
        if given is not None and given not in known:
            raise UsageError(f"{given!r} is not known; {nearest(given, known)}")
    severities = SEVERITIES[: SEVERITIES.index(args.severity) + 1] if args.severity else None
    return [
        f
        for f in findings
        if (args.all or f.verdict == DIFFERS)
        and (severities is None or f.severity in severities)
        and (args.kind is None or f.kind == args.kind)
        and (args.report is None or documents[f.about] == args.report)
    ]


def _shown(chosen: Sequence[Finding], findings: Sequence[Finding], form: str, graph: Graph) -> str:
    import json

    from kg.audit.model import VERDICTS
    from kg.audit.tables import COLUMNS, SHORT, rows, short_rows
    from kg.present import markdown, table
    from kg.tables import csv_text

    statements = {s.id: s for s in graph.data.statements}
    if form == "csv":
        return csv_text(COLUMNS, rows(chosen, statements)).rstrip("\n")
    if form == "json":
        return json.dumps(
            [dict(zip(COLUMNS, row, strict=True)) for row in rows(chosen, statements)], ensure_ascii=False, indent=1
        )
    if form == "markdown":
        return markdown(SHORT, short_rows(chosen, statements))
    counts = ", ".join(f"{sum(f.verdict == verdict for f in findings)} {verdict}" for verdict in VERDICTS)
    return f"{table(SHORT, short_rows(chosen, statements))}\n\n{len(chosen)} of {len(findings)} findings shown ({counts})"


def _write(path: Path, text: str) -> None:
    from kg.errors import UsageError

    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error
