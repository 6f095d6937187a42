"""The day of a journey or meeting: the one nearest to its verb that is not the day on which somebody spoke of it."""

from __future__ import annotations

from kg import patterns as re
from kg.extract.chinese.clauses import Sentence
from kg.extract.chinese.telling import chunk, free_dates
from kg.extract.chinese.tokens import Token
from kg.extract.chinese.when import When

SAID = re.compile(
    ".{0,14}(?:受訪|表示|指出|(?<!演)說明?|宣布|發布|透露|強調|證實|公布|答詢|坦言|回應|質詢|統計)(?:時|後|，|$)?"
)


def nearest(sentence: Sentence, verb: Token) -> When | None:
    """The nearest day before the verb, else the first behind it in its part, else any behind; a month or year where no day is told."""
    low, high = chunk(sentence, verb.start)
    dates = [d for d in free_dates(sentence) if d.days and (low <= d.start < high or not is_of_saying(sentence, d))]
    if not dates:
        return None
    own = [d for d in dates if low <= d.start < high and d.days[0].precision > 1]
    dates = own or dates
    whole = [date for date in dates if date.days[0].precision == 3] or dates
    before = [date for date in whole if date.end <= verb.start + 1]
    if before:
        return before[-1]
    behind = [date for date in whole if verb.end <= date.start < high]
    if behind:
        return behind[0]
    return whole[0] if whole[0].days[0].precision > 1 else None  # a year told of something else


def is_of_saying(sentence: Sentence, date: When) -> bool:
    """Whether a date is that on which somebody spoke: 今天受訪表示."""
    return SAID.match(sentence.between(date.end, chunk(sentence, date.start)[1])) is not None
