"""The ledger of a review: every statement that was proposed, and what became of it, in ``data/reviewed/<report>.csv``.

It is part of the project, and quotes nothing.  A row without a verdict is open; accepted, rejected and open rows are all rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import DataError
from kg.tables import Log, csv_text, write_whole

COLUMNS = ("statement", "verdict", "by", "decided", "why")
ACCEPTED, CORRECTED, REJECTED = "accepted", "corrected", "rejected"
VERDICTS = (ACCEPTED, CORRECTED, REJECTED)


@dataclass(frozen=True, slots=True)
class Entry:
    """A proposed statement: its id, and the verdict with who took it, on which day and why; all empty where it is open."""

    statement: str
    verdict: str = ""
    by: str = ""
    decided: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many statements were proposed, and what became of them; ``corrected`` ones are among the accepted."""

    proposed: int
    accepted: int
    corrected: int
    rejected: int
    open: int


@dataclass(frozen=True)
class Ledger:
    """The entries of one report by statement."""

    path: Path
    entries: Mapping[str, Entry]

    def open(self, statement: str) -> bool:
        """Whether a statement is proposed and undecided."""
        return statement in self.entries and not self.entries[statement].verdict

    def counts(self) -> Counts:
        """The counts of all entries."""
        verdicts = [e.verdict for e in self.entries.values()]
        accepted, corrected, rejected = map(verdicts.count, VERDICTS)
        return Counts(len(verdicts), accepted + corrected, corrected, rejected, verdicts.count(""))

    def with_entries(self, entries: Iterable[Entry]) -> Ledger:
        """The ledger with these entries in the place of what it says of their statements."""
        return replace(self, entries={**self.entries, **{e.statement: e for e in entries}})

    def save(self) -> None:
        """Write the file, whole or not at all."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        rows = ((e.statement, e.verdict, e.by, e.decided, e.why) for e in self.entries.values())
        write_whole(self.path, csv_text(COLUMNS, rows))


def ledger_path(data: Path, report: str) -> Path:
    """Where the ledger of a report lies."""
    return data / "reviewed" / f"{report}.csv"


def load_ledger(data: Path, report: str) -> Ledger:
    """Read a report's ledger, empty where there is none.  Raises DataError."""
    path = ledger_path(data, report)
    entries: dict[str, Entry] = {}
    if path.is_file():
        log = Log(data)
        for line, row in log.rows(path, COLUMNS):
            if row["statement"] in entries:
                log.add(path, line, "statement", row["statement"], "stands already above")
            if row["verdict"] and row["verdict"] not in VERDICTS:
                log.add(path, line, "verdict", row["verdict"], f"is none of {', '.join(VERDICTS)}")
            entries[row["statement"]] = Entry(**row)
        if log.problems:
            raise DataError(log.problems)
    return Ledger(path, entries)
