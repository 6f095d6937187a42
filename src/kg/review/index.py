"""What the graph holds, indexed, so that new statements are held against their neighbours and not against everything.

The index is a cache beside the review files: it is renewed file by file where data changed, and may be deleted at any time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.dates import Dating
from kg.errors import DataError, KgError, Problem
from kg.model import Actor, Merge, Statement
from kg.names import fold
from kg.resolve import bucket_of, dating_of, foreign_countries, linked
from kg.statements import StatementReader
from kg.tables import read_actors, read_merges, read_reports, read_statements, reading_order

_VERSION = 2
_SCHEMA = """
CREATE TABLE file (name TEXT PRIMARY KEY, size INTEGER, changed INTEGER);
CREATE TABLE actor (id TEXT PRIMARY KEY, kind TEXT, name_zh TEXT, name_en TEXT, iso3 TEXT);
CREATE INDEX actor_kind ON actor (kind, iso3);
CREATE TABLE name (folded TEXT, actor TEXT, PRIMARY KEY (folded, actor)) WITHOUT ROWID;
CREATE TABLE merge (left TEXT, right TEXT, verdict TEXT, by TEXT, reason TEXT, decided TEXT);
CREATE INDEX merge_left ON merge (left);
CREATE INDEX merge_right ON merge (right);
CREATE TABLE statement (id TEXT PRIMARY KEY, file TEXT, start INTEGER, length INTEGER, unit TEXT);
CREATE INDEX statement_unit ON statement (unit);
CREATE INDEX statement_file ON statement (file);
CREATE TABLE unit (name TEXT, file TEXT, bucket TEXT, earliest TEXT, latest TEXT);
CREATE INDEX unit_bucket ON unit (bucket, earliest, latest);
CREATE INDEX unit_name ON unit (name);
CREATE INDEX unit_file ON unit (file);
CREATE TABLE partner (iso3 TEXT, file TEXT, year INTEGER);
CREATE INDEX partner_iso3 ON partner (iso3, year);
CREATE INDEX partner_file ON partner (file);
"""
_OPEN_START, _OPEN_END = "0000", "9999"
_PATIENCE = 5.0  # seconds to wait for another process

Window = tuple[str, str, str]
"""A bucket, and the first and last ISO day of what is looked for in it."""


class Index(Mapping[str, Actor]):
    """The actors by id, and the statements that new ones may touch; opened on the data as they are now."""

    def __init__(self, data: Path, cache: Path) -> None:
        """Open the index in the file ``cache``, renewed where ``data`` changed; until it is closed nobody else can.

        Raises DataError where the data break their format, KgError where another process has it open or it is no index.
        """
        self._data = data
        self._expected: dict[str, Actor] = {}
        self._order: Callable[[Statement], tuple[object, ...]] | None = None
        cache.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(cache, timeout=_PATIENCE, isolation_level=None)
        try:
            self._db.execute("BEGIN IMMEDIATE")
            self._renew()
        except sqlite3.OperationalError as error:
            self._db.close()
            raise KgError(
                f"{cache.parent}: another kg add or kg review is at work ({error}): try again when it is done"
            ) from error
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise KgError(f"{cache}: {error}: delete this file, it is only a cache") from error
        except BaseException:
            self._db.close()
            raise

    def close(self) -> None:
        """Keep what was indexed and let others at it."""
        self._db.execute("COMMIT")
        self._db.close()

    def expect(self, actor: Actor) -> None:
        """Let an actor stand among the others that no file holds yet."""
        self._expected[actor.id] = actor

    def __getitem__(self, name: str) -> Actor:
        if name in self._expected:
            return self._expected[name]
        row = self._db.execute("SELECT id, kind, name_zh, name_en, iso3 FROM actor WHERE id = ?", (name,)).fetchone()
        if row is None:
            raise KeyError(name)
        return Actor(*row)

    def __iter__(self) -> Iterator[str]:
        yield from (name for (name,) in self._db.execute("SELECT id FROM actor ORDER BY rowid"))
        yield from self._expected

    def __len__(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM actor").fetchone()[0]) + len(self._expected)

    def named(self, name: str) -> list[Actor]:
        """The actors that go by a name, width, case, punctuation and the 台/臺 difference aside."""
        rows = self._db.execute("SELECT actor FROM name WHERE folded = ? ORDER BY actor", (fold(name),))
        return [self[actor] for (actor,) in rows.fetchall()]

    def peers(self, kind: str, iso3: str) -> list[tuple[str, Actor]]:
        """The actors of one kind and home country, each with every name it goes by, folded."""
        rows = self._db.execute(
            "SELECT folded, actor FROM name JOIN actor ON id = actor WHERE kind = ? AND iso3 = ? ORDER BY actor", (kind, iso3)
        )
        return [(folded, self[actor]) for folded, actor in rows.fetchall()]

    def partner_since(self, iso3: str) -> int | None:
        """The year by whose end the first agreement with a country was signed, None where there is none."""
        year = self._db.execute("SELECT min(year) FROM partner WHERE iso3 = ?", (iso3,)).fetchone()[0]
        return None if year is None else int(year)

    def holds(self, statement: str) -> bool:
        """Whether there is a statement of this id."""
        return self._db.execute("SELECT 1 FROM statement WHERE id = ?", (statement,)).fetchone() is not None

    def statement(self, name: str) -> Statement:
        """One statement by its id.  Raises KeyError."""
        row = self._db.execute("SELECT file, start, length FROM statement WHERE id = ?", (name,)).fetchone()
        if row is None:
            raise KeyError(name)
        file, start, length = row
        with (self._data / "facts" / file).open("rb") as facts:
            facts.seek(start)
            content = facts.read(length).decode("utf-8")
        statement = StatementReader(None, None).read(content, 1, Path(file).stem, lambda *problem: None)
        assert statement is not None  # noqa: S101  it was read when it was indexed
        return statement

    def merges_of(self, statements: Iterable[str]) -> list[Merge]:
        """The rows of ``merges.csv`` that name one of the statements."""
        rows: dict[tuple[str, ...], None] = {}
        for name in statements:
            for side in ("left", "right"):
                rows |= dict.fromkeys(self._db.execute(f"SELECT * FROM merge WHERE {side} = ?", (name,)).fetchall())  # noqa: S608
        return [Merge(*row) for row in rows]

    def around(self, new: Sequence[Statement], actors: Mapping[str, Actor], merges: Sequence[Merge] = ()) -> list[Statement]:
        """The statements of the graph that can fall together with new ones, or keep them apart, in the order of reading.

        Of events: those of the same bucket whose dates are linked to the new ones by a chain of overlaps, and what people joined to
        them; of figures: those of the same title and unit, of a period that overlaps.  Resolving these and the new ones alone gives
        the same events, doubts and conflicts as resolving everything.
        """
        found: dict[str, Statement] = {}
        done: set[Window] = set()
        waiting = [w for unit in _units(new) for w in _windows(unit, actors)]
        names = {name for m in merges for name in (m.left, m.right)} - {s.id for s in new}
        while waiting or names:
            units = self._units_of(names)
            while waiting:
                window = waiting.pop()
                if window not in done:
                    done.add(window)
                    units |= self._units_in(window)
            fresh = self._members(units - {s.id for s in found.values()}, found)
            found |= fresh
            known = list(found.values())
            rows = self.merges_of(found)
            names = {name for m in rows for name in (m.left, m.right) if name not in found and self.holds(name)}
            if fresh:
                told = linked([s for s in known if s.tells_event], rows)  # a figure's neighbours are its own, no chain
                waiting = [w for unit in told for w in _windows(unit, actors) if w not in done]
        return sorted(found.values(), key=self.order)

    @property
    def order(self) -> Callable[[Statement], tuple[object, ...]]:
        """The order in which all statements are read, as a key to sort by."""
        if self._order is None:
            self._order = reading_order(read_reports(self._data))
        return self._order

    def others(self, statement: Statement, first: str, last: str, most: int = 20) -> list[Statement]:
        """The first statements of some units of a statement's bucket that may lie between two ISO days."""
        names: list[str] = []
        for bucket, _, _ in _windows([statement], self):
            query = "SELECT name FROM unit WHERE bucket = ? AND earliest <= ? AND latest >= ? ORDER BY earliest LIMIT ?"
            names += [name for (name,) in self._db.execute(query, (bucket, last, first, most))]
        return [self.statement(name) for name in names]

    def _units_of(self, statements: Iterable[str]) -> set[str]:
        rows = (self._db.execute("SELECT unit FROM statement WHERE id = ?", (name,)).fetchone() for name in statements)
        return {row[0] for row in rows if row is not None}

    def _units_in(self, window: Window) -> set[str]:
        query = "SELECT name FROM unit WHERE bucket = ? AND earliest <= ? AND latest >= ?"
        bucket, earliest, latest = window
        return {name for (name,) in self._db.execute(query, (bucket, latest, earliest))}

    def _members(self, units: Iterable[str], known: Mapping[str, Statement]) -> dict[str, Statement]:
        rows = (row for unit in sorted(units) for row in self._db.execute("SELECT id FROM statement WHERE unit = ?", (unit,)))
        return {name: self.statement(name) for (name,) in rows if name not in known}

    def _renew(self) -> None:
        if self._db.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
            self._empty()
        known = {name: (size, changed) for name, size, changed in self._db.execute("SELECT * FROM file")}
        actors, merges = self._data / "actors.csv", self._data / "merges.csv"
        facts = {p.name: p for p in sorted((self._data / "facts").glob("*.jsonl"))}
        for name in sorted((known.keys() - facts.keys()) - {actors.name, merges.name}):
            self._forget(name)
        if known.get(actors.name) != _stamp(actors) and self._renew_actors(actors):
            known = {}
        if known.get(merges.name) != _stamp(merges):
            self._renew_merges(merges)
        for name, path in facts.items():
            if known.get(name) != _stamp(path):
                self._forget(name)
                self._learn(path)

    def _empty(self) -> None:
        tables = self._db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in tables:
            self._db.execute(f'DROP TABLE "{name}"')
        for command in _SCHEMA.split(";\n"):
            self._db.execute(command)
        self._db.execute(f"PRAGMA user_version = {_VERSION}")

    def _renew_actors(self, path: Path) -> bool:
        """Read the authority file anew; whether a known actor changed its country or went, which moves statements' buckets."""
        before = dict(self._db.execute("SELECT id, iso3 FROM actor"))
        actors = read_actors(self._data)
        self._db.execute("DELETE FROM actor")
        self._db.execute("DELETE FROM name")
        rows = ((a.id, a.kind, a.name_zh, a.name_en, a.iso3) for a in actors)
        self._db.executemany("INSERT INTO actor VALUES (?, ?, ?, ?, ?)", rows)
        names = ((name, a.id) for a in actors for name in folded_names(a))
        self._db.executemany("INSERT OR IGNORE INTO name VALUES (?, ?)", names)
        self._remember(path)
        after = {a.id: a.iso3 for a in actors}
        return any(after.get(name) != iso3 for name, iso3 in before.items())

    def _renew_merges(self, path: Path) -> None:
        self._db.execute("DELETE FROM merge")
        rows = ((m.left, m.right, m.verdict, m.by, m.reason, m.decided) for m in read_merges(self._data))
        self._db.executemany("INSERT INTO merge VALUES (?, ?, ?, ?, ?, ?)", rows)
        self._remember(path)

    def _forget(self, name: str) -> None:
        for table in ("statement", "unit", "partner"):
            self._db.execute(f"DELETE FROM {table} WHERE file = ?", (name,))  # noqa: S608  the names stand in the line above
        self._db.execute("DELETE FROM file WHERE name = ?", (name,))

    def _learn(self, path: Path) -> None:
        statements = read_statements(path)
        strangers = dict.fromkeys(p.actor for s in statements for p in s.parties if p.actor not in self)
        if strangers:
            raise DataError(
                [Problem(f"data/facts/{path.name}", 0, "actor", name, "is not in actors.csv") for name in strangers]
            )
        places = zip(statements, _lines(path.read_bytes()), strict=True)
        position = {s.id: place for s, place in places}
        for unit in _units(statements):
            name = unit[0].id
            rows = ((s.id, path.name, *position[s.id], name) for s in unit)
            self._db.executemany("INSERT OR REPLACE INTO statement VALUES (?, ?, ?, ?, ?)", rows)
            windows = ((name, path.name, *window) for window in _windows(unit, self))
            self._db.executemany("INSERT INTO unit VALUES (?, ?, ?, ?, ?)", windows)
        partners = ((iso3, path.name, year) for iso3, year in partners_of(statements, self).items())
        self._db.executemany("INSERT INTO partner VALUES (?, ?, ?)", partners)
        self._remember(path)

    def _remember(self, path: Path) -> None:
        self._db.execute("INSERT OR REPLACE INTO file VALUES (?, ?, ?)", (path.name, *_stamp(path)))


def folded_names(actor: Actor) -> dict[str, None]:
    """Every name of an actor, folded, without repetition."""
    names = (actor.name_zh, actor.name_en, *actor.aliases, *(n.name for n in actor.namings))
    return dict.fromkeys(folded for name in names if (folded := fold(name)))


def partners_of(statements: Iterable[Statement], actors: Mapping[str, Actor]) -> dict[str, int]:
    """For each foreign country with a signed agreement, the year by whose end the first one was signed, as these statements tell."""
    first: dict[str, int] = {}
    for s in statements:
        if s.type == "agreement" and s.status == "signed" and s.date is not None and s.date.latest is not None:
            for code in foreign_countries([s], actors):
                first[code] = min(first.get(code, s.date.latest.year), s.date.latest.year)
    return first


def _stamp(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def _lines(raw: bytes) -> Iterator[tuple[int, int]]:
    """Start and length, in bytes, of every line that holds something."""
    start = 0
    for line in raw.split(b"\n"):
        if line.strip():
            yield start, len(line)
        start += len(line) + 1


def _units(statements: Sequence[Statement], merges: Sequence[Merge] = ()) -> Iterator[list[Statement]]:
    """Statements by units: events as their readers linked them, figures and claims one by one."""
    yield from linked([s for s in statements if s.tells_event], merges)
    yield from ([s] for s in statements if not s.tells_event)


def _windows(unit: Sequence[Statement], actors: Mapping[str, Actor]) -> Iterator[Window]:
    """Where units lie that this one may fall together with: none for what only links can join."""
    first = unit[0]
    if not first.tells_event:
        if first.type == "figure" and first.title and first.period is not None:
            yield f"figure {fold(first.title)} {first.unit}", *_days(first.period)
        return
    date = dating_of(unit)
    if date is not None:
        kind, countries = bucket_of(unit, actors)
        yield f"{'|'.join(kind)} {' '.join(sorted(countries))}", *_days(date)


def _days(date: Dating) -> tuple[str, str]:
    """The first and last day, an open end being before or after all days."""
    return (
        _OPEN_START if date.earliest is None else date.earliest.isoformat(),
        _OPEN_END if date.latest is None else date.latest.isoformat(),
    )
