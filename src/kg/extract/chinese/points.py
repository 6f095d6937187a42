"""One date expression at a time: what its words give, and what the sentence, the headings and the publication day add."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from kg import patterns as re
from kg.dates import ROC_OFFSET, Dating, parse_edtf
from kg.extract.chinese.date_words import CHINESE_DIGITS, LONE, WEEKDAYS, dating_of, numeral, up_to, week_before, year_of
from kg.extract.folding import BREAK

_DURATION_BEFORE = re.compile(
    r"(?:連續|近|約|逾|滿|共|達|長達|第|過去|未來|超過|為期|每|多|邁入|成立|屆滿|最近|歷時|這|前|後|十|幾)$"
)
_DURATION_BEHIND = re.compile(r"[來間內後]|以[來上內]|之久|多|餘|計畫|級|代|歷史|資歷|有期徒刑|期(?!中)|生(?!效)|份")
_ONWARD = re.compile(
    r"起|以?來|開始|成立|[^，。；\d]{0,8}(?:以來|建交|斷交|復交)"
)  # behind a year, which is then not that of the days told later
_STOP = re.compile("[。！？]")
_ENDED = "。！？；"
_SHOWS = ("(", ")", ":", "：", "日", "天", ";", "；", "•", "自", "於")
_NEAR = 300  # characters from a day to a 翌日
_SOON = 45  # days within which a month and day may be to come
_LATELY = 16  # days back that a bare day may lie


class Frame(NamedTuple):
    """What completes a date: the publication day and the year that a yearly report covers."""

    published: dt.date | None = None
    year: int | None = None


class Reader:
    """Completes points from left to right; knows what was said before in the sentence and above in the headings."""

    def __init__(self, text: str, frame: Frame) -> None:
        self.text = text
        self.frame = frame
        self.heading: int | None = None
        self.sentence_end = -1
        self.unit_end = -1
        self.last: tuple[int | None, int | None] = (None, None)
        self.day: Dating | None = None
        self.unit_year: int | None = None
        self.any_year: int | None = None
        self.title_year: int | None = None
        self.title_month: int | None = None
        self.near: tuple[int, Dating] | None = None

    def enter(self, place: int) -> None:
        """Forget what no longer governs at ``place``."""
        text = self.text
        if place >= self.unit_end:
            if self.unit_year is not None and text[self.unit_end - 1] not in _ENDED:
                self.title_year = self.unit_year
            self.unit_end = text.find(BREAK, place)
            if self.unit_end < 0:
                self.unit_end = len(text)
            self.unit_year = None
            self.sentence_end = -1
        if place >= self.sentence_end:
            stop = _STOP.search(text, place, self.unit_end)
            self.sentence_end = self.unit_end if stop is None else stop.start()
            self.last = (None, None)
            self.day = None

    def point(self, match: re.Match[str], linked: bool) -> tuple[Dating | None, bool, str] | None:
        """The dating of a point, whether it is relative, and a note; None where the words are no date."""
        if match["same"]:
            day = self.day or self._told_before(match.start())
            return (day, True, "") if day is not None else None
        found = self._next_day(match) if match["next"] or match["prior"] else self._point(match, linked)
        if found is not None and found[0] is not None and found[0].precision == 3:
            self.day = found[0]
            self.near = match.end(), found[0]
        return found

    def _told_before(self, place: int) -> Dating | None:
        """The day told last, not far before a place."""
        return self.near[1] if self.near is not None and place - self.near[0] <= _NEAR else None

    def _next_day(self, match: re.Match[str]) -> tuple[Dating | None, bool, str] | None:
        """The day after the one told before, not far off, 翌日, 隔天, 翌(26)日, or the one before it, 前一天."""
        before = self._told_before(match.start())
        if before is None or before.earliest is None:
            return None
        day = before.earliest + dt.timedelta(days=-1 if match["prior"] else 1)
        if match["nextn"] and int(match["nextn"]) != day.day:
            return None, True, f"{match[0]} does not fit the day before it, {before.edtf}"
        self._said(day.year, day.month)
        return parse_edtf(day.isoformat()), True, ""

    def _point(self, match: re.Match[str], linked: bool) -> tuple[Dating | None, bool, str] | None:
        if match["y"] or match["yr"] or match["m2"]:
            return self._calendar(match)
        g = match.group
        if g("bad"):
            return dating_of(year_of(g("bady"), None)), False, f"misprint: {g('bad')} is no date, only its year is taken"
        if g("sy"):
            year = year_of(g("sy"), None)
            self._said(year, int(g("sm")))
            dating, _, note = self._known(year, int(g("sm")), int(g("sd")), match)
            return up_to(dating, g("se")), False, note
        if g("ms"):
            return self._in_numbers(match)
        if g("ago"):
            if self.frame.published is None:
                return None, True, ""
            number = 2 if g("ago") == "兩" else numeral(g("ago"))
            return parse_edtf((self.frame.published - dt.timedelta(days=number)).isoformat()), True, ""
        if g("dr"):
            return self._relative_day(match)
        if g("now"):
            published = self.frame.published
            if published is None:
                return None, True, ""
            now = published - dt.timedelta(days=g("now") == "昨")
            self._said(now.year, now.month)
            return parse_edtf(now.isoformat()), True, ""
        if g("lw"):
            return week_before(self.frame.published), True, ""
        if g("wd"):
            return self._weekday(match, linked)
        if g("d3"):
            return self._lone_day(match, linked)
        return self._calendar(match)

    def _calendar(self, match: re.Match[str]) -> tuple[Dating | None, bool, str] | None:
        """The dating of a year, month and day, of which some may be left out."""
        g = match.group
        year, relative = self._year_of(match)
        if year is None and relative is None:
            return None
        if g("half") and year is not None:
            self._said(year, None)
            return parse_edtf(f"{year}-01/{year}-06" if g("half") == "上" else f"{year}-07/{year}-12"), bool(relative), ""
        month_text = g("m") or g("m2")
        day_text = g("d") or g("d2")
        try:
            month = numeral(month_text) if month_text else None
            day = numeral(day_text) if day_text else None
        except (KeyError, ValueError):
            return None
        if g("mr"):
            month = int(g("mrn")) if g("mrn") else self._relative_month(g("mr"))
            if month is None:
                return None, True, ""
        if month is not None and not 1 <= month <= 12:
            return self._known(year, month, day, match) if g("m") and year is not None else None
        if year is None and month is not None and not g("yr"):
            this = self.frame.published if g("mr") == "本" and not self.frame.year else None
            year = this.year if this is not None and this.month == month else self._year_for(month, day)
        if month is not None or self.frame.published is None or not _ONWARD.match(self.text, match.end()):
            self._said(year, month)
        return self._known(year, month, day, match, bool(relative))

    def _known(
        self, year: int | None, month: int | None, day: int | None, match: re.Match[str], relative: bool = False
    ) -> tuple[Dating | None, bool, str]:
        dating = dating_of(year, month, day)
        if dating is None and year is not None:
            return dating_of(year), relative, f"misprint: {match[0]} is no day of the calendar, only its year is taken"
        return dating, relative, ""

    def _said(self, year: int | None, month: int | None) -> None:
        self.last = (year if year is not None else self.last[0], month if month is not None else self.last[1])
        if year is not None:
            self.unit_year = self.any_year = year

    def _year_of(self, match: re.Match[str]) -> tuple[int | None, bool | None]:
        """The year that the words give and whether it is relative; (None, None) where they are a duration, no year."""
        g = match.group
        if g("yr"):
            if g("yrn"):
                return year_of(g("yrn"), None), True
            if g("yr") in "同當":
                return self.last[0] or self.unit_year or self.any_year, True
            if g("yr") in "次翌隔":
                return (self.last[0] + 1 if self.last[0] is not None else None), True
            base = self.frame.published.year if self.frame.published else None
            if base is None and g("yr") in "今本":
                base = self.frame.year
            shift = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1}[g("yr")]
            return (None if base is None else base + shift), True
        text = g("y") or g("yc")
        if text is None:
            return None, False
        year = year_of(text, g("era"))
        if year is None:
            return None, None
        bare = not g("m")
        if not g("era") and ((len(text) < 3 and g("y")) or g("yc")):
            number = year - ROC_OFFSET if year < 2100 and not (g("y") and len(text) == 4) else year
            if (bare and number < 80) or number < 30:
                return None, None
        if bare and not g("era"):
            behind = match.end()
            if match[0].endswith("年") and _DURATION_BEHIND.match(self.text, behind):
                return None, None
            if _DURATION_BEFORE.search(self.text, max(0, match.start() - 2), match.start()):
                return None, None
        return year, False

    def _year_for(self, month: int, day: int | None) -> int | None:
        """The year of a month and day that stand without one."""
        if self.last[0] is not None:
            return self.last[0]
        if self.heading is not None:
            return self.heading
        if self.frame.year is not None:
            return self.frame.year
        published = self.frame.published
        if published is not None:
            ahead = dt.date(published.year, month, min(day or 1, 28)) - published
            if ahead.days > _SOON and self.any_year == published.year - 1:
                return self.any_year  # in a look back on the year before: 2023年…。7月，…
            return published.year if ahead.days < 180 else None
        return self.unit_year if self.unit_year is not None else self.title_year

    def _relative_month(self, word: str) -> int | None:
        if word in "同當":
            return self.last[1]
        published = self.frame.published
        if published is None:
            return None
        if word == "上":
            earlier = published.replace(day=1) - dt.timedelta(days=1)
            self.last = (earlier.year, earlier.month)
            return earlier.month
        self.last = (published.year, published.month)
        return published.month

    def _relative_day(self, match: re.Match[str]) -> tuple[Dating | None, bool, str] | None:
        published, number = self.frame.published, match["drn"]
        shift = {"今": 0, "本": 0, "昨": -1, "明": 1, "前": -2}[match["dr"]]
        if match["dr"] == "前" and self.text[match.start() - 1 : match.start()] == "大":
            shift = -3
        if match["dr"] == "前" and not number and match["drt"] != "天":
            return None
        number = number or match["drb"]
        if published is None:
            return None, True, ""
        day = published + dt.timedelta(days=shift)
        if number is not None and int(number) != day.day:
            near = [published + dt.timedelta(days=n) for n in (0, -1, -2, -3, 1, 2)]
            same = [candidate for candidate in near if candidate.day == int(number)]
            if not same:
                return None, True, f"{match[0]} does not fit the publication day {published}"
            day = same[0]
        self._said(day.year, day.month)
        return parse_edtf(day.isoformat()), True, ""

    def _weekday(self, match: re.Match[str], linked: bool) -> tuple[Dating | None, bool, str] | None:
        """A day of the week of publication, of the week before or after it; bare, the last such day up to the publication."""
        published = self.frame.published
        if self.text[match.start() - 1 : match.start()] in tuple("至到、及") and not linked:
            return None
        if published is None:
            return None, True, ""
        weekday = WEEKDAYS.index(match["wd"]) if match["wd"] != "天" else 6
        if match["wr"]:
            week = {"本": 0, "這": 0, "上": -7, "下": 7}[match["wr"]]
            day = published + dt.timedelta(days=weekday - published.weekday() + week)
        elif linked and self.day is not None and self.day.earliest is not None:
            day = self.day.earliest + dt.timedelta(days=(weekday - self.day.earliest.weekday()) % 7)
        else:
            day = published - dt.timedelta(days=(published.weekday() - weekday) % 7)
        if match["wdn"] and int(match["wdn"]) != day.day:
            near = [day + dt.timedelta(days=n) for n in (-7, 7)]
            same = [candidate for candidate in near if candidate.day == int(match["wdn"])]
            if not same:
                return None, True, f"{match[0]} does not fit the publication day {published}"
            day = same[0]
        self._said(day.year, day.month)
        return parse_edtf(day.isoformat()), True, ""

    def _lone_day(self, match: re.Match[str], linked: bool) -> tuple[Dating | None, bool, str] | None:
        """A day without a month: the month of a date that it is linked to, else of the publication day if close to it."""
        try:
            number = numeral(match["d3"])
        except (KeyError, ValueError):
            return None
        if linked:
            year, month = self.last
            if month is None:
                return None
            return self._known(year, month, number, match)
        if not 1 <= number <= 31 or match[0][-1] not in "日號":
            return None
        spelled = match[0][0] in CHINESE_DIGITS + "廿"
        if spelled and match[0][-1] == "日" and LONE.match(self.text, match.end()) is None:
            return None
        published = self.frame.published
        if published is None:
            # in a chronicle the days of a month each begin a line
            begins = self.text[match.start() - 1 : match.start()] in ("", BREAK)
            if not begins or self.title_month is None or spelled:
                return None
            year = self._year_for(self.title_month, number)
            self._said(year, self.title_month)
            return self._known(year, self.title_month, number, match)
        return self._near_day(number, match)

    def _near_day(self, number: int, match: re.Match[str]) -> tuple[Dating | None, bool, str] | None:
        """A bare day: the last one up to the publication, else a later one of the month told in the sentence, else one soon to come."""
        published, told = self.frame.published, self.day.latest if self.day is not None else None
        if published is None:
            return None
        for distance in (*range(_LATELY), *range(-1, -11, -1)):
            if distance < 0 and told is not None and number > told.day:
                return self._known(told.year, told.month, number, match)
            day = published - dt.timedelta(days=distance)
            if day.day == number:
                self._said(day.year, day.month)
                return parse_edtf(day.isoformat()), True, ""
        return None

    def _in_numbers(self, match: re.Match[str]) -> tuple[Dating | None, bool, str] | None:
        """A month and day in numbers (11/4, 1/19–1/23), where a bracket, a line or a range shows that it is no fraction."""
        month, day = int(match["ms"]), int(match["ds"])
        before, behind = self.text[match.start() - 1 : match.start()], self.text[match.end() : match.end() + 1]
        ranged = before != "" and before in "–~-至" and match.start() > 1 and self.text[match.start() - 2].isdigit()
        shown = ranged or ("/" in match[0] and (before in _SHOWS or (behind != "" and behind in "–~-至(，")))
        if not (1 <= month <= 12 and 1 <= day <= 31 and shown):
            return None
        year = self._year_for(month, day)
        self._said(year, month)
        return self._known(year, month, day, match)
