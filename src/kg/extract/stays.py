"""How long a stay was: from the day of arrival to that of leaving, or the days that the text counts."""

from __future__ import annotations

import datetime as dt

from kg import patterns as re
from kg.dates import Dating, parse_edtf
from kg.extract.clauses import Sentence
from kg.extract.telling import chunk, free_dates
from kg.extract.tokens import Token
from kg.extract.when import When

_NUMBER = "(?P<n>[1-9]\\d?|[二兩三四五六七八九十]|十[一二三四五六七八九])"
_COUNTED = re.compile(
    rf"(?:為期|展開|進行|停留|一連|連續|歷時|長達|共|為時|期程|連){_NUMBER}[天日](?![起下上前後])"
    rf"|{_NUMBER.replace('<n>', '<m>')}天(?:[一二三四五六七八九兩]夜)?之?的?(?:訪|行程|參訪|考察|拜會|工作訪|友好訪"
    "|教育參|課程|訓練|活動|研習)"
)
_LEFT = re.compile(
    r"(?:[^，。；\d]{0,8})(?:離臺|離境|離開|返國|返臺|回國|返抵國門|賦歸|離華|返抵|回臺|啟程返|搭機離|結束訪|結束行程|結業|結訓|閉幕|落幕|閉訓|才落幕)"
)
_ENDED = re.compile("[^，。；]{0,36}(?:結訓|結業|落幕|閉幕|閉訓|結束)")
_BEGUN = re.compile("(?:起|開始|開訓|開課|開班|登場|開幕|啟程|展開)")
_SAID = re.compile(
    ".{0,14}(?:受訪|表示|指出|(?<!演)說明?|宣布|發布|透露|強調|證實|公布|答詢|坦言|回應|質詢|統計)(?:時|後|，|$)?"
)
_DIGITS = "零一二三四五六七八九"
_LONGEST = 45  # days


def stay(sentence: Sentence, verb: Token) -> tuple[When | None, Dating | None]:
    """The date of a journey: the words it stands in, and the day or days that they give with the length of the stay."""
    when = nearest(sentence, verb)
    return when, None if when is None else lasting(sentence, when) or when.whole


def lasting(sentence: Sentence, when: When) -> Dating | None:
    """The days from the one of arrival on: to the day of leaving, or as many as the text counts; None where it tells neither."""
    first = when.days[0]
    if first.precision != 3 or when.interval or len(when.days) > 1 or first.earliest is None:
        return None
    begin = _begun(sentence, when)
    if begin is not None:
        return _until(begin, first.latest)
    for date in free_dates(sentence):
        day = date.start > when.start and date.days and date.days[0].precision == 3
        if day and _LEFT.match(sentence.between(date.end, date.end + 16)) is not None:
            return _until(first, date.days[-1].latest)
    match = _COUNTED.search(sentence.text)
    number = counted(match["n"] or match["m"]) if match is not None else 0
    if match is None or number < 2 or sentence.start + match.end() <= when.start:
        return None
    return _until(first, first.earliest + dt.timedelta(days=number - 1))


def _begun(sentence: Sentence, when: When) -> Dating | None:
    """The day on which a course or meeting began that is told by its end: 7月30日開訓…8月10日結訓."""
    if _ENDED.match(sentence.between(when.end, when.end + 40)) is None:
        return None
    for date in free_dates(sentence):
        day = date is not when and date.days and date.days[0].precision == 3
        if day and _BEGUN.match(sentence.between(date.end, date.end + 5)) is not None:
            return date.days[0]
    return None


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


def is_of_saying(sentence: Sentence, date: When) -> bool:
    """Whether a date is that on which somebody spoke: 今天受訪表示."""
    return _SAID.match(sentence.between(date.end, chunk(sentence, date.start)[1])) is not None


def _until(first: Dating, last: dt.date | None) -> Dating | None:
    begin = first.earliest
    if begin is None or last is None or not dt.timedelta(0) < last - begin <= dt.timedelta(days=_LONGEST):
        return None
    return parse_edtf(f"{begin.isoformat()}/{last.isoformat()}")


def counted(text: str | None) -> int:
    """A number of days in digits or numerals up to nineteen; 0 where there is none."""
    if not text:
        return 0
    if text.isdigit():
        return int(text)
    if text[0] == "十":
        return 10 + (_DIGITS.find(text[1]) if len(text) > 1 else 0)
    return 2 if text == "兩" else _DIGITS.find(text)
