"""The texts of data files with rows added: what stood there before stays as it was, line by line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kg.model import Actor, Merge, Statement
from kg.statements import as_row
from kg.tables import ACTOR_COLUMNS, MERGE_COLUMNS, csv_text, read_merges
from kg.vocabulary import KINDS

_Cells = Sequence[object]


def with_actors(path: Path, new: Iterable[Actor], aliases: Mapping[str, Sequence[str]]) -> str:
    """``actors.csv`` with new actors in their places, by kind and id, and aliases added to known ones."""
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8"))))[1:]
    at = ACTOR_COLUMNS.index("aliases")
    for row in rows:
        if row[0] in aliases:
            row[at] = "|".join(dict.fromkeys([*filter(None, row[at].split("|")), *aliases[row[0]]]))
    for actor in new:
        cells = [
            actor.id,
            actor.kind,
            actor.name_zh,
            actor.name_en,
            actor.iso3,
            actor.parent,
            "|".join(actor.aliases),
            "",
            "",
            actor.note,
        ]
        place = next((n for n, row in enumerate(rows) if _order(row) > _order(cells)), len(rows))
        rows.insert(place, cells)
    return csv_text(ACTOR_COLUMNS, rows, guard=lambda cell: cell)


def _order(row: Sequence[str]) -> tuple[int, str]:
    return KINDS.index(row[1]), row[0]


def with_merges(path: Path, new: Iterable[Merge]) -> str:
    """``merges.csv`` with decisions added at its end; a pair that stands there already is left as it is."""
    known = {frozenset((m.left, m.right)) for m in read_merges(path.parent)}
    fresh = [m for m in new if frozenset((m.left, m.right)) not in known]
    return with_rows(path, MERGE_COLUMNS, [[getattr(m, name) for name in MERGE_COLUMNS] for m in fresh])


def with_rows(path: Path, columns: Sequence[str], rows: Iterable[_Cells]) -> str:
    """A table with rows added at its end."""
    before = path.read_text("utf-8")
    return before + ("" if before.endswith("\n") else "\n") + csv_text(columns, rows).partition("\n")[2]


def with_statements(path: Path, new: Iterable[Statement]) -> str:
    """A report's facts with statements added, in the order of their passages."""
    known = [line for line in path.read_text("utf-8").split("\n") if line.strip()] if path.is_file() else []
    lines = {json.loads(line)["id"]: line for line in known}
    lines |= {s.id: json.dumps(as_row(s), ensure_ascii=False) for s in new}
    return "".join(f"{line}\n" for line in sorted(lines.values(), key=_place))


def _place(line: str) -> tuple[int, int, str]:
    row = json.loads(line)
    evidence = row["evidence"][0]
    return evidence["start"], evidence["end"], row["id"]
