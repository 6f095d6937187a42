"""The registered reports, read for their sha256 alone: the whole of data/ need not be sound to read a new text."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple


class Registered(NamedTuple):
    """A registered report: its id, and the name, length in code points and sha256 of its text file."""

    id: str
    file: str
    characters: int
    sha256: str


def registered_reports(data: Path) -> tuple[Registered, ...]:
    """The rows of ``reports.csv`` that are sound; none where there is no such file."""
    try:
        with (data / "reports.csv").open(encoding="utf-8", newline="") as file:
            return tuple(
                Registered(row["id"], row["file"], int(row["characters"]), row["sha256"])
                for row in csv.DictReader(file)
                if row["characters"].isdigit()
            )
    except (OSError, KeyError):
        return ()
