"""``kg review``: what a person decided, checked as a whole, and written to the data with the difference it makes.

Each proposed statement is open until a decision about it is applied; then it is accepted or rejected for good, and its facts are
corrected in ``data/`` like all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import DataError, Problem, UsageError
from kg.model import Report
from kg.places import Places
from kg.review.additions import with_actors, with_merges, with_statements
from kg.review.decisions import Decider, Decisions, Outcome
from kg.review.folders import index_of, review_folder
from kg.review.gain import Gain, gain_of, lines_of
from kg.review.ledger import Counts, Ledger, load_ledger
from kg.review.sheet import (
    ACCEPT,
    REJECT,
    Candidate,
    Decided,
    Proposed,
    Sheet,
    actor_rows,
    load_proposed,
    read_sheet,
    statement_cells,
    write_sheet,
)  # fmt: skip
from kg.tables import read_reports, write_whole


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a review came to: the statements decided now, what they brought (also in ``lines``), and what is still open."""

    counts: Counts
    decided: int
    gain: Gain | None
    open: tuple[Candidate, ...]
    sheet: Path
    lines: tuple[str, ...]


def review(places: Places, report: str, decider: Decider, *, write: bool = True) -> Reviewed:
    """Apply what is decided in a report's review file; with ``write`` false only say what that would bring.

    Nothing is written where any decided row is wrong.  Raises DataError with every problem, UsageError for an unknown report.
    """
    with index_of(places) as index:
        registered = {r.id: r for r in read_reports(places.data)}
        ledger = load_ledger(places.data, report)
        if report not in registered or not ledger.path.is_file():
            raise UsageError(f"{report} is not under review: kg review lists what is, kg add begins")
        folder = review_folder(places, report)
        if not (folder / "proposed.json").is_file():
            return Reviewed(ledger.counts(), 0, None, (), folder / "statements.csv", ())
        proposed = load_proposed(folder)
        _refuse_strangers(proposed, ledger, folder)
        sheet = _with_commands(read_sheet(folder, proposed), proposed, ledger, decider)
        outcome = Decisions(places, registered[report], proposed, sheet, ledger, index, decider).outcome()
        gain = None
        if outcome.entries:
            old = index.around(outcome.statements, index, outcome.merges)
            gain = gain_of(old, outcome.statements, index, outcome.merges, outcome.actors)
        lines = () if gain is None else tuple(lines_of(gain, index))
        after = ledger.with_entries(outcome.entries)
        open_ones = tuple(c for c in proposed.candidates if after.open(c.id))
        if write:
            _write(places, registered[report], outcome, after)
            _write_sheet(folder, proposed, open_ones, sheet, outcome)
    return Reviewed(after.counts(), len(outcome.entries), gain, open_ones, folder / "statements.csv", lines)


def under_review(places: Places) -> list[tuple[str, Counts, bool]]:
    """Every report with a ledger: its id, its counts, and whether its review file is here."""
    ids = [path.stem for path in sorted((places.data / "reviewed").glob("*.csv"))]
    return [(name, load_ledger(places.data, name).counts(), review_folder(places, name).is_dir()) for name in ids]


def _refuse_strangers(proposed: Proposed, ledger: Ledger, folder: Path) -> None:
    unknown = [c.id for c in proposed.candidates if c.id not in ledger.entries]
    known = {c.id for c in proposed.candidates}
    lost = [e.statement for e in ledger.entries.values() if not e.verdict and e.statement not in known]
    if unknown or lost:
        message = f"differs from {ledger.path.name} in data/reviewed in {len(unknown) + len(lost)} statement(s)"
        problem = Problem(f"review/{proposed.report}/proposed.json", 0, "", (unknown or lost)[0], message)
        raise DataError([replace(problem, message=f"{message}: delete {folder} and add the report's file again")])


def _with_commands(sheet: Sheet, proposed: Proposed, ledger: Ledger, decider: Decider) -> Sheet:
    """The sheet with the decisions of the command line; a row decided in the file too must not say otherwise."""
    if not decider.accept and not decider.reject:
        return sheet
    numbers = {c.id: c.number for c in proposed.candidates}
    rows = {c.number: Decided(0, c, "", c.same, statement_cells(c, numbers), ()) for c in proposed.candidates}
    rows |= {row.candidate.number: row for row in sheet.rows}
    for chosen, decision in ((decider.accept, ACCEPT), (decider.reject, REJECT)):
        for number in chosen:
            row = rows.get(number)
            if row is None or not ledger.open(row.candidate.id):
                raise UsageError(f"row {number} is not open")
            if row.decision and (row.decision == REJECT) != (decision == REJECT):
                raise UsageError(f"row {number} is decided otherwise, as {row.decision}, in the file or on the command line")
            rows[number] = replace(row, decision=row.decision or decision)
    return replace(sheet, rows=tuple(rows.values()))


def _write(places: Places, report: Report, outcome: Outcome, ledger: Ledger) -> None:
    """Write the data files, those first that others refer to; what is cut short is mended by running again."""
    if not outcome.entries:
        return
    data = places.data
    if outcome.actors or outcome.aliases:
        write_whole(data / "actors.csv", with_actors(data / "actors.csv", outcome.actors, outcome.aliases))
    if outcome.statements:
        path = data / "facts" / f"{report.id}.jsonl"
        path.parent.mkdir(exist_ok=True)
        write_whole(path, with_statements(path, outcome.statements))
    if outcome.merges:
        write_whole(data / "merges.csv", with_merges(data / "merges.csv", outcome.merges))
    ledger.save()


def _write_sheet(folder: Path, proposed: Proposed, open_ones: Sequence[Candidate], sheet: Sheet, outcome: Outcome) -> None:
    """Leave what is open in the review file, as the person left it; rows that were lost from it come back."""
    cells = {row.candidate.id: row.cells for row in sheet.rows}
    if not outcome.entries and cells.keys() >= {c.id for c in open_ones}:
        return
    numbers = {c.id: c.number for c in proposed.candidates}
    statements = [
        _linked(cells.get(c.id) or statement_cells(c, numbers), outcome.links.get(c.id, ()), numbers) for c in open_ones
    ]
    made, keys = {a.id for a in outcome.actors}, {p.key for p in proposed.actors}
    left = [replace(p, doubt="") if p.id in made else p for _, p in sheet.actors]
    left += [p for p in proposed.actors if p.key not in {q.key for q in left}]
    named = "".join(f"{row['parties']} | " for row in statements)
    kept = [p for p in left if f"= {p.key} " in named or (p.key not in keys and p.id not in made)]
    write_sheet(folder, statements, actor_rows(kept, open_ones), sheet.extra)


def _linked(cells: Mapping[str, str], others: Iterable[str], numbers: Mapping[str, int]) -> dict[str, str]:
    """The cells of a row with the numbers of all rows that were said to tell the same, decided ones too."""
    known = [
        *cells["same_as"].replace(",", " ").split(),
        *(str(numbers[name]) for name in sorted(others, key=numbers.__getitem__)),
    ]
    return {**cells, "same_as": " ".join(dict.fromkeys(known))}
