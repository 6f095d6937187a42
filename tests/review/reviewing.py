"""The review file of the small project's new report, read and edited as a person would."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.cli import main

Row = dict[str, str]
Edit = Callable[[list[Row]], None]


def table(project: Path, name: str = "statements.csv", report: str = "new") -> list[Row]:
    """The rows of one of the review file's tables."""
    with (project / "review" / report / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def edit(project: Path, change: Edit, name: str = "statements.csv", report: str = "new", **writing: Any) -> None:
    """Change the rows of a table and save it, as an editor or a spreadsheet would."""
    rows = table(project, name, report)
    change(rows)
    with (project / "review" / report / name).open("w", encoding=writing.pop("encoding", "utf-8"), newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), **writing)
        writer.writeheader()
        writer.writerows(rows)


def row_of(rows: list[Row], words: str, kind: str = "") -> Row:
    """The row whose passage holds some words, of a type where one is given."""
    (found,) = [r for r in rows if words in r["passage"] and kind in ("", r["type"])]
    return found


def facts_of(project: Path, report: str = "new") -> list[dict[str, Any]]:
    """The facts of a report."""
    path = project / "data" / "facts" / f"{report}.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def decide(project: Path, *arguments: str) -> int:
    """``kg review new`` with a fixed name."""
    return main(["--project", str(project), "review", "new", "--by", "Lin", *arguments])
