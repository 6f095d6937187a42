"""The day of a class in a report: its own, that on which the report came out, or the year told."""

from __future__ import annotations

from kg import patterns as re
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.nearest import is_of_saying
from kg.extract.chinese.telling import chunk, free_dates, unit_dates
from kg.extract.chinese.when import When, within
from kg.extract.folding import BREAK

_DAY = 3
_END = re.compile(f"[。{BREAK}]")


def report_day(reading: Reading, place: int) -> When | None:
    """The day on which the report came out that a press text is about, told before ``place`` in the sentence that names it first."""
    if reading.published is None:
        return None
    text = reading.folded.text
    for match in reading.lexicon.pattern("report", "(?:<<report>>)").finditer(text, 0, place):
        low = max(text.rfind(mark, 0, match.start()) for mark in ("。", BREAK)) + 1
        stop = _END.search(text, match.end())
        days = within(reading.dates, reading.date_starts, low, stop.start() if stop is not None else len(text))
        exact = [day for day in days if day.days and day.days[0].precision == _DAY]
        if exact:
            return exact[0] if len(exact) == 1 and exact[0].end <= place else None
    return None


def own_date(sentence: Sentence, place: int) -> When | None:
    """The date right before a class at ``place`` that only it has: 由去年的第三級."""
    for date in free_dates(sentence):
        if date.days and 0 <= place - date.end <= 5 and re.fullmatch("[的之列「『評為獲]*", sentence.between(date.end, place)):
            return date
    return None


def day_of_class(sentence: Sentence, reading: Reading, place: int) -> When | None:
    """The date of a class at ``place``: its own, the day on which the report came out, or the year that the words before it tell."""
    pattern = reading.lexicon.pattern("report", "(?:<<report>>)")
    dates = [d for d in free_dates(sentence) if d.days and d.end <= place]
    dates = [
        d for d in dates if "以來" not in sentence.between(d.end, chunk(sentence, d.start)[1]) and not _of_former(sentence, d)
    ]
    day = report_day(reading, sentence.end)
    exact = [d for d in dates if d.days[0].precision > 1 and (day is None or not is_of_saying(sentence, d) or d is day)]
    if exact:
        return exact[-1]
    year = [d for d in dates if pattern.match(sentence.between(d.end, d.end + 40).lstrip("「『《的度全球")) is None] or dates
    if day is not None and day.whole is not None and day.whole.earliest is not None:
        told_year = year[-1].whole if year else None
        if told_year is None or told_year.edtf == str(day.whole.earliest.year):
            return day
    if year:
        return year[-1]
    before = [date for date in unit_dates(reading, sentence) if date.days]
    return before[-1] if before and not reading.published else None


def _of_former(sentence: Sentence, date: When) -> bool:
    """Whether a date is that of a class which countries left: 由去年的第三級."""
    return sentence.between(date.start - 1, date.start) in ("由", "從", "較", "比")
