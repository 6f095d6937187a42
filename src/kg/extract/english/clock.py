"""What the words of an English date come to, reckoned from the publication day, the year in force and the day told last."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kg import patterns as re

_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SOON = dt.timedelta(45)
COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Clock:
    """What a date that lacks its year is reckoned from; ``ahead`` reads it as lying after the publication day, not before."""

    published: dt.date | None
    context: int | None
    last: dt.date | None = None
    ahead: bool = False

    def edtf(self, parts: dict[str, str]) -> str | None:
        """The date in EDTF for the named parts of a match, None where what it is reckoned from is not known."""
        if "iso" in parts:
            return parts["iso"].replace(parts["dash"], "-")
        if "firstyear" in parts:
            return f"{parts['firstyear']}/{parts['firstyear'][: -len(parts['lastyear'])]}{parts['lastyear']}"
        if "slashed" in parts:
            return _slashed(parts["slashed"])
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
        for key in ("jm", "km", "lm", "mm", "sincemonth"):
            if key in parts:
                year = self._year(parts, "", _month(parts[key]), 1)
                return f"{year:04d}-{_month(parts[key]):02d}" if year else None
        if "ya" in parts:
            return f"{parts['ya']}/{parts['yb']}"
        for key in ("y1", "y2", "y3", "y4", "y5", "since"):
            if key in parts:
                return parts[key]
        if "part" in parts:
            return self._part(parts)
        return self._relative(parts)

    def _in_month(self, parts: dict[str, str], key: str, first: str, second: str) -> str | None:
        month, day = _month(parts[f"{key}m"]), _number(parts[key + first])
        year = self._year(parts, f"{key}y", month, day)
        if year is None:
            return None
        start = f"{year:04d}-{month:02d}-{day:02d}"
        return f"{start}/{year:04d}-{month:02d}-{_number(parts[key + second]):02d}" if second else start

    def _part(self, parts: dict[str, str]) -> str | None:
        """A half or a quarter of a year, in months."""
        if "party" in parts:
            year = int(parts["party"])
        elif self.published is not None:
            year = self.published.year + {"last": -1, "next": 1}.get(parts["partof"], 0)
        else:
            return None
        months = 6 if parts["unit"] == "half" else 3
        count = 12 // months
        number = count if parts["part"] == "last" else ("first", "second", "third", "fourth").index(parts["part"]) + 1
        if number > count:
            return None
        return f"{year:04d}-{(number - 1) * months + 1:02d}/{year:04d}-{number * months:02d}"

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
        if self.ahead:
            return self.published.year + ((month, day) < (self.published.month, self.published.day))
        year = self.published.year + (month < self.published.month)
        if key and dt.timedelta() < dt.date(year, month, 1) + dt.timedelta(day - 1) - self.published < _SOON:
            return year  # a day just ahead is not one of a year ago
        return self.published.year - ((month, day) > (self.published.month, self.published.day))

    def _relative(self, parts: dict[str, str]) -> str | None:
        if self.last is not None:
            for key, days in (("sameday", 0), ("nextday", 1), ("daybefore", -1)):
                if key in parts:
                    return (self.last + dt.timedelta(days)).isoformat()
            if "samemonth" in parts:
                return self.last.isoformat()[:7]
        if "bareday" in parts:
            return self._bare_day(int(parts["bareday"]))
        day = self.published
        if day is None:
            return None
        if "pw" in parts:
            back = 7 if "lastweeks" in parts and self._weekday(day, parts["qw"]) > _monday(day) else 0
            end = self._weekday(day, parts["qw"]) - dt.timedelta(back)
            start = end - dt.timedelta((_number_of(parts["qw"]) - _number_of(parts["pw"])) % 7)
            return f"{start}/{end}"
        if "weekday" in parts:
            return self._on_weekday(day, parts)
        for key, days in (("today", 0), ("yesterday", -1), ("before", -2)):
            if key in parts:
                return (day + dt.timedelta(days)).isoformat()
        if "ago" in parts:
            return _ago(day, parts["ago"], parts["agounit"])
        return self._stretch(day, parts)

    def _bare_day(self, number: int) -> str | None:
        """A day by its number: in the month of the day told last, else the last such day up to the publication."""
        base = self.last or self.published
        if base is None:
            return None
        year, month = base.year, base.month
        if self.last is None and not self.ahead and number > base.day:
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        return f"{year:04d}-{month:02d}-{number:02d}"

    def _weekday(self, day: dt.date, name: str) -> dt.date:
        if self.ahead:
            return day + dt.timedelta((_number_of(name) - day.weekday()) % 7)
        return day - dt.timedelta((day.weekday() - _number_of(name)) % 7)

    def _on_weekday(self, day: dt.date, parts: dict[str, str]) -> str | None:
        before = parts.get("lastweek", "").lower()
        if before.startswith("next"):
            return (self._weekday(day, parts["weekday"])).isoformat() if self.ahead else None
        if "ofweek" in parts:
            return (_monday(day) + dt.timedelta(_number_of(parts["weekday"]) - 7)).isoformat()
        found = self._weekday(day, parts["weekday"])
        return (found - dt.timedelta(7 if before and found == day else 0)).isoformat()

    def _stretch(self, day: dt.date, parts: dict[str, str]) -> str | None:
        """A week, month or year named from the publication day."""
        word = next(iter(parts.values())).lower()
        step = -1 if word.startswith("last") else word.startswith("next")
        if "week" in parts:
            start = _monday(day) + dt.timedelta(7 * step)
            return f"{start}/{start + dt.timedelta(6)}"
        if "weekend" in parts:
            saturday = _monday(day) + dt.timedelta(5)
            if saturday > day and not self.ahead:
                saturday -= dt.timedelta(7)
            return f"{saturday}/{saturday + dt.timedelta(1)}"
        if "month" in parts:
            months = day.year * 12 + day.month - 1 + step
            return f"{months // 12:04d}-{months % 12 + 1:02d}"
        if "nm" in parts:
            return self._named_month(day, _month(parts["nm"]), step)
        return f"{day.year + step:04d}" if "year" in parts or "season" in parts else None

    def _named_month(self, day: dt.date, month: int, step: int) -> str:
        """The month of a year: of "last August" the last that is over, of "this" this year's, of "next" the first to come."""
        year = day.year
        if step < 0:
            year -= month >= day.month
        elif step > 0:
            year += month <= day.month
        return f"{year:04d}-{month:02d}"


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(day.weekday())


def _number_of(weekday: str) -> int:
    return _DAYS.index(weekday.lower())


def _ago(day: dt.date, count: str, unit: str) -> str:
    """So many days ago is a day; weeks, months and years ago are a week, a month, a year."""
    number = int(count) if count.isdigit() else 1 if count.lower() == "a" else COUNTS.index(count.lower()) + 1
    if unit == "day":
        return (day - dt.timedelta(number)).isoformat()
    if unit == "week":
        start = _monday(day) - dt.timedelta(7 * number)
        return f"{start}/{start + dt.timedelta(6)}"
    if unit == "month":
        months = day.year * 12 + day.month - 1 - number
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    return f"{day.year - number:04d}"


def _month(text: str) -> int:
    return next(n for n, name in enumerate(_NAMES, 1) if name.startswith(text[:3].lower()))


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _slashed(written: str) -> str | None:
    """A day in numbers, where only one order of day and month fits: 23/01/2015; None where both do."""
    first, second, year = (int(part) for part in written.split("/"))
    if (first > 12) == (second > 12) and first != second:
        return None
    day, month = (first, second) if first > 12 else (second, first)
    return f"{year:04d}-{month:02d}-{day:02d}"
