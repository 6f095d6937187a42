"""The day of a journey or meeting: the one nearest to its verb that is not the day on which somebody spoke of it."""

from __future__ import annotations

from kg import patterns as re
from kg.extract.clauses import Sentence
from kg.extract.telling import chunk, free_dates
from kg.extract.tokens import Token
from kg.extract.when import When

_SAID = re.compile(
    ".{0,14}(?:受訪|表示|指出|(?<!演)說明?|宣布|發布|透露|強調|證實|公布|答詢|坦言|回應|質詢|統計)(?:時|後|，|$)?"
)
_ANNOUNCED = re.compile("宣布|宣佈|發布|公布|公告")
_PAST = re.compile("曾|早已|日前|近日|近期|先前|此前|過去|上個?[週周月]|去年|前年")


def nearest(sentence: Sentence, verb: Token) -> When | None:
    """The nearest day before the verb, else the first behind it in its part, else any behind; a month or year where no day is told."""
    low, high = chunk(sentence, verb.start)
    dates = [d for d in free_dates(sentence) if d.days and (low <= d.start < high or not is_of_saying(sentence, d))]
    if not dates:
        return None
    whole = [date for date in dates if date.days[0].precision == 3] or dates
    before = [date for date in whole if date.end <= verb.start + 1]
    if before:
        return before[-1]
    behind = [date for date in whole if verb.end <= date.start < high]
    if behind:
        return behind[0]
    return whole[0] if whole[0].days[0].precision > 1 else None  # a year told of something else


def day_of_report(sentence: Sentence, date: When, place: int) -> bool:
    """Whether a date is only that on which somebody spoke of what stands at ``place``, in a later part: 19日表示，日前已簽署.

    What is announced (19日宣布，已簽署) or told as finished in some way (今日表示，已以視訊方式完成簽署) is taken to be of that day.
    """
    _, high = chunk(sentence, date.start)
    if high >= place or _SAID.match(sentence.between(date.end, high)) is None:
        return False
    until = sentence.between(high, place)
    if _PAST.search(until) is not None:
        return True
    announced = _ANNOUNCED.search(sentence.between(date.end, high)) is not None
    return not announced and "已" in until and "完成" not in sentence.between(place - 2, place + 4)


def is_of_saying(sentence: Sentence, date: When) -> bool:
    """Whether a date is that on which somebody spoke: 今天受訪表示."""
    return _SAID.match(sentence.between(date.end, chunk(sentence, date.start)[1])) is not None
