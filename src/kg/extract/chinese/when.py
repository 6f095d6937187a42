"""Dates as Chinese texts write them, ROC and Gregorian, whole, partial and relative, resolved to `Dating`.

Read: 106年3月17日, 2017年3月, 103年底, 一百零四年, 廿六日, 今(112)年, 去年12月, 同年, 昨(7)日, 前天, 本月5日, 上週五, 週二(8日),
25至26日, 4月18及26日, 自…起至…止, 2017/3/17. Not read: seasons, weeks, days that return (每週三), times of day, lunar dates.
What a text leaves out is taken from the same sentence, from a heading that is a year, from the year that a yearly report covers, or
from the publication day; a date that cannot be completed so stays without a dating.  A misprint such as 111年5年18日 keeps its year
only, with a note.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from kg import patterns as re
from kg.dates import Dating, parse_edtf
from kg.extract.chinese.date_words import numeral, points
from kg.extract.chinese.points import Frame, Reader
from kg.extract.folding import BREAK

_LINK = re.compile(r"(?:日)?起?\s?(?P<to>至|到|迄|~|∼|〜|～|–|─|-|—)\s?|\s?(?P<and>及|、|和|與|暨|以及|,|，)\s?|\s?")
_MOST_DAYS = 60  # in one list
_RUNNING = re.compile(r"[^，。；：、]{0,24}\s|")
_CABLE = ("電", "專電", "訊")
_CABLED = re.compile(r"\s?(?:專?電|訊)[)〕 ]")
_SINCE = ("起", "日起")


class When(NamedTuple):
    """A date expression at ``start`` to ``end`` of the folded text, with the days or periods that it names, in order.

    ``interval`` says that it names first and last day; ``since`` that it names a beginning only; ``note`` a misprint.
    """

    start: int
    end: int
    days: tuple[Dating, ...]
    interval: bool = False
    since: bool = False
    relative: bool = False
    note: str = ""

    @property
    def whole(self) -> Dating | None:
        """The dating of it all: the day, or the interval from the first to the last where days follow each other."""
        if not self.days:
            return None
        if len(self.days) == 1 or self.follows:
            return self.days[0] if len(self.days) == 1 else _interval(self.days[0], self.days[-1])
        return self.days[0]

    @property
    def follows(self) -> bool:
        """Whether it names days that follow each other without a gap."""
        pairs = zip(self.days, self.days[1:], strict=False)
        return all(
            a.latest is not None and b.earliest is not None and b.earliest - a.latest == dt.timedelta(days=1) for a, b in pairs
        )


_made = tuple.__new__  # a call of the class takes twice as long


def _interval(first: Dating, last: Dating) -> Dating:
    return parse_edtf(f"{first.edtf}/{last.edtf.partition('/')[2] or last.edtf}")


def find_dates(text: str, frame: Frame) -> list[When]:
    """All date expressions of a folded text, in order, without overlap."""
    reader = Reader(text, frame)
    found: list[When] = []
    for match in points(text):
        place = match.start()
        reader.enter(place)
        link = _LINK.fullmatch(text, found[-1].end, place) if found and place - found[-1].end <= 3 else None
        if link is not None and (BREAK in link[0] or (not link[0] and match["d3"])):
            link = None
        dated = reader.point(match, link is not None)
        if dated is None:
            continue
        end = match.end()
        if text[end : end + 3].strip().startswith(_CABLE) and _CABLED.match(text, end) is not None:
            continue
        dating, relative, note = dated
        days = () if dating is None else (dating,)
        if link is not None and found[-1].days and days and not (match["yr"] and days[0].precision == 1):
            joined = _joined(found[-1], days[0], link, end, note)
            if joined is not None:
                found[-1] = joined
                continue
        since = text.startswith(_SINCE, end)
        when = _made(When, (place, end, days, False, since, relative, note))
        if days and _is_heading(text, when):
            reader.heading = days[0].earliest.year if days[0].earliest else None
        if match["m2"] and days and _begins_line(text, place):
            reader.title_month = numeral(match["m2"])
        found.append(when)
    return found


def _joined(before: When, day: Dating, link: re.Match[str], end: int, note: str) -> When | None:
    """The date before with a further day linked to it; None where the two are no one expression."""
    last = before.days[-1]
    if last.precision != day.precision or before.interval:
        return None
    if link["to"]:
        try:
            whole = _interval(last, day)
        except ValueError:
            return None
        return before._replace(end=end, days=(*before.days[:-1], whole), interval=True, since=False, note=before.note or note)
    if len(before.days) >= _MOST_DAYS:
        return None
    if last.precision == 1 or (link["and"] in (None, ",", "，") and link[0].strip() and link["and"] != "、"):
        return None
    return before._replace(end=end, days=(*before.days, day), since=False, note=before.note or note)


def _begins_line(text: str, place: int) -> bool:
    """Whether nothing but a running head stands before a place in its line."""
    return _RUNNING.fullmatch(text, text.rfind(BREAK, 0, place) + 1, place) is not None


def _is_heading(text: str, when: When) -> bool:
    """Whether a year stands alone in its line, behind an item's number at most."""
    if when.days[0].precision != 1 or when.end - when.start > 10:
        return False
    if when.end < len(text) and text[when.end] not in BREAK + "：:":
        return False
    begin = text.rfind(BREAK, 0, when.start) + 1
    return when.start - begin <= 4 and (
        when.end >= len(text) or text[when.end] == BREAK or text[when.end + 1 : when.end + 2] == BREAK
    )


def within(dates: Sequence[When], starts: Sequence[int], low: int, high: int) -> list[When]:
    """The dates between two places; ``starts`` are the places where the dates begin."""
    return list(dates[bisect_left(starts, low) : bisect_left(starts, high)])
