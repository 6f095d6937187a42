"""What the extractor takes a passage to say: a candidate, before a person has looked at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    from kg.dates import Dating
    from kg.extract.document import Document
    from kg.model import Value


class Mention(NamedTuple):
    """A party as the passage names it; ``actor`` is an id of the authority file, empty where the name is not in it."""

    name: str
    kind: str
    iso3: str = ""
    role: str = ""
    title: str = ""
    affiliation: str = ""
    actor: str = ""


class Candidate(NamedTuple):
    """One statement that a passage seems to make.

    ``start`` and ``end`` are the passage in code points of the document's text, 0-based, end exclusive; ``exact`` is the telling
    phrase inside it, at most 40 characters, and ``quote`` the whole of it, both without the white space of the page.
    ``same_as`` holds the ids, as `as_row` writes them, of other candidates of the document that tell the same event.
    """

    type: str
    start: int
    end: int
    exact: str
    quote: str
    status: str = ""
    direction: str = ""
    date: Dating | None = None
    date_as_written: str = ""
    parties: tuple[Mention, ...] = ()
    title: str = ""
    location: str = ""
    topic: tuple[str, ...] = ()
    value: Value | None = None
    unit: str = ""
    period: Dating | None = None
    attendance: int | None = None
    countries_count: int | None = None
    same_as: tuple[str, ...] = ()
    note: str = ""


def identity(candidate: Candidate, document: Document) -> str:
    """The candidate's id: document, type, position, and a checksum of what it says, which does not depend on who is known."""
    date = "" if candidate.date is None else candidate.date.edtf
    parties = [(p.name, p.role) for p in candidate.parties]
    said = repr((date, candidate.title, candidate.value, candidate.status, candidate.unit, parties))
    tail = crc32(said.encode("utf-8")) & 0xFFFFFF
    return f"{document.report or document.name}-{candidate.type}-{candidate.start}-{tail:06x}"


def as_row(candidate: Candidate, document: Document) -> dict[str, object]:
    """The candidate as an object of the statement format, with its quote; fields that do not apply are left out."""
    source = document.report or document.name
    row: dict[str, object] = {
        "id": identity(candidate, document),
        "document": source,
        "type": candidate.type,
        "status": candidate.status,
        "direction": candidate.direction,
        "date": None if candidate.date is None else candidate.date.edtf,
        "date_as_written": candidate.date_as_written,
        "parties": [_party(mention) for mention in candidate.parties],
        "title": candidate.title,
        "location": candidate.location,
        "topic": list(candidate.topic),
        "value": candidate.value,
        "unit": candidate.unit,
        "period": None if candidate.period is None else candidate.period.edtf,
        "attendance": candidate.attendance,
        "countries_count": candidate.countries_count,
        "evidence": [{"report": source, "start": candidate.start, "end": candidate.end, "exact": candidate.exact}],
        "quote": candidate.quote,
        "same_as": list(candidate.same_as),
        "note": candidate.note,
    }
    return {key: value for key, value in row.items() if value is not None and value != "" and value != []}


def _party(mention: Mention) -> dict[str, str]:
    name, kind, iso3, role, title, affiliation, actor = mention
    row = {"name": name, "actor": actor, "kind": kind, "iso3": iso3, "role": role, "title": title, "affiliation": affiliation}
    return {field: value for field, value in row.items() if value}
