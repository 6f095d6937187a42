"""Statements about the whole: "we have no diplomatic relations with most of the signatories", held against each of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from kg.audit.counts import Known
from kg.audit.model import AGREES, CANNOT, DIFFERS, HIGH, MEDIUM, Finding, Mend, Text
from kg.dates import Dating
from kg.model import Statement

_MOSTLY = re.compile(r"簽[訂署]國(?P<how>多|大多|多數|均|皆|全)(?P<no>無|沒有|有)(?:正式)?邦交")
_ALL = frozenset("均皆全")


def wholes(known: Known) -> Iterator[Finding]:
    """A finding for each statement on the diplomatic relations of the signatories.

    Counted are the partners signed up to the end of the report's year, as far as the reports up to that one tell; for each, whether
    there were relations on the day of signing (``reference/diplomatic_relations.csv``).  "Most" is more than half.
    """
    for s in known.data.statements:
        match = _MOSTLY.search(s.evidence[0].exact)
        if match is not None and s.type == "claim":
            yield _signatories(s, match["how"] in _ALL, match["no"] != "有", match[0], known)


def _signatories(s: Statement, every: bool, without: bool, words: str, known: Known) -> Finding:
    year = known.year_of(s)
    partners = known.agreements("signed", dt.date.min, dt.date(year, 12, 31), year)
    tied: dict[bool | None, list[str]] = {True: [], False: [], None: []}
    for code, (_, told) in partners.items():
        tied[_relations(code, known.statements[told[0]].date, known)].append(code)
    holders = tied[not without]
    counted, unsure = len(partners), len(tied[None])
    enough = counted if every else counted // 2 + 1
    verdict = (
        AGREES if counted and len(holders) >= enough else CANNOT if len(holders) + unsure >= enough or not counted else DIFFERS
    )
    names = {key: "、".join(known.actors[c].name_zh for c in codes) or "無" for key, codes in tied.items()}
    english = {key: ", ".join(known.actors[c].name_en or c for c in codes) or "none" for key, codes in tied.items()}
    return Finding(
        id=f"{s.id}-whole", kind="whole", about=s.id, verdict=verdict, stated=words, own=f"{len(holders)}/{counted}", unit="國",
        by=len(holders) - enough if verdict == DIFFERS else None,
        arithmetic=Text(
            f"簽署當日有邦交者 {len(tied[True])} 國（{names[True]}），無邦交者 {len(tied[False])} 國（{names[False]}）",
            f"with relations on the day of signing {len(tied[True])} ({english[True]}), without {len(tied[False])} ({english[False]})",
        ),
        remark=Text(
            f"{'全數' if every else '「多」須逾半'}：{counted} 國中至少 {enough} 國；邦交期間依 reference/diplomatic_relations.csv",
            f"{'all of them' if every else 'most is more than half'}: at least {enough} of {counted}; "
            "relations after reference/diplomatic_relations.csv",
        ),
        severity="" if verdict != DIFFERS else HIGH if every or 2 * len(holders) < counted else MEDIUM,
        others=tuple(told[0] for _, told in partners.values()),
        counted=tuple(("event", event) for event, _ in partners.values()),
        mends=_word(s, words, without, len(tied[True]), len(tied[False])) if verdict == DIFFERS else (),
    )  # fmt: skip


def _word(s: Statement, words: str, without: bool, tied: int, untied: int) -> tuple[Mend, ...]:
    """The opposite word, where the opposite is so of most."""
    if without and tied > untied:
        return (Mend(s.id, words, words.replace("沒有", "有").replace("無", "有"), Text("改一詞", "one word")),)
    if not without and untied > tied:
        return (Mend(s.id, words, words.replace("有", "無"), Text("改一詞", "one word")),)
    return ()


def _relations(code: str, day: Dating | None, known: Known) -> bool | None:
    """Whether there were relations on every day that a date may mean; None where on some only."""
    if day is None or day.earliest is None or day.latest is None:
        return None
    found: bool | None = False
    for relation in known.data.relations:
        if relation.iso3 != code:
            continue
        begin, end = relation.since, relation.until
        surely_begun = begin.latest is not None and begin.latest <= day.earliest
        surely_on = end is None or (end.earliest is not None and end.earliest > day.latest)
        if surely_begun and surely_on:
            return True
        never = (begin.earliest is not None and begin.earliest > day.latest) or (
            end is not None and end.latest is not None and end.latest < day.earliest
        )
        found = found if never else None
    return found
