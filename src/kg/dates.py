"""Dates as the reports give them: days, months, years and intervals, never finer than the text.

The written form is a subset of EDTF level 0 and 1 (ISO 8601-2:2019): ``2017``, ``2017-03``, ``2017-03-17``,
``2014-03-06/2014-03-07``, and intervals with one open end, ``../2022-12-31`` or ``2018-02-08/..``.  Not accepted:
seasons, uncertain (``?``) or approximate (``~``) dates, sets, times of day, and years outside 1895 to 2100, which is where a year
of the Republic of China calendar (ROC year = Gregorian year - 1911) left unconverted would fall.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1895, 2100
ROC_OFFSET = 1911

_PART = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_SHORT_YEAR = re.compile(r"0*(\d{1,3})(?:-|/|$)", re.ASCII)
_ROC = re.compile(r"(\d{2,3})年度?(?:(\d{1,2})月(?:(\d{1,2})日)?)?")


class Precision(IntEnum):
    """How fine a date is; a larger number is finer."""

    YEAR = 1
    MONTH = 2
    DAY = 3


@dataclass(frozen=True, slots=True)
class Dating:
    """A date or interval with its bounds, both inclusive; an open end has no bound.

    >>> parse_edtf("2017-02").latest
    datetime.date(2017, 2, 28)
    """

    edtf: str
    earliest: dt.date | None
    latest: dt.date | None
    precision: Precision

    @property
    def span(self) -> int:
        """Days from the first to the last; an open end is that of the calendar.

        >>> parse_edtf("2014-03-06/2014-03-07").span
        1
        """
        return (_high(self) - _low(self)).days

    def within(self, other: Dating) -> bool:
        """Whether every day of this dating is a day of the other one.

        >>> parse_edtf("2016-01-21").within(parse_edtf("2016"))
        True
        """
        return _low(other) <= _low(self) and _high(self) <= _high(other)

    def overlaps(self, other: Dating) -> bool:
        """Whether the two share a day.

        >>> parse_edtf("2016-01/2016-03").overlaps(parse_edtf("2016-03-31"))
        True
        """
        return _low(self) <= _high(other) and _low(other) <= _high(self)

    def nests(self, other: Dating) -> bool:
        """Whether one of the two lies within the other."""
        return self.within(other) or other.within(self)


def _low(dating: Dating) -> dt.date:
    return dt.date.min if dating.earliest is None else dating.earliest


def _high(dating: Dating) -> dt.date:
    return dt.date.max if dating.latest is None else dating.latest


def _bounds(part: str, text: str) -> tuple[dt.date, dt.date, Precision]:
    match = _PART.fullmatch(part)
    if match is None:
        short = _SHORT_YEAR.match(part)
        if short is not None and int(short[1]) > 0:
            raise ValueError(f"is a ROC year left unconverted: {short[1]} is {int(short[1]) + ROC_OFFSET}")
        raise ValueError("is not a date: expected YYYY, YYYY-MM, YYYY-MM-DD or an interval of two of them")
    year, month, day = (int(x) if x else 0 for x in match.groups())
    if not FIRST_YEAR <= year <= LAST_YEAR:
        hint = f": a ROC year left unconverted? {year} is {year + ROC_OFFSET}" if year < 200 else ""
        raise ValueError(f"lies outside {FIRST_YEAR} to {LAST_YEAR}{hint}")
    if match[2] and not 1 <= month <= 12:
        raise ValueError(f"has month {month}, which does not exist")
    if match[3] and not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise ValueError(f"has day {day}, which month {month} of {year} does not have")
    if match[3]:
        exact = dt.date(year, month, day)
        return exact, exact, Precision.DAY
    if match[2]:
        return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]), Precision.MONTH
    return dt.date(year, 1, 1), dt.date(year, 12, 31), Precision.YEAR


@lru_cache(maxsize=4096)
def parse_edtf(text: str) -> Dating:
    """Read an EDTF date or interval in the Gregorian calendar.

    Raises ValueError, whose message completes the sentence "<text> ...".

    >>> parse_edtf("2014-03-06/2014-03-07").earliest
    datetime.date(2014, 3, 6)
    >>> parse_edtf("106-03-17")
    Traceback (most recent call last):
    ValueError: is a ROC year left unconverted: 106 is 2017
    """
    first, slash, last = text.partition("/")
    if not slash:
        return Dating(text, *_bounds(first, text))
    if {first, last} <= {"", ".."}:
        raise ValueError("is an interval without an end: at least one is needed")
    low = None if first == ".." else _bounds(first, text)
    high = None if last == ".." else _bounds(last, text)
    if low is not None and high is not None and high[1] < low[0]:
        raise ValueError("ends before it begins")
    precision = min(bound[2] for bound in (low, high) if bound is not None)
    return Dating(text, None if low is None else low[0], None if high is None else high[1], precision)


def parse_roc(text: str) -> Dating:
    """Read a whole date written in the ROC calendar: ``106年3月17日``, ``106年3月``, ``106年`` or ``106年度``.

    White space is ignored.  Anything else raises ValueError: a date whose year stands elsewhere is not read here.

    >>> parse_roc("106 年 3 月 17 日").edtf
    '2017-03-17'
    """
    match = _ROC.fullmatch("".join(text.split()))
    if match is None:
        raise ValueError("is not a whole date of the ROC calendar")
    parts = [f"{int(match[1]) + ROC_OFFSET:04d}", *(f"{int(x):02d}" for x in match.groups()[1:] if x)]
    return parse_edtf("-".join(parts))


def format_roc(dating: Dating) -> str:
    """Write a dating in the ROC calendar, as finely as it is given.

    >>> format_roc(parse_edtf("2014-03-06/2014-03-07"))
    '103年3月6日至103年3月7日'
    >>> format_roc(parse_edtf("../2022-12-31"))
    '至111年12月31日'
    """

    def part(text: str) -> str:
        if text == "..":
            return ""
        numbers = [int(x) for x in text.split("-")]
        numbers[0] -= ROC_OFFSET
        era = "" if numbers[0] > 0 else "民國前"  # the year before ROC 1 is 民國前1年: there is no year 0
        numbers[0] = numbers[0] if numbers[0] > 0 else 1 - numbers[0]
        return era + "".join(f"{n}{unit}" for n, unit in zip(numbers, "年月日", strict=False))

    first, slash, last = dating.edtf.partition("/")
    return f"{part(first)}至{part(last)}" if slash else part(first)


def finest(datings: list[Dating]) -> Dating:
    """The dating that says most: the finest precision, then the longest interval, then the first in order.

    A day wins over the year that holds it; of two datings by the day, the one that names the whole stay wins over the one that
    names a day of it.

    >>> finest([parse_edtf("2016"), parse_edtf("2016-01-21")]).edtf
    '2016-01-21'
    >>> finest([parse_edtf("2017-04-24"), parse_edtf("2017-04-24/2017-04-28")]).edtf
    '2017-04-24/2017-04-28'
    """
    return min(datings, key=lambda d: (-d.precision, -d.span, d.edtf))
