"""What an English text tells, settled: told once, and only as far as it has happened; what was held on a visit has its days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from kg import patterns as re
from kg.dates import parse_edtf
from kg.extract.candidate import Candidate

_THE_COURSE = re.compile(
    r"\b(?:the|this)\s+(?:[\w-]+\s+){0,2}(?:course|training|program|programme|class|workshop|seminar|forum|conference|event)\b",
    re.IGNORECASE,
)
_BY_NOUN = re.compile(r"(?:visit|trip|tour|stay|mission)s?\b", re.IGNORECASE)
ON_VISIT = re.compile(
    r"\b(?:[Dd]uring|[Oo]n|[Ii]n the course of)\s+(?:(?:his|her|their|the|this|its|an?)\s+)?(?:[\w-]+\s+){0,3}?(?:visit|trip|"
    r"stay|tour)\b|"
    r"\b[Ww]hile (?:in|there|visiting)\b"
)
_BESIDE_EVENT = re.compile(
    r"\b(?:on the (?:sidelines|margins) of|during|at) the (?:[\w-]+ ){0,3}(?:workshop|forum|conference|seminar|symposium|course|event)\b",
    re.IGNORECASE,
)
_A_NEW_ONE = re.compile(
    r"(?:signed|inked|concluded|agreed|sealed|struck|reached|entered into|sign|ink|signs|inks)\s+(?:an?|another|two|three|the first)\b"
)
_LONG_BEFORE = dt.timedelta(90)
_SOON_TOLD = 10  # days after which nobody says any more that a visit goes on
_DELEGATION = re.compile(r"\b(?:delegation|group|mission|team|lawmakers|legislators|led by|headed by)\b")
_MARGINS = re.compile(r"\b[IiOo]n the (?:margins|sidelines),")
_PLAINLY = re.compile(r"(?:visited|toured|called on|paid|made|undertook|received|welcomed|hosted)\b")
_THERE = re.compile(r",\s+where\s+(?:\w+\s+){1,4}$")
_IS = re.compile(r"\b(?:is|are)\s+(?:currently\s+|now\s+)?$")
_ONGOING = re.compile(r"(?:is|are)\s+(?:currently\s+|now\s+)?(?:in|on|visiting|here)\b")
_LONG = re.compile(r"[a-z]{4,}")
_THING = re.compile(r"[a-z]{3,}")
_ANY_GIFT = frozenset((
    "and", "the", "for", "its", "equipment", "donation", "gift", "grant", "contribution", "money", "fund", "funding", "vehicle", "supply",
    "supplie", "aid", "package", "assistance", "relief", "usd",
))  # fmt: skip


def settled(found: Sequence[Candidate], published: dt.date | None) -> list[Candidate]:
    """The candidates without those that tell less of what another one tells: same type and countries, no date, or the same one."""
    found = [_of_occasion(c, found) for c in found]
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: (c.start, c.end)):
        twin = next(
            (n for n, other in enumerate(kept) if _same(candidate, other) and not _anew(candidate, other, published)), None
        )
        if twin is None:
            kept.append(candidate)
        elif _says_more(candidate, kept[twin]):
            kept[twin] = _with_gift(candidate, kept[twin])
    kept = [c for c in kept if not _again(c, kept)]
    visits = [c for c in kept if c.type == "visit"]
    kept = [c for c in kept if c.type != "meeting" or not any(_during(c, visit) for visit in visits)]
    return sorted(kept, key=lambda c: (c.start, c.end))


def _with_gift(one: Candidate, other: Candidate) -> Candidate:
    """A grant with what another telling says of its worth: "donated US$3,000 … handed over the money on Friday"."""
    if one.type != "grant" or one.value is not None or other.value is None:
        return one
    return one._replace(value=other.value, unit=other.unit, title=other.title)


def _says_more(one: Candidate, other: Candidate) -> bool:
    """Whether a statement dates what another leaves undated, or tells all days of a visit of which the other tells one."""
    if one.date is None or other.date is None:
        return one.date is not None
    return one.type == "visit" and "/" in one.date.edtf and one.date.edtf != other.date.edtf and one.date.nests(other.date)


def _again(candidate: Candidate, kept: Sequence[Candidate]) -> bool:
    """Whether an undated course is the dated one told before: "the two-week course"."""
    if candidate.type not in ("workshop", "training") or candidate.date is not None:
        return False
    dated = [c for c in kept if c.type in ("workshop", "training") and c.date is not None and c.start < candidate.start]
    if any(len(_long(candidate.title) & _long(c.title)) > 1 for c in dated):
        return True
    return bool(dated) and _THE_COURSE.search(candidate.quote) is not None and not any(c.isupper() for c in candidate.title)


def _long(title: str) -> set[str]:
    """The longer words of a title but those for the event itself."""
    return set(_LONG.findall(title.lower())) - {
        "international",
        "workshop",
        "training",
        "course",
        "seminar",
        "forum",
        "conference",
    }


def _during(meeting: Candidate, visit: Candidate) -> bool:
    """Whether a meeting without a name is what visitors did: "visited the agency and met its head", with no day of its own."""
    if any(c.isupper() for c in meeting.title) or not foreign(meeting) & foreign(visit):
        return False
    if meeting.start != visit.start:
        return False
    own = meeting.date is not None and visit.date != meeting.date
    told, visited = meeting.quote.find(meeting.exact), visit.quote.find(visit.exact)
    there = _THERE.search(meeting.quote, 0, told) is not None
    aside = _BY_NOUN.match(visit.exact) is not None and (told < visited or meeting.date is not None)
    met = told == visited and _DELEGATION.search(meeting.quote) is None
    return not (own or there or aside or met)


def _of_occasion(candidate: Candidate, kept: Sequence[Candidate]) -> Candidate:
    """An undated meeting that says it was held on a visit, or on the sidelines of a workshop, with the days of that."""
    if candidate.type != "meeting" or candidate.date is not None:
        return candidate
    before = sorted((c for c in kept if c.date is not None and c.start <= candidate.start), key=lambda c: (_days(c), c.start))
    if _THERE.search(candidate.quote, 0, candidate.quote.find(candidate.exact)):
        near = [c for c in kept if c.type == "visit" and c.start == candidate.start and c.date is not None]
    elif ON_VISIT.search(candidate.quote):
        near = [c for c in before if c.type == "visit" and foreign(c) & foreign(candidate)][-1:]
    elif _MARGINS.search(candidate.quote):
        near = [
            c for c in kept if c.date is not None and c.type in ("visit", "workshop", "meeting") and c.start < candidate.start
        ][-1:]
    elif _BESIDE_EVENT.search(candidate.quote):
        near = [c for c in before if c.type in ("workshop", "training")][-1:]
    else:
        near = []
    return candidate._replace(date=near[0].date, date_as_written=near[0].date_as_written) if near else candidate


def _days(candidate: Candidate) -> int:
    """How many days the date of a statement covers, where they are told."""
    date = candidate.date
    return 0 if date is None or date.latest is None or date.earliest is None else (date.latest - date.earliest).days


def _same(one: Candidate, other: Candidate) -> bool:
    if (
        (one.type, one.status) != (other.type, other.status)
        or (one.value != other.value and (one.type != "grant" or None not in (one.value, other.value)))
        or (one.direction and other.direction and one.direction != other.direction)
    ):
        return False
    if one.date is not None and other.date is not None and not one.date.nests(other.date):
        return False
    if one.type == "rating" and (one.date is None) != (other.date is None):
        return False  # the tier of today, and one of an earlier report
    if one.type == "posting" and (one.date is None) != (other.date is None) and not _who(one) & _who(other):
        return False  # other officers
    mine, theirs = foreign(one), foreign(other)
    if one.type == "grant":  # the gift, and the handing over of it
        return mine == theirs and _one_gift(one.title, other.title)
    if one.type in ("workshop", "training"):
        return (one.title.lower() in other.title.lower() or other.title.lower() in one.title.lower()) and mine == theirs
    if one.type in ("visit", "meeting") and (one.date is None) != (other.date is None):
        return (mine <= theirs) if one.date is None else (theirs <= mine)
    if one.type in ("agreement", "reciprocity"):  # Australia's with Taiwan is not Australia's with New Zealand
        mine, theirs = (frozenset(p.iso3 or p.name for p in c.parties) for c in (one, other))
    return mine <= theirs or theirs <= mine if mine and theirs else mine == theirs


def _one_gift(one: str, other: str) -> bool:
    """Whether two gifts may be the same: one of them is told in general words, or both name a thing."""
    things = [{word.rstrip("s") for word in _THING.findall(title.lower())} - _ANY_GIFT for title in (one, other)]
    return not all(things) or bool(things[0] & things[1])


def _who(posting: Candidate) -> set[str]:
    """The longer words of a posting's title, without their plural: officer, adviser."""
    return {word.rstrip("s") for word in re.compile(r"[a-z]{5,}").findall(posting.title.lower())}


def _anew(one: Candidate, other: Candidate, published: dt.date | None) -> bool:
    """Whether an agreement without a date is told as new ("have signed a new pact") beside one of the same states signed long before."""
    undated, dated = (one, other) if one.date is None else (other, one)
    if (
        one.type != "agreement"
        or published is None
        or dated.date is None
        or dated.date.latest is None
        or undated.date is not None
    ):
        return False
    return _A_NEW_ONE.match(undated.exact) is not None and dated.date.latest < published - _LONG_BEFORE


def foreign(candidate: Candidate) -> frozenset[str]:
    """The states other than Taiwan that take part, without those who rate."""
    return frozenset(p.iso3 for p in candidate.parties if p.iso3 and p.iso3 != "TWN" and p.role != "rater")


def to_come(candidate: Candidate, published: dt.date | None, *, lead: bool) -> bool:
    """Whether an event lies behind the day on which the text appeared, announced and not told, or a visit has no day at all.

    What the first sentence of the body, the ``lead``, tells without a day is told as done all the same.
    """
    if published is None:
        return False
    if candidate.date is None or candidate.date.earliest is None:
        return candidate.type == "visit" and not (lead and _PLAINLY.match(candidate.exact)) and not _goes_on(candidate)
    if _goes_on(candidate) and candidate.date.latest is not None and (published - candidate.date.latest).days > _SOON_TOLD:
        return True  # "is visiting in April", told in March
    return candidate.date.earliest > published and candidate.status in ("", "signed", "applicable")


def _goes_on(candidate: Candidate) -> bool:
    """Whether a visit is told as one that goes on: "is in Manila", "who is on a visit"."""
    if candidate.type != "visit":
        return False
    verb = candidate.quote.find(candidate.exact)
    if candidate.exact.startswith("visiting"):
        return _IS.search(candidate.quote, 0, verb) is not None
    return _ONGOING.match(candidate.quote, verb) is not None


def on_the_day(candidate: Candidate, published: dt.date | None) -> Candidate:
    """The candidate, with the day on which the text appeared where it is a visit that goes on then and has no day of its own."""
    if published is None or candidate.date is not None or not _goes_on(candidate):
        return candidate
    return candidate._replace(date=parse_edtf(published.isoformat()))


def retells(head: Candidate, body: Candidate) -> bool:
    """Whether a headline tells what the text below it tells, in whichever words and however dated."""
    mine, theirs = foreign(head), foreign(body)
    kinds = {head.type, body.type}
    alike = len(kinds) == 1 or kinds <= {"visit", "meeting"} or kinds <= {"workshop", "training", "meeting"}
    if kinds <= {"workshop", "training"}:
        return True
    return alike and head.value in (None, body.value) and (bool(mine & theirs) or not mine or not theirs)
