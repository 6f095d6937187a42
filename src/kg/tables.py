"""Read and write ``data/``: every row is checked, and all problems of a run are reported together.

The files are UTF-8 without a byte order mark, with LF line ends.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from kg.dates import Dating, parse_edtf
from kg.errors import DataError, Problem
from kg.model import Actor, Data, DiplomaticRelation, Merge, Naming, Rank, Report, Statement
from kg.statements import StatementReader
from kg.vocabulary import KINDS

REPORT_COLUMNS = ("id", "year", "title_zh", "title_en", "publisher", "kind", "file", "sha256", "characters")
ACTOR_COLUMNS = ("id", "kind", "name_zh", "name_en", "iso3", "parent", "aliases", "namings", "exact_match", "note")
MERGE_COLUMNS = ("left", "right", "verdict", "by", "reason", "decided")
RELATION_COLUMNS = ("iso3", "since", "until", "source")
REGION_COLUMNS = ("iso3", "region", "subregion")
RANK_COLUMNS = ("title", "affiliation", "rank", "level_en", "level_zh", "source")
VERDICTS = ("same", "different")

_Record = TypeVar("_Record")
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


@dataclass
class Log:
    """Problems found so far; ``data`` is the folder that file names are given relative to.

    ``lost`` holds the files of which a row could not be read: that something is not in them is then not said.
    """

    data: Path
    problems: list[Problem] = field(default_factory=list)
    lost: set[Path] = field(default_factory=set)

    def add(self, path: Path, line: int, name: str, value: object, message: str) -> None:
        """Note one problem."""
        shown = path.relative_to(self.data.parent) if path.is_relative_to(self.data.parent) else path
        self.problems.append(Problem(str(shown), line, name, value, message))

    def lose(self, path: Path, line: int, name: str, value: object, message: str) -> None:
        """Note one problem for which a row, or the whole file, cannot be read."""
        self.lost.add(path)
        self.add(path, line, name, value, message)

    def text(self, path: Path) -> str | None:
        """The text of a file, or None with the reason noted."""
        try:
            raw = path.read_bytes()
        except FileNotFoundError:
            self.lose(path, 0, "", path.name, "is missing")
            return None
        if raw.startswith(b"\xef\xbb\xbf"):
            self.add(path, 1, "", "\ufeff", "is a byte order mark: save the file as UTF-8 without one")
            raw = raw[3:]
        if b"\r" in raw:
            line = raw[: raw.index(b"\r")].count(b"\n") + 1
            self.add(path, line, "", "\r", "is a carriage return: save the file with LF line ends")
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
            self.lose(path, line, "", raw[error.start : error.start + 4], "is not UTF-8")
            return None

    def rows(self, path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
        """The rows of a CSV file with their line numbers; a wrong header or a ragged row is noted."""
        text = self.text(path)
        if text is None:
            return
        reader = csv.reader(io.StringIO(text), strict=True)
        try:
            header = next(reader, [])
            if tuple(header) != tuple(columns):
                self.lose(path, 1, "header", ",".join(header), f"should be {','.join(columns)}")
                return
            line = reader.line_num + 1
            for row in reader:
                if len(row) != len(columns):
                    self.lose(path, line, "row", ",".join(row)[:40], f"has {len(row)} cells, not {len(columns)}")
                else:
                    yield line, dict(zip(columns, row, strict=True))
                line = reader.line_num + 1
        except csv.Error as error:
            self.lose(path, reader.line_num, "row", "", f"is not CSV: {error}")

    def dating(self, path: Path, line: int, name: str, value: str) -> Dating | None:
        """An EDTF cell, None where it is empty or wrong (which is noted)."""
        if not value:
            return None
        try:
            return parse_edtf(value)
        except ValueError as error:
            self.add(path, line, name, value, str(error))
            return None


def read_data(data: Path) -> Data:
    """Everything under ``data``.  Raises DataError with every problem found."""
    log = Log(data)
    actors = _actors(log, data / "actors.csv")
    by_id = {a.id: a for a in actors} if data / "actors.csv" not in log.lost else None
    reports = _reports(log, data / "reports.csv", by_id)
    reader = StatementReader({r.id: r for r in reports} if data / "reports.csv" not in log.lost else None, by_id)
    statements = _statements(log, data / "facts", reports, reader)
    told = {s.id for s in statements if not s.tells_event}
    merges = _merges(log, data / "merges.csv", reader.ids, told)
    countries = {a.id for a in actors if a.kind == "country"} if by_id is not None else None
    relations = _relations(log, data / "reference" / "diplomatic_relations.csv", countries)
    regions = _regions(log, data / "reference" / "regions.csv", countries)
    ranks = _ranks(log, data / "reference" / "ranks.csv")
    if log.problems:
        raise DataError(log.problems)
    return Data(reports, actors, statements, merges, relations, regions, ranks)


def read_actors(data: Path) -> tuple[Actor, ...]:
    """``actors.csv`` alone.  Raises DataError."""
    log = Log(data)
    return _sound(log, _actors(log, data / "actors.csv"))


def read_reports(data: Path) -> tuple[Report, ...]:
    """``reports.csv`` alone, its publishers unchecked.  Raises DataError."""
    log = Log(data)
    return _sound(log, _reports(log, data / "reports.csv", None))


def read_merges(data: Path) -> tuple[Merge, ...]:
    """``merges.csv`` alone, the statements it names unchecked.  Raises DataError."""
    log = Log(data)
    return _sound(log, _merges(log, data / "merges.csv", None, set()))


def read_statements(path: Path) -> tuple[Statement, ...]:
    """One file of ``data/facts`` alone, in its order; the report and the actors it names are unchecked.  Raises DataError."""
    log = Log(path.parents[1])
    reader = StatementReader(None, None)
    return _sound(log, _facts(log, path, reader))


def _sound(log: Log, rows: tuple[_Record, ...]) -> tuple[_Record, ...]:
    if log.problems:
        raise DataError(log.problems)
    return rows


def _unique(log: Log, path: Path, line: int, name: str, value: str, seen: dict[str, int]) -> None:
    if not value:
        log.add(path, line, name, value, "is empty")
    elif value in seen:
        log.add(path, line, name, value, f"stands already on line {seen[value]}")
    seen.setdefault(value, line)


def _reports(log: Log, path: Path, actors: Mapping[str, Actor] | None) -> tuple[Report, ...]:
    reports: list[Report] = []
    seen: dict[str, int] = {}
    for line, row in log.rows(path, REPORT_COLUMNS):
        _unique(log, path, line, "id", row["id"], seen)
        if actors is not None and row["publisher"] not in actors:
            log.add(path, line, "publisher", row["publisher"], "is not an actor")
        numbers = {}
        for name in ("year", "characters"):
            if not (row[name].isascii() and row[name].isdigit()):
                log.lose(path, line, name, row[name], "is not a whole number")
            elif name == "year" and log.dating(path, line, name, row[name]) is None:
                log.lost.add(path)
            else:
                numbers[name] = int(row[name])
        if len(numbers) == 2:
            texts = {k: row[k] for k in REPORT_COLUMNS if k not in numbers}
            reports.append(Report(**texts, **numbers))  # type: ignore[arg-type]
    return tuple(reports)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _naming(log: Log, path: Path, line: int, text: str) -> Naming | None:
    head, _, period = text.partition("=")
    lang, _, name = head.partition(":")
    if lang not in ("zh-Hant", "en") or not name or (period and "/" not in period):
        log.add(path, line, "namings", text, "is not <zh-Hant or en>:<name>=<first day>/<last day>")
        return None
    if period in ("", "../.."):
        return Naming(name, lang)
    if log.dating(path, line, "namings", period) is None:
        return None
    since, _, until = period.partition("/")
    return Naming(name, lang, *(None if part == ".." else parse_edtf(part) for part in (since, until)))


def _actors(log: Log, path: Path) -> tuple[Actor, ...]:
    actors: list[Actor] = []
    seen: dict[str, int] = {}
    lines: list[tuple[int, Actor]] = []
    for line, row in log.rows(path, ACTOR_COLUMNS):
        _unique(log, path, line, "id", row["id"], seen)
        if row["kind"] not in KINDS:
            log.add(path, line, "kind", row["kind"], f"is none of {', '.join(KINDS)}")
        if not row["name_zh"]:
            log.add(path, line, "name_zh", "", "is empty: every actor has a Chinese name (a Latin one where it has no other)")
        for match in _split(row["exact_match"]):
            if not _IRI.fullmatch(match):
                log.add(path, line, "exact_match", match, "is not a web address")
        namings = tuple(n for text in _split(row["namings"]) if (n := _naming(log, path, line, text)) is not None)
        actor = Actor(
            row["id"], row["kind"], row["name_zh"], row["name_en"], row["iso3"], row["parent"],
            _split(row["aliases"]), namings, _split(row["exact_match"]), row["note"],
        )  # fmt: skip
        actors.append(actor)
        lines.append((line, actor))
    countries = {a.iso3 for a in actors if a.kind == "country"}
    whole = path not in log.lost
    for line, actor in lines:
        if whole and actor.parent and actor.parent not in seen:
            log.add(path, line, "parent", actor.parent, "is not an actor")
        if whole and actor.iso3 and actor.iso3 not in countries:
            log.add(path, line, "iso3", actor.iso3, "is the code of no country in this file")
        if actor.kind == "country" and actor.id != actor.iso3:
            log.add(path, line, "id", actor.id, f"is not the country's ISO code {actor.iso3!r}")
    return tuple(actors)


def _statements(log: Log, folder: Path, reports: Iterable[Report], reader: StatementReader) -> tuple[Statement, ...]:
    statements = [s for path in sorted(folder.glob("*.jsonl")) for s in _facts(log, path, reader)]
    reader.check_links(lambda stem, line, name, value, message: log.add(folder / f"{stem}.jsonl", line, name, value, message))
    return tuple(sorted(statements, key=reading_order(reports)))


def reading_order(reports: Iterable[Report]) -> Callable[[Statement], tuple[object, ...]]:
    """The order of statements, as a key to sort by: by the report's year and row, then by the place in it."""
    order = {r.id: (r.year, n) for n, r in enumerate(reports)}
    return lambda s: (order.get(s.document, (0, 0)), s.evidence[0].start, s.evidence[0].end, s.id)


def _facts(log: Log, path: Path, reader: StatementReader) -> tuple[Statement, ...]:
    text = log.text(path)
    if text is None:
        reader.whole = False
        return ()

    def note(line: int, name: str, value: object, message: str) -> None:
        log.add(path, line, name, value, message)

    read = (reader.read(content, line, path.stem, note) for line, content in enumerate(text.split("\n"), 1) if content.strip())
    return tuple(statement for statement in read if statement is not None)


def _merges(log: Log, path: Path, known: Collection[str] | None, told: set[str]) -> tuple[Merge, ...]:
    merges: list[Merge] = []
    seen: dict[frozenset[str], int] = {}
    for line, row in log.rows(path, MERGE_COLUMNS):
        pair = frozenset((row["left"], row["right"]))
        if pair in seen:
            log.add(path, line, "right", row["right"], f"with {row['left']} stands already on line {seen[pair]}")
        seen.setdefault(pair, line)
        for name in ("left", "right"):
            if known is not None and row[name] not in known:
                log.add(path, line, name, row[name], "is no statement")
            elif row[name] in told:
                log.add(path, line, name, row[name], "tells a figure or claim: only events are merged")
        if row["verdict"] not in VERDICTS:
            log.add(path, line, "verdict", row["verdict"], f"is none of {', '.join(VERDICTS)}")
        for name in ("by", "reason"):
            if not row[name]:
                log.add(path, line, name, "", "is empty: a decision names who took it and why")
        log.dating(path, line, "decided", row["decided"])
        merges.append(Merge(**row))
    return tuple(merges)


def _relations(log: Log, path: Path, countries: set[str] | None) -> tuple[DiplomaticRelation, ...]:
    relations: list[DiplomaticRelation] = []
    for line, row in log.rows(path, RELATION_COLUMNS):
        _known_country(log, path, line, row, countries)
        since = log.dating(path, line, "since", row["since"])
        until = log.dating(path, line, "until", row["until"])
        if not row["since"]:
            log.add(path, line, "since", row["since"], "is needed")
        if since is not None:
            relations.append(DiplomaticRelation(row["iso3"], since, until, row["source"]))
    return tuple(relations)


def _regions(log: Log, path: Path, countries: set[str] | None) -> tuple[tuple[str, str, str], ...]:
    rows = []
    for line, row in log.rows(path, REGION_COLUMNS):
        _known_country(log, path, line, row, countries)
        rows.append((row["iso3"], row["region"], row["subregion"]))
    return tuple(rows)


def _ranks(log: Log, path: Path) -> tuple[Rank, ...]:
    ranks: list[Rank] = []
    for line, row in log.rows(path, RANK_COLUMNS) if path.exists() else ():  # a project may do without
        if not row["title"]:
            log.add(path, line, "title", "", "is empty")
        if row["rank"].isascii() and row["rank"].isdigit() and int(row["rank"]) > 0:
            ranks.append(Rank(row["title"], row["affiliation"], int(row["rank"]), row["level_en"], row["level_zh"]))
        else:
            log.add(path, line, "rank", row["rank"], "is not a whole number from 1 on")
    return tuple(ranks)


def _known_country(log: Log, path: Path, line: int, row: Mapping[str, str], countries: set[str] | None) -> None:
    if countries is not None and row["iso3"] not in countries:
        log.add(path, line, "iso3", row["iso3"], "is the code of no country in actors.csv")


def write_jsonl(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    """Write one JSON object a line."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def neutral(cell: object) -> object:
    """A cell that no spreadsheet takes for a formula: a leading ``= + - @``, TAB or CR, also full-width, gets an apostrophe.

    >>> neutral("=1+1"), neutral(-5), neutral("臺越")
    ("'=1+1", -5, '臺越')
    """
    if isinstance(cell, str) and cell[:1] in _FORMULA:
        return f"'{cell}"
    return cell


def given(cell: str) -> str:
    """What `neutral` was given for a cell.

    >>> given("'=1+1"), given("-5"), given("'s"), given(str(neutral("＝1")))
    ('=1+1', '-5', "'s", '＝1')
    """
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA and len(cell) > 1 else cell


_NEEDS_QUOTES = re.compile(r'[",\r\n]')
_FORMULA = frozenset("=+-@\t\r＝＋－＠")


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]], guard: Callable[[object], object] = neutral) -> str:
    """A CSV table with LF line ends, each cell passed through ``guard``.

    Written out here, since before Python 3.13 the csv module leaves a carriage return without quotes.
    """
    return "".join(f"{_csv_line(row)}\n" for row in [columns, *([guard(cell) for cell in row] for row in rows)])


def _csv_line(row: Sequence[object]) -> str:
    cells = ["" if cell is None else str(cell) for cell in row]
    if cells == [""]:  # an empty line would be no row
        return '""'
    return ",".join('"' + c.replace('"', '""') + '"' if _NEEDS_QUOTES.search(c) else c for c in cells)


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV file with LF line ends, each cell neutral."""
    path.write_text(csv_text(columns, rows), encoding="utf-8", newline="")


def write_whole(path: Path, text: str, encoding: str = "utf-8") -> None:
    """Write a file so that whoever opens it finds the old one or the new one, never a part."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(text, encoding=encoding, newline="")
    beside.replace(path)
