"""Events held more than once under one name: how often (2場次, 三輪), and each time with its day (第1期於4月11日至29日，…)."""

from __future__ import annotations

from typing import NamedTuple

from kg import patterns as re
from kg.extract.candidate import Mention
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.date_words import numeral
from kg.extract.chinese.telling import foreign, free_dates, mention
from kg.extract.chinese.when import When

COUNT = r"(?<![第\d])(\d+|[兩二三四五六七八九十]{1,2})\s?(?:場次|場|次|梯次|期|輪|回合)"
_BEFORE = re.compile(COUNT + r"[「『]?$")
_BEHIND = re.compile(r"^[」』]?(?:計|共|共計)?" + COUNT)
_NTH = re.compile(r"第[\d一二三四五六七八九十]{1,2}(?:期|梯次?|場次?|階段)(?:[則並另]|係|為|自|於|在)*$")
_LISTED = re.compile(r"[」』]?(?:計|共|共計)?[^，。；(]{0,6}\($")


class Session(NamedTuple):
    """One time that an event was held: its day, and where its part of the sentence stands."""

    when: When
    start: int
    end: int


def count_of(sentence: Sentence, span: tuple[int, int]) -> int | None:
    """How often the event at ``span`` was held, where a number stands next to its name."""
    match = _BEFORE.search(sentence.between(span[0] - 6, span[0])) or _BEHIND.search(sentence.between(span[1], span[1] + 8))
    if match is None:
        return None
    return 2 if match[1] == "兩" else numeral(match[1])


def sessions_of(sentence: Sentence, place: int) -> list[Session]:
    """The times that an event whose name ends at ``place`` was held, if two or more are told with their days.

    Either behind 第1期, 第2梯次 each, or in brackets behind the name: 4場次(4月20日臺北、4月27日臺中).
    """
    dates = [date for date in free_dates(sentence) if date.start >= place and date.days and date.days[0].precision > 1]
    if len(dates) < 2:
        return []
    chosen = [d for d in dates if _NTH.search(sentence.between(d.start - 10, d.start)) is not None]
    if len(chosen) < 2 and _LISTED.match(sentence.between(place, dates[0].start)) is not None:
        close = sentence.text.find(")", dates[0].start - sentence.start)
        chosen = [d for d in dates if d.start < sentence.start + close]
    if len(chosen) < 2:
        return []
    ends = [date.start for date in chosen[1:]] + [sentence.end]
    return [Session(when, when.start, end) for when, end in zip(chosen, ends, strict=True)]


def parties_in(sentence: Sentence, reading: Reading, session: Session) -> tuple[Mention, ...]:
    """Those from abroad who took part in one session."""
    names = [t for t in sentence.tokens if session.start <= t.start < session.end and foreign(reading, t)]
    return tuple(mention(reading, token, "attendee") for token in names)
