"""The registered reports, read for their sha256 alone: the whole of data/ need not be sound to read a new text."""

from __future__ import annotations

import csv
from pathlib import Path

from kg.model import Report


def registered_reports(data: Path) -> tuple[Report, ...]:
    """The rows of ``reports.csv`` that are sound; none where there is no such file."""
    try:
        with (data / "reports.csv").open(encoding="utf-8", newline="") as file:
            return tuple(_report(row) for row in csv.DictReader(file) if row["year"].isdigit() and row["characters"].isdigit())
    except (OSError, KeyError):
        return ()


def _report(row: dict[str, str]) -> Report:
    return Report(**{**row, "year": int(row["year"]), "characters": int(row["characters"])})  # type: ignore[arg-type]
