"""Statements as JSON Lines: one line in, one checked record out, and back."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from kg.dates import Dating, parse_edtf, parse_roc
from kg.model import Actor, Evidence, Party, Report, Statement
from kg.vocabulary import DIRECTIONS, KINDS, MAX_PHRASE, ROLES, STATEMENT_TYPES, STATUSES

Note = Callable[[int, str, object, str], None]
LinkNote = Callable[[str, int, str, object, str], None]

_TEXTS = ("date_as_written", "title", "location", "unit", "note")
_FIELDS = frozenset(
    ("id", "document", "type", "status", "direction", "date", "parties", "topic", "value", "period", "attendance",
     "countries_count", "evidence", "same_as", *_TEXTS)
)  # fmt: skip
_PARTY_TEXTS = ("name", "kind", "actor", "iso3", "role", "title", "affiliation", "name_en")
_PARTY_FIELDS = frozenset(_PARTY_TEXTS)
_EVIDENCE_FIELDS = frozenset(("report", "start", "end", "exact"))


def _once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    row = dict(pairs)
    if len(row) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"field {next(n for n in names if names.count(n) > 1)!r} stands in it twice")
    return row


class StatementReader:
    """Reads lines of ``data/facts`` and remembers ids and links, which are checked once all lines are in.

    ``reports`` or ``actors`` is None where that table could not be read whole; what refers to it is then not judged.
    """

    def __init__(self, reports: Mapping[str, Report] | None, actors: Mapping[str, Actor] | None) -> None:
        self._reports = reports
        self._actors = actors
        self.whole = True
        self._seen: dict[str, tuple[str, int]] = {}
        self._links: list[tuple[str, int, str]] = []

    def read(self, content: str, line: int, stem: str, note: Note) -> Statement | None:
        """One statement, or None where its line is not usable; every problem goes to ``note``."""
        found = 0

        def tell(name: str, value: object, message: str) -> None:
            nonlocal found
            found += 1
            note(line, name, value, message)

        try:
            row = json.loads(content, object_pairs_hook=_once)
            if not isinstance(row, dict):
                raise ValueError(f"it is {type(row).__name__}")
            if "\\u" in content:
                json.dumps(row, ensure_ascii=False).encode("utf-8")  # fails on half of a surrogate pair, which no file can hold
        except (ValueError, RecursionError) as error:
            self.whole = False
            tell("", content[:40], f"is not a JSON object: {error}")
            return None
        self._remember(row, line, stem, tell)
        statement = _Line(row, stem, self._reports, self._actors, tell).statement()
        self._links += [(stem, line, other) for other in statement.same_as]
        return None if found else statement

    def _remember(self, row: Mapping[str, Any], line: int, stem: str, tell: Callable[[str, object, str], None]) -> None:
        name = row.get("id")
        if not isinstance(name, str) or not name:
            self.whole = False
            tell("id", name, "is not a name")
        elif name in self._seen:
            first, where = self._seen[name]
            tell("id", name, f"stands already in {first}.jsonl on line {where}")
        else:
            self._seen[name] = (stem, line)

    @property
    def ids(self) -> Collection[str] | None:
        """The ids of all lines read, sound or not; None where ``whole`` is not, so that any name may be that of a lost line."""
        return self._seen.keys() if self.whole else None

    def check_links(self, note: LinkNote) -> None:
        """Note every ``same_as`` that names no statement."""
        for stem, line, other in self._links:
            if self.ids is not None and other not in self.ids:
                note(stem, line, "same_as", other, "is no statement")


class _Line:
    """One parsed line and the checks of its fields."""

    def __init__(
        self, row: Mapping[str, Any], stem: str, reports: Mapping[str, Report] | None, actors: Mapping[str, Actor] | None,
        tell: Callable[[str, object, str], None],
    ) -> None:  # fmt: skip
        self.row, self.stem, self.reports, self.actors, self.tell = row, stem, reports, actors, tell

    def statement(self) -> Statement:
        self._known_fields(self.row, _FIELDS, "")
        kind = self._one_of("type", STATEMENT_TYPES, needed=True)
        document = self._text("document")
        if self.reports is not None and document not in self.reports:
            self.tell("document", document, "is not in reports.csv")
        elif document != self.stem:
            self.tell("document", document, f"stands in the file of {self.stem}")
        date = self._date("date")
        self._agree_with_written(date)
        return Statement(
            id=str(self.row.get("id", "")),
            document=document,
            type=kind,
            evidence=self._evidence(),
            status=self._one_of("status", STATUSES, needed=kind == "agreement"),
            direction=self._one_of("direction", DIRECTIONS, needed=kind == "visit"),
            date=date,
            parties=self._parties(),
            topic=self._names("topic"),
            value=self._value(kind),
            period=self._date("period"),
            attendance=self._count("attendance"),
            countries_count=self._count("countries_count"),
            same_as=self._names("same_as"),
            **{name: self._text(name) for name in _TEXTS},
        )

    def _known_fields(self, part: Mapping[str, Any], known: frozenset[str], prefix: str) -> None:
        for name in part.keys() - known:
            self.tell(prefix + name, part[name], "is a field that statements do not have")

    def _text(self, name: str, part: Mapping[str, Any] | None = None, prefix: str = "") -> str:
        value = (self.row if part is None else part).get(name, "")
        if not isinstance(value, str):
            self.tell(prefix + name, value, "is not text")
            return ""
        return value

    def _one_of(self, name: str, allowed: Sequence[str], *, needed: bool) -> str:
        value = self._text(name)
        if (needed or value) and value not in allowed:
            self.tell(name, value, f"is none of {', '.join(allowed)}")
        return value

    def _names(self, name: str) -> tuple[str, ...]:
        value = self.row.get(name, [])
        if not isinstance(value, list) or not all(isinstance(x, str) for x in value):
            self.tell(name, value, "is not a list of names")
            return ()
        return tuple(value)

    def _count(self, name: str) -> int | None:
        value = self.row.get(name)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
            self.tell(name, value, "is not a whole number from 0 on")
            return None
        return value

    def _value(self, kind: str) -> int | float | str | None:
        value = self.row.get("value")
        if (value is None or value == "") and kind == "figure":
            self.tell("value", value, "is missing: a figure has one")
        if isinstance(value, float) and not math.isfinite(value):
            self.tell("value", value, "is not a number")
            return None
        if isinstance(value, bool) or not isinstance(value, int | float | str | None):
            self.tell("value", value, "is neither a number nor text")
            return None
        return value

    def _date(self, name: str) -> Dating | None:
        value = self._text(name)
        if not value:
            return None
        try:
            return parse_edtf(value)
        except ValueError as error:
            self.tell(name, value, str(error))
            return None

    def _agree_with_written(self, date: Dating | None) -> None:
        written = self._text("date_as_written")
        if not written or date is None:
            return
        try:
            read = parse_roc(written)
        except ValueError:
            return
        if not date.within(read):
            self.tell("date", date.edtf, f"is not {written} ({read.edtf})")

    def _parties(self) -> tuple[Party, ...]:
        value = self.row.get("parties", [])
        if not isinstance(value, list) or not all(isinstance(x, dict) for x in value):
            self.tell("parties", value, "is not a list of objects")
            return ()
        return tuple(self._party(part, f"parties[{n}].") for n, part in enumerate(value))

    def _party(self, part: Mapping[str, Any], prefix: str) -> Party:
        self._known_fields(part, _PARTY_FIELDS, prefix)
        party = Party(**{name: self._text(name, part, prefix) for name in _PARTY_TEXTS})
        if not party.name:
            self.tell(prefix + "name", party.name, "is empty")
        if party.kind not in KINDS:
            self.tell(prefix + "kind", party.kind, f"is none of {', '.join(KINDS)}")
        if party.role and party.role not in ROLES:
            self.tell(prefix + "role", party.role, f"is none of {', '.join(ROLES)}")
        if self.actors is None:
            return party
        actor = self.actors.get(party.actor)
        if actor is None:
            self.tell(prefix + "actor", party.actor, f"is not in actors.csv (written {party.name})")
        else:
            for name in ("kind", "iso3"):
                given, known = getattr(party, name), getattr(actor, name)
                if given and given != known and (name != "kind" or given in KINDS):
                    self.tell(prefix + name, given, f"is not that of {actor.id} in actors.csv, {known!r}")
        return party

    def _evidence(self) -> tuple[Evidence, ...]:
        value = self.row.get("evidence")
        if not isinstance(value, list) or not value or not all(isinstance(x, dict) for x in value):
            self.tell("evidence", value, "is not a list of at least one passage")
            return ()
        return tuple(e for n, part in enumerate(value) if (e := self._passage(part, f"evidence[{n}].")) is not None)

    def _passage(self, part: Mapping[str, Any], prefix: str) -> Evidence | None:
        self._known_fields(part, _EVIDENCE_FIELDS, prefix)
        report, exact = self._text("report", part, prefix), self._text("exact", part, prefix)
        start, end = self._position("start", part, prefix), self._position("end", part, prefix)
        if start is not None and end is not None and end <= start:
            self.tell(prefix + "end", end, f"is not after start {start}")
        if self.reports is not None:
            if report not in self.reports:
                self.tell(prefix + "report", report, "is not in reports.csv")
            elif report != self.stem:
                self.tell(prefix + "report", report, f"is not {self.stem}, whose file this is")
            elif end is not None and end > (length := self.reports[report].characters):
                self.tell(prefix + "end", end, f"is past the end of {report}, which has {length} characters")
        if not exact.strip():
            self.tell(prefix + "exact", exact, "is empty")
        elif len(exact) > MAX_PHRASE:
            self.tell(prefix + "exact", exact, f"has {len(exact)} characters, not 1 to {MAX_PHRASE}")
        return Evidence(report, start, end, exact) if start is not None and end is not None else None

    def _position(self, name: str, part: Mapping[str, Any], prefix: str) -> int | None:
        value = part.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            self.tell(prefix + name, value, "is not a position")
            return None
        return value


def as_row(statement: Statement) -> dict[str, object]:
    """The JSON object of a statement; fields that do not apply are left out."""
    given: dict[str, object] = {
        "id": statement.id,
        "document": statement.document,
        "type": statement.type,
        "status": statement.status,
        "direction": statement.direction,
        "date": statement.date.edtf if statement.date else "",
        "date_as_written": statement.date_as_written,
        "parties": [{k: v for k in _PARTY_TEXTS if (v := getattr(party, k))} for party in statement.parties],
        "title": statement.title,
        "location": statement.location,
        "topic": list(statement.topic),
        "value": statement.value,
        "unit": statement.unit,
        "period": statement.period.edtf if statement.period else "",
        "attendance": statement.attendance,
        "countries_count": statement.countries_count,
        "evidence": [{"report": e.report, "start": e.start, "end": e.end, "exact": e.exact} for e in statement.evidence],
        "same_as": list(statement.same_as),
        "note": statement.note,
    }
    return {name: value for name, value in given.items() if value is not None and value != "" and value != []}
