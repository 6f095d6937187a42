"""Dates in English press texts: whole dates, ranges, days without a year, weekdays and "last year", never finer than the text.

What is not written is taken from the publication day, and where that is not known either the date stays out: a day and month alone
("Sept. 28") is the last such day up to publication, a weekday the last such day up to and with it.  A day and month also take the
one year that their sentence, or else an earlier sentence of their paragraph, names.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from kg import patterns as re
from kg.dates import FIRST_YEAR, LAST_YEAR, Dating, parse_edtf

_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_M = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|"
    r"Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![a-z])"
)
_D = r"(?:[0-3]?\d)(?:st|nd|rd|th)?(?!\d|:\d|\.\d|,\d|\s*(?:%|percent|million|billion|countries|people))"
_Y = r"(?:1[89]\d\d|20\d\d)(?!\d)"
_TO = r"\s*(?:-|–|—|to|through|until|till|and|&)\s*"
_YEAR_AFTER = (
    rf"(?:,?\s+(?:of\s+)?(?:(?P<{{0}}>{_Y})|(?P<{{0}}w>(?:of\s+)?(?:last|this|the\s+same|the\s+previous|that)\s+year)))?"
)
_WD = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"

_DATE = re.compile(
    r"(?<![A-Za-z\d])(?=[\dJFMASONDTWEetyYlLn])(?:"  # quick to say no, where most places are none
    + "|".join(
        (
            r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?!\d)",
            rf"(?P<am>{_M})\s+(?P<ad>{_D})(?:,?\s+(?P<ay>{_Y}))?{_TO}(?P<bm>{_M})\s+(?P<bd>{_D}){_YEAR_AFTER.format('by')}",
            rf"(?P<cm>{_M})\s+(?P<cd>{_D}){_TO}(?P<ce>{_D}){_YEAR_AFTER.format('cy')}",
            rf"(?P<dm>{_M})\s+(?P<dd>{_D}){_YEAR_AFTER.format('dy')}",
            rf"(?<![\d.,$])(?P<ed>{_D})\s+(?P<em>{_M}){_TO}(?P<fd>{_D})\s+(?P<fm>{_M}){_YEAR_AFTER.format('fy')}",
            rf"(?<![\d.,$])(?P<gd>{_D}){_TO}(?P<ge>{_D})\s+(?:of\s+)?(?P<gm>{_M}){_YEAR_AFTER.format('gy')}",
            rf"(?<![\d.,$])(?P<hd>{_D})\s+(?:of\s+)?(?P<hm>{_M}){_YEAR_AFTER.format('hy')}",
            rf"(?P<im>{_M}),?\s+(?:of\s+)?(?:(?P<iy>{_Y})|(?P<iyw>(?:last|this|the\s+same|the\s+previous|that)\s+year))",
            rf"(?<=\b[Ii]n )(?P<jm>{_M})|(?<=\blate )(?P<km>{_M})|(?<=\bearly )(?P<lm>{_M})",
            rf"(?P<lastweek>(?:last|next)\s+)?(?P<weekday>{_WD})(?!,?\s+(?:the\s+)?(?:{_M}\s+\d|\d))",
            r"(?P<today>(?:[Ee]arlier\s+)?[Tt]oday)(?!')|(?P<yesterday>[Yy]esterday)(?!')",
            r"(?P<month>(?:[Tt]his|[Ll]ast)\s+month)|(?P<year>[Tt]his\s+year(?:['’]s)?|[Ll]ast\s+year(?!['’]))",
            rf"(?<=\b[Ii]n )(?P<y1>{_Y})|(?<=\bof )(?P<y2>{_Y})|(?<=\b[Dd]uring )(?P<y3>{_Y})|(?<=\b[Ss]ince )(?P<since>{_Y})",
        )
    )
    + ")"
)


_DAY_WITH_YEAR = re.compile(rf"(?:{_M}\s+{_D},?|{_D}\s+{_M},?)\s+({_Y})")
_HINT = re.compile(r"\d|day\b|month\b|year\b|[IiEe][na] [A-Z]|late [A-Z]|early [A-Z]")
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_NAMED_YEAR = re.compile(rf"(?:{_M}(?:\s+{_D})?,?|\b[Ii]n|\b[Dd]uring)\s+({_Y})")


@dataclass(frozen=True, slots=True)
class When:
    """A date in a sentence, at code points of the sentence."""

    start: int
    end: int
    dating: Dating
    written: str


def find_dates(sentence: str, published: dt.date | None, year: int | None) -> Iterator[When]:
    """The dates of a sentence that can be told; ``year`` is the one that an earlier sentence of the paragraph named."""
    if _HINT.search(sentence) is None:
        return
    years = _DAY_WITH_YEAR.findall(sentence) if _ANY_YEAR.search(sentence) else []
    named = {int(y) for y in years if FIRST_YEAR <= int(y) <= LAST_YEAR}
    context = next(iter(named)) if len(named) == 1 else (year if not named and published is None else None)
    clock = _Clock(published, context)
    for match in _DATE.finditer(sentence):
        if match["since"]:
            continue
        edtf = clock.edtf({name: value for name, value in match.groupdict().items() if value})
        if edtf is None:
            continue
        try:
            dating = parse_edtf(edtf)
        except ValueError:  # a misprint tells no date
            continue
        yield When(match.start(), match.end(), dating, match[0].strip().rstrip(","))


def named_year(sentence: str) -> int | None:
    """The last year that a sentence names in a date, which governs days without one in the sentences after it."""
    found = [int(y) for y in _NAMED_YEAR.findall(sentence)] if _ANY_YEAR.search(sentence) else []
    return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class _Clock:
    """What a date that lacks its year is reckoned from."""

    published: dt.date | None
    context: int | None

    def edtf(self, parts: dict[str, str]) -> str | None:
        if "iso" in parts:
            return parts["iso"]
        for key, first, second in (("d", "d", ""), ("h", "d", ""), ("c", "d", "e"), ("g", "d", "e")):
            if f"{key}m" in parts:
                return self._in_month(parts, key, first, second)
        if "am" in parts:
            return self._across(parts, ("am", "ad"), ("bm", "bd"), parts.get("ay", ""), "by")
        if "em" in parts:
            return self._across(parts, ("em", "ed"), ("fm", "fd"), "", "fy")
        if "im" in parts:
            year = self._year(parts, "iy", _month(parts["im"]), 1)
            return f"{year:04d}-{_month(parts['im']):02d}" if year else None
        for key in ("jm", "km", "lm"):
            if key in parts:
                year = self._year(parts, "", _month(parts[key]), 1)
                return f"{year:04d}-{_month(parts[key]):02d}" if year else None
        for key in ("y1", "y2", "y3"):
            if key in parts:
                return parts[key]
        return self._relative(parts)

    def _in_month(self, parts: dict[str, str], key: str, first: str, second: str) -> str | None:
        month, day = _month(parts[f"{key}m"]), _number(parts[key + first])
        year = self._year(parts, f"{key}y", month, day)
        if year is None:
            return None
        start = f"{year:04d}-{month:02d}-{day:02d}"
        return f"{start}/{year:04d}-{month:02d}-{_number(parts[key + second]):02d}" if second else start

    def _across(self, parts: dict[str, str], a: tuple[str, str], b: tuple[str, str], own: str, later: str) -> str | None:
        (m1, d1), (m2, d2) = ((_month(parts[m]), _number(parts[d])) for m, d in (a, b))
        last = self._year(parts, later, m2, d2)
        if last is None and not own:
            return None
        first = int(own) if own else (last or 0) - ((m1, d1) > (m2, d2))
        return f"{first:04d}-{m1:02d}-{d1:02d}/{last or first:04d}-{m2:02d}-{d2:02d}"

    def _year(self, parts: dict[str, str], key: str, month: int, day: int) -> int | None:
        if key in parts:
            return int(parts[key])
        words = parts.get(f"{key}w", "") if key else ""
        if "last" in words:
            return self.published.year - 1 if self.published else None
        if "this" in words:
            return self.published.year if self.published else None
        if words:
            return self.context
        if self.context is not None:
            return self.context
        if self.published is None:
            return None
        return self.published.year - ((month, day) > (self.published.month, self.published.day))

    def _relative(self, parts: dict[str, str]) -> str | None:
        day = self.published
        if day is None:
            return None
        if "weekday" in parts:
            if parts.get("lastweek", "").startswith("next"):
                return None
            back = (day.weekday() - _DAYS.index(parts["weekday"].lower())) % 7
            if "lastweek" in parts and back == 0:
                back = 7
            return (day - dt.timedelta(days=back)).isoformat()
        if "today" in parts:
            return day.isoformat()
        if "yesterday" in parts:
            return (day - dt.timedelta(days=1)).isoformat()
        if "month" in parts:
            first = day.replace(day=1)
            if parts["month"].lower().startswith("last"):
                first = (first - dt.timedelta(days=1)).replace(day=1)
            return f"{first.year:04d}-{first.month:02d}"
        return f"{day.year - parts['year'].lower().startswith('last'):04d}"


def _month(text: str) -> int:
    return next(n for n, name in enumerate(_NAMES, 1) if name.startswith(text[:3].lower()))


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))
