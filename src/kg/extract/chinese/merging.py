"""Candidates of one document settled: retellings linked, captions and doublets dropped, put in order."""

from __future__ import annotations

from collections import defaultdict
from operator import attrgetter

from kg.extract.candidate import Candidate, identity
from kg.extract.document import Document
from kg.names import likeness
from kg.vocabulary import HOME, NETWORK_TYPES

_MOST_TELLINGS = 200  # events of one type and date that a further one is held against
_COUNTED = frozenset(("figure", "claim"))
_ECHOED = frozenset(("visit", "agreement"))
_ECHOED_HEADLINE = frozenset(("reciprocity", "posting", "grant"))
_HEADLINE = 60
_TITLED = frozenset(("workshop", "training", "grant", "meeting", "campaign", "system", "law", "award", "other"))


def settle(candidates: list[Candidate], document: Document) -> list[Candidate]:
    """Drop what one passage says twice and undated echoes of dated events, link retellings, and sort by place."""
    kept: list[Candidate] = []
    recent: list[int] = []
    for candidate in sorted(candidates, key=attrgetter("start", "end", "type")):
        if candidate.type in _COUNTED:
            kept.append(candidate)
            continue
        near = [i for i in recent[:-13:-1] if kept[i].end > candidate.start and kept[i].type == candidate.type]
        twin = next((i for i in near if _twins(kept[i], candidate)), None)
        if twin is None:
            recent.append(len(kept))
            kept.append(candidate)
        elif _wealth(candidate) > _wealth(kept[twin]):
            kept[twin] = candidate
    echoing = _ECHOED if document.report is not None else _ECHOED | _ECHOED_HEADLINE
    echoed = {_sign(c, key) for c in kept if c.date is not None and c.type in echoing for key in _others(c)}
    kept = [c for c in kept if not (_is_echo(c) and any(_sign(c, key) in echoed for key in _others(c)))]
    return _linked(kept, document)


def _is_echo(candidate: Candidate) -> bool:
    """Whether it is undated and may be a caption or headline of a dated one."""
    if candidate.date is not None or candidate.type in _COUNTED:
        return False
    if candidate.type in _ECHOED or candidate.type == "reciprocity":
        return True
    return candidate.type in _ECHOED_HEADLINE and (candidate.start < _HEADLINE or candidate.quote[-1:] not in "。！？")


def _others(candidate: Candidate) -> frozenset[str]:
    """The countries, or the bodies without a country where there is none; those of an agreement count as one, short names or long."""
    bodies = (p.actor or p.name for p in candidate.parties if not p.iso3 and p.kind != "person")
    return countries(candidate) or (frozenset(("",)) if candidate.type == "agreement" else frozenset(bodies))


def _sign(candidate: Candidate, iso3: str) -> tuple[str, str, str, str]:
    return candidate.type, candidate.direction, candidate.status, iso3


def countries(candidate: Candidate) -> frozenset[str]:
    """The countries of the parties; the rater of a rating does not count."""
    return frozenset([p.iso3 for p in candidate.parties if p.iso3 not in ("", HOME) and p.role != "rater"])


def _twins(one: Candidate, two: Candidate) -> bool:
    """Whether two candidates of one type and passage are the same statement."""
    if one.date != two.date or one.status != two.status:
        return False
    if one.value != two.value and one.type == "rating":
        return False
    if one.type in _TITLED:
        short, long = sorted((len(one.title), len(two.title)))
        return likeness(one.title, two.title) >= 0.8 and short >= 0.8 * long
    return countries(one) == countries(two)


def _wealth(candidate: Candidate) -> int:
    return len(candidate.parties) + 2 * bool(candidate.attendance) + bool(candidate.location) + bool(candidate.title)


def _linked(kept: list[Candidate], document: Document) -> list[Candidate]:
    """Each retelling of an event with the id of its first telling in the document."""
    first: dict[object, list[tuple[Candidate, frozenset[str]]]] = defaultdict(list)
    out = []
    for candidate in kept:
        if candidate.date is not None and candidate.type in NETWORK_TYPES:
            tellings = first[candidate.type, candidate.status, candidate.date.edtf, candidate.direction]
            named: frozenset[str] = frozenset() if candidate.type in _TITLED else countries(candidate)
            near = (one for one, others in tellings[-_MOST_TELLINGS:] if others == named and _same(one, candidate))
            known = next(near, None)
            if known is None:
                tellings.append((candidate, named))
            else:
                candidate = candidate._replace(same_as=(identity(known, document),))
        out.append(candidate)
    return out


def _same(one: Candidate, two: Candidate) -> bool:
    """Whether two candidates of one type, day and set of countries tell the same event, or two by their titles."""
    if one.type in _TITLED:
        return likeness(one.title, two.title) >= 0.6
    return one.value == two.value
