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


def doubts_of(statement: Statement, index: Index, proposals: Mapping[str, Proposal]) -> Iterator[str]:
    """What a statement lacks, what the extractor remarked, and which of its names are not known for certain."""
    if statement.note:
        yield statement.note
    if statement.tells_event and statement.date is None:
        yield "no date"
    if statement.type in _ABROAD and not foreign_countries([statement], index):
        yield "no foreign party"
    if statement.type == "agreement" and len({p.actor for p in statement.parties}) < 2:
        yield "fewer than two parties"
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
    if candidate.type != "agreement" or candidate.date is None:
        return
    for other in index.others(candidate):
        apart = other.date is not None and not other.date.overlaps(candidate.date)
        untitled = not candidate.title or not other.title
        if apart and other.date is not None and (untitled or likeness(candidate.title, other.title) >= ALIKE):
            yield f"a second agreement, or the one that {other.id} dates {other.date.edtf}?"
