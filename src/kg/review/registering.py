"""What a report is: its id, year, title and publisher, as a person gives them or as its text tells."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from kg.dates import ROC_OFFSET, Dating
from kg.errors import UsageError
from kg.extract.lexicon import Lexicon, Viewpoint
from kg.model import Actor, Report
from kg.reading import Reading
from kg.reports import sha256_of
from kg.review.authority import slug
from kg.review.index import Index

_LONGEST_TITLE = 60
_ID = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d|1\d\d|[89]\d)\s*年")
_FIRST, _LAST = 1895, 2100
_HEAD_LINES = 5
_OFFICES = frozenset({"agency", "municipality", "embassy"})


@dataclass(frozen=True, slots=True)
class Described:
    """What a person says of a report; what is None is taken from its text."""

    id: str | None = None
    year: int | None = None
    title: str | None = None
    title_en: str = ""
    publisher: str | None = None
    kind: str = "report"
    date: Dating | None = None


def register(path: Path, reading: Reading, lexicon: Lexicon, index: Index, given: Described) -> tuple[Actor | None, Report]:
    """The report's row, and the actor to be made for its publisher where none is known.  Raises UsageError for what is missing."""
    name = given.id or slug(path.stem)
    if not _ID.fullmatch(name):
        raise UsageError(f"--id {name}: small Latin letters, digits and hyphens")
    year = _year(reading, lexicon) if given.year is None else given.year
    if year is None:
        raise UsageError(f"{path}: the text does not say which year it is about: give it with --year")
    if not _FIRST <= year <= _LAST:
        hint = f"; the ROC year {year} is {year + ROC_OFFSET}" if _FIRST <= year + ROC_OFFSET <= _LAST else ""
        raise UsageError(f"--year {year}: a Gregorian year from {_FIRST} to {_LAST}{hint}")
    made, publisher = _publisher(path, reading, lexicon, index, given.publisher)
    text = reading.written
    title = given.title or next(iter(_head(text)))
    digest, file = sha256_of(text), f"{name}.txt"
    return made, Report(name, year, title[:_LONGEST_TITLE], given.title_en, publisher, given.kind, file, digest, len(text))


def viewpoint_for(publisher: Actor, lexicon: Lexicon) -> Viewpoint | None:
    """Who 本署 is in a publisher's own report, None where that is for the text to say: what a newspaper prints is not its own."""
    for view in lexicon.viewpoints:
        if view.actor == publisher.id:
            return view
    if publisher.kind not in _OFFICES or not publisher.iso3:
        return None
    base = next((view for view in lexicon.viewpoints if view.country == publisher.iso3), lexicon.viewpoints[0])
    return base._replace(id=publisher.id, country=publisher.iso3, agency=publisher.name_zh, actor=publisher.id, marks=())


def _head(text: str) -> list[str]:
    lines = (" ".join(line.split()) for line in text.replace("\ufeff", "").splitlines())
    return [line for line in lines if line][:_HEAD_LINES]


def _year(reading: Reading, lexicon: Lexicon) -> int | None:
    document = reading.document
    if document.language != "en" and document.date is None:
        from kg.extract.chinese.published import covered_year
        from kg.extract.folding import fold

        year = covered_year(fold(document.text[:8000]), lexicon, 8000)
        if year is not None:
            return year
    if document.date is not None and document.date.earliest is not None:
        return document.date.earliest.year
    today = dt.datetime.now().astimezone().year
    for match in filter(None, map(_YEAR.search, _head(document.text))):
        number = int(match[1])
        year = number if number > _FIRST else number + ROC_OFFSET
        if year <= today:
            return year
    return None


def _publisher(path: Path, reading: Reading, lexicon: Lexicon, index: Index, given: str | None) -> tuple[Actor | None, str]:
    if given is not None:
        found = [index[given]] if given in index else index.named(given)
        if len(found) != 1:
            who = "several actors are" if found else "no actor is"
            raise UsageError(f"--publisher {given}: {who} called so: give the id of one in actors.csv, or add a row there")
        return None, found[0].id
    from kg.extract.chinese.viewpoint import viewpoint_of

    view = viewpoint_of(reading.document.text, lexicon) if reading.document.language != "en" else None
    if view is None or not view.agency:
        raise UsageError(f"{path}: the text does not say who publishes it: give the actor with --publisher")
    for actor in [*([index[view.actor]] if view.actor in index else []), *index.named(view.agency)]:
        return None, actor.id
    made = Actor(view.actor or slug(view.agency, view.country), "agency", view.agency, iso3=view.country)
    return made, made.id
