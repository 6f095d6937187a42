"""The review file: what the machine proposes, as tables that any editor or spreadsheet opens, and the decisions read back.

``review/<report>/`` holds ``statements.csv`` and ``actors.csv``, which a person edits, and ``proposed.json``, by which an edited row is
known.  They quote the report and so are not part of the project.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.errors import DataError, Problem
from kg.review.authority import DECISIONS, NEW, Proposal
from kg.review.cells import DATES, PLAIN, Row, party_cell, saved_by_spreadsheets, shown
from kg.tables import csv_text, given, write_whole

ACCEPT, CORRECT, REJECT = "accept", "correct", "reject"
_WORDS = {"接受": ACCEPT, "更正": CORRECT, "退回": REJECT, "相同": "same", "不同": "different", "新增": "new", "別名": "alias"}
_SAME_EVENT = ("same", "different")
COLUMNS = (
    "n", "decision", "doubt", "passage", "phrase", "type", "status", "direction", "date", "date_as_written", "parties", "title",
    "location", "topic", "value", "unit", "period", "attendance", "countries_count", "event", "same_event", "same_as", "note",
    "why", "id",
)  # fmt: skip
ACTOR_COLUMNS = (
    "decision", "doubt", "name", "kind", "iso3", "actor", "name_zh", "name_en", "parent", "note", "rows", "passage", "key",
)  # fmt: skip
EDITED = (*PLAIN, "phrase", "parties", "topic", "same_as", "note")
_LONGEST_PASSAGE = 600


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposed statement.

    ``row`` has the statement format, its actors brought to the authority file or to proposals; ``passage`` is what the report
    says there.  ``events`` are statements of the graph that may tell the same event, and ``same`` is ``same`` where the rule joins
    them; ``doubts`` are what a person should look at.
    """

    number: int
    row: Row
    passage: str
    doubts: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    same: str = ""

    @property
    def id(self) -> str:
        """The id of the statement."""
        return str(self.row["id"])


@dataclass(frozen=True, slots=True)
class Proposed:
    """All that the machine proposes for one report."""

    report: str
    candidates: tuple[Candidate, ...]
    actors: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """A row as a person left it: ``same`` is what it says of ``event``, ``changed`` are the cells that are not as they were given."""

    line: int
    candidate: Candidate
    decision: str
    same: str
    cells: Mapping[str, str]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The review file of one report as it lies there, read; ``extra`` are columns of statements that the person added.

    ``problems`` are cells that are wrong in themselves.
    """

    rows: tuple[Decided, ...]
    actors: tuple[tuple[int, Proposal], ...]
    extra: tuple[str, ...]
    problems: tuple[Problem, ...]


def save_proposed(folder: Path, proposed: Proposed) -> None:
    """Write ``proposed.json``."""
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / "proposed.json", json.dumps(asdict(proposed), ensure_ascii=False) + "\n")


def load_proposed(folder: Path) -> Proposed:
    """Read ``proposed.json``.  Raises DataError."""
    path = folder / "proposed.json"
    try:
        content = json.loads(path.read_text("utf-8"))
        candidates = tuple(
            Candidate(c["number"], c["row"], c["passage"], tuple(c["doubts"]), tuple(c["events"]), c["same"])
            for c in content["candidates"]
        )
        return Proposed(content["report"], candidates, tuple(Proposal(**p) for p in content["actors"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"cannot be read ({error}): delete the folder and add the report's file again"
        raise DataError([Problem(_shown(path), 0, "", path.name, message)]) from error


def statement_cells(candidate: Candidate, numbers: Mapping[str, int]) -> dict[str, str]:
    """The cells of a candidate; ``numbers`` are the row numbers by statement id."""
    row = candidate.row
    same_as = [str(numbers[name]) for name in row.get("same_as", []) if name in numbers]  # type: ignore[attr-defined]
    passage = " ".join(candidate.passage.split())
    evidence = row["evidence"]
    return {
        **{name: shown(row, name) for name in (*PLAIN, "note", "id")},
        "n": str(candidate.number),
        "decision": "",
        "doubt": "; ".join(candidate.doubts),
        "passage": passage if len(passage) <= _LONGEST_PASSAGE else passage[:_LONGEST_PASSAGE] + "…",
        "phrase": evidence[0]["exact"],  # type: ignore[index]
        "parties": party_cell(row.get("parties")),
        "topic": " | ".join(row.get("topic", [])),  # type: ignore[arg-type]
        "event": " ".join(candidate.events),
        "same_event": candidate.same,
        "same_as": " ".join(same_as),
        "why": "",
    }


def actor_cells(proposal: Proposal, rows: Sequence[Candidate]) -> dict[str, str]:
    """The cells of a proposed actor; ``rows`` are the candidates that name it."""
    fields = {name: getattr(proposal, name) for name in ACTOR_COLUMNS if name in Proposal.__slots__}
    numbers = " ".join(str(c.number) for c in rows)
    passage = " ".join(rows[0].passage.split())[:_LONGEST_PASSAGE] if rows else ""
    return {**fields, "actor": proposal.id, "rows": numbers, "passage": passage}


def write_sheet(
    folder: Path, statements: Iterable[Mapping[str, str]], actors: Iterable[Mapping[str, str]], extra: Sequence[str] = ()
) -> None:
    """Write both tables, in UTF-8 with the byte order mark by which spreadsheets know it; whole or not at all."""
    tables = (("statements.csv", (*COLUMNS, *extra), statements), ("actors.csv", ACTOR_COLUMNS, actors))
    for name, columns, rows in tables:
        text = csv_text(columns, ([row.get(c, "") for c in columns] for row in rows))
        write_whole(folder / name, text, "utf-8-sig")


def read_sheet(folder: Path, proposed: Proposed) -> Sheet:
    """Read both tables as a person left them; rows that are not there are left out.  A lost table is written anew."""
    if not (folder / "statements.csv").is_file() or not (folder / "actors.csv").is_file():
        write_first(folder, proposed, proposed.candidates)
    problems: list[Problem] = []
    by_id = {c.id: c for c in proposed.candidates}
    numbers = {c.id: c.number for c in proposed.candidates}
    rows: list[Decided] = []
    path = folder / "statements.csv"
    extra: tuple[str, ...] = ()
    for line, cells in _rows(path, COLUMNS, problems):
        extra = tuple(name for name in cells if name not in COLUMNS and name)
        candidate = by_id.pop(cells["id"], None)
        if candidate is None:
            message = "is no statement of this review, or stands in two rows"
            problems.append(Problem(_shown(path), line, "id", cells["id"], message))
            continue
        decision = _word(path, line, "decision", cells, (ACCEPT, CORRECT, REJECT), problems)
        same = _word(path, line, "same_event", cells, _SAME_EVENT, problems)
        before = statement_cells(candidate, numbers)
        changed = tuple(name for name in EDITED if not _unchanged(name, cells[name], before[name]))
        rows.append(Decided(line, candidate, decision, same, cells, changed))
    actors = tuple(_actors(folder / "actors.csv", proposed, problems))
    return Sheet(tuple(rows), actors, extra, tuple(problems))


def write_first(folder: Path, proposed: Proposed, candidates: Sequence[Candidate]) -> None:
    """Write both tables as the machine proposes them, with a row for each of ``candidates``."""
    numbers = {c.id: c.number for c in proposed.candidates}
    used = {party["actor"] for c in candidates for party in c.row.get("parties", [])}  # type: ignore[attr-defined]
    names = actor_rows([p for p in proposed.actors if p.key in used], candidates)
    write_sheet(folder, [statement_cells(c, numbers) for c in candidates], names)


def actor_rows(proposals: Iterable[Proposal], candidates: Sequence[Candidate]) -> list[dict[str, str]]:
    """The rows of the table of names, each with the candidates that use it."""
    users: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        for party in candidate.row.get("parties", []):  # type: ignore[attr-defined]
            users.setdefault(party["actor"], []).append(candidate)
    return [actor_cells(p, list({c.id: c for c in users.get(p.key, ())}.values())) for p in proposals]


def _actors(path: Path, proposed: Proposed, problems: list[Problem]) -> Iterator[tuple[int, Proposal]]:
    known = {p.key: p for p in proposed.actors}
    keys: set[str] = set()
    for line, cells in _rows(path, ACTOR_COLUMNS, problems):
        if cells["key"] in keys:
            problems.append(Problem(_shown(path), line, "key", cells["key"], "stands in two rows"))
        keys |= {cells["key"]} - {""}
        decision = _word(path, line, "decision", cells, DECISIONS, problems)
        if not cells["actor"]:
            problems.append(Problem(_shown(path), line, "actor", "", "is empty: the id of the new actor, or of the one it is"))
            continue
        texts = {n: cells[n] for n in ("name", "kind", "iso3", "name_zh", "name_en", "parent", "note")}
        key, first = cells["key"] or cells["actor"], known.get(cells["key"])
        refused = first is not None and decision == NEW and cells["actor"] == first.id  # the known actor that is alike
        yield line, Proposal(key, decision, first.doubt if first else "", id=key if refused else cells["actor"], **texts)


def _rows(path: Path, columns: Sequence[str], problems: list[Problem]) -> Iterator[tuple[int, dict[str, str]]]:
    name = _shown(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        problems.append(Problem(name, 0, "", path.name, f"cannot be read: {error.strerror}"))
        return
    except UnicodeDecodeError:
        problems.append(Problem(name, 0, "", path.name, "is not UTF-8: save it as CSV UTF-8"))
        return
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        missing = [c for c in columns if c not in header]
        if missing:
            problems.append(Problem(name, 1, "header", ", ".join(missing), "is missing: the first row names the columns"))
            return
        line = reader.line_num + 1
        for row in reader:
            if any(cell.strip() for cell in row):
                padded = [*row, *[""] * (len(header) - len(row))]
                cells = dict(zip(header, padded, strict=False))
                yield line, {name: given(" ".join(cell.split())) for name, cell in cells.items()}
            line = reader.line_num + 1
    except csv.Error as error:
        problems.append(Problem(name, reader.line_num, "row", "", f"is not CSV: {error}"))


def _word(path: Path, line: int, name: str, cells: Mapping[str, str], allowed: Sequence[str], problems: list[Problem]) -> str:
    """The decision in a cell, in English or Chinese, in any case."""
    word = cells[name].lower()
    word = _WORDS.get(word, word)
    if word and word not in allowed:
        chinese = [zh for zh, en in _WORDS.items() if en in allowed]
        problems.append(Problem(_shown(path), line, name, cells[name], f"is none of {', '.join([*allowed, *chinese])}"))
        return ""
    return word


def _unchanged(name: str, cell: str, before: str) -> bool:
    return " ".join(cell.split()) == " ".join(before.split()) or (name in DATES and cell in saved_by_spreadsheets(before))


def _shown(path: Path) -> str:
    return "/".join(path.parts[-3:])
