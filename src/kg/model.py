"""The records: what a report says (Statement and its parts) and what it is resolved to (Actor, Event, ...).

All records are frozen.  Days are Gregorian.  Offsets count Unicode code points, 0-based, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.dates import Dating
from kg.vocabulary import EVENT_TYPES

Value = int | float | str


@dataclass(frozen=True, slots=True)
class Report:
    """A source document; ``sha256`` and ``characters`` are those of its text file, which is not part of the project."""

    id: str
    year: int
    title_zh: str
    title_en: str
    publisher: str
    kind: str
    file: str
    sha256: str
    characters: int


@dataclass(frozen=True, slots=True)
class Naming:
    """A name of an actor with the first and last day on which it was its name, where known."""

    name: str
    lang: str
    since: Dating | None = None
    until: Dating | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """One row of the authority file.

    ``iso3`` is the ISO 3166-1 alpha-3 code of a country, and of the home country of any other actor where it has one.
    """

    id: str
    kind: str
    name_zh: str
    name_en: str = ""
    iso3: str = ""
    parent: str = ""
    aliases: tuple[str, ...] = ()
    namings: tuple[Naming, ...] = ()
    exact_match: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """An actor in a statement, as written there."""

    name: str
    kind: str
    actor: str
    iso3: str = ""
    role: str = ""
    title: str = ""
    affiliation: str = ""
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a report states something: the passage ``start`` to ``end`` and the telling phrase inside it."""

    report: str
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What one passage of one report says of one event, figure or claim: a line of ``data/facts``."""

    id: str
    document: str
    type: str
    evidence: tuple[Evidence, ...]
    status: str = ""
    direction: str = ""
    date: Dating | None = None
    date_as_written: str = ""
    parties: tuple[Party, ...] = ()
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

    @property
    def tells_event(self) -> bool:
        """Whether it tells an event, not a figure or a claim."""
        return self.type in EVENT_TYPES


@dataclass(frozen=True, slots=True)
class Participation:
    """An actor's role in an event; the names, titles and affiliations are as the statements write them."""

    actor: str
    role: str
    names: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, told by one or more statements, whose differing values are all kept.

    ``date`` is the dating that says most; ``dates`` holds every dating stated, in order.  ``id`` is that of the first statement.
    """

    id: str
    type: str
    statements: tuple[str, ...]
    status: str = ""
    direction: str = ""
    date: Dating | None = None
    dates: tuple[str, ...] = ()
    participations: tuple[Participation, ...] = ()
    titles: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()
    units: tuple[str, ...] = ()
    attendances: tuple[int, ...] = ()
    countries_counts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """A figure or a claim, told by one or more statements that give the same value for the same period."""

    id: str
    type: str
    statements: tuple[str, ...]
    title: str = ""
    value: Value | None = None
    unit: str = ""
    period: Dating | None = None
    actors: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements that cannot all hold: the field, and each value with the statements that give it."""

    id: str
    about: str
    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """A person's decision on two statements: the same event, or different ones."""

    left: str
    right: str
    verdict: str
    by: str
    reason: str
    decided: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two statements that may tell the same event; a row of ``merges.csv`` decides."""

    left: str
    right: str
    reason: str


@dataclass(frozen=True, slots=True)
class DiplomaticRelation:
    """Diplomatic relations of a country with the Republic of China, over one period."""

    iso3: str
    since: Dating
    until: Dating | None
    source: str


@dataclass(frozen=True, slots=True)
class Rank:
    """The rank of a job title, 1 being the highest; ``affiliation`` limits it to holders there."""

    title: str
    affiliation: str
    rank: int
    level_en: str
    level_zh: str


@dataclass(frozen=True, slots=True)
class Data:
    """Everything under ``data/``, checked."""

    reports: tuple[Report, ...]
    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]
    merges: tuple[Merge, ...]
    relations: tuple[DiplomaticRelation, ...]
    regions: tuple[tuple[str, str, str], ...]
    ranks: tuple[Rank, ...] = ()
