"""Where the machine doubts a candidate, in words for the person who decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.model import Statement
from kg.names import likeness
from kg.resolve import ALIKE, foreign_countries
from kg.review.authority import Proposal
from kg.review.gain import Gain
from kg.review.index import Index

_ABROAD = frozenset({"agreement", "visit", "reciprocity"})
_PARTIES = {"agreement": 2, "meeting": 2, "workshop": 1, "training": 1, "posting": 1}
_YEARLY = frozenset({"meeting", "workshop", "training"})  # a second one of the name in one year is a doubt
_ALWAYS = ("0000", "9999")


def doubts_of(statement: Statement, index: Index, proposals: Mapping[str, Proposal]) -> Iterator[str]:
    """What a statement lacks, what the extractor remarked, and which of its names are not known for certain."""
    if statement.note:
        yield statement.note
    if statement.tells_event and statement.date is None:
        yield "no date"
    if statement.type in _ABROAD and not foreign_countries([statement], index):
        yield "no foreign party"
    named = len({p.actor for p in statement.parties})
    if named < _PARTIES.get(statement.type, 0):
        yield "only one party" if named else "nobody is named"
    roles = {p.role for p in statement.parties}
    if statement.type == "visit":
        yield from (f"nobody is {role}" for role in ("visitor", "visited") if role not in roles and "delegate" not in roles)
    if statement.type == "rating" and "rater" not in roles:
        yield "nobody rates"
    names = dict.fromkeys(p.actor for p in statement.parties if p.actor in proposals)
    yield from (doubt for name in names if (doubt := proposals[name].doubt))


def known_doubts(gain: Gain, candidates: Sequence[Statement], index: Index) -> Mapping[str, list[str]]:
    """By candidate, how it goes with what the graph holds: open merges, conflicts, and agreements of another date."""
    found: dict[str, list[str]] = defaultdict(list)
    ids = {c.id for c in candidates}
    for doubt in gain.doubts:
        for name, other in ((doubt.left, doubt.right), (doubt.right, doubt.left)):
            if name in ids:
                found[name].append(f"the same event as {other}? {doubt.reason}")
    for conflict in gain.conflicts:
        for value, names in conflict.values:
            others = [f"{v} in {', '.join(n)}" for v, n in conflict.values if v != value]
            for name in names:
                if name in ids:
                    found[name].append(f"{conflict.field} is {value}, but {'; '.join(others)}")
    for candidate in candidates:
        found[candidate.id] += _of_another_date(candidate, index)
    return found


def _of_another_date(candidate: Statement, index: Index) -> Iterable[str]:
    date = candidate.date
    if date is None or date.latest is None or candidate.type not in {"agreement", *_YEARLY}:
        return
    year = str(date.latest.year)
    window = _ALWAYS if candidate.type == "agreement" else (f"{year}-01-01", f"{year}-12-31")
    for other in index.others(candidate, *window):
        if other.date is not None and not other.date.overlaps(date) and _may_be_one(candidate, other):
            yield f"a second one, or the {other.type} that {other.id} dates {other.date.edtf}?"


def _may_be_one(left: Statement, right: Statement) -> bool:
    if not left.title or not right.title:
        return left.type == "agreement"
    return likeness(left.title, right.title) >= ALIKE
