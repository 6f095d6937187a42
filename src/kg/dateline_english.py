"""The publication day of an English text: the line at its head, or foot, that is nothing but a date with its labels, or a dateline.

A line is taken apart: its date, and what stands before and behind it.  Where that is only labels, names and the like, and no running
words, the date is the page's own.  Where only the place stands before it and a dash or bracket behind it, it is a dateline's, and the
text was written on that day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from kg import patterns as re
from kg.dates import Dating, parse_edtf

_HEAD, _FOOT = 900, 400
_LONGEST_LINE = 200
_LATEST_BEFORE = 10  # days from a dateline without its year to the day of the page
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|"
    r"Dec(?:ember)?)"
)
_DATE = re.compile(
    rf"(?<![\d/.-])(?:(?P<y0>\d{{4}})\s?(?P<s>[-/.])\s?(?P<m0>\d{{1,2}})\s?(?P=s)\s?(?P<d0>\d{{1,2}})(?!\d)|"
    rf"(?P<n1>{_MONTH})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s*(?P<y1>\d{{4}})\b|"
    rf"(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+|-)(?:of\s+)?(?P<n2>{_MONTH})(?:\.?,?\s+|-)(?P<y2>\d{{4}})\b|"
    rf"(?P<n3>{_MONTH}),\s*(?P<d3>\d{{1,2}})\s?/\s?(?P<y3>\d{{4}})\b|"
    rf"(?P<y4>\d{{4}}),?\s+(?P<n4>{_MONTH})\.?\s+(?P<d4>\d{{1,2}})\b|"
    r"(?P<one>\d{1,2})(?P<mark>[-/.])(?P<two>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})(?![\d/-]))",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?", re.IGNORECASE)
_WIRE = re.compile(
    rf"(?m)^\s*[A-Z][A-Za-z.,’' -]{{2,40}}?,?\s+(?:(?P<n>{_MONTH})\.?\s+(?P<d>\d{{1,2}})|"
    rf"(?P<d2>\d{{1,2}})\s+(?P<n2>{_MONTH})\.?)\s*[(/–—-]"
)
_FIRST = re.compile(
    r"(?i)\b(?:post(?:ed)?|publish(?:ed)?|publication|release(?:d)?|issued?|created|filed|dated?|input|for immediate)\b[^a-z]*"
    r"(?:(?:date|time|on|at|release)\b[^a-z]*){0,2}$"
)
_AGAIN = re.compile(
    r"(?i)\b(?:last\s+(?:posted|published)|(?:last\s+)?(?:updated?|modified|reviewed|edited|revised))\b[^a-z]*(?:(?:date|"
    r"time|on|at)\b[^a-z]*){0,2}$"
)
_PLAIN = re.compile(  # words in small letters that stand in a page's own lines
    r"(?:by|and|the|of|for|from|with|at|page|page\d+|posted|published|publish|updated|update|last|first|written|created|released|release|"
    r"issued|issue|dated|date|time|on|in|source|views?|hits|press|releases?|news|no|am|pm|a\.m|p\.m|min|mins|read|reading|"
    r"staff|writer|reporter|"
    r"correspondent|contributing|super|user|admin|gmt|utc|est|edt|et|st|nd|rd|th|category|editor|author|updated:|to|original|"
    r"see|all|leave|a|comments?|ago|years?|months?|weeks?|days?|updates|story|immediate|x|h|hrs|hours|local|version|print|"
    r"share|dated|input|data|file|department|unit|visitors)"
)
_PREPOSITION = re.compile(
    r"(?i)(?<!posted )(?<!published )(?<!updated )(?<!created )(?<!issued )(?<!released )(?<!modified )(?<!user )"
    r"(?<!admin )(?<!filed )(?<!revised )\b(?:on|in|of|by|since|until|till|from|to|for|before|after|and|between|the|through)\s+$"
)
_TIME = re.compile(
    r"(?i)\b\d{1,2}\s?[:.h]\s?\d{2}(?:[:.]\d{2})?(?:\.\d+)?\s*(?:[ap]\.?m\b\.?|Z\b)?|\b\d{1,2}\s?[ap]\.?m\b\.?|[+-]\d{1,2}(?::?\d{2})?\b"
)
_HEADED = re.compile(r"\s+[–—:-]\s+[A-Z].*[^.\s]\s*")  # 20-11-2020 - Two charged over cocaine
_LATER = re.compile(r"^\s*\d{1,2}[:.]\d{2}\s*[ap]\.?m\.?,?\s+on\s+$")  # 4:12 pm on 7 March 2017
_APART = re.compile(r"\s{2}|\t|　|[|•·]")
_TOKEN = re.compile(r"[^\W\d_][\w’'.&-]*")
_PLACE = re.compile(
    r"[\s(\[▲*]*(?:[A-Z][\w.’'-]*|de|da|del|of|and|the)(?:[\s,;/()–-]+(?:[A-Z][\w.’'-]*|de|da|del|of|and|the)){0,6}[\s,;:()\[–—-]*$"
)
_OPENED = re.compile(
    r"[\])]?\.?,?\s*(?:\([^)\n]{2,40}\)|/[A-Z ]{2,30}/)?\s*(?:--?|[–—:/.]|[\])])\s*[\"“‘(]?[A-Z]|\s*\([A-Z][^)\n]{1,40}\)\s*[\"“‘(]?[A-Z]"
)


@dataclass(frozen=True, slots=True)
class _Dated:
    """A day in a line of a page's head or foot; ``rank`` is how surely it is that of the publication."""

    rank: int
    day: dt.date
    label: bool


def english_day(text: str) -> Dating | None:
    """The day on which an English text says that it was published.

    >>> english_day("Published: 5 March 2018 | Updated: 9 March 2018").edtf
    '2018-03-05'
    """
    found = [*_dated(text[:_HEAD]), *_foot(text)]
    if not found:
        return None
    day = max(found, key=lambda one: one.rank).day
    return parse_edtf((_written_on(text[:_HEAD], day) or day).isoformat())


def _foot(text: str) -> Iterator[_Dated]:
    """The days of the last lines, where they are of one day or labelled: links to other pages are dated there too."""
    found = list(_dated(text[max(_HEAD, len(text) - _FOOT) :]))
    several = len({one.day for one in found}) > 1
    return (_Dated(one.rank - 3, one.day, one.label) for one in found if one.label or not several)


def _dated(part: str) -> Iterator[_Dated]:
    wire = _WIRE.search(part)
    for line in part.splitlines():
        if not line[:_LONGEST_LINE].strip():
            continue
        for match in _DATE.finditer(line[:_LONGEST_LINE]):
            day = _day(match, line, wire)
            rank = _rank(line[: match.start()], line[match.end() :]) if day is not None else 0
            if day is not None and rank:
                yield _Dated(rank, day, rank in (_LABELLED, _RENEWED))


_RENEWED, _NAMED, _ALONE, _LABELLED, _DATELINE = 3, 4, 5, 6, 7


def _rank(before: str, after: str) -> int:
    """How surely a date is the publication's by what stands around it in its line; 0 where it is not."""
    plain = _WEEKDAY.sub(" ", before).rstrip()
    cut = max(plain.rfind(mark) + 1 for mark in ("|", "•", "·", "  ", "\t", "　", ";"))
    near = plain[cut:]
    if _AGAIN.search(near):
        return _RENEWED
    if _FIRST.search(near) and _furniture(near):
        return _LABELLED
    if plain.strip() and _PLACE.fullmatch(plain) and _OPENED.match(after):
        return _DATELINE
    if not plain.strip() and _HEADED.fullmatch(after):
        return _NAMED
    behind = _APART.split(after, maxsplit=1)[0]
    if _PREPOSITION.search(_LATER.sub("", _WEEKDAY.sub("", before))) or not _furniture(near) or not _furniture(behind):
        return 0
    return _NAMED if any(word[0].isupper() for word in _words(f"{near} {behind}")) else _ALONE


def _furniture(part: str) -> bool:
    """Whether a part of a line has no running words: labels, names, numbers and times alone."""
    return all(word[0].isupper() for word in _words(part))


def _words(part: str) -> list[str]:
    """The words of a part of a line beside weekdays, times and those of a page's own lines."""
    part = _WEEKDAY.sub(" ", _TIME.sub(" ", part))
    return [word for word in _TOKEN.findall(part) if not _PLAIN.fullmatch(word.rstrip(".").lower())]


def _day(match: re.Match[str], line: str, wire: re.Match[str] | None) -> dt.date | None:
    parts = {name[:-1]: value for name, value in match.groupdict().items() if value and name[-1].isdigit()}
    try:
        if parts:
            month = int(parts["m"]) if "m" in parts else _month(parts["n"])
            return dt.date(int(parts["y"]), month, int(parts["d"]))
        return _in_numbers(match, line, wire)
    except ValueError:  # a misprint states no day
        return None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _in_numbers(match: re.Match[str], line: str, wire: re.Match[str] | None) -> dt.date | None:
    """A day in numbers (04/27/2018, 27.4.2018), where one order alone is possible, or its weekday or the dateline says which."""
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if len(match["year"]) == 2:
        year += 2000
        if (one > 12 and two > 12) or match["mark"] == "-" or (one <= 12 and two <= 12):
            return None
    readings = {(two, one)} if match["mark"] == "." else {(m, d) for m, d in ((one, two), (two, one)) if m <= 12}
    days = sorted(dt.date(year, m, d) for m, d in readings)
    if len(days) == 2 and (named := _WEEKDAY.search(line)) is not None:
        days = [day for day in days if day.weekday() == _WEEKDAYS.index(named[0][:3].lower())]
    if len(days) == 2 and wire is not None:
        days = [day for day in days if (day.month, day.day) == _of_wire(wire)]
    return days[0] if len(days) == 1 else None


def _of_wire(wire: re.Match[str]) -> tuple[int, int]:
    return _month(wire["n"] or wire["n2"]), int(wire["d"] or wire["d2"])


def _written_on(head: str, published: dt.date) -> dt.date | None:
    """The day of a dateline without its year, where the page appeared on it or a few days later."""
    wire = _WIRE.search(head)
    if wire is None:
        return None
    try:
        day = dt.date(published.year, *_of_wire(wire))
        if day > published:
            day = day.replace(year=day.year - 1)
    except ValueError:
        return None
    return day if (published - day).days <= _LATEST_BEFORE else None
